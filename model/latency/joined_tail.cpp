#include "model/latency/joined_tail.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::latency {

namespace {

constexpr double kFinest = 1e-9; // s
constexpr int kTilts = 32;
constexpr double kFixedTilt = 1e3;
constexpr double kHuge = 600; // ln of a moment that is not looked at more closely
constexpr double kSays = 500; // and of one that says something

/// ln Σ P(k)·M^k from ln M.
double logRaised(double logMoment, const flow::Counts &counts)
{
    double largest = -std::numeric_limits<double>::infinity();
    for (const flow::Count &count : counts)
        largest = std::max(largest, std::log(count.probability) + count.times * logMoment);
    double sum = 0;
    for (const flow::Count &count : counts)
        sum += std::exp(std::log(count.probability) + count.times * logMoment - largest);
    return largest + std::log(sum);
}

} // namespace

double chanceOfNone(const flow::Counts &counts)
{
    return counts.front().times > 0 ? 0 : counts.front().probability;
}

JoinedTail::JoinedTail(std::span<const Way> ways, std::span<const Branch> branches, std::span<const Waiting> waiting,
                       double mean)
    : m_branches(branches)
    , m_waiting(waiting)
{
    double slowest = std::numeric_limits<double>::infinity(); // with what is given up
    for (const Branch &branch : branches) {
        m_stops.push_back(stopsOf(branch));
        m_steepest.push_back(steepestOf(branch, m_stops.back()));
        slowest = std::min(slowest, m_steepest.back());
    }
    const double most = kFixedTilt / std::max(mean, kFinest);
    const Stops stops = stopsOf(ways);
    const double steepest = std::min(most, steepestOf(ways, stops));
    addTilts(ways, stops, steepest);
    if (slowest < steepest)
        addTilts(ways, stops, slowest);
}

/// The moment is told at these tilts, short of the steepest.
void JoinedTail::addTilts(std::span<const Way> ways, const Stops &stops, double steepest)
{
    for (int i = 1; i < kTilts; ++i) {
        const double tilt = steepest * i / kTilts;
        m_known.clear();
        for (std::size_t b = 0; b < m_branches.size(); ++b)
            m_known.push_back(tilt < m_steepest[b] ? ofWays(m_branches[b], m_stops[b], tilt) : kHuge);
        if (const double moment = ofWays(ways, stops, tilt); moment < kSays)
            m_tilts.emplace_back(tilt, moment);
    }
}

double JoinedTail::operator()(double time) const
{
    double least = 0;
    for (const auto &[tilt, moment] : m_tilts)
        least = std::min(least, moment - tilt * time);
    return std::exp(least);
}

JoinedTail::Stops JoinedTail::stopsOf(std::span<const Way> ways) const
{
    Stops stops;
    for (const Way &way : ways) {
        stops.emplace_back();
        for (const Stop &stop : way.stops)
            stops.back().emplace_back(stop, m_waiting[static_cast<std::size_t>(stop.component)], Grid {});
    }
    return stops;
}

double JoinedTail::steepestOf(std::span<const Way> ways, const Stops &stops) const
{
    double rate = std::numeric_limits<double>::infinity();
    for (const std::vector<StopSpectrum> &way : stops)
        for (const StopSpectrum &stop : way)
            rate = std::min(rate, stop.steepest());
    for (const Way &way : ways)
        for (const Join &join : way.joins)
            for (const Arm &arm : join.arms)
                if (!arm.attempts.isGivenUp())
                    rate = std::min(rate, m_steepest[arm.branch]);
    return rate;
}

/// An attempt that fails has at most the moment of any attempt, and at most e^(θ·timeout) in the share that fails.
double JoinedTail::ofCall(const Arm &arm, double tilt) const
{
    const Attempts &attempts = arm.attempts;
    const double any = std::exp(std::min({ kHuge, m_known[arm.branch], tilt * attempts.timeout }));
    const double failed = attempts.isGivenUp()
        ? std::min(any, attempts.failure * std::exp(std::min(kHuge, tilt * attempts.timeout)))
        : attempts.failure * any;
    double sum = 0;
    double before = 1;
    for (const Pause &pause : attempts.pauses) {
        sum += before * any;
        before *= failed * std::exp(std::min(kHuge, tilt * pause.longest));
    }
    return std::min(sum + before * any, std::exp(kHuge));
}

double JoinedTail::ofWays(std::span<const Way> ways, const Stops &stops, double tilt) const
{
    double sum = 0;
    for (std::size_t w = 0; w < ways.size(); ++w) {
        double exponent = 0;
        for (const StopSpectrum &stop : stops[w])
            exponent += stop.logMoment(tilt);
        for (const Join &join : ways[w].joins) {
            double moment = 0;
            double none = 1;
            for (const Arm &arm : join.arms) {
                moment += flow::meanOf(arm.calls) * ofCall(arm, tilt);
                none *= chanceOfNone(arm.calls);
            }
            exponent += logRaised(std::log(moment + none), join.counts);
        }
        sum += ways[w].probability * std::exp(std::min(kHuge, exponent));
    }
    return std::log(sum);
}

} // namespace headroom::latency
