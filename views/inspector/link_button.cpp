#include "views/inspector/link_button.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace headroom::inspector {

namespace {
constexpr int kMargin = 12;
constexpr int kGap = 12;
} // namespace

LinkButton::LinkButton(const QString &caption, QWidget *parent)
    : QPushButton(caption, parent)
    , m_caption(caption)
    , m_ink(theme::Theme::light().color(theme::Role::Secondary))
{
    setProperty("outlined", true);
    setFont(theme::Theme::font(12));
}

void LinkButton::setDetail(const QString &detail)
{
    m_detail = detail;
    setAccessibleName(QStringLiteral("%1 %2").arg(m_caption, m_detail));
    setToolTip(QStringLiteral("<p>%1</p>").arg(m_detail.toHtmlEscaped()));
    update();
}

void LinkButton::setTheme(const theme::Theme &theme)
{
    m_ink = theme.color(theme::Role::Secondary);
    update();
}

void LinkButton::paintEvent(QPaintEvent *)
{
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    QPainter painter(this);
    style()->drawControl(QStyle::CE_PushButton, &option, &painter, this);
    const QRect inside = rect().adjusted(kMargin, 0, -kMargin, 0);
    painter.setFont(theme::Theme::font(12, QFont::DemiBold));
    painter.setPen(palette().color(QPalette::ButtonText));
    const int used = painter.fontMetrics().horizontalAdvance(m_caption) + kGap;
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter, m_caption);
    painter.setFont(theme::Theme::font(12));
    painter.setPen(m_ink);
    painter.drawText(inside, Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_detail, Qt::ElideRight, inside.width() - used));
}

} // namespace headroom::inspector
