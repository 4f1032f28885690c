#include "model/derivation/derivator.h"
#include "model/derivation/sources.h"

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
                 "Forced flow law", kDenningBuzen);
}

Derivation Derivator::connectionRate(std::size_t connection)
{
    const analysis::ConnectionReport &report = m_report.connections[connection];
    const std::string label = "Requests over connection " + report.id;
    const double jobs = m_stage->jobCalls.empty() ? 0 : m_stage->jobCalls[connection].rate.at(m_users);
    return withJobs(
        forcedFlow(label, "λ_" + symbolOf(report.id), report.requestsPerSecond - jobs, "1/s",
                   method(label + " per dynamic request", "visits", m_stage->links[connection].requests, "1",
                          "visits that take this connection, over all classes by their shares; copies included", {})),
        jobs);
}

/// Both ways, or what goes with the calls alone.
Derivation Derivator::connectionBytes(std::size_t connection, bool onlyAsked)
{
    const analysis::ConnectionReport &report = m_report.connections[connection];
    const analysis::CompiledLink &link = m_stage->links[connection];
    const std::string label
        = (onlyAsked ? "Bytes with the calls over connection " : "Bytes over connection ") + report.id;
    const auto each = onlyAsked ? &analysis::JobCalls::requestBytes : &analysis::JobCalls::bytes;
    const double jobs = m_stage->jobCalls.empty() ? 0 : (m_stage->jobCalls[connection].*each).at(m_users);
    return withJobs(
        forcedFlow(label, "B_" + symbolOf(report.id),
                   (onlyAsked ? report.requestBytesPerSecond : report.bytesPerSecond) - jobs, "B/s",
                   method(label + " per dynamic request", "bytes", onlyAsked ? link.requestBytes : link.bytes, "B",
                          onlyAsked ? "visits that take this connection times the size of a request, over all classes; "
                                      "copies of what is written go this way too"
                                    : "visits that take this connection times the sizes of request and answer, over "
                                      "all classes; copies of what is written included",
                          {})),
        jobs);
}

} // namespace headroom::derivation
