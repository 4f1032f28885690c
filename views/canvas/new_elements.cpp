#include "views/canvas/new_elements.h"
#include "views/canvas/geometry.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace headroom::canvas {

namespace {

std::string unusedId(const project::Project &project, const std::string &stem)
{
    std::unordered_set<std::string_view> used;
    for (const auto &stage : project.stages) {
        for (const project::Component &component : stage->components)
            used.insert(component.id);
        for (const project::Connection &connection : stage->connections)
            used.insert(connection.id);
    }
    for (int number = 1;; ++number)
        if (std::string id = stem + std::to_string(number); !used.contains(id))
            return id;
}

std::string unusedName(const Scene &scene, const std::string &title)
{
    std::unordered_set<std::string_view> used;
    for (const project::Component &component : scene.stage()->components)
        used.insert(component.name);
    if (!used.contains(title))
        return title;
    for (int number = 2;; ++number)
        if (std::string name = title + " " + std::to_string(number); !used.contains(name))
            return name;
}

} // namespace

project::Component newComponent(const Scene &scene, const project::Project &project, const catalog::Kind &kind,
                                QPointF center)
{
    const bool isPlace = kind.behavior == "place";
    const QSizeF size = isPlace ? QSizeF(kPlaceWidth, kPlaceHeight) : QSizeF(kCardWidth, kCardHeight);
    const QPointF corner = snapped(center - QPointF(size.width(), size.height()) / 2);
    project::Component component;
    component.id = unusedId(project, kind.id);
    component.kind = kind.id;
    component.name = unusedName(scene, kind.title);
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
    connection.id = unusedId(project, "c");
    connection.from = from.id;
    connection.to = to.id;
    connection.kind = catalog.connectionKindBetween(catalog.kind(from.kind), catalog.kind(to.kind)).id;
    return connection;
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

} // namespace headroom::canvas
