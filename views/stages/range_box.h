#pragma once

#include <QFrame>
#include <QString>

class QLabel;
class QLineEdit;

namespace headroom::stages {

/// Two fields under a stop of the stepper: the users that a stage is meant for. Enter takes them, Esc drops them.
class RangeBox final : public QFrame {
    Q_OBJECT

public:
    explicit RangeBox(QWidget *parent);
    /// @param below  the middle of its upper edge, in screen pixels; it stays on the screen.
    void open(int stage, const QString &name, double from, double to, const QPoint &below);
    [[nodiscard]] QLineEdit *fromField() const { return m_from; }
    [[nodiscard]] QLineEdit *toField() const { return m_to; }
    [[nodiscard]] QString problem() const; ///< what keeps the fields from being taken; empty: nothing

Q_SIGNALS:
    void accepted(int stage, double from, double to);

private:
    void take();
    void forgive();
    void fit(); ///< as high as what it says

    QLabel *m_title;
    QLineEdit *m_from;
    QLineEdit *m_to;
    QLabel *m_problem;
    int m_stage = 0;
};

} // namespace headroom::stages
