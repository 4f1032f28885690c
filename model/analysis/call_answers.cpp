#include "model/analysis/call_answers.h"
#include "model/core/at.h"
#include "model/latency/slowest.h"
#include "model/queueing/tails.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::analysis {

namespace {

constexpr double kNoTimeout = std::numeric_limits<double>::infinity();
constexpr int kMostAnswerRounds = 200;
constexpr double kCertain = 1 - 1e-12;

} // namespace

CallAnswers::CallAnswers(const CallNetwork &network, const engine::Flow &flow, const engine::Columns &columns,
                         const engine::Results &results, std::size_t index, std::span<const double> failure,
                         const std::vector<double> &passed)
    : m_network(network)
    , m_flow(flow)
    , m_columns(columns)
    , m_results(results)
    , m_index(index)
    , m_passed(passed)
    , m_class(flow.classes[index])
    , m_gains(m_class.waited.empty() ? m_class.gains : m_class.waited)
    , m_success(flow.order.edges(), -1.0)
    , m_patience(flow.order.rows(), 0.0)
    , m_answers(flow.order.rows())
{
    for (std::size_t row = 0; row < m_patience.size(); ++row)
        if (m_class.entries[row] > 0)
            m_patience[row] = kNoTimeout;
    for (std::size_t edge = 0; edge < m_gains.size(); ++edge)
        if (double &longest = m_patience[at(flow.order.targets()[edge])]; m_gains[edge] > 0)
            longest = std::max(longest, network.m_timeout[edge] > 0 ? network.m_timeout[edge] : kNoTimeout);
    m_countsOutages = !failure.empty();
    for (std::size_t i = 0; i < failure.size(); ++i) {
        const std::size_t edge = at(network.m_retried[i]);
        m_success[edge] = queueing::success(network.m_policies[at(flow.connection[edge])], failure[i]);
    }
    std::size_t loop = flow.order.loops().size();
    for (std::size_t row = flow.order.rows(); row > 0;) {
        if (loop > 0 && flow.order.loops()[loop - 1].last == row) {
            settle(flow.order.loops()[--loop]);
            row = flow.order.loops()[loop].first;
        } else {
            --row;
            m_answers[row] = answer(row);
        }
    }
}

void CallAnswers::settle(const flow::Loop &loop)
{
    for (int round = 0; round < kMostAnswerRounds; ++round) {
        bool moved = false;
        for (std::size_t row = loop.last; row-- > loop.first;) {
            const Answer next = answer(row);
            moved = moved || !(next == m_answers[row]);
            m_answers[row] = next;
        }
        if (!moved)
            return;
    }
}

/// W is exponential in a share C of the visits: mean C/δ, second moment 2C/δ².
void CallAnswers::addWait(Answer &out, double wait, double probability)
{
    if (probability <= 0 || wait <= 0)
        return;
    const double variance = wait * wait * (2 / probability - 1);
    out.mean += wait;
    out.variance += variance;
    out.waited += variance;
    out.waits += std::sqrt(variance);
    addPart(out, { wait / probability, probability });
}

void CallAnswers::addPart(Answer &out, Part part)
{
    constexpr double kRare = 1e-6;
    if (part.chance < kRare)
        return;
    for (Part &each : out.slowest)
        if (part.mean > each.mean)
            std::swap(part, each);
}

/// The slow part that most of what is beyond the timeout is due to.
queueing::SumOfTimes CallAnswers::timeOf(const Answer &call, double timeout)
{
    queueing::SumOfTimes out { call.mean, call.variance, call.fixed };
    double most = 0;
    for (const Part &each : call.slowest)
        if (const double beyond = each.mean > 0 ? each.chance * std::exp(-timeout / each.mean) : 0; beyond > most) {
            most = beyond;
            out.slow = each.mean;
            out.chance = each.chance;
        }
    return out;
}

/// s that a visit is served, as far as its caller waits for it.
double CallAnswers::serviceOf(std::size_t row) const
{
    const std::size_t i = at(m_flow.component[row]);
    return std::min(m_class.own[row], m_class.service[row] * m_columns.stations.slowdown[i]);
}

