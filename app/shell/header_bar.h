#pragma once

#include "views/stages/stage_stepper.h"
#include "views/stages/users_slider.h"
#include "views/theme/theme.h"

#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace headroom::app {

/// The top row: name and file of the design, undo and redo, the stage stepper, the users slider, the look.
class HeaderBar final : public QWidget {
    Q_OBJECT

public:
    HeaderBar(QAction *undo, QAction *redo, QAction *look, QWidget *parent);
    void setDesign(const QString &name, const QString &file, bool isModified);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] stages::StageStepper *stepper() const { return m_stepper; }
    [[nodiscard]] stages::UsersSlider *users() const { return m_users; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_logo;
    QLabel *m_name;
    QLabel *m_file;
    QToolButton *m_undo;
    QToolButton *m_redo;
    QToolButton *m_look;
    stages::StageStepper *m_stepper;
    stages::UsersSlider *m_users;
    const theme::Theme *m_theme;
};

} // namespace headroom::app
