#include "views/canvas/drop_ghost.h"

#include <QEvent>
#include <QPainter>

namespace headroom::canvas {

DropGhost::DropGhost(QWidget &canvas)
    : QWidget(&canvas)
{
    setObjectName(QStringLiteral("drop-ghost"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    canvas.installEventFilter(this);
    hide();
}

DropGhost &DropGhost::of(QWidget &canvas)
{
    auto *made = static_cast<DropGhost *>(
        canvas.findChild<QWidget *>(QStringLiteral("drop-ghost"), Qt::FindDirectChildrenOnly));
    return made ? *made : *new DropGhost(canvas);
}

void DropGhost::show(const QRectF &rect, const QRectF &place, const QRectF &name, const Viewport &viewport,
                     const theme::Theme &theme)
{
    m_rect = rect;
    m_place = place;
    m_name = name;
    m_viewport = viewport;
    m_theme = &theme;
    setGeometry(parentWidget()->rect());
    setVisible(true);
    update();
}

bool DropGhost::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::DragLeave || event->type() == QEvent::Drop)
        hide();
    return QWidget::eventFilter(object, event);
}

void DropGhost::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = m_theme->color(theme::Role::Accent);
    if (!m_place.isNull()) {
        const double radius = kPlaceRadius * m_viewport.zoom;
        painter.setPen(QPen(accent, 2));
        painter.setClipRegion(QRegion(rect()) - m_name.toAlignedRect()); // the frame strikes no name through
        painter.drawRoundedRect(m_viewport.toWidget(m_place), radius, radius);
        painter.setClipping(false);
    }
    QColor ground = accent;
    ground.setAlpha(28);
    painter.setBrush(ground);
    painter.setPen(QPen(accent, 1.5, Qt::DashLine));
    const double radius = kCardRadius * m_viewport.zoom;
    painter.drawRoundedRect(m_viewport.toWidget(m_rect), radius, radius);
}

} // namespace headroom::canvas
