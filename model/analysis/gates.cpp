#include "model/analysis/compiler.h"
#include "model/analysis/retries.h"
#include "model/core/at.h"
#include "model/queueing/mmc.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

constexpr double kRefused = 1e-6; // share from which a bulkhead is felt
constexpr double kLeastPassed = 1e-9;
constexpr double kMostRoom = 1e5;

} // namespace

void CallNetwork::noteGates(const Compiler &compiler)
{
    const CompiledStage &stage = compiler.m_out;
    m_limiterAt.assign(stage.components.size(), -1);
    for (std::size_t i = 0; i < stage.components.size(); ++i)
        if (stage.components[i].refuses) {
            m_limiterAt[i] = static_cast<int>(m_gates.size());
            m_gates.push_back({ static_cast<int>(i), 0 });
        }
    std::vector<int> bulkheadOf(stage.links.size(), -1);
    for (std::size_t c = 0; c < stage.links.size(); ++c)
        if (const double room = compiler.connectionNumber(compiler.m_stage.connections[c], "bulkhead", 0);
            room >= 1 && stage.links[c].from >= 0) {
            bulkheadOf[c] = static_cast<int>(m_gates.size());
            m_gates.push_back({ stage.links[c].from, static_cast<int>(std::min(room, kMostRoom)) });
        }
    m_bulkheadOf.assign(m_stepOf.size(), -1);
    for (std::size_t e = 0; e < m_stepOf.size(); ++e) {
        if (stepOf(e).connection < 0)
            continue;
        if (const int limiter = m_limiterAt[at(m_flow->component[at(m_flow->order.sources()[e])])]; limiter >= 0)
            m_gated.emplace_back(static_cast<int>(e), limiter);
        m_bulkheadOf[e] = bulkheadOf[at(stepOf(e).connection)];
        if (m_bulkheadOf[e] >= 0)
            m_gated.emplace_back(static_cast<int>(e), m_bulkheadOf[e]);
    }
}

/// @param inFlight  calls that would be, per dynamic request a second.
double CallNetwork::passedAt(std::size_t gate, const engine::Results &results, double inFlight) const
{
    const Gate &each = m_gates[gate];
    if (each.room == 0)
        return 1 / std::max(1.0, results.utilization[at(each.component)]);
    const double offered = results.flowing[at(each.component)] * results.part[at(each.component)] * inFlight;
    return std::max(kLeastPassed, 1 - queueing::erlangB(each.room, offered));
}

/// What gates let pass of what comes to them now.
void CallNetwork::limit(Workspace &space) const
{
    space.moved = 0;
    for (std::size_t g = 0; g < m_gates.size(); ++g) {
        const double passed = passedAt(g, space.results, space.inFlight[g]);
        space.moved = std::max(space.moved, std::abs(passed - space.passed[g]));
        space.passed[g] = passed;
    }
}

bool CallNetwork::refuses(const engine::Results &results) const
{
    for (std::size_t g = 0; g < m_gates.size(); ++g)
        if (passedAt(g, results, m_inFlight[g]) < 1 - kRefused)
            return true;
    return false;
}

/// Share of the calls over an edge that finds room in its bulkhead and is let pass by the limiter it leads to.
double CallNetwork::passedOver(std::size_t edge, const std::vector<double> &passed) const
{
    double share = 1;
    for (const int gate : { m_bulkheadOf[edge], m_limiterAt[at(m_flow->component[at(m_flow->order.targets()[edge])])] })
        if (gate >= 0 && !passed.empty())
            share *= passed[at(gate)];
    return share;
}

} // namespace headroom::analysis
