#include "model/derivation/derivator.h"

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
        double explained = 0;
        const auto add = [&](std::size_t c, std::size_t s, bool isAnswer) {
            const std::size_t o = static_cast<std::size_t>(m_trace.network.steps[s].to) % operations;
            const double size = (isAnswer ? m_trace.classes[c].sizes : m_trace.classes[c].requests)[o];
            const double amount = m_stage->classes[c].share * m_trace.classes[c].all.steps[s] * size;
            if (amount <= 0)
                return;
            explained += amount;
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
        if (const double copies = value - explained; copies > value * 1e-12)
            parts.push_back(method("Copies of what is written", "copies", copies, "B",
                                   "writes, times the copies and the bytes of the connections that replicate them",
                                   {}));
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

Derivation Derivator::copiedBytes(std::size_t component, double value)
{
    return method("Copied writes that " + nameOf(component) + " receives per dynamic request", "copies", value,
                  "Gbit/s·s", "every replica receives every write", {});
}

} // namespace headroom::derivation
