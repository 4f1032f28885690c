#pragma once

#include "views/theme/theme.h"

#include <QFrame>

class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace headroom::stages {

/// The controls above the canvas while users grow: play and pause, speed, the way of ageing, and a line that says what
/// just became the bottleneck.
class GrowBar final : public QFrame {
    Q_OBJECT

public:
    explicit GrowBar(QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    void setPlaying(bool isPlaying);
    /// @param isMoving  stages take over; else the present one stays.
    void setMoving(bool isMoving);
    void setSpeed(double speed);
    /// What the line says, and how bad it is.
    void say(const QString &text, theme::Role role);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QToolButton *playButton() const { return m_play; }
    [[nodiscard]] QToolButton *stayButton() const { return m_stay; }
    [[nodiscard]] QToolButton *moveButton() const { return m_move; }
    [[nodiscard]] QToolButton *closeButton() const { return m_close; }
    [[nodiscard]] QComboBox *speedBox() const { return m_speed; }

Q_SIGNALS:
    void playRequested(); ///< or pause, when it plays
    void restartRequested();
    void wayRequested(bool isMoving);
    void speedRequested(double speed);
    void closeRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void arrange();
    void fit(); ///< as many words as have room

    const theme::Theme *m_theme;
    QToolButton *m_play;
    QToolButton *m_restart;
    QComboBox *m_speed;
    QToolButton *m_stay;
    QToolButton *m_move;
    QLabel *m_text;
    QToolButton *m_close;
    QHBoxLayout *m_row;
    QHBoxLayout *m_below; ///< of the text, where there is no room for it in the row
    QString m_full;       ///< what is said
    theme::Role m_role = theme::Role::Text;
    bool m_isPlaying = false;
};

} // namespace headroom::stages
