#include "model/analysis/rules/inspection.h"

#include <algorithm>

namespace headroom::analysis {

namespace {

/// How bad a single point is: tolerance by tier (domain spec 5.7).
Severity severityOf(const Inspection &in, const ComponentReport &component)
{
    if (in.tier() <= Tier::Startup)
        return Severity::Info;
    const bool isPartial = component.singlePointFor.size() < in.report.classes.size();
    return in.tier() == Tier::Standard && isPartial ? Severity::Warning : Severity::Error;
}

/// A second instance, or a standby where the kind has one.
std::optional<edits::Edit> doubled(const Inspection &in, std::size_t i)
{
    const catalog::Kind &kind = *in.stage.components[i].kind;
    if (kind.findParameter("standby"))
        return setTo(in, in.id(i), "standby", std::string("automatic"));
    if (kind.findParameter("replicas") && kind.behavior != "store")
        return setTo(in, in.id(i), "replicas", 1.0);
    return oneMore(in, i, 2);
}

void singlePoint(Inspection &in)
{
    for (std::size_t i = 0; i < in.report.components.size(); ++i) {
        const ComponentReport &component = in.report.components[i];
        if (!component.isSinglePoint)
            continue;
        const bool isWhole = component.singlePointFor.size() == in.report.classes.size();
        in.add({ .subjects = { component.id },
                 .words = { { "name", in.name(i) },
                            { "what", isWhole ? "every request fails" : listed(component.singlePointFor) + " fails" } },
                 .severity = severityOf(in, component),
                 .cure = doubled(in, i) });
    }
}

using catalog::Role;

void noStandby(Inspection &in)
{
    if (in.report.users < in.limit("users") && in.tier() < Tier::Standard)
        return;
    for (const std::size_t i : in.all(Role::Database))
        if (in.value(i, "standby", 2) == 0)
            in.addAll({ i }, setTo(in, in.id(i), "standby", std::string("automatic")));
}

void manualStandby(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Database))
        if (in.value(i, "standby", 2) == 1)
            in.addAll({ i }, setTo(in, in.id(i), "standby", std::string("automatic")));
}

void ownBalancer(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Balances))
        if (in.isOff(i, "managed") && in.value(i, "instances") < 2)
            in.addAll({ i }, setTo(in, in.id(i), "instances", 2.0));
}

void oneProvider(Inspection &in)
{
    if (in.tier() != Tier::Critical)
        return;
    for (const std::size_t i : in.all(Role::Names))
        if (in.value(i, "providers", 2) < 2)
            in.addAll({ i }, setTo(in, in.id(i), "providers", 2.0));
}

/// The place around a component that fails as one: a zone, or a region that is used as one; −1: none.
int zoneOf(const Inspection &in, std::size_t component)
{
    int place = in.stage.components[component].place;
    for (std::size_t depth = 0; place >= 0 && depth < in.stage.components.size(); ++depth) {
        const auto around = static_cast<std::size_t>(place);
        if (in.is(around, Role::Zone) || in.isOff(around, "multi_az"))
            return place;
        place = in.stage.components[around].place;
    }
    return -1;
}

void oneZone(Inspection &in)
{
    std::vector<std::size_t> found;
    std::vector<std::string> regions;
    for (std::size_t i = 0; i < in.stage.components.size(); ++i) {
        const int zone = in.stage.components[i].isReached && in.n(i) >= 2 ? zoneOf(in, i) : -1;
        if (zone < 0 || !in.report.components[static_cast<std::size_t>(zone)].isSinglePoint)
            continue;
        found.push_back(i);
        const std::string &id = in.id(static_cast<std::size_t>(zone));
        if (in.isOff(static_cast<std::size_t>(zone), "multi_az")
            && std::find(regions.begin(), regions.end(), id) == regions.end())
            regions.push_back(id);
    }
    in.addAll(found, setAllTo(in, regions, "multi_az", true));
}

void earlyRedundancy(Inspection &in)
{
    if (in.tier() > Tier::Startup || in.report.users >= in.limit())
        return;
    for (const std::size_t i : in.all(Role::Database))
        if (in.value(i, "standby") > 0)
            in.addAll({ i }, setTo(in, in.id(i), "standby", std::string("none")), in.report.users);
}

void oneServer(Inspection &in)
{
    if (in.report.users < in.limit())
        return;
    for (const std::size_t i : in.all(Role::Application))
        if (in.n(i) < 2 && in.report.components[i].isSinglePoint)
            in.addAll({ i }, oneMore(in, i, 2), in.report.users);
}

void oneSessionStore(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Sessions))
        if (in.value(i, "replicas", 1) < 1)
            in.addAll({ i }, setTo(in, in.id(i), "replicas", 1.0));
}

} // namespace

std::span<const Condition> singlePointConditions()
{
    static constexpr Condition table[] {
        { "SPOF-01", singlePoint },     { "SPOF-02", noStandby }, { "SPOF-03", ownBalancer },
        { "SPOF-04", oneProvider },     { "SPOF-05", oneZone },   { "SPOF-06", manualStandby },
        { "SPOF-07", earlyRedundancy }, { "SPOF-08", oneServer }, { "SPOF-09", oneSessionStore },
    };
    return table;
}

} // namespace headroom::analysis
