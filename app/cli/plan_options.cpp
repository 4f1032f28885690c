#include "app/cli/plan_options.h"

#include "app/cli/arguments.h"
#include "app/cli/output.h"
#include "model/edits/growth_checks.h"
#include "model/reporting/numbers.h"

#include <charconv>
#include <sstream>
#include <utility>

namespace headroom::app {

namespace {

constexpr double kHoursPerMonth = 730; // domain spec 0

/// Months: "3", "2w", "45d". False when it makes no sense.
bool parseMonths(std::string text, double &months)
{
    double unit = 1;
    if (text.ends_with('w'))
        unit = 7 * 24 / kHoursPerMonth;
    else if (text.ends_with('d'))
        unit = 24 / kHoursPerMonth;
    if (text.ends_with('w') || text.ends_with('d') || text.ends_with('m'))
        text.pop_back();
    if (!reporting::parseCompact(text, months))
        return false;
    months *= unit;
    return true;
}

bool readMonths(const char *name, const std::optional<std::string> &text, double &months)
{
    if (!text || parseMonths(*text, months))
        return true;
    complain(std::string(name) + ' ' + *text + ": not a time. Write months like 1.5, weeks like 3w or days like 45d.");
    return false;
}

bool readUsers(const char *name, const std::optional<std::string> &text, double &users)
{
    if (!text || reporting::parseCompact(*text, users))
        return true;
    complain(std::string(name) + ' ' + *text + ": not a number of users. Write 50000, 50k or 1.4M.");
    return false;
}

} // namespace

void PlanOptions::declare(Arguments &arguments)
{
    arguments.option("--from", m_from, "Registered users at present: 50k; without it those of the design's plan");
    arguments.option("--to", m_to, "Registered users at the end: 5M");
    arguments.option("--months", m_months, "Months until then; without it 12, or those of the design's plan");
    arguments.option("--curve", m_curve, "Month and users, point by point, instead: 0:50k,3:120k,12:5M");
    arguments.option(
        "--lead-time", m_leadTime,
        "From a decision until it carries users: 1 (months), 3w, 45d; 1,5:3,changes:2w where that to stage 5 "
        "and changes within a stage take another time");
    arguments.option("--start", m_start, "Month in which the plan begins: 2026-01");
}

bool PlanOptions::readCurve(project::GrowthPlan &plan) const
{
    plan.curve.clear();
    std::istringstream points(*m_curve);
    for (std::string point; std::getline(points, point, ',');) {
        const std::size_t colon = point.find(':');
        project::PlannedUsers read;
        if (colon == std::string::npos || !reporting::parseCompact(point.substr(0, colon), read.month)
            || !reporting::parseCompact(point.substr(colon + 1), read.users)) {
            complain("--curve " + point + ": not a month and its users. Write 0:50k,3:120k,12:5M.");
            return false;
        }
        plan.curve.push_back(read);
    }
    if (!plan.curve.empty()) {
        plan.from = plan.curve.front().users;
        plan.to = plan.curve.back().users;
        plan.months = plan.curve.back().month;
    }
    return true;
}

/// "1,5:3,changes:2w": what stands alone is the time of all other changes.
bool PlanOptions::readLeads(project::GrowthPlan &plan, const project::Project &project) const
{
    const char *name = "--lead-time";
    plan.stageLeads.clear();
    plan.changeLead.reset();
    if (m_leadTime->empty())
        return readMonths(name, *m_leadTime, plan.leadTime);
    bool isUsualStated = false;
    std::istringstream parts(*m_leadTime);
    for (std::string part; std::getline(parts, part, ',');) {
        const std::size_t colon = part.find(':');
        if (colon == std::string::npos) {
            if (std::exchange(isUsualStated, true)) {
                complain(std::string(name) + ' ' + *m_leadTime
                         + ": two lead times of all changes. Write one, and those of others like 5:3.");
                return false;
            }
            if (!readMonths(name, part, plan.leadTime))
                return false;
            continue;
        }
        const std::string of = part.substr(0, colon);
        double months = 0;
        if (!readMonths(name, part.substr(colon + 1), months))
            return false;
        if (of == "changes") {
            plan.changeLead = months;
            continue;
        }
        const std::size_t count = project.stages.size();
        std::size_t stage = 0;
        const auto [end, problem] = std::from_chars(of.data(), of.data() + of.size(), stage);
        if (problem != std::errc() || end != of.data() + of.size() || stage < 1 || stage > count) {
            complain(std::string(name) + ' ' + part + ": not a stage and its lead time. Write a stage from 1 to "
                     + std::to_string(count) + ", or \"changes\": 1,5:3,changes:2w.");
            return false;
        }
        plan.stageLeads.push_back({ project.stages[stage - 1]->name, months });
    }
    return true;
}

bool PlanOptions::readEnds(project::GrowthPlan &plan, bool isStated) const
{
    if (!isStated && (!m_from || !m_to)) {
        complain("plan: the design states no plan. Give --from and --to, or --curve.");
        return false;
    }
    if (m_from || m_to || m_months)
        plan.curve.clear();
    return readUsers("--from", m_from, plan.from) && readUsers("--to", m_to, plan.to)
        && readMonths("--months", m_months, plan.months);
}

std::optional<project::GrowthPlan> PlanOptions::read(const project::Project &project) const
{
    if (m_curve && (m_from || m_to || m_months)) {
        complain("plan: --curve takes the place of --from, --to and --months. Give either.");
        return std::nullopt;
    }
    project::GrowthPlan plan = project.plan.value_or(project::GrowthPlan {});
    if (!(m_curve ? readCurve(plan) : readEnds(plan, project.plan.has_value()))
        || (m_leadTime && !readLeads(plan, project)))
        return std::nullopt;
    if (m_start)
        plan.start = *m_start;
    if (const std::optional<Error> problem = edits::wrongPlan(plan)) {
        complain("plan: " + problem->message());
        return std::nullopt;
    }
    return plan;
}

} // namespace headroom::app
