#include "app/growth/growth_desk.h"
#include "views/growth/growth_panel.h"
#include "views/growth/not_yet_page.h"

#include <algorithm>

// The page of what is not needed yet.
namespace headroom::app {

void GrowthDesk::wireNotYet()
{
    growth_views::NotYetPage *page = m_panel->notYet();
    connect(page, &growth_views::NotYetPage::editRequested, this,
            [this](const edits::Edit &edit) { m_host.performHere(edit); });
    connect(page, &growth_views::NotYetPage::elementChosen, this, [this](const QString &id) { m_host.select(id); });
}

void GrowthDesk::showNotYet()
{
    const Moment now { m_document.snapshot(), m_host.stage(), m_host.users() };
    if (now == m_notYetOf)
        return;
    const bool isOtherDesign = now.snapshot != m_notYetOf.snapshot || now.stage != m_notYetOf.stage;
    m_notYetOf = now;
    m_panel->notYet()->setOutdated();
    if (isOtherDesign)
        m_panel->notYet()->setFound(nullptr); // of other users, the last answer stays until the next one comes
    m_notYet.ask([now, &catalog = m_document.catalog()](auto &teller) {
        growth::NotYet found = growth::notNeededAt(*now.snapshot, static_cast<std::size_t>(now.stage),
                                                   std::max(1.0, now.users), catalog, teller.stop());
        if (!teller.stop().stop_requested())
            teller.tell(std::move(found));
    });
}

} // namespace headroom::app
