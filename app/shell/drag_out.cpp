#include "app/shell/drag_out.h"

#include "views/canvas/canvas_view.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStyleHints>

#include <algorithm>
#include <utility>

namespace headroom::app {

namespace {

constexpr int kBeyond = 24; ///< px from the window on, so that it is meant
constexpr Qt::KeyboardModifiers kOwnKeys = Qt::ControlModifier | Qt::AltModifier;

} // namespace

DragOut::DragOut(canvas::CanvasView &canvas)
    : QObject(&canvas)
    , m_canvas(canvas)
{
    canvas.installEventFilter(this);
}

bool DragOut::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress)
        return press(*static_cast<QMouseEvent *>(event));
    if (event->type() == QEvent::MouseMove)
        return move(*static_cast<QMouseEvent *>(event));
    if (event->type() == QEvent::MouseButtonRelease) {
        m_isOnCard = false;
        return std::exchange(m_isOwn, false);
    }
    return false;
}

bool DragOut::press(const QMouseEvent &event)
{
    const canvas::Scene &scene = m_canvas.faces();
    const int card = scene.cardAt(m_canvas.toScene(event.position()));
    m_isOnCard = event.button() == Qt::LeftButton && card >= 0;
    m_isOwn = m_isOnCard && (event.modifiers() & kOwnKeys) == kOwnKeys;
    m_press = event.position();
    if (m_isOwn && !m_canvas.isSelected(card))
        m_canvas.setSelection({ scene.component(card).id });
    return m_isOwn;
}

bool DragOut::move(const QMouseEvent &event)
{
    if (!m_isOnCard || !(event.buttons() & Qt::LeftButton))
        return false;
    if (m_isOwn) {
        const double moved = (event.position() - m_press).manhattanLength();
        if (moved < QGuiApplication::styleHints()->startDragDistance())
            return true;
    } else {
        const Qt::CursorShape gesture = m_canvas.cursor().shape(); // lines that are drawn stay within the window
        const bool isMoved = gesture == Qt::ClosedHandCursor || gesture == Qt::DragCopyCursor;
        if (!isMoved || m_canvas.selection().empty() || !isOutside(event.globalPosition()))
            return false;
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QCoreApplication::sendEvent(&m_canvas, &escape); // puts them back
        m_canvas.showElements(m_canvas.selection());     // which the edge may have scrolled out of sight
    }
    m_isOnCard = false;
    Q_EMIT pulledOut();
    return true;
}

bool DragOut::isOutside(QPointF global) const
{
    const QRect window = m_canvas.window()->frameGeometry();
    return !QRectF(window).adjusted(-kBeyond, -kBeyond, kBeyond, kBeyond).contains(global);
}

} // namespace headroom::app
