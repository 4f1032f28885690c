#include "model/report_writing/chart_svg.h"

#include "model/reporting/numbers.h"
#include "model/reporting/visible_text.h"

#include <cmath>

namespace headroom::report_writing {

namespace {

using reporting::markupText;

/// Two decimals are finer than any screen, and the same text everywhere.
std::string px(double value)
{
    return reporting::exact(std::round(value * 100) / 100);
}

std::string svgOf(const ChartRun &run)
{
    const std::vector<ChartPoint> &points = run.points;
    if (run.isClosed) {
        std::string path;
        for (const ChartPoint &each : points)
            path += (path.empty() ? 'M' : 'L') + px(each.x) + ' ' + px(each.y);
        return "<path d=\"" + path + "Z\" style=\"fill:" + run.color + "\"/>";
    }
    const std::string dashes = *run.dashes ? " stroke-dasharray=\"" + std::string(run.dashes) + '"' : "";
    const std::string color = " style=\"stroke:" + run.color + "\"/>";
    if (run.width < 1.5 && points.size() == 2)
        return "<line x1=\"" + px(points[0].x) + "\" y1=\"" + px(points[0].y) + "\" x2=\"" + px(points[1].x)
            + "\" y2=\"" + px(points[1].y) + '"' + dashes + color;
    std::string all;
    for (const ChartPoint &each : points)
        all += (all.empty() ? "" : " ") + px(each.x) + ',' + px(each.y);
    return "<polyline points=\"" + all + "\" fill=\"none\" stroke-width=\"" + px(run.width)
        + "\" stroke-linejoin=\"round\"" + dashes + color;
}

std::string svgOf(const ChartDot &dot)
{
    return "<circle cx=\"" + px(dot.middle.x) + "\" cy=\"" + px(dot.middle.y) + "\" r=\"" + px(dot.radius)
        + "\" style=\"fill:" + dot.color + "\"/>";
}

std::string svgOf(const ChartText &text)
{
    const char *anchor = text.anchor == ChartText::Anchor::Start ? "start"
        : text.anchor == ChartText::Anchor::Middle               ? "middle"
                                                                 : "end";
    return "<text x=\"" + px(text.at.x) + "\" y=\"" + px(text.at.y) + "\" text-anchor=\"" + anchor + '"'
        + (text.isStrong ? " font-weight=\"600\"" : "") + " style=\"fill:" + text.color + "\">" + markupText(text.text)
        + "</text>";
}

} // namespace

std::string chartSvg(const Chart &chart, const ChartColors &colors)
{
    std::string text = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + px(kChartWidth) + "\" height=\""
        + px(kChartHeight) + "\" viewBox=\"0 0 " + px(kChartWidth) + ' ' + px(kChartHeight)
        + "\" role=\"img\" font-family=\"Roboto, 'Helvetica Neue', Arial, sans-serif\" font-size=\"12\"><title>"
        + markupText(chart.title) + "</title><desc>" + markupText(chart.alternative) + "</desc>";
    for (const ChartShape &shape : chartShapes(chart, colors))
        text += std::visit([](const auto &each) { return svgOf(each); }, shape);
    return text + "</svg>";
}

} // namespace headroom::report_writing
