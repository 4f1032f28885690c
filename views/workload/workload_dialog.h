#pragma once

#include "model/analysis/report.h"
#include "model/edits/edit.h"
#include "views/theme/theme.h"

#include <QDialog>

#include <memory>

class QComboBox;
class QLabel;
class QStackedWidget;
class QTabBar;

namespace headroom::stages {
class IndicatorStrip;
}

namespace headroom::workload_views {

class ClassPage;
class DayPage;
class JobPage;
class JourneyPage;

/// Where the whole workload is edited: journeys, classes of requests, background jobs and the day, with the results of the open stage
/// below. Stays open beside the window; every change is one edit.
class WorkloadDialog final : public QDialog {
    Q_OBJECT

public:
    enum Page { Journeys, Classes, Jobs, Day };

    /// @param catalog  must outlive the dialog.
    WorkloadDialog(const catalog::Catalog &catalog, QWidget *parent);
    void setSnapshot(project::Snapshot snapshot);
    void setReport(const std::shared_ptr<const analysis::Report> &report);
    void setTheme(const theme::Theme &theme);
    void open(int page);
    [[nodiscard]] QTabBar *tabs() const { return m_tabs; }
    [[nodiscard]] QComboBox *presets() const { return m_presets; }
    [[nodiscard]] JourneyPage *journeys() const { return m_journeys; }
    [[nodiscard]] ClassPage *classes() const { return m_classes; }
    [[nodiscard]] JobPage *jobs() const { return m_jobs; }
    [[nodiscard]] DayPage *day() const { return m_day; }
    /// Why the last change was refused; empty: it was not.
    [[nodiscard]] QString error() const;

Q_SIGNALS:
    /// Only edits that can be done.
    void editRequested(const headroom::edits::Edit &edit);

private:
    void assemble();
    void request(const edits::Edit &edit);
    void showError(const QString &error);

    const catalog::Catalog &m_catalog;
    project::Snapshot m_snapshot;
    const theme::Theme *m_theme;
    QLabel *m_presetCaption;
    QComboBox *m_presets;
    QLabel *m_summary;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    JourneyPage *m_journeys;
    ClassPage *m_classes;
    JobPage *m_jobs;
    DayPage *m_day;
    QLabel *m_error;
    stages::IndicatorStrip *m_strip;
};

} // namespace headroom::workload_views
