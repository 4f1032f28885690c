#pragma once

#include "tests/benchmarks/measure.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::bench {

/// Sizes of the generated designs, in components.
inline constexpr std::size_t kSizes[] { 100, 1000, 10000, 100000 };

/// One piece of work at every size: medians, and how they grow from size to size.
class GrowthTable {
public:
    /// @param pace  how many times as slow this machine is as the one that the limits were set on; below 1 counts as 1.
    explicit GrowthTable(double pace);
    /// @param milliseconds  one per size; absent where it was not measured.
    /// @param limit         at 10,000 components; none: only shown.
    void add(const std::string &what, std::vector<std::optional<double>> milliseconds,
             std::optional<double> limit = {});
    /// Ten times the components may take this much longer (issue: 12).
    void print() const;
    [[nodiscard]] bool allKept() const;

private:
    struct Row {
        std::string what;
        std::vector<std::optional<double>> milliseconds;
        std::optional<double> limit;
    };
    [[nodiscard]] const char *verdict(const Row &row) const;

    double m_pace;
    std::vector<Row> m_rows;
};

} // namespace headroom::bench
