#include "app/export/formats.h"
#include "app/files/safe_file.h"
#include "app/resources/resources.h"
#include "app/shell/docks.h"
#include "app/shell/export_window.h"
#include "app/shell/file_guard.h"
#include "app/shell/main_window.h"
#include "app/shell/report_window.h"
#include "app/shell/toast.h"
#include "views/canvas/canvas_view.h"
#include "views/notices/notice_bar.h"
#include "views/palette/palette_view.h"

#include <QApplication>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMetaMethod>
#include <QMimeData>
#include <QPushButton>

namespace headroom::app {

namespace {

const QString kFilter = QStringLiteral("Headroom (*.headroom);;All files (*)");
const QString kReadable = QStringLiteral("Headroom (*.headroom *.drawio *.png);;All files (*)");

} // namespace

void MainWindow::wireActions()
{
    wireLeavingStart(); // before what else the actions do
    wireCommitting();
    const auto on = [this](const char *id, auto what) { connect(m_actions[id], &QAction::triggered, this, what); };
    on("undo", [this] { m_document.undoStack().undo(); });
    on("redo", [this] { m_document.undoStack().redo(); });
    on("rename", [this] { m_canvas->renameSelected(); });
    on("delete", [this] { m_canvas->deleteSelection(); });
    on("select-all", [this] { m_canvas->selectAll(); });
    on("find-kind", [this] {
        m_docks->reveal(QStringLiteral("palette"));
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
    on("edit-keys", [this] { editKeys(); });
    on("help", [this] { showHelp(); });
    on("preferences", [this] { showPreferences(); });
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
    m_actions["undo"]->setEnabled(stack.canUndo());
    m_actions["redo"]->setEnabled(stack.canRedo());
    name("undo", tr("&Undo"), stack.undoText());
    name("redo", tr("&Redo"), stack.redoText());
}

void MainWindow::wireFiles()
{
    const auto on = [this](const char *id, auto what) { connect(m_actions[id], &QAction::triggered, this, what); };
    on("open", [this] { askForFile(); });
    on("save", [this] { save(); });
    on("save-as", [this] { saveAs(); });
    on("take-backup", [this] { takeBackup(); });
    on("new-window", [this] { Q_EMIT windowRequested(); });
    on("close", [this] { close(); });
    on("quit", [] { QApplication::closeAllWindows(); });
    new Exporter(*this, *m_toast);
    new Reporter(*this, *m_toast);
    connect(m_guard, &FileGuard::saveRequested, this, &MainWindow::save);
    connect(m_guard, &FileGuard::saveAsRequested, this, &MainWindow::saveAs);
    connect(m_guard, &FileGuard::reloaded, this, [this] {
        m_toast->say(tr("“%1” was changed by another program and has been read again. Undo brings back what was here.")
                         .arg(QFileInfo(m_document.path()).fileName()));
    });
    connect(m_work.autosave.get(), &Autosave::failed, this,
            [this](const Error &error) { m_toast->say(QString::fromStdString(error.message())); });
    const auto enableBackup = [this] {
        m_actions["take-backup"]->setEnabled(!m_document.path().isEmpty()
                                             && QFileInfo::exists(m_document.backupOf(m_document.path())));
    };
    connect(&m_document, &Document::pathChanged, this, enableBackup);
    enableBackup();
    m_selfSave.setSingleShot(true);
    m_selfSave.setInterval(Settings::saveSeconds() * 1000);
    connect(&m_document, &Document::snapshotChanged, &m_selfSave, qOverload<>(&QTimer::start));
    connect(&m_selfSave, &QTimer::timeout, this, &MainWindow::saveByItself);
}

bool MainWindow::isPristine() const
{
    return m_document.path().isEmpty() && !m_document.isModified();
}

void MainWindow::requestOpen(const QString &path)
{
    commitTyping(); // a window without edits may be taken for the file
    static const QMetaMethod elsewhere = QMetaMethod::fromSignal(&MainWindow::openRequested);
    if (isSignalConnected(elsewhere))
        Q_EMIT openRequested(path);
    else if (mayReplace())
        openFile(path);
}

bool MainWindow::openFile(const QString &path)
{
    commitTyping(); // else it would be taken for the other design's
    if (const QString holder = m_guard->take(path); !holder.isEmpty()) {
        QMessageBox box(QMessageBox::Information, tr("Open elsewhere"),
                        tr("“%1” is open in another Headroom: %2.\n\nTwo windows on one file would overwrite each "
                           "other's edits. You can open a copy, and save it under another name.")
                            .arg(QFileInfo(path).fileName(), holder),
                        QMessageBox::Cancel, this);
        box.setTextFormat(Qt::PlainText);
        const QPushButton *copy = box.addButton(tr("Open a copy"), QMessageBox::AcceptRole);
        box.exec();
        if (box.clickedButton() != copy)
            return false;
        const Result<std::string> text = readFile(path.toStdString());
        const Result<Done> started
            = text ? m_document.startFrom(*text, QFileInfo(path).fileName()) : Result<Done>(text.error());
        if (!started)
            complain(tr("Not opened"), started.error());
        else
            showOpened();
        return started.ok();
    }
    if (const Result<Done> opened = m_document.open(path); !opened) {
        if (m_document.path().isEmpty())
            m_guard->release();
        else if (const QString other = m_guard->take(m_document.path()); !other.isEmpty())
            m_toast->say(
                tr("“%1” is now open in another Headroom: %2").arg(QFileInfo(m_document.path()).fileName(), other));
        complain(tr("Not opened"), opened.error());
        return false;
    }
    const bool isDiagram = m_document.path().isEmpty();
    if (isDiagram)
        m_guard->release();
    Settings::addRecentFile(isDiagram ? QFileInfo(path).absoluteFilePath() : m_document.path());
    showRecent();
    showOpened();
    return true;
}

void MainWindow::startFromTemplate(const QString &name)
{
    commitTyping();
    const Result<Done> started = m_document.startFrom(templateText(name), name);
    if (!started)
        complain(tr("Not opened"), started.error());
    else
        showOpened();
}

void MainWindow::askForFile()
{
    const QString path
        = QFileDialog::getOpenFileName(this, tr("Open a design"), QFileInfo(m_document.path()).path(), kReadable);
    if (!path.isEmpty())
        requestOpen(path);
}

bool MainWindow::save()
{
    commitTyping();
    if (m_document.path().isEmpty())
        return saveAs();
    return !m_guard->hasForeignVersion() && saveTo(m_document.path());
}

bool MainWindow::saveTo(const QString &path)
{
    const QString before = m_document.path();
    const QString holder = m_guard->take(path);
    if (!holder.isEmpty()) {
        complain(tr("Not saved"),
                 { tr("this file is open in another Headroom: %1").arg(holder).toStdString(),
                   QFileInfo(path).fileName().toStdString(),
                   tr("Close it there, or choose another name").toStdString() });
        return false;
    }
    const Result<Done> saved = m_document.save(path);
    if (!saved) {
        if (before.isEmpty())
            m_guard->release();
        else if (before != path && !m_guard->take(before).isEmpty())
            m_guard->release();
        complain(tr("Not saved"), saved.error());
        return false;
    }
    Settings::addRecentFile(m_document.path());
    showRecent();
    return true;
}

bool MainWindow::saveAs()
{
    commitTyping();
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
    const QString suffix = QFileInfo(path).suffix();
    if (suffix.isEmpty() || formatOfFile(path.toStdString())) // a picture or a diagram is exported, not saved
        path += QStringLiteral(".headroom");
    return saveTo(path);
}

/// Only where the user wants it, the design has a file, and nothing waits for a decision.
void MainWindow::saveByItself()
{
    if (Settings::savesByItself() && m_document.isModified() && !m_document.path().isEmpty() && !m_notice->isVisible()
        && !m_guard->hasForeignVersion())
        saveTo(m_document.path());
}

void MainWindow::takeBackup()
{
    if (const Result<Done> taken = m_document.takeBackup(); !taken)
        complain(tr("No earlier version"), taken.error());
    else
        m_toast->say(tr("This is the version before the last save. Undo brings back what was here."));
}

bool MainWindow::mayReplace()
{
    commitTyping();
    if (!m_document.isModified())
        return true;
    QMessageBox box(QMessageBox::Warning, tr("Unsaved changes"),
                    tr("“%1” has changes that are not saved.").arg(QString::fromStdString(m_document.snapshot()->name)),
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(tr("What is not saved is lost when you discard it."));
    box.setDefaultButton(QMessageBox::Save);
    const int answer = box.exec();
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && save());
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
    if (!path.isEmpty())
        requestOpen(path);
}

} // namespace headroom::app
