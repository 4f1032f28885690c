#pragma once

#include "app/analysis/analysis_runner.h"
#include "app/analysis/why_runner.h"
#include "app/document/document.h"
#include "app/journal/autosave.h"
#include "app/journal/recovery.h"
#include "app/layout/layout_runner.h"
#include "app/settings/settings.h"
#include "app/shell/actions.h"
#include "views/theme/theme.h"

#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <memory>

class QStackedWidget;
class QToolBar;

namespace headroom::canvas {
class CanvasView;
}
namespace headroom::charts {
class CostChart;
class CurveChart;
class LatencyChart;
class StageMap;
class UtilizationChart;
} // namespace headroom::charts
namespace headroom::commands {
class CommandPalette;
struct Command;
} // namespace headroom::commands
namespace headroom::findings {
class FindingsView;
}
namespace headroom::growth_views {
class GrowthPanel;
class StageBars;
} // namespace headroom::growth_views
namespace headroom::history {
class HistoryView;
}
namespace headroom::inspector {
class InspectorView;
}
namespace headroom::notices {
class NoticeBar;
}
namespace headroom::outline {
class OutlineView;
}
namespace headroom::palette {
class PaletteView;
}
namespace headroom::stages {
class GrowBar;
class IndicatorStrip;
class ReachBar;
} // namespace headroom::stages
namespace headroom::start {
class StartPage;
}
namespace headroom::tour {
class Tour;
}
namespace headroom::workload_views {
class WorkloadDialog;
}

namespace headroom::app {

class CompareControls;
class Docks;
class FileGuard;
class GrowthControls;
class GrowthDesk;
class HeaderBar;
class Toast;

/// The open design with its undo steps, and the journal of what is not saved.
struct Work {
    std::unique_ptr<Document> document;
    std::unique_ptr<Autosave> autosave; ///< before the document goes
};

/// What a window leaves to the one that takes its place.
struct Handover {
    Work work;
    int stage = 0;
    double users = 1000;
    std::vector<std::string> selection;
    bool isAtStart = false;
};

/// Assembles document, analysis and views, and wires them; decides nothing about the model.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    /// @param catalog  must outlive the window.
    /// @param work  of another window, to go on with; without a document: an empty design.
    explicit MainWindow(const catalog::Catalog &catalog, QWidget *parent = nullptr, Work work = {});
    ~MainWindow() override;

    /// Lets go of the design and all that is about it; the window can only be destroyed then, before what it gave.
    [[nodiscard]] Handover handOver();
    /// Shows itself where the other window was. @param handover  whose work this window was made with
    void takeOver(const Handover &handover);
    /// Opens a file in this window; says in a dialog why it could not, and leaves the open design as it was.
    bool openFile(const QString &path);
    /// Opens the file where it is open already, here when nothing is lost by it, or in a window of its own.
    void requestOpen(const QString &path);
    /// Whether another design may take this one's place unasked: it has no file and no edits.
    [[nodiscard]] bool isPristine() const;
    /// Shows where one begins, over the open design.
    void showStart();
    [[nodiscard]] bool isAtStart() const;
    void leaveStart();
    /// Says in a notice that there are designs to recover, when there are.
    void offerRecoveries();
    void startFromTemplate(const QString &name);
    void showStage(int index);
    /// Has what is typed and was not finished with Enter made an edit: values, notes and names in the inspector, a name
    /// on the canvas. A value that is not allowed stays in its editor, and a toast says why.
    void commitTyping();
    void setUsers(double users);
    void setLook(LookChoice choice);

