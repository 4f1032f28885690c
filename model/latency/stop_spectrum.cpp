#include "model/latency/stop_spectrum.h"

#include "model/engine/wide.h"
#include "model/latency/fft.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::latency {

namespace {

constexpr std::size_t kMostCombinations = 4096;
constexpr double kSilent = 1e-22; // squared amplitude of a frequency that no percentile hears

/// out ← a·b
HEADROOM_WIDE void setToProduct(Block &out, const Block &a, const Block &b)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        out.real[i] = a.real[i] * b.real[i] - a.imaginary[i] * b.imaginary[i];
        out.imaginary[i] = a.real[i] * b.imaginary[i] + a.imaginary[i] * b.real[i];
    }
}

/// out ← out·by
HEADROOM_WIDE void multiplyBy(Block &out, const Block &by)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        const double real = out.real[i] * by.real[i] - out.imaginary[i] * by.imaginary[i];
        out.imaginary[i] = out.real[i] * by.imaginary[i] + out.imaginary[i] * by.real[i];
        out.real[i] = real;
    }
}

/// out ← out²
HEADROOM_WIDE void square(Block &out)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        const double real = out.real[i] * out.real[i] - out.imaginary[i] * out.imaginary[i];
        out.imaginary[i] = 2 * out.real[i] * out.imaginary[i];
        out.real[i] = real;
    }
}

void addReal(Block &sum, double value)
{
    for (double &each : sum.real)
        each += value;
}

/// sum ← sum + factor·term
HEADROOM_WIDE void addScaled(Block &sum, double factor, const Block &term)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        sum.real[i] += factor * term.real[i];
        sum.imaginary[i] += factor * term.imaginary[i];
    }
}

/// The spectrum of a rounded exponential time.
HEADROOM_WIDE void setTo(Block &out, RoundedExponential time, const Block &root)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        const double below = 1 - time.q * root.real[i];
        const double side = time.q * root.imaginary[i]; // of the conjugate
        const double scale = time.h * (1 - time.q) / (below * below + side * side);
        out.real[i] = 1 - time.h + scale * (root.real[i] * below - root.imaginary[i] * side);
        out.imaginary[i] = scale * (root.real[i] * side + root.imaginary[i] * below);
    }
}

/// The spectrum of a wait that only a share has.
HEADROOM_WIDE void onlyFor(double share, Block &out)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        out.real[i] = 1 - share + share * out.real[i];
        out.imaginary[i] = share * out.imaginary[i];
    }
}

/// A fixed time is shared between the two points around it, so that the mean is kept.
HEADROOM_WIDE void shiftBetween(Block &out, double beyond, const Block &root)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        const double real = 1 - beyond + beyond * root.real[i];
        const double imaginary = beyond * root.imaginary[i];
        const double product = out.real[i] * real - out.imaginary[i] * imaginary;
        out.imaginary[i] = out.real[i] * imaginary + out.imaginary[i] * real;
        out.real[i] = product;
    }
}

void setToOne(Block &out)
{
    out.real.fill(1);
    out.imaginary.fill(0);
}

/// The roots of the frequencies of a block, each multiplied by `times`.
void setToRoots(Block &out, const Block &block, std::size_t times, const SplitComplex &roots)
{
    const std::size_t mask = roots.real.size() - 1;
    for (std::size_t i = 0; i < kBlock; ++i) {
        const std::size_t at = ((block.first + i) * times) & mask;
        out.real[i] = roots.real[at];
        out.imaginary[i] = roots.imaginary[at];
    }
}

/// out ← base^exponent, for each frequency; the base is used up.
void setToPower(Block &out, Block &base, double exponent)
{
    if (exponent != std::floor(exponent) || exponent > 1e6) {
        for (std::size_t i = 0; i < kBlock; ++i) {
            const std::complex<double> value
                = std::exp(exponent * std::log(std::complex<double>(base.real[i], base.imaginary[i])));
            out.real[i] = value.real();
            out.imaginary[i] = value.imag();
        }
        return;
    }
    setToOne(out);
    for (auto left = static_cast<unsigned>(exponent); left > 0; left /= 2) {
        if (left & 1U)
            multiplyBy(out, base);
        if (left > 1)
            square(base);
    }
}

} // namespace

