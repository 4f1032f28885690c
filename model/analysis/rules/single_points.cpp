#include "model/analysis/rules/cures.h"
#include "model/analysis/rules/tiers.h"

#include <algorithm>
#include <map>

namespace headroom::analysis {

namespace {

/// How bad a single point is: an error where the tier, the design's or a journey's, does not forgive it, which in the
/// tier standard is the read path, a warning elsewhere, and a note in the tiers that forgive all of them (domain spec 5.7).
Severity severityOf(const Inspection &in, std::size_t i)
{
    const auto holds = [&](const std::vector<int> &lost) {
        return std::binary_search(lost.begin(), lost.end(), static_cast<int>(i));
    };
    const auto forbids = [&](const ToleranceReport &tolerance) {
        return holds(tolerance.singlePoints) || holds(tolerance.lostPlaces);
    };
    const auto &journeys = in.report.journeys; // each may have a tier of its own
    if (forbids(in.report.tolerance)
        || std::any_of(journeys.begin(), journeys.end(), [&](const auto &each) { return forbids(each.tolerance); }))
        return Severity::Error;
    return in.tier() <= Tier::Startup ? Severity::Info : Severity::Warning;
}

/// Whether a kind grows by more of the same: a higher quota, say, is no second one.
bool growsByInstances(const catalog::Kind &kind)
{
    const auto counts = [&](const catalog::Formula &formula) {
        const auto &names = formula.names();
        return std::find(names.begin(), names.end(), kind.scaleOut) != names.end();
    };
    return counts(kind.instances) || counts(kind.failure.redundant);
}

/// A second instance, or a standby where the kind has one.
std::optional<edits::Edit> doubled(const Inspection &in, std::size_t i, bool mayGrow)
{
    const catalog::Kind &kind = *in.stage.components[i].kind;
    if (kind.findParameter("standby"))
        return setTo(in, in.id(i), "standby", std::string("automatic"));
    if (kind.findParameter("replicas") && kind.scaleOut != "replicas")
        return setTo(in, in.id(i), "replicas", 1.0);
    if (!mayGrow)
        return std::nullopt;
    return oneMore(in, i, 2);
}

void singlePoint(Inspection &in)
{
    const auto &single
        = in.componentsWith("single points", [&](std::size_t i) { return !in.stage.singlePointFor[i].empty(); });
    std::map<const catalog::Kind *, bool> growing; // thousands of parts are of few kinds
    const std::string all = single.empty() ? std::string() : in.phrase("all");
    for (const std::size_t i : single) {
        const ComponentReport &component = in.report.components[i];
        const bool isWhole = component.singlePointFor.size() == in.report.classes.size();
        const catalog::Kind *kind = in.stage.components[i].kind;
        auto found = growing.find(kind);
        if (found == growing.end())
            found = growing.emplace(kind, growsByInstances(*kind)).first;
        in.add({ .subjects = { component.id },
                 .words
                 = { { "name", in.name(i) },
                     { "what",
                       isWhole ? all : in.phrase("some", { { "classes", in.listed(component.singlePointFor) } }) } },
                 .severity = severityOf(in, i),
                 .cure = doubled(in, i, found->second) });
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

/// Whether redundancy is not worth its price yet: SPOF-07 says so.
bool isEarly(const Inspection &in, double users)
{
    return in.tier() <= Tier::Startup && in.report.users < users;
}

void manualStandby(Inspection &in)
{
    if (const catalog::RuleSpec *early = in.stage.catalog->rule("SPOF-07"); early && isEarly(in, early->threshold))
        return;
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
    for (const Role role : { Role::Names, Role::Steers })
        for (const std::size_t i : in.all(role))
            if (in.value(i, "providers", 2) < 2)
                in.addAll({ i }, setTo(in, in.id(i), "providers", 2.0));
}

/// The place around a component that fails as one: a zone, or a region that is used as one; −1: none.
int zoneOf(const Inspection &in, std::size_t component)
{
    int place = in.stage.components[component].failsWith;
    for (std::size_t depth = 0; place >= 0 && depth < in.stage.components.size(); ++depth) {
        const auto around = static_cast<std::size_t>(place);
        if (in.is(around, Role::Zone) || in.isOff(around, "multi_az"))
            return place;
        place = in.stage.components[around].place;
    }
    return -1;
}

/// How many of a component could stand in for each other: instances, copies of the data, or a standby.
double copiesOf(const Inspection &in, std::size_t i)
{
    const double standby = in.value(i, "standby") > 0 ? 1 : 0;
    const double copies = in.stage.components[i].kind->scaleOut == "replicas" ? 0 : in.value(i, "replicas");
    return in.n(i) + standby + copies;
}

/// Copies of each of these components together with those among which the same caller divides its calls; none of what
/// has others elsewhere.
std::map<std::size_t, double> tierCopies(const Inspection &in, const std::vector<std::size_t> &inside)
{
    std::map<std::size_t, double> copies;
    for (const std::size_t i : inside)
        copies[i] = copiesOf(in, i);
    for (const std::size_t i : inside) {
        const std::vector<std::size_t> tier = tierOf(in, i);
        const bool isSpread = std::any_of(tier.begin(), tier.end(), [&](std::size_t each) {
            return std::find(inside.begin(), inside.end(), each) == inside.end();
        });
        double sum = 0;
        for (const std::size_t each : tier)
            sum += copiesOf(in, each);
        copies[i] = isSpread ? 0 : std::max(copies[i], sum);
    }
    return copies;
}

/// Moves a component out of its zone, into the region around it: its instances are then spread over the zones there.
edits::Step outOf(const Inspection &in, std::size_t zone, std::size_t component)
{
    const project::Component &place = in.stage.source->components[zone];
    const project::Component &moved = in.stage.source->components[component];
    const double width = place.size ? place.size->width : 0;
    return edits::MoveComponents { in.stage.stageIndex,
                                   { { moved.id, { place.position.x + width + 24, moved.position.y }, place.place } },
                                   0 };
}

/// Tiers of two and more that all stand in this zone, or region used as one, whose loss stops requests.
void tellZone(Inspection &in, std::size_t zone, const std::vector<std::size_t> &inside)
{
    Hit hit;
    std::vector<std::string> names;
    edits::Batch cure { "Spread over zones", {} };
    for (const auto &[i, copies] : tierCopies(in, inside)) {
        if (copies < 2)
            continue;
        hit.subjects.push_back(in.id(i));
        names.push_back(in.name(i));
        if (!in.isOff(zone, "multi_az"))
            cure.steps.push_back(outOf(in, zone, i));
    }
    if (hit.subjects.empty())
        return;
    constexpr double kMinutes = 730 * 60; // a month
    hit.metric = in.ownMetric(in.id(zone));
    hit.measured = (1 - in.report.components[zone].availability) * kMinutes;
    hit.words = { { "names", in.listed(names) }, { "zone", in.name(zone) } };
    if (cure.steps.empty())
        hit.cure = setTo(in, in.id(zone), "multi_az", true);
    else
        hit.cure = std::move(cure);
    in.add(std::move(hit));
}

void oneZone(Inspection &in)
{
    std::map<int, std::vector<std::size_t>> inside;
    const auto &zoned = in.componentsWith(
        "inside a zone", [&](std::size_t i) { return in.stage.components[i].isReached && zoneOf(in, i) >= 0; });
    for (const std::size_t i : zoned)
        if (const int zone = zoneOf(in, i); in.report.components[static_cast<std::size_t>(zone)].isSinglePoint)
            inside[zone].push_back(i);
    for (const auto &[zone, components] : inside)
        tellZone(in, static_cast<std::size_t>(zone), components);
}

/// Standbys and replicas that a forgiving tier does without.
void earlyRedundancy(Inspection &in)
{
    if (!isEarly(in, in.limit()))
        return;
    const auto tell = [&](std::size_t i, const char *bought, edits::Edit cure) {
        in.add({ .subjects = { in.id(i) },
                 .measured = in.report.users,
                 .words = { { "names", in.name(i) }, { "bought", in.phrase(bought) } },
                 .cure = std::move(cure) });
    };
    for (const std::size_t i : in.all(Role::Database))
        if (in.value(i, "standby") > 0)
            tell(i, "standby", setTo(in, in.id(i), "standby", std::string("none")));
    for (const Role role : { Role::Sessions, Role::SharedCache })
        for (const std::size_t i : in.all(role))
            if (in.value(i, "replicas") > 0)
                tell(i, "replicas", setTo(in, in.id(i), "replicas", 0.0));
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
