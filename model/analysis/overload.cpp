#include "model/analysis/overload.h"
#include "model/latency/joins.h"
#include "model/queueing/finite_queue.h"

#include <algorithm>
#include <cmath>

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
    const double worst = machine.service * (1 + (machine.threads - 1) / machine.servers) + machine.delay;
    const double ratio = machine.rate * worst / machine.threads;
    return ratio < 1 && std::pow(ratio, machine.places - machine.threads) < kNothing;
}

queueing::FiniteQueue settle(const Machine &machine)
{
    const int threads = static_cast<int>(machine.threads);
    const int places = static_cast<int>(machine.places);
    if (machine.service <= kNothing * machine.delay)
        return queueing::finiteQueue(Rate(machine.rate), Seconds(machine.delay), threads, places);
    const auto rates = queueing::flowEquivalentRates(Seconds(machine.service), static_cast<int>(machine.servers),
                                                     Seconds(machine.delay), threads);
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
    const double service = timeAtCores(component);
    const Machine machine { rate,           service,
                            time - service, std::clamp(component.servers, 1.0, kMostServers),
                            threads,        threads + held->queue };
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

std::optional<OverloadReport> overloadOf(const CompiledStage &stage, const Report &report)
{
    if (report.state != State::Saturated || report.users <= 0 || !std::isfinite(report.usersAtSaturation))
        return {};
    OverloadReport out;
    const double bare = bareLatency(stage);
    out.users = report.requestsPerSecond * (bare + report.thinkTime);
    const double most = report.usersAtSaturation * stage.ratePerUser;
    out.answeredPerSecond = std::min(report.requestsPerSecond, most);
    out.latency = most > 0 ? std::max(bare, out.users / most - report.thinkTime) : bare;
    return out;
}

} // namespace headroom::analysis
