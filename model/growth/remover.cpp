#include "model/growth/remover.h"

#include "model/analysis/solve_figures.h"

namespace headroom::growth {

using analysis::Report;

Remover::Remover(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog)
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

Report Remover::Way::at(double users, bool hasPercentiles) const
{
    return analysis::solveFigures(*compiled, users, { .percentiles = hasPercentiles });
}

std::optional<Remover::Way> Remover::without(const Removable &removable, const project::Project &from) const
{
    for (std::vector<edits::Step> &steps : waysToRemove(removable, *m_compiled, from)) {
        const Result<project::Snapshot> after = edits::apply(from, asOneEdit(steps, {}), m_catalog);
        if (!after)
            continue;
        auto compiled = analysis::compile(**after, m_stage, m_catalog);
        if (missedIn(analysis::solve(*compiled, 2 * m_users)).empty())
            return Way { std::move(steps), *after, std::move(compiled) };
    }
    return std::nullopt;
}

std::string Remover::missedWithout(const Removable &removable, const project::Project &from) const
{
    std::string missed = "it cannot be taken out";
    for (const std::vector<edits::Step> &steps : waysToRemove(removable, *m_compiled, from))
        if (const Result<project::Snapshot> after = edits::apply(from, asOneEdit(steps, {}), m_catalog))
            missed = missedIn(analysis::solve(*analysis::compile(**after, m_stage, m_catalog), 2 * m_users));
    return missed;
}

/// Everything done that is done now, within the limits, and the tier kept as it is now.
std::string Remover::missedIn(const Report &report) const
{
    if (cost::undoneIn(report) > cost::undoneIn(m_twice) || report.state == analysis::State::Unreachable)
        return "requests are not answered";
    if (const std::vector<cost::Obstacle> above = cost::obstaclesIn(report, {}); !above.empty())
        return cost::textOf(above.front());
    if (report.state != analysis::State::Fine)
        return "it is too full";
    std::string breach = cost::breachOf(report, m_tolerance);
    return breach == m_breach ? std::string() : breach;
}

} // namespace headroom::growth
