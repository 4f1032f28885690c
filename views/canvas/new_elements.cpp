#include "views/canvas/new_elements.h"
#include "model/edits/fresh_names.h"
#include "views/canvas/geometry.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <variant>

namespace headroom::canvas {

namespace {

constexpr double kPlaceInset = 24; ///< of a new place in the one that holds it
constexpr double kHead = 32;       ///< the same below the upper edge, where the name stands

/// A new place as it stands in another one: as large as has room there, and inside it.
QRectF fitted(const QRectF &place, const QRectF &holder)
{
    const QRectF room = holder.adjusted(kPlaceInset, kHead, -kPlaceInset, -kPlaceInset);
    const auto down = [](double value) { return std::floor(value / kGrid) * kGrid; };
    const QSizeF size(std::max(kSmallestPlace, down(std::min(place.width(), room.width()))),
                      std::max(kSmallestPlace, down(std::min(place.height(), room.height()))));
    const auto within
        = [](double wanted, double least, double most) { return std::max(least, std::min(wanted, most)); };
    return { within(place.center().x() - size.width() / 2, room.left(), room.right() - size.width()),
             within(place.center().y() - size.height() / 2, room.top(), room.bottom() - size.height()), size.width(),
             size.height() };
}

/// No card is in that area, and no place's frame crosses it.
bool standsFree(const Scene &scene, const QRectF &area)
{
    const QRectF wide = area.adjusted(-12, -12, 12, 12);
    return scene.isFree(wide) && std::none_of(scene.places().begin(), scene.places().end(), [&](int place) {
               const QRectF &frame = scene.component(place).rect;
               return frame.intersects(wide) && !frame.contains(wide);
           });
}

} // namespace

QSizeF sizeOf(const catalog::Kind &kind)
{
    return kind.behavior == "place" ? QSizeF(kPlaceWidth, kPlaceHeight) : QSizeF(kCardWidth, kCardHeight);
}

project::Component newComponent(const Scene &scene, const project::Project &project, const catalog::Kind &kind,
                                QPointF center)
{
    const bool isPlace = kind.behavior == "place";
    QRectF rect(QPointF(), sizeOf(kind));
    rect.moveCenter(center);
    const int collapsed = isPlace ? -1 : scene.collapsedAt(center);
    const int place = collapsed >= 0 ? collapsed : scene.placeAt(center);
    if (isPlace && place >= 0)
        rect = fitted(rect, scene.component(place).rect);
    const QPointF corner = collapsed >= 0 ? spotInside(scene, collapsed) : snapped(rect.topLeft());
    project::Component component;
    component.id = edits::FreshIds(project).next(kind.id);
    component.kind = kind.id;
    component.name = edits::FreshNames(*scene.stage()).next(kind.title);
    component.position = { corner.x(), corner.y() };
    if (isPlace)
        component.size = project::Size { rect.width(), rect.height() };
    if (place >= 0)
        component.place = scene.component(place).id;
    return component;
}

project::Connection newConnection(const catalog::Catalog &catalog, const project::Project &project,
                                  const project::Component &from, const project::Component &to)
{
    project::Connection connection;
    connection.id = edits::FreshIds(project).next("c");
    connection.from = from.id;
    connection.to = to.id;
    connection.kind = catalog.connectionKindBetween(catalog.kind(from.kind), catalog.kind(to.kind)).id;
    return connection;
}

const catalog::Kind *groupKind(const catalog::Catalog &catalog)
{
    const auto found = std::find_if(catalog.kinds().begin(), catalog.kinds().end(), [](const catalog::Kind &kind) {
        return kind.behavior == "place" && kind.roles == 0;
    });
    return found == catalog.kinds().end() ? nullptr : &*found;
}

QRectF rectOf(const project::Component &component)
{
    const project::Size size = component.size.value_or(project::Size { kCardWidth, kCardHeight });
    return { component.position.x, component.position.y, size.width, size.height };
}

edits::PlaceOf placeIn(const Scene &scene)
{
    return [&scene](const project::Component &component) {
        const QRectF rect = rectOf(component);
        const bool isPlace = scene.catalog().kind(component.kind).behavior == "place";
        const int collapsed = isPlace ? -1 : scene.collapsedAt(rect.center());
        const int place = collapsed >= 0 ? collapsed : isPlace ? scene.placeAround(rect) : scene.placeAt(rect.center());
        return place >= 0 ? scene.component(place).id : std::string();
    };
}

QPointF spotInside(const Scene &scene, int place, const std::vector<edits::Move> &moves)
{
    const std::vector<project::Component> &components = scene.stage()->components;
    const project::Component &holder = components[static_cast<std::size_t>(place)];
    const QRectF frame(QPointF(holder.position.x, holder.position.y),
                       holder.size ? QSizeF(holder.size->width, holder.size->height)
                                   : QSizeF(kPlaceWidth, kPlaceHeight));
    std::vector<QRectF> taken;
    for (const project::Component &each : components)
        if (each.place == holder.id)
            taken.push_back(rectOf(each));
    for (const edits::Move &each : moves)
        if (each.place == holder.id)
            taken.emplace_back(QPointF(each.position.x, each.position.y), QSizeF(kCardWidth, kCardHeight));
    const QSizeF step(kCardWidth + 34, kCardHeight + 30);
    for (double y = frame.top() + kHead; y + kCardHeight < frame.bottom(); y += step.height())
        for (double x = frame.left() + kPlaceInset; x + kCardWidth < frame.right(); x += step.width()) {
            const QRectF spot(snapped(QPointF(x, y)), QSizeF(kCardWidth, kCardHeight));
            if (std::none_of(taken.begin(), taken.end(), [&](const QRectF &each) { return each.intersects(spot); }))
                return spot.topLeft();
        }
    return snapped(frame.topLeft() + QPointF(kPlaceInset, kHead));
}

QString joinedWords(const QString &name, const QString &place)
{
    return QCoreApplication::translate("headroom::canvas", "“%1” is now in “%2”, which is collapsed.").arg(name, place);
}

QString joinedWords(const Scene &scene, const edits::Edit &edit)
{
    const auto collapsed = [&scene](const std::string &id) {
        const int index = scene.findComponent(id);
        return index >= 0 && scene.component(index).isCollapsed ? index : -1;
    };
    int count = 0;
    QString name;
    QString place;
    const auto consider = [&](const auto &step) {
        using Kind = std::decay_t<decltype(step)>;
        if constexpr (std::is_same_v<Kind, edits::AddComponent>) {
            if (const int holder = collapsed(step.component.place); holder >= 0) {
                ++count;
                name = QString::fromStdString(step.component.name);
                place = scene.component(holder).name;
            }
        } else if constexpr (std::is_same_v<Kind, edits::MoveComponents>) {
            for (const edits::Move &each : step.moves) {
                const int holder = collapsed(each.place);
                const int moved = scene.findComponent(each.id);
                if (holder < 0 || moved < 0 || scene.component(moved).parent == holder)
                    continue;
                ++count;
                name = scene.component(moved).name;
                place = scene.component(holder).name;
            }
        }
    };
    if (const auto *batch = std::get_if<edits::Batch>(&edit))
        for (const edits::Step &step : batch->steps)
            std::visit(consider, step);
    else if (const auto *move = std::get_if<edits::MoveComponents>(&edit))
        consider(*move);
    if (count < 2)
        return count == 0 ? QString() : joinedWords(name, place);
    return QCoreApplication::translate("headroom::canvas", "%n component(s) are now in a collapsed place.", nullptr,
                                       count);
}

std::vector<edits::Move> joiningOrLeaving(const Scene &scene, const project::Component &place, const QRectF &frame)
{
    std::vector<edits::Move> moves;
    const std::vector<project::Component> &components = scene.stage()->components;
    for (std::size_t i = 0; i < components.size(); ++i) {
        const project::Component &each = components[i];
        const ComponentFace &face = scene.component(static_cast<int>(i));
        const bool isMember = each.place == place.id;
        if (each.id == place.id || each.id == place.place || (!isMember && each.place != place.place))
            continue;
        const bool isInside = face.isPlace ? frame.contains(face.rect) : frame.contains(face.rect.center());
        const bool isOutside = face.isPlace ? !frame.intersects(face.rect) : !isInside;
        if (isMember ? isOutside : isInside)
            moves.push_back({ each.id, each.position, isMember ? place.place : place.id });
    }
    return moves;
}

QPointF freeSpot(const Scene &scene, QPointF wanted, QSizeF size)
{
    constexpr int kRings = 40;
    const QSizeF step = (size + QSizeF(34, 30)) / (size.width() > kCardWidth ? 4 : 1);
    const auto isFree = [&](QPointF center) {
        return standsFree(scene, { center - QPointF(size.width(), size.height()) / 2, size });
    };
    for (int ring = 0; ring <= kRings; ++ring)
        for (int row = -ring; row <= ring; ++row)
            for (int column = -ring; column <= ring; ++column) {
                const QPointF center = wanted + QPointF(column * step.width(), row * step.height());
                if (std::max(std::abs(row), std::abs(column)) == ring && isFree(center))
                    return center;
            }
    return wanted;
}

QPointF spotBeside(const Scene &scene, const QRectF &card, bool isRight)
{
    constexpr int kColumns = 8;
    constexpr int kRows = 8;
    constexpr double kAcross = 98;
    constexpr double kDown = 38;
    const double way = isRight ? 1 : -1;
    for (int column = 0; column < kColumns; ++column)
        for (int row = 0; row <= 2 * kRows; ++row) {
            const double rows = (row % 2 ? 1 : -1) * ((row + 1) / 2); // 0, 1 below, 1 above, 2 below …
            const QPointF center(card.center().x() + way * (column + 1) * (kCardWidth + kAcross),
                                 card.center().y() + rows * (kCardHeight + kDown));
            const QRectF spot(center - QPointF(kCardWidth, kCardHeight) / 2, QSizeF(kCardWidth, kCardHeight));
            if (standsFree(scene, spot))
                return center;
        }
    return freeSpot(scene, card.center(), card.size());
}

} // namespace headroom::canvas