CallAnswers::Answer CallAnswers::answer(std::size_t row) const
{
    const std::size_t i = at(m_flow.component[row]);
    Answer out;
    const double service = serviceOf(row);
    out.fixed = m_class.own[row] - service;
    out.mean = m_class.own[row];
    out.variance = service * service;
    addPart(out, { service, 1 });
    if (m_results.isSaturated[i] && m_network.m_limiterAt[i] < 0)
        out.mean = kNoTimeout;
    else if (m_flow.queues[row] > 0)
        addWait(out, m_results.wait[i], m_results.waitProbability[i]);
    for (int o = m_flow.firstOut[row]; o < m_flow.firstOut[row + 1]; ++o)
        if (const std::size_t edge = at(m_flow.out[at(o)]); m_gains[edge] > 0)
            addCall(out, edge);
    addFailures(out, row);
    return out;
}

/// A random number of calls, one after the other: variance E[N]·Var(T) + Var(N)·E[T]².
void CallAnswers::addCall(Answer &out, std::size_t edge) const
{
    const Answer call = waitedFor(edge);
    const double calls = m_gains[edge];
    const double chance = std::min(m_network.stepOf(edge).chance, std::min(1.0, calls));
    const double times = calls / chance;
    out.mean += calls * call.mean;
    if (std::isfinite(call.mean))
        out.variance += calls * call.variance + times * calls * (1 - chance) * call.mean * call.mean;
    out.waited += calls * call.waited;
    out.waits += calls * call.waits;
    for (const Part &each : call.slowest)
        addPart(out, { each.mean, chance * each.chance });
    if (chance >= kCertain)
        out.fixed += calls * call.fixed;
    out.isPlain = false;
}

/// Of the ways of one choice a visit takes one; all other calls must succeed together.
void CallAnswers::addFailures(Answer &out, std::size_t row) const
{
    const std::vector<double> &calls = m_network.m_flow->classes[m_index].gains; // without attempts
    std::vector<std::pair<int, double>> choices;
    for (int o = m_flow.firstOut[row]; o < m_flow.firstOut[row + 1]; ++o) {
        const std::size_t edge = at(m_flow.out[at(o)]);
        const flow::Step &step = m_network.stepOf(edge);
        if (!step.hard || calls[edge] <= 0)
            continue;
        const double success = m_success[edge] >= 0 ? m_success[edge]
            : step.connection < 0
            ? 1 - failureOf(edge)
            : queueing::success(m_network.m_policies[at(step.connection)], failureOf(edge, isNoticed(edge)));
        const double chance = std::min(step.chance, std::min(1.0, calls[edge]));
        const double fails = chance * (1 - latency::arrived(success, calls[edge] / chance, step.needed));
        if (step.choice < 0) {
            out.passed *= 1 - fails;
            continue;
        }
        const auto same
            = std::find_if(choices.begin(), choices.end(), [&](const auto &each) { return each.first == step.choice; });
        if (same == choices.end())
            choices.emplace_back(step.choice, fails);
        else
            same->second += fails;
    }
    for (const auto &[choice, fails] : choices)
        out.passed *= std::max(0.0, 1 - fails);
}

/// What the caller of an edge waits for: the way, a thread, and the visit.
CallAnswers::Answer CallAnswers::arriving(std::size_t edge) const
{
    const std::size_t row = at(m_flow.order.targets()[edge]);
    Answer call = m_answers[row];
    call.mean += m_network.m_latency[edge];
    call.fixed += m_network.m_latency[edge];
    const int threads = m_network.m_threads[at(m_flow.component[row])];
    if (threads < 0 || !m_network.m_enters[edge] || m_results.waitProbability[at(threads)] <= 0)
        return call;
    addWait(call, m_results.wait[at(threads)], m_results.waitProbability[at(threads)]);
    call.isPlain = false;
    return call;
}

/// Whether somebody who waits for its caller is still there when the call is given up.
bool CallAnswers::isNoticed(std::size_t edge) const
{
    return m_network.m_timeout[edge] < m_patience[at(m_flow.order.sources()[edge])];
}

