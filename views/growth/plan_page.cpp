#include "views/growth/plan_page.h"

#include "views/growth/page_parts.h"
#include "views/growth/plain_table.h"
#include "views/growth/plan_form.h"
#include "views/growth/plan_timeline.h"
#include "views/growth/plan_words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace headroom::growth_views {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kProposedTimes = 10; ///< the users of a proposal, in a year

} // namespace

PlanPage::PlanPage(QWidget *parent)
    : QWidget(parent)
    , m_form(new PlanForm(this))
    , m_timeline(new PlanTimeline(this))
    , m_steps(new PlainTable(stepHeads(), tr("Steps of the plan"), this))
    , m_calendar(new PlainTable(calendarHeads(), tr("Months and events of the plan"), this))
    , m_views(viewBar({ tr("Timeline"), tr("Steps"), tr("Months") }, tr("How the plan is shown"), this))
    , m_pages(new QStackedWidget(this))
    , m_summary(new QLabel(this))
    , m_warning(new QLabel(this))
    , m_measured(new QCheckBox(tr("ignore ranges"), this))
    , m_export(new QPushButton(tr("Export CSV…"), this))
    , m_instead(new QPushButton(tr("Make the change instead"), this))
    , m_show(new QPushButton(tr("Show that day"), this))
{
    assemble();
    connect(m_views, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_form, &PlanForm::planStated, this,
            [this](const project::GrowthPlan &plan) { Q_EMIT editRequested(edits::SetGrowthPlan { plan }); });
    connect(m_form, &PlanForm::removeRequested, this,
            [this] { Q_EMIT editRequested(edits::SetGrowthPlan { std::nullopt }); });
    connect(m_timeline, &PlanTimeline::momentRequested, this, &PlanPage::momentRequested);
    connect(m_measured, &QCheckBox::toggled, this, &PlanPage::paceChanged);
    connect(m_export, &QPushButton::clicked, this, &PlanPage::exportRequested);
    connect(m_steps, &PlainTable::chosenChanged, this, &PlanPage::showChosen);
    connect(m_instead, &QPushButton::clicked, this, [this] {
        const growth::PlanStep &step = m_plan->steps[static_cast<std::size_t>(m_steps->chosen())];
        Q_EMIT editRequested(step.instead->edit);
    });
    const auto show = [this] {
        const growth::PlanStep &step = m_plan->steps[static_cast<std::size_t>(m_steps->chosen())];
        Q_EMIT momentRequested(static_cast<int>(step.to), step.users);
    };
    connect(m_show, &QPushButton::clicked, this, show);
    connect(m_steps, &QTableWidget::cellActivated, this, show);
    connect(m_calendar, &QTableWidget::cellActivated, this, [this](int row) {
        const std::vector<CalendarRow> rows = calendarOf(*m_plan);
        const CalendarRow &of = rows[static_cast<std::size_t>(row)];
        Q_EMIT momentRequested(static_cast<int>(of.stage), of.users);
    });
    showPlan();
}

void PlanPage::assemble()
{
    m_measured->setToolTip(tr("Leave a stage when the model says so, and not already at the end of the range of users "
                              "that the design states for it"));
    m_export->setProperty("outlined", true);
    m_views->setUsesScrollButtons(false);
    m_steps->setNumbers({ 0, 1, 3, 5 });
    m_calendar->setNumbers({ 0, 2, 4 });
    makeReadable(m_summary);
    makeReadable(m_warning);
    auto *timelineArea = new QScrollArea(this);
    timelineArea->setWidget(m_timeline);
    timelineArea->setWidgetResizable(true);
    timelineArea->setFocusPolicy(Qt::NoFocus);
    timelineArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pages->addWidget(timelineArea);
    m_pages->addWidget(stepsView());
    m_pages->addWidget(m_calendar);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_views);
    head->addStretch(1);
    head->addWidget(m_export);
    auto *said = new QHBoxLayout;
    said->setSpacing(8);
    said->addWidget(m_summary, 1);
    said->addWidget(m_measured, 0, Qt::AlignTop);
    auto *right = new QVBoxLayout;
    right->setSpacing(3);
    right->addLayout(head);
    right->addLayout(said);
    right->addWidget(m_warning);
    right->addWidget(m_pages, 1);
    layFormBeside(m_form, 250, right, this);
}

