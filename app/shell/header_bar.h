#pragma once

#include "views/stages/stage_stepper.h"
#include "views/stages/users_slider.h"
#include "views/theme/theme.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QToolButton;

namespace headroom::app {

/// The top row: name and file of the design, undo and redo, the stage stepper, the users slider, Grow.
class HeaderBar final : public QWidget {
    Q_OBJECT

public:
    HeaderBar(QAction *undo, QAction *redo, QAction *grow, QAction *follow, QWidget *parent);
    void setDesign(const QString &name, const QString &file, bool isModified);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] stages::StageStepper *stepper() const { return m_stepper; }
    [[nodiscard]] stages::UsersSlider *users() const { return m_users; }
    [[nodiscard]] QPushButton *growButton() const { return m_grow; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void dressGrow();

    QLabel *m_logo;
    QLabel *m_name;
    QLabel *m_file;
    QToolButton *m_undo;
    QToolButton *m_redo;
    QPushButton *m_grow;
    stages::StageStepper *m_stepper;
    stages::UsersSlider *m_users;
    const theme::Theme *m_theme;
};

} // namespace headroom::app
