#include "model/catalog/fit.h"
#include "model/edits/copies.h"
#include "model/edits/fresh_names.h"
#include "views/canvas/canvas_view.h"
#include "views/canvas/new_elements.h"
#include "views/canvas/rename_box.h"
#include "views/canvas/tools/move_tool.h"

#include <algorithm>
#include <iterator>

namespace headroom::canvas {

void CanvasView::request(const edits::Edit &edit)
{
    if (const auto *added = std::get_if<edits::AddComponent>(&edit)) {
        Q_EMIT kindUsed(QString::fromStdString(added->component.kind));
        m_selectWhenThere = { added->component.id };
    } else if (const auto *joined = std::get_if<edits::AddConnection>(&edit))
        m_selectWhenThere = { joined->connection.id };
    else if (const auto *batch = std::get_if<edits::Batch>(&edit))
        m_selectWhenThere = edits::addedBy(*batch);
    Q_EMIT editRequested(edit);
}

void CanvasView::addKind(const QString &kindId)
{
    const catalog::Catalog &catalog = m_scene.catalog();
    if (!m_project || !catalog.knowsKind(kindId.toStdString()))
        return;
    const QSizeF size = sizeOf(catalog.kind(kindId.toStdString()));
    addAt(kindId, freeSpot(m_scene, m_viewport.toScene(QRectF(rect()).center()), size));
}

void CanvasView::addBeside(const QString &kindId)
{
    const catalog::Catalog &catalog = m_scene.catalog();
    const std::string id = kindId.toStdString();
    if (!m_project || !catalog.knowsKind(id))
        return;
    const int chosen = m_selectedComponents.size() == 1 ? m_selectedComponents.front() : -1;
    const catalog::Kind &kind = catalog.kind(id);
    if (chosen < 0 || m_scene.component(chosen).isPlace || m_scene.component(chosen).isCollapsed
        || m_scene.component(chosen).isHidden || kind.behavior == "place")
        return addKind(kindId);
    const project::Component &present = m_scene.stage()->components[static_cast<std::size_t>(chosen)];
    const auto calls = [&](const catalog::Kind &from, const catalog::Kind &to) {
        const auto fitting = catalog::fittingKinds(catalog, from);
        return std::find(fitting.begin(), fitting.end(), &to) != fitting.end();
    };
    const catalog::Kind &its = catalog.kind(present.kind);
    const auto rank = [&catalog](const catalog::Kind &each) { // families go from the users to the data
        const auto &families = catalog.families();
        return std::find_if(families.begin(), families.end(), [&](const auto &one) { return one.id == each.family; });
    };
    const auto callerOfBoth = [&]() -> int { // what only answers has a caller, who may call this, too
        const std::vector<project::Component> &there = m_scene.stage()->components;
        for (const project::Connection &each : m_scene.stage()->connections) {
            const project::Component *from
                = each.to == present.id ? m_scene.stage()->findComponent(each.from) : nullptr;
            if (from && calls(catalog.kind(from->kind), kind))
                return static_cast<int>(from - there.data());
        }
        return -1;
    };
    // A store is looked up in a cache by those who would ask it otherwise.
    const bool isLookedUp = its.behavior == "store" && !kind.incoming.empty()
        && catalog.connectionKind(kind.incoming).routing == catalog::Routing::Lookup;
    const bool isCaller = !isLookedUp && calls(kind, its) && (!calls(its, kind) || rank(kind) < rank(its));
    const bool isCallee = !isLookedUp && !isCaller && calls(its, kind);
    const QPointF center = spotBeside(m_scene, m_scene.component(chosen).rect, !isCaller);
    if (isCallee || isCaller)
        addConnected(chosen, kind, center, isCaller);
    else if (const int caller = callerOfBoth(); caller >= 0)
        addConnected(caller, kind, center, false);
    else
        addAt(kindId, center);
    reveal(QRectF(center - QPointF(kCardWidth, kCardHeight) / 2, QSizeF(kCardWidth, kCardHeight)));
}

void CanvasView::addAt(const QString &kindId, QPointF center)
{
    const std::string id = kindId.toStdString();
    if (!m_project || !m_scene.catalog().knowsKind(id))
        return;
    m_wasTouched = true;
    const catalog::Kind &kind = m_scene.catalog().kind(id);
    const project::Component added = newComponent(m_scene, *m_project, kind, center);
    if (const int holder = m_scene.findComponent(added.place); holder >= 0 && m_scene.component(holder).isCollapsed) {
        request(edits::AddComponent { m_stage, added });
        remark(joinedWords(QString::fromStdString(added.name), m_scene.component(holder).name));
        return;
    }
    std::vector<edits::Move> joining;
    if (kind.behavior == "place")
        joining = joiningOrLeaving(m_scene, added, rectOf(added));
    if (joining.empty())
        return request(edits::AddComponent { m_stage, added });
    const QString title = tr("Add %1 around %n component(s)", nullptr, static_cast<int>(joining.size()))
                              .arg(QString::fromStdString(added.name));
    request(edits::Batch { title.toStdString(),
                           { edits::AddComponent { m_stage, added }, edits::MoveComponents { m_stage, joining, 0 } } });
}

void CanvasView::connectSelectionTo(const std::string &id)
{
    const int target = m_scene.findComponent(id);
    if (!m_project || target < 0)
        return;
    const std::vector<project::Component> &components = m_scene.stage()->components;
    const project::Component &to = components[static_cast<std::size_t>(target)];
    edits::FreshIds ids(*m_project);
    std::vector<edits::Step> steps;
    for (const int index : m_selectedComponents) {
        if (index == target || m_scene.component(index).isPlace)
            continue;
        project::Connection made
            = newConnection(m_scene.catalog(), *m_project, components[static_cast<std::size_t>(index)], to);
        made.id = ids.next("c");
        steps.emplace_back(edits::AddConnection { m_stage, std::move(made) });
    }
    if (steps.size() == 1)
        request(std::get<edits::AddConnection>(steps.front()));
    else if (!steps.empty())
        request(edits::Batch { tr("Connect to “%1”").arg(QString::fromStdString(to.name)).toStdString(), steps });
}

void CanvasView::deleteSelection()
{
    if (!m_project || m_selection.empty())
        return;
    std::vector<int> collapsed; // whose cards stand for what is in them
    std::copy_if(m_selectedComponents.begin(), m_selectedComponents.end(), std::back_inserter(collapsed),
                 [this](int index) { return m_scene.component(index).isCollapsed; });
    std::vector<int> removed = m_selectedComponents;
    if (!collapsed.empty()) {
        const std::vector<int> inside = m_scene.withContents(collapsed);
        removed.insert(removed.end(), inside.begin(), inside.end());
    }
    remove(std::move(removed), m_selectedConnections);
}

void CanvasView::remove(std::vector<int> components, const std::vector<int> &connections)
{
    std::sort(components.begin(), components.end());
    components.erase(std::unique(components.begin(), components.end()), components.end());
    std::vector<std::string> ids;
    for (const int index : components) {
        const ComponentFace &face = m_scene.component(index);
        if (face.isLocked) {
            Q_EMIT refused(tr("“%1” is locked. Unlock it to delete it.").arg(face.name));
            return;
        }
        ids.push_back(face.id);
    }
    for (const int index : connections)
        ids.push_back(m_scene.connection(index).id);
    request(edits::RemoveElements { m_stage, ids });
}

void CanvasView::refuseHidden(int component)
{
    Q_EMIT refused(tr("“%1” stands in “%2”, which is collapsed. Open that first.")
                       .arg(m_scene.component(component).name, m_scene.component(m_scene.shownAs(component)).name));
}

void CanvasView::refuseToMove(const QString &locked)
{
    Q_EMIT refused(tr("“%1” is locked. Unlock it to move it.").arg(locked));
}

void CanvasView::nudge(QPointF step)
{
    std::vector<int> free = m_selectedComponents;
    std::erase_if(free,
                  [this](int index) { return m_scene.component(index).isLocked || m_scene.component(index).isHidden; });
    if (free.empty() && !m_selectedComponents.empty()) {
        const int first = m_selectedComponents.front();
        if (m_scene.component(first).isHidden)
            refuseHidden(first);
        else
            refuseToMove(m_scene.component(first).name);
    }
    if (free.empty())
        return;
    if (m_nudgeGesture == 0)
        m_nudgeGesture = newGesture();
    const int gesture = m_nudgeGesture;
    std::vector<std::string> moved;
    for (const int index : free)
        moved.push_back(m_scene.component(index).id);
    request(moveBy(*this, m_scene.withContents(free), step, gesture, false));
    QRectF area; // whoever moves by keys sees where to, as far as the view can hold it
    for (const std::string &id : moved)
        if (const int now = m_scene.findComponent(id); now >= 0)
            area |= m_scene.component(now).rect;
    const QSizeF shown = area.size() * m_viewport.zoom;
    if (shown.width() < width() / 2.0 && shown.height() < height() / 2.0)
        reveal(area);
}

void CanvasView::renameSelected()
{
    if (m_selection.size() == 1)
        openRename(m_selection.front());
}

void CanvasView::openRename(const std::string &id)
{
    closeRename();
    const int component = m_scene.findComponent(id);
    const int connection = m_scene.findConnection(id);
    if (component < 0 && connection < 0)
        return;
    if (component >= 0 && m_scene.component(component).isHidden)
        return refuseHidden(component);
    QRectF box;
    QString name;
    if (component >= 0) {
        const ComponentFace &face = m_scene.component(component);
        reveal(face.isPlace ? QRectF(face.rect.topLeft(), QSizeF(kCardWidth, 20)) : face.rect);
        const QRectF card = m_viewport.toWidget(face.rect);
        name = QString::fromStdString(m_scene.stage()->components[static_cast<std::size_t>(component)].name);
        box = face.isPlace ? QRectF(card.left() + 8, card.top() - 13, 180, 26)
                           : QRectF(card.left(), card.top() + 4 * m_viewport.zoom, std::max(card.width(), 120.0), 26);
    } else {
        const QRectF bounds = m_viewport.toWidget(m_scene.connection(connection).bounds);
        name = QString::fromStdString(m_scene.stage()->connections[static_cast<std::size_t>(connection)].name);
        box = QRectF(bounds.center() - QPointF(70, 13), QSizeF(140, 26));
    }
    m_rename = new RenameBox(id, name, this);
    m_rename->setFont(theme::Theme::font(13, QFont::DemiBold));
    m_rename->setGeometry(box.toAlignedRect());
    connect(m_rename, &RenameBox::finished, this, &CanvasView::finishRename);
    m_rename->show();
    m_rename->setFocus();
}

void CanvasView::closeRename()
{
    if (!m_rename)
        return;
    RenameBox *box = std::exchange(m_rename, nullptr);
    const bool hadFocus = box->hasFocus();
    box->disconnect(this);
    if (hadFocus)
        setFocus(); // first: hiding what has the focus would step to the next card
    box->hide();
    box->deleteLater();
}

void CanvasView::finishRename(const std::string &id, const QString &name)
{
    closeRename();
    nameAsTyped({ m_stage, id, name.toStdString() });
}

/// Asks for a name unless the element has it already, or is not there any more.
void CanvasView::nameAsTyped(const edits::RenameElement &named)
{
    if (named.stage >= m_project->stages.size())
        return;
    const project::Stage &stage = *m_project->stages[named.stage];
    const project::Component *component = stage.findComponent(named.id);
    const project::Connection *connection = stage.findConnection(named.id);
    const bool isOther = component ? !named.name.empty() && named.name != component->name
                                   : connection && named.name != connection->name;
    if (isOther)
        request(named);
}

void CanvasView::commitTyping()
{
    if (m_rename)
        m_rename->commit();
}

} // namespace headroom::canvas
