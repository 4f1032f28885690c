#include "model/derivation/derivator.h"
#include "model/derivation/sources.h"
#include "model/engine/flow.h"

#include <algorithm>
#include <cmath>

namespace headroom::derivation {

namespace {

constexpr const char *kUtilization = "Utilization law";

} // namespace

Derivation Derivator::judged(std::size_t component)
{
    const Derivation load = at(component).isDeferred ? meanRate() : rate();
    Derivation node = as("λ", load);
    if (at(component).isDeferred)
        node.note = "all of its load waits in a buffer first, so it is judged at the daily mean";
    return node;
}

Derivation Derivator::hotShare(std::size_t component)
{
    const Component &owner = at(component);
    const char *label = "Load of the hottest instance over the mean";
    if (owner.instances <= owner.readers)
        return fromCatalog(component, owner.kind->hotShare, label, "hot", owner.hotShare, "1");
    const double idle = owner.instances / owner.readers;
    return named(
        computed(label, "hot", owner.hotShare, "1", "among * n / readers",
                 { fromCatalog(component, owner.kind->hotShare, "The same among those that have work", "among",
                               owner.hotShare / idle, "1"),
                   constant("Least instances of " + owner.name, "n", owner.instances, "1"), readers(component) }),
        "A partition is read by one at a time");
}

/// Instances that can be at work: as many as all that is read from has partitions.
Derivation Derivator::readers(std::size_t component)
{
    std::vector<Derivation> parts;
    for (const analysis::CompiledLink &link : m_stage->links)
        if (link.to == static_cast<int>(component) && link.from >= 0)
            if (const auto from = static_cast<std::size_t>(link.from); !at(from).kind->readers.empty()) {
                const double value = at(from).kind->readers.evaluate(
                    [&](std::string_view name) { return at(from).values.at(std::string(name)); });
                parts.push_back(fromCatalog(from, at(from).kind->readers, "Partitions of " + nameOf(from),
                                            symbolOf(at(from).id), value, "1"));
            }
    return sum("Instances of " + nameOf(component) + " that can be at work", "readers", at(component).readers, "1",
               std::move(parts));
}

Derivation Derivator::partitions(std::size_t component)
{
    Derivation node = as("partitions", componentValue(component, "shards"));
    node.value = at(component).partitions;
    return node;
}

Derivation Derivator::instances(std::size_t component)
{
    const Component &owner = at(component);
    const double value = m_report.components[component].instances;
    const std::string label = "Instances of " + owner.name;
    return once("instances " + std::to_string(component), leaf(label, "n", value, "1"), [&] {
        const bool grows = owner.maxInstances > owner.instances && owner.station >= 0;
        if (!grows && owner.kind->autoscales && owner.values.contains("autoscale") && owner.values.at("autoscale") > 0)
            return named(computed(label, "n", value, "1", "max(1, n_min)", { componentValue(component, "n_min") }),
                         "Least instances of the tier");
        if (!grows)
            return named(fromCatalog(component, owner.kind->instances, label, "n", value, "1"),
                         "Fixed number of instances");
        const auto station = static_cast<std::size_t>(owner.station);
        std::vector<Derivation> parts { judged(component),
                                        spread(component, station),
                                        hotShare(component),
                                        capacity(component, station),
                                        componentValue(component, "target"),
                                        componentValue(component, "spare"),
                                        componentValue(component, "n_min"),
                                        componentValue(component, "n_max") };
        const bool hasJobs = owner.resources[station].jobs.exists();
        const std::string load = hasJobs ? "(λ * D + jobs)" : "λ * D";
        const bool stands = !owner.resources[station].isShared && owner.resources[station].standing > 0;
        if (stands) {
            Derivation fixed = leaf("Used of an instance without requests", "standing",
                                    owner.resources[station].standing, owner.resources[station].spec->unit);
            fixed.note = owner.resources[station].spec->standing.text();
            parts.push_back(std::move(fixed));
        }
        const bool isRead = std::isfinite(owner.readers);
        if (isRead)
            parts.push_back(readers(component));
        if (hasJobs)
            parts.push_back(jobDemand(component, station));
        return named(
            computed(label, "n", value, "1",
                     std::string("min(max(1, n_min, ") + (isRead ? "min(n_max, readers)" : "n_max")
                         + "), max(1, n_min, ceil(" + load + " * hot / "
                         + (stands ? "max(0.000001 * capacity, capacity * target - standing)" : "(capacity * target)")
                         + " - 0.000000001) + spare))",
                     std::move(parts)),
            "Target tracking", "Kubernetes horizontal pod autoscaler");
    });
}

/// Those that a tier can grow to.
Derivation Derivator::mostInstances(std::size_t component, const std::string &symbol)
{
    const Component &owner = at(component);
    if (owner.maxInstances <= owner.instances)
        return as(symbol, instances(component));
    std::vector<Derivation> parts { componentValue(component, "n_min"), componentValue(component, "n_max") };
    const bool isRead = std::isfinite(owner.readers);
    if (isRead)
        parts.push_back(readers(component));
    return named(computed("Most instances of " + owner.name, symbol, owner.maxInstances, "1",
                          isRead ? "max(1, n_min, min(n_max, readers))" : "max(1, n_min, n_max)", std::move(parts)),
                 "Most instances of the tier");
}

Derivation Derivator::capacity(std::size_t component, std::size_t resource)
{
    const analysis::CompiledResource &owner = at(component).resources[resource];
    if (owner.link >= 0) {
        Derivation pool = connectionValue(static_cast<std::size_t>(owner.link), "pool", "capacity", owner.capacity);
        pool.unit = owner.spec->unit;
        return pool;
    }
    return fromCatalog(component, owner.spec->capacity,
                       owner.spec->title + " capacity of an instance of " + nameOf(component), "capacity",
                       owner.capacity, owner.spec->unit);
}

Derivation Derivator::pools(std::size_t component, bool atMaximum)
{
    const double value = analysis::poolsAt(*m_stage, at(component), m_users, atMaximum);
    std::vector<Derivation> parts;
    for (std::size_t c = 0; c < m_design.connections.size(); ++c) {
        const project::Connection &line = m_design.connections[c];
        const double pool = connectionNumber(c, "pool", 0);
        if (line.to != at(component).id || pool <= 0 || connectionNumber(c, "connection_pooling", 1) == 0)
            continue;
        for (std::size_t i = 0; i < m_stage->components.size(); ++i)
            if (at(i).id == line.from) {
                Derivation callers = atMaximum ? mostInstances(i, "n") : instances(i);
                const double each = pool * *callers.value;
                parts.push_back(computed("Pools of " + nameOf(i), symbolOf(line.from), each, "1", "pool * n",
                                         { connectionValue(c, "pool", "pool", pool), std::move(callers) }));
            }
    }
    return sum("Connections kept open by callers of " + nameOf(component), "pools", value, "1", std::move(parts));
}

/// What is used without any request, with the pools where they count; the catalog's formula where that is what the
/// model used.
Derivation Derivator::standing(std::size_t component, std::size_t resource, double users)
{
    const analysis::CompiledResource &owner = at(component).resources[resource];
    const double pooled = owner.countsPools ? analysis::poolsAt(*m_stage, at(component), users, false) : 0;
    const double value = owner.standing + owner.perUser * users + pooled;
    const auto special = [&](const std::string &name) -> std::optional<Derivation> {
        if (name == "users" && at(component).isReached)
            return this->users();
        if (name == "users")
            return constant("Users whose requests arrive here", "users", 0, "users");
        if (name == "pools")
            return pools(component, false);
        return std::nullopt;
    };
    return fromCatalog(component, owner.spec->standing, owner.spec->title + " used without requests", "standing", value,
                       owner.spec->unit, special);
}

Derivation Derivator::spread(std::size_t component, std::size_t resource)
{
    const analysis::CompiledResource &owner = at(component).resources[resource];
    if (owner.spec->kind == "held")
        return held(component, resource);
    const std::string unit = owner.spec->kind == "time" ? "s"
        : owner.spec->unit == "1/s"                     ? "1"
                                                        : owner.spec->unit + "·s";
    const std::string label = owner.spec->title + " demand at " + nameOf(component) + " per dynamic request";
    std::vector<Derivation> parts;
    if (owner.spec->kind == "bytes_in" || owner.spec->kind == "bytes_out") {
        const bool isSent = owner.spec->kind == "bytes_out";
        const bool isAll = owner.spec->perVisit.empty();
        const double bytes = isSent ? at(component).sent : at(component).received;
        Derivation node
            = computed(isAll ? label : "Over connections", "D", isAll ? owner.spread : engine::kGigabitsPerByte * bytes,
                       unit, "8e-9 * bytes", { networkBytes(component, isSent) });
        node.note = "full duplex: each direction has the whole line, and the fuller of the two counts";
        if (isAll)
            return named(std::move(node), "Service demand law", kDenningBuzen);
        parts.push_back(as("line", std::move(node)));
    }
    if (owner.spec->kind == "time")
        parts.push_back(work(component));
    if (owner.countsPools && at(component).noPoolHold > 0)
        parts.push_back(heldWithoutPool(component));
    for (const auto &[operation, formula] : owner.spec->perVisit)
        for (std::size_t o = 0; o < m_catalog.operations().size(); ++o) {
            if (m_catalog.operations()[o].id != operation || at(component).arrivals[o] <= 0)
                continue;
            const double amount = std::max(0.0, formula.evaluate([&](std::string_view name) {
                const auto found = at(component).values.find(name);
                return found == at(component).values.end() ? 0.0 : found->second;
            }));
            Derivation each = fromCatalog(component, formula, owner.spec->title + " for one of " + operationTitle(o),
                                          "amount", amount, unit);
            parts.push_back(computed(operationTitle(o), symbolOf(operation), at(component).arrivals[o] * amount, unit,
                                     "v * amount", { as("v", arrivals(component, o)), std::move(each) }));
        }
    if (parts.size() == 1 && owner.spec->kind == "time")
        return as("D", std::move(parts.front()));
    return named(sum(label, "D", owner.spread, unit, std::move(parts)), "Service demand law", kDenningBuzen);
}

void Derivator::Use::add(const std::string &term)
{
    text += (text.empty() ? "" : " + ") + term;
}

bool Derivator::Use::has(std::string_view symbol) const
{
    return std::any_of(parts.begin(), parts.end(), [&](const Derivation &each) { return each.symbol == symbol; });
}

void Derivator::addRequestUse(Use &use, std::size_t component, std::size_t resource)
{
    const Component &owner = at(component);
    const analysis::CompiledResource &demand = owner.resources[resource];
    const bool copies = demand.broadcast > 0;
    const bool spreads = demand.spread > 0;
    if (!copies && !spreads)
        return;
    const bool isHot = owner.hotShare > 1;
    const bool isSplit = spreads && m_report.components[component].instances > 1;
    const std::string own = !spreads ? "" : isSplit ? "D / n" : "D";
    const std::string all = !copies ? own : own.empty() ? "copies / partitions" : "(" + own + " + copies / partitions)";
    use.add(std::string("λ * ") + (isHot ? "hot * " : "") + all);
    use.parts.push_back(judged(component));
    if (isHot)
        use.parts.push_back(hotShare(component));
    if (spreads)
        use.parts.push_back(spread(component, resource));
    if (isSplit)
        use.parts.push_back(instances(component));
    if (!copies)
        return;
    use.parts.push_back(copied(component, demand));
    use.parts.push_back(partitions(component));
}

void Derivator::addJobUse(Use &use, std::size_t component, std::size_t resource)
{
    if (!at(component).resources[resource].jobs.exists())
        return;
    const bool isSplit = m_report.components[component].instances > 1;
    const bool isHot = at(component).hotShare > 1;
    use.add(std::string(isHot ? "hot * " : "") + "jobs" + (isSplit ? " / n" : ""));
    use.parts.push_back(jobDemand(component, resource));
    if (isHot && !use.has("hot"))
        use.parts.push_back(hotShare(component));
    if (isSplit && !use.has("n"))
        use.parts.push_back(instances(component));
}

Derivation Derivator::used(std::size_t component, std::size_t resource)
{
    const Component &owner = at(component);
    const analysis::CompiledResource &demand = owner.resources[resource];
    const std::string label = demand.spec->title + " used on the hottest instance of " + owner.name;
    const std::string key = "used " + std::to_string(component) + ' ' + std::to_string(resource);
    const double value = analysis::usedAt(*m_stage, owner, demand, m_users, false);
    return once(key, leaf(label, "used", value, demand.spec->unit), [&] {
        Use use;
        if (!demand.spec->standing.empty()) {
            use.add(demand.isShared ? "standing / n" : "standing");
            use.parts.push_back(standing(component, resource, m_users));
        }
        addRequestUse(use, component, resource);
        addJobUse(use, component, resource);
        if (demand.isShared && use.text.find("/ n") != std::string::npos && !use.has("n"))
            use.parts.push_back(instances(component));
        if (use.parts.empty())
            return method(label, "used", value, demand.spec->unit, "nothing uses it", {});
        return named(computed(label, "used", value, demand.spec->unit, use.text, std::move(use.parts)), kUtilization,
                     kDenningBuzen);
    });
}

Derivation Derivator::resourceUtilization(std::size_t component, std::size_t resource)
{
    const analysis::ResourceReport &report = m_report.components[component].resources[resource];
    return named(computed(report.title + " utilization of " + nameOf(component), "ρ_" + symbolOf(report.id),
                          report.utilization, "1", "used / capacity",
                          { used(component, resource), capacity(component, resource) }),
                 kUtilization, kDenningBuzen);
}

Derivation Derivator::utilization(std::size_t component)
{
    std::vector<Derivation> parts;
    for (std::size_t r = 0; r < at(component).resources.size(); ++r)
        parts.push_back(resourceUtilization(component, r));
    return named(extreme("max", "Utilization of " + nameOf(component), "ρ", m_report.components[component].utilization,
                         "1", std::move(parts)),
                 "Fullest resource");
}

} // namespace headroom::derivation
