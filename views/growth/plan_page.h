#pragma once

#include "model/edits/edit.h"
#include "model/growth/plan.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <memory>

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace headroom::growth_views {

class PlainTable;
class PlanForm;
class PlanTimeline;

/// The growth plan: what is expected, and the dated plan made of it as a timeline, as steps and month by month.
class PlanPage final : public QWidget {
    Q_OBJECT

public:
    explicit PlanPage(QWidget *parent);
    void setTheme(const theme::Theme &theme);
    /// Takes the plan's settings; a design without any is offered ten times the present users in a year.
    void setSnapshot(const project::Snapshot &snapshot, double users);
    /// Of the snapshot shown.
    void setPlan(const std::shared_ptr<const growth::Plan> &plan);
    /// Another plan is being computed: what is shown is of before.
    void setBusy(bool isBusy);
    [[nodiscard]] const std::shared_ptr<const growth::Plan> &plan() const { return m_plan; }
    [[nodiscard]] growth::Pace pace() const;
    [[nodiscard]] PlanForm *form() const { return m_form; }
    [[nodiscard]] PlanTimeline *timeline() const { return m_timeline; }
    [[nodiscard]] PlainTable *steps() const { return m_steps; }
    [[nodiscard]] PlainTable *calendar() const { return m_calendar; }
    [[nodiscard]] QTabBar *views() const { return m_views; }
    [[nodiscard]] QPushButton *exportButton() const { return m_export; }
    [[nodiscard]] QPushButton *insteadButton() const { return m_instead; }
    [[nodiscard]] QCheckBox *measuredBox() const { return m_measured; }
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    void editRequested(const headroom::edits::Edit &edit);
    void momentRequested(int stage, double users);
    void paceChanged();
    void exportRequested();

private:
    void assemble();
    QWidget *stepsView();
    void showPlan();
    void showChosen();

    PlanForm *m_form;
    PlanTimeline *m_timeline;
    PlainTable *m_steps;
    PlainTable *m_calendar;
    QTabBar *m_views;
    QStackedWidget *m_pages;
    QLabel *m_summary;
    QLabel *m_warning;
    QCheckBox *m_measured;
    QPushButton *m_export;
    QPushButton *m_instead;
    QPushButton *m_show;
    std::shared_ptr<const growth::Plan> m_plan;
    bool m_isStated = false;
};

} // namespace headroom::growth_views
