#include "model/analysis/responses.h"

#include "model/core/at.h"
#include "model/latency/slowest.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace headroom::analysis {

namespace {

constexpr int kMostLoopRounds = 500;
constexpr double kSettled = 1e-13; // relative, of a round of a loop

} // namespace

Responses::Responses(const flow::OrderedNetwork &order, const flow::Outgoing &outgoing,
                     const std::vector<double> &gains, const std::vector<double> &own,
                     const std::vector<double> &latency, const std::vector<double> &timeout,
                     std::span<const char> joins, std::vector<double> fixed)
    : m_target(order.targets())
    , m_outgoing(outgoing)
    , m_gains(gains)
    , m_own(own)
    , m_latency(latency)
    , m_timeout(timeout)
    , m_joins(joins)
    , m_response(own)
    , m_fixed(std::move(fixed))
{
    std::size_t loop = order.loops().size();
    for (std::size_t row = order.rows(); row > 0;) {
        if (loop > 0 && order.loops()[loop - 1].last == row) {
            settle(order.loops()[--loop]);
            row = order.loops()[loop].first;
        } else {
            --row;
            m_response[row] = respond(row) - gain(row);
            if (!m_joins.empty())
                m_fixed[row] = fixedOf(row);
        }
    }
}

double Responses::callTime(std::size_t edge) const
{
    const double time = m_latency[edge] + m_response[at(m_target[edge])];
    return m_timeout[edge] > 0 ? std::min(time, m_timeout[edge]) : time;
}

double Responses::gain(std::size_t row) const
{
    if (m_joins.empty())
        return 0;
    std::vector<latency::Call> calls;
    double inTurn = 0;
    for (int i = m_outgoing.first[row]; i < m_outgoing.first[row + 1]; ++i)
        if (const std::size_t edge = at(m_outgoing.edges[at(i)]); m_gains[edge] > 0 && m_joins[edge]) {
            const double time = callTime(edge);
            const double fixed = std::min(time, m_latency[edge] + m_fixed[at(m_target[edge])]);
            calls.push_back({ {}, fixed, time - fixed, m_gains[edge], 1 });
            inTurn += m_gains[edge] * time;
        }
    return calls.empty() ? 0 : std::max(0.0, inTurn - latency::meanOfSlowestExponentials(calls));
}

double Responses::fixedOf(std::size_t row) const
{
    double sum = m_fixed[row];
    double most = 0;
    for (int i = m_outgoing.first[row]; i < m_outgoing.first[row + 1]; ++i)
        if (const std::size_t edge = at(m_outgoing.edges[at(i)]); m_gains[edge] > 0) {
            const double fixed = m_latency[edge] + m_fixed[at(m_target[edge])];
            if (m_joins[edge])
                most = std::max(most, fixed);
            else
                sum += m_gains[edge] * fixed;
        }
    return sum + most;
}

double Responses::respond(std::size_t row) const
{
    double sum = m_own[row];
    for (int i = m_outgoing.first[row]; i < m_outgoing.first[row + 1]; ++i)
        if (const std::size_t edge = at(m_outgoing.edges[at(i)]); m_gains[edge] > 0)
            sum += m_gains[edge] * callTime(edge);
    return sum;
}

void Responses::settle(const flow::Loop &loop)
{
    for (int round = 0; round < kMostLoopRounds; ++round) {
        double moved = 0;
        for (std::size_t row = loop.last; row-- > loop.first;) {
            const double next = respond(row);
            moved = std::max(moved, std::abs(next - m_response[row]) / std::max(next, 1e-300));
            m_response[row] = next;
        }
        if (moved < kSettled)
            return;
    }
}

} // namespace headroom::analysis
