#pragma once

#include "model/core/result.h"
#include "model/project/project.h"

#include <string>
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
/// Error: names the line. The curve itself is not judged: see edits::wrongPlan().
[[nodiscard]] Result<CurveText> parseCurve(const std::string &text);

/// The same as text, a line each: "6\t400000".
[[nodiscard]] std::string curveText(const std::vector<project::PlannedUsers> &points);

} // namespace headroom::growth
