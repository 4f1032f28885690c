#include "model/derivation/derivator.h"

#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::derivation {

namespace {

constexpr const char *kTrivedi = "Trivedi, Probability and Statistics with Reliability, 2nd ed.";

std::string listed(const std::vector<std::string> &names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return text;
}

} // namespace

Derivation Derivator::availability(std::size_t component)
{
    const Component &owner = at(component);
    const catalog::FailureSpec &failure = owner.kind->failure;
    const std::string label = "Availability of " + owner.name;
    const std::string symbol = "A_" + symbolOf(owner.id);
    if (!failure.groupAvailability.empty())
        return named(fromCatalog(component, failure.groupAvailability, label, symbol, owner.availability, "1"),
                     "Availability of a group", kTrivedi);
    if (failure.instanceAvailability.empty())
        return method(label, symbol, owner.availability, "1", "its kind is not modelled as failing", {});
    const double one = std::clamp(failure.instanceAvailability.evaluate([&](std::string_view name) {
        const auto found = owner.values.find(name);
        return found == owner.values.end() ? 0.0 : found->second;
    }),
                                  0.0, 1.0);
    Derivation single
        = named(fromCatalog(component, failure.instanceAvailability, "Availability of one instance", "A_1", one, "1"),
                "MTTF / (MTTF + MTTR)", kTrivedi);
    const analysis::GroupNeed need = owner.need;
    const std::string end = " at the upper end of the stage, " + reporting::grouped(m_stage->range.to) + " users";
    Derivation needed = leaf("Instances that carry the load" + end, "k", need.needed, "1");
    Derivation all = leaf("Instances at work" + end, "n", need.instances, "1");
    return named(computed(label, symbol, owner.availability, "1", "at_least(k, n, A_1)",
                          { std::move(needed), std::move(all), std::move(single) }),
                 "k of n", kTrivedi);
}

Derivation Derivator::singlePoint(std::size_t component)
{
    const Component &owner = at(component);
    const analysis::ComponentReport &report = m_report.components[component];
    const bool isPlace = owner.kind->behavior == "place";
    const analysis::GroupNeed need = owner.need;
    std::string words;
    if (report.isSinglePoint)
        words = "without it the structure function is 0 for " + listed(report.singlePointFor)
            + ": every way such a request can go needs it";
    else if (owner.kind->failure.managed)
        words = "its provider runs it as a redundant service, so it is not reported";
    else if (owner.kind->behavior == "source")
        words = "it is where requests come from";
    else if (!report.isReached && !isPlace)
        words = "no request gets to it";
    else
        words = "every class still succeeds when it alone is lost: either another instance takes over, or another way "
                "leads round it, or nobody waits for it";
    std::vector<Derivation> parts;
    if (!owner.kind->failure.redundant.empty()) {
        const double several = owner.kind->failure.redundant.evaluate([&](std::string_view name) {
            const auto found = owner.values.find(name);
            return found == owner.values.end() ? 0.0 : found->second;
        });
        parts.push_back(fromCatalog(component, owner.kind->failure.redundant, "Survives the loss of one instance",
                                    "survives", several, "1"));
    } else if (!isPlace) {
        Derivation n = leaf("Instances at the upper end of the stage", "n", need.instances, "1");
        n.unfoldedAt = owner.id + ".instances";
        n.note = need.instances >= 2 ? "the loss of one of several does not stop it" : "there is no second one";
        parts.push_back(std::move(n));
    }
    return named(method("Single point of failure: " + owner.name, "spof", report.isSinglePoint ? 1 : 0, "1", words,
                        std::move(parts)),
                 "Structure function with this component down", kTrivedi);
}

} // namespace headroom::derivation
