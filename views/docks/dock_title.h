#pragma once

#include "views/theme/theme.h"

#include <QWidget>

class QDockWidget;
class QLabel;
class QToolButton;

namespace headroom::docks {

/// The head of a dock: its title, by which it is dragged, and buttons that let it float and hide it.
class DockTitle final : public QWidget {
    Q_OBJECT

public:
    DockTitle(QDockWidget &dock, const QString &title);
    void setTheme(const theme::Theme &theme);
    /// The dock may have become one of several tabs, or be none any more: a tab has the name already, and what is left is a
    /// low row with the two buttons.
    void followTabs();
    [[nodiscard]] QToolButton *floatButton() const { return m_float; }
    [[nodiscard]] QToolButton *closeButton() const { return m_close; }
    /// The name; hidden where a tab says it.
    [[nodiscard]] QLabel *text() const { return m_text; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QToolButton *button(const QString &name);
    void elide();

    const QString m_title;
    const theme::Theme *m_theme;
    QLabel *m_text;
    QToolButton *m_float;
    QToolButton *m_close;
};

} // namespace headroom::docks
