#include "views/canvas/flow_dots.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::canvas {

using theme::Role;

namespace {

constexpr double kMostDots = 2000; ///< in a picture; where there would be more, all lines have fewer
constexpr double kRim = 1;         ///< widget pixels around a dot that keep it off its line

Role roleOf(const ConnectionFace &face)
{
    if (face.isReplication)
        return Role::Data;
    return face.line == LineStyle::Dashed ? Role::Async : Role::Accent;
}

/// Calls `visit` with every point of the line that is `first`, `first` + `gap` … along its way.
template <typename Visit>
void along(const QPolygonF &line, double first, double gap, const Visit &visit)
{
    double next = first;
    double begin = 0;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QPointF way = line[i] - line[i - 1];
        const double length = std::sqrt(QPointF::dotProduct(way, way));
        for (; next <= begin + length && length > 0; next += gap)
            visit(line[i - 1] + way * ((next - begin) / length));
        begin += length;
    }
}

} // namespace

void FlowDots::setTheme(const theme::Theme &theme)
{
    m_theme = &theme;
    m_dots.clear();
}

double FlowDots::gapOf(double rate)
{
    if (!(rate > 0))
        return std::numeric_limits<double>::infinity();
    return std::clamp(120 - 16 * std::log10(1 + rate), 40.0, 120.0);
}

double FlowDots::speedOf(double rate)
{
    return rate > 0 ? std::clamp(30 + 22 * std::log10(1 + rate), 30.0, 150.0) : 0;
}

const QPixmap &FlowDots::dot(const Look &look, double ratio)
{
    if (const auto found = m_dots.find(look); found != m_dots.end())
        return found->second;
    QPixmap picture(look.side, look.side);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF box(QPointF(), QSizeF(look.side, look.side) / ratio);
    painter.setBrush(m_theme->color(Role::Canvas));
    painter.drawEllipse(box);
    painter.setBrush(m_theme->color(look.role));
    painter.drawEllipse(box.adjusted(kRim, kRim, -kRim, -kRim));
    painter.end();
    return m_dots.emplace(look, picture).first->second;
}

void FlowDots::paint(QPainter &painter, const Scene &scene, const Viewport &view, const QRectF &visible, double seconds)
{
    m_painted = 0;
    if (view.zoom < kBlocks) // lines are hairs there
        return;
    if (const double ratio = painter.device()->devicePixelRatioF(); ratio != m_ratio) {
        m_ratio = ratio;
        m_dots.clear();
    }
    const QRectF area = view.toScene(visible);
    std::vector<int> lines;
    scene.connectionsIn(area, lines);
    double wanted = 0;
    for (const int index : lines)
        wanted += scene.connection(index).length / gapOf(scene.connection(index).rate);
    const double thinning = std::max(1.0, wanted / kMostDots);
    for (const int index : lines) {
        const ConnectionFace &face = scene.connection(index);
        const double gap = gapOf(face.rate) * thinning;
        if (!std::isfinite(gap))
            continue;
        const double width = std::clamp((face.width + 1.6) * view.zoom, 3.0, 10.0) + 2 * kRim;
        const QPixmap &picture = dot({ roleOf(face), static_cast<int>(std::lround(width * m_ratio)) }, m_ratio);
        const QPointF middle = QPointF(picture.width(), picture.height()) / (2 * m_ratio);
        along(face.route, std::fmod(seconds * speedOf(face.rate), gap), gap, [&](QPointF point) {
            if (!area.contains(point) || !scene.isClear(point)) // lines run behind cards and labels
                return;
            painter.drawPixmap(view.toWidget(point) - middle, picture);
            ++m_painted;
        });
    }
}

} // namespace headroom::canvas
