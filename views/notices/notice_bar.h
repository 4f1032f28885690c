#pragma once

#include "views/theme/theme.h"

#include <QFrame>
#include <QList>
#include <QString>

#include <functional>
#include <vector>

class QBoxLayout;
class QGridLayout;
class QLabel;
class QPushButton;

namespace headroom::notices {

/// One way out of what a notice is about.
struct Way {
    QString text;
    std::function<void()> take; ///< none: the notice only goes away
    bool isPrimary = false;
};

/// A line above the canvas about something that waits for a decision and stops nobody from working.
class NoticeBar final : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    /// Shows the text with these buttons; taking one of them hides the bar. Replaces what was there.
    void ask(const QString &text, std::vector<Way> ways);
    void dismiss();
    [[nodiscard]] QString text() const;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] const QList<QPushButton *> &buttons() const { return m_buttons; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    [[nodiscard]] int columnsFor(int room) const;
    void putInColumns(int columns);
    void setLetters(double share);
    [[nodiscard]] int rowWidth() const;
    void leave();

    const theme::Theme *m_theme;
    QLabel *m_mark;
    QLabel *m_text;
    QBoxLayout *m_body; ///< text and ways, beside each other where that leaves room for the text
    QGridLayout *m_ways;
    QList<QPushButton *> m_buttons;
};

} // namespace headroom::notices
