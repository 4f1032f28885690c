#include "app/shell/docks.h"
#include "app/shell/header_bar.h"
#include "app/shell/main_window.h"
#include "app/shell/toast.h"
#include "views/canvas/canvas_view.h"
#include "views/findings/findings_view.h"
#include "views/inspector/inspector_view.h"
#include "views/numbers/model_words.h"
#include "views/palette/palette_view.h"
#include "views/shortcuts/shortcut_editor.h"
#include "views/shortcuts/shortcut_sheet.h"
#include "views/tour/tour.h"

#include <QMessageBox>

#include <algorithm>

namespace headroom::app {

void MainWindow::complain(const QString &title, const Error &error)
{
    QMessageBox box(QMessageBox::Warning, title, screen::modelWords(error), QMessageBox::Ok, this);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

void MainWindow::showShortcuts()
{
    shortcuts::ShortcutSheet sheet(
        m_actions.groups(),
        { { tr("Pan"), tr("middle button, or Space and drag") },
          { tr("Zoom at the pointer"), tr("Ctrl and wheel") },
          { tr("Add to the selection"), tr("Shift and click") },
          { tr("Connect"), tr("drag from the dot at a card's edge") },
          { tr("Connect to something new"), tr("let go on free ground") },
          { tr("Put a copy down"), tr("Alt and drag") },
          { tr("Drag the selection out as a picture"), tr("beyond the edge of the window, or Ctrl, Alt and drag") },
          { tr("Nudge"), tr("arrows; with Shift ten steps") },
          { tr("Next card"), tr("Tab") },
          { tr("Along the lines"), tr("Alt and arrows") },
          { tr("To the inspector and back"), tr("Enter, Esc") },
          { tr("Leave what is going on"), tr("Esc") },
          { tr("Next and previous stage"), tr("Page Down and Page Up on the canvas") },
          { tr("Change the row of stages"), tr("on the stepper: F2, Delete, Ctrl and arrows, right click") } },
        this);
    connect(&sheet, &shortcuts::ShortcutSheet::editRequested, this, [this, &sheet] {
        sheet.accept();
        editKeys();
    });
    sheet.exec();
}

void MainWindow::editKeys()
{
    shortcuts::ShortcutEditor editor(m_actions.groups(), this);
    if (editor.exec() != QDialog::Accepted)
        return;
    const auto changes = editor.changes();
    for (auto each = changes.begin(); each != changes.end(); ++each)
        Settings::setKeys(each.key(), QKeySequence::listToString(each.value(), QKeySequence::PortableText));
    m_actions.applyKeys();
    Q_EMIT preferencesChanged();
}

void MainWindow::takeTour()
{
    if (m_document.snapshot()->stages.front()->components.empty())
        startFromTemplate(QStringLiteral("seven-stages")); // an empty canvas has nothing to show
    leaveStart();
    m_actions["present"]->setChecked(false);
    for (const char *panel : { "palette", "inspector", "utilization", "findings" })
        m_docks->reveal(QLatin1String(panel));
    m_tour->begin(
        { { tr("Seven stages of growth"),
            tr("A design grows with its users: from one server to several regions. Press ] and [ to step through the "
               "stages; a red mark says that a stage fails within its own range."),
            m_header->stepper() },
          { tr("Move the users"),
            tr("Drag the slider, or type “2M”. Every number on the canvas follows: load, latency, cost, and what gives "
               "way first."),
            m_header->users() },
          { tr("Draw the design"),
            tr("Drag a component onto the canvas, or press / and type what you look for. Drag from the dot at a card's "
               "edge to connect it. Ctrl+Z takes back everything."),
            m_palette },
          { tr("Ask why"),
            tr("Select a card. Properties changes it, Load shows each of its resources, and Why? unfolds every number "
               "into its formula with the values put in."),
            m_inspector },
          { tr("See what gives way, and mend it"),
            tr("Findings name what is wrong and what a fix would change. In the charts, point at a curve to read it, "
               "and click to put the users there. Ctrl+K finds everything else."),
            m_findings } },
        std::max(0, Settings::tourStep()));
}

void MainWindow::showAbout()
{
    QMessageBox box(QMessageBox::NoIcon, tr("About Headroom"),
                    tr("Headroom %1\n\nA capacity model of software architectures. Its defaults are calibrated, not "
                       "measured: the order in which "
                       "things give way is the message, not the absolute counts.\n\nLicense: GPL-3.0-or-later.")
                        .arg(QStringLiteral(HEADROOM_VERSION)),
                    QMessageBox::Close, this);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

} // namespace headroom::app
