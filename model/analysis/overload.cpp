#include "model/analysis/overload.h"
#include "model/engine/columns.h"
#include "model/latency/joins.h"
#include "model/queueing/finite_queue.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::analysis {

namespace {

constexpr double kNothing = 1e-12;     // share refused that is not worth a calculation
constexpr double kMostPlaces = 200000; // of an instance
constexpr double kMostServers = 1e6;

/// A machine as the queueing formulas ask for it.
struct Machine {
    double rate;    ///< 1/s of visits
    double service; ///< s at the cores per visit
    double delay;   ///< s elsewhere per visit
    double servers;
    double threads;
    double places;
};

/// P_K = P_T·(λ/X(T))^queue ≤ (λ/X)^queue with X the least that T threads can finish.
bool isNeverFull(const Machine &machine)
{
    const double alone = std::max(1.0, 1 / machine.servers);
    const double worst = machine.service * (alone + (machine.threads - 1) / machine.servers) + machine.delay;
    const double ratio = machine.rate * worst / machine.threads;
    return ratio < 1 && std::pow(ratio, machine.places - machine.threads) < kNothing;
}

queueing::FiniteQueue settle(const Machine &machine)
{
    const int threads = static_cast<int>(machine.threads);
    const int places = static_cast<int>(machine.places);
    if (machine.service <= kNothing * machine.delay)
        return queueing::finiteQueue(Rate(machine.rate), Seconds(machine.delay), threads, places);
    const auto rates
        = queueing::flowEquivalentRates(Seconds(machine.service), machine.servers, Seconds(machine.delay), threads);
    return queueing::finiteQueue(Rate(machine.rate), rates, places);
}

} // namespace

const CompiledResource *threadsWithQueue(const CompiledComponent &component)
{
    const auto found = std::find_if(component.resources.begin(), component.resources.end(),
                                    [](const CompiledResource &each) { return each.queue >= 0; });
    return found == component.resources.end() ? nullptr : &*found;
}

double timeAtCores(const CompiledComponent &component)
{
    return std::min(component.held, component.slowdown * component.work) / component.entering;
}

/// Beyond its credits a burstable machine goes on at its baseline (domain spec 2.1); until then it is as quick as others.
double stretchOf(const CompiledComponent &component, const ComponentReport &report)
{
    const auto station = static_cast<std::size_t>(component.station);
    if (component.station < 0 || report.resources[station].utilization < 1)
        return 1;
    return std::max(1.0, component.servers / component.slowdown / component.resources[station].capacity);
}

std::optional<PlacesReport> placesOf(const CompiledComponent &component, const ComponentReport &report)
{
    const CompiledResource *held = threadsWithQueue(component);
    if (!held || component.isDeferred || component.entering <= 0 || component.held <= 0)
        return {};
    const double threads = std::floor(held->capacity);
    if (threads < 1 || threads + held->queue > kMostPlaces)
        return {};
    const auto row = static_cast<std::size_t>(held - component.resources.data());
    const double time = component.held / component.entering;
    const double rate = report.resources[row].used / time; // Little: of the hottest instance
    const double own = timeAtCores(component);
    const double service = own * stretchOf(component, report);
    const Machine machine { rate,       service,
                            time - own, std::min(component.servers, kMostServers),
                            threads,    threads + held->queue };
    PlacesReport out { threads, held->queue, 0, report.requestsPerSecond, {} };
    if (rate <= 0 || isNeverFull(machine))
        return out;
    const queueing::FiniteQueue queue = settle(machine);
    if (queue.blocking < kNothing)
        return out;
    out.refused = queue.blocking;
    out.answeredPerSecond = report.requestsPerSecond * queue.carried.value() / rate;
    out.latency = queue.response.value();
    return out;
}

double bareLatency(const CompiledStage &stage)
{
    const std::vector<latency::Waiting> nobodyWaits(stage.components.size() + stage.holders.size());
    double mean = 0;
    for (const CompiledClass &each : stage.classes)
        mean += each.share
            * (each.branches.empty() ? each.serviceTime
                                     : latency::JoinedRequest(each.ways, each.branches, nobodyWaits).mean());
    return mean;
}

namespace {

/// Whether a request waits where this resource is full. What is kept, as memory is, answers at no rate; connections
/// of those who do not wait are no place to wait at either.
bool isWaitedAt(const CompiledStage &stage, const CompiledResource &resource)
{
    return resource.spec->kind != "level"
        && (resource.link < 0 || stage.links[static_cast<std::size_t>(resource.link)].kind->waits);
}

/// Of all that users' requests wait for, what is full at the fewest users.
ResourceRef firstWaitedFor(const CompiledStage &stage, const Report &report)
{
    ResourceRef first;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < stage.classes.size(); ++c)
        for (const int i : stage.columns->classes[c].component) {
            if (stage.classes[c].share <= 0 || i >= static_cast<int>(stage.components.size()))
                continue;
            const auto component = static_cast<std::size_t>(i);
            const std::vector<CompiledResource> &resources = stage.components[component].resources;
            for (std::size_t r = 0; r < resources.size(); ++r)
                if (const double users = report.components[component].resources[r].usersAtSaturation;
                    users < least && isWaitedAt(stage, resources[r])) {
                    least = users;
                    first = { i, static_cast<int>(r) };
                }
        }
    return first;
}

} // namespace

std::optional<OverloadReport> overloadOf(const CompiledStage &stage, const Report &report)
{
    if (report.state != State::Saturated || report.users <= 0)
        return {};
    const ResourceRef full = firstWaitedFor(stage, report);
    if (!full.exists())
        return {};
    const double users = report.components[static_cast<std::size_t>(full.component)]
                             .resources[static_cast<std::size_t>(full.resource)]
                             .usersAtSaturation;
    if (users > report.users)
        return {}; // what is too full does not limit how much is answered
    OverloadReport out;
    out.full = full;
    const double bare = bareLatency(stage);
    out.users = report.requestsPerSecond * (bare + report.thinkTime);
    const double most = users * stage.ratePerUser;
    out.answeredPerSecond = std::min(report.requestsPerSecond, most);
    out.latency = most > 0 ? std::max(bare, out.users / most - report.thinkTime) : bare;
    return out;
}

} // namespace headroom::analysis
