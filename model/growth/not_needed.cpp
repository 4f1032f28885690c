#include "model/growth/not_needed.h"

#include "model/analysis/compiled_stage.h"
#include "model/analysis/effects.h"
#include "model/analysis/rules/stages.h"
#include "model/analysis/solve_figures.h"
#include "model/growth/removals.h"
#include "model/reporting/numbers.h"

#include <algorithm>

namespace headroom::growth {

namespace {

using analysis::Report;

/// A stage, asked what it would be without some of its parts.
class Remover {
public:
    Remover(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog)
        : m_stage(stage)
        , m_users(users)
        , m_catalog(catalog)
        , m_compiled(analysis::compile(project, stage, catalog))
        , m_now(analysis::solve(*m_compiled, users, { .percentiles = true }))
        , m_twice(analysis::solve(*m_compiled, 2 * users))
        , m_tolerance(cost::toleranceOf(project.criticality))
        , m_breach(cost::breachOf(m_twice, m_tolerance))
    {
    }

    [[nodiscard]] const analysis::CompiledStage &compiled() const { return *m_compiled; }
    [[nodiscard]] const Report &now() const { return m_now; }
    [[nodiscard]] const Report &twice() const { return m_twice; }
    [[nodiscard]] bool isSound() const { return holds(m_twice); }

    /// A way to take it out of the design after which all is still done.
    struct Way {
        std::vector<edits::Step> steps;
        project::Snapshot after;
        std::shared_ptr<const analysis::CompiledStage> compiled;
        [[nodiscard]] Report at(double users, bool hasPercentiles) const
        {
            return analysis::solveFigures(*compiled, users, { .percentiles = hasPercentiles });
        }
    };
    /// Nothing when something would then be missing. @param from  the design, or what is left of it
    [[nodiscard]] std::optional<Way> without(const Removable &removable, const project::Project &from) const
    {
        for (std::vector<edits::Step> &steps : waysToRemove(removable, *m_compiled, from)) {
            const Result<project::Snapshot> after = edits::apply(from, asOneEdit(steps, {}), m_catalog);
            if (!after)
                continue;
            auto compiled = analysis::compile(**after, m_stage, m_catalog);
            if (holds(analysis::solve(*compiled, 2 * m_users)))
                return Way { std::move(steps), *after, std::move(compiled) };
        }
        return std::nullopt;
    }

private:
    /// Everything done that is done now, within the limits, and the tier kept as it is now.
    [[nodiscard]] bool holds(const Report &report) const
    {
        if (report.state != analysis::State::Fine || cost::undoneIn(report) > cost::undoneIn(m_twice)
            || !cost::obstaclesIn(report, {}).empty())
            return false;
        const std::string breach = cost::breachOf(report, m_tolerance);
        return breach.empty() || breach == m_breach;
    }

    std::size_t m_stage;
    double m_users;
    const catalog::Catalog &m_catalog;
    std::shared_ptr<const analysis::CompiledStage> m_compiled;
    Report m_now;
    Report m_twice;
    cost::Tolerance m_tolerance;
    std::string m_breach; ///< what the stage as it is does not keep; empty: it keeps its tier
};

/// How full the fullest of what goes is; null: nothing of it fills.
const analysis::ComponentReport *fullestOf(const Removable &removable, const Report &report)
{
    const analysis::ComponentReport *fullest = nullptr;
    for (const std::string &id : removable.ids)
        if (const analysis::ComponentReport *each = report.findComponent(id); each && each->fullestResource >= 0)
            if (!fullest || each->utilization > fullest->utilization)
                fullest = each;
    return fullest;
}

std::string whyOf(const Unneeded &part, double idle)
{
    const std::string done = "at twice the users all is done without it";
    if (part.fullest.empty())
        return done;
    const std::string what
        = part.removed.size() > 1 ? part.resource + " of " + part.fullest + ", its fullest," : part.resource;
    return done + "; " + what + " is "
        + (part.isIdle ? "less than " + reporting::percent(idle) : reporting::percent(part.utilizationAtTwice))
        + " full then";
}

/// What the parts, taken out one after another, leave of the design.
class Remains {
public:
    Remains(const Remover &remover, project::Snapshot design)
        : m_remover(remover)
        , m_design(std::move(design))
    {
    }
    void take(const Removable &removable, double users, double costBefore, NotYet &out)
    {
        const project::Stage &stage = *m_design->stages[out.stage];
        Removable rest { removable.component, {} }; // of a place, some may be gone by now
        for (const std::string &id : removable.ids)
            if (stage.findComponent(id))
                rest.ids.push_back(id);
        if (rest.ids.empty() || rest.ids.front() != removable.ids.front())
            return;
        std::optional<Remover::Way> way = m_remover.without(rest, *m_design);
        if (!way)
            return;
        out.together.push_back(removable.ids.front());
        out.saving = costBefore - way->at(users, false).costPerMonth;
        m_design = way->after;
        m_steps.insert(m_steps.end(), way->steps.begin(), way->steps.end());
    }
    [[nodiscard]] const std::vector<edits::Step> &steps() const { return m_steps; }

private:
    const Remover &m_remover;
    project::Snapshot m_design;
    std::vector<edits::Step> m_steps;
};

} // namespace

NotYet notNeededAt(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog,
                   const std::stop_token &stop, double idle)
{
    const Remover remover(project, stage, users, catalog);
    NotYet out;
    out.stage = stage;
    out.users = users;
    out.currency = catalog.currency();
    out.costPerMonth = remover.now().costPerMonth;
    const analysis::Inspection in(remover.compiled(), remover.now());
    out.builtFor = analysis::stageOfDesign(in);
    out.neededFor = analysis::stageOfLoad(remover.now(), catalog);
    out.overProvisioning = cost::overProvisioning(project, stage, users, catalog);
    out.isSound = remover.isSound();
    if (!out.isSound)
        return out; // what is short of something has nothing to spare
    const analysis::Figures before = analysis::figuresOf(remover.now());
    Remains remains(remover, std::make_shared<project::Project>(project));
    for (const Removable &each : removablesOf(remover.compiled())) {
        if (stop.stop_requested())
            break;
        const std::optional<Remover::Way> way = remover.without(each, project);
        if (!way)
            continue;
        const analysis::CompiledComponent &component = remover.compiled().components[each.component];
        const analysis::ComponentReport *fullest = fullestOf(each, remover.twice());
        const double utilization = fullest ? fullest->utilization : 0;
        const Report after = way->at(users, true);
        const std::string name = in.name(each.component);
        Unneeded part { component.id,
                        name,
                        component.kind->title,
                        each.ids,
                        way->steps.size() > 1,
                        utilization,
                        {},
                        {},
                        utilization < idle,
                        out.costPerMonth - after.costPerMonth,
                        { before, analysis::figuresOf(after) },
                        asOneEdit(way->steps, "Take out " + name),
                        {} };
        if (fullest) {
            part.fullest = fullest->name;
            part.resource = fullest->resources[static_cast<std::size_t>(fullest->fullestResource)].title;
        }
        part.why = whyOf(part, idle);
        out.parts.push_back(std::move(part));
        remains.take(each, users, out.costPerMonth, out);
    }
    if (!remains.steps().empty())
        out.removal = asOneEdit(remains.steps(), "Take out what is not needed yet");
    return out;
}

} // namespace headroom::growth
