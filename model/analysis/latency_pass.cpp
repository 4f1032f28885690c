#include "model/analysis/compiled_stage.h"
#include "model/latency/joins.h"
#include "model/queueing/sojourn_quantiles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace headroom::analysis {

namespace {

using latency::Distribution;

constexpr double kLeastVaried = 1e-6; // of service times that are all alike, so that they still have a rate

/// Service as a constant and an exponential part, by its variation; beyond that of the exponential law as if it had that.
void addSojourns(std::vector<ComponentReport> &components, const std::vector<CompiledComponent> &compiled)
{
    std::vector<std::size_t> asked;
    std::vector<double> waits;
    std::vector<double> spare;
    const auto variedPart
        = [&](std::size_t i) { return std::max(kLeastVaried, std::sqrt(std::min(1.0, compiled[i].serviceScv))); };
    for (std::size_t i = 0; i < components.size(); ++i) {
        const ComponentReport &each = components[i];
        if (each.state != State::Fine || each.serviceTime <= 0)
            continue;
        asked.push_back(i);
        waits.push_back(each.waitProbability);
        spare.push_back(each.waitDecay > 0 ? each.waitDecay * variedPart(i) * each.serviceTime : each.servers);
    }
    std::array<std::vector<double>, 3> times;
    constexpr std::array<double, 3> kQuantiles { 0.50, 0.95, 0.99 };
    for (std::size_t q = 0; q < times.size(); ++q) {
        times[q].resize(asked.size());
        queueing::sojournQuantiles(waits, spare, kQuantiles[q], times[q]);
    }
    for (std::size_t k = 0; k < asked.size(); ++k) {
        ComponentReport &each = components[asked[k]];
        const double service = variedPart(asked[k]) * each.serviceTime;
        const double always = each.serviceTime - service;
        each.sojourn = { always + service * (1 + waits[k] / spare[k]), always + service * times[0][k],
                         always + service * times[1][k], always + service * times[2][k] };
    }
}

Percentiles shifted(const Percentiles &from, double by)
{
    return { from.mean + by, from.p50 + by, from.p95 + by, from.p99 + by };
}

/// The exact quantile lies within half a step per part of the one found.
LatencyReport bracketed(const Percentiles &value, double parts, double step)
{
    const double off = parts * step / 2;
    LatencyReport report { value, value, value, step };
    for (double Percentiles::*each : { &Percentiles::p50, &Percentiles::p95, &Percentiles::p99 }) {
        report.low.*each = std::max(0.0, value.*each - off);
        report.high.*each = value.*each + off;
    }
    return report;
}

/// Several classes, drawn by their shares.
class Mix {
public:
    /// @param distribution  must outlive the mix.
    void add(double share, double parts, double extra, const Distribution &distribution)
    {
        m_step = m_entries.empty() ? distribution.grid().step : std::min(m_step, distribution.grid().step);
        m_parts = std::max(m_parts, parts * distribution.grid().step);
        m_share += share;
        m_entries.push_back({ share, extra, &distribution });
    }
    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    [[nodiscard]] double step() const { return m_step; }
    [[nodiscard]] double parts() const { return m_parts / m_step; }

    /// The first multiple of the finest step up to which a share p of the requests lies.
    [[nodiscard]] double quantile(double p, bool withExtra) const
    {
        double low = -1; // in steps
        double high = 1;
        while (share(high * m_step, withExtra) < p * m_share && high < 1e15)
            high *= 2;
        while (high - low > 1) {
            const double middle = std::floor((low + high) / 2);
            (share(middle * m_step, withExtra) < p * m_share ? low : high) = middle;
        }
        return high * m_step;
    }
    [[nodiscard]] Percentiles percentiles(double mean, bool withExtra) const
    {
        return { mean, quantile(0.50, withExtra), quantile(0.95, withExtra), quantile(0.99, withExtra) };
    }

private:
    struct Entry {
        double share = 0;
        double extra = 0;
        const Distribution *distribution = nullptr;
    };
    [[nodiscard]] double share(double time, bool withExtra) const
    {
        double sum = 0;
        for (const Entry &each : m_entries)
            if (const double left = time - (withExtra ? each.extra : 0); left >= 0)
                sum += each.share * std::min(1.0, each.distribution->cumulative(left) / each.distribution->total());
        return sum;
    }

