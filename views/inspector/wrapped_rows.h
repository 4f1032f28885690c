#pragma once

#include <QStyledItemDelegate>

class QTreeView;

namespace headroom::inspector {

/// Lets texts in the first column of a tree go on below, each row as high as its text needs. A tree that wraps words by
/// itself gives every row one line and cuts the rest.
class WrappedRows final : public QStyledItemDelegate {
public:
    /// Becomes the tree's delegate and belongs to it.
    explicit WrappedRows(QTreeView &tree);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QTreeView &m_tree;
};

} // namespace headroom::inspector
