#include "views/export/picture_view.h"

#include "views/export/picture_painter.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace headroom::pictures {

namespace {

constexpr double kFrame = 14;
constexpr int kCheck = 8; ///< pixels of a square of the pattern that stands for transparent

} // namespace

PictureView::PictureView(QWidget *parent)
    : QWidget(parent)
{
    setMinimumSize(320, 240);
    setAccessibleName(tr("Preview"));
}

void PictureView::showPicture(Picture picture, QImage drawn)
{
    m_picture = std::move(picture);
    m_drawn = std::move(drawn);
    m_text.clear();
    setAccessibleDescription(m_picture->title);
    setCursor(Qt::OpenHandCursor);
    setToolTip(tr("Drag the picture into another program"));
    update();
}

void PictureView::showText(const QString &text)
{
    m_picture.reset();
    m_text = text;
    setAccessibleDescription(text.left(200));
    unsetCursor();
    setToolTip({});
    update();
}

QRectF PictureView::shownRect() const
{
    if (!m_picture || m_picture->size.isEmpty())
        return {};
    QRectF shown(QPointF(), m_picture->size * scaleFor(m_picture->size, size(), 1));
    shown.moveCenter(QRectF(rect()).center());
    return shown;
}

double PictureView::scaleFor(QSizeF picture, QSizeF room, double ratio)
{
    if (picture.isEmpty())
        return ratio;
    const QSizeF free = room - QSizeF(2 * kFrame, 2 * kFrame);
    return ratio * std::min({ 1.0, free.width() / picture.width(), free.height() / picture.height() });
}

void PictureView::paintChecks(QPainter &painter, const QRectF &area) const
{
    painter.fillRect(area, palette().color(QPalette::Base));
    QColor dark = palette().color(QPalette::Mid);
    dark.setAlpha(110);
    painter.save();
    painter.setClipRect(area);
    for (int y = 0; y * kCheck < area.height(); ++y)
        for (int x = y % 2; x * kCheck < area.width(); x += 2)
            painter.fillRect(QRectF(area.topLeft() + QPointF(x, y) * kCheck, QSizeF(kCheck, kCheck)), dark);
    painter.restore();
}

void PictureView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::AlternateBase));
    painter.setPen(palette().color(QPalette::Text));
    if (!m_picture) {
        painter.setFont(QFont(QStringLiteral("monospace")));
        painter.drawText(rect().adjusted(12, 10, -12, -10), Qt::AlignLeft | Qt::AlignTop, m_text);
        return;
    }
    const QRectF shown = shownRect();
    if (!m_picture->ground.isValid())
        paintChecks(painter, shown);
    const QSizeF pixels = shown.size() * devicePixelRatioF();
    if (std::abs(pixels.width() - m_drawn.width()) <= 1 && std::abs(pixels.height() - m_drawn.height()) <= 1) {
        painter.drawImage(shown.topLeft(), m_drawn);
    } else {
        painter.save();
        painter.translate(shown.topLeft());
        painter.scale(shown.width() / m_picture->size.width(), shown.height() / m_picture->size.height());
        paintPicture(painter, *m_picture);
        painter.restore();
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(palette().color(QPalette::Dark));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(shown.adjusted(-1, -1, 0, 0));
}

void PictureView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
}

void PictureView::mouseMoveEvent(QMouseEvent *event)
{
    const bool isFar = (event->position().toPoint() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (m_picture && (event->buttons() & Qt::LeftButton) != 0 && isFar && shownRect().contains(m_pressed))
        Q_EMIT dragRequested();
}

} // namespace headroom::pictures
