#include "model/analysis/compiler.h"
#include "model/engine/visit_mix.h"
#include "model/queueing/sojourn.h"

#include <algorithm>

namespace headroom::analysis {

/// Copies of what is written: every replica replays it all (domain spec 3.1, `replicate`).
void Compiler::replicate()
{
    const std::size_t operations = m_catalog.operations().size();
    for (std::size_t c = 0; c < m_stage.connections.size(); ++c) {
        const project::Connection &connection = m_stage.connections[c];
        if (!m_out.links[c].isReplication())
            continue;
        const int caller = indexOf(connection.from);
        const int callee = indexOf(connection.to);
        if (caller < 0 || callee < 0)
            continue;
        const auto source = static_cast<std::size_t>(caller);
        CompiledComponent *from = &m_out.components[source];
        CompiledComponent *to = &m_out.components[static_cast<std::size_t>(callee)];
        const double bytes = connectionNumber(connection, "bytes", 2000);
        const double factor = connectionNumber(connection, "work_factor", 0.25);
        const double copies = copiesOver(c);
        double writes = 0;
        if (factor > 0)
            to->copiedArrivals.resize(operations, 0.0);
        for (std::size_t o = 0; o < operations; ++o) {
            if (!m_catalog.operations()[o].writes)
                continue;
            writes += from->arrivals[o];
            to->broadcastWork += factor * m_work[source][o];
            if (factor > 0)
                to->copiedArrivals[o] += from->arrivals[o];
        }
        if (factor > 0)
            to->broadcastVisits += writes;
        for (const CompiledComponent::Served &served : from->served)
            if (m_catalog.operations()[served.operation].writes) {
                const double replay = factor * serviceTime(source, served.operation, served.time);
                to->broadcastSquares += served.rate * replay * replay;
            }
        to->isReached = to->isReached || writes > 0;
        m_out.links[c].requests += writes * copies;
        m_out.links[c].bytes += writes * copies * bytes;
        m_out.links[c].requestBytes += writes * copies * bytes;
        if (m_out.links[c].distance.reach == Reach::Host)
            continue;
        from->sent += writes * copies * bytes;
        to->receivedCopies += writes * bytes;
    }
}

/// Streams of writes that go over a connection: as many as are stated, at least one to every replica of a partition.
double Compiler::copiesOver(std::size_t connection) const
{
    const int to = indexOf(m_stage.connections[connection].to);
    const double stated = connectionNumber(m_stage.connections[connection], "calls", 1);
    if (to < 0)
        return stated;
    const CompiledComponent &replicas = m_out.components[static_cast<std::size_t>(to)];
    return std::max(stated, replicas.instances / replicas.partitions);
}

/// What the visits of all classes that a component serves take of it, each exponential: sum of squared means, s² per
/// dynamic request.
double Compiler::squaresServed(std::size_t i)
{
    const std::vector<CompiledComponent::Served> &served = m_out.components[i].served;
    double squares = 0;
    engine::VisitMix mix;
    for (std::size_t s = 0; s < served.size(); ++s) {
        if (s > 0 && served[s].requestClass != served[s - 1].requestClass) {
            squares += mix.squares();
            mix = {};
        }
        mix.add(served[s].rate, serviceTime(i, served[s].operation, served[s].time),
                stationVisits(i, served[s].operation));
    }
    return squares + mix.squares();
}

/// Whether visits may take different times and nobody states what they vary altogether.
bool Compiler::isMixed(std::size_t i) const
{
    const CompiledComponent &component = m_out.components[i];
    const std::size_t copies = component.broadcastVisits > 0 ? 1 : 0;
    return !component.statesScv && component.served.size() + copies > 1;
}

/// Factor of its mean wait: what its services vary, altogether where that is stated, else by the mix of its visits.
void Compiler::findVariation(std::size_t i)
{
    CompiledComponent &component = m_out.components[i];
    double scv = component.serviceScv;
    if (isMixed(i)) {
        const double part = 1 / component.instances;
        const double copies = 1 / component.partitions;
        const double work = component.work - component.openings * kOpeningWork; // that of the visits alone
        scv = engine::scvOfMix(squaresServed(i) * part + component.broadcastSquares * copies,
                               component.visits * part + component.broadcastVisits * copies,
                               work * part + component.broadcastWork * copies);
    }
    component.variability = queueing::allenCunneen(arrivalScvOf(component), scv);
}

double arrivalScvOf(const CompiledComponent &component)
{
    const auto found = component.values.find("arrival_scv");
    return found == component.values.end() ? 1 : std::max(0.0, found->second);
}

} // namespace headroom::analysis
