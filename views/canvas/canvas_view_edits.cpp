#include "model/catalog/fit.h"
#include "model/edits/copies.h"
#include "model/edits/fresh_names.h"
#include "views/canvas/canvas_view.h"
#include "views/canvas/new_elements.h"
#include "views/canvas/rename_box.h"
#include "views/canvas/tools/move_tool.h"

#include <algorithm>

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
    for (const int index : m_selectedComponents)
        if (m_scene.component(index).isLocked) {
            Q_EMIT refused(tr("“%1” is locked. Unlock it to delete it.").arg(m_scene.component(index).name));
            return;
        }
    request(edits::RemoveElements { m_stage, m_selection });
}

void CanvasView::refuseToMove(const QString &locked)
{
    Q_EMIT refused(tr("“%1” is locked. Unlock it to move it.").arg(locked));
}

void CanvasView::nudge(QPointF step)
{
    std::vector<int> free = m_selectedComponents;
    std::erase_if(free, [this](int index) { return m_scene.component(index).isLocked; });
    if (free.empty() && !m_selectedComponents.empty())
        refuseToMove(m_scene.component(m_selectedComponents.front()).name);
    if (free.empty())
        return;
    if (m_nudgeGesture == 0)
        m_nudgeGesture = newGesture();
    const int gesture = m_nudgeGesture;
    std::vector<std::string> moved;
    for (const int index : free)
        moved.push_back(m_scene.component(index).id);
    request(moveBy(*this, m_scene.withContents(free), step, gesture));
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
        name = m_scene.connection(connection).name;
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
    const int component = m_scene.findComponent(id);
    const int connection = m_scene.findConnection(id);
    closeRename();
    const std::string next = name.toStdString();
    if (component >= 0) {
        if (next.empty() || next == m_scene.stage()->components[static_cast<std::size_t>(component)].name)
            return;
    } else if (connection < 0 || next == m_scene.stage()->connections[static_cast<std::size_t>(connection)].name) {
        return;
    }
    request(edits::RenameElement { m_stage, id, next });
}

} // namespace headroom::canvas
