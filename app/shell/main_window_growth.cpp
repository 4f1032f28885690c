#include "app/growth/growth_desk.h"
#include "app/shell/compare_controls.h"
#include "app/shell/docks.h"
#include "app/shell/growth_controls.h"
#include "app/shell/header_bar.h"
#include "app/shell/main_window.h"
#include "app/shell/toast.h"
#include "views/canvas/canvas_view.h"
#include "views/charts/cost_chart.h"
#include "views/charts/latency_chart.h"
#include "views/charts/stage_map.h"
#include "views/charts/utilization_chart.h"
#include "views/findings/findings_view.h"
#include "views/growth/cheapest_page.h"
#include "views/growth/costs_page.h"
#include "views/growth/growth_panel.h"
#include "views/growth/not_yet_page.h"
#include "views/growth/plan_page.h"
#include "views/growth/stage_bars.h"
#include "views/growth/study_page.h"
#include "views/inspector/inspector_view.h"
#include "views/numbers/model_words.h"
#include "views/outline/outline_view.h"
#include "views/stages/grow_bar.h"
#include "views/stages/indicator_strip.h"
#include "views/stages/reach_bar.h"
#include "views/workload/workload_dialog.h"

#include <QLayout>

#include <functional>

// The row of stages and the growth of the users.
namespace headroom::app {

void MainWindow::wireGrowth()
{
    GrowthControls::Host host;
    host.stage = [this] { return m_stage; };
    host.users = [this] { return m_users; };
    host.selection = [this] { return m_canvas->selection(); };
    host.showStage = [this](int stage) { showStage(stage); };
    host.setUsers = [this](double users) { setUsers(users); };
    host.perform = [this](const edits::Edit &edit) {
        commitTyping(); // for the stage that it was typed in, whichever place that has then
        perform(edit);
    };
    host.say = [this](const QString &text) { m_toast->say(text); };
    m_growth = new GrowthControls(m_actions, m_document, { m_header->stepper(), m_reachBar, m_growBar, m_map },
                                  std::move(host), this);
    m_comparison = new CompareControls(
        m_actions, m_document, [this] { return m_stage; }, this);
    m_comparison->showChangesOn(*m_canvas);
    connect(&m_runner, &AnalysisRunner::mapReady, m_growth, &GrowthControls::setMap);
    connect(&m_runner, &AnalysisRunner::figuresReady, this, [this](const std::vector<growth::StageFigures> &stages) {
        m_availability->setStages(stages, m_catalog.currency());
    });
    connect(m_availability, &growth_views::StageBars::chosen, this, &MainWindow::showStage);
    connect(m_actions["grow"], &QAction::toggled, m_canvas, [this](bool isOn) {
        if (isOn) // and from then on all of every stage
            m_canvas->fitAll();
    });
    connect(m_canvas, &canvas::CanvasView::selectionChanged, m_growth, &GrowthControls::refresh);
    connect(m_growth, &GrowthControls::hurryChanged, this, [this](bool isOn) {
        m_runner.setHurried(isOn);
        if (!isOn)
            analyze(); // panels that were not told everything are told now
    });
    wireGrowthDesk();
}

void MainWindow::wireGrowthDesk()
{
    connect(m_actions["show-growth"], &QAction::toggled, this, [this](bool isOn) {
        m_docks->makeRoom(QStringLiteral("growth"), isOn);
        if (!isOn && isActiveWindow()) // else the next key went to whatever field comes after the panel
            m_canvas->setFocus();
    });
    const auto page = [this](const char *id, const std::function<QWidget *(growth_views::GrowthPanel &)> &shown) {
        connect(m_actions[id], &QAction::triggered, this, [this, shown] {
            growthPanel().showPage(shown(growthPanel()));
            m_actions["show-growth"]->setChecked(true);
            m_docks->reveal(QStringLiteral("growth"));
        });
    };
    page("growth-plan", [](growth_views::GrowthPanel &panel) { return panel.plan(); });
    page("cheapest", [](growth_views::GrowthPanel &panel) { return panel.cheapest(); });
    page("uncertainty", [](growth_views::GrowthPanel &panel) { return panel.study(); });
    page("growth-costs", [](growth_views::GrowthPanel &panel) { return panel.costs(); });
    page("not-yet", [](growth_views::GrowthPanel &panel) { return panel.notYet(); });
}

growth_views::GrowthPanel &MainWindow::growthPanel()
{
    (void)growthDesk();
    return *m_growthPanel;
}

GrowthDesk &MainWindow::growthDesk()
{
    if (m_desk)
        return *m_desk;
    GrowthDesk::Host host;
    host.stage = [this] { return m_stage; };
    host.users = [this] { return m_users; };
    host.perform = [this](const edits::Edit &edit) { perform(edit); };
    host.performHere = [this](const edits::Edit &edit) {
        const Result<Done> done = m_document.perform(edit);
        if (!done)
            m_toast->say(screen::modelWords(done.error()));
        return static_cast<bool>(done);
    };
    host.showMoment = [this](int stage, double users) {
        showStage(stage);
        setUsers(users);
    };
    host.select = [this](const QString &id) { m_canvas->showElement(id.toStdString()); };
    host.say = [this](const QString &text) { m_toast->say(text); };
    m_growthPanel = new growth_views::GrowthPanel;
    m_desk = new GrowthDesk(m_document, m_growthPanel, std::move(host), this);
    m_desk->setTheme(*m_theme);
    m_desk->showUsers(m_users);
    m_growthPlace->layout()->addWidget(m_growthPanel);
    m_growthPanel->show();
    connect(m_desk, &GrowthDesk::bandsReady, this, [this](const std::shared_ptr<const growth::StageBands> &bands) {
        m_utilization->setBands(bands);
        m_latency->setBands(bands);
        m_cost->setBands(bands);
    });
    connect(m_desk, &GrowthDesk::offerBandsReady, m_cost, &charts::CostChart::setOfferBands);
    connect(m_desk, &GrowthDesk::spreadsReady, this, [this](const std::vector<growth::StageBands> &stages) {
        std::vector<charts::StageSpread> spreads;
        for (const growth::StageBands &each : stages)
            spreads.push_back({ { each.usersAtSaturation.p05, each.usersAtSaturation.p95 },
                                { each.usersAtTrigger.p05, each.usersAtTrigger.p95 } });
        m_map->setSpreads(std::move(spreads));
    });
    return *m_desk;
}

void MainWindow::applyGrowthTheme()
{
    m_map->setTheme(*m_theme);
    m_availability->setTheme(*m_theme);
    m_growBar->setTheme(*m_theme);
    m_reachBar->setTheme(*m_theme);
    m_comparison->setTheme(*m_theme);
    if (m_desk)
        m_desk->setTheme(*m_theme);
}

void MainWindow::showReport(const std::shared_ptr<const analysis::Report> &report)
{
    m_report = report;
    m_canvas->setReport(report);
    m_strip->setReport(report);
    if (m_growth->isHurried())
        return;
    m_inspector->setReport(report);
    if (m_workload)
        m_workload->setReport(report);
    m_findings->setReport(report);
    m_outline->setReport(report);
    m_latency->setReport(report);
}

} // namespace headroom::app
