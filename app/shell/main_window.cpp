#include "app/shell/main_window.h"

#include "app/shell/header_bar.h"
#include "app/shell/look.h"
#include "app/shell/toast.h"
#include "views/canvas/canvas_view.h"
#include "views/charts/cost_chart.h"
#include "views/charts/utilization_chart.h"
#include "views/commands/command_palette.h"
#include "views/findings/findings_view.h"
#include "views/inspector/inspector_view.h"
#include "views/inspector/why_panel.h"
#include "views/palette/palette_view.h"
#include "views/stages/indicator_strip.h"
#include "views/workload/workload_dialog.h"

#include <QActionGroup>
#include <QFileInfo>
#include <QMenuBar>
#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::app {

namespace {

QSplitter *splitter(Qt::Orientation direction, const std::vector<QWidget *> &parts, const QList<int> &sizes,
                    int stretched)
{
    auto *made = new QSplitter(direction);
    made->setHandleWidth(1);
    made->setChildrenCollapsible(false);
    for (QWidget *part : parts)
        made->addWidget(part);
    for (int i = 0; i < static_cast<int>(parts.size()); ++i)
        made->setStretchFactor(i, i == stretched ? 1 : 0);
    made->setSizes(sizes);
    return made;
}

} // namespace

MainWindow::MainWindow(const catalog::Catalog &catalog, QWidget *parent)
    : QMainWindow(parent)
    , m_catalog(catalog)
    , m_document(catalog)
    , m_runner(catalog)
    , m_whyRunner(catalog)
    , m_actions(*this)
    , m_theme(&themeFor(Settings::look()))
{
    setWindowIcon(QIcon(QStringLiteral(":/headroom/icons/headroom.svg")));
    setAcceptDrops(true);
    setMinimumSize(960, 600);
    assemble();
    wireViews();
    wireAnalysis();
    wireActions();
    wireEditing();
    wireLooks();
    fillTemplates();
    fillRecent();
    restore();
    applyTheme();
}

MainWindow::~MainWindow()
{
    m_document.undoStack().disconnect(this); // it says good-bye step by step when our actions are gone already
    m_canvas->disconnect(this);
}

void MainWindow::assemble()
{
    m_header = new HeaderBar(m_actions["undo"], m_actions["redo"], m_actions["look-toggle"], this);
    m_palette = new palette::PaletteView(m_catalog);
    m_strip = new stages::IndicatorStrip;
    m_canvas = new canvas::CanvasView(m_catalog);
    m_inspector = new inspector::InspectorView(m_catalog);
    m_utilization = new charts::UtilizationChart;
    m_cost = new charts::CostChart;
    m_findings = new findings::FindingsView;
    auto *upper = new QWidget;
    auto *column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_canvas, 1);
    m_bottom = splitter(Qt::Horizontal, { m_utilization, m_cost, m_findings }, { 350, 350, 340 }, -1);
    for (int i = 0; i < 3; ++i)
        m_bottom->setStretchFactor(i, 1);
    m_rows = splitter(Qt::Vertical, { upper, m_bottom }, { 640, 270 }, 0);
    m_columns = splitter(Qt::Horizontal, { m_palette, m_rows, m_inspector }, { 200, 1100, 300 }, 1);
    auto *central = new QWidget;
    auto *rows = new QVBoxLayout(central);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_header);
    rows->addWidget(m_columns, 1);
    setCentralWidget(central);
    m_toast = new Toast(upper);
    m_commands = new commands::CommandPalette(this);
    m_workload = new workload_views::WorkloadDialog(m_catalog, this);
    m_workload->addActions({ m_actions["undo"], m_actions["redo"], m_actions["save"] });
}

void MainWindow::wireViews()
{
    const auto edit = [this](const edits::Edit &wanted) { perform(wanted); };
    connect(m_canvas, &canvas::CanvasView::editRequested, this, edit);
    connect(m_inspector, &inspector::InspectorView::editRequested, this, edit);
    connect(m_findings, &findings::FindingsView::editRequested, this, edit);
    connect(m_workload, &workload_views::WorkloadDialog::editRequested, this, edit);
    connect(m_inspector, &inspector::InspectorView::workloadRequested, m_workload,
            &workload_views::WorkloadDialog::open);
    connect(m_actions["workload"], &QAction::triggered, this,
            [this] { m_workload->open(m_workload->isVisible() ? m_workload->tabs()->currentIndex() : 0); });
    connect(m_canvas, &canvas::CanvasView::refused, this, [this](const QString &why) { m_toast->say(why); });
    connect(m_canvas, &canvas::CanvasView::selectionChanged, this,
            [this] { m_inspector->setSelection(m_canvas->selection()); });
    connect(m_palette, &palette::PaletteView::kindActivated, m_canvas, &canvas::CanvasView::addKind);
    const auto show = [this](const QString &id) {
        if (id.isEmpty())
            m_canvas->setSelection({});
        else
            m_canvas->showElement(id.toStdString());
    };
    connect(m_findings, &findings::FindingsView::elementRequested, this, show);
    connect(m_inspector, &inspector::InspectorView::elementRequested, this, show);
    connect(m_strip, &stages::IndicatorStrip::elementRequested, this, show);
    connect(m_header->stepper(), &stages::StageStepper::stageRequested, this, &MainWindow::showStage);
    connect(m_header->users(), &stages::UsersSlider::usersChanged, this, &MainWindow::setUsers);
    connect(m_utilization, &charts::CurveChart::usersRequested, this, &MainWindow::setUsers);
    connect(m_cost, &charts::CurveChart::usersRequested, this, &MainWindow::setUsers);
}

