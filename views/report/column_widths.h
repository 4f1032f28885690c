#pragma once

#include <vector>

namespace headroom::paper {

/// Widths of the columns of a table that is too wide for its page.
/// Columns that need less than an equal part of what is left get what they need, narrow ones first; the others share the
/// rest. None gets less than its longest word where that is possible.
/// @param natural  of the widest cell of each column; @param least  of its longest word, ≤ natural.
/// @param available  > 0. @return as many, together at most that.
[[nodiscard]] std::vector<double> sharedWidths(const std::vector<double> &natural, const std::vector<double> &least,
                                               double available);

} // namespace headroom::paper