/// The same for no longer than its timeout: E[min(T, t)] and E[min(T, t)²] from the tail of T, by Simpson's rule.
CallAnswers::Answer CallAnswers::waitedFor(std::size_t edge) const
{
    constexpr double kOften = 1e-3;
    constexpr int kParts = 8;
    const Answer call = arriving(edge);
    const double timeout = m_network.m_timeout[edge];
    if (timeout <= 0)
        return call;
    Answer cut;
    if (!std::isfinite(call.mean) || call.fixed >= timeout) { // whoever waits for it, it ends then
        cut.mean = cut.fixed = timeout;
        return cut;
    }
    if (!isNoticed(edge) || tailOf(edge, timeout) < kOften)
        return call;
    const double part = (timeout - call.fixed) / kParts;
    double varying = 0;
    double square = 0;
    for (int i = 0; i <= kParts; ++i) {
        const double weight = (i == 0 || i == kParts ? 1 : i % 2 ? 4 : 2) * part / 3;
        const double tail = tailOf(edge, call.fixed + i * part);
        varying += weight * tail;
        square += weight * 2 * i * part * tail;
    }
    cut.fixed = call.fixed;
    cut.mean = call.fixed + varying;
    cut.variance = std::max(0.0, square - varying * varying);
    const double left = call.variance > 0 ? std::min(1.0, cut.variance / call.variance) : 0;
    cut.waited = call.waited * left;
    cut.waits = call.waits * std::sqrt(left);
    return cut;
}

double CallAnswers::failureOf(std::size_t edge, bool countsLate) const
{
    const std::size_t row = at(m_flow.order.targets()[edge]);
    const std::size_t i = at(m_flow.component[row]);
    if (m_flow.connection[edge] < 0)
        return 1 - m_answers[row].passed;
    double served = (m_countsOutages ? m_network.m_up[i] : 1) * m_answers[row].passed;
    if (m_countsOutages && m_network.m_limiterAt[i] < 0 && m_results.utilization[i] > 1)
        served /= m_results.utilization[i];
    served *= m_network.passedOver(edge, m_passed);
    if (const double timeout = m_network.m_timeout[edge]; timeout > 0 && countsLate)
        served *= 1 - tailOf(edge, timeout);
    return std::clamp(1 - served, 0.0, 1.0);
}

double CallAnswers::tailOf(std::size_t edge, double timeout) const
{
    const std::size_t row = at(m_flow.order.targets()[edge]);
    const std::size_t i = at(m_flow.component[row]);
    const Answer call = arriving(edge);
    if (!std::isfinite(call.mean))
        return 1;
    if (!call.isPlain) {
        constexpr double kHardly = 1e-7; // of no account where nobody repeats calls
        const queueing::SumOfTimes time = timeOf(call, timeout);
        return m_countsOutages || time.tailBound(timeout) > kHardly ? time.tail(timeout) : 0;
    }
    const double probability = m_flow.queues[row] > 0 ? m_results.waitProbability[i] : 0;
    return queueing::visitTail(timeout - call.fixed, serviceOf(row), probability,
                               m_results.wait[i] > 0 ? probability / m_results.wait[i] : 0);
}

double CallAnswers::mostTailOf(std::size_t edge, double timeout) const
{
    const double apart = tailOf(edge, timeout);
    const Answer call = arriving(edge);
    const double more = call.waits * call.waits - call.waited;
    if (call.isPlain || more <= 0 || !std::isfinite(call.mean))
        return apart;
    queueing::SumOfTimes together = timeOf(call, timeout);
    together.variance += more;
    return std::max(apart, together.tailBound(timeout) > apart ? together.tail(timeout) : 0);
}

LateCalls CallAnswers::lateOver(std::size_t edge, double timeout) const
{
    const Answer call = arriving(edge);
    LateCalls out;
    out.connection = m_flow.connection[edge];
    out.requestClass = static_cast<int>(m_index);
    out.share = tailOf(edge, timeout);
    out.time = timeOf(call, timeout);
    out.isPlain = call.isPlain;
    return out;
}

double CallAnswers::unanswered() const
{
    double passed = 1;
    for (std::size_t row = 0; row < m_answers.size(); ++row)
        if (const double times = m_class.entries[row]; times > 0) {
            const double chance = std::min(1.0, times);
            passed *= 1 - chance * (1 - std::pow(m_answers[row].passed, times / chance));
        }
    return 1 - passed;
}

} // namespace headroom::analysis
