#include "model/latency/stop_spectrum.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::latency {

namespace {

using Complex = std::complex<double>;

constexpr std::size_t kMostCombinations = 4096;

/// a·b without the test for infinities that std::complex must make.
Complex product(Complex a, Complex b)
{
    return { a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real() };
}

Complex power(Complex base, double exponent)
{
    if (exponent != std::floor(exponent) || exponent > 1e6)
        return std::exp(exponent * std::log(base));
    Complex result = 1;
    for (auto left = static_cast<unsigned>(exponent); left > 0; left /= 2) {
        if (left & 1U)
            result = product(result, base);
        base = product(base, base);
    }
    return result;
}

} // namespace

RoundedExponential::RoundedExponential(double mean, double step)
    : m_h(mean > 0 ? std::exp(-step / (2 * mean)) : 0)
    , m_q(m_h * m_h)
{
}

Complex RoundedExponential::at(Complex root) const
{
    if (m_h <= 0)
        return 1;
    const Complex below(1 - m_q * root.real(), -m_q * root.imag());
    const Complex ratio = product(root, std::conj(below));
    const double scale = m_h * (1 - m_q) / std::norm(below);
    return { 1 - m_h + scale * ratio.real(), scale * ratio.imag() };
}

StopSpectrum::StopSpectrum(const Stop &stop, const Waiting &waiting, Grid grid)
    : m_waiting(waiting)
{
    for (const Visits &visits : stop.visits) {
        Visit visit { visits, RoundedExponential(visits.serviceTime, grid.step), 0, 0, {} };
        const double points = visits.fixed / grid.step;
        visit.point = static_cast<std::size_t>(std::fmod(points, static_cast<double>(grid.size)));
        visit.beyond = points - std::floor(points);
        m_visits.push_back(std::move(visit));
    }
    combine();
    indexWaits(grid.step);
}

/// All combinations of counts; where they would be too many, the counts that come last are taken at their means.
void StopSpectrum::combine()
{
    m_combinations.assign(1, {});
    for (Visit &visit : m_visits) {
        flow::Counts &counts = visit.visits.counts;
        if (m_combinations.size() * counts.size() > kMostCombinations)
            counts = { { flow::meanOf(counts), 1 } };
        visit.powers.resize(counts.size());
        std::vector<Combination> longer;
        for (const Combination &each : m_combinations)
            for (std::size_t pick = 0; pick < counts.size(); ++pick) {
                longer.push_back(each);
                longer.back().probability *= counts[pick].probability;
                longer.back().picks.push_back(pick);
                longer.back().waits += visit.visits.waits ? counts[pick].times : 0;
            }
        m_combinations = std::move(longer);
    }
}

void StopSpectrum::indexWaits(double step)
{
    std::vector<double> distinct;
    for (const Combination &each : m_combinations)
        distinct.push_back(each.waits);
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    for (const double each : distinct)
        m_waits.emplace_back(m_waiting.probability > 0 ? each / m_waiting.decay : 0, step);
    for (Combination &each : m_combinations)
        each.wait = static_cast<std::size_t>(std::lower_bound(distinct.begin(), distinct.end(), each.waits)
                                             - distinct.begin());
    m_waitValues.resize(distinct.size());
}

/// Powers of one visit's spectrum for all its counts, each from the one before.
void StopSpectrum::raise(Visit &visit, Complex base)
{
    Complex present = 1;
    double reached = 0;
    for (std::size_t i = 0; i < visit.powers.size(); ++i) {
        const double more = visit.visits.counts[i].times - reached;
        if (more > 0)
            present = product(present, more == 1 ? base : power(base, more));
        reached = visit.visits.counts[i].times;
        visit.powers[i] = present;
    }
}

Complex StopSpectrum::at(std::size_t frequency, const std::vector<Complex> &roots)
{
    const Complex root = roots[frequency];
    for (Visit &visit : m_visits) {
        // A fixed time is shared between the two points around it, so that the mean is kept.
        const Complex shift(1 - visit.beyond + visit.beyond * root.real(), visit.beyond * root.imag());
        const Complex whole = product(shift, roots[(frequency * visit.point) & (roots.size() - 1)]);
        raise(visit, product(visit.service.at(root), whole));
    }
    for (std::size_t w = 0; w < m_waits.size(); ++w)
        m_waitValues[w] = 1.0 - m_waiting.probability + m_waiting.probability * m_waits[w].at(root);
    Complex sum = 0;
    for (const Combination &each : m_combinations) {
        Complex term = m_waitValues[each.wait] * each.probability;
        for (std::size_t v = 0; v < each.picks.size(); ++v)
            term = product(term, m_visits[v].powers[each.picks[v]]);
        sum += term;
    }
    return sum;
}

double StopSpectrum::steepest() const
{
    double rate = std::numeric_limits<double>::infinity();
    for (const Visit &visit : m_visits)
        if (visit.visits.serviceTime > 0)
            rate = std::min(rate, 1 / visit.visits.serviceTime);
    for (const Combination &each : m_combinations)
        if (m_waiting.probability > 0 && each.waits > 0)
            rate = std::min(rate, m_waiting.decay / each.waits);
    return rate;
}

double StopSpectrum::logMoment(double tilt) const
{
    std::vector<double> terms;
    double largest = -std::numeric_limits<double>::infinity();
    for (const Combination &each : m_combinations) {
        double term = std::log(each.probability);
        for (std::size_t v = 0; v < each.picks.size(); ++v) {
            const Visits &visits = m_visits[v].visits;
            term += visits.counts[each.picks[v]].times * (tilt * visits.fixed - std::log1p(-tilt * visits.serviceTime));
        }
        if (m_waiting.probability > 0 && each.waits > 0)
            term += std::log1p(m_waiting.probability * (1 / (1 - tilt * each.waits / m_waiting.decay) - 1));
        largest = std::max(largest, term);
        terms.push_back(term);
    }
    double sum = 0;
    for (const double term : terms)
        sum += std::exp(term - largest);
    return largest + std::log(sum);
}

} // namespace headroom::latency
