#include "model/reliability/sampling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace headroom::reliability {

namespace {

constexpr double kNormal99 = 2.5758293035489004; // two-sided 99 % quantile of the normal distribution
constexpr std::uint64_t kNever = std::numeric_limits<std::uint64_t>::max();

/// When each event is down, told from one failure to the next: short where failures are rare.
class Failures {
public:
    Failures(const Gates &gates, std::span<const double> up, std::uint64_t seed)
        : m_random(seed)
    {
        for (std::size_t gate = 0; gate < gates.gates.size(); ++gate)
            if (const int event = gates.gates[gate].event; gates.gates[gate].kind == Gates::Kind::Event)
                m_events.push_back({ gate, std::log(up[static_cast<std::size_t>(event)]), 0 });
        for (Event &event : m_events)
            event.next = gap(event);
    }

    /// Calls down(gate of the event, state) for each failure in the states from `first` to before `end`.
    template <typename Down>
    void between(std::uint64_t first, std::uint64_t end, const Down &down)
    {
        for (Event &event : m_events)
            while (event.next < end) {
                down(event.gate, event.next - first);
                const std::uint64_t skip = gap(event);
                event.next = skip == kNever ? kNever : event.next + 1 + skip;
            }
    }

private:
    struct Event {
        std::size_t gate;
        double logUp;
        std::uint64_t next;
    };

    /// States up before the next failure: geometric, ⌊ln U / ln p⌋.
    std::uint64_t gap(const Event &event)
    {
        if (event.logUp >= 0)
            return kNever;
        const double uniform = (static_cast<double>(m_random() >> 11) + 0.5) * 0x1p-53;
        const double skip = std::floor(std::log(uniform) / event.logUp);
        return skip < 1e18 ? static_cast<std::uint64_t>(skip) : kNever;
    }

    std::mt19937_64 m_random;
    std::vector<Event> m_events;
};

double sumOfBlock(const Gates &gates, Failures &failures, std::uint64_t first, std::uint64_t count,
                  std::vector<Gates::States> &values)
{
    values.assign(gates.gates.size(), Gates::kAll);
    failures.between(first, first + count,
                     [&](std::size_t gate, std::uint64_t state) { Gates::clear(values[gate], state); });
    gates.evaluate(std::span<Gates::States>(values));
    int sum = 0;
    for (std::uint64_t state = 0; state < count; state += 64) {
        const std::uint64_t left = count - state;
        const std::uint64_t asked = left >= 64 ? ~std::uint64_t(0) : (std::uint64_t(1) << left) - 1;
        sum += __builtin_popcountll(values.back()[state / 64] & asked);
    }
    return sum;
}

double sumOfShares(const Gates &gates, Failures &failures, std::uint64_t first, std::uint64_t count,
                   std::vector<char> &up, std::vector<double> &values)
{
    std::vector<std::vector<std::size_t>> down(count);
    failures.between(first, first + count, [&](std::size_t gate, std::uint64_t state) {
        down[state].push_back(static_cast<std::size_t>(gates.gates[gate].event));
    });
    gates.evaluate(up, values);
    const double whole = values.back();
    double sum = 0;
    for (const std::vector<std::size_t> &events : down) {
        if (events.empty()) {
            sum += whole;
            continue;
        }
        for (const std::size_t event : events)
            up[event] = 0;
        gates.evaluate(up, values);
        sum += values.back();
        for (const std::size_t event : events)
            up[event] = 1;
    }
    return sum;
}

/// Wilson's score interval, which also holds where hardly anything failed; a value between 0 and 1 varies less than
/// a yes or no of the same mean.
Sampled withInterval(double sum, std::uint64_t drawn)
{
    Sampled result;
    result.drawn = drawn;
    if (drawn == 0)
        return result;
    const double n = static_cast<double>(drawn);
    const double z2 = kNormal99 * kNormal99;
    result.mean = sum / n;
    const double middle = (result.mean + z2 / (2 * n)) / (1 + z2 / n);
    const double half = kNormal99 / (1 + z2 / n) * std::sqrt(result.mean * (1 - result.mean) / n + z2 / (4 * n * n));
    result.low = std::max(0.0, std::min(result.mean, middle - half));
    result.high = std::min(1.0, std::max(result.mean, middle + half));
    return result;
}

} // namespace

Sampled sample(const Gates &gates, std::span<const double> up, std::uint64_t samples, std::uint64_t seed,
               std::stop_token stop)
{
    const std::vector<char> binary = gates.binary();
    const bool isBinary = binary.empty() || binary.back();
    Failures failures(gates, up, seed);
    std::vector<Gates::States> words;
    std::vector<char> states(up.size(), 1);
    std::vector<double> values;
    double sum = 0;
    std::uint64_t drawn = 0;
    while (drawn < samples && !stop.stop_requested()) {
        const std::uint64_t count = std::min<std::uint64_t>(Gates::kStates, samples - drawn);
        sum += isBinary ? sumOfBlock(gates, failures, drawn, count, words)
                        : sumOfShares(gates, failures, drawn, count, states, values);
        drawn += count;
    }
    return withInterval(std::min(sum, static_cast<double>(drawn)), drawn);
}

} // namespace headroom::reliability
