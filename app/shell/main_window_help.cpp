#include "app/help/help.h"
#include "app/shell/docks.h"
#include "app/shell/header_bar.h"
#include "app/shell/main_window.h"
#include "views/canvas/canvas_view.h"
#include "views/docks/tab_fit.h"
#include "views/help/spec_help.h"
#include "views/stages/indicator_strip.h"

#include <QApplication>
#include <QChildEvent>
#include <QDialog>
#include <QMessageBox>
#include <QScreen>
#include <QTabBar>
#include <QWhatsThis>

namespace headroom::app {

namespace {

/// QMainWindow draws a line below the tabs of panels in one place, and wishes it anew whenever it takes a bar again.
class NoBase final : public QObject {
public:
    explicit NoBase(QTabBar &tabs)
        : QObject(&tabs)
    {
        tabs.setDrawBase(false);
        tabs.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *tabs, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            static_cast<QTabBar *>(tabs)->setDrawBase(false);
        return QObject::eventFilter(tabs, event);
    }
};

/// The signs of the style are of another time.
void giveSign(QMessageBox &box, const theme::Theme &theme)
{
    if (box.icon() == QMessageBox::NoIcon)
        return;
    const bool warns = box.icon() == QMessageBox::Warning || box.icon() == QMessageBox::Critical;
    box.setIconPixmap(theme::Theme::icon(warns ? QStringLiteral("warning") : QStringLiteral("info"), 32,
                                         theme.color(warns ? theme::Role::Warning : theme::Role::Accent),
                                         box.devicePixelRatioF()));
}

} // namespace

/// Parts that know more (a chosen finding, a parameter, a kind of the palette) say it themselves.
void MainWindow::addHelp()
{
    const Help help;
    const auto give = [&help](QWidget *part, const char *id) {
        if (part->whatsThis().isEmpty())
            part->setWhatsThis(help.textOf(QLatin1String(id)));
    };
    give(m_canvas, "canvas");
    give(m_header, "header");
    give(m_header->stepper(), "stages");
    give(m_header->users(), "users");
    give(m_strip, "indicators");
    for (const char *panel : { "palette", "outline", "inspector", "history", "utilization", "latency", "cost",
                               "stage-map", "availability", "findings", "growth" })
        give(m_docks->dock(QLatin1String(panel)), panel);
}

QString MainWindow::helpFor(const QWidget *focused) const
{
    if (focused == m_canvas && m_canvas->selection().size() == 1) {
        const project::Stage &stage = *m_document.snapshot()->stages[static_cast<std::size_t>(m_stage)];
        if (const project::Component *component = stage.findComponent(m_canvas->selection().front()))
            return help::helpOf(m_catalog.kind(component->kind), m_catalog);
    }
    for (const QWidget *widget = focused; widget; widget = widget->parentWidget())
        if (!widget->whatsThis().isEmpty())
            return widget->whatsThis();
    return {};
}

/// What comes into the window gets what is the window's matter.
void MainWindow::childEvent(QChildEvent *event)
{
    QMainWindow::childEvent(event);
    if (!event->polished())
        return;
    if (auto *tabs = qobject_cast<QTabBar *>(event->child())) {
        new NoBase(*tabs);
        new docks::TabFit(*tabs);
    }
    if (auto *box = qobject_cast<QMessageBox *>(event->child())) {
        giveSign(*box, *m_theme);
    } else if (auto *dialog = qobject_cast<QDialog *>(event->child())) {
        // It keeps the keys of the window to itself, so F1 has to be its own too.
        dialog->addAction(m_actions["help"]);
        if (dialog->whatsThis().isEmpty())
            dialog->setWhatsThis(Help().textOf(dialog->objectName()));
        // With large letters on a small screen its buttons would lie below that.
        constexpr QSize frame(16, 48);
        dialog->resize(dialog->size().boundedTo((screen()->availableSize() - frame).expandedTo(size())));
    }
}

/// What the focused part is for; where nobody wrote that down, all keys.
void MainWindow::showHelp()
{
    QWidget *focused = QApplication::focusWidget();
    const QString text = helpFor(focused);
    if (!text.isEmpty())
        QWhatsThis::showText(focused->mapToGlobal(QPoint(24, 24)), text, focused);
    else if (!QApplication::activeModalWidget())
        showShortcuts();
}

} // namespace headroom::app
