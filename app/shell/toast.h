#pragma once

#include "views/theme/theme.h"

#include <QLabel>
#include <QTimer>

namespace headroom::app {

/// A line that says what could not be done and goes away by itself.
class Toast final : public QLabel {
    Q_OBJECT

public:
    explicit Toast(QWidget *parent);
    void setTheme(const theme::Theme &theme);
    void say(const QString &text);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void settle();

    QTimer m_timer;
};

} // namespace headroom::app
