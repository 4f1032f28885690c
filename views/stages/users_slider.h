#pragma once

#include "views/theme/theme.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace headroom::stages {

/// The bar of the users slider: logarithmic, from 1 thousand to 1 billion.
class LogSlider final : public QWidget {
    Q_OBJECT

public:
    explicit LogSlider(QWidget *parent = nullptr);
    void setValue(double users);
    [[nodiscard]] double value() const { return m_value; }
    void setTheme(const theme::Theme &theme);
    /// Where the knob stands for so many users, in widget pixels.
    [[nodiscard]] QPointF knobPoint(double users) const;

Q_SIGNALS:
    void valueChanged(double users);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void take(double users);
    [[nodiscard]] double usersAt(double x) const;

    const theme::Theme *m_theme;
    double m_value = 1000;
};

/// Number of registered users: typed as people write it, or dragged.
class UsersSlider final : public QWidget {
    Q_OBJECT

public:
    explicit UsersSlider(QWidget *parent = nullptr);
    /// Shows the value without telling anybody.
    void setUsers(double users);
    [[nodiscard]] double users() const { return m_users; }
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] QLineEdit *numberField() const { return m_number; }
    [[nodiscard]] LogSlider *bar() const { return m_bar; }
    /// Lets the users carry the stage: the one that is meant for them is shown.
    [[nodiscard]] QToolButton *followButton() const { return m_follow; }

Q_SIGNALS:
    void usersChanged(double users);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void readNumber();
    void showNumber();

    QLabel *m_label;
    QLineEdit *m_number;
    LogSlider *m_bar;
    QToolButton *m_follow;
    double m_users = 1000;
};

} // namespace headroom::stages
