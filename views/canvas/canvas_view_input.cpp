#include "views/canvas/canvas_view.h"
#include "views/canvas/drop_ghost.h"
#include "views/canvas/new_elements.h"
#include "views/canvas/place_painter.h"
#include "views/canvas/place_toggle.h"
#include "views/canvas/rename_box.h"
#include "views/canvas/tools/connect_tool.h"
#include "views/canvas/tools/pan_tool.h"
#include "views/canvas/tools/resize_tool.h"
#include "views/canvas/tools/rubber_band_tool.h"
#include "views/canvas/tools/select_tool.h"
#include "views/canvas/tools/toggle_tool.h"

#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>

#include <algorithm>
#include <array>

namespace headroom::canvas {

namespace {

constexpr auto kKindMime = "application/x-headroom-kind";
constexpr double kCoarseSteps = 10;

QString kindIn(const QMimeData *data)
{
    const QLatin1String mime(kKindMime);
    return data && data->hasFormat(mime) ? QString::fromUtf8(data->data(mime)) : QString();
}

/// The modifiers once a key is down or up; the event itself tells those before it.
Qt::KeyboardModifiers heldAfter(const QKeyEvent &event, bool isDown)
{
    const Qt::KeyboardModifier own = event.key() == Qt::Key_Alt ? Qt::AltModifier
        : event.key() == Qt::Key_Shift                          ? Qt::ShiftModifier
        : event.key() == Qt::Key_Control                        ? Qt::ControlModifier
                                                                : Qt::NoModifier;
    Qt::KeyboardModifiers held = event.modifiers();
    held.setFlag(own, isDown);
    return held;
}

} // namespace

std::unique_ptr<Tool> CanvasView::toolFor(const QMouseEvent &event)
{
    ToolHost &host = *this;
    const QPointF position = event.position();
    if (event.button() == Qt::MiddleButton || (event.button() == Qt::LeftButton && m_isSpaceDown))
        return std::make_unique<PanTool>(host, position);
    if (m_preview) // only to be looked at from all sides
        return event.button() == Qt::LeftButton ? std::make_unique<PanTool>(host, position) : nullptr;
    if (event.button() != Qt::LeftButton)
        return nullptr;
    const bool adds = event.modifiers() & Qt::ShiftModifier;
    const QPointF point = m_viewport.toScene(position);
    static constexpr std::array corners { Qt::TopLeftCorner, Qt::TopRightCorner, Qt::BottomLeftCorner,
                                          Qt::BottomRightCorner };
    if (std::unique_ptr<Tool> tool = lineToolAt(position); tool && !adds)
        return tool;
    if (const int corner = cornerAt(position); corner >= 0)
        return std::make_unique<ResizeTool>(host, m_selectedComponents.front(),
                                            corners[static_cast<std::size_t>(corner)], position);
    if (const int place = togglerAt(position); place >= 0 && !adds)
        return std::make_unique<ToggleTool>(host, place, toggleButton(m_scene.component(place), m_viewport));
    if (const int from = handleAt(position); from >= 0 && !adds)
        return std::make_unique<ConnectTool>(host, from, position);
    int component = m_scene.cardAt(point);
    if (component < 0)
        component = frameAt(position);
    if (component >= 0)
        return std::make_unique<SelectTool>(host, m_scene.component(component).id, component, position, adds);
    if (const int connection = m_scene.connectionAt(point, 6 / m_viewport.zoom); connection >= 0)
        return std::make_unique<SelectTool>(host, m_scene.connection(connection).id, -1, position, adds);
    if (const int place = m_scene.placeAt(point); place >= 0 && isSelected(place))
        return std::make_unique<SelectTool>(host, m_scene.component(place).id, place, position, adds);
    return std::make_unique<RubberBandTool>(host, position, adds);
}

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    if (!m_project)
        return;
    closeRename();
    setFocus(Qt::MouseFocusReason);
    m_nudgeGesture = 0;
    endTool(true);
    m_modifiers = event->modifiers();
    m_pointer = event->position();
    pointAt(event->position());
    if (event->button() == Qt::RightButton)
        selectForMenu(event->position());
    m_tool = toolFor(*event);
    if (m_tool)
        setCursor(m_tool->cursor());
    update();
}

