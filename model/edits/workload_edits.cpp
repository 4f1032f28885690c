#include "model/edits/workload_edits.h"

#include "model/edits/limits.h"
#include "model/edits/workload_titles.h"
#include "model/workload/read_write.h"

#include <algorithm>

namespace headroom::edits {

namespace {

using project::BackgroundJob;
using project::Journey;
using project::RequestClass;

constexpr double kFirstShare = 0.1;   ///< of a new class, where no journey says how often it is made
constexpr double kPageTime = 0.025;   ///< s of the reference core, about the mean of the presets
constexpr double kPageBytes = 10'000; ///< about the mean of the presets
constexpr double kFirstItems = 1000;  ///< of a run of a new batch
constexpr double kFirstRate = 1;      ///< 1/s, of a new event
constexpr double kNight = 2;          ///< h after midnight, when a new batch runs
constexpr double kItemTime = 0.04;    ///< s of the reference core, as a worker takes for a job (catalog)

template <typename Item>
const Item *itemOf(const std::vector<Item> &items, const std::string &id)
{
    const auto found = std::find_if(items.begin(), items.end(), [&](const Item &each) { return each.id == id; });
    return found == items.end() ? nullptr : &*found;
}

/// The stem with the first number that makes it new: "journey", "journey-2" …
template <typename Item>
std::string freshId(const std::vector<Item> &items, const std::string &stem)
{
    std::string id = stem;
    for (int number = 2; itemOf(items, id); ++number) {
        const std::string end = '-' + std::to_string(number);
        id = stem.substr(0, kMaximumId - end.size()) + end;
    }
    return id;
}

template <typename Item>
std::string freshName(const std::vector<Item> &items, const std::string &wanted)
{
    const auto isTaken = [&](const std::string &name) {
        return std::any_of(items.begin(), items.end(), [&](const Item &each) { return each.name == name; });
    };
    std::string name = wanted;
    for (int number = 2; isTaken(name); ++number) {
        const std::string end = ' ' + std::to_string(number);
        name = std::string(cutTo(wanted, kMaximumName - end.size())) + end;
    }
    return name;
}

template <typename Item>
std::vector<Item> with(std::vector<Item> items, std::size_t at, const Item &added)
{
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(std::min(at, items.size())), added);
    return items;
}

template <typename Item>
std::vector<Item> without(std::vector<Item> items, std::size_t at)
{
    if (at < items.size())
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
    return items;
}

template <typename Item>
std::vector<Item> replaced(std::vector<Item> items, std::size_t at, const Item &changed)
{
    if (at < items.size())
        items[at] = changed;
    return items;
}

template <typename Item>
Item copyOf(const std::vector<Item> &items, std::size_t at)
{
    Item copy = at < items.size() ? items[at] : Item {};
    copy.name = freshName(items, copy.name);
    copy.id = freshId(items, copy.id);
    return copy;
}

} // namespace

WorkloadEdits::WorkloadEdits(const project::Workload &workload, const catalog::Catalog &catalog)
    : m_workload(workload)
    , m_catalog(catalog)
    , m_journeys(workload::actingJourneys(workload, catalog))
    , m_classes(workload::classesOf(workload, catalog))
{
}

const Journey *WorkloadEdits::presetJourney(const std::string &id) const
{
    return itemOf(m_catalog.preset(m_workload.preset).journeys, id);
}

const RequestClass *WorkloadEdits::presetClass(const std::string &id) const
{
    return itemOf(m_catalog.preset(m_workload.preset).classes, id);
}

Batch WorkloadEdits::state(std::string title, std::vector<Journey> journeys) const
{
    return { std::move(title), { SetJourneys { std::move(journeys) } } };
}

/// Journeys of the preset go when the project states classes, so they are stated first. They are emptied before that:
/// classes and journeys change together, and either alone may not fit the other.
Batch WorkloadEdits::state(std::string title, std::vector<RequestClass> classes, std::vector<Journey> journeys) const
{
    return { std::move(title),
             { SetJourneys {}, SetClasses { std::move(classes) }, SetJourneys { std::move(journeys) } } };
}

Batch WorkloadEdits::addJourney() const
{
    Journey added;
    added.id = freshId(m_journeys, "journey");
    added.name = freshName(m_journeys, "New journey");
    if (!m_classes.empty())
        added.visits = { { m_classes.front().id, 1 } };
    return state("Add a journey", with(m_journeys, m_journeys.size(), added));
}

Batch WorkloadEdits::copyJourney(std::size_t at) const
{
    return state("Copy the journey " + titleOf(m_journeys, at), with(m_journeys, at + 1, copyOf(m_journeys, at)));
}

