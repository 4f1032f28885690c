#include "views/compare/diff_canvas.h"
#include "views/canvas/two_fingers.h"

#include <QGestureEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineF>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace headroom::compare {

using canvas::Viewport;
using theme::Role;
using theme::Theme;

namespace {

constexpr double kKeyZoom = 1.25;
constexpr double kKeyStep = 60; ///< pixels

} // namespace

DiffCanvas::DiffCanvas(const catalog::Catalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_scene(catalog)
    , m_theme(&Theme::light())
{
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(160, 120);
    setCursor(Qt::OpenHandCursor);
    grabGesture(Qt::PinchGesture);
    m_painter.setTheme(*m_theme);
}

void DiffCanvas::setTheme(const Theme &theme)
{
    m_theme = &theme;
    m_painter.setTheme(theme);
    update();
}

void DiffCanvas::setStage(const std::shared_ptr<const project::Stage> &stage, std::vector<Badge> badges)
{
    m_scene.setStage(stage);
    m_scene.setReport(nullptr);
    m_badges = std::move(badges);
    m_marked.clear();
    QStringList spoken;
    for (const Badge &each : m_badges)
        spoken.append(signOf(each.what) + QLatin1Char(' ') + each.text);
    setAccessibleDescription(spoken.mid(0, 40).join(QStringLiteral(". ")));
    update();
}

void DiffCanvas::setCamera(const Viewport &view)
{
    m_view = view;
    update();
}

Viewport DiffCanvas::cameraFor(const QRectF &area) const
{
    return canvas::fitting(area, size(), 28);
}

QStringList DiffCanvas::linesAt(QPointF position) const
{
    std::string id;
    for (const Badge &each : m_badges)
        if (badgeRect(each.id).contains(position))
            id = each.id;
    if (const int card = m_scene.cardAt(m_view.toScene(position)); id.empty() && card >= 0)
        id = m_scene.component(card).id;
    const auto found = std::find_if(m_badges.begin(), m_badges.end(), [&](const Badge &each) { return each.id == id; });
    QStringList lines;
    if (found != m_badges.end())
        for (const QString &each : found->lines.isEmpty() ? QStringList { found->text } : found->lines)
            lines.append(signOf(found->what) + QLatin1Char(' ') + each);
    return lines;
}

void DiffCanvas::setMarked(const std::string &id)
{
    m_marked = id;
    update();
}

QRectF DiffCanvas::badgeRect(const std::string &id) const
{
    const auto badge = std::find_if(m_badges.begin(), m_badges.end(), [&](const Badge &each) { return each.id == id; });
    if (badge == m_badges.end())
        return {};
    return canvas::BadgePainter(m_scene, m_view, *m_theme).rectOf(*badge, id == m_marked);
}

void DiffCanvas::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    canvas::Scenery scenery;
    scenery.view = m_view;
    scenery.visible = QRectF(event->rect());
    m_painter.paint(painter, m_scene, scenery);
    painter.setRenderHint(QPainter::Antialiasing);
    const canvas::BadgePainter badges(m_scene, m_view, *m_theme);
    for (const bool isMarked : { false, true })
        for (const Badge &each : m_badges)
            if ((each.id == m_marked) == isMarked)
                badges.paint(painter, each, QRectF(rect()), isMarked);
    if (m_scene.components().empty()) {
        painter.setFont(Theme::font(13));
        painter.setPen(m_theme->color(Role::Secondary));
        painter.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("This stage is empty"));
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme->color(Role::Accent), 2));
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

void DiffCanvas::moveBy(QPointF pixels)
{
    m_view.origin -= pixels / m_view.zoom;
    update();
    Q_EMIT cameraMoved();
}

void DiffCanvas::zoomAt(QPointF position, double factor)
{
    const QPointF fixed = m_view.toScene(position);
    m_view.zoom = std::clamp(m_view.zoom * factor, canvas::kLeastZoom, canvas::kMostZoom);
    m_view.origin = fixed - position / m_view.zoom;
    update();
    Q_EMIT cameraMoved();
}

void DiffCanvas::mousePressEvent(QMouseEvent *event)
{
    m_grip = event->position();
    m_isDragged = false;
    setCursor(Qt::ClosedHandCursor);
}

void DiffCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons())
        return;
    constexpr double kSlack = 4; // pixels that a click may wander
    if (!m_isDragged && QLineF(m_grip, event->position()).length() < kSlack)
        return;
    m_isDragged = true;
    moveBy(event->position() - m_grip);
    m_grip = event->position();
}

void DiffCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    setCursor(Qt::OpenHandCursor);
    if (std::exchange(m_isDragged, false))
        return;
    for (const Badge &each : m_badges)
        if (badgeRect(each.id).contains(event->position()))
            return Q_EMIT elementRequested(QString::fromStdString(each.id));
    const QPointF point = m_view.toScene(event->position());
    if (const int card = m_scene.cardAt(point); card >= 0)
        Q_EMIT elementRequested(QString::fromStdString(m_scene.component(card).id));
}

void DiffCanvas::wheelEvent(QWheelEvent *event)
{
    zoomAt(event->position(), canvas::zoomOfTurn(event->angleDelta().y()));
    event->accept();
}

bool DiffCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto &help = static_cast<const QHelpEvent &>(*event);
        QToolTip::showText(help.globalPos(), linesAt(help.pos()).join(QLatin1Char('\n')), this);
        return true;
    }
    if (event->type() == QEvent::NativeGesture)
        if (const auto fingers = canvas::twoFingersOf(static_cast<const QNativeGestureEvent &>(*event))) {
            follow(*fingers);
            event->accept(); // else what is around it would be asked, too
            return true;
        }
    if (event->type() == QEvent::Gesture) {
        auto &gesture = static_cast<QGestureEvent &>(*event);
        if (auto *pinch = qobject_cast<QPinchGesture *>(gesture.gesture(Qt::PinchGesture))) {
            gesture.accept(pinch);
            m_isDragged = true; // the first finger alone looked like a mouse, which is no click now
            follow(canvas::twoFingersOf(*pinch, *this));
            return true;
        }
    }
    return QWidget::event(event);
}

void DiffCanvas::follow(const canvas::TwoFingers &fingers)
{
    if (fingers.isDoubleTap)
        zoomAt(fingers.center, 1 / m_view.zoom);
    else if (fingers.factor < 1 || fingers.factor > 1)
        zoomAt(fingers.center, fingers.factor);
    if (!fingers.shift.isNull())
        moveBy(fingers.shift);
}

void DiffCanvas::keyPressEvent(QKeyEvent *event)
{
    const QPointF middle = QRectF(rect()).center();
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomAt(middle, kKeyZoom);
    case Qt::Key_Minus:
        return zoomAt(middle, 1 / kKeyZoom);
    case Qt::Key_Left:
        return moveBy({ kKeyStep, 0 });
    case Qt::Key_Right:
        return moveBy({ -kKeyStep, 0 });
    case Qt::Key_Up:
        return moveBy({ 0, kKeyStep });
    case Qt::Key_Down:
        return moveBy({ 0, -kKeyStep });
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace headroom::compare
