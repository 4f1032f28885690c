#include "app/resources/resources.h"
#include "app/shell/header_bar.h"
#include "app/shell/main_window.h"
#include "app/shell/toast.h"
#include "views/canvas/canvas_view.h"
#include "views/inspector/inspector_view.h"
#include "views/palette/palette_view.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDataStream>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::app {

namespace {

const QString kFilter = QStringLiteral("Headroom (*.headroom);;All files (*)");

} // namespace

void MainWindow::wireActions()
{
    const auto on = [this](const char *id, auto what) { connect(m_actions[id], &QAction::triggered, this, what); };
    on("open", [this] { askForFile(); });
    on("save", [this] { save(); });
    on("save-as", [this] { saveAs(); });
    on("quit", [this] { close(); });
    on("undo", [this] { m_document.undoStack().undo(); });
    on("redo", [this] { m_document.undoStack().redo(); });
    on("rename", [this] { m_canvas->renameSelected(); });
    on("delete", [this] { m_canvas->deleteSelection(); });
    on("select-all", [this] { m_canvas->selectAll(); });
    on("find-kind", [this] {
        m_actions["show-palette"]->setChecked(true);
        m_palette->focusSearch();
    });
    on("zoom-in", [this] { m_canvas->zoomBy(1.25); });
    on("zoom-out", [this] { m_canvas->zoomBy(1 / 1.25); });
    on("zoom-reset", [this] { m_canvas->resetZoom(); });
    on("fit-all", [this] { m_canvas->fitAll(); });
    on("fit-selection", [this] { m_canvas->fitSelection(); });
    on("stage-previous", [this] { showStage(m_stage - 1); });
    on("stage-next", [this] { showStage(m_stage + 1); });
    on("users-range", [this] { setUsers(m_document.snapshot()->stages[static_cast<std::size_t>(m_stage)]->users.to); });
    on("shortcuts", [this] { showShortcuts(); });
    on("about", [this] { showAbout(); });
    QUndoStack &stack = m_document.undoStack();
    const auto name = [this](const char *id, const QString &verb, const QString &step) {
        m_actions[id]->setText(step.isEmpty()
                                   ? verb
                                   : QStringLiteral("%1: %2").arg(
                                       verb, QString(step).left(60).replace(QLatin1Char('&'), QStringLiteral("&&"))));
    };
    connect(&stack, &QUndoStack::canUndoChanged, m_actions["undo"], &QAction::setEnabled);
    connect(&stack, &QUndoStack::canRedoChanged, m_actions["redo"], &QAction::setEnabled);
    connect(&stack, &QUndoStack::undoTextChanged, this,
            [name](const QString &step) { name("undo", tr("&Undo"), step); });
    connect(&stack, &QUndoStack::redoTextChanged, this,
            [name](const QString &step) { name("redo", tr("&Redo"), step); });
    m_actions["undo"]->setEnabled(false);
    m_actions["redo"]->setEnabled(false);
}

void MainWindow::wireLooks()
{
    auto *looks = new QActionGroup(this);
    for (const auto &[id, choice] :
         { std::pair("look-system", LookChoice::System), std::pair("look-light", LookChoice::Light),
           std::pair("look-dark", LookChoice::Dark) }) {
        looks->addAction(m_actions[id]);
        connect(m_actions[id], &QAction::triggered, this, [this, wanted = choice] { setLook(wanted); });
    }
    connect(m_actions["look-toggle"], &QAction::triggered, this,
            [this] { setLook(m_theme->isDark() ? LookChoice::Light : LookChoice::Dark); });
    const auto toggle = [this](const char *id, bool isOn, auto what) {
        connect(m_actions[id], &QAction::toggled, this, what);
        m_actions[id]->setChecked(isOn);
    };
    toggle("grid", Settings::showsGrid(), [this](bool isOn) {
        Settings::setGrid(isOn);
        m_canvas->setGridVisible(isOn);
    });
    toggle("motion", Settings::hasMotion(), [this](bool isOn) {
        Settings::setMotion(isOn);
        m_canvas->setMotion(isOn);
    });
    m_canvas->setGridVisible(Settings::showsGrid());
    m_canvas->setMotion(Settings::hasMotion());
    toggle("show-palette", true, [this](bool isOn) { m_palette->setVisible(isOn); });
    toggle("show-inspector", true, [this](bool isOn) { m_inspector->setVisible(isOn); });
    toggle("show-charts", true, [this](bool isOn) { m_bottom->setVisible(isOn); });
}

void MainWindow::restore()
{
    if (!restoreGeometry(Settings::geometry()))
        resize(1440, 900);
    const QByteArray state = Settings::windowState();
    QDataStream stream(state);
    QByteArray columns, rows, bottom;
    stream >> columns >> rows >> bottom;
    if (stream.status() == QDataStream::Ok && !state.isEmpty()) {
        m_columns->restoreState(columns);
        m_rows->restoreState(rows);
        m_bottom->restoreState(bottom);
        for (QSplitter *each : { m_columns, m_rows, m_bottom })
            each->setChildrenCollapsible(false);
    }
}

