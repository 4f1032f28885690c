#include "app/resources/resources.h"
#include "app/settings/settings.h"
#include "app/shell/docks.h"
#include "app/shell/growth_controls.h"
#include "app/shell/header_bar.h"
#include "app/shell/main_window.h"
#include "app/shell/toast.h"
#include "model/project/element_index.h"
#include "views/canvas/canvas_view.h"
#include "views/commands/command_palette.h"
#include "views/findings/finding_words.h"
#include "views/findings/findings_view.h"
#include "views/numbers/model_words.h"
#include "views/preferences/preferences_dialog.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>

#include <algorithm>
#include <set>
#include <string>

namespace headroom::app {

using commands::Command;

void MainWindow::wireEditing()
{
    const auto on = [this](const char *id, auto what) { connect(m_actions[id], &QAction::triggered, this, what); };
    on("cut", [this] { m_canvas->cutSelection(); });
    on("copy", [this] { m_canvas->copySelection(); });
    on("paste", [this] { m_canvas->paste(); });
    on("duplicate", [this] { m_canvas->duplicateSelection(); });
    on("select-kind", [this] { m_canvas->selectSameKind(); });
    on("find", [this] { m_commands->open(componentCommands(), tr("Find a component by its name or kind")); });
    on("connect", [this] { m_commands->open(targetCommands(), tr("Connect to which component?")); });
    on("commands", [this] { m_commands->open(allCommands(), tr("What do you want to do or find?")); });
    using enum edits::Arrangement;
    for (const auto &[id, arrangement] :
         { std::pair("align-left", Left), std::pair("align-center", Center), std::pair("align-right", Right),
           std::pair("align-top", Top), std::pair("align-middle", Middle), std::pair("align-bottom", Bottom),
           std::pair("spread-across", SpreadAcross), std::pair("spread-down", SpreadDown) })
        on(id, [this, wanted = arrangement] { m_canvas->arrangeSelection(wanted); });
    wireArranging();
    for (const char *id : { "cut",         "copy",           "paste",         "duplicate", "",
                            "connect",     "rename",         "delete",        "",          "select-all",
                            "select-kind", "select-finding", "fit-selection", "fit-all",   "",
                            "group",       "ungroup",        "collapse",      "lock",      "tidy",
                            "lay-out" }) {
        auto *gap = *id ? nullptr : new QAction(m_canvas);
        if (gap)
            gap->setSeparator(true);
        m_canvas->addAction(gap ? gap : m_actions[id]); // one that is there already moves to its place
    }
    m_canvas->setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto enable = [this] { enableEditing(); };
    connect(m_canvas, &canvas::CanvasView::selectionChanged, this, enable);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, enable);
    enableEditing();
}

void MainWindow::enableEditing()
{
    std::size_t cards = 0;
    for (const std::string &id : m_canvas->selection())
        cards += m_canvas->faces().findComponent(id) >= 0;
    for (const char *id : { "cut", "copy", "duplicate", "select-kind", "connect" })
        m_actions[id]->setEnabled(cards > 0);
    for (const char *id : { "align-left", "align-center", "align-right", "align-top", "align-middle", "align-bottom" })
        m_actions[id]->setEnabled(cards > 1);
    for (const char *id : { "spread-across", "spread-down" })
        m_actions[id]->setEnabled(cards > 2);
    enableArranging();
    m_actions["paste"]->setEnabled(canvas::CanvasView::canPaste());
    m_actions["delete"]->setEnabled(!m_canvas->selection().empty());
    m_actions["rename"]->setEnabled(m_canvas->selection().size() == 1);
}

void MainWindow::perform(const edits::Edit &edit)
{
    const edits::LaterEdit wide = m_growth->widened(edit);
    if (const Result<Done> done = m_document.perform(wide.edit); !done)
        m_toast->say(screen::modelWords(done.error()));
    else
        m_growth->tell(wide);
}

void MainWindow::showTitle()
{
    const QString name = QString::fromStdString(m_document.snapshot()->name);
    const QString file = m_document.path().isEmpty() ? QString() : QFileInfo(m_document.path()).fileName();
    // On the start page no design is seen, and often nobody has asked for the one behind it.
    const bool isHidden = isAtStart() && isPristine();
    setWindowTitle(isHidden ? QStringLiteral("Headroom") : tr("%1[*] – Headroom").arg(name));
    setWindowModified(m_document.isModified());
    m_header->setDesign(name, file, m_document.isModified());
}

std::vector<Command> MainWindow::componentCommands() const
{
    return commandsOf([](const project::Component &) { return true; },
                      [this](const std::string &id) { m_canvas->showElement(id); });
}

