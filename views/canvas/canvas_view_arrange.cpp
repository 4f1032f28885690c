#include "model/edits/arrange.h"
#include "model/layout/looks.h"
#include "views/canvas/canvas_view.h"
#include "views/canvas/tools/move_tool.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

// What is done with all that is selected.
namespace headroom::canvas {

QString CanvasView::titleOf(edits::Arrangement arrangement)
{
    switch (arrangement) {
    case edits::Arrangement::Left:
        return tr("Align left edges");
    case edits::Arrangement::Center:
        return tr("Align centers");
    case edits::Arrangement::Right:
        return tr("Align right edges");
    case edits::Arrangement::Top:
        return tr("Align top edges");
    case edits::Arrangement::Middle:
        return tr("Align middles");
    case edits::Arrangement::Bottom:
        return tr("Align bottom edges");
    case edits::Arrangement::SpreadAcross:
        return tr("Equal gaps across");
    case edits::Arrangement::SpreadDown:
        break;
    }
    return tr("Equal gaps down");
}

void CanvasView::arrangeSelection(edits::Arrangement arrangement)
{
    std::vector<edits::Box> boxes;
    std::vector<int> components;
    QString locked;
    for (const int index : m_selectedComponents) {
        if (m_scene.component(index).isHidden)
            continue;
        if (m_scene.component(index).isLocked) {
            locked = m_scene.component(index).name;
            continue;
        }
        const QRectF &rect = m_scene.component(index).rect;
        components.push_back(index);
        boxes.push_back({ m_scene.component(index).id, rect.x(), rect.y(), rect.width(), rect.height() });
    }
    const std::vector<project::Point> points = edits::arranged(boxes, arrangement);
    std::vector<edits::Move> moves;
    std::unordered_map<int, QPointF> offsets;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const QPointF offset = QPointF(points[i].x, points[i].y) - QPointF(boxes[i].x, boxes[i].y);
        if (offset.isNull())
            continue;
        const std::vector<int> moved = m_scene.withContents({ components[i] });
        for (const int index : moved)
            offsets.emplace(index, offset);
        const std::vector<edits::Move> each = movesBy(m_scene, moved, offset);
        moves.insert(moves.end(), each.begin(), each.end());
    }
    if (moves.empty()) {
        if (!locked.isNull())
            refuseToMove(locked);
        else if (boxes.empty() && !m_selectedComponents.empty())
            refuseHidden(m_selectedComponents.front());
        return;
    }
    const QString change = changeOfPlaces(moves);
    edits::Batch batch { titleOf(arrangement).toStdString(),
                         { edits::MoveComponents { m_stage, std::move(moves), newGesture() } } };
    const std::vector<edits::Step> lines = waypointsAlong(m_scene, m_stage, [&](int index) -> std::optional<QPointF> {
        const auto found = offsets.find(index);
        return found == offsets.end() ? std::nullopt : std::optional(found->second);
    });
    batch.steps.insert(batch.steps.end(), lines.begin(), lines.end());
    request(batch);
    if (!change.isEmpty())
        Q_EMIT remarked(change);
}

/// Which of them leave the place they are in, or enter another: nobody who aligns means that. Empty: none.
QString CanvasView::changeOfPlaces(const std::vector<edits::Move> &moves) const
{
    const auto &components = m_scene.stage()->components;
    const edits::Move *last = nullptr;
    int count = 0;
    for (const edits::Move &each : moves) {
        const int index = m_scene.findComponent(each.id);
        if (index < 0 || components[static_cast<std::size_t>(index)].place == each.place)
            continue;
        last = &each;
        ++count;
    }
    if (count == 0)
        return {};
    const auto nameOf = [this](const std::string &id) { return m_scene.component(m_scene.findComponent(id)).name; };
    if (count > 1)
        return tr("%n component(s) now belong to another region or zone, or to none.", nullptr, count);
    return last->place.empty() ? tr("“%1” now belongs to no region or zone.").arg(nameOf(last->id))
                               : tr("“%1” now belongs to “%2”.").arg(nameOf(last->id), nameOf(last->place));
}

