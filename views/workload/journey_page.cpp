#include "views/workload/journey_page.h"

#include "model/workload/workload.h"
#include "views/language/words.h"
#include "views/numbers/screen_numbers.h"

namespace headroom::workload_views {

JourneyPage::JourneyPage(const catalog::Catalog &catalog, QWidget *parent)
    : ListPage(tr("journey"),
               tr("No journeys. Requests are made by the shares of the classes.\nAdd one to say how users go through "
                  "the product, and what they are promised on the way."),
               catalog, parent)
{
}

std::vector<ItemList::Item> JourneyPage::itemsOf(const Edits &edits) const
{
    double weights = 0;
    for (const project::Journey &each : edits.journeys())
        weights += each.weight;
    std::vector<ItemList::Item> items;
    for (const project::Journey &each : edits.journeys())
        items.push_back({ text(each.id), text(each.name.empty() ? each.id : each.name),
                          tr("%1 of sessions · %2")
                              .arg(text(screen::percent(weights > 0 ? each.weight / weights : 0)),
                                   JourneyForm::requestsText(workload::lengthOf(each, edits.classes()))) });
    return items;
}

QString JourneyPage::undeletable(const Edits &edits) const
{
    const bool isLast = edits.journeys().size() == 1 && workload().classes.empty();
    return isLast ? tr("The only journey: without it the preset’s would come back") : QString();
}

QString JourneyPage::resetText() const
{
    if (workload().journeys.empty())
        return {};
    return workload().classes.empty() ? tr("Back to the preset’s journeys") : tr("Delete all journeys");
}

std::string JourneyPage::formKey(const Edits &edits, std::size_t at) const
{
    std::string key = edits.journeys()[at].id;
    for (const project::RequestClass &each : edits.classes())
        key += '\n' + each.id + '\t' + each.name;
    return key;
}

ItemForm *JourneyPage::makeForm(const Edits &edits, std::size_t, QWidget *parent)
{
    auto *form = new JourneyForm(edits.classes(), m_catalog, parent);
    connect(form, &JourneyForm::changed, this, [this](const project::Journey &journey) {
        request([&](const Edits &all) { return all.changeJourney(placeOf(all.journeys(), journey.id), journey); });
    });
    connect(form, &JourneyForm::sessionLengthStated, this, [this](const std::optional<project::Value> &value) {
        Q_EMIT editRequested(edits::SetWorkloadParameter { "session_length", value });
    });
    return form;
}

} // namespace headroom::workload_views
