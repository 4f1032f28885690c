#include "views/inspector/name_edit.h"

#include <QPainter>
#include <QStyleOptionFrame>

namespace headroom::inspector {

namespace {

constexpr int kInset = 2; ///< that QLineEdit leaves beside its text

} // namespace

QRect NameEdit::room() const
{
    QStyleOptionFrame option;
    initStyleOption(&option);
    return style()->subElementRect(QStyle::SE_LineEditContents, &option, this).adjusted(kInset, 0, -kInset, 0);
}

QString NameEdit::shown() const
{
    return hasFocus() ? text() : fontMetrics().elidedText(text(), Qt::ElideRight, room().width());
}

void NameEdit::paintEvent(QPaintEvent *event)
{
    const QString visible = shown();
    if (visible == text()) {
        QLineEdit::paintEvent(event);
        return;
    }
    QStyleOptionFrame option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(room(), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, visible);
}

} // namespace headroom::inspector
