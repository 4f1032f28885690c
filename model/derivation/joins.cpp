#include "model/latency/joins.h"
#include "model/analysis/retries.h"
#include "model/derivation/derivator.h"

#include <algorithm>
#include <cmath>

namespace headroom::derivation {

namespace {

/// How the calls of a branch are made, wherever it is an arm.
const latency::Arm *armOf(const analysis::CompiledClass &owner, std::size_t branch)
{
    const auto find = [branch](const std::vector<latency::Way> &ways) -> const latency::Arm * {
        for (const latency::Way &way : ways)
            for (const latency::Join &join : way.joins)
                for (const latency::Arm &arm : join.arms)
                    if (arm.branch == branch)
                        return &arm;
        return nullptr;
    };
    if (const latency::Arm *arm = find(owner.ways))
        return arm;
    for (const latency::Branch &each : owner.branches)
        if (const latency::Arm *arm = find(each))
            return arm;
    return nullptr;
}

bool hasArmsAtOnce(const std::vector<latency::Way> &ways)
{
    return std::any_of(ways.begin(), ways.end(), [](const latency::Way &way) {
        return std::any_of(way.joins.begin(), way.joins.end(), [](const latency::Join &join) {
            return join.arms.size() > 1 || join.arms.front().attempts.isPlain();
        });
    });
}

} // namespace

/// One call of a branch: how long an attempt would take, and what its caller makes of it.
Derivation Derivator::callOfBranch(std::size_t requestClass, std::size_t branch, double mean)
{
    const analysis::CompiledClass &owner = m_stage->classes[requestClass];
    const auto connection = static_cast<std::size_t>(owner.branchLinks[branch]);
    const std::string &id = m_design.connections[connection].id;
    std::vector<Derivation> parts;
    if (const latency::Arm *arm = armOf(owner, branch); arm && !arm->attempts.isPlain()) {
        if (arm->attempts.isGivenUp())
            parts.push_back(connectionValue(connection, "timeout", "timeout", arm->attempts.timeout));
        if (!arm->attempts.pauses.empty()) {
            parts.push_back(method("Attempts per call", "Att", arm->attempts.count(), "1",
                                   "the first, and one more after each that fails as long as more are allowed", {}));
            parts.push_back(method("Pauses per call", "pauses", arm->attempts.paused(), "s",
                                   "mean of the backoff before each further attempt, as often as that is made", {}));
        }
    }
    return method("One attempt over " + id + ", to its end", symbolOf(id), mean, "s",
                  "mean of its way, waits, service and all that follows", std::move(parts));
}

/// What a class gains because calls are made at once, or given up: the slowest counts instead of all one after another,
/// and nobody waits longer than a timeout.
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
    for (std::size_t b = 0; b < owner.branches.size(); ++b)
        calls.push_back(callOfBranch(requestClass, b, request.branchMeans()[b]));
    const double slowest = request.slowest();
    const double gain = *m_report.classes[requestClass].meanLatency - inTurn;
    const bool isAtOnce = hasArmsAtOnce(owner.ways)
        || std::any_of(owner.branches.begin(), owner.branches.end(),
                       [](const latency::Branch &each) { return hasArmsAtOnce(each); });
    Derivation sum = method("The same calls one after another, to their ends", "in_turn", slowest - gain, "s",
                            "sum of the means of all of them, as in the parts above", {});
    if (!isAtOnce)
        return computed(
            "What timeouts, and pauses before retries, change", "cut", gain, "s", "waited - in_turn",
            { named(method("As long as callers wait for them", "waited", slowest, "s",
                           "E[min(T, timeout)] · Att + pauses of each: an integral where a call is a single "
                           "service or sojourn, else by convolution",
                           calls),
                    "Time until an attempt ends or is given up", "Wald's equation"),
              std::move(sum) });
    Derivation last
        = named(method("Until the slowest call is back", "slowest", slowest, "s",
                       "the mean of the maximum, from the product of the distribution functions: an "
                       "integral where each call is a single service or sojourn, else by convolution",
                       calls),
                "Maximum of independent times, F = F1 * F2 * ...", "David and Nagaraja, Order Statistics, 3rd ed.");
    return computed("Gained by calls made at once", "at_once", gain, "s", "slowest - in_turn",
                    { std::move(last), std::move(sum) });
}

/// Requests that fail as a call is given up.
Derivation Derivator::timedOut(std::size_t requestClass)
{
    const double value = m_report.classes[requestClass].timedOut;
    const std::string label = m_report.classes[requestClass].name + " that time out";
    if (value <= 0)
        return method(label, "late", value, "1",
                      m_stage->timeouts || m_stage->retries || m_stage->retried
                          ? "hardly any call on its way takes longer than its timeout"
                          : "nobody gives up calls, or nobody was looked for: there are no timeouts, more "
                            "than 1,000 components, or a loop without end",
                      {});
    std::vector<Derivation> calls;
    for (const analysis::LateCalls &each : m_report.lateCalls)
        if (each.requestClass == static_cast<int>(requestClass))
            calls.push_back(givenUp(each));
    return named(
        method(label, "late", value, "1",
               "1 − Π (1 − P(T > timeout)^attempts) over the calls that it depends on, of those made at once as "
               "many as are needed, and what limiters and bulkheads refuse",
               std::move(calls)),
        "Calls in series, all of which must be answered in time");
}

/// Attempts of a class over a connection that take longer than its timeout.
Derivation Derivator::givenUp(const analysis::LateCalls &late)
{
    const auto connection = static_cast<std::size_t>(late.connection);
    const std::string &id = m_design.connections[connection].id;
    const std::string &name = m_report.classes[static_cast<std::size_t>(late.requestClass)].name;
    std::vector<Derivation> parts { connectionValue(connection, "timeout", "timeout",
                                                    connectionNumber(connection, "timeout", 0)) };
    parts.push_back(method("Such a call to its end, in the mean", "mean", late.time.mean, "s",
                           "its way, the wait for a thread, the visit and the calls behind it", {}));
    if (late.isPlain)
        return named(method("Attempts of " + name + " over " + id + " that are given up", symbolOf(id), late.share, "1",
                            "P(T > timeout), exact: T is a fixed time, one wait and one exponential service",
                            std::move(parts)),
                     "Tail of the sojourn in M/M/m", "Gross et al., 4th ed., section 2.3");
    parts.push_back(method("Its standard deviation", "deviation", std::sqrt(late.time.variance), "s",
                           "variances of the same parts, added up", {}));
    parts.push_back(
        method("Its part that never varies", "fixed", late.time.fixed, "s", "ways and delays on each of its ways", {}));
    if (late.time.slow > 0) {
        parts.push_back(method("Its slowest exponential part, in the mean", "slow", late.time.slow, "s",
                               "the service or wait that most of what is late is due to", {}));
        parts.push_back(method("Share of the calls that have that part", "chance", late.time.chance, "1",
                               "who waits, or whose call leads there", {}));
    }
    return named(method("Attempts of " + name + " over " + id + " that are given up", symbolOf(id), late.share, "1",
                        "P(T > timeout): T is fixed + the slow part, for those who have it, + all others as a gamma "
                        "law with the mean and variance that are left",
                        std::move(parts)),
                 "Sum of an exponential and a gamma law", "Abramowitz and Stegun, 6.5");
}

} // namespace headroom::derivation
