#include "app/growth/growth_desk.h"
#include "model/analysis/analyze.h"
#include "views/growth/costs_page.h"
#include "views/growth/growth_panel.h"

// The page of what growth costs.
namespace headroom::app {

namespace {

constexpr double kLeastPaying = 1e2;
constexpr double kMostPaying = 1e8;
constexpr std::size_t kFew = 13;  ///< two a decade, to have something to show soon
constexpr std::size_t kMany = 61; ///< ten a decade (domain spec 6.3)

} // namespace

void GrowthDesk::wireCosts()
{
    growth_views::CostsPage *page = m_panel->costs();
    connect(page, &growth_views::CostsPage::usersRequested, this,
            [this](double users) { m_host.showMoment(m_host.stage(), users); });
    connect(page, &growth_views::CostsPage::stageRequested, this,
            [this](int stage) { m_host.showMoment(stage, m_host.users()); });
}

void GrowthDesk::showCosts()
{
    const project::Snapshot now = m_document.snapshot();
    const int stage = m_host.stage();
    m_panel->costs()->setPresent(stage, m_host.users());
    if (m_costed == now && m_costedStage == stage)
        return;
    m_costed = now;
    m_costedStage = stage;
    m_costs.ask([now, stage, &catalog = m_document.catalog()](auto &teller) {
        const growth::CompiledDesign design = growth::compileDesign(now, catalog, teller.stop());
        const std::vector<growth::StageFigures> stages = growth::stageFigures(design, std::nullopt, teller.stop());
        if (teller.stop().stop_requested())
            return;
        teller.tell({ {}, catalog.currency(), stages }); // the bills of stages need not wait for curves
        const cost::GrowthCosts costs(*now, static_cast<std::size_t>(stage), catalog);
        for (const std::size_t count : { kFew, kMany }) {
            Costs found { costs.over(analysis::logarithmicUsers(kLeastPaying, kMostPaying, count), teller.stop()),
                          catalog.currency(), stages };
            if (teller.stop().stop_requested())
                return;
            teller.tell(std::move(found));
        }
    });
}

} // namespace headroom::app
