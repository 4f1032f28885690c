#pragma once

#include "views/theme/theme.h"

#include <QStyledItemDelegate>

namespace headroom::outline {

/// Draws a row of the outline: the name, and what the second column says about it below, or beside the name where it is
/// said in a word. So both are seen however narrow the panel is; what is cut has a tip.
class OutlineRow final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setTheme(const theme::Theme &theme) { m_theme = &theme; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const theme::Theme *m_theme = &theme::Theme::light();
};

} // namespace headroom::outline
