#include "views/report/chart_picture.h"

#include "model/report_writing/chart_shapes.h"
#include "views/export/text_fit.h"

#include <QStringList>

namespace headroom::paper {

namespace {

using namespace report_writing;

constexpr int kLetters = 12; ///< px

QColor colorOf(const std::string &color)
{
    return QColor(QString::fromStdString(color));
}

pictures::Shape shapeOf(const ChartRun &run)
{
    pictures::Path path;
    for (const ChartPoint &each : run.points)
        path.points << QPointF(each.x, each.y);
    path.isClosed = run.isClosed;
    if (run.isClosed)
        path.fill = colorOf(run.color);
    else
        path.stroke = { colorOf(run.color), run.width };
    for (const QString &each : QString::fromLatin1(run.dashes).split(QLatin1Char(' '), Qt::SkipEmptyParts))
        path.stroke.dashes << each.toDouble();
    return path;
}

pictures::Shape shapeOf(const ChartDot &dot)
{
    const double size = 2 * dot.radius;
    return pictures::Box { QRectF(dot.middle.x - dot.radius, dot.middle.y - dot.radius, size, size), dot.radius,
                           colorOf(dot.color) };
}

pictures::Shape shapeOf(const ChartText &text)
{
    pictures::Label label;
    label.at = QPointF(text.at.x, text.at.y);
    label.text = QString::fromStdString(text.text);
    label.pixels = kLetters;
    label.weight = text.isStrong ? 600 : 400;
    label.color = colorOf(text.color);
    label.width = pictures::widthOf(label.text, label.pixels, label.weight);
    label.anchor = text.anchor == ChartText::Anchor::Start ? pictures::Anchor::Start
        : text.anchor == ChartText::Anchor::Middle         ? pictures::Anchor::Middle
                                                           : pictures::Anchor::End;
    return label;
}

} // namespace

pictures::Picture pictureOf(const Chart &chart)
{
    pictures::Picture picture;
    picture.size = QSizeF(kChartWidth, kChartHeight);
    picture.title = QString::fromStdString(chart.title);
    pictures::Part part;
    for (const ChartShape &shape : chartShapes(chart))
        part.shapes.push_back(std::visit([](const auto &each) { return shapeOf(each); }, shape));
    picture.parts.push_back(std::move(part));
    return picture;
}

} // namespace headroom::paper