    [[nodiscard]] Document &document() { return m_document; }
    [[nodiscard]] int stage() const { return m_stage; }
    [[nodiscard]] double users() const { return m_users; }
    [[nodiscard]] canvas::CanvasView &canvas() { return *m_canvas; }
    [[nodiscard]] palette::PaletteView &palettePanel() { return *m_palette; }
    [[nodiscard]] inspector::InspectorView &inspector() { return *m_inspector; }
    [[nodiscard]] workload_views::WorkloadDialog &workloadDialog(); ///< made when it is first asked for
    [[nodiscard]] HeaderBar &header() { return *m_header; }
    [[nodiscard]] Docks &docks() { return *m_docks; }
    [[nodiscard]] Autosave &autosave() { return *m_work.autosave; }
    [[nodiscard]] FileGuard &guard() { return *m_guard; }
    [[nodiscard]] notices::NoticeBar &notice() { return *m_notice; }
    [[nodiscard]] tour::Tour &tour() { return *m_tour; }
    [[nodiscard]] start::StartPage &startPage() { return *m_start; }
    [[nodiscard]] charts::LatencyChart &latencyChart() { return *m_latency; }
    [[nodiscard]] charts::StageMap &stageMap() { return *m_map; }
    [[nodiscard]] growth_views::StageBars &availabilityChart() { return *m_availability; }
    [[nodiscard]] stages::GrowBar &growBar() { return *m_growBar; }
    [[nodiscard]] stages::ReachBar &reachBar() { return *m_reachBar; }
    [[nodiscard]] GrowthControls &growth() { return *m_growth; }
    [[nodiscard]] growth_views::GrowthPanel &growthPanel(); ///< made when it is first seen or asked for
    [[nodiscard]] GrowthDesk &growthDesk();                 ///< the same
    [[nodiscard]] CompareControls &comparison() { return *m_comparison; }
    /// What F1 says when this part has the focus; empty: all keys.
    [[nodiscard]] QString helpFor(const QWidget *focused) const;
    [[nodiscard]] QAction *action(const char *id) const { return m_actions[id]; }
    [[nodiscard]] const std::shared_ptr<const analysis::Report> &report() const { return m_report; }

Q_SIGNALS:
    /// Every number shown belongs to the present snapshot, stage and users.
    void settled();
    void openRequested(const QString &path); ///< in whichever window
    void windowRequested();                  ///< another one
    void preferencesChanged();               ///< which are those of all windows
    void remakeRequested();                  ///< language or size of the letters are others now in the settings

public Q_SLOTS:
    /// Takes look, size of the letters, motion and keys from the settings.
    void applyPreferences();
    void applyMotion(); ///< alone, when the desktop says something else

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void childEvent(QChildEvent *event) override;

private:
    void assemble();
    void addPanels();
    void wireViews();
    void wireAnalysis();
    void wireLeavingStart();
    void wireCommitting();
    void wireActions();
    void wireFiles();
    void wirePanels();
    void wireEditing();
    void wireArranging();
    void enableArranging();
    void wireLooks();
    void wireStart();
    void wireTour();
    void wireGrowth();
    void wireGrowthDesk();
    void applyGrowthTheme();
    void showReport(const std::shared_ptr<const analysis::Report> &report);
    void wireRemedies();
    void showRemedies();
    void enableEditing();
    [[nodiscard]] std::vector<commands::Command> componentCommands() const;
    [[nodiscard]] std::vector<commands::Command> targetCommands() const;
    [[nodiscard]] std::vector<commands::Command>
    commandsOf(const std::function<bool(const project::Component &)> &isMeant,
               const std::function<void(const std::string &)> &run) const;
    [[nodiscard]] std::vector<commands::Command> allCommands();
    [[nodiscard]] QList<charts::CurveChart *> curveCharts() const;
    void showSnapshot();
    void showOpened();
    void showTitle();
    void showHistory();
    void showOutline();
    void showRecent();
    void showRecoveries();
    void recover(const QString &journal);
    void refuse(const QString &journal);
    void present(bool isOn);
    void analyze();
    void perform(const edits::Edit &edit);
    void applyTheme();
    void fillTemplates();
    [[nodiscard]] static QString titleOfTemplate(const QString &id);
    void fillTiles();
    void askForFile();
    bool save();
    bool saveAs();
    bool saveTo(const QString &path);
    void saveByItself();
    void takeBackup();
    bool mayReplace();
    void complain(const QString &title, const Error &error);
    void showShortcuts();
    void editKeys();
    void addHelp();
    void showHelp();
    void showPreferences(const QString &setting = {}); ///< its field has the keys then
    void takeTour();
    void showAbout();
    void restore();
    void remember();

    const catalog::Catalog &m_catalog;
    Work m_work;
    Document &m_document; ///< in m_work
    AnalysisRunner m_runner;
    WhyRunner m_whyRunner;
    LayoutRunner m_layout;
    Actions m_actions;
    std::shared_ptr<const analysis::Report> m_report;
    std::vector<analysis::StageSummary> m_summaries;
    int m_stage = 0;
    double m_users = 1000;
    const theme::Theme *m_theme;
    HeaderBar *m_header = nullptr;
    palette::PaletteView *m_palette = nullptr;
    stages::IndicatorStrip *m_strip = nullptr;
    canvas::CanvasView *m_canvas = nullptr;
    inspector::InspectorView *m_inspector = nullptr;
    charts::UtilizationChart *m_utilization = nullptr;
    charts::CostChart *m_cost = nullptr;
    findings::FindingsView *m_findings = nullptr;
    workload_views::WorkloadDialog *m_workload = nullptr;
    charts::LatencyChart *m_latency = nullptr;
    charts::StageMap *m_map = nullptr;
    growth_views::StageBars *m_availability = nullptr;
    stages::GrowBar *m_growBar = nullptr;
    stages::ReachBar *m_reachBar = nullptr;
    GrowthControls *m_growth = nullptr;
    CompareControls *m_comparison = nullptr;
    QWidget *m_growthPlace = nullptr;
    growth_views::GrowthPanel *m_growthPanel = nullptr; ///< none until it is wanted, as m_desk and m_workload
    GrowthDesk *m_desk = nullptr;
    history::HistoryView *m_history = nullptr;
    outline::OutlineView *m_outline = nullptr;
    notices::NoticeBar *m_notice = nullptr;
    start::StartPage *m_start = nullptr;
    QStackedWidget *m_pages = nullptr;
    QToolBar *m_headerBar = nullptr;
    tour::Tour *m_tour = nullptr;
    Docks *m_docks = nullptr;
    FileGuard *m_guard = nullptr;
    QList<Recovery> m_recoveries;
    QTimer m_selfSave;
    screen::Units m_units = Settings::units(); ///< in which everything is shown
    bool m_isArranged = false;                 ///< the panels have their places
    bool m_hasTiles = false;
    commands::CommandPalette *m_commands = nullptr;
    Toast *m_toast = nullptr;
};

} // namespace headroom::app
