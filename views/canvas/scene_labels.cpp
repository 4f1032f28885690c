#include "views/canvas/edge_router.h"
#include "views/canvas/geometry.h"
#include "views/canvas/scene.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace headroom::canvas {

namespace {

constexpr double kLabelHeight = 18;
constexpr qsizetype kFewLetters = 8; ///< all shorter labels get as much room
constexpr double kShort = 16;        ///< letters of a name that has no room for more
constexpr double kShortest = 8;
constexpr std::size_t kMostJudged = 1500; ///< labels for which crossing lines are looked at
constexpr std::size_t kFewLabels = 400;   ///< that do not take long anyway
constexpr std::size_t kFewChanged = 4;    ///< a quarter of the labels at most are placed one by one
constexpr double kTagRise = 12;           ///< a tag rides this far above its card
constexpr double kReachAcross = 90;       ///< from a point of a line to what its label there may not touch
constexpr double kReachDown = 46;
constexpr int kWaypointUnder = 100; ///< a waypoint's handle on a label is worse than any lines
constexpr double kHandle = 11;      ///< around a waypoint, at the smallest zoom with labels
constexpr double kPiece = 240;      ///< scene pixels, of a line that is looked at piece by piece

/// A line with the way to each of its points measured once.
class Ruler {
public:
    explicit Ruler(const QPolygonF &line)
        : m_line(line)
        , m_ways { 0 }
    {
        m_ways.reserve(static_cast<std::size_t>(line.size()));
        for (qsizetype i = 1; i < line.size(); ++i) {
            const QPointF d = line[i] - line[i - 1];
            m_ways.push_back(m_ways.back() + std::sqrt(QPointF::dotProduct(d, d)));
        }
    }
    /// @param share  of the whole way, 0..1.
    [[nodiscard]] QPointF pointAt(double share) const
    {
        const double way = share * m_ways.back();
        const auto after = std::lower_bound(m_ways.begin() + 1, m_ways.end() - 1, way);
        const auto i = static_cast<qsizetype>(after - m_ways.begin());
        const double part = *after - *(after - 1);
        const QPointF from = m_line[i - 1];
        return part > 0 ? from + (m_line[i] - from) * ((way - *(after - 1)) / part) : from;
    }

private:
    const QPolygonF &m_line;
    std::vector<double> m_ways;
};

bool hasWaypointIn(const ConnectionFace &face, const QRectF &area)
{
    return std::any_of(face.waypoints.begin(), face.waypoints.end(),
                       [&](const QPointF &point) { return area.contains(point); });
}

/// Middles of places for the label of a line, the best first: on the line, then above and below its waypoints.
QPolygonF spotsOn(const ConnectionFace &face)
{
    const Ruler ruler(face.route);
    QPolygonF spots;
    for (const double share : { 0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82 })
        spots << ruler.pointAt(share);
    const QPointF beside(0, kLabelHeight / 2 + kHandle + 1);
    for (const QPointF &point : face.waypoints)
        spots << point - beside << point + beside;
    return spots;
}

} // namespace

double labelRoom(const QString &label)
{
    if (label.isEmpty())
        return 0;
    return static_cast<double>(std::clamp<qsizetype>(label.size(), kFewLetters, kMostLabelLetters)) * kLabelLetter
        + kLabelMargins;
}

std::vector<QRectF> piecesOf(const QPolygonF &line)
{
    std::vector<QRectF> pieces;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QPointF way = line[i] - line[i - 1];
        const int parts = std::clamp(static_cast<int>(way.manhattanLength() / kPiece), 1, 256);
        for (int part = 0; part < parts; ++part) {
            const QRectF run = QRectF(line[i - 1] + way * part / parts, line[i - 1] + way * (part + 1) / parts)
                                   .normalized()
                                   .adjusted(-1, -1, 1, 1);
            const QRectF both = pieces.empty() ? run : pieces.back() | run;
            if (pieces.empty() || both.width() + both.height() > 2 * kPiece)
                pieces.push_back(run);
            else
                pieces.back() = both;
        }
    }
    return pieces;
}

void ConnectionFace::addTo(Damage &damage, Seen zoom) const
{
    if (damage.covers(zoom))
        return;
    for (const QRectF &piece : piecesOf(route))
        damage.add(piece, zoom);
    if (!labelRect.isNull())
        damage.add(labelRect, std::max(zoom, Seen::AsNumbers));
}

/// Lines other than its own that a label would lie on; a handle of any counts as several.
int Scene::linesUnder(const QRectF &label, int own) const
{
    const QRectF around = label.adjusted(-kHandle, -kHandle, kHandle, kHandle);
    std::vector<int> near;
    connectionsIn(around, near);
    int under = 0;
    for (const int index : near) {
        const ConnectionFace &face = connection(index);
        under += index != own && crosses(face.route, label);
        if (hasWaypointIn(face, around))
            under += kWaypointUnder;
    }
    return under;
}

bool Scene::isClear(QPointF point) const
{
    const QRectF spot(point - QPointF(1, 1), QSizeF(2, 2));
    return isFree(spot) && !m_labelGrid.any(spot, [&](int item) {
        return (item < 0 ? nameRect(-1 - item) : connection(item).labelRect).intersects(spot);
    });
}

std::vector<QRectF> Scene::labelsIn(const QRectF &area) const
{
    std::vector<int> items;
    m_labelGrid.query(area, items);
    std::vector<QRectF> labels;
    labels.reserve(items.size());
    for (const int item : items)
        labels.push_back(item < 0 ? nameRect(-1 - item) : connection(item).labelRect);
    return labels;
}

