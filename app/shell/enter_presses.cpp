#include "app/shell/enter_presses.h"

#include <QApplication>
#include <QDialog>
#include <QKeyEvent>
#include <QPushButton>
#include <QToolButton>

namespace headroom::app {

void EnterPresses::everywhere()
{
    static auto *filter = new EnterPresses(qApp);
    qApp->installEventFilter(filter);
}

bool EnterPresses::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto &key = static_cast<const QKeyEvent &>(*event);
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (!isEnter || key.isAutoRepeat() || !object->isWidgetType())
        return false;
    auto *button = qobject_cast<QAbstractButton *>(object);
    const bool isPressable = qobject_cast<QPushButton *>(button) || qobject_cast<QToolButton *>(button);
    if (!isPressable || !button->isEnabled() || qobject_cast<QDialog *>(button->window()))
        return false;
    button->click();
    return true;
}

} // namespace headroom::app
