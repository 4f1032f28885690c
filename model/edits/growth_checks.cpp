#include "model/edits/growth_checks.h"

#include "model/edits/limits.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace headroom::edits {

namespace {

bool isWithin(double value, double least, double most)
{
    return std::isfinite(value) && value >= least && value <= most;
}

std::optional<Error> wrongUsers(double users)
{
    if (isWithin(users, 1, kMostPlannedUsers))
        return std::nullopt;
    return Error { "a plan's users are out of range", "", "Use 1 to 1,000,000,000,000" };
}

std::optional<Error> wrongCurve(const std::vector<project::PlannedUsers> &curve)
{
    if (curve.size() < 2 || curve.size() > kMaximumPlannedUsers)
        return Error { "a plan's curve needs two to 240 points", "", "Give the users of two months or more" };
    if (std::abs(curve.front().month) > 0)
        return Error { "a plan's curve does not begin at month 0", "", "Give the present users as month 0" };
    for (std::size_t i = 0; i < curve.size(); ++i) {
        if (std::optional<Error> problem = wrongUsers(curve[i].users))
            return problem;
        if (!isWithin(curve[i].month, 0, kLongestPlan))
            return Error { "a month of the plan's curve is out of range", "", "Use 0 to 1,200" };
        if (i > 0 && curve[i].month <= curve[i - 1].month)
            return Error { "the months of the plan's curve do not go on in time", "", "Put them in ascending order" };
    }
    return std::nullopt;
}

std::optional<Error> wrongLeads(const project::GrowthPlan &plan)
{
    if (!isWithin(plan.leadTime, 0, kLongestLead) || !isWithin(plan.changeLead.value_or(0), 0, kLongestLead))
        return Error { "the lead time of a plan is out of range", "", "Use 0 to 120 months" };
    std::set<std::string_view> seen;
    for (const project::StageLead &each : plan.stageLeads) {
        const std::string name = "\"" + std::string(cutTo(each.stage, 60)) + "\"";
        if (!isWithin(each.months, 0, kLongestLead))
            return Error { "the lead time of " + name + " is out of range", "", "Use 0 to 120 months" };
        if (!seen.insert(each.stage).second)
            return Error { "the lead time of " + name + " is there twice", "", "Remove one of the two" };
    }
    return std::nullopt;
}

} // namespace

bool isMonth(std::string_view text)
{
    const auto isDigit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 7 || text[4] != '-')
        return false;
    for (const std::size_t at : { 0, 1, 2, 3, 5, 6 })
        if (!isDigit(at))
            return false;
    const int month = (text[5] - '0') * 10 + (text[6] - '0');
    return month >= 1 && month <= 12;
}

std::optional<Error> wrongPlan(const project::GrowthPlan &plan)
{
    if (!plan.curve.empty()) {
        if (std::optional<Error> problem = wrongCurve(plan.curve))
            return problem;
    } else {
        for (const double users : { plan.from, plan.to })
            if (std::optional<Error> problem = wrongUsers(users))
                return problem;
        if (!isWithin(plan.months, 1e-3, kLongestPlan))
            return Error { "the months of a plan are out of range", "", "Use up to 1,200" };
    }
    if (std::optional<Error> problem = wrongLeads(plan))
        return problem;
    if (!plan.start.empty() && !isMonth(plan.start))
        return Error { "\"" + std::string(cutTo(plan.start, 20)) + "\" is no month", "", "Write it like 2026-01" };
    return std::nullopt;
}

std::optional<Error> wrongUncertainty(const project::Uncertainty &given)
{
    if (!given.element.empty() && !isLegalId(given.element))
        return Error { "\"" + std::string(cutTo(given.element, 60)) + "\" is no id", "",
                       "Use letters, digits, '_', '-' and '.'" };
    if (!isLegalId(given.parameter))
        return Error { "\"" + std::string(cutTo(given.parameter, 60)) + "\" is no parameter", "",
                       "Use letters, digits, '_', '-' and '.'" };
    const double least = given.isRelative ? 0 : -kLargestBound;
    if (!isWithin(given.low, least, kLargestBound) || !isWithin(given.high, least, kLargestBound))
        return Error { "a bound of an uncertain input is out of range", "",
                       given.isRelative ? "Use factors from 0 on" : "Use a finite number" };
    if (given.low > given.high)
        return Error { "the low bound of an uncertain input is above the high one", "", "Exchange the two" };
    return std::nullopt;
}

std::optional<Error> wrongUncertainties(const std::vector<project::Uncertainty> &given)
{
    if (given.size() > kMaximumUncertainties)
        return Error { "a design holds at most 100 uncertain inputs", "", "Leave out those that matter least" };
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const project::Uncertainty &each : given) {
        if (std::optional<Error> problem = wrongUncertainty(each))
            return problem;
        if (!seen.emplace(each.element, each.parameter).second)
            return Error { "the uncertain input \"" + each.parameter + "\" is there twice", "",
                           "Remove one of the two" };
    }
    return std::nullopt;
}

} // namespace headroom::edits
