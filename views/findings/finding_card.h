#pragma once

#include "views/theme/theme.h"

#include <QStyledItemDelegate>

namespace headroom::findings {

/// What a row of the list holds for its card.
enum CardRole { TitleRole = Qt::UserRole, MessageRole, EffectRole, SeverityRole, SubjectRole };

/// A card per finding: sign, title, the sentence that explains it, and what its cure would change.
class FindingCard final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setTheme(const theme::Theme &theme) { m_theme = &theme; }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintSign(QPainter *painter, const QRectF &card, int severity) const;

    const theme::Theme *m_theme = &theme::Theme::light();
};

} // namespace headroom::findings