bool Scene::wantsLabel(int index) const
{
    return !connection(index).label.isEmpty() && connection(index).route.size() >= 2;
}

std::size_t Scene::labelsWanted() const
{
    std::size_t count = 0;
    for (int i = 0; i < static_cast<int>(m_connections.size()); ++i)
        count += wantsLabel(i);
    return count;
}

/// Short lines choose first, as they have the least choice.
bool Scene::comesBefore(int a, int b) const
{
    return std::pair(connection(a).length, a) < std::pair(connection(b).length, b);
}

/// The name of a place rides on its frame.
QRectF Scene::nameRect(int place) const
{
    const QRectF &frame = component(place).rect;
    const double width = std::min(static_cast<double>(component(place).name.size()) * kLabelLetter + 20, frame.width());
    return { frame.left() + 14, frame.top() - 10, width, 20 };
}

/// Whether a label is on no card, tag, name of a place, nor label that chose before.
bool Scene::isRoomFor(const QRectF &label, int own) const
{
    if (!isFree(label.adjusted(-3, -3, 3, kTagRise)))
        return false;
    const QRectF around = label.adjusted(-4, -3, 4, 3);
    return !m_labelGrid.any(around, [&](int item) {
        if (item < 0)
            return nameRect(-1 - item).intersects(around);
        return connection(item).labelRect.intersects(around) && comesBefore(item, own);
    });
}

/// A label goes where its line is longest free, and on as few other lines as can be, near the middle first.
void Scene::placeLabel(int index)
{
    ConnectionFace &face = m_connections[static_cast<std::size_t>(index)];
    face.labelRect = QRectF();
    ++m_labelsSought;
    placeLabel(index, labelRoom(face.label));
    for (const double letters : { kShort, kShortest }) // a long name is cut off rather than left out
        if (face.labelRect.isNull() && !face.name.isEmpty() && static_cast<double>(face.label.size()) > letters)
            placeLabel(index, letters * kLabelLetter + kLabelMargins);
    if (!face.labelRect.isNull())
        m_labelGrid.insert(index, face.labelRect);
}

void Scene::placeLabel(int index, double width)
{
    ConnectionFace &face = m_connections[static_cast<std::size_t>(index)];
    const QSizeF size(width, kLabelHeight);
    int least = std::numeric_limits<int>::max();
    for (const QPointF &spot : spotsOn(face)) {
        const QRectF rect(spot - QPointF(size.width(), size.height()) / 2, size);
        if (!isRoomFor(rect, index))
            continue;
        const int under = m_looksUnder                                                 ? linesUnder(rect, index)
            : hasWaypointIn(face, rect.adjusted(-kHandle, -kHandle, kHandle, kHandle)) ? kWaypointUnder
                                                                                       : 0;
        if (under < least) {
            least = under;
            face.labelRect = rect;
        }
        if (under == 0)
            break;
    }
}

void Scene::placeLabels()
{
    m_labelGrid.clear();
    for (const int place : m_places)
        m_labelGrid.insert(-1 - place, nameRect(place));
    std::vector<int> order;
    for (int i = 0; i < static_cast<int>(m_connections.size()); ++i) {
        m_connections[static_cast<std::size_t>(i)].labelRect = QRectF();
        if (wantsLabel(i))
            order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [this](int a, int b) { return comesBefore(a, b); });
    m_looksUnder = order.size() <= kMostJudged;
    for (const int index : order)
        placeLabel(index);
    m_damage.addAll(Seen::AsNumbers);
}

/// Places the labels of lines that changed, and those of others as far as that moves them; with the same outcome as
/// placing all.
/// @param disturbed  where cards, or lines that labels are kept off, came or went.
void Scene::placeLabels(const std::vector<int> &changed, const std::vector<QRectF> &disturbed)
{
    const std::size_t wanted = labelsWanted();
    if ((wanted <= kMostJudged) != m_looksUnder || changed.size() * kFewChanged > std::max(wanted, kFewLabels))
        return placeLabels();
    const auto isEarlier = [this](int a, int b) { return comesBefore(a, b); };
    std::set<int, decltype(isEarlier)> waiting(isEarlier);
    std::vector<int> near;
    const auto disturb = [&](const QRectF &area, int after) {
        if (area.isNull())
            return;
        m_connectionGrid.query(area.adjusted(-kReachAcross, -kReachDown, kReachAcross, kReachDown), near);
        for (const int index : near)
            if (wantsLabel(index) && (after < 0 || comesBefore(after, index)))
                waiting.insert(index);
    };
    for (const int index : changed) {
        const QRectF was = std::exchange(m_connections[static_cast<std::size_t>(index)].labelRect, QRectF());
        if (!was.isNull())
            m_labelGrid.remove(index, was);
        m_damage.add(was, Seen::AsNumbers);
        disturb(was, -1);
        if (wantsLabel(index))
            waiting.insert(index);
    }
    for (const QRectF &area : disturbed)
        disturb(area, -1);
    while (!waiting.empty()) {
        const int index = *waiting.begin();
        waiting.erase(waiting.begin());
        const QRectF was = connection(index).labelRect;
        if (!was.isNull())
            m_labelGrid.remove(index, was);
        placeLabel(index);
        const QRectF is = connection(index).labelRect;
        if (is == was)
            continue;
        for (const QRectF &rect : { was, is }) {
            m_damage.add(rect, Seen::AsNumbers);
            disturb(rect, index);
        }
    }
}

} // namespace headroom::canvas
