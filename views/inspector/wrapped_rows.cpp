#include "views/inspector/wrapped_rows.h"

#include <QApplication>
#include <QHeaderView>
#include <QTreeView>

#include <algorithm>

namespace headroom::inspector {

namespace {

constexpr int kPadding = 4; ///< above and below the letters together
constexpr int kLeastRoom = 16;

} // namespace

WrappedRows::WrappedRows(QTreeView &tree)
    : QStyledItemDelegate(&tree)
    , m_tree(tree)
{
    tree.setItemDelegate(this);
    tree.setWordWrap(true);
    tree.setTextElideMode(Qt::ElideRight);
    connect(tree.header(), &QHeaderView::sectionResized, this, [this](int section) {
        if (section == 0)
            Q_EMIT sizeHintChanged({}); // the rows are laid out anew
    });
}

QSize WrappedRows::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem plain = option;
    initStyleOption(&plain, index);
    const QFontMetrics metrics(plain.font);
    QSize size(metrics.horizontalAdvance(plain.text) + 12, metrics.height() + kPadding);
    if (index.column() != 0)
        return size;
    int depth = m_tree.rootIsDecorated() ? 1 : 0;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        ++depth;
    const int margin = m_tree.style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, &m_tree) + 1;
    const int room
        = std::max(kLeastRoom, m_tree.header()->sectionSize(0) - depth * m_tree.indentation() - 2 * margin - 2);
    const QRect box = metrics.boundingRect(QRect(0, 0, room, QWIDGETSIZE_MAX), Qt::TextWordWrap, plain.text);
    size.setHeight(std::max(size.height(), box.height() + kPadding));
    return size;
}

} // namespace headroom::inspector
