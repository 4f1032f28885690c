#include "views/inspector/calm_combo_box.h"

#include "views/theme/letters.h"

#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QWheelEvent>

#include <algorithm>

namespace headroom::inspector {

namespace {

constexpr int kLeastWidth = 96;

} // namespace

QSize CalmComboBox::minimumSizeHint() const
{
    const QSize whole = QComboBox::minimumSizeHint();
    return { std::min(whole.width(), theme::scaled(kLeastWidth)), whole.height() };
}

void CalmComboBox::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void CalmComboBox::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    painter.setPen(palette().color(QPalette::Text));
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    if (const QString closed = currentData(kClosed).toString(); !closed.isEmpty())
        option.currentText = closed;
    option.currentText = option.fontMetrics.elidedText(option.currentText, Qt::ElideRight, room.width() - 2);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

} // namespace headroom::inspector