void MainWindow::wireAnalysis()
{
    connect(&m_document, &Document::snapshotChanged, this, &MainWindow::showSnapshot);
    connect(&m_document, &Document::pathChanged, this, &MainWindow::showTitle);
    connect(&m_document, &Document::modifiedChanged, this, &MainWindow::showTitle);
    connect(&m_runner, &AnalysisRunner::reportReady, this,
            [this](const std::shared_ptr<const analysis::Report> &report) {
                m_report = report;
                m_canvas->setReport(report);
                m_strip->setReport(report);
                m_inspector->setReport(report);
                m_workload->setReport(report);
                m_findings->setReport(report);
            });
    connect(&m_runner, &AnalysisRunner::effectsReady, m_findings, &findings::FindingsView::setEffects);
    connect(&m_runner, &AnalysisRunner::curvesReady, this,
            [this](const std::shared_ptr<const analysis::Curves> &curves) {
                m_utilization->setCurves(curves);
                m_cost->setCurves(curves);
            });
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
    const auto stage = static_cast<std::size_t>(m_stage);
    m_canvas->setSnapshot(m_document.snapshot(), stage);
    m_inspector->setSnapshot(m_document.snapshot(), stage);
    m_workload->setSnapshot(m_document.snapshot());
    m_inspector->setSelection(m_canvas->selection());
    showTitle();
    analyze();
}

void MainWindow::showOpened()
{
    m_summaries.clear();
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

void MainWindow::showStage(int index)
{
    if (index < 0 || index >= static_cast<int>(m_document.snapshot()->stages.size()) || index == m_stage)
        return;
    m_stage = index;
    m_report.reset();
    showSnapshot();
}

void MainWindow::setUsers(double users)
{
    m_users = users;
    m_header->users()->setUsers(users);
    m_utilization->setUsers(users);
    m_cost->setUsers(users);
    analyze();
}

void MainWindow::analyze()
{
    m_runner.request(m_document.snapshot(), static_cast<std::size_t>(m_stage), m_users);
}

void MainWindow::perform(const edits::Edit &edit)
{
    if (const Result<Done> done = m_document.perform(edit); !done)
        m_toast->say(QString::fromStdString(done.error().message()));
}

void MainWindow::showTitle()
{
    const QString name = QString::fromStdString(m_document.snapshot()->name);
    const QString file = m_document.path().isEmpty() ? QString() : QFileInfo(m_document.path()).fileName();
    setWindowTitle(tr("%1[*] – Headroom").arg(name));
    setWindowModified(m_document.isModified());
    m_header->setDesign(name, file, m_document.isModified());
}

void MainWindow::setLook(LookChoice choice)
{
    Settings::setLook(choice);
    m_theme = &themeFor(choice);
    applyTheme();
}

void MainWindow::applyTheme()
{
    applyLook(*m_theme);
    m_actions.setTheme(*m_theme);
    m_header->setTheme(*m_theme);
    m_palette->setTheme(*m_theme);
    m_strip->setTheme(*m_theme);
    m_canvas->setTheme(*m_theme);
    m_inspector->setTheme(*m_theme);
    m_utilization->setTheme(*m_theme);
    m_cost->setTheme(*m_theme);
    m_findings->setTheme(*m_theme);
    m_workload->setTheme(*m_theme);
    m_toast->setTheme(*m_theme);
    m_commands->setTheme(*m_theme);
    const LookChoice choice = Settings::look();
    m_actions["look-system"]->setChecked(choice == LookChoice::System);
    m_actions["look-light"]->setChecked(choice == LookChoice::Light);
    m_actions["look-dark"]->setChecked(choice == LookChoice::Dark);
}

} // namespace headroom::app
