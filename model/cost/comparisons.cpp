#include "model/cost/comparisons.h"

#include "model/analysis/rules/links.h"
#include "model/analysis/rules/stages.h"
#include "model/analysis/solve_figures.h"
#include "model/cost/provisioning.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace headroom::cost {

namespace {

using analysis::Inspection;
using analysis::Report;
using analysis::Severity;
using catalog::Role;

constexpr const char *kIndexRule = "COST-01";
constexpr const char *kEarlyRule = "STG-01";
constexpr double kCarried = 0.7; // of a machine that is meant to last
constexpr const char *kDueRule = "STG-02";

/// A stage that is looked at, and what else there could be instead.
struct Case {
    Inspection &in;
    const project::Project &project;
    const catalog::Catalog &catalog;
    const Provisioner &provisioner;
    std::optional<OverProvisioning> index;
};

std::string monthly(const Case &of, double amount)
{
    return reporting::money(amount, of.in.report.currency);
}

/// The settings of the stage for twice the users, where they cost little enough for the finding to be gone.
std::optional<edits::Edit> rightSized(const Case &of)
{
    const Report &report = of.in.report;
    const Sizing sizing = of.provisioner.sized(2 * report.users);
    if (!sizing.isFeasible() || sizing.edits.empty())
        return std::nullopt;
    const project::Snapshot sized = withSizing(of.project, sizing, of.catalog);
    const auto compiled = analysis::compile(*sized, report.stageIndex, of.catalog);
    if (analysis::costAt(*compiled, report.users) > of.in.limit() * of.index->cheapestCost)
        return std::nullopt;
    edits::Batch batch { "Size for twice the users", {} };
    batch.steps.assign(sizing.edits.begin(), sizing.edits.end());
    return batch;
}

void overProvisioned(const Case &of)
{
    Inspection &in = of.in;
    if (!of.index || of.index->index <= in.limit())
        return;
    const std::size_t cheapest = of.index->cheapestStage;
    const std::string which = cheapest == in.report.stageIndex
        ? in.phrase("this")
        : in.phrase("other",
                    { { "number", std::to_string(cheapest + 1) }, { "stage", of.project.stages[cheapest]->name } });
    in.add({ .subjects = {},
             .measured = of.index->index,
             .words = { { "which", which },
                        { "cost", monthly(of, of.index->cost) },
                        { "cheapest", monthly(of, of.index->cheapestCost) } },
             .severity = of.index->index > in.limit("error") ? Severity::Error : Severity::Warning,
             .cure = rightSized(of),
             .metric = "system.over_provisioning_index" });
}

/// What a stage is too early for, with what was measured against what.
/// @param metric  unfolds what was measured; empty: counted
/// @param part  of the bill, where only that is told; absent: what the whole stage costs too much
void tellEarly(const Case &of, std::vector<std::string> subjects, double measured, double threshold, std::string what,
               const char *fix, std::string metric, std::optional<edits::Edit> cure = {},
               std::optional<double> part = {})
{
    Inspection &in = of.in;
    const bool isError = !part && of.index && of.index->index > in.limit("error");
    const double unused = part ? *part : of.index ? of.index->cost - of.index->cheapestCost : 0;
    in.add({ .subjects = std::move(subjects),
             .measured = measured,
             .threshold = threshold,
             .words = { { "what", std::move(what) },
                        { "fix", in.phrase(fix) },
                        { "cost",
                          unused > 0 ? in.phrase("unused", { { "amount", monthly(of, unused) } })
                                     : in.phrase("until_then") } },
             .severity = isError ? Severity::Error : Severity::Warning,
             .cure = std::move(cure),
             .metric = std::move(metric) });
}

/// Regions in which servers stand, where there are several.
std::vector<std::size_t> severalRegions(const Inspection &in)
{
    std::vector<std::size_t> regions;
    for (const Role role : { Role::Application, Role::Service, Role::AllInOne })
        for (const std::size_t i : in.all(role))
            if (const int region = analysis::regionOf(in, i); region >= 0)
                if (const auto place = static_cast<std::size_t>(region);
                    std::find(regions.begin(), regions.end(), place) == regions.end())
                    regions.push_back(place);
    return regions.size() >= 2 && in.tier() < analysis::Tier::Critical ? regions : std::vector<std::size_t>();
}

/// Shards, projections, event logs and regions before there are many users (domain spec 7.6 d).
bool tellEarlyParts(const Case &of)
{
    Inspection &in = of.in;
    std::vector<std::string> ids;
    std::vector<std::string> names;
    const auto note = [&](const std::vector<std::size_t> &components) {
        for (const std::size_t i : components)
            if (std::find(ids.begin(), ids.end(), in.id(i)) == ids.end()) {
                ids.push_back(in.id(i));
                names.push_back(in.name(i));
            }
    };
    const double users = analysis::presetUsers(in.report);
    if (users < in.limit("users")) {
        for (const Role role : { Role::Sharded, Role::Projection, Role::Partitioned, Role::Steers })
            note(in.all(role));
        note(severalRegions(in));
        if (!ids.empty())
            tellEarly(
                of, ids, users, in.limit("users"),
                in.phrase("parts", { { "names", in.listed(names) }, { "users", reporting::compactNumber(users) } }),
                "fix_parts", "system.preset_users");
        return !ids.empty();
    }
    double writes = 0;
    double alone = 0; // use of one that had the writes of all
    std::string fullest;
    for (const std::size_t i : in.all(Role::Sharded)) {
        const analysis::ResourceReport *cpu = in.station(i);
        const analysis::CompiledComponent &component = in.stage.components[i];
        if (!cpu || component.work <= 0)
            continue;
        const double here = cpu->utilization * component.writeWork / component.work;
        if (fullest.empty() || here > writes)
            fullest = in.id(i);
        writes = std::max(writes, here);
        alone = std::max(alone, here * component.partitions / std::max(1.0, component.hotShare));
    }
    if (in.has(Role::Sharded) && writes < in.limit("writes")) {
        note(in.all(Role::Sharded));
        tellEarly(of, ids, writes, in.limit("writes"),
                  in.phrase("shards", { { "names", in.listed(names) }, { "measured", reporting::percent(writes) } }),
                  alone < kCarried ? "fix_parts" : "fix_fewer",
                  fullest.empty() ? std::string() : in.ownMetric(fullest));
    }
    return !ids.empty();
}

/// Whether a stage without some parts would still do all it is asked for, within its tier.
bool holds(const Report &report, const Tolerance &tolerance, std::ptrdiff_t lost)
{
    return undoneIn(report) <= lost && obstaclesIn(report, {}).empty() && breachOf(report, tolerance).empty();
}

/// Instances whose work others could do unnoticed (domain spec 7.6 b): nearly idle at twice the users, and the rest
/// carries these within the tier.
void tellIdleParts(const Case &of, const std::stop_token &stop)
{
    constexpr std::array kSpared { Role::Application, Role::Replica, Role::SharedCache }; // others do the same work
    Inspection &in = of.in;
    if (in.stage.components.size() > static_cast<std::size_t>(in.limit("components")))
        return;
    const Report twice = analysis::solve(in.stage, 2 * in.report.users);
    const Tolerance tolerance = toleranceOf(of.project.criticality);
    const std::ptrdiff_t lost = undoneIn(twice);
    if (!holds(twice, tolerance, lost))
        return;
    edits::RemoveElements cure { in.report.stageIndex, {} };
    std::vector<std::string> names;
    double fullest = 0;
    std::string where;
    for (std::size_t i = 0; i < twice.components.size() && !stop.stop_requested(); ++i) {
        const analysis::ComponentReport &component = twice.components[i];
        const bool isSpared = std::any_of(kSpared.begin(), kSpared.end(), [&](Role role) { return in.is(i, role); });
        if (!isSpared || !in.stage.components[i].isReached || component.utilization >= in.limit("idle"))
            continue;
        cure.ids.push_back(in.id(i));
        const Result<project::Snapshot> without = edits::apply(of.project, cure, of.catalog);
        const bool isSafe = without
            && holds(analysis::solve(*analysis::compile(**without, in.report.stageIndex, of.catalog),
                                     2 * in.report.users),
                     tolerance, lost);
        if (!isSafe) {
            cure.ids.pop_back();
            continue;
        }
        names.push_back(in.name(i));
        if (where.empty() || component.utilization > fullest)
            where = in.id(i);
        fullest = std::max(fullest, component.utilization);
    }
    if (cure.ids.empty())
        return;
    const project::Snapshot without = *edits::apply(of.project, cure, of.catalog);
    const double saved = in.report.costPerMonth
        - analysis::costAt(*analysis::compile(*without, in.report.stageIndex, of.catalog), in.report.users);
    tellEarly(of, cure.ids, fullest, in.limit("idle"),
              in.phrase(names.size() > 1 ? "idle" : "idle_one",
                        { { "names", in.listed(names) }, { "limit", reporting::percent(in.limit("idle")) } }),
              "fix_idle", in.ownMetric(where), cure, saved);
}

void premature(const Case &of, const std::stop_token &stop)
{
    Inspection &in = of.in;
    const int built = analysis::stageOfDesign(in);
    const int needed = analysis::stageOfLoad(in.report, of.catalog);
    if (built < 4 && severalRegions(in).empty())
        return; // stages 1 to 3 may be prepared ahead
    if (built >= 4 && built - needed >= in.limit())
        tellEarly(of, {}, built - needed, in.limit(),
                  in.phrase("stage", { { "built", std::to_string(built) }, { "needed", std::to_string(needed) } }),
                  "fix_stage", {});
    else if (!tellEarlyParts(of) && of.index && of.index->index > in.limit("error"))
        tellEarly(of, {}, of.index->index, in.limit("error"),
                  in.phrase("costs", { { "times", reporting::briefNumber(of.index->index) } }), "fix_sizes",
                  "system.over_provisioning_index");
    tellIdleParts(of, stop);
}

/// A later stage of the design that is built for more than this one.
struct Successor {
    std::size_t index = 0;
    Report report; ///< at the same users
    [[nodiscard]] bool holds() const { return report.usersAtSaturation > report.users; }
};

/// The next one, unless that does not hold the users either: then the first behind it that does, or that holds most.
std::optional<Successor> successorOf(const Case &of)
{
    std::optional<Successor> found;
    for (std::size_t next = of.in.report.stageIndex + 1; next < of.project.stages.size(); ++next) {
        const auto compiled = analysis::compile(of.project, next, of.catalog);
        Successor each { next, analysis::solveFigures(*compiled, of.in.report.users) };
        const bool isLarger
            = analysis::stageOfDesign(Inspection(*compiled, each.report)) > analysis::stageOfDesign(of.in);
        if (!found && !isLarger)
            return std::nullopt;
        if (isLarger && (!found || each.report.usersAtSaturation > found->report.usersAtSaturation))
            found = std::move(each);
        if (found->holds())
            break;
    }
    return found;
}

/// What it holds, where that has an end.
std::string heldBy(const Case &of, const Successor &next)
{
    if (!std::isfinite(next.report.usersAtSaturation))
        return {};
    const bool isNext = next.index == of.in.report.stageIndex + 1;
    return of.in.phrase(!next.holds() ? "holds_less"
                            : isNext  ? "holds"
                                      : "holds_first",
                        { { "stage", of.project.stages[next.index]->name },
                          { "users", reporting::compactNumber(next.report.usersAtSaturation) },
                          { "amount", monthly(of, next.report.costPerMonth) } });
}

void due(const Case &of)
{
    Inspection &in = of.in;
    const std::optional<analysis::Trigger> trigger = analysis::triggerOf(in, in.limit());
    if (!trigger)
        return;
    // A stage that the design does not have is named by what it is known for.
    const std::optional<Successor> next = successorOf(of);
    const Inspection::Words number { { "number", next ? std::to_string(next->index + 1) : std::string() } };
    const Inspection::Words step {
        { "step", next ? std::string() : in.phrase("step_" + std::to_string(analysis::stageOfDesign(in) + 1)) }
    };
    analysis::Hit hit { .subjects = {},
                        .measured = trigger->measured,
                        .threshold = trigger->threshold,
                        .words = { { "what", trigger->what },
                                   { "due",
                                     next ? in.phrase(trigger->isFull ? "due" : "helps", number)
                                          : in.phrase(trigger->isFull ? "due_step" : "helps_step", step) },
                                   { "why", in.phrase(trigger->isFull ? "outgrown" : "early") },
                                   { "fix", next ? in.phrase("fix", number) : in.phrase("fix_step", step) },
                                   { "holds", next ? heldBy(of, *next) : std::string() },
                                   { "unmeasured", in.has(Role::Measures) ? std::string() : in.phrase("unmeasured") } },
                        .severity = trigger->isFull ? Severity::Warning : Severity::Info,
                        .metric = trigger->metric };
    if (trigger->component)
        hit.subjects.push_back(in.id(*trigger->component));
    in.add(std::move(hit));
}

} // namespace

