#pragma once

#include "model/report_writing/chart_shapes.h"

#include <string>

namespace headroom::report_writing {

/// The chart as SVG text, standing alone or inside HTML: no ids, no script, no reference, letters of any sans-serif font.
/// @pre  as chartShapes().
[[nodiscard]] std::string chartSvg(const Chart &chart, const ChartColors &colors = {});

} // namespace headroom::report_writing
