#include "model/edits/workload_titles.h"

#include <algorithm>

namespace headroom::edits {

namespace {

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
    const auto key = [](const project::OperationUse &use) -> const std::string & { return use.operation; };
    const project::OperationUse *odd = firstOdd(after.uses, before.uses, key);
    if (!odd)
        odd = firstOdd(before.uses, after.uses, key);
    if (!odd)
        return "Change the class";
    for (const catalog::Operation &each : catalog.operations())
        if (each.id == odd->operation)
            return "Set the " + each.title + of;
    return "Set \"" + odd->operation + '"' + of;
}

} // namespace headroom::edits
