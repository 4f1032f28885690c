#include "model/serialization/plan_json.h"

#include "model/reporting/plan_table.h"
#include "model/serialization/report_parts.h"

#include <cmath>

namespace headroom::serialization {

namespace {

using growth::Plan;
using growth::PlanStep;
using growth::SingleChange;
using nlohmann::ordered_json;

constexpr int kPlanVersion = 1;

ordered_json stageOf(std::size_t stage, const Plan &plan)
{
    return { { "index", stage + 1 }, { "name", plan.stageNames[stage] } };
}

void putMonth(ordered_json &into, const char *key, const std::optional<double> &month)
{
    if (month)
        into[key] = *month;
}

ordered_json settingsOf(const Plan &plan)
{
    const project::GrowthPlan &settings = plan.settings;
    ordered_json out;
    out["from"] = settings.from;
    out["to"] = settings.to;
    out["months"] = settings.months;
    for (const project::PlannedUsers &each : settings.curve)
        out["curve"].push_back({ { "month", each.month }, { "users", each.users } });
    out["lead_time"] = settings.leadTime;
    for (const project::StageLead &each : settings.stageLeads)
        out["stage_lead_times"].push_back({ { "stage", each.stage }, { "months", each.months } });
    if (settings.changeLead)
        out["change_lead_time"] = *settings.changeLead;
    if (!settings.start.empty())
        out["start"] = settings.start;
    out["moves_by"] = plan.pace == growth::Pace::Measured ? "trigger" : "range_or_trigger";
    return out;
}

ordered_json changeOf(const SingleChange &change, const std::string &currency)
{
    ordered_json out;
    out["title"] = change.title;
    if (!change.settings.empty())
        out["settings"] = change.settingsText();
    out["begin"] = change.decide;
    put(out, "users_at_085", change.usersAtRed);
    put(out, "users_at_saturation", change.usersAtSaturation);
    out["cost_per_month"] = money(change.cost, currency);
    putMonth(out, "red_again", change.lasts);
    out["lasts_to_the_end"] = change.isEnough;
    return out;
}

ordered_json stepOf(const PlanStep &step, const Plan &plan)
{
    ordered_json out;
    out["from"] = stageOf(step.from, plan);
    out["to"] = stageOf(step.to, plan);
    for (const growth::PassedStage &each : step.passed) {
        out["passed_over"].push_back(stageOf(each.stage, plan));
        out["passed_over"].back()["why"] = each.why;
    }
    out["lead_time"] = step.lead;
    out["begin"] = step.decide;
    out["overdue"] = step.isLate();
    out["earliest"] = step.earliest;
    out["full_meanwhile"] = step.isFullMeanwhile();
    out["in_place"] = step.inPlace;
    if (!plan.settings.start.empty())
        out["in_place_on"] = growth::dateOf(plan.settings.start, step.inPlace);
    out["users"] = step.users;
    out["decided_by"] = step.isByRange ? "range" : "trigger";
    out["why"] = step.why;
    putMonth(out, "trigger", step.triggerMonth);
    putMonth(out, "red", step.redMonth);
    putMonth(out, "saturated", step.saturatedMonth);
    put(out, "users_at_085", step.usersAtRed);
    put(out, "users_at_saturation", step.usersAtSaturation);
    out["cost_before"] = money(step.costBefore, plan.currency);
    out["cost_after"] = money(step.costAfter, plan.currency);
    if (step.instead)
        out["single_change"] = changeOf(*step.instead, plan.currency);
    return out;
}

ordered_json eventOf(const growth::PlanEvent &event, const Plan &plan)
{
    ordered_json out;
    out["event"] = reporting::nameOf(event.what);
    out["month"] = event.month;
    if (!event.date.empty())
        out["date"] = event.date;
    out["users"] = event.users;
    out["stage"] = event.stage + 1;
    out["in_force"] = event.inForce + 1;
    out["cost_per_month"] = money(event.cost, plan.currency);
    if (!event.component.empty())
        out["component"] = event.component;
    out["text"] = event.text;
    return out;
}

ordered_json monthOf(const growth::PlanMonth &month, const Plan &plan)
{
    ordered_json out;
    out["month"] = month.month;
    if (!month.date.empty())
        out["date"] = month.date;
    out["users"] = month.users;
    out["stage"] = month.stage + 1;
    out["cost_per_month"] = money(month.cost, plan.currency);
    if (!month.fullest.empty()) {
        put(out, "utilization", month.utilization);
        out["fills_first"] = month.fullest;
    }
    return out;
}

} // namespace

std::string writePlan(const Plan &plan)
{
    ordered_json out;
    out["format"] = "headroom-plan";
    out["version"] = kPlanVersion;
    out["design"] = plan.design;
    out["plan"] = settingsOf(plan);
    out["factor_per_month"] = plan.factorPerMonth;
    putMonth(out, "doubles_every", plan.doubling);
    out["first_stage"] = stageOf(plan.firstStage, plan);
    out["holds"] = plan.holds;
    out["saturates"] = plan.saturates;
    out["late"] = plan.isLate;
    out["total_cost"] = money(plan.totalCost, plan.currency);
    out["steps"] = ordered_json::array();
    for (const PlanStep &each : plan.steps)
        out["steps"].push_back(stepOf(each, plan));
    out["not_needed"] = ordered_json::array();
    for (const std::size_t each : plan.notNeeded)
        out["not_needed"].push_back(stageOf(each, plan));
    out["if_kept"] = ordered_json::array();
    for (const growth::KeptStage &each : plan.kept) {
        ordered_json &line = out["if_kept"].emplace_back(ordered_json { { "stage", stageOf(each.stage, plan) } });
        putMonth(line, "amber", each.amber);
        putMonth(line, "red", each.red);
        putMonth(line, "saturated", each.saturated);
    }
    out["back"] = ordered_json::array();
    for (const growth::WayBack &each : plan.back)
        out["back"].push_back({ { "from", stageOf(each.from, plan) },
                                { "to", stageOf(each.to, plan) },
                                { "month", each.month },
                                { "users", each.users },
                                { "cost_before", money(each.costBefore, plan.currency) },
                                { "cost_after", money(each.costAfter, plan.currency) } });
    out["events"] = ordered_json::array();
    for (const growth::PlanEvent &each : plan.events)
        out["events"].push_back(eventOf(each, plan));
    out["months"] = ordered_json::array();
    for (const growth::PlanMonth &each : plan.months)
        out["months"].push_back(monthOf(each, plan));
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace headroom::serialization