/// A context menu is about what is under the pointer, or about the selection when that is part of it.
void CanvasView::selectForMenu(QPointF position)
{
    const QPointF point = m_viewport.toScene(position);
    int component = m_scene.cardAt(point);
    if (component < 0)
        component = frameAt(position);
    const int connection = component < 0 ? m_scene.connectionAt(point, 6 / m_viewport.zoom) : -1;
    if (component < 0 && connection < 0) { // as a click there: nobody deletes what is out of sight
        const int place = m_scene.placeAt(point);
        if (place < 0)
            return setSelection({});
        component = place;
    }
    const std::string &id = component >= 0 ? m_scene.component(component).id : m_scene.connection(connection).id;
    if (std::find(m_selection.begin(), m_selection.end(), id) == m_selection.end())
        setSelection({ id });
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    pointAt(event->position());
    if (!m_tool)
        return updateHover(event->position());
    m_modifiers = event->modifiers();
    m_pointer = event->position();
    m_tool->drag(event->position());
    if (pullOfEdge().isNull())
        m_edgeTimer.stop();
    else if (!m_edgeTimer.isActive())
        m_edgeTimer.start();
    if (cursor().shape() != m_tool->cursor())
        setCursor(m_tool->cursor());
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_tool || (event->buttons() & (Qt::LeftButton | Qt::MiddleButton)))
        return;
    m_modifiers = event->modifiers();
    m_edgeTimer.stop();
    const std::unique_ptr<Tool> tool = std::move(m_tool); // a snapshot may arrive during release()
    tool->release(event->position());
    updateHover(event->position());
    update();
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_project || m_preview)
        return;
    endTool(true);
    if (togglerAt(event->position()) >= 0)
        return mousePressEvent(event); // two quick clicks on the button are two
    const QPointF point = m_viewport.toScene(event->position());
    int component = m_scene.cardAt(point);
    if (component < 0)
        component = frameAt(event->position());
    if (component >= 0 && m_scene.component(component).isCollapsed)
        return togglePlace(component);
    if (component >= 0)
        return openRename(m_scene.component(component).id);
    if (doubleClickWaypoint(event->position()))
        return;
    if (const int connection = m_scene.connectionAt(point, 6 / m_viewport.zoom); connection >= 0)
        openRename(m_scene.connection(connection).id);
}

void CanvasView::endTool(bool isCanceled)
{
    m_edgeTimer.stop();
    const std::unique_ptr<Tool> tool = std::move(m_tool);
    if (tool && isCanceled)
        tool->cancel();
    unsetCursor();
    update();
}

/// A key that is pressed or let go during a gesture changes it at once.
void CanvasView::takeModifiers(Qt::KeyboardModifiers modifiers)
{
    if (modifiers == std::exchange(m_modifiers, modifiers) || !m_tool)
        return;
    m_tool->drag(m_pointer);
    setCursor(m_tool->cursor());
}

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    takeModifiers(heldAfter(*event, true));
    if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat() && !m_tool) {
            m_isSpaceDown = true;
            setCursor(Qt::OpenHandCursor);
        }
        return;
    }
    if (m_preview && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return applyPreview();
    if (m_preview && event->key() == Qt::Key_Escape && !m_tool)
        return cancelPreview();
    if (event->key() == Qt::Key_Escape && (m_tool || !m_selection.empty())) {
        if (m_tool)
            endTool(true);
        else
            setSelection({});
        return;
    }
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && !m_tool && !m_preview && !m_selection.empty() && !(event->modifiers() & ~Qt::KeypadModifier)) {
        Q_EMIT inspectionRequested();
        return;
    }
    if (m_tool || m_preview || !(handleWalkKey(*event) || handleEditKey(*event)))
        QWidget::keyPressEvent(event);
}

