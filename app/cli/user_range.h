#pragma once

#include <optional>
#include <string>
#include <vector>

namespace headroom::app {

class Arguments;

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
    [[nodiscard]] std::optional<std::size_t> points(double from, double to) const;

    std::size_t m_mostPoints;
    std::optional<std::string> m_users;
    std::optional<std::string> m_points;
    std::string m_otherwise;
};

} // namespace headroom::app