SplitComplex splitRoots(std::size_t n)
{
    SplitComplex roots(n);
    const std::vector<std::complex<double>> all = rootsOfUnity(n);
    for (std::size_t i = 0; i < n; ++i) {
        roots.real[i] = all[i].real();
        roots.imaginary[i] = all[i].imag();
    }
    return roots;
}

bool Block::isBelow(double norm) const
{
    for (std::size_t i = 0; i < count; ++i)
        if (real[i] * real[i] + imaginary[i] * imaginary[i] > norm)
            return false;
    return true;
}

RoundedExponential::RoundedExponential(double mean, double step)
    : h(mean > 0 ? std::exp(-step / (2 * mean)) : 0)
    , q(h * h)
{
}

StopSpectrum::StopSpectrum(const Stop &stop, const Waiting &waiting, Grid grid)
    : m_waiting(waiting)
{
    for (const Visits &visits : stop.visits) {
        Visit visit { visits, RoundedExponential(visits.serviceTime, grid.step) };
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
}

/// The spectrum of one visit to the power of each of its counts, each from the one before.
void StopSpectrum::raise(const Visit &visit, const Block &block, const SplitComplex &roots, const Block &root,
                         Powers &powers, Block &spare)
{
    Block &once = powers.once;
    if (visit.visits.serviceTime > 0)
        setTo(once, visit.service, root);
    else
        setToOne(once);
    if (visit.beyond > 0)
        shiftBetween(once, visit.beyond, root);
    if (visit.point > 0) {
        setToRoots(spare, block, visit.point, roots);
        multiplyBy(once, spare);
    }
    const flow::Counts &counts = visit.visits.counts;
    powers.more.resize(std::max(powers.more.size(), counts.size()));
    powers.of.assign(counts.size(), nullptr);
    double reached = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double further = counts[i].times - reached;
        reached = counts[i].times;
        const Block *before = i > 0 ? powers.of[i - 1] : nullptr;
        powers.of[i] = before;
        if (further <= 0)
            continue;
        if (further == 1 && !before) {
            powers.of[i] = &once;
            continue;
        }
        spare = once;
        setToPower(powers.more[i], spare, further);
        if (before)
            multiplyBy(powers.more[i], *before);
        powers.of[i] = &powers.more[i];
    }
}

void StopSpectrum::listFactors(const Combination &of, Workspace &room) const
{
    room.factors.clear();
    if (m_waiting.probability > 0 && m_waits[of.wait].h > 0)
        room.factors.push_back(&room.waits[of.wait]);
    for (std::size_t v = 0; v < of.picks.size(); ++v)
        if (const Block *factor = room.powers[v].of[of.picks[v]])
            room.factors.push_back(factor);
}

void StopSpectrum::multiply(Block &block, const SplitComplex &roots, Workspace &room) const
{
    room.powers.resize(std::max(room.powers.size(), m_visits.size()));
    room.waits.resize(std::max(room.waits.size(), m_waits.size()));
    for (std::size_t v = 0; v < m_visits.size(); ++v)
        raise(m_visits[v], block, roots, room.root, room.powers[v], room.product);
    for (std::size_t w = 0; w < m_waits.size(); ++w)
        if (m_waits[w].h > 0 && m_waiting.probability > 0) {
            setTo(room.waits[w], m_waits[w], room.root);
            onlyFor(m_waiting.probability, room.waits[w]);
        }
    Block sum;
    Block &product = room.product;
    double plain = 0; // of combinations that take no time
    for (const Combination &each : m_combinations) {
        listFactors(each, room);
        if (room.factors.empty()) {
            plain += each.probability;
            continue;
        }
        const Block *term = room.factors.front();
        for (std::size_t f = 1; f < room.factors.size(); ++f) {
            if (f == 1)
                setToProduct(product, *term, *room.factors[f]);
            else
                multiplyBy(product, *room.factors[f]);
        }
        addScaled(sum, each.probability, room.factors.size() > 1 ? product : *term);
    }
    addReal(sum, plain);
    multiplyBy(block, sum);
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

Block spectrumOf(double probability, const std::vector<StopSpectrum> &stops, std::size_t first, std::size_t count,
                 const SplitComplex &roots, StopSpectrum::Workspace &room)
{
    Block block { first, count };
    block.real.fill(probability);
    setToRoots(room.root, block, 1, roots);
    for (const StopSpectrum &stop : stops) {
        if (block.isBelow(kSilent))
            break;
        stop.multiply(block, roots, room);
    }
    return block;
}

} // namespace headroom::latency
