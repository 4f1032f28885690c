#include "views/findings/finding_card.h"

#include "model/analysis/report.h"
#include "views/numbers/unbroken.h"
#include "views/theme/letters.h"

#include <QAbstractItemView>
#include <QFontMetrics>
#include <QPainter>

namespace headroom::findings {

using theme::Role;
using theme::Theme;

namespace {

constexpr int kPadding = 10;
constexpr int kTextLeft = 46;
constexpr int kTextRight = 8;
constexpr int kGap = 2;
constexpr int kHeading = 30;

struct Line {
    QFont font;
    QString text;
    Role ink;
    bool isLink = false;
};

std::vector<Line> linesOf(const QModelIndex &index)
{
    std::vector<Line> lines { { Theme::font(12, QFont::DemiBold), index.data(TitleRole).toString(), Role::Text },
                              { Theme::font(11), index.data(MessageRole).toString(), Role::Secondary } };
    if (const QString effect = index.data(EffectRole).toString(); !effect.isEmpty())
        lines.push_back({ Theme::font(11), effect, Role::Accent });
    if (const QString measured = index.data(MeasuredRole).toString(); !measured.isEmpty()) {
        QFont font = Theme::font(11);
        font.setUnderline(true);
        lines.push_back({ font, measured, Role::Accent, true });
    }
    for (Line &line : lines)
        line.text = screen::unbroken(line.text);
    return lines;
}

QRectF cardIn(const QRect &row)
{
    return QRectF(row).adjusted(1.5, 2.5, -4.5, -3.5);
}

int roomIn(double cardWidth)
{
    return std::max(80, static_cast<int>(cardWidth) - kTextLeft - kTextRight);
}

QRect used(const Line &line, int room)
{
    return QFontMetrics(line.font).boundingRect(QRect(0, 0, room, 10000), Qt::TextWordWrap, line.text);
}

} // namespace

QSize FindingCard::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.data(PlaceRole).toInt() < 0)
        return { 100, theme::scaled(kHeading) };
    const auto *list = qobject_cast<const QAbstractItemView *>(option.widget);
    const int room = roomIn(cardIn(QRect(0, 0, list->viewport()->width(), 100)).width());
    int height = 2 * kPadding + 4;
    for (const Line &line : linesOf(index))
        height += kGap + used(line, room).height();
    return { 100, height };
}

QRect FindingCard::linkRect(const QRect &row, const QModelIndex &index)
{
    if (index.data(PlaceRole).toInt() < 0)
        return {};
    const QRectF card = cardIn(row);
    double top = card.top() + kPadding - 2;
    for (const Line &line : linesOf(index)) {
        const QRect text = used(line, roomIn(card.width()));
        if (line.isLink)
            return { QPoint(static_cast<int>(card.left()) + kTextLeft, static_cast<int>(top)), text.size() };
        top += text.height() + kGap;
    }
    return {};
}

void FindingCard::paintSign(QPainter *painter, const QRectF &sign, int severity) const
{
    const bool isError = severity == static_cast<int>(analysis::Severity::Error);
    const bool isWarning = severity == static_cast<int>(analysis::Severity::Warning);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme->color(isError ? Role::CriticalSoft : isWarning ? Role::WarningSoft : Role::Window));
    painter->drawEllipse(sign);
    painter->setFont(theme::drawnFont(sign.width() > 20 ? 12 : 10, QFont::Bold));
    painter->setPen(m_theme->color(isError ? Role::Critical : isWarning ? Role::Warning : Role::Secondary));
    painter->drawText(sign, Qt::AlignCenter,
                      isError         ? QStringLiteral("◆")
                          : isWarning ? QStringLiteral("▲")
                                      : QStringLiteral("i"));
}

void FindingCard::paintHeading(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRectF row = QRectF(option.rect).adjusted(1, 2, -4, -2);
    const bool isChosen = option.state & QStyle::State_Selected;
    if (isChosen || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme->color(isChosen ? Role::AccentSoft : Role::Window));
        painter->drawRoundedRect(row, 8, 8);
    }
    if (isChosen && option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(m_theme->color(Role::Accent), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(row.adjusted(1, 1, -1, -1), 7, 7);
    }
    const double middle = row.center().y();
    painter->setPen(QPen(m_theme->color(Role::Secondary), 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF at(row.left() + 13, middle);
    if (option.state & QStyle::State_Open)
        painter->drawPolyline(QPolygonF({ at + QPointF(-4, -2), at + QPointF(0, 2), at + QPointF(4, -2) }));
    else
        painter->drawPolyline(QPolygonF({ at + QPointF(-2, -4), at + QPointF(2, 0), at + QPointF(-2, 4) }));
    paintSign(painter, QRectF(row.left() + 26, middle - 8, 16, 16), index.data(SeverityRole).toInt());
    const QString count = index.data(CountRole).toString();
    painter->setFont(Theme::font(11));
    const double width = painter->fontMetrics().horizontalAdvance(count);
    painter->setPen(m_theme->color(Role::Secondary));
    painter->drawText(QRectF(row.right() - width - 8, row.top(), width + 2, row.height()), Qt::AlignVCenter, count);
    painter->setFont(Theme::font(12, QFont::DemiBold));
    painter->setPen(m_theme->color(Role::Text));
    const double room = row.width() - kTextLeft - width - 16;
    painter->drawText(
        QRectF(row.left() + kTextLeft, row.top(), room, row.height()), Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data(TitleRole).toString(), Qt::ElideRight, static_cast<int>(room)));
}

void FindingCard::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(PlaceRole).toInt() < 0) {
        paintHeading(painter, option, index);
        return;
    }
    const QRectF card = cardIn(option.rect);
    const bool isChosen = option.state & QStyle::State_Selected;
    const bool isHot = option.state & QStyle::State_MouseOver;
    const bool isFocused = isChosen && (option.state & QStyle::State_HasFocus);
    painter->setPen(QPen(m_theme->color(isChosen ? Role::Accent : Role::Hairline), isFocused ? 2 : 1));
    painter->setBrush(isHot ? m_theme->color(Role::Canvas) : m_theme->color(Role::Panel));
    painter->drawRoundedRect(card, 9, 9);
    paintSign(painter, QRectF(card.left() + 11, card.top() + 9, 24, 24), index.data(SeverityRole).toInt());
    const double left = card.left() + kTextLeft;
    const int room = roomIn(card.width());
    double top = card.top() + kPadding - 2;
    for (const Line &line : linesOf(index)) {
        painter->setFont(line.font);
        painter->setPen(m_theme->color(line.ink));
        painter->drawText(QRectF(left, top, room, card.bottom() - top), Qt::TextWordWrap, line.text);
        top += used(line, room).height() + kGap;
    }
}

} // namespace headroom::findings
