#include "app/shell/main_window.h"

#include "app/files/holder.h"
#include "app/growth/growth_desk.h"
#include "app/shell/docks.h"
#include "app/shell/file_guard.h"
#include "app/shell/growth_controls.h"
#include "app/shell/header_bar.h"
#include "app/shell/look.h"
#include "app/shell/toast.h"
#include "views/canvas/canvas_view.h"
#include "views/canvas/zoom_button.h"
#include "views/charts/cost_chart.h"
#include "views/charts/latency_chart.h"
#include "views/charts/stage_map.h"
#include "views/charts/utilization_chart.h"
#include "views/commands/command_palette.h"
#include "views/docks/roomy_area.h"
#include "views/findings/findings_view.h"
#include "views/growth/growth_panel.h"
#include "views/growth/stage_bars.h"
#include "views/history/history_view.h"
#include "views/inspector/inspector_view.h"
#include "views/inspector/why_panel.h"
#include "views/notices/notice_bar.h"
#include "views/outline/outline_view.h"
#include "views/palette/palette_view.h"
#include "views/stages/grow_bar.h"
#include "views/stages/indicator_strip.h"
#include "views/stages/reach_bar.h"
#include "views/start/start_page.h"
#include "views/tour/tour.h"
#include "views/workload/workload_dialog.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::app {

MainWindow::MainWindow(const catalog::Catalog &catalog, QWidget *parent, Work work)
    : QMainWindow(parent)
    , m_catalog(catalog)
    , m_work(std::move(work))
    , m_document(m_work.document ? *m_work.document : *(m_work.document = std::make_unique<Document>(catalog)))
    , m_runner(catalog)
    , m_whyRunner(catalog)
    , m_actions(*this)
    , m_theme(&themeFor(Settings::look()))
{
    setWindowIcon(QIcon(QStringLiteral(":/headroom/icons/headroom.svg")));
    setAcceptDrops(true);
    setMinimumSize(960, 600);
    applyLook(*m_theme); // first: what a style sheet gives a font keeps the family it then had
    assemble();
    wireViews();
    wireAnalysis();
    wireRemedies();
    wireActions();
    wireFiles();
    wireEditing();
    wireLooks();
    wirePanels();
    wireStart();
    wireTour();
    wireGrowth();
    addHelp();
    fillTemplates();
    showRecent();
    restore();
    applyTheme();
}

MainWindow::~MainWindow()
{
    m_document.undoStack().disconnect(this); // it says good-bye step by step when our actions are gone already
    m_canvas->disconnect(this);
    m_canvas->disconnect(m_growth);
    for (QDockWidget *dock : findChildren<QDockWidget *>()) {
        dock->disconnect();
        dock->toggleViewAction()->disconnect();
    }
}

void MainWindow::assemble()
{
    m_header = new HeaderBar(m_actions["undo"], m_actions["redo"], m_actions["grow"], m_actions["follow-users"], this);
    m_headerBar = addToolBar(tr("Design, stages and users"));
    m_headerBar->setObjectName(QStringLiteral("header"));
    m_headerBar->setMovable(false);
    m_headerBar->setStyleSheet(QStringLiteral("QToolBar { padding: 0; border: none; spacing: 0; }"));
    m_headerBar->addWidget(m_header);
    m_palette = new palette::PaletteView(m_catalog);
    m_strip = new stages::IndicatorStrip;
    m_canvas = new canvas::CanvasView(m_catalog);
    new canvas::ZoomButton(*m_canvas,
                           { m_actions["fit-all"], m_actions["fit-selection"], m_actions["zoom-reset"], nullptr,
                             m_actions["zoom-in"], m_actions["zoom-out"] });
    m_inspector = new inspector::InspectorView(m_catalog);
    m_utilization = new charts::UtilizationChart;
    m_latency = new charts::LatencyChart;
    m_cost = new charts::CostChart;
    m_map = new charts::StageMap;
    m_availability = new growth_views::StageBars(growth_views::StageBars::What::Availability, nullptr);
    m_growBar = new stages::GrowBar;
    m_reachBar = new stages::ReachBar;
    m_findings = new findings::FindingsView(m_catalog);
    m_history = new history::HistoryView;
    m_outline = new outline::OutlineView(m_catalog);
    m_notice = new notices::NoticeBar;
    m_start = new start::StartPage(m_catalog);
    auto *upper = new QWidget;
    auto *column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_notice->setFocusProxy(m_canvas);
    column->addWidget(m_notice);
    column->addWidget(m_growBar);
    column->addWidget(m_reachBar);
    column->addWidget(m_strip);
    column->addWidget(m_canvas, 1);
    m_pages = new QStackedWidget;
    m_pages->addWidget(upper);
    m_pages->addWidget(m_start);
    setCentralWidget(m_pages);
    addPanels();
    m_toast = new Toast(upper);
    m_commands = new commands::CommandPalette(this);
    m_tour = new tour::Tour(this);
    m_document.setBackupFolder(backupFolder());
    if (!m_work.autosave)
        m_work.autosave = std::make_unique<Autosave>(m_document, journalFolder());
    m_guard = new FileGuard(m_document, *m_notice, *this);
    m_guard->setParent(this);
}

