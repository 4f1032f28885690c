#include "model/latency/join_law.h"

#include "model/latency/fft.h"
#include "model/queueing/sojourn.h"

#include <algorithm>
#include <cmath>

namespace headroom::latency {

namespace {

using Complex = std::complex<double>;

/// P(T ≤ point) per point of the grid, from 0 to 1.
std::vector<double> wholeCumulativeOf(const Spectrum &spectrum, Grid grid, const Circle &circle)
{
    std::vector<double> shares = cumulativeOf(spectrum, grid, circle);
    const double all = shares.back();
    for (double &share : shares)
        share /= all;
    return shares;
}

double meanOf(const std::vector<double> &cumulative, double step)
{
    double sum = 0;
    for (const double share : cumulative)
        sum += 1 - share;
    return sum * step;
}

/// P(all calls of the arm that are needed are back) instead of P(one of them is).
void repeat(const Arm &arm, std::vector<double> &cumulative)
{
    if (arm.calls == flow::Counts { { 1, 1 } })
        return;
    for (double &share : cumulative) {
        double sum = 0;
        for (const flow::Count &count : arm.calls)
            sum += count.probability * arrived(share, count.times, arm.needed);
        share = std::min(1.0, sum);
    }
}

/// Per arm Σ t·P(it ends at t, all others before), as parts of their sum.
std::vector<double> partsOf(const std::vector<std::vector<double>> &arms, const std::vector<double> &all)
{
    std::vector<double> parts;
    double sum = 0;
    for (const std::vector<double> &arm : arms) {
        double part = 0;
        for (std::size_t i = 1; i < arm.size(); ++i)
            if (arm[i] > 0)
                part += static_cast<double>(i) * (arm[i] - arm[i - 1]) * (all[i] / arm[i]);
        parts.push_back(part);
        sum += part;
    }
    for (double &part : parts)
        part = sum > 0 ? part / sum : 1 / static_cast<double>(parts.size());
    return parts;
}

} // namespace

JoinLaw lawOf(const Join &join, const std::vector<const Spectrum *> &arms, const std::vector<double> &means, Grid grid,
              const Circle &circle)
{
    std::vector<std::vector<double>> cumulative;
    std::vector<double> all(grid.size, 1.0);
    std::vector<double> rounded; // s, what the grid has added to the mean of a call
    for (std::size_t a = 0; a < arms.size(); ++a) {
        cumulative.push_back(wholeCumulativeOf(*arms[a], grid, circle));
        rounded.push_back(meanOf(cumulative.back(), grid.step) - means[a]);
        repeat(join.arms[a], cumulative.back());
        for (std::size_t i = 0; i < grid.size; ++i)
            all[i] *= cumulative.back()[i];
    }
    JoinLaw law;
    law.parts = partsOf(cumulative, all);
    std::vector<double> shares(grid.size);
    double square = 0;
    for (std::size_t i = 0; i < grid.size; ++i) {
        shares[i] = all[i] - (i > 0 ? all[i - 1] : 0);
        const double time = grid.step * static_cast<double>(i);
        law.mean += shares[i] * time;
        square += shares[i] * time * time;
    }
    law.variance = std::max(0.0, square - law.mean * law.mean);
    for (std::size_t a = 0; a < rounded.size(); ++a)
        law.mean -= law.parts[a] * rounded[a];
    law.spectrum = spectrumOf(shares, circle);
    return law;
}

std::optional<Call> simpleCall(const Branch &branch, std::span<const Waiting> waiting)
{
    if (branch.size() != 1 || !branch.front().joins.empty())
        return std::nullopt;
    Call call;
    for (const Stop &stop : branch.front().stops) {
        const Waiting &queue = waiting[static_cast<std::size_t>(stop.component)];
        for (const Visits &visits : stop.visits) {
            const bool waits = visits.waits && queue.probability > 0;
            if (visits.counts.size() != 1)
                return std::nullopt;
            call.fixed += visits.counts.front().times * visits.fixed;
            if (visits.serviceTime <= 0 && !waits)
                continue;
            if (call.scale > 0 || visits.counts.front().times != 1)
                return std::nullopt;
            const double s = visits.serviceTime;
            call.scale = s + (waits ? queue.probability / queue.decay : 0);
            if (s <= 0)
                call.tail = [queue](double t) { return queue.probability * std::exp(-queue.decay * t); };
            else if (waits)
                call.tail = [sojourn = queueing::Sojourn(Seconds(s), queue.probability, queue.decay * s)](double t) {
                    return sojourn.tail(Seconds(t));
                };
            else
                call.tail = [s](double t) { return std::exp(-t / s); };
        }
    }
    return call;
}

Complex raised(Complex z, const flow::Counts &counts)
{
    Complex sum = 0;
    Complex power = 1;
    double reached = 0;
    for (const flow::Count &count : counts) {
        if (count.times != std::floor(count.times) || count.times - reached > 1000) {
            power = std::pow(z, count.times);
            reached = std::floor(count.times) == count.times ? count.times : reached;
        } else {
            for (; reached < count.times; ++reached)
                power *= z;
        }
        sum += count.probability * power;
    }
    return sum;
}

} // namespace headroom::latency
