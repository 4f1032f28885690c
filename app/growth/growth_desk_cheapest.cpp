#include "app/growth/growth_desk.h"
#include "views/growth/cheapest_form.h"
#include "views/growth/cheapest_page.h"
#include "views/growth/growth_panel.h"
#include "views/workload/tier_text.h"

// The page of the cheapest way.
namespace headroom::app {

void GrowthDesk::wireCheapest()
{
    growth_views::CheapestPage *page = m_panel->cheapest();
    connect(page->form(), &growth_views::CheapestForm::searchRequested, this, &GrowthDesk::search);
    connect(page->form(), &growth_views::CheapestForm::stopRequested, this, &GrowthDesk::stopSearch);
    connect(page, &growth_views::CheapestPage::applyRequested, this, &GrowthDesk::applySized);
}

/// A search is of the design as it was when it began; an edit ends it, because its answer could not be applied.
void GrowthDesk::showCheapest()
{
    growth_views::CheapestPage *page = m_panel->cheapest();
    page->form()->proposeUsers(m_host.users());
    const project::Snapshot now = m_document.snapshot();
    const reliability::Tier &tier = reliability::tierOf(now->criticality);
    page->form()->setTier(tier.targetAvailability, workload_views::tierName(tier));
    if (m_searching && m_searching != now) {
        cancelSearch();
        page->setGivenUp();
    }
    if (now != m_applied)
        page->setApplied(nullptr);
    page->setCurrent(!page->optimum() || now == page->searched() || now == m_applied);
}

void GrowthDesk::search()
{
    growth_views::CheapestForm *form = m_panel->cheapest()->form();
    const std::optional<growth::Goal> goal = form->goal();
    if (!goal)
        return;
    std::vector<std::size_t> stages; // none: all
    if (!form->isForAllStages())
        stages.push_back(static_cast<std::size_t>(m_host.stage()));
    m_searching = m_document.snapshot();
    form->setProgress(0);
    m_panel->cheapest()->setSearching();
    m_searchEnd = std::stop_source();
    m_search.ask([snapshot = m_searching, stages, goal = growth::withTier(*goal, *m_searching),
                  &catalog = m_document.catalog(), end = m_searchEnd](auto &teller) mutable {
        const std::stop_callback unheard(teller.stop(), [&end] { end.request_stop(); });
        growth::Optimum found = growth::cheapestOf(*snapshot, stages, goal, catalog, end.get_token(),
                                                   [&teller](double share) { teller.progress(share); });
        if (!teller.stop().stop_requested())
            teller.tell(std::move(found));
    });
}

/// Unlike a search that is canceled, one that is stopped tells what it has found so far.
void GrowthDesk::stopSearch()
{
    m_searchEnd.request_stop();
}

void GrowthDesk::cancelSearch()
{
    m_search.cancel();
    m_searching.reset();
    m_panel->cheapest()->form()->setProgress(std::nullopt);
}

void GrowthDesk::applySized(const growth::SizedStage &sized)
{
    growth_views::CheapestPage *page = m_panel->cheapest();
    const edits::Batch step = growth::stepTo(sized, *page->searched(), *m_document.snapshot());
    const double users = page->optimum()->goal.users;
    const int stage = static_cast<int>(sized.stage);
    if (step.steps.empty())
        m_host.say(tr("The stage is like this already."));
    else if (!m_host.performHere(step))
        return;
    m_applied = m_document.snapshot();
    page->setApplied(&sized);
    showCheapest();
    m_host.showMoment(stage, users);
}

} // namespace headroom::app
