#include "model/analysis/rules/capacity.h"

#include "model/analysis/rules/cures.h"
#include "model/analysis/rules/loss.h"
#include "model/analysis/rules/tiers.h"
#include "model/reporting/numbers.h"

#include <cmath>

namespace headroom::analysis {

namespace {

bool isMemory(const ResourceReport &resource)
{
    return resource.id == "memory";
}

/// The fullest resource of a component, when it is in this band.
const ResourceReport *fullest(const ComponentReport &component, Band band)
{
    if (component.fullestResource < 0 || component.band != band)
        return nullptr;
    return &component.resources[static_cast<std::size_t>(component.fullestResource)];
}

Hit filledUp(const Inspection &in, std::size_t i, const ResourceReport &resource)
{
    return { .subjects = { in.id(i) },
             .measured = resource.utilization,
             .words = { { "name", in.name(i) },
                        { "resource", resource.title },
                        { "users", reporting::compactNumber(resource.usersAtSaturation) } },
             .metric = in.utilizationOf(i, resource) };
}

/// What it means that a resource is full or fills up, by what it is.
Hit toldAsItIs(const Inspection &in, std::size_t i, const ResourceReport &resource)
{
    const CompiledResource &compiled
        = in.stage.components[i]
              .resources[static_cast<std::size_t>(&resource - in.report.components[i].resources.data())];
    Hit hit = filledUp(in, i, resource);
    const bool isOfPools = compiled.countsPools;
    const bool isFull = resource.band == Band::Saturated; // also where a rounding leaves it just below 1
    const bool isQueue = in.station(i) == &resource || resource.isHeld || resource.isInSeries;
    const char *why = "queue";
    if (isOfPools)
        why = "pools";
    else if (isMemory(resource))
        why = "memory";
    else if (in.stage.components[i].refuses)
        why = "refused";
    else if (compiled.spec->kind == "level")
        why = "open";
    else if (in.stage.components[i].isDeferred && isFull)
        why = "jobs";
    else if (!isQueue && !isFull)
        why = "rate";
    const std::string users = !isOfPools && !isFull && std::isfinite(resource.usersAtSaturation) ? "until" : "";
    hit.words.emplace_back("why", in.phrase(why));
    hit.words.emplace_back("until", users.empty() ? users : in.phrase(users, { hit.words[2] }));
    hit.words.emplace_back("fix", in.phrase(isOfPools ? "fewer" : "scale"));
    return hit;
}

/// More instances, or where they are no help a larger size.
std::optional<edits::Edit> roomier(const Inspection &in, std::size_t i, const ResourceReport &resource)
{
    if (auto more = spreadOut(in, i, resource, in.limit("target")))
        return more;
    const bool growsWithSize = isMemory(resource) || (in.station(i) == &resource && !resource.isHeld);
    return growsWithSize ? largerSize(in, i, in.limit("target"), in.limit("memory")) : std::nullopt;
}

void full(Inspection &in)
{
    for (std::size_t i = 0; i < in.report.components.size(); ++i)
        if (const ResourceReport *resource = fullest(in.report.components[i], Band::Saturated)) {
            Hit hit = toldAsItIs(in, i, *resource);
            hit.cure = roomier(in, i, *resource);
            in.add(std::move(hit));
        }
}

void nearlyFull(Inspection &in)
{
    for (std::size_t i = 0; i < in.report.components.size(); ++i)
        if (const ResourceReport *resource = fullest(in.report.components[i], Band::Critical))
            if (!isMemory(*resource)) {
                Hit hit = toldAsItIs(in, i, *resource);
                hit.cure = roomier(in, i, *resource);
                in.add(std::move(hit));
            }
}

void fillingUp(Inspection &in)
{
    for (std::size_t i = 0; i < in.report.components.size(); ++i)
        if (const ResourceReport *resource = fullest(in.report.components[i], Band::Watch)) {
            Hit hit = toldAsItIs(in, i, *resource);
            if (isMemory(*resource))
                hit.threshold = in.limit("memory");
            in.add(std::move(hit));
        }
}

void memoryFull(Inspection &in)
{
    const auto &withMemory = in.componentsWith("memory", [&](std::size_t i) { return in.resource(i, "memory"); });
    for (const std::size_t i : withMemory)
        for (const ResourceReport &resource : in.report.components[i].resources)
            if (isMemory(resource) && resource.utilization > in.limit() && resource.utilization < 1) {
                Hit hit = filledUp(in, i, resource);
                hit.cure = moreMemory(in, i, resource, in.limit("target"));
                in.add(std::move(hit));
            }
}

/// Tiers whose instances or cards stand in for each other, when one of them dies.
void oneLess(Inspection &in)
{
    const auto &redundant = in.componentsWith("of tiers", [&](std::size_t i) {
        return in.stage.components[i].station >= 0
            && (in.is(i, catalog::Role::Application) || in.is(i, catalog::Role::Service)
                || in.is(i, catalog::Role::Replica));
    });
    const RuleFacts::List &next = nextInTier(in);
    const auto isCalm = [&](std::size_t i, double utilization) { // if all of it were divided
        const double copies = in.n(i) / in.stage.components[i].partitions;
        return next[i] == i && (copies < 2 || utilization * copies / (copies - 1) <= in.limit());
    };
    for (const std::size_t i : redundant) {
        const ResourceReport *station = in.station(i);
        if (station->utilization >= 1 || isCalm(i, station->utilization) || !isSeveral(in, i))
            continue;
        const std::optional<LossOfOne> loss = worstLoss(in, i);
        if (!loss || loss->utilization <= in.limit())
            continue;
        in.add({ .subjects = { in.id(i) },
                 .measured = loss->utilization,
                 .words = { { "name", in.name(i) },
                            { "resource", station->title },
                            { "lost", loss->other ? in.name(*loss->other) : in.phrase("one") } },
                 .cure = oneMore(in, i),
                 .metric = in.ownMetric(in.id(i)) });
    }
}

/// The first size with full speed and no less of anything; none for a machine described by hand.
std::optional<edits::Edit> fixedSize(const Inspection &in, std::size_t i, const catalog::SizeLadder &ladder,
                                     bool mustSave)
{
    const CompiledComponent &component = in.stage.components[i];
    const auto isStated = [&](const char *name) { return in.stage.source->components[i].parameters.find(name); };
    if (!in.stage.source || isStated("vcpu") || isStated("baseline"))
        return std::nullopt;
    const auto bill = [&](const CompiledComponent &each) { return ownCostAt(in.stage, each, in.report.users); };
    for (const catalog::SizeOption &size : ladder.sizes) {
        const auto vcpu = size.figures.find("vcpu");
        const auto memory = size.figures.find("memory");
        const auto baseline = size.figures.find("baseline");
        const bool isFixed = baseline == size.figures.end() || baseline->second >= 1;
        if (!isFixed || vcpu == size.figures.end() || vcpu->second < in.value(i, "vcpu")
            || (memory != size.figures.end() && memory->second < in.value(i, "memory")))
            continue;
        project::Component edited = in.stage.source->components[i];
        edited.parameters.set("size", size.id);
        if (!mustSave || bill(remake(in.stage, component, edited)) < bill(component))
            return setTo(in, in.id(i), "size", size.id);
    }
    return std::nullopt;
}

/// What is billed as surplus never slows down: only told where a size at full speed costs less.
void surplusIsDear(Inspection &in, std::size_t i, const catalog::SizeLadder &ladder)
{
    const double mean = meanOfBaseline(in, i);
    if (mean <= in.limit("billed"))
        return;
    std::optional<edits::Edit> cure = fixedSize(in, i, ladder, true);
    if (!cure)
        return;
    in.add({ .subjects = { in.id(i) },
             .measured = mean,
             .threshold = in.limit("billed"),
             .words = { { "name", in.name(i) }, { "of", in.phrase("mean") }, { "why", in.phrase("surplus") } },
             .severity = Severity::Info,
             .cure = std::move(cure),
             .metric = in.ownMetric(in.id(i)) });
}

void creditsRunOut(Inspection &in)
{
    const auto ladderOf = [&](std::size_t i) { return in.stage.catalog->ladder(in.stage.components[i].kind->ladder); };
    const auto &burstable = in.componentsWith(
        "burstable", [&](std::size_t i) { return in.station(i) && ladderOf(i) && in.value(i, "baseline", 1) < 1; });
    constexpr double kCredits = 1; // choices of burst_policy
    constexpr double kSurplus = 2;
    for (const std::size_t i : burstable) {
        const double policy = in.value(i, "burst_policy");
        if (policy >= kSurplus) {
            surplusIsDear(in, i, *ladderOf(i));
            continue;
        }
        const ResourceReport *station = in.station(i);
        if (station->utilization <= in.limit())
            continue;
        in.add({ .subjects = { in.id(i) },
                 .measured = station->utilization,
                 .words = { { "name", in.name(i) },
                            { "of", in.phrase(policy >= kCredits ? "credits" : "baseline") },
                            { "why", in.phrase("falls_back") } },
                 .cure = fixedSize(in, i, *ladderOf(i), false),
                 .metric = in.utilizationOf(i, *station) });
    }
}

void noEdgeCache(Inspection &in)
{
    if (in.has(catalog::Role::EdgeCache))
        return;
    const auto &servesFiles = in.componentsWith("serves files", [&](std::size_t i) {
        return in.stage.components[i].edgeBytes > in.stage.components[i].mainBytes && in.resource(i, "network_out");
    });
    for (const std::size_t i : servesFiles)
        if (const ResourceReport *network = in.resource(i, "network_out"); network->utilization > in.limit())
            in.add(filledUp(in, i, *network));
}

/// Also says what comes after the first bottleneck.
void firstToFill(Inspection &in)
{
    const Report &report = in.report;
    if (!report.bottleneck.exists() || !std::isfinite(report.usersAtSaturation))
        return;
    const auto i = static_cast<std::size_t>(report.bottleneck.component);
    const ResourceReport &resource
        = report.components[i].resources[static_cast<std::size_t>(report.bottleneck.resource)];
    if (resource.band != Band::Fine)
        return; // CAP-01..03 say it already
    std::string next;
    if (report.next.exists()) {
        const ComponentReport &second = report.components[static_cast<std::size_t>(report.next.component)];
        const ResourceReport &then = second.resources[static_cast<std::size_t>(report.next.resource)];
        next = in.phrase("then",
                         { { "name", in.name(static_cast<std::size_t>(report.next.component)) },
                           { "resource", then.title },
                           { "users", reporting::compactNumber(then.usersAtSaturation) } });
    }
    Hit hit = filledUp(in, i, resource);
    hit.words.emplace_back("red", reporting::compactNumber(report.usersAt085));
    hit.words.emplace_back("next", next);
    in.add(std::move(hit));
}

/// Whether the edit gave a component more of anything.
bool isRaised(const ComponentReport &now, const ComponentReport &then)
{
    return std::any_of(now.resources.begin(), now.resources.end(), [&](const ResourceReport &each) {
        const auto same = std::find_if(then.resources.begin(), then.resources.end(),
                                       [&](const ResourceReport &other) { return other.id == each.id; });
        return same != then.resources.end()
            && each.capacity * now.maxInstances > same->capacity * then.maxInstances * (1 + 1e-9);
    });
}

/// The last edit added capacity where it changes nothing.
void inVain(Inspection &in)
{
    const Report &report = in.report;
    if (!in.before || !report.bottleneck.exists() || in.before->usersAtSaturation <= 0)
        return;
    const double gain = report.usersAtSaturation / in.before->usersAtSaturation - 1;
    if (!(std::abs(gain) < in.limit()))
        return;
    const auto bottleneck = static_cast<std::size_t>(report.bottleneck.component);
    for (std::size_t i = 0; i < report.components.size(); ++i) {
        const ComponentReport *then = in.before->findComponent(report.components[i].id);
        if (!then || report.components[i].isBottleneck || !isRaised(report.components[i], *then))
            continue;
        const ResourceReport &resource
            = report.components[bottleneck].resources[static_cast<std::size_t>(report.bottleneck.resource)];
        in.add({ .subjects = { in.id(i), in.id(bottleneck) },
                 .measured = gain,
                 .words = { { "name", in.name(i) },
                            { "bottleneck", in.name(bottleneck) },
                            { "resource", resource.title },
                            { "users", reporting::compactNumber(report.usersAtSaturation) } } });
    }
}

} // namespace

double meanOfBaseline(const Inspection &in, std::size_t i)
{
    const CompiledComponent &component = in.stage.components[i];
    const double users = in.report.users;
    const double work = priceInput(in.stage, component, users, 0, "mean_work");
    return (work / dayInstances(in.stage, component, users) + in.value(i, "housekeeping"))
        / (in.value(i, "vcpu") * in.value(i, "baseline", 1));
}

std::span<const Condition> capacityConditions()
{
    static constexpr Condition table[] {
        { "CAP-01", full },        { "CAP-02", nearlyFull },    { "CAP-03", fillingUp },
        { "CAP-04", oneLess },     { "CAP-05", inVain },        { "CAP-06", memoryFull },
        { "CAP-07", noEdgeCache }, { "CAP-08", creditsRunOut }, { "CAP-NEXT", firstToFill },
    };
    return table;
}

} // namespace headroom::analysis
