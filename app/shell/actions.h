#pragma once

#include <QAction>
#include <QHash>
#include <QString>

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
    /// "Text<tab>shortcut" of every command that has one, for the help.
    [[nodiscard]] QStringList shortcutLines() const;

private:
    QHash<QString, QAction *> m_actions;
    QHash<QString, QMenu *> m_menus;
    QHash<QAction *, QString> m_icons;
    QList<QAction *> m_order;
};

} // namespace headroom::app