void MainWindow::complain(const QString &title, const Error &error)
{
    QMessageBox box(QMessageBox::Warning, title, QString::fromStdString(error.message()), QMessageBox::Ok, this);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

bool MainWindow::openFile(const QString &path)
{
    if (const Result<Done> opened = m_document.open(path); !opened) {
        complain(tr("Not opened"), opened.error());
        return false;
    }
    Settings::addRecentFile(m_document.path());
    fillRecent();
    showOpened();
    return true;
}

void MainWindow::startFromTemplate(const QString &name)
{
    const Result<Done> started = m_document.startFrom(templateText(name), name);
    if (!started)
        complain(tr("Not opened"), started.error());
    else
        showOpened();
}

void MainWindow::askForFile()
{
    if (!mayReplace())
        return;
    const QString path
        = QFileDialog::getOpenFileName(this, tr("Open a design"), QFileInfo(m_document.path()).path(), kFilter);
    if (!path.isEmpty())
        openFile(path);
}

bool MainWindow::save()
{
    if (m_document.path().isEmpty())
        return saveAs();
    const Result<Done> saved = m_document.save(m_document.path());
    if (!saved)
        complain(tr("Not saved"), saved.error());
    return saved.ok();
}

bool MainWindow::saveAs()
{
    QString proposal = m_document.path();
    if (proposal.isEmpty())
        proposal = QString::fromStdString(m_document.snapshot()->name)
                       .toLower()
                       .replace(QLatin1Char(' '), QLatin1Char('-'))
                       .remove(QLatin1Char('/'))
            + QStringLiteral(".headroom");
    QString path = QFileDialog::getSaveFileName(this, tr("Save the design"), proposal, kFilter);
    if (path.isEmpty())
        return false;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".headroom");
    const Result<Done> saved = m_document.save(path);
    if (!saved) {
        complain(tr("Not saved"), saved.error());
        return false;
    }
    Settings::addRecentFile(m_document.path());
    fillRecent();
    return true;
}

bool MainWindow::mayReplace()
{
    if (!m_document.isModified())
        return true;
    QMessageBox box(QMessageBox::Question, tr("Unsaved changes"),
                    tr("“%1” has changes that are not saved.").arg(QString::fromStdString(m_document.snapshot()->name)),
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    box.setTextFormat(Qt::PlainText);
    box.setDefaultButton(QMessageBox::Save);
    const int answer = box.exec();
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && save());
}

void MainWindow::fillTemplates()
{
    QMenu *menu = m_actions.menu(QStringLiteral("new"));
    for (const QString &name : templateNames()) {
        QString title = name;
        title.replace(QLatin1Char('-'), QLatin1Char(' '));
        title[0] = title[0].toUpper();
        connect(menu->addAction(title), &QAction::triggered, this, [this, name] {
            if (mayReplace())
                startFromTemplate(name);
        });
    }
}

void MainWindow::fillRecent()
{
    QMenu *menu = m_actions.menu(QStringLiteral("recent"));
    menu->clear();
    for (const QString &path : Settings::recentFiles())
        connect(menu->addAction(QString(path).replace(QLatin1Char('&'), QStringLiteral("&&"))), &QAction::triggered,
                this, [this, path] {
                    if (mayReplace())
                        openFile(path);
                });
    menu->setEnabled(!menu->isEmpty());
}

void MainWindow::showShortcuts()
{
    QDialog dialog(this);
    dialog.setWindowTitle(tr("Keys and gestures"));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(32);
    const QStringList gestures { tr("Pan\tmiddle button, or Space and drag"),
                                 tr("Zoom at the pointer\tCtrl and wheel"),
                                 tr("Add to the selection\tShift and click"),
                                 tr("Connect\tdrag from the dot at a card's edge"),
                                 tr("Connect to something new\tlet go on free ground"),
                                 tr("Put a copy down\tAlt or Ctrl and drag"),
                                 tr("Nudge\tarrows; with Shift ten steps"),
                                 tr("Next card\tTab"),
                                 tr("Leave what is going on\tEsc") };
    for (const QString &line : m_actions.shortcutLines() + gestures)
        form->addRow(line.section(QLatin1Char('\t'), 0, 0), new QLabel(line.section(QLatin1Char('\t'), 1)));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    auto *lines = new QWidget;
    lines->setLayout(form);
    auto *area = new QScrollArea; // more lines than a small screen is high
    area->setWidget(lines);
    area->setFrameShape(QFrame::NoFrame);
    auto *column = new QVBoxLayout(&dialog);
    column->addWidget(area);
    column->addWidget(buttons);
    const QSize wanted = lines->sizeHint() + QSize(60, 80);
    dialog.resize(wanted.width(), std::min(wanted.height(), height() * 9 / 10));
    dialog.exec();
}

void MainWindow::showAbout()
{
    QMessageBox box(QMessageBox::NoIcon, tr("About Headroom"),
                    tr("Headroom %1\n\nA capacity model of software architectures. Its defaults are calibrated, not "
                       "measured: the order in which "
                       "things give way is the message, not the absolute counts.\n\nLicence: GPL-3.0-or-later.")
                        .arg(QStringLiteral(HEADROOM_VERSION)),
                    QMessageBox::Close, this);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!mayReplace()) {
        event->ignore();
        return;
    }
    Settings::setGeometry(saveGeometry());
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_columns->saveState() << m_rows->saveState() << m_bottom->saveState();
    Settings::setWindowState(state);
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString path = event->mimeData()->urls().value(0).toLocalFile();
    if (!path.isEmpty() && mayReplace())
        openFile(path);
}

} // namespace headroom::app
