#include "app/cli/user_range.h"

#include "app/cli/arguments.h"
#include "app/cli/output.h"
#include "app/cli/stage_choice.h"
#include "model/analysis/analyze.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace headroom::app {

namespace {

constexpr double kPointsPerDecade = 10;

std::optional<std::size_t> countOf(const std::optional<std::string> &points, double from, double to, std::size_t most)
{
    if (!points)
        return std::max<std::size_t>(
            2, static_cast<std::size_t>(std::lround(kPointsPerDecade * std::log10(to / from))) + 1);
    std::size_t count = 0;
    const char *end = points->data() + points->size();
    const auto [rest, error] = std::from_chars(points->data(), end, count);
    if (error == std::errc() && rest == end && count >= 2 && count <= most)
        return count;
    complain("--points " + *points + ": not a whole number from 2 to " + std::to_string(most) + ".");
    return std::nullopt;
}

} // namespace

void UserRange::declare(Arguments &arguments, const std::string &otherwise)
{
    m_otherwise = otherwise;
    const std::string help = "From the fewest to the most registered users: 1k..100M";
    if (otherwise.empty())
        arguments.required("--users", m_users, help.c_str());
    else
        arguments.option("--users", m_users, (help + "; without it " + otherwise).c_str());
    arguments.option(
        "--points", m_points,
        ("2 to " + std::to_string(m_mostPoints) + " points, evenly spaced on a log scale; without it 10 per decade")
            .c_str());
}

std::optional<std::vector<double>> UserRange::read() const
{
    return usersWithin(m_users.value_or(m_otherwise), m_points, m_mostPoints);
}

bool isUserRange(const std::string &text)
{
    return text.find("..") != std::string::npos;
}

std::optional<std::vector<double>> usersWithin(const std::string &range, const std::optional<std::string> &points,
                                               std::size_t mostPoints)
{
    const std::size_t dots = range.find("..");
    if (dots == std::string::npos || range.find('.', dots + 2) == dots + 2) {
        complain("--users " + range + ": not a range. Write two numbers of users with two dots: 1k..100M.");
        return std::nullopt;
    }
    const std::optional<double> from = usersFrom(range.substr(0, dots));
    const std::optional<double> to = from ? usersFrom(range.substr(dots + 2)) : std::nullopt;
    if (!from || !to)
        return std::nullopt;
    if (!(*from >= 1 && *to > *from)) {
        complain("--users " + range + ": the first number must be 1 or more and below the second, as in 1k..100M.");
        return std::nullopt;
    }
    const std::optional<std::size_t> count = countOf(points, *from, *to, mostPoints);
    if (!count)
        return std::nullopt;
    return analysis::logarithmicUsers(*from, *to, *count);
}

} // namespace headroom::app
