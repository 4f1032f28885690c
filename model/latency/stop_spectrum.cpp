#include "model/latency/stop_spectrum.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::latency {

namespace {

constexpr std::size_t kMostCombinations = 4096;

} // namespace

StopSpectrum::StopSpectrum(const Stop &stop, const Waiting &waiting, Grid grid)
    : m_waiting(waiting)
    , m_step(grid.step)
{
    for (const Visits &visits : stop.visits) {
        Visit visit { visits, RoundedExponential(visits.serviceTime, grid.step) };
        const double points = visits.fixed / grid.step;
        visit.point = std::floor(points);
        visit.beyond = points - visit.point;
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
    std::vector<double> &distinct = m_waitTimes;
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
void StopSpectrum::raise(const Visit &visit, const Block &block, const Circle &circle, const Block &root,
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
        setToRoots(spare, block, visit.point, circle);
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

/// out ← out·z^(time/step)
void shift(Block &out, double time, double step, const Block &block, const Circle &circle,
           StopSpectrum::Workspace &room)
{
    const double points = time / step;
    setToRoots(room.product, block, std::floor(points), circle);
    multiplyBy(out, room.product);
    shiftBetween(out, points - std::floor(points), room.root);
}

/// Between two times an exponential one is what begins at the first less what begins at the second, which is as long.
void StopSpectrum::setToWait(std::size_t index, const Block &block, const Circle &circle, Workspace &room) const
{
    Block &wait = room.waits[index];
    setTo(wait, m_waits[index], room.root);
    if (m_waiting.isWhole())
        return;
    const double times = m_waitTimes[index];
    if (std::isfinite(m_waiting.upTo)) {
        const double beyond = std::exp(-m_waiting.decay * (m_waiting.upTo - m_waiting.from));
        Block rest = wait;
        shift(rest, times * (m_waiting.upTo - m_waiting.from), m_step, block, circle, room);
        Block within { wait.first, wait.count };
        addScaled(within, 1 / (1 - beyond), wait);
        addScaled(within, -beyond / (1 - beyond), rest);
        wait = within;
    }
    shift(wait, times * m_waiting.from, m_step, block, circle, room);
}

void StopSpectrum::multiply(Block &block, const Circle &circle, Workspace &room) const
{
    room.powers.resize(std::max(room.powers.size(), m_visits.size()));
    room.waits.resize(std::max(room.waits.size(), m_waits.size()));
    for (std::size_t v = 0; v < m_visits.size(); ++v)
        raise(m_visits[v], block, circle, room.root, room.powers[v], room.product);
    for (std::size_t w = 0; w < m_waits.size(); ++w)
        if (m_waits[w].h > 0 && m_waiting.probability > 0) {
            setToWait(w, block, circle, room);
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
        if (m_waiting.probability > 0 && each.waits > 0 && !std::isfinite(m_waiting.upTo))
            rate = std::min(rate, m_waiting.decay / each.waits);
    return rate;
}

/// ln E[e^(θW)].
double StopSpectrum::logMomentOfWait(double tilt) const
{
    if (m_waiting.isWhole())
        return std::log1p(m_waiting.probability * (1 / (1 - tilt / m_waiting.decay) - 1));
    const double start = tilt * m_waiting.from;
    if (!std::isfinite(m_waiting.upTo))
        return start - std::log1p(-tilt / m_waiting.decay);
    // δ/(1 − e^(−δL)) times the integral of e^(xt/L) over 0..L, with x = (θ − δ)L
    const double length = m_waiting.upTo - m_waiting.from;
    const double x = (tilt - m_waiting.decay) * length;
    constexpr double kFlat = 1e-9;
    const double integral = std::abs(x) < kFlat ? std::log(length)
        : x > 1                                 ? std::log(length / x) + x + std::log1p(-std::exp(-x))
                                                : std::log(length * (std::expm1(x) / x));
    return start + std::log(m_waiting.decay / -std::expm1(-m_waiting.decay * length)) + integral;
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
            term += logMomentOfWait(tilt * each.waits);
        largest = std::max(largest, term);
        terms.push_back(term);
    }
    double sum = 0;
    for (const double term : terms)
        sum += std::exp(term - largest);
    return largest + std::log(sum);
}

Block spectrumOf(double probability, const std::vector<StopSpectrum> &stops, std::size_t first, std::size_t count,
                 const Circle &circle, StopSpectrum::Workspace &room)
{
    Block block { first, count };
    block.real.fill(probability);
    setToRoots(room.root, block, 1, circle);
    for (const StopSpectrum &stop : stops) {
        if (block.isBelow(circle.silent))
            break;
        stop.multiply(block, circle, room);
    }
    return block;
}

} // namespace headroom::latency
