#pragma once

#include "views/theme/theme.h"

#include <QStyledItemDelegate>

namespace headroom::findings {

/// What a row holds for its card; a row without a place is the heading of a group.
enum CardRole {
    PlaceRole = Qt::UserRole, ///< of the finding in the report; −1: a heading
    TitleRole,
    MessageRole,
    EffectRole,
    MeasuredRole, ///< the link to what the measured value comes from; empty: there is none
    SeverityRole,
    SubjectRole,
    CountRole, ///< of a heading
    KeyRole    ///< rule and subjects, or the group's id
};

/// A card per finding: sign, title, the sentence that explains it, what its cure would change, and what was measured; a
/// line per group that opens and closes it.
class FindingCard final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setTheme(const theme::Theme &theme) { m_theme = &theme; }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Where the card's link is, in pixels of the viewport; empty: it has none.
    /// @param row  rectangle of the card's row.
    [[nodiscard]] static QRect linkRect(const QRect &row, const QModelIndex &index);

private:
    void paintSign(QPainter *painter, const QRectF &sign, int severity) const;
    void paintHeading(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const theme::Theme *m_theme = &theme::Theme::light();
};

} // namespace headroom::findings
