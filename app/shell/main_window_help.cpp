#include "app/help/help.h"
#include "app/shell/docks.h"
#include "app/shell/header_bar.h"
#include "app/shell/main_window.h"
#include "views/canvas/canvas_view.h"
#include "views/help/spec_help.h"
#include "views/stages/indicator_strip.h"

#include <QApplication>
#include <QWhatsThis>

namespace headroom::app {

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
    for (const char *panel :
         { "palette", "outline", "inspector", "history", "utilization", "latency", "cost", "stage-map", "findings" })
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

/// What the focused part is for; where nobody wrote that down, all keys.
void MainWindow::showHelp()
{
    const QWidget *focused = QApplication::focusWidget();
    const QString text = helpFor(focused);
    if (text.isEmpty())
        showShortcuts();
    else
        QWhatsThis::showText(focused->mapToGlobal(QPoint(24, 24)), text, this);
}

} // namespace headroom::app
