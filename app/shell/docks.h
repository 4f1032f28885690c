#pragma once

#include "views/docks/dock_title.h"

#include <QByteArray>
#include <QDockWidget>
#include <QHash>
#include <QList>
#include <QMainWindow>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <functional>

class QAction;

namespace headroom::app {

/// The panels around the canvas: they move, float, stand behind each other as tabs, hide, and stay as they were left.
class Docks final : public QObject {
    Q_OBJECT

public:
    explicit Docks(QMainWindow &window);

    /// Adds a panel. @param id  under which its place is remembered. @param tab  its title when it stands behind others.
    /// @param toggle  shows and hides it.
    QDockWidget *add(const QString &id, const QString &title, const QString &tab, QWidget *content, QAction *toggle);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] QDockWidget *dock(const QString &id) const { return m_docks.value(id); }

    /// Puts every panel where it is in a new installation, for a window of this size.
    void reset(QSize size);
    /// Widens the panels at the sides where larger letters ask for it and the window has the room.
    void makeRoomForLetters(QSize size);
    /// Where everything is, for restore().
    [[nodiscard]] QByteArray state() const;
    /// @return false, and nothing has changed, when the state is of other panels.
    bool restore(const QByteArray &state);

    /// Takes all panels but one out of the way, or brings them back as they were.
    /// @param kept  id of the one that stays; empty: none.
    void setAway(bool isAway, const QString &kept = {});
    [[nodiscard]] bool isAway() const { return !m_before.isEmpty(); }

    /// Whether it is in the window and not behind another tab.
    [[nodiscard]] bool isInSight(const QDockWidget &dock) const;
    /// Shows the panel and brings it to the front of its tabs.
    void reveal(const QString &id);
    /// Hides those at the bottom, or shows them again.
    void setBottomVisible(bool isVisible);
    /// Those at the bottom make room for a panel that needs all of it, or come back when it goes.
    void makeRoom(const QString &id, bool isOn);

protected:
    bool eventFilter(QObject *window, QEvent *event) override;

private:
    /// Gives every panel of reset() its part of the window.
    /// @param row  those at the bottom beside each other.
    void share(QSize size, const QStringList &row);
    /// Puts those at the bottom behind each other where the window is too small to hold them side by side, as QMainWindow
    /// would lay them over others.
    void keepApart();
    [[nodiscard]] bool isAtBottom(QDockWidget &dock) const;
    /// Hides those at the bottom that are shown, noting how large those in sight are. @return which these were
    [[nodiscard]] QStringList clearBottom();
    void fillBottom(const QStringList &ids); ///< shows them again, as they were

    QMainWindow &m_window;
    QHash<QString, QDockWidget *> m_docks;
    QList<docks::DockTitle *> m_titles;
    QTimer m_settling;             ///< until the panels of reset() have been shown
    std::function<void()> m_share; ///< what is done then
    QTimer m_resized;              ///< until the panels have followed the window's size
    QTimer m_tabbed;               ///< panels may have become tabs, or none
    QByteArray m_before;           ///< the state when the panels went away
    QStringList m_yielded;         ///< panels at the bottom that made room
    QStringList m_hidden;          ///< those that were hidden together
    bool m_isArranging = false;    ///< panels come and go by themselves
};

} // namespace headroom::app
