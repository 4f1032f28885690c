#include "model/latency/request.h"

namespace headroom::latency {

Spread spreadOf(const flow::Counts &counts)
{
    double mean = 0;
    double square = 0;
    for (const flow::Count &count : counts) {
        mean += count.probability * count.times;
        square += count.probability * count.times * count.times;
    }
    return { mean, square - mean * mean };
}

Spread spreadOf(const Stop &stop, const Waiting &waiting)
{
    const double c = waiting.probability;
    const double wait = c > 0 ? c / waiting.decay : 0;
    const double waitVariance = c > 0 ? (2 * c - c * c) / (waiting.decay * waiting.decay) : 0;
    Spread sum;
    Spread waits;
    for (const Visits &visits : stop.visits) {
        const Spread count = spreadOf(visits.counts);
        const double each = visits.serviceTime + visits.fixed + (visits.waits ? wait : 0);
        sum.mean += count.mean * each;
        sum.variance += count.mean * visits.serviceTime * visits.serviceTime + count.variance * each * each;
        if (visits.waits) {
            waits.mean += count.mean;
            waits.variance += count.variance;
        }
    }
    sum.variance += (waits.variance + waits.mean * waits.mean) * waitVariance;
    return sum;
}

std::vector<Moments> momentsOf(std::span<const Way> ways, std::span<const Waiting> waiting)
{
    std::vector<Moments> found(waiting.size()); // those that are visited get their index
    double total = 0;
    for (const Way &way : ways) {
        std::vector<Spread> spreads;
        double mean = 0;
        for (const Stop &stop : way.stops) {
            spreads.push_back(spreadOf(stop, waiting[static_cast<std::size_t>(stop.component)]));
            mean += spreads.back().mean;
        }
        total += way.probability * mean;
        for (std::size_t s = 0; s < spreads.size(); ++s) {
            Moments &moments = found[static_cast<std::size_t>(way.stops[s].component)];
            moments.component = way.stops[s].component;
            moments.mean += way.probability * spreads[s].mean;
            moments.covariance += way.probability * (spreads[s].variance + spreads[s].mean * mean);
        }
    }
    std::vector<Moments> moments;
    for (Moments &each : found) {
        if (each.component < 0)
            continue;
        each.covariance -= each.mean * total;
        moments.push_back(each);
    }
    return moments;
}

} // namespace headroom::latency
