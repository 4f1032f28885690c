#include "model/analysis/rules/inspection.h"

namespace headroom::analysis {

namespace {

using catalog::Role;

/// Components of a role whose flag is at fault, and the one edit that puts all of them right.
void flagged(Inspection &in, Role role, const char *flag, bool good, bool onlySeveral)
{
    std::vector<std::size_t> found;
    std::vector<std::string> ids;
    for (const std::size_t i : in.all(role)) {
        const bool isSeveral = in.most(i) >= 2 || in.n(i) >= 2;
        if ((onlySeveral && !isSeveral) || (in.value(i, flag, good ? 1 : 0) != 0) == good)
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
        if (in.value(cache, "shared_mutable") != 0 && (in.n(caller) >= 2 || in.most(caller) >= 2))
            in.addAll({ cache }, setTo(in, in.id(cache), "shared_mutable", false));
    }
}

void sessionsInDatabase(Inspection &in)
{
    if (in.report.requestsPerSecond <= in.limit())
        return;
    std::vector<std::size_t> found;
    std::vector<std::string> ids;
    for (const std::size_t i : in.all(Role::Application))
        if (in.value(i, "sessions_in_database") != 0) {
            found.push_back(i);
            ids.push_back(in.id(i));
        }
    in.addAll(found, setAllTo(in, ids, "sessions_in_database", false), in.report.requestsPerSecond);
}

void unmeasured(Inspection &in)
{
    if (in.has(Role::Measures) || in.report.requestsPerSecond <= 0 || in.stage.classes.empty())
        return;
    if (in.report.users >= in.limit())
        in.add({ .subjects = {}, .measured = in.report.users });
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

void steersBlindly(Inspection &in)
{
    flagged(in, Role::Steers, "health_checks", true, false);
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