    std::vector<Entry> m_entries;
    double m_step = latency::kStep;
    double m_parts = 0;
    double m_share = 0;
};

/// By their mean; what is alike stays in order. Small keys are sorted instead of what they stand for.
std::vector<TimeShare> largestFirst(const std::vector<TimeShare> &shares)
{
    std::vector<std::pair<double, std::size_t>> keys;
    keys.reserve(shares.size());
    for (std::size_t i = 0; i < shares.size(); ++i)
        keys.emplace_back(-shares[i].mean, i);
    std::sort(keys.begin(), keys.end());
    std::vector<TimeShare> sorted;
    sorted.reserve(shares.size());
    for (const auto &key : keys)
        sorted.push_back(shares[key.second]);
    return sorted;
}

/// The best linear guess of a component's part in a request that takes t: its mean plus
/// Cov(T_i, T)/Var(T)·(t − E[T]), not below 0; the parts are then scaled to sum to t.
std::vector<TimeShare> sharesOf(const std::vector<latency::Moments> &moments, const Percentiles &percentiles)
{
    double mean = 0;
    double variance = 0;
    for (const latency::Moments &each : moments) {
        mean += each.mean;
        variance += each.covariance;
    }
    std::vector<TimeShare> shares;
    shares.reserve(moments.size());
    double sum95 = 0;
    double sum99 = 0;
    for (const latency::Moments &each : moments) {
        const double slope = variance > 0 ? each.covariance / variance : 0;
        TimeShare share { each.component, each.mean, std::max(0.0, each.mean + slope * (percentiles.p95 - mean)),
                          std::max(0.0, each.mean + slope * (percentiles.p99 - mean)) };
        sum95 += share.p95;
        sum99 += share.p99;
        shares.push_back(share);
    }
    for (TimeShare &share : shares) {
        share.p95 *= sum95 > 0 ? percentiles.p95 / sum95 : 0;
        share.p99 *= sum99 > 0 ? percentiles.p99 / sum99 : 0;
    }
    return largestFirst(shares);
}

/// The wait for threads and pools is time at the component that has them.
std::vector<latency::Moments> byOwner(std::vector<latency::Moments> moments, const std::vector<int> &owners)
{
    if (std::all_of(moments.begin(), moments.end(), [&](const latency::Moments &each) {
            return owners[static_cast<std::size_t>(each.component)] == each.component;
        }))
        return moments;
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::vector<latency::Moments> merged;
    std::vector<std::size_t> placeOf(owners.size(), kNone); // of a component in them
    for (latency::Moments &each : moments) {
        each.component = owners[static_cast<std::size_t>(each.component)];
        std::size_t &place = placeOf[static_cast<std::size_t>(each.component)];
        if (place == kNone) {
            place = merged.size();
            merged.push_back(each);
        } else {
            merged[place].mean += each.mean;
            merged[place].covariance += each.covariance;
        }
    }
    return merged;
}

/// How long the requests of a class take.
struct Times {
    Distribution distribution;
    std::vector<latency::Moments> moments;
    double parts = 0;
};

Times timesOf(const CompiledClass &compiled, const std::vector<latency::Waiting> &waiting)
{
    if (compiled.branches.empty())
        return { latency::distributionOf(compiled.ways, waiting), latency::momentsOf(compiled.ways, waiting),
                 latency::partsOf(compiled.ways, waiting) };
    latency::JoinedRequest request(compiled.ways, compiled.branches, waiting);
    Distribution distribution = request.distribution();
    return { std::move(distribution), request.moments(), request.parts() };
}

void judge(Objective &objective, const std::optional<Percentiles> &percentiles, double Percentiles::*quantile,
           double timedOut)
{
    objective.holds = percentiles && (*percentiles).*quantile <= objective.limit && timedOut <= 1 - objective.quantile;
    if (percentiles)
        objective.measured = (*percentiles).*quantile;
}

/// @return the distribution; nothing when the class has none.
/// @param owners  per entry of `waiting`: the component.
std::optional<Times> addClass(ClassReport &line, const CompiledClass &compiled,
                              const std::vector<latency::Waiting> &waiting, const std::vector<int> &owners)
{
    if (!line.meanLatency) {
        line.objective.holds = false;
        return std::nullopt;
    }
    Times times = timesOf(compiled, waiting);
    Mix alone;
    alone.add(1, 0, 0, times.distribution);
    const Percentiles percentiles = alone.percentiles(*line.meanLatency, false);
    line.serverTime = bracketed(percentiles, times.parts, times.distribution.grid().step);
    line.userTime = shifted(percentiles, compiled.userExtra);
    judge(line.objective, percentiles, &Percentiles::p95, line.timedOut);
    line.timeShares = sharesOf(byOwner(std::move(times.moments), owners), percentiles);
    return times;
}

/// The mixture of the classes that the journey makes.
void addJourney(JourneyReport &line, const CompiledJourney &compiled,
                const std::vector<std::optional<Distribution>> &distributions)
{
    if (line.meanLatency) {
        Mix mix;
        for (std::size_t c = 0; c < distributions.size(); ++c)
            if (distributions[c] && compiled.mix[c] > 0)
                mix.add(compiled.mix[c], 0, 0, *distributions[c]);
        if (!mix.isEmpty())
            line.serverTime = mix.percentiles(*line.meanLatency, false);
    }
    judge(line.objective, line.serverTime, &Percentiles::p95, line.timedOut);
    if (line.tail)
        judge(*line.tail, line.serverTime, &Percentiles::p99, line.timedOut);
}

} // namespace

