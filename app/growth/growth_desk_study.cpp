#include "app/analysis/curve_range.h"
#include "app/growth/growth_desk.h"
#include "model/analysis/solve_figures.h"
#include "model/growth/stage_ranges.h"
#include "views/growth/costs_page.h"
#include "views/growth/growth_panel.h"
#include "views/growth/plan_page.h"
#include "views/growth/plan_timeline.h"
#include "views/growth/plan_words.h"
#include "views/growth/study_page.h"
#include "views/growth/study_words.h"
#include "views/numbers/model_words.h"

#include <QCheckBox>

#include <algorithm>
#include <utility>

// The page of uncertainty, and the bands that its study lays around the charts.
namespace headroom::app {

namespace {

constexpr std::size_t kPercentileSamples = 60;     ///< of the study of all stages that are asked for p99 at once
constexpr std::size_t kBandPoints = 43;            ///< six a decade
constexpr std::size_t kBandSamples = 300;          ///< for the curves of one stage
constexpr std::size_t kBandPercentileSamples = 24; ///< of them asked for p99 at every point at once
constexpr std::size_t kOfferPoints = 15;           ///< two a decade
constexpr std::size_t kOfferSamples = 24;          ///< each sizes every stage at every point, some 20 ms
constexpr std::size_t kMostSized = 150;            ///< components of a stage; larger ones would take minutes

growth_views::StudyView viewOf(const StudyState &state, std::size_t stage, const catalog::Catalog &catalog)
{
    const auto inputs = growth::resolveRangesIn(stage, *state.project, state.project->uncertainties, catalog);
    return { inputs ? inputs.value() : state.inputs,
             state.bands,
             state.tornado,
             state.evaluated,
             state.samples,
             state.error ? screen::modelWords(*state.error) : QString() };
}

} // namespace

void GrowthDesk::wireStudy()
{
    growth_views::StudyPage *page = m_panel->study();
    connect(page, &growth_views::StudyPage::rangesStated, this,
            [this](const std::vector<project::Uncertainty> &ranges) {
                m_host.perform(edits::SetUncertainties { ranges });
            });
    connect(page, &growth_views::StudyPage::runRequested, this, [this] {
        m_studied.reset();
        m_banded.reset();
        m_billed.reset();
        refresh();
    });
    connect(page, &growth_views::StudyPage::stopRequested, this, &GrowthDesk::stopStudy);
    connect(page, &growth_views::StudyPage::bandsToggled, this, &GrowthDesk::drawBands);
}

void GrowthDesk::showStudy()
{
    const project::Snapshot now = m_document.snapshot();
    const catalog::Catalog &catalog = m_document.catalog();
    const auto stage = static_cast<std::size_t>(m_host.stage());
    const auto inputs = growth::resolveRangesIn(stage, *now, now->uncertainties, catalog);
    m_panel->study()->setSnapshot(now, stage, inputs ? inputs.value() : std::vector<growth::InputRange>(),
                                  growth::inputChoices(*now, stage, catalog), catalog.currency());
    if (m_studied != now)
        drawSamples();
}

void GrowthDesk::drawSamples()
{
    growth_views::StudyPage *page = m_panel->study();
    const project::Snapshot now = m_document.snapshot();
    m_studied = now;
    if (now->uncertainties.empty()) {
        m_study.cancel();
        page->setStudy(nullptr);
        page->setBusy(false);
        tellSpreads({});
        return;
    }
    growth::StudyRequest request;
    request.samples = page->samples();
    request.percentileSamples = kPercentileSamples;
    request.seed = page->seed();
    request.plan = now->plan;
    page->setBusy(true);
    m_study.ask(
        [now, request, &catalog = m_document.catalog()](auto &teller) { study(now, catalog, request, teller); });
}

void GrowthDesk::tellStudy(const StudyState &state)
{
    m_panel->study()->setStudy(std::make_shared<growth_views::StudyView>(
        viewOf(state, static_cast<std::size_t>(m_host.stage()), m_document.catalog())));
    m_panel->study()->setBusy(m_study.isBusy() && growth_views::samplesOfP99(state.bands) < state.samples);
    if (m_panel->study()->bandsBox()->isChecked())
        tellSpreads(state.bands);
}

void GrowthDesk::tellBands(const std::shared_ptr<const growth::StageBands> &bands)
{
    m_panel->costs()->setBands(bands);
    Q_EMIT bandsReady(bands);
}

void GrowthDesk::tellOfferBands(const std::shared_ptr<const growth::StageBands> &bands)
{
    m_panel->costs()->setOfferBands(bands);
    Q_EMIT offerBandsReady(bands);
}

void GrowthDesk::tellSpreads(const std::vector<growth::StageBands> &stages)
{
    m_panel->costs()->setSpreads(stages);
    m_panel->plan()->timeline()->setSpreads(stages);
    Q_EMIT spreadsReady(stages);
}

/// What is drawn around the curves of the window follows the design as long as it is wanted, whether the page is in
/// sight or not.
void GrowthDesk::drawBands()
{
    const project::Snapshot now = m_document.snapshot();
    const int stage = m_host.stage();
    const growth_views::StudyPage *page = m_panel->study();
    drawBills();
    if (!page->bandsBox()->isChecked() || !now || now->uncertainties.empty()) {
        if (!std::exchange(m_banded, nullptr)) // none are drawn
            return;
        m_bands.cancel();
        m_offers.cancel();
        tellBands(nullptr);
        tellOfferBands(nullptr);
        tellSpreads({});
        return;
    }
    if (m_banded == now && m_bandedStage == stage)
        return;
    m_banded = now;
    m_bandedStage = stage;
    tellBands(nullptr);
    tellOfferBands(nullptr);
    if (m_studied != now)
        drawSamples();
    else if (const auto &study = page->study())
        tellSpreads(study->bands);
    growth::StudyRequest request;
    request.stages = { static_cast<std::size_t>(stage) };
    request.users = analysis::logarithmicUsers(kLeastUsers, kMostUsers, kBandPoints);
    request.samples = kBandSamples;
    request.percentileSamples = kBandPercentileSamples;
    request.seed = page->seed();
    m_bands.ask(
        [now, request, &catalog = m_document.catalog()](auto &teller) { study(now, catalog, request, teller); });
    request.users = analysis::logarithmicUsers(kLeastUsers, kMostUsers, kOfferPoints);
    request.samples = kOfferSamples;
    request.percentileSamples = 0;
    request.offers = true;
    if (std::any_of(now->stages.begin(), now->stages.end(),
                    [](const auto &each) { return each->components.size() > kMostSized; }))
        return m_offers.cancel();
    m_offers.ask(
        [now, request, &catalog = m_document.catalog()](auto &teller) { study(now, catalog, request, teller); });
}

/// Around the bill of the plan that is shown.
void GrowthDesk::drawBills()
{
    const growth_views::StudyPage *page = m_panel->study();
    const project::Snapshot now = m_document.snapshot();
    auto plan = m_panel->plan()->plan();
    if (!page->bandsBox()->isChecked() || !now || !now->plan || now->uncertainties.empty() || m_planned != now)
        plan.reset();
    if (plan == m_billed)
        return;
    m_billed = plan;
    if (!plan) {
        m_bills.cancel();
        m_panel->plan()->timeline()->setBills({});
        return;
    }
    growth::StudyRequest request;
    request.samples = kBandSamples;
    request.percentileSamples = 0;
    request.seed = page->seed();
    request.plan = now->plan;
    request.users = { now->plan->from };
    for (const growth_views::Moment &each : growth_views::costCurve(*plan)) {
        request.bills.emplace_back(each.stage, each.month);
        if (std::find(request.stages.begin(), request.stages.end(), each.stage) == request.stages.end())
            request.stages.push_back(each.stage);
    }
    m_bills.ask(
        [now, request, &catalog = m_document.catalog()](auto &teller) { study(now, catalog, request, teller); });
}

void GrowthDesk::stopStudy()
{
    m_bills.cancel();
    m_study.cancel();
    m_bands.cancel();
    m_offers.cancel();
    m_panel->study()->setBusy(false);
}

} // namespace headroom::app
