#pragma once

#include "model/core/result.h"
#include "model/project/project.h"
#include "model/reporting/numbers.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::growth {

/// A curve of users as somebody typed it or copied it from a sheet.
struct CurveText {
    std::vector<project::PlannedUsers> points;
    std::string start; ///< "2026-01", where months were given by date; else empty
};

/// Reads a month and its users a line, or "0:50k, 6:400k": between the two a tab, comma, semicolon, colon or space;
/// users as people write them ("50k", "1,200,000"). Months are numbers from 0 on, or all of them dates like 2026-01, of
/// which the first is month 0. A first line without numbers is taken for a heading, empty lines are passed over.
/// Error: its place is the line. The curve itself is not judged: see edits::wrongPlan().
/// @param read  numbers where no comma stands between the two, as people of some countries write "1.200.000" and "5,5M".
[[nodiscard]] Result<CurveText> parseCurve(const std::string &text,
                                           const std::function<bool(std::string_view, double &)> &read
                                           = reporting::parseCompact);

/// The same as text, a line each: "6\t400000".
/// @param write  numbers, as `read` of parseCurve() reads them.
[[nodiscard]] std::string curveText(const std::vector<project::PlannedUsers> &points,
                                    const std::function<std::string(double)> &write = reporting::exact);

} // namespace headroom::growth
