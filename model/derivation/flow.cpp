#include "model/analysis/retries.h"
#include "model/core/quantity.h"
#include "model/derivation/derivator.h"
#include "model/derivation/sources.h"

#include <algorithm>

namespace headroom::derivation {

namespace {

constexpr const char *kForcedFlow = "Forced-flow law";

} // namespace

const catalog::HandledOperation *Derivator::handled(std::size_t component, std::size_t operation) const
{
    for (const catalog::HandledOperation &each : at(component).kind->handles)
        if (each.operation == m_catalog.operations()[operation].id)
            return &each;
    return nullptr;
}

Derivation Derivator::rate()
{
    const double value = m_users * m_stage->ratePerUser;
    const std::string label = "Dynamic requests in the peak hour";
    return once("rate", leaf(label, "λ", value, "1/s"), [&] {
        Derivation peak = peakFactor();
        std::string text = "U * active * sessions * actions / day * peak";
        if (peak.value && *peak.value < 1)
            text = "U * active * sessions * actions / day * max(1, peak)";
        return named(computed(label, "λ", value, "1/s", text,
                              { users(), workloadValue("daily_active_share", "active"),
                                workloadValue("sessions_per_day", "sessions"), actions(),
                                constant("Seconds of a day", "day", kSecondsPerDay, "s"), std::move(peak) }),
                     "From users to rate");
    });
}

Derivation Derivator::meanRate()
{
    const double value = m_users * m_stage->ratePerUser * m_stage->meanShare;
    const std::string label = "Dynamic requests, daily mean";
    return once("mean rate", leaf(label, "λ_mean", value, "1/s"), [&] {
        return named(computed(label, "λ_mean", value, "1/s", "λ / max(1, peak)", { rate(), peakFactor() }),
                     "From users to rate");
    });
}

Derivation Derivator::visits(std::size_t requestClass, std::size_t node, bool waited)
{
    const analysis::ClassTrace &trace = m_trace.classes[requestClass];
    const flow::Visits &flow = waited ? trace.letIn : trace.all;
    const std::size_t operations = m_catalog.operations().size();
    const double value = flow.nodes[node];
    const std::string label = operationTitle(node % operations) + " at " + nameOf(node / operations)
        + " per request of " + trace.stated.name + (waited ? ", waited for" : "");
    const std::string key
        = (waited ? "waited " : "visits ") + std::to_string(requestClass) + ' ' + std::to_string(node);
    return once(key, leaf(label, "v", value, "1"), [&] {
        std::vector<Derivation> parts;
        const flow::Network &network = m_trace.network;
        for (std::size_t e = 0; e < network.entries.size(); ++e)
            if (static_cast<std::size_t>(network.entries[e]) == node)
                parts.push_back(entering(requestClass, e));
        for (std::size_t s = 0; s < m_trace.network.steps.size(); ++s)
            if (static_cast<std::size_t>(m_trace.network.steps[s].to) == node && flow.steps[s] > 0)
                parts.push_back(step(requestClass, s, waited));
        if (!flow.converged)
            return method(label, "v", value, "1", "calls go round in circles without end, so no flow is steady", {});
        return named(sum(label, "v", value, "1", std::move(parts)), kForcedFlow, kDenningBuzen);
    });
}

/// What enters at a source: all of it, or its part of the users where there are several.
Derivation Derivator::entering(std::size_t requestClass, std::size_t entry)
{
    const auto node = static_cast<std::size_t>(m_trace.network.entries[entry]);
    const std::size_t operations = m_catalog.operations().size();
    const double count = m_trace.classes[requestClass].counts[node % operations];
    Derivation times = classUse(requestClass, node % operations, "count", count);
    if (m_trace.network.entryShare(entry) >= 1)
        return as("enters", std::move(times));
    return computed("Enters at " + nameOf(node / operations), "enters", count * m_trace.network.entryShare(entry), "1",
                    "count * part", { std::move(times), partOfUsers(entry) });
}

/// By the weights of the sources that send such requests.
Derivation Derivator::partOfUsers(std::size_t entry)
{
    const auto node = static_cast<std::size_t>(m_trace.network.entries[entry]);
    const std::size_t operations = m_catalog.operations().size();
    const double share = m_trace.network.entryShare(entry);
    const std::string name = nameOf(node / operations);
    const bool hasWeight = at(node / operations).kind->findParameter(flow::kEntryWeight);
    Derivation own = hasWeight ? componentValue(node / operations, std::string(flow::kEntryWeight))
                               : leaf("Weight of " + name, "weight", 1, "1");
    Derivation all
        = method("Weights of the clients that send such requests, summed", "all",
                 share > 0 ? own.value.value_or(0) / share : 0, "1", "users are divided by these weights", {});
    return computed("Part of the users at " + name, "part", share, "1", share > 0 ? "weight / all" : "weight",
                    { as("weight", std::move(own)), std::move(all) });
}

Derivation Derivator::step(std::size_t requestClass, std::size_t index, bool waited)
{
    const flow::Step &step = m_trace.network.steps[index];
    const analysis::ClassTrace &trace = m_trace.classes[requestClass];
    const std::size_t operations = m_catalog.operations().size();
    const double value = (waited ? trace.letIn : trace.all).steps[index];
    const auto from = static_cast<std::size_t>(step.from);
    const std::string title = operationTitle(static_cast<std::size_t>(step.to) % operations);
    const std::string label = title + " from " + nameOf(from / operations) + " per request of " + trace.stated.name;
    const std::string key
        = (waited ? "waited step " : "step ") + std::to_string(requestClass) + ' ' + std::to_string(index);
    return once(key, leaf(label, "from_" + symbolOf(at(from / operations).id), value, "1"), [&] {
        std::vector<Derivation> factors { visits(requestClass, from, waited) };
        std::string text = "v";
        if (step.counted >= 0) {
            const auto counted = static_cast<std::size_t>(step.counted);
            factors.push_back(classUse(requestClass, counted, "count", trace.counts[counted]));
            text += " * count";
        }
        if (step.connection >= 0) {
            const auto connection = static_cast<std::size_t>(step.connection);
            factors.push_back(connectionValue(connection, "calls", "calls", step.calls));
            text += " * calls";
            if (step.portion < 1) {
                factors.push_back(portion(connection, step.portion));
                text += " * part";
            }
            if (m_stage->retried && m_stage->retried->attempts[requestClass][index] > 1) {
                factors.push_back(attempts(requestClass, index));
                text += " * Att";
            }
            // times are of requests that are let in, as far as they need the answer
            if (m_stage->retried && m_stage->retried->passed[index] < 1 && (!waited || !trace.isLetIn[index])) {
                factors.push_back(passed(index));
                text += " * pass";
            }
        }
        if (step.missedAt >= 0) {
            factors.push_back(missRatio(step));
            text += " * miss";
        }
        return named(
            computed(label, "from_" + symbolOf(at(from / operations).id), value, "1", text, std::move(factors)),
            kForcedFlow, kDenningBuzen);
    });
}

/// What a limiter, or a bulkhead, hands on of what comes to it.
Derivation Derivator::passed(std::size_t index)
{
    const flow::Step &step = m_trace.network.steps[index];
    const double value = m_stage->retried->passed[index];
    const auto connection = static_cast<std::size_t>(step.connection);
    if (const double room = connectionNumber(connection, "bulkhead", 0); room >= 1)
        return named(method("Share of the calls over " + m_design.connections[connection].id + " that finds room",
                            "pass", value, "1",
                            "1 − Erlang's loss of the bulkhead for the calls that would be in flight; of a limiter "
                            "before it, rate over what comes to it",
                            { connectionValue(connection, "bulkhead", "b", room) }),
                     "Erlang B", kGross);
    const auto limiter = static_cast<std::size_t>(step.from / m_trace.network.operations);
    std::vector<Derivation> parts;
    const std::vector<analysis::ResourceReport> &resources = m_report.components[limiter].resources;
    for (std::size_t r = 0; r < resources.size(); ++r)
        if (resources[r].utilization >= 1)
            parts.push_back(as("rate", capacity(limiter, r)));
    return named(method("Share that " + nameOf(limiter) + " lets pass", "pass", value, "1",
                        "rate over what comes to it", std::move(parts)),
                 "A limiter hands on min(λ, rate)");
}

Derivation Derivator::portion(std::size_t connection, double value)
{
    const double share = connectionNumber(connection, "share", 1);
    Derivation all = method("Shares of the connections that divide these calls, summed", "all",
                            value > 0 ? share / value : 0, "1", "of all over which such a call can go", {});
    return computed("Part that takes connection " + m_design.connections[connection].id, "part", value, "1",
                    value > 0 ? "share / all" : "share",
                    { connectionValue(connection, "share", "share", share), std::move(all) });
}

Derivation Derivator::missRatio(const flow::Step &step)
{
    const std::size_t operations = m_catalog.operations().size();
    const auto cache = static_cast<std::size_t>(step.missedAt);
    const double hit = m_trace.network.hits[cache];
    const double known = step.portion * step.calls;
    const double miss = known > 0 ? step.weight / known : 1 - hit;
    const std::string label = "Misses of " + nameOf(cache / operations);
    const std::string key = "miss " + std::to_string(cache) + ' ' + std::to_string(miss);
    return once(key, leaf(label, "miss", miss, "1"), [&] {
        const auto *rule = handled(cache / operations, cache % operations);
        Derivation ratio
            = fromCatalog(cache / operations, rule->hit, "Hit ratio of " + nameOf(cache / operations), "hit", hit, "1");
        Derivation lookups = leaf("Lookups of the cache per call", "lookups", hit < 1 ? miss / (1 - hit) : 1, "1");
        lookups.note = "calls of the connection that leads to the cache";
        return named(
            computed(label, "miss", miss, "1", "lookups * (1 - hit)", { std::move(lookups), std::move(ratio) }),
            "Cache miss ratio");
    });
}

Derivation Derivator::arrivals(std::size_t component, std::size_t operation)
{
    const std::size_t node = component * m_catalog.operations().size() + operation;
    const double value = at(component).arrivals[operation];
    const std::string label = operationTitle(operation) + " at " + nameOf(component) + " per dynamic request";
    const std::string symbol = "v_" + symbolOf(m_catalog.operations()[operation].id);
    return once("arrivals " + std::to_string(node), leaf(label, symbol, value, "1"), [&] {
        std::vector<Derivation> parts;
        for (std::size_t c = 0; c < m_trace.classes.size(); ++c)
            if (const double each = m_stage->classes[c].share * m_trace.classes[c].all.nodes[node]; each > 0)
                parts.push_back(computed(m_stage->classes[c].name, symbolOf(m_stage->classes[c].id), each, "1",
                                         "share * v", { classShare(c), visits(c, node, false) }));
        return named(sum(label, symbol, value, "1", std::move(parts)), "Mean over the classes");
    });
}

/// What its users ask: all requests, or its part of them where there are several sources.
Derivation Derivator::sourceRate(std::size_t component)
{
    const std::string label = "Requests to " + nameOf(component);
    const double value = m_report.components[component].requestsPerSecond;
    const std::size_t operations = m_catalog.operations().size();
    const double share = at(component).usersShare;
    if (share >= 1)
        return named(computed(label, "λ_in", value, "1/s", "λ", { rate() }), "From users to rate");
    for (std::size_t e = 0; e < m_trace.network.entries.size() && !m_trace.classes.empty(); ++e) {
        const auto node = static_cast<std::size_t>(m_trace.network.entries[e]);
        if (node / operations == component && m_catalog.operations()[node % operations].isVisit
            && m_trace.network.entryShare(e) >= share)
            return named(computed(label, "λ_in", value, "1/s", "λ * part", { rate(), partOfUsers(e) }),
                         "From users to rate");
    }
    return named(computed(label, "λ_in", value, "1/s", "λ * part",
                          { rate(),
                            method("Part of the users at " + nameOf(component), "part", share, "1",
                                   "nothing that they ask for leads on from there", {}) }),
                 "From users to rate");
}

Derivation Derivator::requests(std::size_t component)
{
    const double perRequest = at(component).requests;
    const double value = m_report.components[component].requestsPerSecond;
    const std::string label = "Requests to " + nameOf(component);
    if (at(component).kind->behavior == "source")
        return sourceRate(component);
    std::vector<Derivation> parts;
    for (std::size_t c = 0; c < m_trace.classes.size(); ++c)
        for (std::size_t s = 0; s < m_trace.network.steps.size(); ++s) {
            const flow::Step &each = m_trace.network.steps[s];
            const double amount = m_stage->classes[c].share * m_trace.classes[c].all.steps[s];
            if (each.connection < 0 || amount <= 0
                || static_cast<std::size_t>(each.to / m_trace.network.operations) != component)
                continue;
            parts.push_back(computed(m_stage->classes[c].name, symbolOf(m_stage->classes[c].id), amount, "1",
                                     "share * v", { classShare(c), as("v", step(c, s, false)) }));
        }
    Derivation each
        = named(sum("Calls of " + nameOf(component) + " per dynamic request", "V", perRequest, "1", std::move(parts)),
                kForcedFlow, kDenningBuzen);
    const double jobs = at(component).jobs ? at(component).jobs->requests.at(m_users) : 0;
    return withJobs(named(computed(label, "λ_in", value - jobs, "1/s", "λ * V", { rate(), std::move(each) }),
                          kForcedFlow, kDenningBuzen),
                    jobs);
}

Derivation Derivator::bytes(std::size_t component, bool in)
{
    const double value = in ? at(component).bytesIn : at(component).bytesOut;
    const std::string label
        = (in ? "Bytes answered by " : "Bytes answered to ") + nameOf(component) + " per dynamic request";
    const std::string key = (in ? "bytes in " : "bytes out ") + std::to_string(component);
    return once(key, leaf(label, "bytes", value, "B"), [&] {
        std::vector<Derivation> parts;
        for (std::size_t c = 0; c < m_trace.classes.size(); ++c)
            for (std::size_t s = 0; s < m_trace.network.steps.size(); ++s) {
                const flow::Step &each = m_trace.network.steps[s];
                const auto operation = static_cast<std::size_t>(each.to % m_trace.network.operations);
                const auto from = static_cast<std::size_t>(each.from / m_trace.network.operations);
                const auto to = static_cast<std::size_t>(each.to / m_trace.network.operations);
                const double size = m_trace.classes[c].sizes[operation];
                const double amount = m_stage->classes[c].share * m_trace.classes[c].all.steps[s] * size;
                if (each.connection < 0 || amount <= 0 || (in ? to : from) != component
                    || (!in && at(to).kind->behavior == "cache"))
                    continue;
                parts.push_back(
                    computed(operationTitle(operation) + " of " + m_stage->classes[c].name,
                             symbolOf(m_stage->classes[c].id), amount, "B", "share * v * bytes",
                             { classShare(c), as("v", step(c, s, false)), classUse(c, operation, "bytes", size) }));
            }
        return sum(label, "bytes", value, "B", std::move(parts));
    });
}

/// What is sent to a component to ask it, per dynamic request.
Derivation Derivator::bytesAsked(std::size_t component)
{
    const std::string label = "Bytes sent to " + nameOf(component) + " to ask, per dynamic request";
    const double value = at(component).bytesAsked;
    return once("bytes asked " + std::to_string(component), leaf(label, "bytes", value, "B"), [&] {
        std::vector<Derivation> parts;
        for (std::size_t c = 0; c < m_trace.classes.size(); ++c)
            for (std::size_t s = 0; s < m_trace.network.steps.size(); ++s) {
                const flow::Step &each = m_trace.network.steps[s];
                const auto operation = static_cast<std::size_t>(each.to % m_trace.network.operations);
                const double size = m_trace.classes[c].requests[operation];
                const double amount = m_stage->classes[c].share * m_trace.classes[c].all.steps[s] * size;
                if (each.connection < 0 || amount <= 0
                    || static_cast<std::size_t>(each.to / m_trace.network.operations) != component)
                    continue;
                parts.push_back(computed(
                    "Requests for " + operationTitle(operation) + " of " + m_stage->classes[c].name,
                    symbolOf(m_stage->classes[c].id), amount, "B", "share * v * request_bytes",
                    { classShare(c), as("v", step(c, s, false)), classUse(c, operation, "request_bytes", size) }));
            }
        return sum(label, "bytes", value, "B", std::move(parts));
    });
}

} // namespace headroom::derivation
