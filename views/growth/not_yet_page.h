#pragma once

#include "model/growth/not_needed.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

namespace headroom::growth_views {

class PlainTable;

/// What the stage does not need at the present users: which components, what they cost, and what would change without
/// them; takes them out when asked to.
class NotYetPage final : public QWidget {
    Q_OBJECT

public:
    explicit NotYetPage(QWidget *parent);
    void setTheme(const theme::Theme &theme);
    /// Null: being computed.
    void setFound(std::shared_ptr<const growth::NotYet> found);
    /// What is shown is of an earlier design, stage or number of users: nothing of it can be taken out.
    void setOutdated();
    [[nodiscard]] const std::shared_ptr<const growth::NotYet> &found() const { return m_found; }
    [[nodiscard]] PlainTable *table() const { return m_table; }
    [[nodiscard]] QPushButton *removeButton() const { return m_remove; }
    [[nodiscard]] QPushButton *removeAllButton() const { return m_removeAll; }
    [[nodiscard]] QString verdict() const;
    /// What would become of the design without the chosen part.
    [[nodiscard]] QString consequence() const;

Q_SIGNALS:
    void editRequested(const headroom::edits::Edit &edit);
    /// The chosen row's component or place.
    void elementChosen(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] const growth::Unneeded *chosen() const;
    void showChosen();
    void removeChosen();
    [[nodiscard]] static QString removeAllTip();

    PlainTable *m_table;
    QLabel *m_verdict;
    QLabel *m_consequence;
    QPushButton *m_remove;
    QPushButton *m_removeAll;
    std::shared_ptr<const growth::NotYet> m_found;
    bool m_isCurrent = false;
};

} // namespace headroom::growth_views
