#include "model/queueing/finite_queue.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace headroom::queueing {

namespace {

constexpr double kLarge = 1e200;
constexpr double kNothing = 1e-18; // of the largest term

/// Sums over the states of a birth-death process, relative to the largest term so far.
/// @param growth  p_n / p_(n−1);  @param finished  1/s with n inside.  @param steady  from so many inside on both stay.
template <typename Growth, typename Finished>
FiniteQueue settle(Seconds idleResponse, int places, int steady, Growth growth, Finished finished)
{
    constexpr double kLost = 1e-30; // of the sum, also times the number of places
    FiniteQueue queue;
    queue.response = idleResponse;
    double term = 1;
    double sum = 1;
    double population = 0;
    double carried = 0;
    for (int n = 1; n <= places; ++n) {
        term *= growth(n);
        sum += term;
        population += n * term;
        carried += finished(n) * term;
        if (sum > kLarge) { // the terms to come dwarf those that vanish
            term /= sum;
            population /= sum;
            carried /= sum;
            sum = 1;
        }
        if (n >= steady && term < kLost * sum && growth(n) < 1) {
            term *= std::pow(growth(n), places - n);
            break;
        }
    }
    queue.blocking = term / sum;
    queue.population = population / sum;
    // What is carried is what is finished: λ(1 − p_K) has no digits left far above saturation.
    queue.carried = Rate(carried / sum);
    if (queue.carried.value() > 0)
        queue.response = Seconds(queue.population / queue.carried.value());
    return queue;
}

/// Mean of min(j, m) over j of k customers at the station: terms of the machine repair model from its mode outwards.
double meanBusy(int customers, double servers, double ratio, int &mode)
{
    const auto growth
        = [&](int j) { return (customers - j + 1) * ratio / std::min<double>(j, servers); }; // of the term j over j − 1
    while (mode < customers && growth(mode + 1) > 1)
        ++mode;
    double sum = 1;
    double busy = std::min<double>(mode, servers);
    double term = 1;
    for (int j = mode + 1; j <= customers && term > kNothing; ++j) {
        term *= growth(j);
        sum += term;
        busy += std::min<double>(j, servers) * term;
    }
    term = 1;
    for (int j = mode; j >= 1 && term > kNothing; --j) {
        term /= growth(j);
        sum += term;
        busy += std::min<double>(j - 1, servers) * term;
    }
    return busy / sum;
}

} // namespace

FiniteQueue finiteQueue(Rate arrivalRate, Seconds serviceTime, int servers, int places)
{
    assert(servers >= 1 && places >= servers && serviceTime.value() > 0);
    const double offeredLoad = arrivalRate * serviceTime;
    if (offeredLoad <= 0)
        return { 0, Rate(0), 0, serviceTime };
    return settle(
        serviceTime, places, servers, [&](int n) { return offeredLoad / std::min(n, servers); },
        [&](int n) { return std::min(n, servers) / serviceTime.value(); });
}

FiniteQueue finiteQueue(Rate arrivalRate, std::span<const double> rates, int places)
{
    assert(!rates.empty() && places >= 1);
    const auto rateWith = [&](int n) { return rates[std::min(static_cast<std::size_t>(n), rates.size()) - 1]; };
    const Seconds alone(1 / rates.front());
    if (arrivalRate.value() <= 0)
        return { 0, Rate(0), 0, alone };
    return settle(
        alone, places, static_cast<int>(rates.size()), [&](int n) { return arrivalRate.value() / rateWith(n); },
        rateWith);
}

std::vector<double> flowEquivalentRates(Seconds service, double servers, Seconds delay, int threads)
{
    assert(servers > 0 && threads >= 1 && service.value() > 0 && delay.value() >= 0);
    constexpr double kFull = 1 - 1e-14;
    const double most = servers / service.value();
    const double ratio = service.value() / std::max(delay.value(), 1e-12 * service.value());
    std::vector<double> rates;
    int mode = 0;
    for (int k = 1; k <= threads; ++k) {
        double rate = k / (service.value() + delay.value()); // nobody waits
        if (k > servers)
            rate = threads <= kMostExactThreads ? meanBusy(k, servers, ratio, mode) / service.value() : rate;
        rates.push_back(std::min(rate, most));
        if (rates.back() >= kFull * most)
            break;
    }
    return rates;
}

} // namespace headroom::queueing
