#include "views/canvas/tools/rubber_band_tool.h"

#include <algorithm>

namespace headroom::canvas {

namespace {

constexpr double kBandThreshold = 4;

} // namespace

RubberBandTool::RubberBandTool(ToolHost &host, QPointF press, bool adds)
    : Tool(host)
    , m_press(host.viewport().toScene(press))
    , m_position(press)
    , m_adds(adds)
    , m_before(host.selectedIds())
{
}

void RubberBandTool::drag(QPointF position)
{
    m_position = position;
    m_isDragged = m_isDragged || (position - pressed()).manhattanLength() >= kBandThreshold;
    if (!m_isDragged)
        return;
    selectInside();
    m_host.refresh();
}

void RubberBandTool::selectInside()
{
    const Scene &scene = m_host.scene();
    const QRectF area = m_host.viewport().toScene(band());
    std::vector<int> found;
    scene.cardsIn(area, found);
    if (!touches())
        std::erase_if(found, [&](int index) { return !area.contains(scene.component(index).rect); });
    for (const int place : scene.places())
        if (area.contains(scene.component(place).rect))
            found.push_back(place);
    std::vector<std::string> ids = m_adds ? m_before : std::vector<std::string>();
    const std::vector<std::string> kept = ids;
    for (const int index : found)
        if (std::find(kept.begin(), kept.end(), scene.component(index).id) == kept.end())
            ids.push_back(scene.component(index).id);
    m_host.select(ids);
}

void RubberBandTool::release(QPointF position)
{
    if (m_isDragged) {
        drag(position);
        m_isDragged = false;
        m_host.refresh();
        return;
    }
    const int place = m_host.scene().placeAt(m_press);
    std::vector<std::string> ids = m_adds ? m_before : std::vector<std::string>();
    if (place >= 0 && std::find(ids.begin(), ids.end(), m_host.scene().component(place).id) == ids.end())
        ids.push_back(m_host.scene().component(place).id);
    m_host.select(ids);
}

void RubberBandTool::cancel()
{
    m_host.select(m_before);
}

void RubberBandTool::paint(QPainter &painter)
{
    if (!m_isDragged)
        return;
    QColor fill = m_host.theme().color(theme::Role::Accent);
    QPen pen(fill, 1);
    if (touches())
        pen.setDashPattern({ 4, 3 });
    painter.setPen(pen);
    fill.setAlphaF(0.1F);
    painter.setBrush(fill);
    painter.drawRect(band());
}

} // namespace headroom::canvas
