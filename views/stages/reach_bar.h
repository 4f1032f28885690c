#pragma once

#include "views/theme/theme.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace headroom::stages {

/// A quiet line above the canvas that says, before it happens, which other stages the next edit reaches.
class ReachBar final : public QFrame {
    Q_OBJECT

public:
    explicit ReachBar(QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    /// @param stages  "6, 7". @param except  what of the selection those stages lack; may be empty.
    void say(const QString &stages, int count, const QString &except);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QToolButton *offButton() const { return m_off; }

Q_SIGNALS:
    void offRequested();

private:
    QLabel *m_mark;
    QLabel *m_text;
    QToolButton *m_off;
};

} // namespace headroom::stages
