#include "views/canvas/preview.h"
#include "views/theme/letters.h"

namespace headroom::canvas {

using theme::Role;

namespace {

constexpr std::size_t kMostWays = 400; ///< movements that are drawn as lines
constexpr std::size_t kMostGhosts = 6; ///< movements whose beginnings are outlined; more would hide what is there

bool isSameKind(const project::Component &a, const project::Component &b)
{
    return a.kind == b.kind && a.name == b.name && a.parameters == b.parameters;
}

} // namespace

Preview::Preview(const Scene &before, std::shared_ptr<const project::Stage> after, const analysis::Report *report)
    : m_scene(before.catalog())
{
    m_scene.setStage(std::move(after));
    m_scene.setReport(report);
    compareComponents(before);
    compareConnections(before);
}

void Preview::compareComponents(const Scene &before)
{
    for (int i = 0; i < static_cast<int>(m_scene.components().size()); ++i) {
        const ComponentFace &face = m_scene.component(i);
        const int was = before.findComponent(face.id);
        if (face.isHidden)
            continue;
        const auto index = static_cast<std::size_t>(i);
        if (was < 0
            || !isSameKind(m_scene.stage()->components[index],
                           before.stage()->components[static_cast<std::size_t>(was)])) {
            m_changed.push_back(i);
            m_area |= face.rect;
        }
        if (was >= 0 && !before.component(was).isHidden && before.component(was).rect != face.rect) {
            m_moved.push_back(was);
            m_area |= face.rect | before.component(was).rect;
        }
    }
    for (int i = 0; i < static_cast<int>(before.components().size()); ++i)
        if (m_scene.findComponent(before.component(i).id) < 0 && !before.component(i).isHidden) {
            m_gone.push_back(i);
            m_area |= before.component(i).rect;
        }
}

void Preview::compareConnections(const Scene &before)
{
    const auto &after = m_scene.stage()->connections;
    for (std::size_t i = 0; i < after.size(); ++i) {
        const int was = before.findConnection(after[i].id);
        if (was >= 0 && before.stage()->connections[static_cast<std::size_t>(was)] == after[i])
            continue;
        m_changedLines.push_back(static_cast<int>(i));
        m_area |= m_scene.connection(static_cast<int>(i)).bounds;
    }
    for (int i = 0; i < static_cast<int>(before.connections().size()); ++i)
        if (m_scene.findConnection(before.connection(i).id) < 0) {
            m_goneLines.push_back(i);
            m_area |= before.connection(i).bounds;
        }
}

void Preview::paint(QPainter &painter, ScenePainter &scenes, const Scene &before, Scenery scenery,
                    const theme::Theme &theme) const
{
    scenery.selected = m_changed;
    scenery.selectedConnections = m_changedLines;
    scenery.absent = {};
    scenery.edgeOpacity = 1;
    scenery.slide = nullptr;
    scenes.paint(painter, m_scene, scenery);
    painter.setRenderHint(QPainter::Antialiasing, !scenery.inMotion);
    painter.setOpacity(0.4);
    for (const int line : m_goneLines)
        scenes.edges().paint(painter, before.connection(line), before.connection(line).route, scenery.view,
                             scenery.visible, false);
    painter.setOpacity(1);
    QColor faint = theme.color(Role::Faint);
    QPen pen(faint, 1.2);
    pen.setDashPattern({ 4, 3 });
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const double radius = kCardRadius * scenery.view.zoom;
    for (const int index : m_gone)
        painter.drawRoundedRect(scenery.view.toWidget(before.component(index).rect), radius, radius);
    if (m_moved.size() <= kMostGhosts)
        for (const int index : m_moved)
            painter.drawRoundedRect(scenery.view.toWidget(before.component(index).rect), radius, radius);
    QFont crossed = theme::drawnFont(std::max(10, static_cast<int>(12 * scenery.view.zoom)));
    crossed.setStrikeOut(true);
    painter.setFont(crossed);
    painter.setPen(theme.color(Role::Secondary));
    for (const int index : m_gone)
        painter.drawText(scenery.view.toWidget(before.component(index).rect), Qt::AlignCenter | Qt::TextWordWrap,
                         before.component(index).name);
    if (m_moved.size() > kMostWays)
        return;
    faint.setAlphaF(0.55F);
    painter.setPen(QPen(faint, 1, Qt::DotLine));
    for (const int index : m_moved) {
        const ComponentFace &face = before.component(index);
        const QRectF now = m_scene.component(m_scene.findComponent(face.id)).rect;
        if (!face.isPlace)
            painter.drawLine(scenery.view.toWidget(face.rect.center()), scenery.view.toWidget(now.center()));
    }
}

} // namespace headroom::canvas
