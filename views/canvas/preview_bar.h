#pragma once

#include "views/theme/theme.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace headroom::canvas {

/// Says over the canvas what is previewed and what it would change, with the choice to do it or not.
class PreviewBar final : public QFrame {
    Q_OBJECT
public:
    explicit PreviewBar(QWidget *parent);

    /// @param detail  what would change, in one line or a few; may be empty.
    void say(const QString &title, const QString &detail);
    void setTheme(const theme::Theme &theme);
    /// Stands at the top, in the middle, no wider than its parent.
    void settle();
    [[nodiscard]] QPushButton *applyButton() const { return m_apply; }
    [[nodiscard]] QPushButton *cancelButton() const { return m_cancel; }
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setLetters(double share);
    bool arrange(int leastTitle);

    const theme::Theme *m_theme = &theme::Theme::light();
    QString m_titleWords;
    QString m_detailWords;
    QLabel *m_title;
    QLabel *m_detail;
    QPushButton *m_apply;
    QPushButton *m_cancel;
};

} // namespace headroom::canvas
