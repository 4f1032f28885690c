#include "model/analysis/group_need.h"
#include "model/derivation/derivator.h"

#include "model/derivation/sources.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::derivation {

namespace {

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
        return named(fromCatalog(component, failure.groupAvailability, label, symbol, owner.availability, "1",
                                 [&](std::string_view name) -> std::optional<Derivation> {
                                     if (name != analysis::kNeeded)
                                         return std::nullopt;
                                     return carrying(component, "Instances that carry the load" + upperEnd(),
                                                     atWork(component));
                                 }),
                     "Availability of a group", kTrivedi);
    if (failure.instanceAvailability.empty())
        return method(label, symbol, owner.availability, "1", "its kind is not modelled as failing", {});
    const auto valueOf = [&](std::string_view name) {
        const auto found = owner.values.find(name);
        return found == owner.values.end() ? 0.0 : found->second;
    };
    const double one = std::clamp(failure.instanceAvailability.evaluate(valueOf), 0.0, 1.0);
    Derivation single
        = named(fromCatalog(component, failure.instanceAvailability, "Availability of one instance", "A_1", one, "1"),
                "MTTF / (MTTF + MTTR)", kTrivedi);
    if (!failure.unnoticed.empty() && failure.unnoticed.evaluate(valueOf) != 0) {
        Derivation alone = computed(label, symbol, owner.availability, "1", "A_1", { std::move(single) });
        alone.note = "nobody notices that an instance is down, so each request meets one, dead or alive";
        return named(std::move(alone), "One instance", kTrivedi);
    }
    Derivation all = atWork(component);
    Derivation needed = carrying(component, "Instances that carry the load" + upperEnd(), all);
    std::vector<Derivation> parts { std::move(needed), std::move(all), std::move(single) };
    if (owner.partitions <= 1)
        return named(computed(label, symbol, owner.availability, "1", "at_least(k, n, A_1)", std::move(parts)),
                     "k of n", kTrivedi);
    parts.push_back(partitions(component)); // each has instances of its own
    return named(computed(label, symbol, owner.availability, "1",
                          "at_least(min(floor(n / partitions), ceil(k / partitions)), floor(n / partitions), A_1) ^ "
                          "partitions",
                          std::move(parts)),
                 "k of n in each partition", kTrivedi);
}

std::string Derivator::upperEnd() const
{
    return " at the upper end of the stage, " + reporting::grouped(m_stage->range.to) + " users";
}

Derivation Derivator::atWork(std::size_t component) const
{
    const Component &owner = at(component);
    return method("Instances at work" + upperEnd(), "n", owner.need.instances, "1",
                  owner.maxInstances > owner.instances ? "as the tier has grown to them" : "the tier does not grow",
                  {});
}

/// Instances below which a tier does not do the work at the upper end of the stage. @param all  that it has then
Derivation Derivator::carrying(std::size_t component, std::string label, const Derivation &all)
{
    const Component &owner = at(component);
    if (const catalog::Formula &quorum = owner.kind->failure.quorum; !quorum.empty())
        return named(fromCatalog(component, quorum, std::move(label), "k", owner.need.needed, "1"), "Quorum");
    const std::optional<std::size_t> row = analysis::neediestOf(*m_stage, owner);
    if (!row)
        return method(std::move(label), "k", owner.need.needed, "1",
                      "nothing that it does is limited, so that one is enough", {});
    if (m_stage->retried)
        return method(std::move(label), "k", owner.need.needed, "1",
                      "work of all instances over what one of them can do, as if no call were repeated", {});
    const auto [work, room] = analysis::workOf(*m_stage, owner, *row);
    if (room <= 0)
        return method(std::move(label), "k", owner.need.needed, "1",
                      "what goes to each of them alone fills it, so that none can be spared", {});
    const std::string &unit = owner.resources[*row].spec->unit;
    return computed(std::move(label), "k", owner.need.needed, "1", "min(n, max(1, ceil(work / room - 0.000000001)))",
                    { folded(all, "above"),
                      method("Work of all instances then", "work", work, unit,
                             "of requests and jobs, as if all instances were as busy as the hottest one", {}),
                      method("What one instance has for it", "room", room, unit,
                             "its capacity without what goes to every instance alike", {}) });
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
        Derivation n = method("Instances at the upper end of the stage", "n", need.instances, "1",
                              "as the tier has grown to then", {});
        n.unfoldedAt = owner.id + ".instances";
        n.note = need.instances >= 2 ? "the loss of one of several does not stop it" : "there is no second one";
        parts.push_back(std::move(n));
    }
    return named(method("Single point of failure: " + owner.name, "spof", report.isSinglePoint ? 1 : 0, "1", words,
                        std::move(parts)),
                 "Structure function with this component down", kTrivedi);
}

} // namespace headroom::derivation
