#pragma once

#include "views/theme/theme.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace headroom::palette {

/// Where the star of a row is that makes its kind a favourite.
[[nodiscard]] QRect starIn(const QRect &row);

/// Paints a heading or a kind with its icon in a tinted square.
class RowDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    const theme::Theme *theme = &theme::Theme::light();

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// A list whose drags carry a picture of the row.
class RowList final : public QListView {
public:
    using QListView::QListView;

    [[nodiscard]] QPixmap pictureOf(const QModelIndex &index) const;

protected:
    void startDrag(Qt::DropActions actions) override;
};

} // namespace headroom::palette
