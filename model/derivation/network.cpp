#include "model/derivation/derivator.h"

#include <algorithm>

namespace headroom::derivation {

/// Bytes that a component sends or receives over connections to other machines, per dynamic request: with the calls
/// that come in, with the calls it makes, and with the copies of what is written there.
Derivation Derivator::networkBytes(std::size_t component, bool isOut)
{
    const double value = isOut ? at(component).sent : at(component).received;
    const std::string label
        = (isOut ? "Bytes sent by " : "Bytes received by ") + nameOf(component) + " per dynamic request";
    const std::string key = (isOut ? "sent " : "received ") + std::to_string(component);
    return once(key, leaf(label, "bytes", value, "B"), [&] {
        const auto operations = static_cast<std::size_t>(m_trace.network.operations);
        std::vector<Derivation> parts;
        const auto add = [&](std::size_t c, std::size_t s, bool isAnswer) {
            const std::size_t o = static_cast<std::size_t>(m_trace.network.steps[s].to) % operations;
            const double size = (isAnswer ? m_trace.classes[c].sizes : m_trace.classes[c].requests)[o];
            const double amount = m_stage->classes[c].share * m_trace.classes[c].all.steps[s] * size;
            if (amount <= 0)
                return;
            const char *what = isAnswer ? "bytes" : "request_bytes";
            parts.push_back(computed((isAnswer ? "Answers to " : "Requests for ") + operationTitle(o) + " of "
                                         + m_stage->classes[c].name,
                                     symbolOf(m_stage->classes[c].id), amount, "B", std::string("share * v * ") + what,
                                     { classShare(c), as("v", step(c, s, false)), classUse(c, o, what, size) }));
        };
        for (std::size_t c = 0; c < m_trace.classes.size(); ++c)
            for (std::size_t s = 0; s < m_trace.network.steps.size(); ++s) {
                const flow::Step &each = m_trace.network.steps[s];
                if (each.connection < 0
                    || m_stage->links[static_cast<std::size_t>(each.connection)].distance.reach
                        == analysis::Reach::Host)
                    continue;
                if (static_cast<std::size_t>(each.to) / operations == component)
                    add(c, s, isOut);
                if (static_cast<std::size_t>(each.from) / operations == component)
                    add(c, s, !isOut);
            }
        for (std::size_t c = 0; isOut && c < m_design.connections.size(); ++c)
            if (isCopiedBetweenMachines(c) && m_design.connections[c].from == at(component).id)
                parts.push_back(copiesOver(c, true));
        return sum(label, "bytes", value, "B", std::move(parts));
    });
}

/// Visits that a component hands on over connections, per dynamic request: each to everyone that takes it.
Derivation Derivator::delivered(std::size_t component)
{
    std::vector<Derivation> parts;
    for (std::size_t c = 0; c < m_trace.classes.size(); ++c)
        for (std::size_t s = 0; s < m_trace.network.steps.size(); ++s) {
            const flow::Step &each = m_trace.network.steps[s];
            const auto o = static_cast<std::size_t>(each.to % m_trace.network.operations);
            const double amount = m_stage->classes[c].share * m_trace.classes[c].all.steps[s];
            if (each.connection < 0 || amount <= 0 || !m_catalog.operations()[o].isVisit
                || static_cast<std::size_t>(each.from / m_trace.network.operations) != component)
                continue;
            parts.push_back(computed(operationTitle(o) + " of " + m_stage->classes[c].name,
                                     symbolOf(m_stage->classes[c].id), amount, "1", "share * v",
                                     { classShare(c), as("v", step(c, s, false)) }));
        }
    return sum("Visits handed on by " + nameOf(component) + " per dynamic request", "v", at(component).delivered, "1",
               std::move(parts));
}

bool Derivator::isCopiedBetweenMachines(std::size_t connection) const
{
    const analysis::CompiledLink &link = m_stage->links[connection];
    return link.isReplication() && link.from >= 0 && link.to >= 0 && link.distance.reach != analysis::Reach::Host;
}

/// Bytes per dynamic request of the copies that a connection carries: all that its sender sends, or what each replica
/// behind it receives.
Derivation Derivator::copiesOver(std::size_t connection, bool isSent)
{
    const auto from = static_cast<std::size_t>(m_stage->links[connection].from);
    std::vector<Derivation> writes;
    double written = 0;
    for (std::size_t o = 0; o < m_catalog.operations().size(); ++o)
        if (m_catalog.operations()[o].writes && at(from).arrivals[o] > 0) {
            written += at(from).arrivals[o];
            writes.push_back(arrivals(from, o));
        }
    const double bytes = connectionNumber(connection, "bytes", 2000);
    const Component &target = at(static_cast<std::size_t>(m_stage->links[connection].to));
    const double replicas = std::max(1.0, target.instances / target.partitions);
    const double copies = isSent ? connectionNumber(connection, "calls", 1) : 1;
    std::vector<Derivation> parts { sum("Writes at " + nameOf(from) + " per dynamic request", "writes", written, "1",
                                        std::move(writes)),
                                    connectionValue(connection, "bytes", "bytes", bytes) };
    if (isSent)
        parts.push_back(connectionValue(connection, "calls", "copies", copies));
    if (isSent)
        parts.push_back(method("Replicas of each partition of " + target.name, "replicas", replicas, "1",
                               "each gets a stream of its own", {}));
    return computed("Copies of writes over connection " + m_design.connections[connection].id,
                    symbolOf(m_design.connections[connection].id),
                    written * (isSent ? std::max(copies, replicas) : 1) * bytes, "B",
                    isSent ? "writes * max(copies, replicas) * bytes" : "writes * bytes", std::move(parts));
}

/// What every replica of a partition receives of what is written where it copies from.
Derivation Derivator::copiedBytes(std::size_t component, double value)
{
    std::vector<Derivation> parts;
    for (std::size_t c = 0; c < m_design.connections.size(); ++c)
        if (isCopiedBetweenMachines(c) && m_design.connections[c].to == at(component).id)
            parts.push_back(copiesOver(c, false));
    Derivation received = sum("Copied writes that " + nameOf(component) + " receives per dynamic request", "bytes",
                              at(component).receivedCopies, "B", std::move(parts));
    return named(computed("Network for copied writes of " + nameOf(component) + " per dynamic request", "copies", value,
                          "Gbit/s·s", "8e-9 * bytes", { std::move(received) }),
                 "Every replica receives every write");
}

/// What every replica of a partition bears of a resource for the writes it copies, per dynamic request.
Derivation Derivator::copied(std::size_t component, const analysis::CompiledResource &resource)
{
    if (resource.spec->kind == "time")
        return copiedWork(component);
    if (resource.spec->kind == "bytes_in")
        return copiedBytes(component, resource.broadcast);
    std::vector<Derivation> parts;
    for (const auto &[operation, formula] : resource.spec->perVisit)
        for (std::size_t o = 0; o < at(component).copiedArrivals.size(); ++o) {
            const double copies = at(component).copiedArrivals[o];
            if (m_catalog.operations()[o].id != operation || copies <= 0)
                continue;
            const double amount = std::max(0.0, formula.evaluate([&](std::string_view name) {
                return at(component).values.at(std::string(name));
            }));
            parts.push_back(
                computed("Replayed " + operationTitle(o), symbolOf(operation), copies * amount,
                         resource.spec->unit + "·s", "copies * amount",
                         { method("Copied " + operationTitle(o) + " per dynamic request", "copies", copies, "1",
                                  "all that is written where it copies from", {}),
                           fromCatalog(component, formula, resource.spec->title + " for one of " + operationTitle(o),
                                       "amount", amount, resource.spec->unit + "·s") }));
        }
    return named(sum(resource.spec->title + " for copied writes of " + nameOf(component) + " per dynamic request",
                     "copies", resource.broadcast, resource.spec->unit + "·s", std::move(parts)),
                 "Every replica receives every write");
}

} // namespace headroom::derivation
