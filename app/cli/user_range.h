#pragma once

#include <optional>
#include <string>
#include <vector>

namespace headroom::app {

class Arguments;

/// Whether it is written as a range of users: 1k..100M.
[[nodiscard]] bool isUserRange(const std::string &text);

/// The users of a range, evenly spaced on a log scale, both ends included; complains when it makes no sense.
/// @param points  how many; absent: ten per decade. @param mostPoints  ≥ 2
[[nodiscard]] std::optional<std::vector<double>>
usersWithin(const std::string &range, const std::optional<std::string> &points, std::size_t mostPoints);

/// --users A..B and --points N: ascending numbers of users, evenly spaced on a log scale, both ends included.
class UserRange {
public:
    /// @param mostPoints ≥ 2
    explicit UserRange(std::size_t mostPoints = 10'000)
        : m_mostPoints(mostPoints)
    {
    }

    /// @param otherwise  the range without --users; empty: then it must be given.
    void declare(Arguments &arguments, const std::string &otherwise);

    /// The users; complains when the options make no sense. Without --points there are ten per decade.
    [[nodiscard]] std::optional<std::vector<double>> read() const;

private:
    std::size_t m_mostPoints;
    std::optional<std::string> m_users;
    std::optional<std::string> m_points;
    std::string m_otherwise;
};

} // namespace headroom::app