std::vector<latency::Waiting> waitingsOf(const Report &report)
{
    std::vector<latency::Waiting> waiting;
    waiting.reserve(report.components.size() + report.holders.size());
    for (const ComponentReport &component : report.components)
        waiting.push_back({ component.waitDecay > 0 ? component.waitProbability : 0, component.waitDecay });
    for (const ResourceRef &each : report.holders) {
        const ResourceReport &holder = report.components[static_cast<std::size_t>(each.component)]
                                           .resources[static_cast<std::size_t>(each.resource)];
        waiting.push_back({ holder.waitDecay > 0 ? holder.waitProbability : 0, holder.waitDecay });
    }
    return waiting;
}

std::optional<Distribution> distributionOf(const Report &report, const CompiledStage &stage, std::size_t requestClass)
{
    if (!report.classes[requestClass].meanLatency)
        return std::nullopt;
    return timesOf(stage.classes[requestClass], waitingsOf(report)).distribution;
}

void addPercentiles(Report &report, const CompiledStage &stage)
{
    const std::vector<latency::Waiting> waiting = waitingsOf(report);
    std::vector<int> owners(report.components.size());
    std::iota(owners.begin(), owners.end(), 0);
    addSojourns(report.components, stage.components);
    for (const ResourceRef &each : report.holders)
        owners.push_back(each.component);
    Mix mix;
    double extra = 0;
    std::vector<std::optional<Distribution>> distributions(report.classes.size());
    for (std::size_t c = 0; c < report.classes.size(); ++c) {
        const CompiledClass &compiled = stage.classes[c];
        auto times = addClass(report.classes[c], compiled, waiting, owners);
        if (!times)
            continue;
        distributions[c] = std::move(times->distribution);
        if (compiled.share <= 0)
            continue;
        mix.add(compiled.share, times->parts, compiled.userExtra, *distributions[c]);
        extra += compiled.share * compiled.userExtra;
    }
    for (std::size_t j = 0; j < report.journeys.size(); ++j)
        addJourney(report.journeys[j], stage.journeys[j], distributions);
    if (!report.meanLatency || mix.isEmpty())
        return;
    report.serverTime = bracketed(mix.percentiles(*report.meanLatency, false), mix.parts(), mix.step());
    report.userTime = mix.percentiles(*report.meanLatency + extra, true);
}

} // namespace headroom::analysis
