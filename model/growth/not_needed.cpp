#include "model/growth/not_needed.h"

#include "model/analysis/compiled_stage.h"
#include "model/analysis/effects.h"
#include "model/analysis/rules/stages.h"
#include "model/reporting/numbers.h"

#include <algorithm>

namespace headroom::growth {

namespace {

using analysis::Report;
using catalog::Role;

/// A stage, asked what it would be without some of its parts.
class Remover {
public:
    Remover(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog)
        : m_project(project)
        , m_stage(stage)
        , m_users(users)
        , m_catalog(catalog)
        , m_compiled(analysis::compile(project, stage, catalog))
        , m_now(analysis::solve(*m_compiled, users, { .percentiles = true }))
        , m_twice(analysis::solve(*m_compiled, 2 * users))
        , m_tolerance(cost::toleranceOf(project.criticality))
    {
    }

    [[nodiscard]] const analysis::CompiledStage &compiled() const { return *m_compiled; }
    [[nodiscard]] const Report &now() const { return m_now; }
    [[nodiscard]] const Report &twice() const { return m_twice; }
    [[nodiscard]] bool isSound() const { return holds(m_twice); }

    /// The stage without them at the users; nothing when something would then be missing.
    [[nodiscard]] std::optional<Report> without(const edits::RemoveElements &removal) const
    {
        const Result<project::Snapshot> after = edits::apply(m_project, removal, m_catalog);
        if (!after)
            return std::nullopt;
        const auto compiled = analysis::compile(**after, m_stage, m_catalog);
        if (!holds(analysis::solve(*compiled, 2 * m_users)))
            return std::nullopt;
        return analysis::solve(*compiled, m_users, { .percentiles = true });
    }

private:
    static std::ptrdiff_t unanswered(const Report &report)
    {
        return std::count_if(report.findings.begin(), report.findings.end(), [](const analysis::Finding &each) {
            return each.rule == "FLOW-LOST" || each.rule == "FLOW-IDLE";
        });
    }

    /// Everything done that is done now, within the limits and the tier.
    [[nodiscard]] bool holds(const Report &report) const
    {
        return report.state == analysis::State::Fine && unanswered(report) <= unanswered(m_twice)
            && cost::obstaclesIn(report, {}).empty() && cost::breachOf(report, m_tolerance).empty();
    }

    const project::Project &m_project;
    std::size_t m_stage;
    double m_users;
    const catalog::Catalog &m_catalog;
    std::shared_ptr<const analysis::CompiledStage> m_compiled;
    Report m_now;
    Report m_twice;
    cost::Tolerance m_tolerance;
};

/// What only makes others' work lighter: without it they do that work themselves. What does something that nobody else
/// does (names, mail, files) is never to spare.
bool mayGo(const catalog::Kind &kind)
{
    constexpr Role kHelping[] { Role::Application, Role::Replica, Role::SharedCache, Role::NearCache, Role::EdgeCache,
                                Role::Projection,  Role::Pools,   Role::Limits,      Role::Balances,  Role::Sessions,
                                Role::Queue,       Role::Worker,  Role::Routes,      Role::Steers };
    return std::any_of(std::begin(kHelping), std::end(kHelping), [&](Role role) { return kind.is(role); });
}

std::string whyOf(const analysis::ComponentReport &component, double idle)
{
    const std::string done = "at twice the users all is done without it";
    if (component.fullestResource < 0)
        return done;
    const auto &resource = component.resources[static_cast<std::size_t>(component.fullestResource)];
    return done + "; " + resource.title + " is "
        + (component.utilization < idle ? "less than " + reporting::percent(idle)
                                        : reporting::percent(component.utilization))
        + " full then";
}

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
    if (!remover.isSound())
        return out; // what is short of something has nothing to spare
    edits::RemoveElements together { stage, {} };
    const analysis::Figures before = analysis::figuresOf(remover.now());
    for (std::size_t i = 0; i < remover.twice().components.size() && !stop.stop_requested(); ++i) {
        const analysis::ComponentReport &component = remover.twice().components[i];
        if (!mayGo(*remover.compiled().components[i].kind) || !component.isReached)
            continue;
        const edits::RemoveElements alone { stage, { component.id } };
        const std::optional<Report> after = remover.without(alone);
        if (!after)
            continue;
        out.parts.push_back({ component.id,
                              component.name,
                              remover.compiled().components[i].kind->title,
                              component.utilization,
                              component.utilization < idle,
                              out.costPerMonth - after->costPerMonth,
                              { before, analysis::figuresOf(*after) },
                              alone,
                              whyOf(component, idle) });
        together.ids.push_back(component.id);
        if (const std::optional<Report> all = remover.without(together))
            out.saving = out.costPerMonth - all->costPerMonth;
        else
            together.ids.pop_back();
    }
    if (!together.ids.empty())
        out.removal = together;
    return out;
}

} // namespace headroom::growth
