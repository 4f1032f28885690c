#pragma once

#include "views/theme/theme.h"

#include <QWidget>

#include <vector>

class QListWidget;
class QPushButton;

namespace headroom::workload_views {

/// A list of named things with a line about each, and buttons to add, copy and delete them.
class ItemList final : public QWidget {
    Q_OBJECT

public:
    struct Item {
        QString id;
        QString name;
        QString detail;
    };

    /// @param what  one of the things, as accessible names say it: "journey".
    ItemList(const QString &what, QWidget *parent);
    /// Keeps the chosen item where it is still there; else chooses a new one, or the one that took its place.
    void setItems(const std::vector<Item> &items);
    /// @param why  shown as a tool tip where the chosen item cannot be deleted; empty: it can.
    void setUndeletable(const QString &why);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] int current() const;
    [[nodiscard]] QListWidget *list() const { return m_list; }
    [[nodiscard]] QPushButton *addButton() const { return m_add; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }
    [[nodiscard]] QPushButton *deleteButton() const { return m_delete; }

Q_SIGNALS:
    void currentChanged(int index);
    void addRequested();
    void copyRequested(int index);
    void deleteRequested(int index);
    void renameRequested(); ///< F2 or a double click

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QListWidget *m_list;
    QPushButton *m_add;
    QPushButton *m_copy;
    QPushButton *m_delete;
};

} // namespace headroom::workload_views
