#include "app/files/holder.h"
#include "app/files/safe_file.h"
#include "app/resources/resources.h"
#include "app/shell/file_guard.h"
#include "app/shell/main_window.h"
#include "app/shell/toast.h"
#include "model/serialization/project_json.h"
#include "views/canvas/canvas_view.h"
#include "views/notices/notice_bar.h"
#include "views/numbers/screen_numbers.h"
#include "views/start/start_page.h"
#include "views/tour/tour.h"

#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSet>
#include <QShortcut>

#include <algorithm>
#include <array>

namespace headroom::app {

namespace {

/// Names of the templates, which their tiles and the menu say in the language of the window.
constexpr const char *kTemplateNames[] {
    QT_TR_NOOP("Empty"),         QT_TR_NOOP("New design"),
    QT_TR_NOOP("Single server"), QT_TR_NOOP("Separate database"),
    QT_TR_NOOP("Load balanced"), QT_TR_NOOP("Cache and CDN"),
    QT_TR_NOOP("Read replicas"), QT_TR_NOOP("Queues and async"),
    QT_TR_NOOP("Seven stages"),  QT_TR_NOOP("Shards and regions"),
};

QString templateTitle(const QString &name)
{
    for (const char *each : kTemplateNames)
        if (name.compare(QLatin1String(each), Qt::CaseInsensitive) == 0)
            return MainWindow::tr(each);
    return name;
}

/// The tile of a compiled-in design, named and described by itself.
start::TileContent tileOf(const QString &id, const std::string &text, const catalog::Catalog &catalog)
{
    const Result<serialization::ReadProject> read = serialization::readProject(text, id.toStdString(), catalog);
    if (!read)
        return { id, id, {}, nullptr, 0 };
    const project::Project &project = *read->project;
    const std::size_t stage = std::min<std::size_t>(4, project.stages.size() - 1);
    const QString most = QString::fromStdString(screen::briefNumber(project.stages.back()->users.to));
    const QString note = project.stages.size() == 1
        ? MainWindow::tr("up to %1 users").arg(most)
        : MainWindow::tr("%n stage(s), up to %1 users", "", static_cast<int>(project.stages.size())).arg(most);
    return { id, templateTitle(QString::fromStdString(project.name)), note, read->project, stage };
}

} // namespace

QString MainWindow::titleOfTemplate(const QString &id)
{
    QString title = QString(id).replace(QLatin1Char('-'), QLatin1Char(' '));
    title[0] = title[0].toUpper();
    return templateTitle(title);
}

/// What can be done while the start page hides the design; everything else brings the design back first, so that nobody
/// edits what they do not see.
void MainWindow::wireLeavingStart()
{
    static constexpr std::array kKeepsStart {
        "new",  "open",        "save",      "save-as",     "start-page",  "new-window",    "close",
        "quit", "preferences", "commands",  "full-screen", "look-system", "look-light",    "look-dark",
        "help", "tour",        "shortcuts", "edit-keys",   "about",       "look-contrast", "look-toggle",
    };
    QSet<const QAction *> keeps;
    for (const char *id : kKeepsStart)
        keeps.insert(m_actions[id]);
    for (QAction *action : m_actions.all())
        if (!keeps.contains(action))
            connect(action, &QAction::triggered, this, &MainWindow::leaveStart);
}

void MainWindow::wireStart()
{
    const auto fresh = [this](const std::string &text, const QString &name) {
        if (!mayReplace())
            return;
        if (const Result<Done> started = m_document.startFrom(text, name); !started)
            complain(tr("Not opened"), started.error());
        else
            showOpened();
    };
    connect(m_actions["new"], &QAction::triggered, this, [this] {
        if (isAtStart()) {
            if (mayReplace())
                startFromTemplate(QStringLiteral("empty"));
        } else if (isPristine() || !receivers(SIGNAL(windowRequested())))
            showStart();
        else
            Q_EMIT windowRequested();
    });
    connect(m_actions["start-page"], &QAction::triggered, this, [this] {
        if (isAtStart())
            leaveStart();
        else
            showStart();
    });
    auto *const back = new QShortcut(Qt::Key_Escape, m_start, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(back, &QShortcut::activated, this, [this] {
        if (!isPristine())
            leaveStart();
    });
    connect(m_start, &start::StartPage::templateRequested, this,
            [fresh](const QString &id) { fresh(templateText(id), id); });
    connect(m_start, &start::StartPage::exampleRequested, this,
            [fresh](const QString &id) { fresh(exampleText(id), id); });
    connect(m_start, &start::StartPage::fileRequested, this, &MainWindow::requestOpen);
    connect(m_start, &start::StartPage::openRequested, m_actions["open"], &QAction::trigger);
    connect(m_start, &start::StartPage::tourRequested, m_actions["tour"], &QAction::trigger);
    connect(m_start, &start::StartPage::pinRequested, this, [this](const QString &path, bool isPinned) {
        Settings::setPinned(path, isPinned);
        showRecent();
    });
    connect(m_start, &start::StartPage::forgetRequested, this, [this](const QString &path) {
        Settings::removeRecentFile(path);
        showRecent();
    });
    connect(m_start, &start::StartPage::recoveryRequested, this, &MainWindow::recover);
    connect(m_start, &start::StartPage::recoveryRefused, this, &MainWindow::refuse);
}

void MainWindow::wireTour()
{
    const auto tell = [this] {
        const int step = Settings::tourStep();
        m_start->setTourText(step > 0 ? tr("Go on with the tour (step %1 of 5)").arg(step + 1) : tr("Take the tour"));
    };
    connect(m_actions["tour"], &QAction::triggered, this, &MainWindow::takeTour);
    connect(m_tour, &tour::Tour::stepShown, this, [tell](int step) {
        Settings::setTourStep(step);
        tell();
    });
    connect(m_tour, &tour::Tour::finished, this, [tell] {
        Settings::setTourStep(-1);
        tell();
    });
    tell();
}

void MainWindow::fillTemplates()
{
    QMenu *menu = m_actions.menu(QStringLiteral("new"));
    for (const QString &name : templateNames()) {
        connect(menu->addAction(titleOfTemplate(name)), &QAction::triggered, this, [this, name] {
            if (mayReplace())
                startFromTemplate(name);
        });
    }
}

/// Reading a dozen designs takes its time, so it waits until somebody wants to see them.
void MainWindow::fillTiles()
{
    if (std::exchange(m_hasTiles, true))
        return;
    std::vector<start::TileContent> tiles;
    for (const QString &name : templateNames()) {
        start::TileContent tile = tileOf(name, templateText(name), m_catalog);
        if (tile.design && tile.design->stages.size() == 1 && tile.design->stages.front()->components.empty())
            tile = { tile.id, tile.title, tr("an empty canvas"), nullptr, 0 }; // it has no picture
        tiles.push_back(std::move(tile));
    }
    m_start->setTemplates(std::move(tiles));
    std::vector<start::TileContent> examples;
    for (const QString &name : exampleNames())
        examples.push_back(tileOf(name, exampleText(name), m_catalog));
    m_start->setExamples(std::move(examples));
}

void MainWindow::showRecent()
{
    QMenu *menu = m_actions.menu(QStringLiteral("recent"));
    menu->clear();
    std::vector<start::RecentFile> files;
    for (const QString &path : Settings::recentFiles()) {
        files.push_back({ path, Settings::isPinned(path), QFileInfo::exists(path) });
        QAction *line = menu->addAction(QString(path).replace(QLatin1Char('&'), QStringLiteral("&&")));
        line->setEnabled(files.back().isThere);
        connect(line, &QAction::triggered, this, [this, path] { requestOpen(path); });
    }
    menu->setEnabled(!menu->isEmpty());
    m_start->setRecent(files);
}

void MainWindow::showRecoveries()
{
    std::vector<start::RecoveryOffer> offers;
    for (const Recovery &each : std::as_const(m_recoveries)) {
        QString about
            = tr("%n step(s), the last %1", "", each.steps).arg(QLocale().toString(each.time, QLocale::ShortFormat));
        if (!each.step.isEmpty())
            about += QStringLiteral(": ") + each.step;
        about += QLatin1Char('\n')
            + (each.path.isEmpty()       ? tr("never saved to a file")
                   : each.hasFileChanged ? tr("%1, which another program has changed since").arg(each.path)
                                         : each.path);
        offers.push_back({ each.journal, each.name, about, each.design, each.stage });
    }
    m_start->setRecoveries(offers);
}

void MainWindow::offerRecoveries()
{
    m_recoveries = findRecoveries(journalFolder(), m_catalog);
    if (m_recoveries.isEmpty())
        return;
    m_notice->ask(tr("Headroom ended before %n design(s) could be saved. Nothing is lost.", "",
                     static_cast<int>(m_recoveries.size())),
                  { { tr("Show what can be recovered"), [this] { showStart(); }, true }, { tr("Later"), {}, false } });
}

void MainWindow::recover(const QString &journal)
{
    const auto found = std::find_if(m_recoveries.begin(), m_recoveries.end(),
                                    [&](const Recovery &each) { return each.journal == journal; });
    if (found == m_recoveries.end() || !mayReplace())
        return;
    const Recovery recovery = *found;
    QString path = recovery.path;
    if (const QString holder = path.isEmpty() ? QString() : m_guard->take(path); !holder.isEmpty()) {
        m_toast->say(tr("“%1” is open in another Headroom: %2. Save the recovered design under another name.")
                         .arg(QFileInfo(path).fileName(), holder));
        path.clear();
    }
    m_document.recover(recovery.design, path, recovery.baseHash, recovery.steps);
    showOpened();
    if (m_work.autosave->flush()) // safe again before the old journal goes
        forget(recovery);
    m_recoveries.removeIf([&](const Recovery &each) { return each.journal == journal; });
    showRecoveries();
    m_guard->watch().look();
}

void MainWindow::refuse(const QString &journal)
{
    const auto found = std::find_if(m_recoveries.begin(), m_recoveries.end(),
                                    [&](const Recovery &each) { return each.journal == journal; });
    if (found == m_recoveries.end())
        return;
    QMessageBox box(QMessageBox::Warning, tr("Discard the edits?"),
                    tr("The edits of “%1” cannot be brought back afterwards.").arg(found->name), QMessageBox::Cancel,
                    this);
    box.setTextFormat(Qt::PlainText);
    const QPushButton *discard = box.addButton(tr("Discard the edits"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel); // Return alone loses nothing
    box.exec();
    if (box.clickedButton() != discard)
        return;
    forget(*found);
    m_recoveries.erase(found);
    showRecoveries();
}

} // namespace headroom::app
