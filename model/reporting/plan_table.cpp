#include "model/reporting/plan_table.h"

#include "model/reporting/csv.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <vector>

namespace headroom::reporting {

namespace {

using growth::Plan;
using growth::PlanEvent;
using growth::PlanMonth;

/// A line of the table and when it comes.
struct Record {
    double month;
    std::vector<std::string> cells;
};

Record recordOf(const PlanMonth &month)
{
    return { month.month,
             { "month", exact(month.month), month.date, exact(month.users), std::to_string(month.stage + 1),
               exact(month.cost), month.fullest.empty() ? "" : exact(month.utilization), csvText(month.fullest) } };
}

Record recordOf(const PlanEvent &event)
{
    return { event.month,
             { nameOf(event.what), exact(event.month), event.date, exact(event.users),
               std::to_string(event.inForce + 1), exact(event.cost), "", csvText(event.text) } };
}

/// What would do for a while in place of a stage, and when to begin it. What it comes to is the bill of later users: it
/// is in words, as the column has what is paid then.
Record recordOf(const growth::PlanStep &step, const growth::SingleChange &change, const Plan &plan)
{
    const double month = std::max(0.0, change.decide);
    const std::string what = change.title + " (" + (change.settings.empty() ? "" : change.settingsText() + "; ")
        + money(change.cost, plan.currency) + " a month with " + compactNumber(step.users) + " users)";
    return { month,
             { "or begin", exact(month), growth::dateOf(plan.settings.start, month),
               exact(growth::UsersOverTime(plan.settings).at(month)), std::to_string(step.from + 1), "", "",
               csvText(what) } };
}

} // namespace

const char *nameOf(PlanEvent::What what)
{
    switch (what) {
    case PlanEvent::What::Amber:
        return "amber";
    case PlanEvent::What::Red:
        return "red";
    case PlanEvent::What::Saturated:
        return "saturated";
    case PlanEvent::What::Decide:
        return "begin";
    case PlanEvent::What::InPlace:
        return "in place";
    case PlanEvent::What::Milestone:
        break;
    }
    return "milestone";
}

std::string planTable(const Plan &plan)
{
    std::vector<Record> records;
    for (const PlanMonth &each : plan.months)
        records.push_back(recordOf(each));
    for (const PlanEvent &each : plan.events)
        records.push_back(recordOf(each));
    for (const growth::PlanStep &each : plan.steps)
        if (each.instead)
            records.push_back(recordOf(each, *each.instead, plan));
    std::stable_sort(records.begin(), records.end(),
                     [](const Record &a, const Record &b) { return a.month < b.month; });
    std::string text = csvRecord({ "record", "month", "date", "users", "stage",
                                   csvText("cost_per_month_" + plan.currency), "utilization", "what" });
    for (const Record &each : records)
        text += csvRecord(each.cells);
    return text;
}

} // namespace headroom::reporting
