#include "model/latency/joins.h"
#include "model/derivation/derivator.h"

namespace headroom::derivation {

/// What a class gains because calls are made at once: the slowest counts instead of all one after another.
/// @param oneByOne  all parts of the mean latency, every call counted in full.
Derivation Derivator::gainOfJoins(std::size_t requestClass, const std::vector<Derivation> &oneByOne)
{
    const analysis::CompiledClass &owner = m_stage->classes[requestClass];
    const std::vector<latency::Waiting> waiting = analysis::waitingsOf(m_report);
    latency::JoinedRequest request(owner.ways, owner.branches, waiting);
    double inTurn = 0;
    for (const Derivation &part : oneByOne)
        inTurn += part.value.value_or(0);
    std::vector<Derivation> calls;
    for (std::size_t b = 0; b < owner.branches.size(); ++b) {
        const std::string &id = m_design.connections[static_cast<std::size_t>(owner.branchLinks[b])].id;
        calls.push_back(method("One call over " + id, symbolOf(id), request.branchMeans()[b], "s",
                               "mean of its way, waits, service and all that follows", {}));
    }
    const double slowest = request.slowest();
    const double gain = *m_report.classes[requestClass].meanLatency - inTurn;
    Derivation last
        = named(method("Until the slowest call is back", "slowest", slowest, "s",
                       "the mean of the maximum, from the product of the distribution functions: an "
                       "integral where each call is a single service or sojourn, else by convolution",
                       calls),
                "Maximum of independent times, F = F1 * F2 * ...", "David and Nagaraja, Order Statistics, 3rd ed.");
    Derivation sum = method("The same calls one after another", "in_turn", slowest - gain, "s",
                            "sum of the means of all of them, as in the parts above", {});
    return computed("Gained by calls made at once", "at_once", gain, "s", "slowest - in_turn",
                    { std::move(last), std::move(sum) });
}

} // namespace headroom::derivation
