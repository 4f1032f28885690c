#include "model/derivation/derivator.h"

#include "model/derivation/sources.h"
#include "model/reporting/numbers.h"

#include <cmath>

namespace headroom::derivation {

namespace {

const char *suffixOf(double limit)
{
    return limit < 0.75 ? "users_at_070" : limit < 0.9 ? "users_at_085" : "users_at_saturation";
}

double usersIn(const analysis::ResourceReport &report, double limit)
{
    return limit < 0.75 ? report.usersAt070 : limit < 0.9 ? report.usersAt085 : report.usersAtSaturation;
}

std::string level(double limit)
{
    return reporting::percent(limit);
}

} // namespace

/// What one more user adds with the tier grown to its limit.
Derivation Derivator::slope(std::size_t component, std::size_t resource)
{
    const Component &owner = at(component);
    const analysis::CompiledResource &demand = owner.resources[resource];
    const double base = analysis::usedAt(*m_stage, owner, demand, 0, true);
    const double value = (analysis::usedAt(*m_stage, owner, demand, 1e6, true) - base) / 1e6;
    std::vector<Derivation> parts;
    std::string text;
    if (demand.perUser > 0) {
        Derivation each = leaf("Standing amount per user", "each", demand.perUser, demand.spec->unit);
        each.note = "what the standing amount grows by from user to user: " + demand.spec->standing.text();
        parts.push_back(std::move(each));
        text = demand.isShared ? "each / n_most" : "each";
    }
    if (demand.spread > 0 || demand.broadcast > 0) {
        Derivation rate
            = leaf("Requests per second and user" + std::string(owner.isDeferred ? ", daily mean" : ", peak hour"), "r",
                   m_stage->ratePerUser * (owner.isDeferred ? m_stage->meanShare : 1), "1/s");
        rate.unfoldedAt = owner.isDeferred ? "system.mean_load" : "system.load";
        parts.push_back(std::move(rate));
        text += std::string(text.empty() ? "" : " + ") + "r * hot * (";
        parts.push_back(hotShare(component));
        if (demand.spread > 0) {
            text += "D / n_most";
            parts.push_back(spread(component, resource));
        }
        if (demand.broadcast > 0) {
            text += std::string(demand.spread > 0 ? " + " : "") + "copies / partitions";
            parts.push_back(copied(component, demand));
            parts.push_back(partitions(component));
        }
        text += ')';
    }
    if (demand.jobs.perUser > 0) {
        parts.push_back(method("What jobs add per user", "jobs", owner.hotShare * demand.jobs.perUser,
                               demand.spec->unit,
                               "their items per user, all instances together, as the hottest one has them", {}));
        text += std::string(text.empty() ? "" : " + ") + "jobs / n_most";
    }
    if (text.find("n_most") != std::string::npos)
        parts.push_back(mostInstances(component, "n_most"));
    const std::string label = demand.spec->title + " that one more user takes";
    if (parts.empty())
        return method(label, "per_user", value, demand.spec->unit, "what it does does not grow with users", {});
    return computed(label, "per_user", value, demand.spec->unit, text, std::move(parts));
}

Derivation Derivator::usersAt(std::size_t component, std::size_t resource, double limit)
{
    return usersAtLevel(component, resource, limit, usersIn(m_report.components[component].resources[resource], limit));
}

Derivation Derivator::usersAtLevel(std::size_t component, std::size_t resource, double limit, double value)
{
    const Component &owner = at(component);
    const analysis::CompiledResource &demand = owner.resources[resource];
    const std::string label = "Users at " + level(limit) + " of " + demand.spec->title + " of " + owner.name;
    const std::string symbol = "U_" + symbolOf(demand.spec->id);
    std::vector<Derivation> parts { capacity(component, resource) };
    if (demand.countsPools) {
        parts.push_back(pools(component, true));
        return named(method(label, symbol, value, "users",
                            std::isfinite(value) ? "the callers' tiers grow in steps, so the point is found by halving"
                                                 : "fits even with every calling tier at its most instances",
                            std::move(parts)),
                     "Bisection");
    }
    const double base = analysis::usedAt(*m_stage, owner, demand, 0, true);
    Derivation fixed = leaf("Used without any user", "fixed", base, demand.spec->unit);
    fixed.note = demand.jobs.base > 0
        ? "standing amount and jobs that users have no part in, with the tier at its most instances"
        : demand.spec->standing.empty() ? "nothing"
                                        : "standing amount, with the tier at its most instances";
    parts.push_back(std::move(fixed));
    Derivation growth = slope(component, resource);
    const double perUser = *growth.value;
    const bool grows = perUser > 0;
    parts.push_back(std::move(growth));
    if (!std::isfinite(value) || !grows)
        return method(label, symbol, value, "users", "no number of users fills it", std::move(parts));
    if (base >= limit * demand.capacity)
        return method(label, symbol, value, "users", "it is that full without any user", std::move(parts));
    parts.push_back(constant("Level asked for", "level", limit, "1"));
    if (m_stage->retries)
        return named(method(label, symbol, value, "users",
                            "(level * capacity - fixed) / per_user, with the attempts made at that number of users, "
                            "which is found by halving; per_user here is that of now",
                            std::move(parts)),
                     "Bisection on the fixed point of retries", "Bronson et al., HotOS 2021");
    const double grown = (limit * demand.capacity - base) / perUser;
    std::string text = "(level * capacity - fixed) / per_user";
    if (value < grown * (1 - 1e-9)) { // a tier grows by its station alone
        parts.push_back(method("Instances at which it is that full", "n_full", value / grown * owner.maxInstances, "1",
                               "the tier grows by its "
                                   + owner.resources[static_cast<std::size_t>(owner.station)].spec->title
                                   + " alone, which asks for no more then",
                               {}));
        parts.push_back(mostInstances(component, "n_most"));
        text += " * n_full / n_most";
    }
    return named(computed(label, symbol, value, "users", text, std::move(parts)),
                 "Utilization law, solved for the users", kDenningBuzen);
}

Derivation Derivator::usersAtAny(std::size_t component, double limit)
{
    const std::string label = "Users at " + level(limit) + " of " + nameOf(component);
    double least = INFINITY;
    std::vector<Derivation> parts;
    std::vector<Derivation> never;
    for (std::size_t r = 0; r < at(component).resources.size(); ++r) {
        Derivation each = usersAt(component, r, limit);
        least = std::min(least, usersIn(m_report.components[component].resources[r], limit));
        (each.value ? parts : never).push_back(std::move(each));
    }
    if (parts.empty())
        return method(label, "U", std::nullopt, "users", "no number of users fills any of its resources",
                      std::move(never));
    return named(extreme("min", label, symbolOf(at(component).id), least, "users", std::move(parts)),
                 "First resource to fill");
}

Derivation Derivator::systemUsersAt(double limit)
{
    std::vector<Derivation> parts;
    double least = INFINITY;
    for (const analysis::ComponentReport &component : m_report.components)
        for (const analysis::ResourceReport &resource : component.resources)
            least = std::min(least, usersIn(resource, limit));
    const std::string label = "Users at " + level(limit) + " of the first resource to fill";
    for (std::size_t i = 0; i < m_report.components.size(); ++i)
        for (std::size_t r = 0; r < m_report.components[i].resources.size(); ++r) {
            const analysis::ResourceReport &resource = m_report.components[i].resources[r];
            const double each = usersIn(resource, limit);
            if (!std::isfinite(each))
                continue;
            if (each <= least && parts.empty()) {
                parts.push_back(usersAt(i, r, limit));
                continue;
            }
            Derivation other = leaf("Users at " + level(limit) + " of " + resource.title + " of " + nameOf(i),
                                    symbolOf(at(i).id) + '_' + symbolOf(resource.id), each, "users");
            other.unfoldedAt = at(i).id + '.' + resource.id + '.' + suffixOf(limit);
            parts.push_back(std::move(other));
        }
    if (parts.empty())
        return method(label, "U", std::nullopt, "users", "no number of users fills anything", {});
    return named(extreme("min", label, "U_max", least, "users", std::move(parts)),
                 "Bottleneck: the first resource to fill", kDenningBuzen);
}

Derivation Derivator::systemHeadroom()
{
    Derivation full = systemUsersAt(1.0);
    const std::string label = "Headroom: users at saturation over users";
    if (!full.value || m_users <= 0) {
        const std::string why = full.value ? "without users there is no ratio" : full.note;
        return method(label, "H", std::nullopt, "1", why, { std::move(full) });
    }
    return named(
        computed(label, "H", *full.value / m_users, "1", "U_max / U", { as("U_max", std::move(full)), users() }),
        "Headroom factor");
}

Derivation Derivator::bottleneck()
{
    const analysis::ResourceRef first = m_report.bottleneck;
    if (!first.exists())
        return method("Utilization of the bottleneck", "ρ", std::nullopt, "1", "no number of users fills anything", {});
    const auto component = static_cast<std::size_t>(first.component);
    const auto resource = static_cast<std::size_t>(first.resource);
    Derivation node = resourceUtilization(component, resource);
    Derivation full = systemUsersAt(1.0);
    node.note = node.label + ": of everything that fills, it is full at the fewest users, "
        + reporting::grouped(std::round(*full.value)) + ", with every tier grown to its limit";
    node.label = "Utilization of the bottleneck, " + m_report.components[component].resources[resource].title + " of "
        + nameOf(component);
    node.children.push_back(std::move(full));
    return node;
}

} // namespace headroom::derivation
