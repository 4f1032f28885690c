#include "views/outline/outline_row.h"

#include "views/theme/letters.h"

#include <QApplication>
#include <QFontMetrics>
#include <QIcon>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace headroom::outline {

using theme::Role;
using theme::Theme;

namespace {

constexpr int kState = 11; ///< px, letters of what is said about a name
constexpr int kSide = 6;
constexpr int kAbove = 4;
constexpr int kIcon = 16;
constexpr int kGap = 6;

QString stateOf(const QModelIndex &index)
{
    return index.siblingAtColumn(1).data().toString();
}

/// A component has a sign of its kind, and room for its state; a connection has neither.
bool isHigh(const QModelIndex &index)
{
    return !index.data(Qt::DecorationRole).isNull() && !stateOf(index).isEmpty();
}

} // namespace

QSize OutlineRow::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int name = QFontMetrics(Theme::font(13)).height();
    const int state = isHigh(index) ? QFontMetrics(Theme::font(kState)).height() : 0;
    return { 0, 2 * kAbove + std::max(name, kIcon) + state };
}

void OutlineRow::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    ground.icon = QIcon();
    ground.state.setFlag(QStyle::State_HasFocus, false); // the view marks the row
    ground.features.setFlag(QStyleOptionViewItem::HasDecoration, false);
    const QWidget *view = option.widget;
    (view ? view->style() : QApplication::style())->drawControl(QStyle::CE_ItemViewItem, &ground, painter, view);

    const QRect inside = option.rect.adjusted(kSide, kAbove, -kSide, -kAbove);
    const QFont nameFont = Theme::font(13);
    const QFontMetrics letters(nameFont);
    QRect line(inside.topLeft(), QSize(inside.width(), std::max(letters.height(), kIcon)));
    if (const QIcon icon = qvariant_cast<QIcon>(index.data(Qt::DecorationRole)); !icon.isNull()) {
        icon.paint(painter, QRect(line.left(), line.center().y() - kIcon / 2 + 1, kIcon, kIcon));
        line.setLeft(line.left() + kIcon + kGap);
    }
    const QString name = index.data().toString();
    painter->setFont(nameFont);
    painter->setPen(m_theme->color(Role::Text));
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, letters.elidedText(name, Qt::ElideRight, line.width()));
    const QString state = stateOf(index);
    if (state.isEmpty())
        return;
    const QFont stateFont = Theme::font(kState);
    const QVariant color = index.siblingAtColumn(1).data(Qt::ForegroundRole);
    QRect room = line;
    if (isHigh(index))
        room = QRect(line.left(), line.bottom() + 1, line.width(), QFontMetrics(stateFont).height());
    else
        room.setLeft(std::min(line.right(), line.left() + letters.horizontalAdvance(name) + 2 * kGap));
    painter->setFont(stateFont);
    painter->setPen(color.isValid() ? qvariant_cast<QBrush>(color).color() : m_theme->color(Role::Secondary));
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(stateFont).elidedText(state, Qt::ElideRight, room.width()));
}

} // namespace headroom::outline
