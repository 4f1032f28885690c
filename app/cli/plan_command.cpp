#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/plan_options.h"
#include "model/growth/plan.h"
#include "model/reporting/numbers.h"
#include "model/reporting/plan_table.h"
#include "model/serialization/plan_json.h"

#include <cmath>

namespace headroom::app {

namespace {

using growth::Plan;
using growth::PlanStep;

std::string monthText(double month)
{
    return reporting::exact(std::round(month * 100) / 100);
}

/// "month 3.09 (2026-04-03)"
std::string whenText(double month, const Plan &plan)
{
    const std::string date = growth::dateOf(plan.settings.start, month);
    return "month " + monthText(month) + (date.empty() ? "" : " (" + date + ")");
}

std::string stageText(std::size_t stage, const Plan &plan)
{
    return "Stage " + std::to_string(stage + 1) + " (" + plain(plan.stageNames[stage]) + ")";
}

/// "is amber in month 2.16 (2026-03-06), red in month 2.67 (2026-03-21), not full within the plan"
std::string turnsText(const std::vector<std::pair<const char *, std::optional<double>>> &turns, const Plan &plan)
{
    std::string text;
    const char *missing = nullptr; // the first after the last that comes
    for (const auto &[what, month] : turns) {
        if (month)
            text += (text.empty() ? "is " : ", ") + std::string(what) + " in " + whenText(*month, plan);
        missing = month ? nullptr : missing ? missing : what;
    }
    if (missing)
        text += (text.empty() ? "is not " : ", not ") + std::string(missing) + " within the plan";
    return text;
}

/// "1 month", "2.5 months"
std::string leadText(double months)
{
    return monthText(months) + (std::abs(months - 1) < 5e-3 ? " month" : " months");
}

std::string stepText(const PlanStep &step, const Plan &plan)
{
    std::string text = "\n" + stageText(step.to, plan) + ": in place by " + whenText(step.inPlace, plan) + ", "
        + reporting::compactNumber(step.users) + " users";
    text += step.isLate() ? "; it should have been begun " + monthText(-step.decide)
            + (std::abs(step.decide + 1) < 5e-3 ? " month ago\n" : " months ago\n")
                          : "; begin in " + whenText(step.decide, plan) + "\n";
    if (step.isLate())
        text += "  It can stand in " + whenText(step.earliest, plan) + " at the earliest"
            + (step.isFullMeanwhile() ? "; " + stageText(step.from, plan) + " is full from "
                       + whenText(*step.saturatedMonth, plan) + " until then"
                                      : "")
            + ".\n";
    for (const growth::PassedStage &each : step.passed)
        text += "  Passes over " + stageText(each.stage, plan) + ": " + plain(each.why) + ".\n";
    if (growth::hasOwnLeads(plan.settings))
        text += "  Takes " + leadText(step.lead) + ".\n";
    text += "  Why: " + plain(step.why) + ". " + stageText(step.from, plan) + " "
        + turnsText(
                { { "at its trigger", step.triggerMonth }, { "red", step.redMonth }, { "full", step.saturatedMonth } },
                plan)
        + ".\n";
    text += "  Cost a month: " + reporting::money(step.costBefore, plan.currency) + " → "
        + reporting::money(step.costAfter, plan.currency) + "\n";
    if (step.instead)
        text += (step.isByRange ? "  For the load alone, which does not put off the end of the range: "
                                : std::string("  Instead: "))
            + plain(step.instead->title) + " ("
            + (step.instead->settings.empty() ? "" : plain(step.instead->settingsText()) + ", ")
            + reporting::money(step.instead->cost, plan.currency) + " a month) "
            + (step.instead->isEnough ? "lasts to the end of the plan"
                                      : (step.isByRange ? "is red again in " : "puts it off: red again in ")
                       + whenText(*step.instead->lasts, plan))
            + (step.instead->decide < 0 ? "; it should have been begun before the plan"
                                        : "; begin in " + whenText(step.instead->decide, plan))
            + "\n";
    return text;
}

std::string monthsText(const Plan &plan)
{
    std::vector<std::vector<std::string>> rows { { "month", "date", "users", "stage", "fills first", "at",
                                                   "cost/month" } };
    for (const growth::PlanMonth &each : plan.months)
        rows.push_back({ monthText(each.month), each.date, reporting::compactNumber(each.users),
                         std::to_string(each.stage + 1), each.fullest.empty() ? "nothing" : plain(each.fullest),
                         each.fullest.empty() ? "" : reporting::percent(each.utilization),
                         reporting::money(each.cost, plan.currency) });
    return table(rows, { 0, 2, 3, 5, 6 });
}

std::string eventsText(const Plan &plan)
{
    std::vector<std::vector<std::string>> rows { { "month", "date", "users", "stage", "", "what" } };
    for (const growth::PlanEvent &each : plan.events)
        rows.push_back({ monthText(each.month), each.date, reporting::compactNumber(each.users),
                         std::to_string(each.inForce + 1), reporting::nameOf(each.what), plain(each.text) });
    return rows.size() > 1 ? "\n" + table(rows, { 0, 2, 3 }) : std::string();
}

std::string planText(const Plan &plan)
{
    std::string text = plain(plan.design) + ": " + reporting::compactNumber(plan.settings.from) + " → "
        + reporting::compactNumber(plan.settings.to) + " users in " + leadText(plan.settings.months) + ", ";
    const double factor = std::round(plan.factorPerMonth * 1e4) / 1e4;
    text += std::abs(factor - 1) < 5e-5 ? "without growth" : reporting::exact(factor) + " times a month";
    if (!plan.isSteady)
        text += " on average";
    if (plan.doubling)
        text += ", doubling every " + leadText(*plan.doubling);
    text += "\nBegins with " + stageText(plan.firstStage, plan) + "; costs "
        + reporting::money(plan.totalCost, plan.currency) + " in all\n";
    for (const PlanStep &each : plan.steps)
        text += stepText(each, plan);
    if (plan.serves && !plan.kept.empty()) {
        const growth::KeptStage &last = plan.kept.back();
        text += "\n" + stageText(last.stage, plan) + ", in force at the end, ";
        if (last.amber)
            text += turnsText({ { "amber", last.amber }, { "red", last.red }, { "full", last.saturated } }, plan)
                + ".\n";
        else if (std::isfinite(last.usersAtAmber))
            text += "is amber from " + reporting::compactNumber(last.usersAtAmber)
                + " users on, to which the plan does not come.\n";
        else
            text += "never fills.\n";
    }
    for (const growth::WayBack &each : plan.back)
        text += "\nBack to " + stageText(each.to, plan) + ": would do again from " + whenText(each.month, plan)
            + " on, " + reporting::compactNumber(each.users)
            + " users. Cost a month: " + reporting::money(each.costBefore, plan.currency) + " → "
            + reporting::money(each.costAfter, plan.currency) + "\n";
    for (const std::size_t each : plan.notNeeded)
        text += "\nNot needed within the plan: " + stageText(each, plan);
    if (!plan.notNeeded.empty())
        text += "\n";
    if (!plan.serves)
        text += "\nNo stage serves anybody, so there is nothing to plan: connect clients to a server first.\n";
    else if (!plan.holds)
        text += std::string("\nThe plan does not hold: ")
            + (plan.saturates ? "something is saturated while its stage is in force" : "")
            + (plan.saturates && plan.isLate ? "; " : "")
            + (plan.isLate ? "changes take longer than there is time, and what it costs counts them as in place in time"
                           : "")
            + ".\n";
    return text + "\n" + monthsText(plan) + eventsText(plan);
}

/// Makes a dated plan of growth.
class PlanCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        m_options.declare(arguments);
        arguments.flag("--measured", m_isMeasured,
                       "Leave a stage at its trigger alone, not at the end of the range the design states for it");
        arguments.choice("--format", m_format, { "text", "json", "csv" }, "How to print it");
        arguments.output(m_output);
    }

    int run(const catalog::Catalog &catalog) override
    {
        const std::optional<Design> design = openOrComplain(m_file, catalog);
        if (!design)
            return kExitBadInput;
        const std::optional<project::GrowthPlan> settings = m_options.read(*design->project);
        if (!settings)
            return kExitUsage;
        const growth::Pace pace = m_isMeasured ? growth::Pace::Measured : growth::Pace::Earliest;
        const Plan plan = growth::planOf(growth::compileDesign(design->project, catalog), *settings, pace);
        const std::string text = m_format == "json" ? serialization::writePlan(plan)
            : m_format == "csv"                     ? reporting::planTable(plan)
                                                    : planText(plan);
        return deliver(text, m_output) ? kExitDone : kExitOutput;
    }

private:
    std::string m_file;
    PlanOptions m_options;
    bool m_isMeasured = false;
    std::string m_format = "text";
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makePlanCommand()
{
    return std::make_unique<PlanCommand>();
}

} // namespace headroom::app