/// What the selection can be connected to.
std::vector<Command> MainWindow::targetCommands() const
{
    const std::vector<std::string> &chosen = m_canvas->selection();
    const project::Stage &stage = *m_document.snapshot()->stages[static_cast<std::size_t>(m_stage)];
    std::set<std::string> connected;
    for (const project::Connection &each : stage.connections)
        if (chosen.size() == 1 && each.from == chosen.front())
            connected.insert(each.to);
    const auto targets = [&](bool isConnected) {
        return commandsOf(
            [&](const project::Component &each) {
                return m_catalog.kind(each.kind).behavior != "place" && connected.contains(each.id) == isConnected
                    && (chosen.size() > 1 || std::find(chosen.begin(), chosen.end(), each.id) == chosen.end());
            },
            [this](const std::string &id) { m_canvas->connectSelectionTo(id); });
    };
    std::vector<Command> lines = targets(false); // what is joined already is hardly meant: it comes last
    for (Command &each : targets(true))
        lines.push_back(std::move(each));
    return lines;
}

/// A line for each component of the stage that is meant; choosing it does that and leads to the canvas.
std::vector<Command> MainWindow::commandsOf(const std::function<bool(const project::Component &)> &isMeant,
                                            const std::function<void(const std::string &)> &run) const
{
    std::vector<Command> lines;
    const project::Stage &stage = *m_document.snapshot()->stages[static_cast<std::size_t>(m_stage)];
    const project::ElementIndex index(stage);
    for (const project::Component &each : stage.components) {
        if (!isMeant(each))
            continue;
        const catalog::Kind &kind = m_catalog.kind(each.kind);
        QString detail = QString::fromStdString(kind.title);
        if (const auto place = index.component(each.place); place >= 0)
            detail += QStringLiteral(" · ")
                + QString::fromStdString(stage.components[static_cast<std::size_t>(place)].name);
        lines.push_back(
            { QString::fromStdString(each.name), detail,
              QIcon(theme::Theme::icon(QString::fromStdString(kind.icon), 16, m_theme->family(kind.family), 2)),
              [this, run, id = each.id] {
                  run(id);
                  m_canvas->setFocus();
              } });
    }
    return lines;
}

std::vector<Command> MainWindow::allCommands()
{
    std::vector<Command> lines;
    for (QAction *action : m_actions.all())
        if (action->isEnabled() && action != m_actions["commands"]) {
            QString detail = action->shortcut().toString(QKeySequence::NativeText);
            if (action->isCheckable())
                detail = action->isChecked() ? tr("on") : tr("off");
            lines.push_back(
                { Actions::plain(action->text()), detail, action->icon(), [action] { action->trigger(); } });
        }
    for (const preferences::Setting &each : preferences::settings())
        lines.push_back({ tr("Preferences: %1").arg(each.title), tr("setting"), {}, [this, field = each.field] {
                             showPreferences(field);
                         } });
    const auto &stages = m_document.snapshot()->stages;
    for (std::size_t i = 0; i < stages.size(); ++i)
        lines.push_back(
            { tr("Stage %1: %2").arg(i + 1).arg(QString::fromStdString(stages[i]->name)), tr("stage"), {}, [this, i] {
                 showStage(static_cast<int>(i));
             } });
    for (Command &each : componentCommands())
        lines.push_back(std::move(each));
    if (m_report)
        for (std::size_t i = 0; i < m_report->findings.size(); ++i)
            if (const analysis::Finding &finding = m_report->findings[i]; !finding.subjects.empty())
                lines.push_back({ findings::cardWords(finding, *m_report, m_catalog).title,
                                  tr("finding %1").arg(QString::fromStdString(finding.rule)),
                                  {},
                                  [this, place = static_cast<int>(i), id = finding.subjects.front()] {
                                      m_docks->reveal(QStringLiteral("findings"));
                                      m_findings->chooseFinding(place);
                                      m_canvas->showElement(id);
                                  } });
    for (const catalog::Kind &kind : m_catalog.kinds())
        lines.push_back(
            { tr("Add %1").arg(QString::fromStdString(kind.title)), tr("component"),
              QIcon(theme::Theme::icon(QString::fromStdString(kind.icon), 16, m_theme->family(kind.family), 2)),
              [this, id = QString::fromStdString(kind.id)] { m_canvas->addBeside(id); } });
    for (const QString &name : templateNames())
        lines.push_back({ tr("New from template: %1").arg(titleOfTemplate(name)), tr("template"), {}, [this, name] {
                             if (mayReplace())
                                 startFromTemplate(name);
                         } });
    for (const QString &path : Settings::recentFiles())
        lines.push_back(
            { tr("Open %1").arg(QFileInfo(path).fileName()), path, {}, [this, path] { requestOpen(path); } });
    return lines;
}

} // namespace headroom::app
