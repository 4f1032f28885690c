#include "app/resources/resources.h"
#include "app/shell/actions.h"
#include "app/shell/growth_controls.h"
#include "model/edits/new_stages.h"
#include "model/serialization/project_json.h"
#include "views/stages/stage_stepper.h"

#include <QMenu>

#include <utility>

// The row of stages as a thing to edit.
namespace headroom::app {

void GrowthControls::wireEditing()
{
    const auto on = [this](const char *id, auto what) { connect(m_actions[id], &QAction::triggered, this, what); };
    on("stage-add", [this] { add(edits::emptyStageAfter(project(), stage(), tr("New stage").toStdString())); });
    on("stage-duplicate", [this] { add(edits::copyOfStage(project(), stage())); });
    on("stage-rename", [this] { m_views.stepper->beginRename(); });
    on("stage-range", [this] { m_views.stepper->beginRange(); });
    on("stage-left", [this] { moveStage(m_host.stage(), m_host.stage() - 1); });
    on("stage-right", [this] { moveStage(m_host.stage(), m_host.stage() + 1); });
    on("stage-delete", [this] { removeStage(m_host.stage()); });
    connect(m_actions.menu(QStringLiteral("stage-template")), &QMenu::aboutToShow, this,
            &GrowthControls::fillTemplates);
}

void GrowthControls::wireStepper()
{
    stages::StageStepper *stepper = m_views.stepper;
    connect(stepper, &stages::StageStepper::menuRequested, this, [this](const QPoint &at) {
        QMenu menu(m_window);
        for (const char *id : { "stage-add", "stage-duplicate" })
            menu.addAction(m_actions[id]);
        menu.addMenu(m_actions.menu(QStringLiteral("stage-template")));
        menu.addSeparator();
        for (const char *id : { "stage-rename", "stage-range", "stage-left", "stage-right" })
            menu.addAction(m_actions[id]);
        menu.addSeparator();
        menu.addAction(m_actions["stage-delete"]);
        menu.exec(at);
    });
    connect(stepper, &stages::StageStepper::renamed, this, [this](int index, const QString &name) {
        m_host.perform(edits::RenameStage { static_cast<std::size_t>(index), name.toStdString() });
    });
    connect(stepper, &stages::StageStepper::rangeChanged, this, [this](int index, double from, double to) {
        m_host.perform(edits::SetUserRange { static_cast<std::size_t>(index), { from, to } });
    });
    connect(stepper, &stages::StageStepper::removalRequested, this, &GrowthControls::removeStage);
    connect(stepper, &stages::StageStepper::moveRequested, this, &GrowthControls::moveStage);
}

/// Reading templates takes its time, so it waits until somebody wants to see them.
void GrowthControls::fillTemplates()
{
    if (std::exchange(m_hasTemplates, true))
        return;
    QMenu *menu = m_actions.menu(QStringLiteral("stage-template"));
    for (const QString &name : templateNames()) {
        const Result<serialization::ReadProject> read
            = serialization::readProject(templateText(name), name.toStdString(), m_document.catalog());
        if (!read)
            continue;
        const project::Snapshot design = read->project;
        const QString title = QString::fromStdString(design->name).replace(QLatin1Char('&'), QStringLiteral("&&"));
        QMenu *into = design->stages.size() == 1 ? menu : menu->addMenu(title);
        for (std::size_t i = 0; i < design->stages.size(); ++i) {
            const QString own = QString::fromStdString(design->stages[i]->name);
            connect(into->addAction(into == menu ? title : QStringLiteral("%1  %2").arg(i + 1).arg(own)),
                    &QAction::triggered, this,
                    [this, design, i] { add(edits::stageOfDesign(project(), stage(), *design, i)); });
        }
    }
}

void GrowthControls::add(const edits::AddStage &stage)
{
    const std::size_t before = project().stages.size();
    m_host.perform(stage);
    if (project().stages.size() > before)
        m_host.showStage(static_cast<int>(stage.at));
}

void GrowthControls::moveStage(int from, int to)
{
    const auto count = static_cast<int>(project().stages.size());
    if (from < 0 || to < 0 || from >= count || to >= count)
        return;
    const project::Snapshot before = m_document.snapshot();
    m_host.perform(edits::MoveStage { static_cast<std::size_t>(from), static_cast<std::size_t>(to) });
    if (m_document.snapshot() != before)
        m_host.showStage(to);
}

void GrowthControls::removeStage(int stage)
{
    m_host.perform(edits::RemoveStage { static_cast<std::size_t>(stage) });
}

} // namespace headroom::app