/// Alt and arrows walk the graph: right from a card to a line that leaves it and on to its end, left back to where it
/// comes from, up and down to the next line of the same card.
bool CanvasView::handleWalkKey(const QKeyEvent &event)
{
    if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::AltModifier || m_selection.size() != 1)
        return false;
    const bool isAlong = event.key() == Qt::Key_Left || event.key() == Qt::Key_Right;
    const bool isAcross = event.key() == Qt::Key_Up || event.key() == Qt::Key_Down;
    if (!isAlong && !isAcross)
        return false;
    const std::vector<project::Connection> &lines = m_scene.stage()->connections;
    const bool isForward = event.key() == Qt::Key_Right || event.key() == Qt::Key_Down;
    const auto line = std::find_if(lines.begin(), lines.end(),
                                   [this](const project::Connection &each) { return each.id == m_selection.front(); });
    if (line == lines.end()) {
        const auto next = std::find_if(lines.begin(), lines.end(), [&](const project::Connection &each) {
            return (isForward ? each.from : each.to) == m_selection.front();
        });
        if (isAlong && next != lines.end())
            showElement(next->id);
        return isAlong;
    }
    if (isAlong) {
        showElement(isForward ? line->to : line->from);
        return true;
    }
    const auto count = static_cast<std::ptrdiff_t>(lines.size());
    const std::ptrdiff_t at = line - lines.begin();
    for (std::ptrdiff_t step = 1; step < count; ++step) {
        const project::Connection &other
            = lines[static_cast<std::size_t>((at + (isForward ? step : count - step)) % count)];
        if (other.from == line->from) {
            showElement(other.id);
            break;
        }
    }
    return true;
}

bool CanvasView::handleEditKey(const QKeyEvent &event)
{
    if (event.matches(QKeySequence::SelectAll)) {
        selectAll();
        return true;
    }
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    const double step = kGrid * (event.modifiers() & Qt::ShiftModifier ? kCoarseSteps : 1);
    switch (event.key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        deleteSelection();
        return true;
    case Qt::Key_F2:
        renameSelected();
        return true;
    case Qt::Key_Left:
        nudge({ -step, 0 });
        return true;
    case Qt::Key_Right:
        nudge({ step, 0 });
        return true;
    case Qt::Key_Up:
        nudge({ 0, -step });
        return true;
    case Qt::Key_Down:
        nudge({ 0, step });
        return true;
    default:
        return false;
    }
}

void CanvasView::keyReleaseEvent(QKeyEvent *event)
{
    takeModifiers(heldAfter(*event, false));
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_isSpaceDown = false;
        if (!m_tool)
            unsetCursor();
        return;
    }
    QWidget::keyReleaseEvent(event);
}

void CanvasView::focusOutEvent(QFocusEvent *event)
{
    m_isSpaceDown = false;
    m_nudgeGesture = 0;
    QWidget::focusOutEvent(event);
}

bool CanvasView::focusNextPrevChild(bool next)
{
    if (m_rename) {
        setFocus();
        return true;
    }
    const std::string before = m_selection.empty() ? std::string() : m_selection.back();
    stepSelection(next);
    return (!m_selection.empty() && m_selection.back() != before) || QWidget::focusNextPrevChild(next);
}

void CanvasView::stepSelection(bool forward)
{
    const int count = static_cast<int>(m_scene.components().size());
    const int current = m_selection.empty() ? -1 : m_scene.findComponent(m_selection.back());
    int index = current < 0 ? (forward ? -1 : count) : current;
    do
        index += forward ? 1 : -1;
    while (index >= 0 && index < count && (m_scene.component(index).isPlace || m_scene.component(index).isHidden));
    if (index >= 0 && index < count)
        showElement(m_scene.component(index).id);
}

void CanvasView::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_project && m_scene.catalog().knowsKind(kindIn(event->mimeData()).toStdString()))
        event->acceptProposedAction();
}

void CanvasView::dragMoveEvent(QDragMoveEvent *event)
{
    event->acceptProposedAction();
    const std::string kind = kindIn(event->mimeData()).toStdString();
    if (!m_project || !m_scene.catalog().knowsKind(kind))
        return;
    const QPointF center = m_viewport.toScene(event->position());
    const project::Component made = newComponent(m_scene, *m_project, m_scene.catalog().kind(kind), center);
    const int place = made.place.empty() ? -1 : m_scene.findComponent(made.place);
    QRectF frame, name;
    if (place >= 0) {
        const ComponentFace &face = m_scene.component(place);
        frame = face.rect;
        name = PlacePainter::labelRect(face, face.rect, m_viewport);
    }
    DropGhost::of(*this).show(rectOf(made), frame, name, m_viewport, *m_theme);
}

void CanvasView::dropEvent(QDropEvent *event)
{
    const QString kind = kindIn(event->mimeData());
    if (!m_project || !m_scene.catalog().knowsKind(kind.toStdString()))
        return;
    event->acceptProposedAction();
    setFocus(Qt::MouseFocusReason);
    addAt(kind, m_viewport.toScene(event->position()));
}

} // namespace headroom::canvas
