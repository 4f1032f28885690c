#include "model/core/at.h"
#include "model/engine/laws.h"
#include "model/engine/solve.h"
#include "model/queueing/finite_queue.h"
#include "model/queueing/threaded_machine.h"

#include <algorithm>
#include <cmath>

namespace headroom::engine {

namespace {

constexpr double kNobody = 1e-12; // chance of so many inside that is not worth a calculation
constexpr double kMostThreads = 1e6;
constexpr double kDeviations = 8; // of a Poisson law; 8·√x ≤ x + 16
constexpr double kEasy = 0.6;
constexpr double kFar = 54; // 0.6^54 = 1e-12

/// One instance as the birth-death process asks for it; times and rates are of visits to its cores, or of visits that
/// come in where it has none: what is inside depends on their ratios alone.
struct Load {
    double rate = 0;      ///< 1/s
    double service = 0;   ///< s at the cores
    double elsewhere = 0; ///< s besides, while a thread is held
    double cores = 1;
    double threads = 1;
    double atCores = 0; ///< erlangs
    double held = 0;    ///< threads, in the mean, without waiting
};

Load loadOf(const Columns &columns, const Machine &machine, const Results &out)
{
    const std::size_t owner = at(machine.owner);
    const std::size_t row = at(machine.resource);
    const bool isWaitedFor = machine.holder >= 0;
    Load load;
    load.threads = std::floor(std::min(columns.resources.capacity[row], kMostThreads));
    load.cores = columns.stations.servers[owner];
    load.atCores = out.offered[owner];
    load.held = isWaitedFor ? out.offered[at(machine.holder)] : out.used[row];
    if (load.atCores > 0)
        load.rate = load.atCores / out.serviceTime[owner];
    else if (isWaitedFor && load.held > 0)
        load.rate = load.held / out.serviceTime[at(machine.holder)];
    if (load.rate > 0) {
        load.service = load.atCores / load.rate;
        load.elsewhere = std::max(0.0, load.held - load.atCores) / load.rate;
    }
    return load;
}

/// Whether hardly ever so many are inside: what is elsewhere has a Poisson law, what is at the cores a geometric tail.
bool isRoomy(const Load &load, double places)
{
    const double ratio = std::max(load.atCores / load.cores, load.held / load.threads);
    const double elsewhere = std::max(0.0, load.held - load.atCores);
    if (ratio <= kEasy && places - load.cores - 2 * elsewhere - 16 >= kFar)
        return true;
    const double spare = places - load.cores - elsewhere - kDeviations * std::sqrt(elsewhere);
    return ratio < 1 && spare > 0 && spare * std::log(ratio) < std::log(kNobody);
}

std::vector<double> ratesOf(const Load &load)
{
    const int threads = static_cast<int>(load.threads);
    if (load.service > kNobody * load.elsewhere)
        return queueing::flowEquivalentRates(Seconds(load.service), load.cores, Seconds(load.elsewhere), threads);
    std::vector<double> rates;
    for (int k = 1; k <= threads; ++k)
        rates.push_back(k / load.elsewhere);
    return rates;
}

/// The wait at the cores becomes this; what is left of it has the tail that it had.
void setCoreWait(const Columns &columns, std::size_t owner, double wait, Results &out)
{
    const double offered = out.offered[owner];
    if (offered <= 0)
        return;
    const double servers = columns.stations.servers[owner];
    const double free = servers - offered;
    const double later = servers - (servers - std::floor(servers)) * free;
    const double probability = later / (free * out.blocking[owner] + offered); // as waiting.cpp
    const double open = out.serviceTime[owner] * probability / free;
    constexpr double kSame = 1 - 1e-9; // what is as good as the open queue is that
    double left = open > 0 ? std::clamp(wait / open, 0.0, 1.0) : 0;
    left = left > kSame ? 1 : left;
    out.waitProbability[owner] = probability * left;
    out.wait[owner] = open * left * variabilities(columns, out)[owner];
}

} // namespace

double lightLoad(double places, double cores, double threads)
{
    const double elsewhere = kEasy * threads; // at most
    const bool isLight = places - cores - elsewhere - kDeviations * std::sqrt(elsewhere) >= kFar;
    return isLight ? kEasy : 0;
}

void findMachineWait(const Columns &columns, const Machine &machine, Results &out)
{
    const std::size_t owner = at(machine.owner);
    const bool isWaitedFor = machine.holder >= 0;
    if (!isWaitedFor && out.utilization[owner] <= machine.light)
        return;
    if (out.isSaturated[owner] || (isWaitedFor && out.isSaturated[at(machine.holder)]))
        return;
    const Load load = loadOf(columns, machine, out);
    if (load.threads < 1 || load.rate <= 0 || load.held <= 0
        || isRoomy(load, isWaitedFor ? load.threads : machine.places))
        return;
    const queueing::ThreadedMachine found = queueing::threadedMachine(
        Rate(load.rate), ratesOf(load), static_cast<int>(load.threads), std::max(machine.places, load.threads));
    if (!std::isfinite(found.response.value())) {
        out.isSaturated[at(machine.holder)] = 1;
        return;
    }
    const double waited = std::max(0.0, found.response.value() - load.service - load.elsewhere);
    if (!isWaitedFor) {
        setCoreWait(columns, owner, waited, out);
        return;
    }
    const std::size_t holder = at(machine.holder);
    const double visits = load.held / out.serviceTime[holder]; // 1/s, that come in
    const double atCores = load.atCores / load.held;           // of the time one is held
    out.wait[holder]
        = found.threadWait.value() * load.rate / visits * (1 + atCores * (variabilities(columns, out)[owner] - 1));
    out.waitProbability[holder] = found.waits;
    setCoreWait(columns, owner, std::max(0.0, waited - found.threadWait.value()), out);
}

void findMachineWaits(const Columns &columns, Range components, Results &out)
{
    const auto isBefore
        = [](const Machine &each, std::size_t owner) { return each.holder < 0 && at(each.owner) < owner; };
    const auto end = columns.machines.end();
    for (auto each = std::lower_bound(columns.machines.begin(), end, components.first, isBefore);
         each != end && each->holder < 0 && at(each->owner) < components.last; ++each)
        if (out.utilization[at(each->owner)] > each->light) // asked once more there, after a call
            findMachineWait(columns, *each, out);
}

void findMachineWaits(const Columns &columns, Results &out)
{
    const auto isAlone = [](const Machine &each) { return each.holder < 0; };
    for (auto each = std::partition_point(columns.machines.begin(), columns.machines.end(), isAlone);
         each != columns.machines.end(); ++each)
        findMachineWait(columns, *each, out);
}

} // namespace headroom::engine
