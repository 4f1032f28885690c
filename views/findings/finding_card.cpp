#include "views/findings/finding_card.h"

#include "model/analysis/report.h"

#include <QFontMetrics>
#include <QListWidget>
#include <QPainter>

namespace headroom::findings {

using theme::Role;
using theme::Theme;

namespace {

constexpr int kPadding = 10;
constexpr int kTextLeft = 46;
constexpr int kTextRight = 8;
constexpr int kGap = 2;

struct Line {
    QFont font;
    QString text;
    Role ink;
};

std::vector<Line> linesOf(const QModelIndex &index)
{
    std::vector<Line> lines { { Theme::font(12, QFont::DemiBold), index.data(TitleRole).toString(), Role::Text },
                              { Theme::font(11), index.data(MessageRole).toString(), Role::Secondary } };
    if (const QString effect = index.data(EffectRole).toString(); !effect.isEmpty())
        lines.push_back({ Theme::font(11), effect, Role::Accent });
    return lines;
}

} // namespace

QSize FindingCard::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *list = static_cast<const QListWidget *>(option.widget);
    const int room = std::max(80, list->viewport()->width() - kTextLeft - kTextRight - 10);
    int height = 2 * kPadding + 4;
    for (const Line &line : linesOf(index))
        height += kGap
            + QFontMetrics(line.font).boundingRect(QRect(0, 0, room, 1000), Qt::TextWordWrap, line.text).height();
    return { 100, height };
}

void FindingCard::paintSign(QPainter *painter, const QRectF &card, int severity) const
{
    const bool isError = severity == static_cast<int>(analysis::Severity::Error);
    const bool isWarning = severity == static_cast<int>(analysis::Severity::Warning);
    const QRectF sign(card.left() + 11, card.top() + 9, 24, 24);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme->color(isError ? Role::CriticalSoft : isWarning ? Role::WarningSoft : Role::Window));
    painter->drawEllipse(sign);
    painter->setFont(Theme::font(12, QFont::Bold));
    painter->setPen(m_theme->color(isError ? Role::Critical : isWarning ? Role::Warning : Role::Secondary));
    painter->drawText(sign, Qt::AlignCenter,
                      isError         ? QStringLiteral("◆")
                          : isWarning ? QStringLiteral("▲")
                                      : QStringLiteral("i"));
}

void FindingCard::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRectF card = QRectF(option.rect).adjusted(1.5, 2.5, -4.5, -3.5);
    const bool isChosen = option.state & QStyle::State_Selected;
    const bool isHot = option.state & QStyle::State_MouseOver;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme->color(isChosen ? Role::Accent : Role::Hairline), 1));
    painter->setBrush(isHot ? m_theme->color(Role::Canvas) : m_theme->color(Role::Panel));
    painter->drawRoundedRect(card, 9, 9);
    paintSign(painter, card, index.data(SeverityRole).toInt());
    const double left = card.left() + kTextLeft;
    const double room = card.width() - kTextLeft - kTextRight;
    double top = card.top() + kPadding - 2;
    for (const Line &line : linesOf(index)) {
        painter->setFont(line.font);
        painter->setPen(m_theme->color(line.ink));
        QRectF used;
        painter->drawText(QRectF(left, top, room, card.bottom() - top), Qt::TextWordWrap, line.text, &used);
        top = used.bottom() + kGap;
    }
}

} // namespace headroom::findings
