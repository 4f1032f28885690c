#include "model/edits/workload_titles.h"

#include <algorithm>

namespace headroom::edits {

namespace {

using project::BackgroundJob;
using project::Journey;
using project::RequestClass;

/// The first of `some` that is not the same in `others`; null when all are.
template <typename Part, typename Key>
const Part *firstOdd(const std::vector<Part> &some, const std::vector<Part> &others, const Key &key)
{
    for (const Part &each : some) {
        const auto same = [&](const Part &other) { return key(other) == key(each); };
        const auto found = std::find_if(others.begin(), others.end(), same);
        if (found == others.end() || !(*found == each))
            return &each;
    }
    return nullptr;
}

std::string nameOf(const std::vector<RequestClass> &classes, const std::string &id)
{
    for (const RequestClass &each : classes)
        if (each.id == id && !each.name.empty())
            return each.name;
    return id;
}

/// Names the operation of which the two say different things.
std::string usesTitle(const std::vector<project::OperationUse> &before, const std::vector<project::OperationUse> &after,
                      const catalog::Catalog &catalog, const std::string &of, const char *otherwise)
{
    const auto key = [](const project::OperationUse &use) -> const std::string & { return use.operation; };
    const project::OperationUse *odd = firstOdd(after, before, key);
    if (!odd)
        odd = firstOdd(before, after, key);
    if (!odd)
        return otherwise;
    for (const catalog::Operation &each : catalog.operations())
        if (each.id == odd->operation)
            return "Set the " + each.title + of;
    return "Set \"" + odd->operation + '"' + of;
}

std::string numberTitle(const char *what, bool isStated, const std::string &of)
{
    return (isStated ? "Set " : "Reset ") + std::string(what) + of;
}

} // namespace

std::string titleOfChange(const Journey &before, const Journey &after, const std::vector<RequestClass> &classes)
{
    const std::string of = " of " + titleOf(std::vector { before }, 0);
    if (before.name != after.name)
        return "Rename the journey to \"" + after.name + '"';
    if (before.weight < after.weight || after.weight < before.weight)
        return "Set the weight" + of;
    if (before.p95 != after.p95)
        return numberTitle("p95", after.p95.has_value(), of);
    if (before.p99 != after.p99)
        return numberTitle("p99", after.p99.has_value(), of);
    if (before.errorBudget != after.errorBudget)
        return numberTitle("the errors allowed", after.errorBudget.has_value(), of);
    if (before.criticality != after.criticality)
        return numberTitle("the criticality", !after.criticality.empty(), of);
    const auto key = [](const project::ClassVisit &visit) -> const std::string & { return visit.requestClass; };
    const project::ClassVisit *odd = firstOdd(after.visits, before.visits, key);
    if (!odd)
        odd = firstOdd(before.visits, after.visits, key);
    return odd ? "Set the \"" + nameOf(classes, odd->requestClass) + "\" requests" + of : "Change the journey";
}

std::string titleOfChange(const RequestClass &before, const RequestClass &after, const catalog::Catalog &catalog)
{
    const std::string of = " of " + titleOf(std::vector { before }, 0);
    if (before.name != after.name)
        return "Rename the class to \"" + after.name + '"';
    if (before.share < after.share || after.share < before.share)
        return "Set the share" + of;
    if (before.changesState != after.changesState)
        return !after.changesState
            ? "Reset what " + titleOf(std::vector { before }, 0) + " counts as"
            : "Count " + titleOf(std::vector { before }, 0) + " as a " + (*after.changesState ? "write" : "read");
    return usesTitle(before.uses, after.uses, catalog, of, "Change the class");
}

std::string titleOfChange(const BackgroundJob &before, const BackgroundJob &after, const catalog::Catalog &catalog)
{
    const std::string of = " of " + titleOf(std::vector { before }, 0);
    if (before.name != after.name)
        return "Rename the job to \"" + after.name + '"';
    if (before.kind != after.kind)
        return "Make " + titleOf(std::vector { before }, 0)
            + (after.kind == BackgroundJob::Kind::Batch ? " a batch" : " an event");
    if (before.entry != after.entry)
        return (after.entry.empty() ? "Reset where" : "Set where") + std::string(" the items") + of + " enter";
    const std::pair<double BackgroundJob::*, const char *> numbers[] {
        { &BackgroundJob::items, "items a run" }, { &BackgroundJob::itemsPerUser, "items per user" },
        { &BackgroundJob::rate, "rate" },         { &BackgroundJob::perRequest, "items per request" },
        { &BackgroundJob::at, "begin" },          { &BackgroundJob::window, "window" },
        { &BackgroundJob::runs, "runs a day" },   { &BackgroundJob::deadline, "deadline" },
    };
    for (const auto &[number, words] : numbers)
        if (before.*number < after.*number || after.*number < before.*number)
            return "Set the " + std::string(words) + of;
    return usesTitle(before.uses, after.uses, catalog, of, "Change the job");
}

} // namespace headroom::edits
