#pragma once

#include "views/theme/theme.h"

#include <QFrame>
#include <QPointer>

#include <vector>

class QLabel;
class QPushButton;

namespace headroom::tour {

/// One step: what to look at, and what to try there.
struct Step {
    QString title;
    QString text;
    QWidget *subject = nullptr; ///< ringed while the step is shown
};

/// A note beside each thing in turn. It covers nothing for long: it can be left at any step and taken up there again.
class Tour final : public QFrame {
    Q_OBJECT

public:
    /// @param window  over which the tour is shown.
    explicit Tour(QWidget *window);
    void setTheme(const theme::Theme &theme);
    /// Begins, or goes on, at a step.
    void begin(std::vector<Step> steps, int step);
    [[nodiscard]] int step() const { return m_step; }
    [[nodiscard]] QPushButton *nextButton() const { return m_next; }
    [[nodiscard]] QPushButton *backButton() const { return m_back; }
    [[nodiscard]] QPushButton *leaveButton() const { return m_leave; }

Q_SIGNALS:
    void stepShown(int step);
    void finished();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Ring;
    void show(int step);
    void place();
    void leave();

    const theme::Theme *m_theme;
    std::vector<Step> m_steps;
    int m_step = 0;
    QLabel *m_count;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_leave;
    QPushButton *m_back;
    QPushButton *m_next;
    Ring *m_ring;
};

} // namespace headroom::tour
