#pragma once

#include "views/theme/theme.h"

#include <QPointer>
#include <QTabBar>
#include <QWidget>

class QDockWidget;
class QLabel;
class QToolButton;

namespace headroom::docks {

class FloatEdge;

/// The head of a dock: its title, by which it is dragged, and buttons that let it float and hide it.
class DockTitle final : public QWidget {
    Q_OBJECT

public:
    DockTitle(QDockWidget &dock, const QString &title);
    void setTheme(const theme::Theme &theme);
    /// The dock may have become one of several tabs, or be none any more. A tab has the name already, and the buttons stand
    /// at the end of the tabs; where these have no room for them, a low row is left for them.
    void followTabs();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QToolButton *floatButton() const { return m_float; }
    [[nodiscard]] QToolButton *closeButton() const { return m_close; }
    /// The name; hidden where a tab says it.
    [[nodiscard]] QLabel *text() const { return m_text; }
    /// Whether the buttons stand at the end of the tabs, so that this head takes no room.
    [[nodiscard]] bool isInTabs() const { return m_isInTabs; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QToolButton *button(const QString &name);
    void elide();
    [[nodiscard]] QTabBar *findTabs() const;
    void dressButtons(bool isTab);
    void placeButtons();

    QDockWidget &m_dock;
    const QString m_title;
    const theme::Theme *m_theme;
    QLabel *m_text;
    QWidget *m_buttons;
    QToolButton *m_float;
    QToolButton *m_close;
    FloatEdge *m_edge;
    QPointer<QTabBar> m_tabs; ///< null: the dock is no tab
    bool m_isInTabs = false;
};

} // namespace headroom::docks
