#include "views/palette/palette_rows.h"

#include "views/palette/palette_model.h"

#include <QCoreApplication>
#include <QDrag>
#include <QHoverEvent>
#include <QMimeData>
#include <QPainter>

namespace headroom::palette {

using theme::Role;
using theme::Theme;

namespace {

constexpr int kRowHeight = 34;
constexpr int kHeadingHeight = 30;
constexpr int kStarRoom = 30; ///< at the right end of a row

} // namespace

QRect starIn(const QRect &row)
{
    return { row.right() - kStarRoom, row.top() + 5, 24, 24 };
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return { 120, index.data(PaletteModel::IsHeadingRole).toBool() ? kHeadingHeight : kRowHeight };
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRectF row = option.rect;
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(PaletteModel::IsHeadingRole).toBool()) {
        QFont font = Theme::font(11, QFont::Bold);
        font.setLetterSpacing(QFont::AbsoluteSpacing, 0.8);
        painter->setFont(font);
        painter->setPen(theme->color(Role::Faint));
        painter->drawText(row.adjusted(14, 8, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          index.data().toString().toUpper());
        return;
    }
    const bool isSelected = option.state & QStyle::State_Selected;
    if (isSelected || option.state & QStyle::State_MouseOver) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(isSelected ? theme->color(Role::AccentSoft) : theme->color(Role::Window));
        painter->drawRoundedRect(row.adjusted(6, 1, -6, -1), 8, 8);
    }
    if (isSelected && option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(theme->color(Role::Accent), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(row.adjusted(7, 2, -7, -2), 7, 7);
    }
    const std::string family = index.data(PaletteModel::FamilyRole).toString().toStdString();
    const QRectF square(row.left() + 14, row.top() + 5, 24, 24);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme->familySoft(family));
    painter->drawRoundedRect(square, 6, 6);
    const qreal ratio = painter->device()->devicePixelRatioF();
    painter->drawPixmap(square.topLeft() + QPointF(4, 4),
                        Theme::icon(index.data(PaletteModel::IconRole).toString(), 16, theme->family(family), ratio));
    painter->setFont(Theme::font(13));
    painter->setPen(theme->color(Role::Text));
    const bool isFavourite = index.data(PaletteModel::IsFavouriteRole).toBool();
    const bool isHot = isSelected || option.state & QStyle::State_MouseOver;
    if (isFavourite || isHot)
        painter->drawPixmap(
            QPointF(starIn(option.rect).topLeft()) + QPointF(5, 5),
            Theme::icon(QStringLiteral("star"), 14, theme->color(isFavourite ? Role::Accent : Role::Faint), ratio));
    painter->setPen(theme->color(Role::Text));
    const QRectF text = row.adjusted(48, 0, isFavourite || isHot ? -kStarRoom - 4 : -10, 0);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, int(text.width())));
}

/// What is carried: icon and name on a card of their own, without anything of the list.
QPixmap RowList::pictureOf(const QModelIndex &index) const
{
    const auto *rows = static_cast<const RowDelegate *>(itemDelegate());
    const QString name = index.data().toString();
    const int width = 48 + QFontMetrics(Theme::font(13)).horizontalAdvance(name) + 16;
    QPixmap picture(QSize(width, kRowHeight) * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(rows->theme->color(Role::CardLine));
    painter.setBrush(rows->theme->color(Role::Panel));
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, kRowHeight - 1), 8, 8);
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, width + kStarRoom, kRowHeight); // a favourite keeps its star out of the picture
    rows->paint(&painter, option, index);
    return picture;
}

void RowList::startDrag(Qt::DropActions)
{
    const QModelIndex index = currentIndex();
    if (!index.isValid() || index.data(PaletteModel::IsHeadingRole).toBool())
        return;
    auto *drag = new QDrag(this);
    drag->setMimeData(model()->mimeData({ index }));
    const QPixmap picture = pictureOf(index);
    drag->setPixmap(picture);
    drag->setHotSpot((QPointF(picture.width(), picture.height()) / picture.devicePixelRatio() / 2).toPoint());
    drag->exec(Qt::CopyAction);
    // The drag kept it to itself; and after the move that began it, QApplication still says that the pointer hovers there.
    const QPointF outside(-1, -1);
    QCoreApplication::postEvent(viewport(), new QHoverEvent(QEvent::HoverLeave, outside, outside, outside));
}

} // namespace headroom::palette
