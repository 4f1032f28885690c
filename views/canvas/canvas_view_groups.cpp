#include "model/edits/fresh_names.h"
#include "model/layout/layered.h"
#include "model/layout/looks.h"
#include "model/layout/stage_layout.h"
#include "views/canvas/canvas_view.h"
#include "views/canvas/mini_map.h"
#include "views/canvas/new_elements.h"
#include "views/canvas/place_toggle.h"

#include <algorithm>

// Subsystems, layout, the overview, and what is drawn to attention.
namespace headroom::canvas {

using theme::Role;

namespace {

constexpr double kGlow = 7; ///< widget pixels around what is drawn to attention

} // namespace

void CanvasView::groupSelection()
{
    const catalog::Kind *kind = groupKind(m_scene.catalog());
    if (!kind || !m_project || m_selectedComponents.empty())
        return;
    const auto &components = m_scene.stage()->components;
    std::vector<int> outer; // what does not come along with a selected place anyway
    QRectF bounds;
    for (const int index : m_selectedComponents) {
        const ComponentFace &face = m_scene.component(index);
        if (face.isHidden)
            continue;
        bounds |= face.rect;
        if (face.parent < 0 || !isSelected(face.parent))
            outer.push_back(index);
    }
    if (outer.empty())
        return;
    project::Component group;
    group.id = edits::FreshIds(*m_project).next(kind->id);
    group.kind = kind->id;
    group.name = edits::FreshNames(*m_scene.stage()).next(kind->title);
    group.place = components[static_cast<std::size_t>(outer.front())].place;
    const auto isElsewhere
        = [&](int index) { return components[static_cast<std::size_t>(index)].place != group.place; };
    if (std::any_of(outer.begin(), outer.end(), isElsewhere)) {
        Q_EMIT refused(tr("What is grouped must stand in one place. Select components of one zone or region."));
        return;
    }
    group.position = { bounds.left() - layout::kPlaceSide, bounds.top() - layout::kPlaceTop };
    group.size = project::Size { bounds.width() + 2 * layout::kPlaceSide,
                                 bounds.height() + layout::kPlaceTop + layout::kPlaceSide };
    edits::MoveComponents moved { m_stage, {}, 0 };
    for (const int index : outer) {
        const project::Component &each = components[static_cast<std::size_t>(index)];
        moved.moves.push_back({ each.id, each.position, group.id });
    }
    const QString title = tr("Group %n component(s)", nullptr, static_cast<int>(outer.size()));
    request(edits::Batch { title.toStdString(), { edits::AddComponent { m_stage, group }, moved } });
}

void CanvasView::ungroupSelection()
{
    std::vector<std::string> groups;
    const catalog::Kind *kind = groupKind(m_scene.catalog());
    for (const int index : m_selectedComponents) {
        const project::Component &each = m_scene.stage()->components[static_cast<std::size_t>(index)];
        if (kind && each.kind == kind->id)
            groups.push_back(each.id);
    }
    if (groups.empty()) {
        Q_EMIT refused(tr("Select a subsystem to take it apart."));
        return;
    }
    edits::Batch batch { tr("Ungroup").toStdString(), {} };
    batch.steps.push_back(edits::RemoveElements { m_stage, groups });
    request(batch);
}

void CanvasView::toggleCollapsed()
{
    std::vector<int> places;
    for (const int index : m_selectedComponents)
        if (isFoldable(m_scene.component(index)))
            places.push_back(index);
    if (places.empty())
        Q_EMIT refused(tr("Select a subsystem or another place to collapse it."));
    else
        request(toggled(m_scene, m_stage, places));
}

void CanvasView::togglePlace(int component)
{
    if (m_project && isFoldable(m_scene.component(component)))
        request(toggled(m_scene, m_stage, { component }));
}

int CanvasView::togglerAt(QPointF position) const
{
    const int card = m_scene.cardAt(m_viewport.toScene(position));
    const auto isHit = [&](int index) { return toggleButton(m_scene.component(index), m_viewport).contains(position); };
    if (card >= 0)
        return isHit(card) ? card : -1;
    const std::vector<int> &places = m_scene.places();
    const auto found = std::find_if(places.rbegin(), places.rend(), isHit);
    return found == places.rend() ? -1 : *found;
}

void CanvasView::previewLayout(const layout::Placement *placement)
{
    if (!m_project || m_scene.components().empty())
        return;
    const layout::Diagram diagram = layout::diagramOf(*m_scene.stage(), m_scene.catalog());
    if (placement && placement->corners.size() != diagram.boxes.size())
        return; // of another stage
    const layout::Placement found = placement ? *placement : layout::layoutOf(diagram);
    const edits::Batch step
        = layout::layoutEdit(*m_project, m_stage, diagram, found, tr("Lay out the stage").toStdString());
    if (step.steps.empty()) {
        Q_EMIT refused(tr("Everything is laid out already."));
        return;
    }
    showPreview(step, tr("Lay out the stage"), tr("Locked components stay. Dotted lines lead from where things were."));
}

void CanvasView::tidySelection()
{
    if (!m_project || m_selectedComponents.empty())
        return;
    const edits::Batch step = layout::tidyEdit(*m_project, m_stage, selectedCards(), m_scene.catalog(),
                                               tr("Tidy the selection").toStdString());
    if (step.steps.empty())
        Q_EMIT refused(tr("Select two or more components of one place to tidy them."));
    else
        request(step);
}

void CanvasView::setHighlight(const std::vector<std::string> &ids)
{
    if (ids == m_highlight)
        return;
    m_highlight = ids;
    update();
}

void CanvasView::setBadges(std::vector<Badge> badges)
{
    m_badges = std::move(badges);
    update();
}

void CanvasView::showElements(const std::vector<std::string> &ids)
{
    setSelection(ids);
    const QRectF area = selectedArea();
    if (area.isNull())
        return;
    const QSizeF shown = area.size() * m_viewport.zoom;
    if (shown.width() > width() - 96 || shown.height() > height() - 96 || m_viewport.zoom < kFullDetail)
        fitSelection();
    else
        reveal(area);
}

void CanvasView::paintHighlight(QPainter &painter) const
{
    QColor glow = m_theme->color(Role::Accent);
    glow.setAlphaF(0.28F);
    for (const std::string &id : m_highlight) {
        const int component = m_scene.findComponent(id);
        const int connection = component < 0 ? m_scene.findConnection(id) : -1;
        painter.setBrush(Qt::NoBrush);
        if (component >= 0) {
            const QRectF card = m_viewport.toWidget(m_scene.component(m_scene.shownAs(component)).rect);
            const double radius = kCardRadius * m_viewport.zoom + kGlow / 2;
            painter.setPen(QPen(glow, kGlow));
            painter.drawRoundedRect(card.adjusted(-kGlow / 2, -kGlow / 2, kGlow / 2, kGlow / 2), radius, radius);
        } else if (connection >= 0) {
            QPolygonF line;
            for (const QPointF &point : m_scene.connection(connection).route)
                line << m_viewport.toWidget(point);
            painter.setPen(QPen(glow, kGlow + 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawPolyline(line);
        }
    }
}

void CanvasView::setMiniMap(bool isWanted)
{
    m_wantsMiniMap = isWanted;
    refreshMiniMap();
}

void CanvasView::refreshMiniMap()
{
    m_miniMap->setSight(sight(), m_wantsMiniMap);
}

} // namespace headroom::canvas
