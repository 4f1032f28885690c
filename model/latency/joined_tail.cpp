#include "model/latency/joined_tail.h"

#include "model/latency/stop_spectrum.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::latency {

namespace {

constexpr double kFinest = 1e-9; // s
constexpr int kTilts = 32;
constexpr double kFixedTilt = 1e3;

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

StopSpectrum spectrumOf(const Stop &stop, std::span<const Waiting> waiting)
{
    return { stop, waiting[static_cast<std::size_t>(stop.component)], {} };
}

} // namespace

double chanceOfNone(const flow::Counts &counts)
{
    return counts.front().times > 0 ? 0 : counts.front().probability;
}

JoinedTail::JoinedTail(std::span<const Way> ways, std::span<const Branch> branches, std::span<const Waiting> waiting,
                       double mean)
    : m_waiting(waiting)
{
    m_steepest = kFixedTilt / std::max(mean, kFinest);
    note(ways);
    for (const Branch &branch : branches)
        note(branch);
    for (int i = 1; i < kTilts; ++i) {
        const double tilt = m_steepest * i / kTilts;
        std::vector<double> known;
        for (const Branch &branch : branches)
            known.push_back(ofWays(branch, known, tilt));
        m_tilts.emplace_back(tilt, ofWays(ways, known, tilt));
    }
}

double JoinedTail::operator()(double time) const
{
    double least = 0;
    for (const auto &[tilt, moment] : m_tilts)
        least = std::min(least, moment - tilt * time);
    return std::exp(least);
}

void JoinedTail::note(std::span<const Way> ways)
{
    for (const Way &way : ways)
        for (const Stop &stop : way.stops)
            m_steepest = std::min(m_steepest, spectrumOf(stop, m_waiting).steepest());
}

double JoinedTail::ofWays(std::span<const Way> ways, const std::vector<double> &branches, double tilt) const
{
    double sum = 0;
    for (const Way &way : ways) {
        double exponent = 0;
        for (const Stop &stop : way.stops)
            exponent += spectrumOf(stop, m_waiting).logMoment(tilt);
        for (const Join &join : way.joins) {
            double moment = 0;
            double none = 1;
            for (const Arm &arm : join.arms) {
                moment += flow::meanOf(arm.calls) * std::exp(std::min(600.0, branches[arm.branch]));
                none *= chanceOfNone(arm.calls);
            }
            exponent += logRaised(std::log(moment + none), join.counts);
        }
        sum += way.probability * std::exp(std::min(600.0, exponent));
    }
    return std::log(sum);
}

} // namespace headroom::latency
