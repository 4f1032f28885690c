#include "model/derivation/derivator.h"

namespace headroom::derivation {

Derivation Derivator::classRate(std::size_t requestClass)
{
    const analysis::ClassReport &report = m_report.classes[requestClass];
    return named(computed("Rate of " + report.name, "λ_" + symbolOf(report.id), report.requestsPerSecond, "1/s",
                          "λ * share", { as("λ", rate()), classShare(requestClass) }),
                 "Split by the shares of the classes");
}

/// The rate of dynamic requests times what each of them brings.
Derivation Derivator::forcedFlow(std::string label, std::string symbol, double value, std::string unit, Derivation each)
{
    const std::string formula = "λ * " + each.symbol;
    return named(computed(std::move(label), std::move(symbol), value, std::move(unit), formula,
                          { as("λ", rate()), std::move(each) }),
                 "Forced flow law", "Denning and Buzen 1978");
}

Derivation Derivator::connectionRate(std::size_t connection)
{
    const analysis::ConnectionReport &report = m_report.connections[connection];
    const std::string label = "Requests over connection " + report.id;
    const double jobs = m_stage->jobCalls.empty() ? 0 : m_stage->jobCalls[connection].rate.at(m_users);
    return withJobs(
        forcedFlow(label, "λ_" + symbolOf(report.id), report.requestsPerSecond - jobs, "1/s",
                   method(label + " per dynamic request", "visits", m_stage->connections[connection].requestsPerSecond,
                          "1", "visits that take this connection, over all classes by their shares; copies included",
                          {})),
        jobs);
}

Derivation Derivator::connectionBytes(std::size_t connection)
{
    const analysis::ConnectionReport &report = m_report.connections[connection];
    const std::string label = "Bytes over connection " + report.id;
    const double jobs = m_stage->jobCalls.empty() ? 0 : m_stage->jobCalls[connection].bytes.at(m_users);
    return withJobs(
        forcedFlow(label, "B_" + symbolOf(report.id), report.bytesPerSecond - jobs, "B/s",
                   method(label + " per dynamic request", "bytes", m_stage->connections[connection].bytesPerSecond, "B",
                          "visits that take this connection times the size of their answers, over all classes", {})),
        jobs);
}

} // namespace headroom::derivation
