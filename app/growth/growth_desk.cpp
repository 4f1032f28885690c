#include "app/growth/growth_desk.h"

#include "app/files/safe_file.h"
#include "model/reporting/plan_table.h"
#include "views/growth/cheapest_form.h"
#include "views/growth/cheapest_page.h"
#include "views/growth/costs_page.h"
#include "views/growth/growth_panel.h"
#include "views/growth/not_yet_page.h"
#include "views/growth/plan_page.h"
#include "views/growth/plan_timeline.h"
#include "views/growth/study_page.h"
#include "views/numbers/model_words.h"

#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace headroom::app {

GrowthDesk::GrowthDesk(Document &document, growth_views::GrowthPanel *panel, Host host, QWidget *window)
    : QObject(window)
    , m_document(document)
    , m_panel(panel)
    , m_host(std::move(host))
    , m_window(window)
    , m_planTask(
          *this,
          [this](const auto &plan) {
              m_panel->plan()->setPlan(plan);
              drawBills();
          },
          {},
          [this] {
              m_panel->plan()->setBusy(false);
              told();
          })
    , m_search(
          *this,
          [this](const auto &found) {
              m_panel->cheapest()->setOptimum(found, std::exchange(m_searching, nullptr), m_searchEnd.stop_requested());
          },
          [this](double share) { m_panel->cheapest()->form()->setProgress(share); },
          [this] {
              m_panel->cheapest()->form()->setProgress(std::nullopt);
              told();
          })
    , m_costs(
          *this,
          [this](const std::shared_ptr<const Costs> &costs) {
              if (!costs->growth.points.empty())
                  m_panel->costs()->setGrowth(std::shared_ptr<const cost::Growth>(costs, &costs->growth));
              m_panel->costs()->setStages(costs->stages, costs->currency);
          },
          {}, [this] { told(); })
    , m_notYet(
          *this, [this](const auto &found) { m_panel->notYet()->setFound(found); }, {}, [this] { told(); })
    , m_study(
          *this, [this](const auto &state) { tellStudy(*state); }, {},
          [this] {
              m_panel->study()->setBusy(false);
              told();
          })
    , m_bands(
          *this,
          [this](const auto &state) {
              if (!state->bands.empty())
                  tellBands(std::make_shared<growth::StageBands>(state->bands.front()));
          },
          {}, [this] { told(); })
    , m_offers(
          *this,
          [this](const auto &state) {
              if (!state->bands.empty())
                  tellOfferBands(std::make_shared<growth::StageBands>(state->bands.front()));
          },
          {}, [this] { told(); })
    , m_bills(
          *this, [this](const auto &state) { m_panel->plan()->timeline()->setBills(state->bands); }, {},
          [this] { told(); })
{
    m_panel->cheapest()->setCatalog(document.catalog());
    connect(m_panel, &growth_views::GrowthPanel::pageShown, this, &GrowthDesk::refresh);
    wirePlan();
    wireCheapest();
    wireStudy();
    wireCosts();
    wireNotYet();
}

void GrowthDesk::told()
{
    if (!isBusy())
        Q_EMIT settled();
}

void GrowthDesk::setTheme(const theme::Theme &theme)
{
    m_panel->setTheme(theme);
}

void GrowthDesk::refresh()
{
    drawBands();
    if (!m_panel->isVisible() || !m_document.snapshot() || m_document.snapshot()->stages.empty())
        return;
    if (m_panel->page() == m_panel->plan())
        planAgain();
    if (m_panel->page() == m_panel->cheapest())
        showCheapest();
    if (m_panel->page() == m_panel->study())
        showStudy();
    if (m_panel->page() == m_panel->costs())
        showCosts();
    if (m_panel->page() == m_panel->notYet())
        showNotYet();
}

void GrowthDesk::showUsers(double users)
{
    m_panel->costs()->setPresent(m_host.stage(), users);
    if (m_panel->isVisible() && m_panel->page() == m_panel->notYet())
        showNotYet();
}

void GrowthDesk::reset()
{
    stopStudy();
    m_costs.cancel();
    m_costed.reset();
    m_panel->costs()->setGrowth(nullptr);
    m_panel->costs()->setStages({}, {});
    m_panel->study()->setStudy(nullptr);
    m_notYet.cancel();
    m_notYetOf = {};
    m_panel->notYet()->setFound(nullptr);
    cancelSearch();
    m_applied.reset();
    m_panel->cheapest()->setOptimum(nullptr, nullptr);
    m_planTask.cancel();
    m_planned.reset();
    m_panel->plan()->setPlan(nullptr);
}

void GrowthDesk::wirePlan()
{
    growth_views::PlanPage *page = m_panel->plan();
    connect(page, &growth_views::PlanPage::editRequested, this,
            [this](const edits::Edit &edit) { m_host.perform(edit); });
    connect(page, &growth_views::PlanPage::momentRequested, this,
            [this](int stage, double users) { m_host.showMoment(stage, users); });
    connect(page, &growth_views::PlanPage::paceChanged, this, [this] {
        m_planned.reset();
        refresh();
    });
    connect(page, &growth_views::PlanPage::exportRequested, this, &GrowthDesk::exportPlan);
}

void GrowthDesk::planAgain()
{
    const project::Snapshot snapshot = m_document.snapshot();
    growth_views::PlanPage *page = m_panel->plan();
    page->setSnapshot(snapshot, m_host.users());
    if (snapshot == m_planned)
        return;
    m_planned = snapshot;
    if (!snapshot->plan)
        return m_planTask.cancel();
    page->setBusy(true);
    m_planTask.ask([snapshot, pace = page->pace(), &catalog = m_document.catalog()](auto &teller) {
        const growth::CompiledDesign design = growth::compileDesign(snapshot, catalog, teller.stop());
        if (teller.stop().stop_requested())
            return;
        growth::Plan plan = growth::planOf(design, *snapshot->plan, pace, teller.stop());
        if (!teller.stop().stop_requested())
            teller.tell(std::move(plan));
    });
}

void GrowthDesk::exportPlan()
{
    const auto plan = m_panel->plan()->plan();
    if (!plan)
        return;
    const QString design = m_document.path();
    const QString proposed = design.isEmpty() ? QStringLiteral("plan.csv")
                                              : QFileInfo(design).path() + QLatin1Char('/')
            + QFileInfo(design).completeBaseName() + QStringLiteral("-plan.csv");
    const QString file
        = QFileDialog::getSaveFileName(m_window, tr("Export the plan"), proposed, tr("Comma-separated values (*.csv)"));
    if (file.isEmpty())
        return;
    const Result<Done> written = writeFileSafely(file.toStdString(), reporting::planTable(*plan), Content::Made);
    m_host.say(written ? tr("The plan is in %1.").arg(QFileInfo(file).fileName())
                       : screen::modelWords(written.error()));
}

} // namespace headroom::app
