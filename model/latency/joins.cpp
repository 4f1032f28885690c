#include "model/latency/joins.h"

#include "model/latency/fft.h"
#include "model/latency/joined_tail.h"
#include "model/latency/shared_wait.h"
#include "model/latency/way_spectrum.h"

#include <algorithm>
#include <cmath>

namespace headroom::latency {

namespace {

using Complex = std::complex<double>;

constexpr double kFewPoints = 64; // as for requests without joins
constexpr double kFinest = 1e-9;  // s
constexpr double kBeyond = 1e-6;  // weight of what lies beyond the grid, where calls are given up
constexpr double kNever = 1e-12;  // P(an attempt is given up)

double meanOfStop(const Stop &stop, std::span<const Waiting> waiting)
{
    return spreadOf(stop, waiting[static_cast<std::size_t>(stop.component)]).mean;
}

} // namespace

JoinedRequest::JoinedRequest(std::span<const Way> ways, std::span<const Branch> branches,
                             std::span<const Waiting> waiting)
    : m_ways(ways)
    , m_branches(branches)
    , m_waiting(waiting)
{
    bool isExact = true;
    for (const Way &way : ways)
        for (const Join &join : way.joins)
            isExact = noteExact(join) && isExact;
    if (!isExact)
        prepare();
}

bool JoinedRequest::noteExact(const Join &join)
{
    const auto [place, isNew] = m_exact.try_emplace(&join);
    if (isNew)
        place->second = exactMean(join);
    return place->second.has_value();
}

/// E[min(T, timeout)], where one wait and service is all, or nobody gives up.
std::optional<double> JoinedRequest::exactAttempt(const Arm &arm)
{
    const Branch &branch = m_branches[arm.branch];
    if (const std::optional<Call> call = simpleCall(branch, m_waiting))
        return meanUpTo(*call, arm.attempts.timeout);
    double mean = 0;
    for (const Way &way : branch) {
        double sum = 0;
        for (const Stop &stop : way.stops)
            sum += meanOfStop(stop, m_waiting);
        for (const Join &join : way.joins) {
            if (!noteExact(join))
                return std::nullopt;
            sum += flow::meanOf(join.counts) * *m_exact.at(&join);
        }
        mean += way.probability * sum;
    }
    const bool isGivenUp
        = arm.attempts.isGivenUp() && JoinedTail(branch, m_branches, m_waiting, mean)(arm.attempts.timeout) > kNever;
    return isGivenUp ? std::nullopt : std::optional(mean);
}

std::optional<double> JoinedRequest::exactMean(const Join &join)
{
    if (const Arm &only = join.arms.front(); isOneCall(join) && !only.attempts.isPlain()) {
        const std::optional<double> each = exactAttempt(only);
        return each ? std::optional(*each * only.attempts.count() + only.attempts.paused()) : std::nullopt;
    }
    if (std::any_of(join.arms.begin(), join.arms.end(), [](const Arm &arm) { return !arm.attempts.isPlain(); }))
        return std::nullopt;
    std::vector<std::optional<Call>> each;
    for (const Arm &arm : join.arms)
        if (each.push_back(simpleCall(m_branches[arm.branch], m_waiting)); !each.back())
            return std::nullopt;
    // Each combination of counts has its own mean; where they would be too many, counts are taken at their means.
    double combinations = 1;
    for (const Arm &arm : join.arms)
        combinations *= static_cast<double>(arm.calls.size());
    std::vector<Call> calls;
    double mean = 0;
    const std::function<void(std::size_t, double)> pick = [&](std::size_t a, double probability) {
        if (a == join.arms.size()) {
            mean += probability * meanOfSlowest(calls);
            return;
        }
        for (const flow::Count &count : join.arms[a].calls) {
            calls.push_back(*each[a]);
            calls.back().calls = count.times;
            calls.back().needed = join.arms[a].needed;
            pick(a + 1, probability * count.probability);
            calls.pop_back();
        }
    };
    constexpr double kMostCombinations = 64;
    if (combinations > kMostCombinations || join.arms.size() > 512)
        return std::nullopt;
    pick(0, 1);
    return mean;
}

double JoinedRequest::meanOf(const Way &way) const
{
    double mean = 0;
    for (const Stop &stop : way.stops)
        mean += meanOfStop(stop, m_waiting);
    for (const Join &join : way.joins)
        mean += flow::meanOf(join.counts) * meanOf(join);
    return mean;
}

double JoinedRequest::meanOf(const Join &join) const
{
    const std::optional<double> &exact = m_exact.at(&join);
    return exact ? *exact : m_solved.at(&join).mean;
}

const std::vector<double> &JoinedRequest::branchMeans()
{
    prepare();
    return m_means;
}

double JoinedRequest::slowest() const
{
    double sum = 0;
    for (const Way &way : m_ways)
        for (const Join &join : way.joins)
            sum += way.probability * flow::meanOf(join.counts) * meanOf(join);
    return sum;
}

double JoinedRequest::mean() const
{
    double mean = 0;
    for (const Way &way : m_ways)
        mean += way.probability * meanOf(way);
    return mean;
}

/// The least a way takes in the mean: of a join, the worst of its arms.
double JoinedRequest::leastMean(const Way &way, const std::vector<double> &branches) const
{
    double mean = 0;
    for (const Stop &stop : way.stops)
        mean += meanOfStop(stop, m_waiting);
    for (const Join &join : way.joins) {
        double most = 0;
        for (const Arm &arm : join.arms)
            most = std::max(most, (1 - chanceOfNone(arm.calls)) * std::min(branches[arm.branch], arm.attempts.timeout));
        mean += flow::meanOf(join.counts) * most;
    }
    return mean;
}

/// A bound: the last share of the requests waits longer than any other, the one before longer than the rest.
std::function<double(double)> JoinedRequest::tailOfSharing(int station, double mean) const
{
    const std::vector<WaitShare> shares = sharesOf(m_waiting[static_cast<std::size_t>(station)]);
    std::vector<Waiting> waiting(m_waiting.begin(), m_waiting.end());
    const auto tailOf = [&](const WaitShare &share) {
        waiting[static_cast<std::size_t>(station)] = share.waiting;
        return JoinedTail(m_ways, m_branches, waiting, mean);
    };
    return [last = tailOf(shares.back()), rest = tailOf(shares[shares.size() - 2]),
            share = shares.back().probability](double time) { return share * last(time) + (1 - share) * rest(time); };
}

void JoinedRequest::findGrid()
{
    std::vector<double> least;
    for (const Branch &branch : m_branches) {
        double mean = 0;
        for (const Way &way : branch)
            mean += way.probability * leastMean(way, least);
        least.push_back(mean);
    }
    double mean = 0;
    for (const Way &way : m_ways)
        mean += way.probability * leastMean(way, least);
    if (isGivenUp())
        m_shared = mostShared(m_ways, m_branches, m_waiting, mean);
    const std::function<double(double)> tail
        = m_shared ? tailOfSharing(*m_shared, mean) : JoinedTail(m_ways, m_branches, m_waiting, mean);
    m_grid = gridFor(tail);
    while (mean < kFewPoints * m_grid.step && m_grid.step > kFinest && tail(m_grid.end() / 2) < kLostTail)
        m_grid.step /= 2;
}

/// Solves all branches, those that others lead to first.
void JoinedRequest::prepare()
{
    if (m_isPrepared)
        return;
    m_isPrepared = true;
    findGrid();
    m_circle = Circle(m_grid.size, isGivenUp() ? std::pow(kBeyond, 1 / static_cast<double>(m_grid.size)) : 1);
    for (const Branch &branch : m_branches) {
        m_spectra.push_back(spectrumOf(branch));
        double mean = 0;
        for (const Way &way : branch)
            mean += way.probability * meanOf(way);
        m_means.push_back(mean);
        m_pieces.push_back(piecesOf(branch, mean));
    }
    for (const Way &way : m_ways)
        for (const Join &join : way.joins)
            solve(join);
}

void JoinedRequest::solve(const Join &join)
{
    const auto [place, isNew] = m_solved.try_emplace(&join);
    if (!isNew)
        return;
    noteExact(join);
    if (const Arm &only = join.arms.front(); isOneCall(join)) {
        const CallLaw &call = callOf(only);
        place->second = { call.spectrum, call.mean, call.variance, { 1 } };
        return;
    }
    std::vector<const Spectrum *> arms;
    std::vector<double> means;
    for (const Arm &arm : join.arms) {
        const bool isPlain = arm.attempts.isPlain();
        arms.push_back(isPlain ? &m_spectra[arm.branch] : &callOf(arm).spectrum);
        means.push_back(isPlain ? m_means[arm.branch] : callOf(arm).mean);
    }
    place->second = lawOf(join, arms, means, m_grid, m_circle);
}

const CallLaw &JoinedRequest::callOf(const Arm &arm)
{
    const auto [place, isNew] = m_calls.try_emplace(&arm);
    if (isNew)
        place->second = lawOf(arm.attempts, m_spectra[arm.branch], m_means[arm.branch], m_grid, m_circle);
    return place->second;
}

bool JoinedRequest::isGivenUp() const
{
    const auto hasGivenUp = [](std::span<const Way> ways) {
        for (const Way &way : ways)
            for (const Join &join : way.joins)
                for (const Arm &arm : join.arms)
                    if (arm.attempts.isGivenUp())
                        return true;
        return false;
    };
    return hasGivenUp(m_ways) || std::any_of(m_branches.begin(), m_branches.end(), hasGivenUp);
}

Spectrum JoinedRequest::spectrumOf(std::span<const Way> ways)
{
    for (const Way &way : ways)
        for (const Join &join : way.joins)
            solve(join);
    const auto known = [this](const Join &join) -> const Spectrum & { return m_solved.at(&join).spectrum; };
    return latency::spectrumOf(ways, m_waiting, known, m_grid, m_circle);
}

/// Each share of the requests by itself, as their calls differ in nothing but service then; the first attempts of calls
/// that are repeated, later ones come when others wait. Calls made at once are as before.
Spectrum JoinedRequest::sharing(int station)
{
    const std::vector<char> waits = waitingBranches(m_branches, station);
    std::vector<Waiting> waiting(m_waiting.begin(), m_waiting.end());
    Spectrum sum(m_grid.size / 2 + 1);
    for (const WaitShare &share : sharesOf(m_waiting[static_cast<std::size_t>(station)])) {
        waiting[static_cast<std::size_t>(station)] = share.waiting;
        std::vector<Spectrum> branches(m_branches.size());
        std::map<const Join *, Spectrum> calls;
        const auto given = [&](const Join &join) -> const Spectrum & {
            if (!isOneCall(join) || !waits[join.arms.front().branch])
                return m_solved.at(&join).spectrum;
            const Arm &only = join.arms.front();
            if (only.attempts.isPlain())
                return branches[only.branch];
            const auto [place, isNew] = calls.try_emplace(&join);
            if (isNew)
                place->second = lawGiven(only.attempts, m_calls.at(&only), branches[only.branch], m_grid, m_circle);
            return place->second;
        };
        for (std::size_t b = 0; b < branches.size(); ++b)
            if (waits[b])
                branches[b] = latency::spectrumOf(m_branches[b], waiting, given, m_grid, m_circle);
        const Spectrum part = latency::spectrumOf(m_ways, waiting, given, m_grid, m_circle);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += share.probability * part[i];
    }
    return sum;
}

Distribution JoinedRequest::distribution()
{
    prepare();
    return distributionOf(m_shared ? sharing(*m_shared) : spectrumOf(m_ways), m_grid, m_circle);
}

} // namespace headroom::latency