Batch WorkloadEdits::removeJourney(std::size_t at) const
{
    return state("Delete the journey " + titleOf(m_journeys, at), without(m_journeys, at));
}

Batch WorkloadEdits::changeJourney(std::size_t at, const Journey &changed) const
{
    const Journey before = at < m_journeys.size() ? m_journeys[at] : Journey {};
    return state(titleOfChange(before, changed, m_classes), replaced(m_journeys, at, changed));
}

Batch WorkloadEdits::resetJourneys() const
{
    return state(m_workload.classes.empty() ? "Reset the journeys" : "Delete all journeys", {});
}

Batch WorkloadEdits::addClass() const
{
    RequestClass added;
    added.id = freshId(m_classes, "class");
    added.name = freshName(m_classes, "New class");
    added.share = kFirstShare;
    added.uses = { { "page", 1, kPageTime, kPageBytes } };
    return state("Add a class of requests", with(m_classes, m_classes.size(), added), m_journeys);
}

Batch WorkloadEdits::copyClass(std::size_t at) const
{
    return state("Copy the class " + titleOf(m_classes, at), with(m_classes, at + 1, copyOf(m_classes, at)),
                 m_journeys);
}

Batch WorkloadEdits::removeClass(std::size_t at) const
{
    std::vector<Journey> journeys = m_journeys;
    if (at < m_classes.size())
        for (Journey &journey : journeys)
            std::erase_if(journey.visits, [&](const auto &each) { return each.requestClass == m_classes[at].id; });
    return state("Delete the class " + titleOf(m_classes, at), without(m_classes, at), std::move(journeys));
}

Batch WorkloadEdits::changeClass(std::size_t at, const RequestClass &changed) const
{
    const RequestClass before = at < m_classes.size() ? m_classes[at] : RequestClass {};
    return state(titleOfChange(before, changed, m_catalog), replaced(m_classes, at, changed), m_journeys);
}

Batch WorkloadEdits::resetClasses() const
{
    std::vector<Journey> journeys = m_workload.journeys;
    const auto isGone = [&](const project::ClassVisit &visit) { return !presetClass(visit.requestClass); };
    if (std::any_of(journeys.begin(), journeys.end(),
                    [&](const Journey &each) { return std::any_of(each.visits.begin(), each.visits.end(), isGone); }))
        journeys.clear();
    return state("Reset the classes of requests", std::vector<RequestClass> {}, std::move(journeys));
}

Batch WorkloadEdits::addJob() const
{
    BackgroundJob added;
    added.id = freshId(jobs(), "job");
    added.name = freshName(jobs(), "New job");
    added.items = kFirstItems;
    added.at = kNight;
    added.uses = { { "notify", 1, kItemTime, 0 } };
    return { "Add a job", { SetJobs { with(jobs(), jobs().size(), added) } } };
}

Batch WorkloadEdits::copyJob(std::size_t at) const
{
    return { "Copy the job " + titleOf(jobs(), at), { SetJobs { with(jobs(), at + 1, copyOf(jobs(), at)) } } };
}

Batch WorkloadEdits::removeJob(std::size_t at) const
{
    return { "Delete the job " + titleOf(jobs(), at), { SetJobs { without(jobs(), at) } } };
}

Batch WorkloadEdits::changeJob(std::size_t at, BackgroundJob changed) const
{
    const BackgroundJob before = at < jobs().size() ? jobs()[at] : BackgroundJob {};
    if (changed.kind != before.kind) {
        const BackgroundJob usual;
        const bool isBatch = changed.kind == BackgroundJob::Kind::Batch;
        changed.items = isBatch && changed.itemsPerUser <= 0 ? kFirstItems : 0;
        changed.at = isBatch ? kNight : usual.at;
        changed.window = usual.window;
        changed.runs = usual.runs;
        changed.rate = !isBatch && changed.itemsPerUser <= 0 ? kFirstRate : 0;
        changed.perRequest = 0;
    }
    return { titleOfChange(before, changed, m_catalog), { SetJobs { replaced(jobs(), at, changed) } } };
}

Batch WorkloadEdits::resetJobs() const
{
    return { "Delete all jobs", { SetJobs {} } };
}

Result<Batch> WorkloadEdits::setReadsPerWrite(double ratio) const
{
    const Result<workload::Mix> mix = workload::withReadsPerWrite(m_workload, m_catalog, ratio);
    if (!mix)
        return mix.error();
    const std::string title = "Set the reads to a write";
    return mix->journeys.empty() ? state(title, mix->classes, {}) : state(title, mix->journeys);
}

} // namespace headroom::edits
