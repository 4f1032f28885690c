#include "app/desktop/desktop_motion.h"
#include "app/files/holder.h"
#include "app/shell/docks.h"
#include "app/shell/enter_presses.h"
#include "app/shell/file_guard.h"
#include "app/shell/header_bar.h"
#include "app/shell/look.h"
#include "app/shell/main_window.h"
#include "app/shell/toast.h"
#include "views/canvas/canvas_view.h"
#include "views/charts/cost_chart.h"
#include "views/history/history_view.h"
#include "views/outline/outline_view.h"
#include "views/start/start_page.h"
#include "views/theme/letters.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QMenuBar>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolBar>

#include <algorithm>

namespace headroom::app {

void MainWindow::wireLooks()
{
    EnterPresses::everywhere();
    auto *looks = new QActionGroup(this);
    for (const auto &[id, choice] :
         { std::pair("look-system", LookChoice::System), std::pair("look-light", LookChoice::Light),
           std::pair("look-dark", LookChoice::Dark), std::pair("look-contrast", LookChoice::Contrast) }) {
        looks->addAction(m_actions[id]);
        connect(m_actions[id], &QAction::triggered, this, [this, wanted = choice] {
            setLook(wanted);
            Q_EMIT preferencesChanged();
        });
    }
    connect(m_actions["look-toggle"], &QAction::triggered, this, [this] {
        setLook(m_theme->isDark() ? LookChoice::Light : LookChoice::Dark);
        Q_EMIT preferencesChanged();
    });
    const auto toggle = [this](const char *id, bool isOn, auto what) {
        connect(m_actions[id], &QAction::toggled, this, what);
        m_actions[id]->setChecked(isOn);
    };
    toggle("grid", Settings::showsGrid(), [this](bool isOn) {
        Settings::setGrid(isOn);
        m_canvas->setGridVisible(isOn);
    });
    toggle("motion", hasMotion(), [this](bool isOn) { m_canvas->setMotion(isOn); });
    connect(m_actions["motion"], &QAction::triggered, this, [this](bool isOn) {
        Settings::setMotion(isOn ? MotionChoice::On : MotionChoice::Off);
        Q_EMIT preferencesChanged();
    });
    toggle("flow", Settings::showsFlow(), [this](bool isOn) {
        Settings::setFlow(isOn);
        m_canvas->setFlow(isOn);
    });
    m_canvas->setFlow(Settings::showsFlow());
    m_canvas->setGridVisible(Settings::showsGrid());
    m_canvas->setMotion(hasMotion());
}

void MainWindow::wirePanels()
{
    const auto on = [this](const char *id, auto what) { connect(m_actions[id], &QAction::triggered, this, what); };
    on("show-charts", [this](bool isOn) { m_docks->setBottomVisible(isOn); });
    m_actions["show-charts"]->setChecked(true);
    on("reset-layout", [this] {
        m_actions["present"]->setChecked(false);
        m_docks->reset(size());
    });
    on("full-screen", [this](bool isOn) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, isOn)); });
    connect(m_actions["present"], &QAction::toggled, this, &MainWindow::present);
    for (const auto &[key, step] : { std::pair(Qt::Key_PageDown, 1), std::pair(Qt::Key_PageUp, -1) }) {
        auto *shortcut = new QShortcut(key, m_canvas); // elsewhere these keys leaf through lists
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, by = step] { showStage(m_stage + by); });
        connect(m_actions["present"], &QAction::toggled, shortcut,
                [shortcut](bool isOn) { shortcut->setContext(isOn ? Qt::WindowShortcut : Qt::WidgetShortcut); });
    }
    auto *leave = new QShortcut(Qt::Key_Escape, this);
    leave->setEnabled(false);
    connect(leave, &QShortcut::activated, this,
            [this] { m_actions[m_actions["grow"]->isChecked() ? "grow" : "present"]->setChecked(false); });
    connect(m_actions["present"], &QAction::toggled, leave, &QShortcut::setEnabled);
    QUndoStack &stack = m_document.undoStack();
    connect(&stack, &QUndoStack::indexChanged, this, &MainWindow::showHistory);
    connect(&stack, &QUndoStack::cleanChanged, this, &MainWindow::showHistory);
    connect(m_docks->dock(QStringLiteral("history")), &QDockWidget::visibilityChanged, this, &MainWindow::showHistory);
    connect(m_docks->dock(QStringLiteral("outline")), &QDockWidget::visibilityChanged, this, &MainWindow::showOutline);
    connect(m_history, &history::HistoryView::stepRequested, this, [this, &stack](int step) {
        commitTyping();
        stack.setIndex(step);
    });
}