void MainWindow::addPanels()
{
    m_docks = new Docks(*this);
    const auto add
        = [this](const char *id, const QString &title, QWidget *content, const char *toggle, const QString &tab = {}) {
              return m_docks->add(QLatin1String(id), title, tab.isEmpty() ? title : tab, content, m_actions[toggle]);
          };
    add("palette", tr("Components"), m_palette, "show-palette");
    add("outline", tr("Outline"), m_outline, "show-outline");
    add("inspector", tr("Inspector"), m_inspector, "show-inspector");
    add("history", tr("History"), m_history, "show-history");
    add("utilization", tr("Utilization by users"), m_utilization, "show-utilization", tr("Utilization"));
    add("latency", tr("Latency by users"), m_latency, "show-latency", tr("Latency"));
    add("cost", tr("Monthly cost by users"), m_cost, "show-cost", tr("Cost"));
    add("stage-map", tr("Stage map"), m_map, "show-stage-map");
    add("availability", tr("Availability by stage"), new docks::RoomyArea(m_availability), "show-availability",
        tr("Availability"));
    add("findings", tr("Findings"), m_findings, "show-findings");
    m_growthPlace = new QWidget;
    (new QVBoxLayout(m_growthPlace))->setContentsMargins(0, 0, 0, 0);
    connect(add("growth", tr("Growth"), new docks::RoomyArea(m_growthPlace), "show-growth"),
            &QDockWidget::visibilityChanged, this, [this](bool isVisible) {
                if (isVisible)
                    (void)growthDesk();
            });
}

QList<charts::CurveChart *> MainWindow::curveCharts() const
{
    return { m_utilization, m_latency, m_cost };
}

void MainWindow::wireViews()
{
    const auto edit = [this](const edits::Edit &wanted) { perform(wanted); };
    connect(m_canvas, &canvas::CanvasView::editRequested, this, edit);
    connect(m_inspector, &inspector::InspectorView::editRequested, this, edit);
    connect(m_inspector, &inspector::InspectorView::dropped, this, [this](const QString &why) { m_toast->say(why); });
    connect(m_findings, &findings::FindingsView::editRequested, this, edit);
    connect(m_inspector, &inspector::InspectorView::workloadRequested, this,
            [this](int page) { workloadDialog().open(page); });
    connect(m_actions["workload"], &QAction::triggered, this, [this] {
        workloadDialog().open(workloadDialog().isVisible() ? workloadDialog().tabs()->currentIndex() : 0);
    });
    connect(m_canvas, &canvas::CanvasView::refused, this, [this](const QString &why) { m_toast->say(why); });
    connect(m_canvas, &canvas::CanvasView::remarked, this, [this](const QString &what) { m_toast->say(what); });
    connect(m_canvas, &canvas::CanvasView::selectionChanged, this, [this] {
        m_inspector->setSelection(m_canvas->selection());
        m_outline->setSelection(m_canvas->selection());
        m_findings->setSelection(m_canvas->selection());
    });
    connect(m_outline, &outline::OutlineView::selectionRequested, m_canvas, &canvas::CanvasView::setSelection);
    connect(m_outline, &outline::OutlineView::elementRequested, this,
            [this](const QString &id) { m_canvas->showElement(id.toStdString()); });
    connect(m_canvas, &canvas::CanvasView::inspectionRequested, this, [this] {
        m_docks->reveal(QStringLiteral("inspector"));
        m_inspector->focusProperties();
    });
    const auto leave = [this] { m_canvas->setFocus(Qt::OtherFocusReason); };
    connect(m_inspector, &inspector::InspectorView::left, this, leave);
    connect(m_palette, &palette::PaletteView::left, this, leave);
    connect(m_palette, &palette::PaletteView::kindActivated, m_canvas, &canvas::CanvasView::addBeside);
    const auto show = [this](const QString &id) {
        if (id.isEmpty())
            m_canvas->setSelection({});
        else
            m_canvas->showElement(id.toStdString());
    };
    connect(m_findings, &findings::FindingsView::elementRequested, this, show);
    connect(m_findings, &findings::FindingsView::explanationRequested, this, [this](const QString &metric) {
        m_docks->reveal(QStringLiteral("inspector"));
        m_inspector->explain(metric);
    });
    connect(m_inspector, &inspector::InspectorView::elementRequested, this, show);
    connect(m_strip, &stages::IndicatorStrip::elementRequested, this, show);
    connect(m_header->stepper(), &stages::StageStepper::stageRequested, this, &MainWindow::showStage);
    connect(m_header->users(), &stages::UsersSlider::usersChanged, this, &MainWindow::setUsers);
    for (charts::CurveChart *chart : curveCharts()) {
        connect(chart, &charts::CurveChart::usersRequested, this, &MainWindow::setUsers);
        connect(chart, &charts::CurveChart::hovered, this, [this, chart](double users) {
            for (charts::CurveChart *other : curveCharts())
                if (other != chart)
                    other->setHovered(users);
        });
    }
}

