#include "model/derivation/derivator.h"

namespace headroom::derivation {

Derivation Derivator::classRate(std::size_t requestClass)
{
    const analysis::ClassReport &report = m_report.classes[requestClass];
    return named(computed("Rate of " + report.name, "λ_" + symbolOf(report.id), report.requestsPerSecond, "1/s",
                          "λ * share", { as("λ", rate()), classShare(requestClass) }),
                 "Split by the shares of the classes");
}

Derivation Derivator::connectionRate(std::size_t connection)
{
    const analysis::ConnectionReport &report = m_report.connections[connection];
    const std::string label = "Requests over connection " + report.id;
    Derivation each
        = method(label + " per dynamic request", "visits", m_stage->connections[connection].requestsPerSecond, "1",
                 "visits that take this connection, over all classes by their shares; copies included", {});
    return named(computed(label, "λ_" + symbolOf(report.id), report.requestsPerSecond, "1/s", "λ * visits",
                          { as("λ", rate()), std::move(each) }),
                 "Forced flow law", "Denning and Buzen 1978");
}

Derivation Derivator::connectionBytes(std::size_t connection)
{
    const analysis::ConnectionReport &report = m_report.connections[connection];
    const std::string label = "Bytes over connection " + report.id;
    Derivation each
        = method(label + " per dynamic request", "bytes", m_stage->connections[connection].bytesPerSecond, "B",
                 "visits that take this connection times the size of their answers, over all classes", {});
    return named(computed(label, "B_" + symbolOf(report.id), report.bytesPerSecond, "B/s", "λ * bytes",
                          { as("λ", rate()), std::move(each) }),
                 "Forced flow law", "Denning and Buzen 1978");
}

} // namespace headroom::derivation
