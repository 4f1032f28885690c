#pragma once

#include "model/report_writing/document.h"

#include <array>
#include <string>

namespace headroom::report_writing {

/// Colors as CSS has them: "#1B2430", or "var(--ink)" where the page says what that is.
struct ChartColors {
    std::string ink = "#1B2430";
    std::string muted = "#5B6673";
    std::string grid = "#DDE3EA";
    std::string limit = "#B3261E";
    std::array<std::string, 6> lines { "#1F5FA8", "#B4510F", "#2B7A4B", "#7A3E9D", "#8A6D00", "#0E7C86" };
};

constexpr double kChartWidth = 760; ///< px of every chart
constexpr double kChartHeight = 300;
constexpr double kPlotLeft = 62; ///< px, where the axis of users begins and ends
constexpr double kPlotRight = 540;

/// The chart as SVG text, standing alone or inside HTML: no ids, no script, no reference, letters of any sans-serif font.
/// Lines differ in dashes and marks too. @pre  at least two users; every line has a value or a gap for each.
[[nodiscard]] std::string chartSvg(const Chart &chart, const ChartColors &colors = {});

} // namespace headroom::report_writing
