#pragma once

#include "views/findings/finding_order.h"
#include "views/theme/theme.h"

#include <QTreeWidget>

#include <functional>

namespace headroom::findings {

class FindingCard;

/// The words of a finding's card.
struct CardWords {
    QString title;
    QString message;
    QString effect;   ///< empty: none known
    QString measured; ///< the link to where it comes from; empty: nowhere
};

/// Groups of cards that open and close, by mouse (a click on the heading) and keys (Left, Right, Return).
class FindingTree final : public QTreeWidget {
    Q_OBJECT

public:
    explicit FindingTree(QWidget *parent = nullptr);
    /// Shows these groups; what was chosen stays so, and the place in the list too.
    void fill(const std::vector<Group> &groups, const std::vector<analysis::Finding> &findings,
              const QStringList &closed, const std::function<CardWords(const analysis::Finding &)> &words);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] int place() const; ///< of the chosen finding; −1: none
    [[nodiscard]] static int placeOf(const QTreeWidgetItem *item);
    [[nodiscard]] QTreeWidgetItem *cardAt(int row) const; ///< cards from top to bottom, without headings
    [[nodiscard]] int cardCount() const;
    [[nodiscard]] QRect linkRect(const QTreeWidgetItem *item) const;

Q_SIGNALS:
    void linkClicked(int place);
    void hovered(int place); ///< −1: no card
    void groupToggled(const QString &id, bool isOpen);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool viewportEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void fillCard(QTreeWidgetItem *item, const analysis::Finding &finding, int place, const CardWords &words);
    void fillHeading(QTreeWidgetItem *item, const Group &group);
    void shape(const std::vector<Group> &groups);
    void toggle(QTreeWidgetItem *heading);

    FindingCard *m_card;
    QStringList m_shape; ///< ids of groups and how many cards each has
    bool m_isQuiet = false;
};

} // namespace headroom::findings
