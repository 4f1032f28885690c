#pragma once

#include "app/analysis/analysis_runner.h"
#include "app/analysis/why_runner.h"
#include "app/document/document.h"
#include "app/settings/settings.h"
#include "app/shell/actions.h"
#include "views/theme/theme.h"

#include <QMainWindow>

#include <memory>

class QSplitter;

namespace headroom::canvas {
class CanvasView;
}
namespace headroom::charts {
class CostChart;
class UtilizationChart;
} // namespace headroom::charts
namespace headroom::commands {
class CommandPalette;
struct Command;
} // namespace headroom::commands
namespace headroom::findings {
class FindingsView;
}
namespace headroom::inspector {
class InspectorView;
}
namespace headroom::palette {
class PaletteView;
}
namespace headroom::stages {
class IndicatorStrip;
}
namespace headroom::workload_views {
class WorkloadDialog;
}

namespace headroom::app {

class HeaderBar;
class Toast;

/// Assembles document, analysis and views, and wires them; decides nothing about the model.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    /// @param catalog  must outlive the window.
    explicit MainWindow(const catalog::Catalog &catalog, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a file; says in a dialog why it could not, and leaves the open design as it was.
    bool openFile(const QString &path);
    void startFromTemplate(const QString &name);
    void showStage(int index);
    void setUsers(double users);
    void setLook(LookChoice choice);

    [[nodiscard]] Document &document() { return m_document; }
    [[nodiscard]] int stage() const { return m_stage; }
    [[nodiscard]] double users() const { return m_users; }
    [[nodiscard]] canvas::CanvasView &canvas() { return *m_canvas; }
    [[nodiscard]] palette::PaletteView &palettePanel() { return *m_palette; }
    [[nodiscard]] inspector::InspectorView &inspector() { return *m_inspector; }
    [[nodiscard]] workload_views::WorkloadDialog &workloadDialog() { return *m_workload; }
    [[nodiscard]] HeaderBar &header() { return *m_header; }
    [[nodiscard]] QAction *action(const char *id) const { return m_actions[id]; }
    [[nodiscard]] const std::shared_ptr<const analysis::Report> &report() const { return m_report; }

Q_SIGNALS:
    /// Every number shown belongs to the present snapshot, stage and users.
    void settled();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void assemble();
    void wireViews();
    void wireAnalysis();
    void wireActions();
    void wireEditing();
    void wireLooks();
    void enableEditing();
    [[nodiscard]] std::vector<commands::Command> componentCommands() const;
    [[nodiscard]] std::vector<commands::Command> allCommands();
    void showSnapshot();
    void showOpened();
    void showTitle();
    void analyze();
    void perform(const edits::Edit &edit);
    void applyTheme();
    void fillTemplates();
    void fillRecent();
    void askForFile();
    bool save();
    bool saveAs();
    bool mayReplace();
    void complain(const QString &title, const Error &error);
    void showShortcuts();
    void showAbout();
    void restore();

    const catalog::Catalog &m_catalog;
    Document m_document;
    AnalysisRunner m_runner;
    WhyRunner m_whyRunner;
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
    QSplitter *m_columns = nullptr;
    QSplitter *m_rows = nullptr;
    QSplitter *m_bottom = nullptr;
    commands::CommandPalette *m_commands = nullptr;
    Toast *m_toast = nullptr;
};

} // namespace headroom::app
