#include "tests/model/latency/queue_simulation.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <queue>
#include <random>

namespace headroom::test {

namespace {

/// Something that happens: a request arrives (left == total) or finishes a visit.
struct Event {
    double time = 0;
    std::size_t request = 0;
    int station = -1; ///< where a visit ends; −1: arrival
    bool operator>(const Event &other) const { return time > other.time; }
};

struct Station {
    int idle = 1;
    double service = 1;
    std::deque<std::size_t> waiting;
};

} // namespace

std::vector<double> simulate(const TwoTiers &tiers, std::size_t requests, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    const auto exponential
        = [&](double mean) { return -mean * std::log1p(-std::generate_canonical<double, 53>(random)); };
    Station stations[] { { tiers.appServers, tiers.appService, {} },
                         { tiers.databaseServers, tiers.databaseService, {} } };
    const std::size_t warmUp = requests / 10;
    std::vector<double> started;
    std::vector<int> left;
    std::vector<double> times;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
    const auto begin = [&](int at, std::size_t request, double now) {
        Station &station = stations[at];
        if (station.idle == 0) {
            station.waiting.push_back(request);
            return;
        }
        --station.idle;
        events.push({ now + exponential(station.service), request, at });
    };
    events.push({ exponential(1 / tiers.arrivalRate), 0, -1 });
    while (times.size() < requests) {
        const Event event = events.top();
        events.pop();
        if (event.station < 0) {
            started.push_back(event.time);
            left.push_back(tiers.statements);
            events.push({ event.time + exponential(1 / tiers.arrivalRate), started.size(), -1 });
            begin(0, event.request, event.time);
            continue;
        }
        Station &station = stations[event.station];
        ++station.idle;
        if (!station.waiting.empty()) {
            const std::size_t next = station.waiting.front();
            station.waiting.pop_front();
            begin(event.station, next, event.time);
        }
        if (left[event.request]-- > 0)
            begin(1, event.request, event.time);
        else if (event.request >= warmUp)
            times.push_back(event.time - started[event.request]);
    }
    return times;
}

Estimate quantileOf(const std::vector<std::vector<double>> &replications, double p)
{
    constexpr double kStudent99[] { 0, 63.66, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.250 };
    std::vector<double> values;
    for (std::vector<double> sample : replications) {
        const auto at = sample.begin() + static_cast<std::ptrdiff_t>(p * static_cast<double>(sample.size()));
        std::nth_element(sample.begin(), at, sample.end());
        values.push_back(*at);
    }
    Estimate estimate;
    const auto count = static_cast<double>(values.size());
    for (const double value : values)
        estimate.mean += value / count;
    double variance = 0;
    for (const double value : values)
        variance += (value - estimate.mean) * (value - estimate.mean) / (count - 1);
    estimate.halfWidth = kStudent99[std::min<std::size_t>(values.size() - 1, 9)] * std::sqrt(variance / count);
    return estimate;
}

} // namespace headroom::test