void CanvasView::selectSameKind()
{
    std::vector<std::string> kinds;
    for (const int index : m_selectedComponents)
        kinds.push_back(m_scene.stage()->components[static_cast<std::size_t>(index)].kind);
    std::vector<std::string> ids;
    for (const project::Component &each : m_scene.stage()->components)
        if (std::find(kinds.begin(), kinds.end(), each.kind) != kinds.end())
            ids.push_back(each.id);
    if (!ids.empty())
        setSelection(ids);
}

void CanvasView::selectSameFinding()
{
    if (!m_report)
        return;
    const std::unordered_set<std::string> chosen(m_selection.begin(), m_selection.end());
    std::unordered_set<std::string> rules;
    for (const analysis::Finding &each : m_report->findings)
        if (std::any_of(each.subjects.begin(), each.subjects.end(),
                        [&](const auto &id) { return chosen.contains(id); }))
            rules.insert(each.rule);
    if (rules.empty()) {
        Q_EMIT refused(tr("No finding is about what is selected."));
        return;
    }
    std::vector<std::string> ids = m_selection;
    for (const analysis::Finding &each : m_report->findings)
        if (rules.contains(each.rule))
            ids.insert(ids.end(), each.subjects.begin(), each.subjects.end());
    setSelection(ids);
}

std::vector<std::string> CanvasView::selectedCards() const
{
    std::vector<std::string> ids;
    for (const int index : m_selectedComponents)
        ids.push_back(m_scene.component(index).id);
    return ids;
}

void CanvasView::equalizeSelection()
{
    const ComponentFace *first = nullptr;
    edits::Batch batch { tr("Same size").toStdString(), {} };
    for (const std::string &id : m_selection) {
        const int index = m_scene.findComponent(id);
        if (index < 0 || !m_scene.component(index).isPlace)
            continue;
        const ComponentFace &face = m_scene.component(index);
        if (!first)
            first = &face;
        else if (face.rect.size() != first->rect.size() && !face.isLocked)
            batch.steps.push_back(edits::ResizePlace {
                m_stage, face.id, { face.rect.x(), face.rect.y() }, { first->rect.width(), first->rect.height() } });
    }
    if (!batch.steps.empty())
        request(batch);
    else
        Q_EMIT refused(tr("Select two places of different sizes. Cards are all of one size."));
}

void CanvasView::bringSelection(bool toFront)
{
    const int layer = toFront ? 1 : -1;
    const bool isThere = std::all_of(m_selectedComponents.begin(), m_selectedComponents.end(),
                                     [&](int index) { return m_scene.component(index).layer == layer; });
    const QString title = isThere ? tr("Put %n component(s) among the others", nullptr, selectedCount())
        : toFront                 ? tr("Bring %n component(s) to the front", nullptr, selectedCount())
                                  : tr("Send %n component(s) to the back", nullptr, selectedCount());
    const project::Value word(std::string(toFront ? "front" : "back"));
    stateOfSelection(layout::kLayer, isThere ? std::nullopt : std::optional(word), title);
}

int CanvasView::selectedCount() const
{
    return static_cast<int>(m_selectedComponents.size());
}

/// One step that states a parameter of every selected component.
void CanvasView::stateOfSelection(const char *parameter, const std::optional<project::Value> &value,
                                  const QString &title)
{
    edits::Batch batch { title.toStdString(), {} };
    for (const int index : m_selectedComponents)
        batch.steps.push_back(edits::SetParameter { m_stage, m_scene.component(index).id, parameter, value });
    if (!batch.steps.empty())
        request(batch);
}

bool CanvasView::isSelectionLocked() const
{
    return !m_selectedComponents.empty()
        && std::all_of(m_selectedComponents.begin(), m_selectedComponents.end(),
                       [this](int index) { return m_scene.component(index).isLocked; });
}

std::ptrdiff_t CanvasView::selectedPlaces() const
{
    return std::count_if(m_selectedComponents.begin(), m_selectedComponents.end(),
                         [this](int index) { return m_scene.component(index).isPlace; });
}

void CanvasView::toggleLock()
{
    if (isSelectionLocked())
        stateOfSelection(layout::kLocked, std::nullopt, tr("Unlock %n component(s)", nullptr, selectedCount()));
    else
        stateOfSelection(layout::kLocked, true, tr("Lock %n component(s)", nullptr, selectedCount()));
}

} // namespace headroom::canvas