bool isComparison(std::string_view rule)
{
    return rule == kIndexRule || rule == kEarlyRule || rule == kDueRule;
}

bool withComparisons(Report &report, const project::Project &project, const catalog::Catalog &catalog,
                     const std::stop_token &stop, const std::shared_ptr<const analysis::CompiledStage> &stage)
{
    if (report.requestsPerSecond <= 0 || report.classes.empty())
        return true;
    const Provisioner provisioner(project, report.stageIndex, catalog, stage);
    if (stop.stop_requested())
        return false;
    Inspection in(*provisioner.asIs(), report);
    const Case of { in, project, catalog, provisioner, provisioner.at(report.users).index };
    const auto ask = [&](const char *id, const auto &condition) {
        const catalog::RuleSpec *rule = catalog.rule(id);
        if (!rule || stop.stop_requested())
            return;
        in.setRule(*rule);
        condition();
    };
    ask(kIndexRule, [&] { overProvisioned(of); });
    ask(kEarlyRule, [&] { premature(of, stop); });
    ask(kDueRule, [&] { due(of); });
    if (stop.stop_requested())
        return false;
    std::vector<analysis::Finding> findings = in.take();
    findings.insert(findings.begin(), report.findings.begin(), report.findings.end());
    report.findings = analysis::inOrder(std::move(findings), *provisioner.asIs(), report);
    return true;
}

} // namespace headroom::cost
