#include "model/growth/curve_text.h"

#include "model/edits/growth_checks.h"
#include "model/edits/limits.h"

#include <algorithm>
#include <optional>
#include <sstream>

namespace headroom::growth {

namespace {

using Reader = std::function<bool(std::string_view, double &)>;

constexpr const char *kBlank = " \t\r\"";

std::string trimmed(const std::string &text)
{
    const std::size_t begin = text.find_first_not_of(kBlank);
    return begin == std::string::npos ? std::string() : text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

/// The points that stand in one line: several where colons say what belongs together.
std::vector<std::string> pointsIn(const std::string &line)
{
    if (line.find(':') == std::string::npos)
        return { line };
    std::vector<std::string> found;
    std::istringstream parts(line);
    for (std::string part; std::getline(parts, part, line.find(';') == std::string::npos ? ',' : ';');)
        if (!trimmed(part).empty())
            found.push_back(part);
    return found;
}

/// Months since the year 0; nothing where it is no date.
std::optional<double> monthsSinceYearZero(const std::string &text)
{
    const std::string month = text.substr(0, 7); // a day after it says nothing
    if (!edits::isMonth(month))
        return std::nullopt;
    return std::stoi(month.substr(0, 4)) * 12 + std::stoi(month.substr(5, 2)) - 1;
}

/// A point of which the month may be a date.
struct Point {
    project::PlannedUsers value;
    std::string date; ///< empty: the month is a number
};

std::optional<Point> pointOf(const std::string &text, const Reader &reader)
{
    std::size_t split = std::string::npos;
    for (const char *separators : { ":", "\t", ";", " ", "," }) // a comma may group the digits of the users
        if (split == std::string::npos)
            split = text.find_first_of(separators);
    if (split == std::string::npos)
        return std::nullopt;
    const Reader &read = text[split] == ',' ? reporting::parseCompact : reader; // which then is no decimal sign
    const std::string month = trimmed(text.substr(0, split));
    Point out;
    std::string users = trimmed(text.substr(split + 1));
    if (const std::size_t begin = users.find_first_not_of(",;"); begin != std::string::npos) // "6, 400k"
        users = trimmed(users.substr(begin));
    if (!read(users, out.value.users))
        return std::nullopt;
    if (const std::optional<double> date = monthsSinceYearZero(month)) {
        out.value.month = *date;
        out.date = month.substr(0, 7);
        return out;
    }
    const std::string number = month.ends_with(',') ? trimmed(month.substr(0, month.size() - 1)) : month;
    return read(number, out.value.month) ? std::optional(out) : std::nullopt;
}

Error wrongLine(std::size_t line, const std::string &text)
{
    std::string shown(edits::cutTo(text, 40));
    std::replace(shown.begin(), shown.end(), '\t', ' ');
    return { "\"" + shown + "\" is no month with its users", "line " + std::to_string(line),
             "Write one pair a line, like 6 400k" };
}

} // namespace

Result<CurveText> parseCurve(const std::string &text, const Reader &read)
{
    CurveText out;
    std::vector<Point> points;
    std::istringstream lines(text);
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (trimmed(line).empty())
            continue;
        const bool isHeading = points.empty() && line.find_first_of("0123456789") == std::string::npos;
        if (isHeading)
            continue;
        for (const std::string &part : pointsIn(trimmed(line))) {
            const std::optional<Point> point = pointOf(trimmed(part), read);
            if (!point || point->date.empty() != (points.empty() ? point->date.empty() : points.front().date.empty()))
                return wrongLine(number, trimmed(part));
            points.push_back(*point);
        }
    }
    for (Point &point : points) {
        if (!points.front().date.empty())
            out.start = points.front().date;
        out.points.push_back({ point.value.month, point.value.users });
    }
    if (!out.start.empty())
        for (std::size_t i = out.points.size(); i-- > 0;)
            out.points[i].month -= points.front().value.month;
    return out;
}

std::string curveText(const std::vector<project::PlannedUsers> &points, const std::function<std::string(double)> &write)
{
    std::string text;
    for (const project::PlannedUsers &each : points)
        text += write(each.month) + '\t' + write(each.users) + '\n';
    return text;
}

} // namespace headroom::growth
