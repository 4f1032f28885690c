#include "model/analysis/rules/added_cards.h"
#include "model/analysis/rules/links.h"
#include "model/analysis/rules/tiers.h"

#include <algorithm>
#include <map>
#include <set>

namespace headroom::analysis {

namespace {

using catalog::Role;

/// Components of a role whose flag is at fault, and the one edit that puts all of them right.
void flagged(Inspection &in, Role role, const char *flag, bool good, bool onlySeveral)
{
    std::vector<std::size_t> found;
    std::vector<std::string> ids;
    for (const std::size_t i : in.all(role)) {
        if ((onlySeveral && !isSeveral(in, i)) || (in.value(i, flag, good ? 1 : 0) != 0) == good)
            continue;
        found.push_back(i);
        ids.push_back(in.id(i));
    }
    in.addAll(found, setAllTo(in, ids, flag, good));
}

void sticky(Inspection &in)
{
    flagged(in, Role::Application, "stateless", true, true);
}

void localUploads(Inspection &in)
{
    flagged(in, Role::Application, "uploads_shared", true, true);
}

void jobsEverywhere(Inspection &in)
{
    flagged(in, Role::Application, "central_scheduler", true, true);
}

void incoherent(Inspection &in)
{
    const auto &toNearCaches = in.connectionsWith("to near caches", [&](const CompiledLink &link) {
        return link.from >= 0 && link.to >= 0 && in.is(static_cast<std::size_t>(link.to), Role::NearCache);
    });
    for (const std::size_t c : toNearCaches) {
        const CompiledLink &link = in.stage.links[c];
        const auto caller = static_cast<std::size_t>(link.from);
        const auto cache = static_cast<std::size_t>(link.to);
        if (in.value(cache, "shared_mutable") != 0 && isSeveral(in, caller))
            in.addAll({ cache }); // whether data is shared and changes is no matter of design: nothing to set
    }
}

/// The database that a server asks; −1: none.
int databaseOf(const Inspection &in, std::size_t server)
{
    for (const CompiledLink &link : in.stage.links)
        if (link.from == static_cast<int>(server) && link.to >= 0
            && in.is(static_cast<std::size_t>(link.to), Role::Database))
            return link.to;
    return -1;
}

/// Of the servers that keep them in the same database, all requests together.
void sessionsInDatabase(Inspection &in)
{
    std::map<int, std::vector<std::size_t>> keeping;
    for (const std::size_t i : in.all(Role::Application))
        if (in.value(i, "sessions_in_database") != 0)
            keeping[databaseOf(in, i)].push_back(i);
    for (const auto &[database, servers] : keeping) {
        double rate = 0;
        std::vector<std::string> ids;
        for (const std::size_t i : servers) {
            rate += in.report.components[i].requestsPerSecond;
            ids.push_back(in.id(i));
        }
        if (rate > in.limit())
            in.addAll(servers, setAllTo(in, ids, "sessions_in_database", false), rate,
                      servers.size() == 1 ? ids.front() + ".requests_per_second" : in.ownMetric(ids.front()));
    }
}

/// Something that measures, to the right of all else; nothing where the catalog has no such kind, or calls go round
/// without end.
std::optional<edits::Edit> monitoring(const Inspection &in)
{
    constexpr double kCard = 190; // scene pixels
    constexpr double kGap = 40;
    const auto &kinds = in.stage.catalog->kinds();
    const auto kind
        = std::find_if(kinds.begin(), kinds.end(), [](const auto &each) { return each.is(Role::Measures); });
    if (kind == kinds.end() || !in.stage.source || in.stage.source->components.empty())
        return std::nullopt;
    const std::vector<project::Component> &present = in.stage.source->components;
    project::Component added = cardOf(*in.stage.source, *kind);
    double right = 0;
    for (const project::Component &each : present)
        right = std::max(right, each.position.x + (each.size ? each.size->width : kCard));
    added.position = { right + kGap, present.front().position.y };
    return edits::AddComponent { in.stage.stageIndex, std::move(added) };
}

void unmeasured(Inspection &in)
{
    if (in.has(Role::Measures) || in.report.requestsPerSecond <= 0 || in.stage.classes.empty())
        return;
    if (in.report.users >= in.limit())
        in.add({ .subjects = {}, .measured = in.report.users, .cure = monitoring(in) });
}

void noDeadLetters(Inspection &in)
{
    flagged(in, Role::Queue, "dlq", true, false);
    flagged(in, Role::Worker, "idempotent", true, false);
}

void notReady(Inspection &in)
{
    flagged(in, Role::Application, "readiness", true, true);
}

void noHealthChecks(Inspection &in)
{
    flagged(in, Role::Application, "health_checks", true, true);
}

/// Users of several regions that nothing moves away from one that has failed.
void unsteered(Inspection &in)
{
    std::set<int> regions;
    std::vector<std::size_t> entered;
    const auto &entering = in.connectionsWith("of users", [&](const CompiledLink &link) {
        return link.isOfClient && link.from >= 0 && link.to >= 0 && link.requests > 0;
    });
    for (const std::size_t c : entering) {
        const CompiledLink &link = in.stage.links[c];
        const auto to = static_cast<std::size_t>(link.to);
        if (const int region = regionOf(in, to); region >= 0 && regions.insert(region).second)
            entered.push_back(to);
    }
    if (regions.size() >= 2)
        in.addAll(entered);
}

void steersBlindly(Inspection &in)
{
    flagged(in, Role::Steers, "health_checks", true, false);
    if (!in.has(Role::Steers))
        unsteered(in);
}

} // namespace

std::span<const Condition> stateConditions()
{
    static constexpr Condition table[] {
        { "ST-01", sticky },         { "ST-02", localUploads },       { "ST-03", incoherent },
        { "ST-04", jobsEverywhere }, { "ST-05", sessionsInDatabase }, { "OBS-01", unmeasured },
        { "Q-04", noDeadLetters },   { "ASG-04", notReady },          { "HC-01", noHealthChecks },
        { "MR-01", steersBlindly },
    };
    return table;
}

} // namespace headroom::analysis
