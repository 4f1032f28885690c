#include "views/canvas/mini_map.h"
#include "views/canvas/symbols.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>

namespace headroom::canvas {

using theme::Role;

namespace {

constexpr QSize kSize(190, 120);
constexpr int kMapMargin = 12;
constexpr double kInset = 8;
constexpr double kMark = 8;
constexpr qsizetype kMostMarks = 250;
constexpr int kLeastParent = 520; ///< pixels of width below which it would be in the way

} // namespace

MiniMap::MiniMap(const Scene &scene, QWidget *parent)
    : QWidget(parent)
    , m_scene(&scene)
{
    setFixedSize(kSize);
    setCursor(Qt::ArrowCursor);
    setAccessibleName(tr("Overview map"));
    setToolTip(tr("Click or drag to go there, turn the wheel to come nearer"));
    hide();
}

void MiniMap::setTheme(const theme::Theme &theme)
{
    m_theme = &theme;
    renew();
}

void MiniMap::setScene(const Scene &scene)
{
    m_scene = &scene;
    renew();
}

void MiniMap::renew()
{
    m_stage = QPixmap();
    update();
}

void MiniMap::setSight(const QRectF &sight, bool isWanted)
{
    m_sight = sight;
    const bool isUseful = isWanted && !m_scene->components().empty() && !sight.contains(m_scene->bounds())
        && parentWidget()->width() >= kLeastParent && parentWidget()->height() >= 2 * height();
    if (isUseful != !isHidden())
        setVisible(isUseful);
    update();
}

void MiniMap::settle()
{
    move(parentWidget()->width() - width() - kMapMargin, parentWidget()->height() - height() - kMapMargin);
}

Viewport MiniMap::view() const
{
    const QRectF content = m_scene->bounds();
    const double zoom = std::min((width() - 2 * kInset) / std::max(content.width(), 1.0),
                                 (height() - 2 * kInset) / std::max(content.height(), 1.0));
    return { content.center() - QPointF(width(), height()) / (2 * zoom), zoom };
}

void MiniMap::paintStage(QPainter &painter) const
{
    const Viewport view = this->view();
    painter.setPen(QPen(m_theme->color(Role::Faint), 1));
    painter.setBrush(Qt::NoBrush);
    for (const int place : m_scene->places())
        painter.drawRect(view.toWidget(m_scene->component(place).rect));
    painter.setPen(Qt::NoPen);
    for (const ComponentFace &face : m_scene->components())
        if (!face.isPlace && !face.isHidden) {
            QRectF block = view.toWidget(face.rect);
            block.setSize(block.size().expandedTo(QSizeF(2, 2)));
            painter.fillRect(block, m_theme->family(face.family));
        }
    const auto isMarked = [](const ComponentFace &face) {
        return (face.state == CardState::Warning || face.state == CardState::Critical) && !face.isPlace
            && !face.isHidden;
    };
    const auto marked = std::count_if(m_scene->components().begin(), m_scene->components().end(), isMarked);
    if (marked > kMostMarks) { // signs that hide each other say no more than their colors
        for (const CardState state : { CardState::Warning, CardState::Critical })
            for (const ComponentFace &face : m_scene->components())
                if (isMarked(face) && face.state == state)
                    painter.fillRect(QRectF(view.toWidget(face.rect).center() - QPointF(1.5, 1.5), QSizeF(3, 3)),
                                     stateColor(*m_theme, state));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const CardState state : { CardState::Warning, CardState::Critical })
        for (const ComponentFace &face : m_scene->components())
            if (face.state == state && !face.isPlace && !face.isHidden) {
                const QPointF center = view.toWidget(face.rect).center();
                drawSymbol(painter, state, QRectF(center - QPointF(kMark, kMark) / 2, QSizeF(kMark, kMark)),
                           stateColor(*m_theme, state));
            }
}

void MiniMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const double ratio = devicePixelRatioF();
    if (m_stage.isNull()) {
        m_stage = QPixmap(size() * ratio);
        m_stage.setDevicePixelRatio(ratio);
        m_stage.fill(Qt::transparent);
        QPainter inner(&m_stage);
        paintStage(inner);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = m_theme->color(Role::Panel);
    ground.setAlphaF(0.93F);
    painter.setPen(QPen(m_theme->color(Role::CardLine), 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.drawPixmap(0, 0, m_stage);
    QColor tint = m_theme->color(Role::Accent);
    painter.setPen(QPen(tint, 1.4));
    tint.setAlphaF(0.10F);
    painter.setBrush(tint);
    painter.setClipRect(QRectF(rect()).adjusted(2, 2, -2, -2));
    if (const QRectF sight = frame(); !sight.isEmpty())
        painter.drawRoundedRect(sight, 2, 2);
}

QRectF MiniMap::frame() const
{
    return view().toWidget(m_sight) & QRectF(rect()).adjusted(3, 3, -3, -3);
}

void MiniMap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT centerRequested(view().toScene(event->position()));
    event->accept(); // the canvas below has no part in it
}

void MiniMap::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept();
}

void MiniMap::wheelEvent(QWheelEvent *event)
{
    const QPoint angle = event->angleDelta();
    Q_EMIT zoomRequested(view().toScene(event->position()), angle.y() != 0 ? angle.y() : angle.x());
    event->accept();
}

void MiniMap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        Q_EMIT centerRequested(view().toScene(event->position()));
    event->accept();
}

} // namespace headroom::canvas
