#include "model/analysis/retries.h"
#include "model/derivation/derivator.h"
#include "model/derivation/sources.h"

namespace headroom::derivation {

namespace {

constexpr const char *kFixedPoint = "1 less what answers in time, is up, refuses nothing and has its own calls "
                                    "answered; load and failures are settled "
                                    "together, starting from no failures";

} // namespace

Derivation Derivator::failedAttempts(std::size_t requestClass, std::size_t step)
{
    const auto connection = static_cast<std::size_t>(m_trace.network.steps[step].connection);
    return named(
        method("Share of the attempts over " + m_design.connections[connection].id + " that fail", "f",
               m_stage->retried->failures[requestClass][step], "1", kFixedPoint,
               { connectionValue(connection, "timeout", "timeout", connectionNumber(connection, "timeout", 0)) }),
        "Fixed point of load and failures", "Bronson et al., HotOS 2021");
}

/// Attempts per call: 1 + f + … + f^k, less what a budget or a breaker refuses.
Derivation Derivator::attempts(std::size_t requestClass, std::size_t step)
{
    const auto connection = static_cast<std::size_t>(m_trace.network.steps[step].connection);
    const double value = m_stage->retried->attempts[requestClass][step];
    const queueing::RetryPolicy &policy = m_stage->retries->policy(connection);
    const double failed = m_stage->retried->failures[requestClass][step];
    const bool allFail = failed >= 1;
    const std::string label = "Attempts per call over " + m_design.connections[connection].id;
    std::vector<Derivation> parts { failedAttempts(requestClass, step),
                                    connectionValue(connection, "retries", "k", policy.retries) };
    std::string text = allFail ? "k + 1 + 0 * f" : "(1 - f ^ (k + 1)) / (1 - f)";
    if (policy.budget > 0) {
        text = "min(1 + budget, " + text + ")";
        parts.push_back(connectionValue(connection, "retry_budget", "budget", policy.budget));
    }
    if (queueing::isOpen(policy, failed)) { // it refuses a growing part of the retries
        const std::string wanted = allFail ? "k + 1 + 0 * f" : "(1 - f ^ (k + 1)) / (1 - f)";
        text = "min(" + text + ", 1 + (" + wanted + " - 1) * (1 - f) / 0.5)";
    }
    return named(computed(label, "Att", value, "1", text, std::move(parts)), "Retry amplification", kBuilders);
}

/// The attempts of every class and operation that takes the connection.
std::vector<Derivation> Derivator::retriesOver(std::size_t connection)
{
    std::vector<Derivation> parts;
    for (std::size_t c = 0; c < m_report.classes.size(); ++c)
        for (std::size_t s = 0; s < m_trace.network.steps.size(); ++s)
            if (m_trace.network.steps[s].connection == static_cast<int>(connection)
                && m_trace.classes[c].all.steps[s] > 0 && m_stage->retried->failures[c][s] > 0)
                parts.push_back(as("Att_" + symbolOf(m_report.classes[c].id), attempts(c, s)));
    return parts;
}

Derivation Derivator::connectionAttempts(std::size_t connection)
{
    const analysis::ConnectionReport &report = m_report.connections[connection];
    return named(method("Attempts per call over connection " + report.id, "Att", report.retries->attempts, "1",
                        "mean over classes and operations, by their calls", retriesOver(connection)),
                 "Retry amplification", kBuilders);
}

Derivation Derivator::connectionFailure(std::size_t connection)
{
    const analysis::ConnectionReport &report = m_report.connections[connection];
    return named(method("Share of the attempts over connection " + report.id + " that fail", "f",
                        report.retries->failure, "1", kFixedPoint, retriesOver(connection)),
                 "Fixed point of load and failures", "Bronson et al., HotOS 2021");
}

Derivation Derivator::connectionSuccess(std::size_t connection)
{
    const analysis::ConnectionReport &report = m_report.connections[connection];
    return named(method("Share of the calls over connection " + report.id + " that succeed in the end", "ok",
                        report.retries->success, "1", "1 - f^(k + 1), mean over classes and operations by their calls",
                        retriesOver(connection)),
                 "Retry amplification", kBuilders);
}

Derivation Derivator::connectionStorm(std::size_t connection)
{
    const analysis::ConnectionReport &report = m_report.connections[connection];
    return named(method("Attempts per call over connection " + report.id + " after everything has failed once", "Att",
                        report.retries->stormAttempts, "1",
                        "load and failures settled together, starting from nothing but failures",
                        { connectionValue(connection, "retries", "k", connectionNumber(connection, "retries", 0)),
                          connectionValue(connection, "timeout", "timeout", connectionNumber(connection, "timeout", 0)),
                          as("calm", connectionAttempts(connection)) }),
                 "Fixed point of load and failures", "Bronson et al., HotOS 2021");
}

} // namespace headroom::derivation