workload_views::WorkloadDialog &MainWindow::workloadDialog()
{
    if (m_workload)
        return *m_workload;
    m_workload = new workload_views::WorkloadDialog(m_catalog, this);
    m_workload->addActions({ m_actions["undo"], m_actions["redo"], m_actions["save"] });
    m_workload->setTheme(*m_theme);
    m_workload->setSnapshot(m_document.snapshot());
    if (m_report)
        m_workload->setReport(m_report);
    connect(m_workload, &workload_views::WorkloadDialog::editRequested, this,
            [this](const edits::Edit &wanted) { perform(wanted); });
    return *m_workload;
}

void MainWindow::wireAnalysis()
{
    connect(&m_document, &Document::snapshotChanged, this, &MainWindow::showSnapshot);
    connect(&m_document, &Document::pathChanged, this, &MainWindow::showTitle);
    connect(&m_document, &Document::modifiedChanged, this, &MainWindow::showTitle);
    connect(&m_runner, &AnalysisRunner::reportReady, this, &MainWindow::showReport);
    connect(&m_runner, &AnalysisRunner::effectsReady, m_findings, &findings::FindingsView::setEffects);
    connect(&m_runner, &AnalysisRunner::curvesReady, this,
            [this](const std::shared_ptr<const analysis::Curves> &curves) {
                m_utilization->setCurves(curves);
                m_cost->setCurves(curves);
            });
    connect(&m_runner, &AnalysisRunner::othersReady, m_cost, &charts::CostChart::setOthers);
    connect(m_docks->dock(QStringLiteral("cost")), &QDockWidget::visibilityChanged, &m_runner,
            &AnalysisRunner::setWantsOthers);
    connect(&m_runner, &AnalysisRunner::latencyReady, m_latency, &charts::LatencyChart::setCurves);
    connect(&m_runner, &AnalysisRunner::summariesReady, this,
            [this](const std::vector<analysis::StageSummary> &summaries) {
                m_summaries = summaries;
                m_header->stepper()->setStages(summaries);
            });
    connect(&m_runner, &AnalysisRunner::idle, this, &MainWindow::settled);
    inspector::WhyPanel *why = m_inspector->why();
    connect(why, &inspector::WhyPanel::asked, &m_whyRunner, &WhyRunner::ask);
    connect(why, &inspector::WhyPanel::sensitivitiesAsked, &m_whyRunner, &WhyRunner::askSensitivities);
    connect(&m_whyRunner, &WhyRunner::answered, why, &inspector::WhyPanel::setAnswer);
    connect(&m_whyRunner, &WhyRunner::sensitivitiesFound, why, &inspector::WhyPanel::setSensitivities);
}

void MainWindow::showSnapshot()
{
    const project::Project &project = *m_document.snapshot();
    m_stage = std::clamp(m_stage, 0, static_cast<int>(project.stages.size()) - 1);
    // Names and ranges at once; what binds each stage follows from the analysis.
    m_summaries.resize(project.stages.size());
    for (std::size_t i = 0; i < project.stages.size(); ++i) {
        m_summaries[i].name = project.stages[i]->name;
        m_summaries[i].from = project.stages[i]->users.from;
        m_summaries[i].to = project.stages[i]->users.to;
    }
    m_header->stepper()->setStages(m_summaries);
    m_header->stepper()->setCurrent(m_stage);
    m_availability->setCurrent(m_stage);
    const auto stage = static_cast<std::size_t>(m_stage);
    m_canvas->setSnapshot(m_document.snapshot(), stage);
    m_inspector->setSnapshot(m_document.snapshot(), stage);
    if (m_workload)
        m_workload->setSnapshot(m_document.snapshot());
    m_inspector->setSelection(m_canvas->selection());
    showOutline();
    showTitle();
    m_growth->refresh();
    if (m_desk)
        m_desk->refresh();
    analyze();
}

void MainWindow::showOpened()
{
    leaveStart();
    m_summaries.clear();
    m_growth->reset();
    m_cost->setOthers(nullptr);
    if (m_desk)
        m_desk->reset();
    m_canvas->setSelection({});
    const auto &stages = m_document.snapshot()->stages;
    m_stage = std::min(4, static_cast<int>(stages.size()) - 1);
    setUsers(std::max(1.0, 0.7 * stages[static_cast<std::size_t>(m_stage)]->users.to));
    showSnapshot();
    m_canvas->fitAll();
    m_canvas->setFocus();
    if (!m_document.readerNotes().isEmpty())
        m_toast->say(m_document.readerNotes().mid(0, 3).join(QLatin1Char('\n')));
}

void MainWindow::setUsers(double users)
{
    m_users = users;
    m_header->users()->setUsers(users);
    for (charts::CurveChart *chart : curveCharts())
        chart->setUsers(users);
    m_growth->follow(users);
    if (m_desk)
        m_desk->showUsers(users);
    analyze();
}

void MainWindow::analyze()
{
    m_runner.request(m_document.snapshot(), static_cast<std::size_t>(m_stage), m_users);
}

} // namespace headroom::app
