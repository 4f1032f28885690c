#include "model/latency/shared_wait.h"

#include "model/latency/way_spectrum.h"

#include <array>
#include <cmath>
#include <limits>

namespace headroom::latency {

namespace {

constexpr double kMatters = 0.01; // of the squared mean

[[nodiscard]] double waitsAt(const Stop &stop)
{
    double waits = 0;
    for (const Visits &each : stop.visits)
        waits += each.waits ? flow::meanOf(each.counts) : 0;
    return waits;
}

/// Waits at each station: how many in all, and the sum of the squares of those that share one anyway.
struct Met {
    double waits = 0;
    double together = 0;
};

/// How often each way is gone, from the request down to its branches.
class Walk {
public:
    Walk(std::span<const Branch> branches, std::size_t stations)
        : m_times(branches.size(), 0.0)
        , m_met(stations)
    {
    }

    void add(std::span<const Way> ways, double times)
    {
        for (const Way &way : ways) {
            for (const Stop &stop : way.stops)
                if (const double waits = waitsAt(stop); waits > 0) {
                    Met &met = m_met[static_cast<std::size_t>(stop.component)];
                    met.waits += times * way.probability * waits;
                    met.together += times * way.probability * waits * waits;
                }
            for (const Join &join : way.joins)
                if (isOneCall(join))
                    m_times[join.arms.front().branch] += times * way.probability * flow::meanOf(join.counts);
        }
    }

    [[nodiscard]] double times(std::size_t branch) const { return m_times[branch]; }
    [[nodiscard]] const std::vector<Met> &met() const { return m_met; }

private:
    std::vector<double> m_times; ///< per branch
    std::vector<Met> m_met;      ///< per station
};

} // namespace

std::vector<WaitShare> sharesOf(const Waiting &waiting)
{
    constexpr std::array<double, 8> kQuantiles { 0,         1 / 2.0,   3 / 4.0,   7 / 8.0,
                                                 15 / 16.0, 31 / 32.0, 63 / 64.0, 127 / 128.0 };
    std::vector<WaitShare> shares { { 1 - waiting.probability, {} } };
    for (std::size_t i = 0; i < kQuantiles.size(); ++i) {
        const bool isLast = i + 1 == kQuantiles.size();
        const double next = isLast ? 1 : kQuantiles[i + 1];
        const auto timeOf = [&](double quantile) { return -std::log1p(-quantile) / waiting.decay; };
        shares.push_back({ waiting.probability * (next - kQuantiles[i]),
                           { 1, waiting.decay, timeOf(kQuantiles[i]),
                             isLast ? std::numeric_limits<double>::infinity() : timeOf(next) } });
    }
    return shares;
}

std::optional<int> mostShared(std::span<const Way> ways, std::span<const Branch> branches,
                              std::span<const Waiting> waiting, double mean)
{
    Walk walk(branches, waiting.size());
    walk.add(ways, 1);
    for (std::size_t b = branches.size(); b-- > 0;) // what a branch leads to stands before it
        if (walk.times(b) > 0)
            walk.add(branches[b], walk.times(b));
    std::optional<int> best;
    double most = kMatters * mean * mean;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const Met &met = walk.met()[i];
        const double c = waiting[i].probability;
        if (c <= 0)
            continue;
        const double variance = (2 * c - c * c) / (waiting[i].decay * waiting[i].decay);
        if (const double lost = (met.waits * met.waits - met.together) * variance; lost > most) {
            most = lost;
            best = static_cast<int>(i);
        }
    }
    return best;
}

bool waitsAt(std::span<const Way> ways, int component, const std::vector<char> &branches)
{
    for (const Way &way : ways) {
        for (const Stop &stop : way.stops)
            if (stop.component == component && waitsAt(stop) > 0)
                return true;
        for (const Join &join : way.joins)
            if (isOneCall(join) && branches[join.arms.front().branch])
                return true;
    }
    return false;
}

std::vector<char> waitingBranches(std::span<const Branch> branches, int component)
{
    std::vector<char> found;
    for (const Branch &branch : branches)
        found.push_back(waitsAt(branch, component, found) ? 1 : 0);
    return found;
}

} // namespace headroom::latency