QWidget *PlanPage::stepsView()
{
    auto *view = new QWidget(this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    for (QPushButton *each : { m_show, m_instead }) {
        each->setProperty("outlined", true);
        buttons->addWidget(each);
    }
    m_instead->setToolTip(tr("Changes the stage that the chosen step leaves, as the last column says; one undo step"));
    auto *column = new QVBoxLayout(view);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_steps, 1);
    column->addLayout(buttons);
    return view;
}

void PlanPage::setTheme(const Theme &theme)
{
    m_form->setTheme(theme);
    m_timeline->setTheme(theme);
    setPlainFonts({ m_steps, m_calendar, m_measured, m_export, m_instead, m_show, m_summary });
    m_views->setFont(Theme::font(11, QFont::DemiBold));
    m_warning->setFont(Theme::font(12, QFont::DemiBold));
    color(m_warning, theme, Role::Critical);
}

void PlanPage::setSnapshot(const project::Snapshot &snapshot, double users)
{
    m_isStated = snapshot->plan.has_value();
    project::GrowthPlan proposed;
    proposed.from = users;
    proposed.to = users * kProposedTimes;
    QStringList stages;
    for (const auto &each : snapshot->stages)
        stages.append(QString::fromStdString(each->name));
    m_form->setStages(stages);
    m_form->setPlan(snapshot->plan.value_or(proposed), m_isStated);
    if (!m_isStated)
        setPlan(nullptr);
}

void PlanPage::setPlan(const std::shared_ptr<const growth::Plan> &plan)
{
    m_plan = plan;
    showPlan();
}

void PlanPage::setBusy(bool isBusy)
{
    m_summary->setEnabled(!isBusy);
    if (isBusy && !m_plan)
        m_summary->setText(tr("The plan is being computed…"));
}

growth::Pace PlanPage::pace() const
{
    return m_measured->isChecked() ? growth::Pace::Measured : growth::Pace::Earliest;
}

QString PlanPage::summary() const
{
    return m_summary->text();
}

void PlanPage::showPlan()
{
    m_timeline->setPlan(m_plan);
    QList<QStringList> steps;
    QList<QStringList> days;
    if (m_plan) {
        for (const growth::PlanStep &each : m_plan->steps)
            steps.append(stepCells(each, *m_plan));
        for (const CalendarRow &each : calendarOf(*m_plan))
            days.append(each.cells);
    }
    constexpr int kWhy = 4; // which says nothing beside the users where every stage is left at the end of its range
    m_steps->setColumnHidden(kWhy,
                             m_plan && std::all_of(m_plan->steps.begin(), m_plan->steps.end(), [](const auto &each) {
                                 return each.isByRange;
                             }));
    m_steps->setEmptyText(m_plan ? tr("No change is needed: the design carries this growth as it is.")
                              : m_isStated
                              ? tr("Being computed…")
                              : tr("State how the users grow at the left, and what has to change by when is "
                                   "listed here."));
    m_calendar->setEmptyText(m_plan           ? tr("The plan has no months.")
                                 : m_isStated ? tr("Being computed…")
                                              : tr("State how the users grow at the left, and its months are listed "
                                                   "here, each with its users, stage and cost."));
    m_steps->setRows(steps);
    m_calendar->setRows(days);
    m_summary->setText(m_plan ? summaryOf(*m_plan) : QString());
    m_summary->setVisible(m_plan != nullptr || m_isStated);
    const QString warning = m_plan ? warningOf(*m_plan) : QString();
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
    m_export->setEnabled(m_plan != nullptr);
    m_measured->setEnabled(m_isStated);
    showChosen();
}

void PlanPage::showChosen()
{
    const int row = m_steps->chosen();
    const bool isThere = m_plan && row >= 0 && row < static_cast<int>(m_plan->steps.size());
    m_show->setEnabled(isThere);
    m_instead->setEnabled(isThere && m_plan->steps[static_cast<std::size_t>(row)].instead.has_value());
}

} // namespace headroom::growth_views
