#pragma once

#include "model/report_writing/document.h"

#include <array>
#include <string>
#include <variant>
#include <vector>

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

struct ChartPoint { ///< px from the upper left corner
    double x = 0;
    double y = 0;
};

/// Straight runs through points; width 0: a filled shape.
struct ChartRun {
    std::vector<ChartPoint> points;
    std::string color;
    double width = 1;
    const char *dashes = ""; ///< px on and off; empty: solid
    bool isClosed = false;
};

struct ChartDot {
    ChartPoint middle;
    double radius = 0;
    std::string color;
};

/// One line of text of 12 px, without anything that cannot be seen.
struct ChartText {
    enum class Anchor { Start, Middle, End };
    ChartPoint at; ///< where the anchor is, on the base line
    std::string text;
    std::string color;
    Anchor anchor = Anchor::Start;
    bool isStrong = false;
};

using ChartShape = std::variant<ChartRun, ChartDot, ChartText>;

/// A chart laid out on kChartWidth × kChartHeight, to be painted in this order. Lines differ in dashes and marks too.
/// @pre  at least two users; every line has a value or a gap for each.
[[nodiscard]] std::vector<ChartShape> chartShapes(const Chart &chart, const ChartColors &colors = {});

} // namespace headroom::report_writing
