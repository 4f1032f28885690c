#include "views/canvas/new_elements.h"
#include "model/edits/fresh_names.h"
#include "views/canvas/geometry.h"

#include <algorithm>

namespace headroom::canvas {

project::Component newComponent(const Scene &scene, const project::Project &project, const catalog::Kind &kind,
                                QPointF center)
{
    const bool isPlace = kind.behavior == "place";
    const QSizeF size = isPlace ? QSizeF(kPlaceWidth, kPlaceHeight) : QSizeF(kCardWidth, kCardHeight);
    const QPointF corner = snapped(center - QPointF(size.width(), size.height()) / 2);
    project::Component component;
    component.id = edits::FreshIds(project).next(kind.id);
    component.kind = kind.id;
    component.name = edits::FreshNames(*scene.stage()).next(kind.title);
    component.position = { corner.x(), corner.y() };
    if (isPlace)
        component.size = project::Size { size.width(), size.height() };
    if (const int place = scene.placeAt(center); place >= 0)
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
        const int place = scene.placeAt(rectOf(component).center());
        return place >= 0 ? scene.component(place).id : std::string();
    };
}

QPointF freeSpot(const Scene &scene, QPointF wanted)
{
    constexpr int kRings = 40;
    const QSizeF step(kCardWidth + 34, kCardHeight + 30);
    const auto isFree = [&](QPointF center) {
        const QRectF card(center - QPointF(kCardWidth, kCardHeight) / 2, QSizeF(kCardWidth, kCardHeight));
        return scene.isFree(card.adjusted(-12, -12, 12, 12));
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
            if (scene.isFree(spot.adjusted(-12, -12, 12, 12)))
                return center;
        }
    return freeSpot(scene, card.center());
}

} // namespace headroom::canvas
