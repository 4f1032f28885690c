#include "model/exchange/drawio_pages.h"

#include "model/layout/looks.h"
#include "model/reporting/numbers.h"

#include <charconv>
#include <cmath>

namespace headroom::exchange {

std::string rectangleText(const Rectangle &rectangle)
{
    return reporting::exact(rectangle.x) + ' ' + reporting::exact(rectangle.y) + ' ' + reporting::exact(rectangle.width)
        + ' ' + reporting::exact(rectangle.height);
}

std::optional<Rectangle> rectangleFrom(std::string_view text)
{
    Rectangle read;
    const char *at = text.data();
    const char *end = at + text.size();
    for (double *each : { &read.x, &read.y, &read.width, &read.height }) {
        while (at < end && *at == ' ')
            ++at;
        const auto [next, error] = std::from_chars(at, end, *each);
        if (error != std::errc() || !std::isfinite(*each))
            return std::nullopt;
        at = next;
    }
    return at == end ? std::optional(read) : std::nullopt;
}

std::vector<Rectangle> rectanglesOf(const project::Stage &stage, const catalog::Catalog &catalog)
{
    project::Stage open = stage;
    for (project::Component &each : open.components)
        each.parameters.erase(layout::kCollapsed);
    const layout::Diagram diagram = layout::diagramOf(open, catalog);
    layout::Placement placement;
    for (const layout::Box &box : diagram.boxes) {
        placement.corners.push_back(box.corner);
        placement.sizes.push_back(box.size);
    }
    layout::wrapPlaces(diagram, placement);
    std::vector<Rectangle> rectangles;
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i)
        rectangles.push_back(
            { placement.corners[i].x, placement.corners[i].y, placement.sizes[i].width, placement.sizes[i].height });
    return rectangles;
}

} // namespace headroom::exchange
