#include "model/growth/leftovers.h"

#include <algorithm>
#include <map>

namespace headroom::growth {

namespace {

constexpr std::size_t kMostTries = 300; ///< of parts that cannot go alone
constexpr double kLeastSaving = 0.005;  ///< USD a month: less is rounding

bool isIn(const std::vector<std::string> &ids, const std::string &id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

} // namespace

Leftovers::Leftovers(const Remover &remover, const project::Project &project, double users)
    : m_remover(remover)
    , m_project(project)
    , m_users(users)
    , m_candidates(removablesOf(remover.compiled()))
    , m_design(std::make_shared<project::Project>(project))
    , m_cost(remover.now().costPerMonth)
{
}

double Leftovers::saving() const
{
    return m_remover.now().costPerMonth - m_cost;
}

std::vector<std::string> Leftovers::taken() const
{
    std::vector<std::string> found;
    for (const Removable &each : m_taken)
        for (const std::string &head : each.heads()) {
            const bool isInside = std::any_of(m_taken.begin(), m_taken.end(), [&](const Removable &other) {
                return !isIn(other.heads(), head) && isIn(other.ids, head);
            });
            if (!isInside)
                found.push_back(head);
        }
    return found;
}

bool Leftovers::isThere(const Removable &removable) const
{
    const project::Stage &stage = *m_design->stages[m_remover.compiled().stageIndex];
    const std::vector<std::string> heads = removable.heads();
    return std::all_of(heads.begin(), heads.end(), [&](const std::string &id) { return stage.findComponent(id); });
}

Removable Leftovers::restOf(const Removable &removable) const
{
    const project::Stage &stage = *m_design->stages[m_remover.compiled().stageIndex];
    Removable rest = removable;
    std::erase_if(rest.ids, [&](const std::string &id) { return !stage.findComponent(id); });
    return rest;
}

std::string Leftovers::missedWithout(const Removable &removable) const
{
    return m_remover.missedWithout(restOf(removable), *m_design);
}

bool Leftovers::mayTry()
{
    return m_tries++ < kMostTries;
}

bool Leftovers::take(const Removable &removable)
{
    const std::optional<Remover::Way> way = m_remover.without(restOf(removable), *m_design);
    if (!way)
        return false;
    const double cost = way->at(m_users, false).costPerMonth;
    if (cost > m_cost - kLeastSaving)
        return false;
    m_cost = cost;
    m_design = way->after;
    m_steps.insert(m_steps.end(), way->steps.begin(), way->steps.end());
    m_taken.push_back(removable);
    return true;
}

std::optional<Departure> Leftovers::alone(const Removable &removable) const
{
    std::optional<Remover::Way> way = m_remover.without(removable, m_project);
    if (!way || way->at(m_users, false).costPerMonth > m_remover.now().costPerMonth - kLeastSaving)
        return std::nullopt;
    const bool isPassedBy = way->steps.size() > 1;
    return Departure { removable, {}, std::move(*way), isPassedBy };
}

std::optional<Departure> Leftovers::withOne(const Removable &removable, const Removable &other) const
{
    const std::optional<Remover::Way> first = m_remover.without(other, m_project);
    if (!first)
        return std::nullopt;
    std::optional<Remover::Way> second = m_remover.without(removable, *first->after);
    if (!second)
        return std::nullopt;
    const bool isPassedBy = second->steps.size() > 1;
    second->steps.insert(second->steps.begin(), first->steps.begin(), first->steps.end());
    return Departure { removable, other.heads(), std::move(*second), isPassedBy };
}

Departure Leftovers::departureOf(const Removable &removable, const std::vector<std::string> &before) const
{
    for (const Removable &other : m_taken) {
        const bool isApart = std::none_of(other.ids.begin(), other.ids.end(),
                                          [&](const std::string &id) { return isIn(removable.ids, id); });
        if (isApart)
            if (std::optional<Departure> found = withOne(removable, other))
                return *found;
    }
    Departure out { removable, {}, { m_steps, m_design, nullptr }, false };
    for (const std::string &id : before)
        if (!isIn(removable.ids, id))
            out.along.push_back(id);
    out.way.compiled = analysis::compile(*m_design, m_remover.compiled().stageIndex, *m_remover.compiled().catalog);
    return out;
}

/// All of a kind, and neighbours: a pair that a connection joins.
std::vector<Removable> Leftovers::groups() const
{
    std::vector<const Removable *> left;
    for (const Removable &each : m_candidates)
        if (isThere(each))
            left.push_back(&each);
    const analysis::CompiledStage &stage = m_remover.compiled();
    std::map<std::string, std::vector<const Removable *>> ofKind;
    for (const Removable *each : left)
        ofKind[stage.components[each->component].kind->id].push_back(each);
    std::vector<Removable> found;
    for (const auto &[kind, members] : ofKind)
        if (members.size() > 1)
            found.push_back(together(members));
    std::map<std::string, const Removable *> byId;
    for (const Removable *each : left)
        byId.emplace(each->ids.front(), each);
    for (const project::Connection &each : m_design->stages[stage.stageIndex]->connections) {
        const auto from = byId.find(each.from);
        const auto to = byId.find(each.to);
        if (from != byId.end() && to != byId.end() && from != to)
            found.push_back(together({ from->second, to->second }));
    }
    return found;
}

std::vector<Departure> Leftovers::takeAll(const std::stop_token &stop)
{
    std::vector<Departure> found;
    std::vector<std::string> named; // that have a departure of their own
    for (const Removable &each : m_candidates) {
        if (stop.stop_requested())
            return found;
        std::optional<Departure> departure = alone(each);
        if (!departure)
            continue;
        named.push_back(each.ids.front());
        found.push_back(std::move(*departure));
        if (isThere(each))
            (void)take(each);
    }
    const auto tryMore = [&](const std::vector<Removable> &candidates) {
        bool hasTaken = false;
        for (const Removable &each : candidates) {
            if (stop.stop_requested() || !isThere(each) || !mayTry())
                continue;
            const std::vector<std::string> before = taken();
            if (!take(each))
                continue;
            hasTaken = true;
            const std::vector<std::string> heads = each.heads();
            if (std::all_of(heads.begin(), heads.end(), [&](const std::string &id) { return isIn(named, id); }))
                continue;
            std::optional<Departure> departure = heads.size() > 1 ? alone(each) : std::nullopt;
            found.push_back(departure ? std::move(*departure) : departureOf(each, before));
        }
        return hasTaken;
    };
    while (tryMore(m_candidates) || tryMore(groups())) { }
    for (const Removable &each : m_candidates)
        if (isIn(named, each.ids.front()) && isThere(each))
            m_kept.push_back(each);
    return found;
}

} // namespace headroom::growth
