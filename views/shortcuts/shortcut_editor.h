#pragma once

#include "views/shortcuts/shortcut_group.h"

#include <QDialog>
#include <QHash>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace headroom::shortcuts {

/// Gives commands other keys, and says at once which command has the keys already.
class ShortcutEditor final : public QDialog {
    Q_OBJECT

public:
    ShortcutEditor(std::vector<Group> groups, QWidget *parent);
    /// Keys of the commands that were changed, by id.
    [[nodiscard]] QHash<QString, QList<QKeySequence>> changes() const;
    [[nodiscard]] QKeySequenceEdit *keyField() const { return m_keys; }
    [[nodiscard]] QLabel *conflict() const { return m_conflict; }
    void choose(const QString &command);
    /// Whether two commands have the same keys; then it cannot be accepted.
    [[nodiscard]] bool hasConflict() const;
    void accept() override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    [[nodiscard]] Command *find(const QString &id);
    [[nodiscard]] const Command *holderOf(const QKeySequence &keys, const QString &except) const;
    void take(const QKeySequence &keys);
    void show(const QString &id);
    void restore();
    void restoreAll();
    void refresh();
    void filter(const QString &typed);

    std::vector<Group> m_groups;
    std::vector<Group> m_before;
    QString m_current;
    QLineEdit *m_field;
    QTreeWidget *m_tree;
    QKeySequenceEdit *m_keys;
    QLabel *m_conflict;
    QPushButton *m_accept = nullptr;
    QHash<QString, QTreeWidgetItem *> m_items;
};

} // namespace headroom::shortcuts
