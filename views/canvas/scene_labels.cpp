#include "views/canvas/edge_router.h"
#include "views/canvas/geometry.h"
#include "views/canvas/scene.h"

#include <QLineF>

#include <algorithm>
#include <limits>

namespace headroom::canvas {

namespace {

constexpr double kLabelHeight = 18;
constexpr double kLabelLetter = 6.1;      ///< generous width of a letter at the label's size
constexpr std::size_t kMostJudged = 1500; ///< labels for which crossing lines are looked at
constexpr double kTagRise = 12;           ///< a tag rides this far above its card

QPointF pointAlong(const QPolygonF &line, double share)
{
    double left = lengthOf(line) * share;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QLineF part(line[i - 1], line[i]);
        if (part.length() >= left)
            return part.pointAt(part.length() > 0 ? left / part.length() : 0);
        left -= part.length();
    }
    return line.isEmpty() ? QPointF() : line.back();
}

} // namespace

/// Lines other than its own that a label would lie on.
int Scene::linesUnder(const QRectF &label, int own) const
{
    std::vector<int> near;
    connectionsIn(label, near);
    return static_cast<int>(std::count_if(
        near.begin(), near.end(), [&](int index) { return index != own && crosses(connection(index).route, label); }));
}

/// Each label goes where its line is longest free: on no card, tag, name of a place or other label, and on as few
/// other lines as can be, near the middle first. Short lines choose first, as they have the least choice.
void Scene::placeLabels()
{
    UniformGrid labels(256);
    std::vector<QRectF> placed;
    std::vector<int> near;
    const auto take = [&](const QRectF &rect) {
        labels.insert(static_cast<int>(placed.size()), rect);
        placed.push_back(rect);
    };
    for (const int place : m_places) { // its name rides on the frame
        const QRectF &frame = component(place).rect;
        const double width
            = std::min(static_cast<double>(component(place).name.size()) * kLabelLetter + 20, frame.width());
        take({ frame.left() + 14, frame.top() - 10, width, 20 });
    }
    const auto isRoom = [&](const QRectF &rect) {
        if (!isFree(rect.adjusted(-3, -3, 3, kTagRise)))
            return false;
        labels.query(rect, near);
        return std::none_of(near.begin(), near.end(), [&](int index) {
            return placed[static_cast<std::size_t>(index)].adjusted(-4, -3, 4, 3).intersects(rect);
        });
    };
    std::vector<std::pair<double, int>> order;
    for (int i = 0; i < static_cast<int>(m_connections.size()); ++i) {
        ConnectionFace &face = m_connections[static_cast<std::size_t>(i)];
        face.labelRect = QRectF();
        if (!face.label.isEmpty() && !face.route.isEmpty())
            order.emplace_back(lengthOf(face.route), i);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    const bool looksUnder = order.size() <= kMostJudged;
    for (const auto &[length, index] : order) {
        ConnectionFace &face = m_connections[static_cast<std::size_t>(index)];
        const QSizeF size(std::min(static_cast<double>(face.label.size()), 24.0) * kLabelLetter + 12, kLabelHeight);
        int least = std::numeric_limits<int>::max();
        for (const double share : { 0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82 }) {
            const QRectF rect(pointAlong(face.route, share) - QPointF(size.width(), size.height()) / 2, size);
            if (!isRoom(rect))
                continue;
            const int under = looksUnder ? linesUnder(rect, index) : 0;
            if (under < least) {
                least = under;
                face.labelRect = rect;
            }
            if (under == 0)
                break;
        }
        if (!face.labelRect.isNull())
            take(face.labelRect);
    }
}

} // namespace headroom::canvas