/// A list of thousands of steps is made only when somebody looks at it.
void MainWindow::showHistory()
{
    if (!m_history->isVisible())
        return;
    const QUndoStack &stack = m_document.undoStack();
    QStringList steps;
    for (int i = 0; i < stack.count(); ++i)
        steps.append(stack.text(i));
    m_history->setSteps(steps, stack.index(),
                        m_document.path().isEmpty() ? history::HistoryView::kNoFile : stack.cleanIndex());
}

void MainWindow::showOutline()
{
    if (!m_outline->isVisible() || m_document.snapshot()->stages.empty())
        return;
    m_outline->setSnapshot(m_document.snapshot(), static_cast<std::size_t>(m_stage));
    m_outline->setSelection(m_canvas->selection());
}

void MainWindow::commitTyping()
{
    m_canvas->commitTyping();
    if (const QString wrong = m_inspector->commitTyping(); !wrong.isEmpty())
        m_toast->say(wrong);
}

/// Before what else the actions do.
void MainWindow::wireCommitting()
{
    for (QAction *action : m_actions.all())
        connect(action, &QAction::triggered, this, &MainWindow::commitTyping);
}

void MainWindow::showStage(int index)
{
    if (index < 0 || index >= static_cast<int>(m_document.snapshot()->stages.size()) || index == m_stage)
        return;
    commitTyping();
    m_stage = index;
    m_report.reset();
    m_cost->setOthers(nullptr); // of the stage before
    showSnapshot();
    if (m_actions["present"]->isChecked()) // nobody scrolls there
        m_canvas->fitAll();
}

/// Large letters, the canvas and one chart; Page Down and Page Up step through the stages.
void MainWindow::present(bool isOn)
{
    leaveStart();
    constexpr double kLarge = 1.4;
    const double usual = Settings::fontPercent() / 100.0;
    theme::setLetterScale(isOn ? std::max(kLarge, usual) : usual);
    menuBar()->setVisible(!isOn);
    if (isOn)
        m_docks->setAway(true, QStringLiteral("utilization"));
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, isOn));
    applyTheme();
    if (!isOn) { // with the letters that its sizes were made for
        m_docks->setAway(false);
        m_toast->hide(); // it said how to end what has ended
    }
    m_canvas->fitAll();
    m_canvas->setFocus();
    if (isOn)
        QTimer::singleShot(0, m_toast, [this] { // when the canvas has its new size
            if (m_actions["present"]->isChecked())
                m_toast->say(tr("Page Down and Page Up step through the stages, Esc ends the presentation."));
        });
}

void MainWindow::showStart()
{
    if (isAtStart())
        return;
    m_actions["present"]->setChecked(false);
    fillTiles();
    m_recoveries = findRecoveries(journalFolder(), m_catalog);
    showRecoveries();
    showRecent();
    m_docks->setAway(true);
    m_headerBar->hide();
    m_pages->setCurrentWidget(m_start);
    m_start->setFocus();
    showTitle();
}

bool MainWindow::isAtStart() const
{
    return m_pages->currentWidget() == m_start;
}

void MainWindow::leaveStart()
{
    if (!isAtStart())
        return;
    m_pages->setCurrentIndex(0);
    m_headerBar->show();
    showTitle();
    m_docks->setAway(false);
    if (isVisible() && !std::exchange(m_isArranged, true))
        m_docks->reset(size());
}

void MainWindow::restore()
{
    if (!restoreGeometry(Settings::geometry()))
        resize(QSize(1440, 900).boundedTo(screen()->availableSize() - QSize(16, 48))); // the frame comes on top
    m_docks->reset(size());
    m_isArranged = m_docks->restore(Settings::windowState());
}

/// The sizes of panels hold once the window has its own.
void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (!m_docks->isAway() && !std::exchange(m_isArranged, true))
        m_docks->reset(size());
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        m_actions["full-screen"]->setChecked(isFullScreen());
}

void MainWindow::remember()
{
    if (!m_actions["present"]->isChecked())
        Settings::setGeometry(saveGeometry());
    Settings::setWindowState(m_docks->state());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!mayReplace()) {
        event->ignore();
        return;
    }
    m_work.autosave->discard(); // saved, or let go of
    m_guard->release();
    remember();
    event->accept();
}

} // namespace headroom::app
