#include "views/canvas/edge_router.h"
#include "views/canvas/geometry.h"
#include "views/canvas/scene.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::canvas {

namespace {

constexpr double kLabelHeight = 18;
constexpr double kLabelLetter = 6.1;      ///< generous width of a letter at the label's size
constexpr std::size_t kMostJudged = 1500; ///< labels for which crossing lines are looked at
constexpr double kTagRise = 12;           ///< a tag rides this far above its card

/// A line with the way to each of its points measured once.
class Ruler {
public:
    void measure(const QPolygonF &line)
    {
        m_line = &line;
        m_ways.assign(1, 0);
        for (qsizetype i = 1; i < line.size(); ++i) {
            const QPointF d = line[i] - line[i - 1];
            m_ways.push_back(m_ways.back() + std::sqrt(QPointF::dotProduct(d, d)));
        }
    }
    [[nodiscard]] double length() const { return m_ways.back(); }
    /// @param share  of the whole way, 0..1.
    [[nodiscard]] QPointF pointAt(double share) const
    {
        const double way = share * length();
        const auto after = std::lower_bound(m_ways.begin() + 1, m_ways.end() - 1, way);
        const auto i = static_cast<qsizetype>(after - m_ways.begin());
        const double part = *after - *(after - 1);
        const QPointF from = (*m_line)[i - 1];
        return part > 0 ? from + ((*m_line)[i] - from) * ((way - *(after - 1)) / part) : from;
    }

private:
    const QPolygonF *m_line = nullptr;
    std::vector<double> m_ways;
};

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
        const QRectF around = rect.adjusted(-4, -3, 4, 3);
        return !labels.any(around,
                           [&](int index) { return placed[static_cast<std::size_t>(index)].intersects(around); });
    };
    Ruler ruler;
    std::vector<std::pair<double, int>> order;
    for (int i = 0; i < static_cast<int>(m_connections.size()); ++i) {
        ConnectionFace &face = m_connections[static_cast<std::size_t>(i)];
        face.labelRect = QRectF();
        if (face.label.isEmpty() || face.route.size() < 2)
            continue;
        ruler.measure(face.route);
        order.emplace_back(ruler.length(), i);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    const bool looksUnder = order.size() <= kMostJudged;
    for (const auto &[length, index] : order) {
        ConnectionFace &face = m_connections[static_cast<std::size_t>(index)];
        const QSizeF size(std::min(static_cast<double>(face.label.size()), 24.0) * kLabelLetter + 12, kLabelHeight);
        int least = std::numeric_limits<int>::max();
        ruler.measure(face.route);
        for (const double share : { 0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82 }) {
            const QRectF rect(ruler.pointAt(share) - QPointF(size.width(), size.height()) / 2, size);
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
