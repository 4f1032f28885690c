#include "model/analysis/compiler.h"
#include "model/analysis/retries.h"
#include "model/core/at.h"

#include <algorithm>

namespace headroom::analysis {

bool Compiler::hasRetries() const
{
    const bool hasAny = std::any_of(m_stage.connections.begin(), m_stage.connections.end(),
                                    [&](const auto &each) { return connectionNumber(each, "retries", 0) > 0; });
    return hasAny && m_out.loop.empty();
}

void Compiler::addAttempts(const CompiledStage &base, std::shared_ptr<const Retried> retried)
{
    m_base = &base;
    m_out.serial = base.serial; // its names and titles are the same
    m_out.retries = base.retries;
    m_out.retried = std::move(retried);
}

/// Lets a class call as often as it does.
void Compiler::takeAttempts(std::size_t requestClass)
{
    if (!m_out.retried)
        return;
    const std::vector<double> &attempts = m_out.retried->attempts[requestClass];
    const std::vector<char> &cut = m_out.retried->cut.steps[requestClass];
    for (std::size_t s = 0; s < m_network.steps.size(); ++s) {
        m_network.steps[s].tries = attempts[s];
        m_network.steps[s].passed = m_out.retried->passed[s];
        m_network.steps[s].cut = cut[s] != 0;
    }
}

/// Opens the limiters and bulkheads whose refusal fails a request; who goes on without the answer does so at once.
/// @return what each step let pass before; empty where none refuses anything.
std::vector<double> Compiler::letAllPass()
{
    std::vector<double> passed;
    if (!m_out.retried || std::all_of(m_out.retried->passed.begin(), m_out.retried->passed.end(), [](double each) {
            return each >= 1;
        }))
        return passed;
    const auto operations = at(m_network.operations);
    std::vector<char> isNeeded(m_out.components.size(), 0); // by a call that leads there
    for (const flow::Step &step : m_network.steps)
        if (step.connection >= 0 && step.hard)
            isNeeded[at(step.to) / operations] = 1;
    for (flow::Step &step : m_network.steps) {
        passed.push_back(step.passed);
        const std::size_t from = at(step.from) / operations;
        if (step.hard && (!m_out.components[from].refuses || isNeeded[from]))
            step.passed = 1;
    }
    return passed;
}

queueing::RetryPolicy Compiler::policyOf(const project::Connection &connection) const
{
    constexpr double kMostRetries = 100;
    constexpr double kBackoffs = 3;
    return { static_cast<int>(std::clamp(connectionNumber(connection, "retries", 0), 0.0, kMostRetries)),
             connectionNumber(connection, "retry_budget", 0), connectionNumber(connection, "breaker", 0) != 0,
             static_cast<queueing::Backoff>(
                 static_cast<int>(std::clamp(connectionNumber(connection, "backoff", 0), 0.0, kBackoffs))) };
}

/// How the class whose ways are being made makes a call over a step that is cut.
latency::Attempts Compiler::attemptsOver(int index) const
{
    latency::Attempts out;
    const flow::Step &step = m_network.steps[at(index)];
    if (!step.cut || step.connection < 0)
        return out;
    const project::Connection &connection = m_stage.connections[at(step.connection)];
    if (const double timeout = connectionNumber(connection, "timeout", 0); timeout > 0)
        out.timeout = timeout;
    const queueing::RetryPolicy policy = policyOf(connection);
    out.failure = m_out.retried->failures[m_passing.size() - 1][at(index)];
    out.allowed = policy.retries > 0 ? queueing::repeatedShare(policy, out.failure) : 1;
    for (int retry = 1; retry <= policy.retries; ++retry)
        out.pauses.push_back(
            { queueing::longestPause(policy.backoff, retry), policy.backoff == queueing::Backoff::Jittered });
    return out;
}

} // namespace headroom::analysis
