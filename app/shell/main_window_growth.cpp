#include "app/shell/compare_controls.h"
#include "app/shell/growth_controls.h"
#include "app/shell/header_bar.h"
#include "app/shell/main_window.h"
#include "app/shell/toast.h"
#include "views/canvas/canvas_view.h"
#include "views/charts/latency_chart.h"
#include "views/charts/stage_map.h"
#include "views/findings/findings_view.h"
#include "views/inspector/inspector_view.h"
#include "views/outline/outline_view.h"
#include "views/stages/grow_bar.h"
#include "views/stages/indicator_strip.h"
#include "views/stages/reach_bar.h"
#include "views/workload/workload_dialog.h"

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
    host.perform = [this](const edits::Edit &edit) { perform(edit); };
    host.say = [this](const QString &text) { m_toast->say(text); };
    m_growth = new GrowthControls(m_actions, m_document, { m_header->stepper(), m_reachBar, m_growBar, m_map },
                                  std::move(host), this);
    m_comparison = new CompareControls(
        m_actions, m_document, [this] { return m_stage; }, this);
    connect(&m_runner, &AnalysisRunner::mapReady, m_growth, &GrowthControls::setMap);
    connect(m_canvas, &canvas::CanvasView::selectionChanged, m_growth, &GrowthControls::refresh);
    connect(m_growth, &GrowthControls::hurryChanged, this, [this](bool isOn) {
        m_runner.setHurried(isOn);
        if (!isOn)
            analyze(); // panels that were not told everything are told now
    });
}

void MainWindow::applyGrowthTheme()
{
    m_map->setTheme(*m_theme);
    m_growBar->setTheme(*m_theme);
    m_reachBar->setTheme(*m_theme);
    m_comparison->setTheme(*m_theme);
}

void MainWindow::showReport(const std::shared_ptr<const analysis::Report> &report)
{
    m_report = report;
    m_canvas->setReport(report);
    m_strip->setReport(report);
    if (m_growth->isHurried())
        return;
    m_inspector->setReport(report);
    m_workload->setReport(report);
    m_findings->setReport(report);
    m_outline->setReport(report);
    m_latency->setReport(report);
}

} // namespace headroom::app
