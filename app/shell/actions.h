#pragma once

#include "views/shortcuts/shortcut_group.h"

#include <QAction>
#include <QHash>
#include <QString>

#include <vector>

class QMainWindow;

namespace headroom::theme {
class Theme;
}

namespace headroom::app {

/// Every command of the window by id, made from one table: menu, text, shortcut, icon.
class Actions {
public:
    /// Makes the actions and puts them into the window's menus.
    explicit Actions(QMainWindow &window);
    /// The action of an id in the table; asking for another is a bug.
    [[nodiscard]] QAction *operator[](const char *id) const;
    [[nodiscard]] QMenu *menu(const QString &title) const { return m_menus.value(title); }
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] const QList<QAction *> &all() const { return m_order; } ///< in the order of the table
    /// Every command with its keys, by menu, for the sheet and the editor of keys.
    [[nodiscard]] std::vector<shortcuts::Group> groups() const;
    /// Gives every command the keys of the settings, or else of the table.
    void applyKeys();
    /// The text of a command without the marks of its menu.
    [[nodiscard]] static QString plain(const QString &text);

private:
    QHash<QString, QAction *> m_actions;
    QHash<QString, QMenu *> m_menus;
    QHash<QAction *, QString> m_icons;
    QHash<QAction *, QList<QKeySequence>> m_keys; ///< of the table
    QList<QAction *> m_order;
};

} // namespace headroom::app
