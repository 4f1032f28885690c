#pragma once

#include "model/growth/difference.h"
#include "views/compare/diff_canvas.h"

#include <QDialog>
#include <QTimer>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QSplitter;
class QTableWidget;
class QToolButton;

namespace headroom::compare {

class TableTurns;

/// Two stages beside each other, of one design or of two: both diagrams with one camera, the list of what changed, and
/// the figures of both.
class StageCompare final : public QDialog {
    Q_OBJECT

public:
    /// @param catalog  must outlive the dialog.
    StageCompare(const catalog::Catalog &catalog, QWidget *parent);
    void setTheme(const theme::Theme &theme);
    /// Shows the design; chosen stages that it does not have any more become the nearest that it has.
    void setSnapshot(const project::Snapshot &snapshot);
    /// Another design, of which the stage before is; null: of the same. @param name  shown to people
    void setOther(const project::Snapshot &other, const QString &name);
    [[nodiscard]] const project::Snapshot &other() const { return m_other; }
    /// Chooses what to compare, and asks for it. @param users  0: where one takes over from the other
    void choose(int before, int after, double users = 0);
    /// The elements at once, or everything later; ignored when it is about other stages than those chosen.
    void setDifference(const std::shared_ptr<const growth::Difference> &difference);

    [[nodiscard]] int before() const;
    [[nodiscard]] int after() const;
    [[nodiscard]] double users() const { return m_users; }
    [[nodiscard]] QComboBox *beforeBox() const { return m_beforeBox; }
    [[nodiscard]] QComboBox *afterBox() const { return m_afterBox; }
    [[nodiscard]] QToolButton *swapButton() const { return m_swap; }
    [[nodiscard]] QLineEdit *usersField() const { return m_usersField; }
    [[nodiscard]] DiffCanvas *left() const { return m_left; }
    [[nodiscard]] DiffCanvas *right() const { return m_right; }
    [[nodiscard]] QTableWidget *changes() const { return m_changes; }
    [[nodiscard]] QTableWidget *figures() const { return m_figures; }
    [[nodiscard]] TableTurns *tables() const { return m_tables; }
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    /// @param users  0: where one takes over from the other
    void asked(int before, int after, double users);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void ask();
    void readUsers();
    void showDifference(const growth::Difference &difference);
    void fillChanges(const growth::Difference &difference);
    void fillFigures(const growth::Difference &difference);
    void link(DiffCanvas *from, DiffCanvas *to);
    void fit();
    void mark(const std::string &id, bool isMoved);

    [[nodiscard]] const project::Snapshot &beforeDesign() const { return m_other ? m_other : m_snapshot; }
    void fillStages();

    const theme::Theme *m_theme;
    project::Snapshot m_snapshot;
    project::Snapshot m_other; ///< null: both stages are of one design
    QString m_otherName;
    std::shared_ptr<const growth::Difference> m_difference;
    QComboBox *m_beforeBox;
    QComboBox *m_afterBox;
    QToolButton *m_swap;
    QLineEdit *m_usersField;
    QLabel *m_summary;
    DiffCanvas *m_left;
    DiffCanvas *m_right;
    QTableWidget *m_changes;
    QTableWidget *m_figures;
    TableTurns *m_tables;
    QTimer m_rows;         ///< rows of the tables follow the widths of their columns
    int m_changesWish = 0; ///< pixels
    int m_figuresWish = 0;
    double m_users = 0;
    bool m_isFitted = false;
};

} // namespace headroom::compare
