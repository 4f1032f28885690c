#include "model/growth/plan.h"
#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::report_writing {

namespace {

std::string monthWords(double month, const std::string &date)
{
    if (!date.empty())
        return date;
    return month <= 0 ? "now" : "month " + reporting::briefNumber(std::round(month * 10) / 10);
}

/// The first event of a kind for this stage, as a date.
std::string dateOf(const growth::Plan &plan, growth::PlanEvent::What what, std::size_t stage)
{
    for (const growth::PlanEvent &each : plan.events)
        if (each.what == what && each.stage == stage)
            return monthWords(each.month, each.date);
    return "–";
}

std::string months(double count)
{
    const double rounded = std::round(count * 100) / 100;
    return reporting::briefNumber(rounded) + (std::abs(rounded - 1) < 1e-9 ? " month" : " months");
}

/// " (that to stage 5, “Regions”, 6 months; a change within a stage 0.25 months)"; empty where all take as long.
std::string otherLeads(const growth::Plan &plan)
{
    std::string text;
    const auto add = [&](const std::string &what, double lead) {
        text += (text.empty() ? " (" : "; ") + what + ' ' + months(lead);
    };
    for (const growth::PlanStep &step : plan.steps)
        if (std::abs(step.lead - plan.settings.leadTime) > 1e-9)
            add("that to " + stageWords(step.to, plan.stageNames[step.to]), step.lead);
    if (plan.settings.changeLead)
        add("a change within a stage", *plan.settings.changeLead);
    return text.empty() ? text : text + ')';
}

/// The date or month of a time of the plan; "now" at its begin where it has no dates.
std::string timeWords(double month, const growth::Plan &plan)
{
    return monthWords(month, growth::dateOf(plan.settings.start, month));
}

/// "on 2026-03-06", "in month 3.1"
std::string atTime(double month, const growth::Plan &plan)
{
    const std::string date = growth::dateOf(plan.settings.start, month);
    return (date.empty() && month > 0 ? "in " : date.empty() ? "" : "on ") + monthWords(month, date);
}

/// A sentence for each change that there is no time for.
std::string lateWords(const growth::Plan &plan)
{
    std::string text;
    for (const growth::PlanStep &step : plan.steps) {
        if (!step.isLate())
            continue;
        text += " The change to " + stageWords(step.to, plan.stageNames[step.to]) + " is " + months(-step.decide)
            + " late: it is due " + atTime(step.inPlace, plan) + ", but decided at once it is in place "
            + atTime(step.earliest, plan) + " at the earliest";
        if (step.isFullMeanwhile())
            text += ", and " + stageWords(step.from, plan.stageNames[step.from]) + " is full before that, "
                + atTime(*step.saturatedMonth, plan);
        text += '.';
    }
    return text;
}

/// Whether a stage is full while it is in use: by the plan, or as what follows it comes too late.
bool isEverFull(const growth::Plan &plan)
{
    return plan.saturates
        || std::any_of(plan.steps.begin(), plan.steps.end(), [](const auto &step) { return step.isFullMeanwhile(); });
}

std::string planSentence(const growth::Plan &plan)
{
    const project::GrowthPlan &settings = plan.settings;
    std::string text = "The plan goes from " + usersWords(settings.from) + " to " + usersWords(settings.to)
        + " users in " + months(settings.months);
    if (plan.doubling && *plan.doubling > 0)
        text += ", doubling every " + months(std::round(*plan.doubling * 10) / 10);
    text += ". It begins in " + stageWords(plan.firstStage, plan.stageNames[plan.firstStage]) + " and costs "
        + amountWords(plan.totalCost, plan.currency) + " in all";
    text += !plan.serves    ? ", but no stage serves anybody."
        : !isEverFull(plan) ? "; no stage is full while it is in use."
                            : ", but a stage is full while it is still in use.";
    if (plan.steps.empty())
        return text + (plan.holds ? " No change of stage is needed." : "");
    return text + " A change takes " + months(settings.leadTime) + " from its decision until it carries users"
        + otherLeads(plan) + ", so each is decided that much earlier." + lateWords(plan);
}

/// "turns amber on 2026-03-06, red on 2026-03-21 and is full on 2026-04-10", as far as the plan comes to it.
std::string turnsOf(const growth::KeptStage &kept, const growth::Plan &plan)
{
    if (!kept.amber)
        return std::isfinite(kept.usersAtAmber)
            ? "turns amber at " + usersWords(kept.usersAtAmber) + " users, to which the plan does not come"
            : "never fills";
    const std::string amber = "turns amber " + atTime(*kept.amber, plan);
    if (!kept.red)
        return amber + ", and not red within the plan";
    const std::string red = amber + (kept.saturated ? ", red " : " and red ") + atTime(*kept.red, plan);
    return kept.saturated ? red + " and is full " + atTime(*kept.saturated, plan)
                          : red + ", and is not full within the plan";
}

/// "CPU of Database", of "Database, CPU".
std::string resourceOf(const growth::PlanMonth &month)
{
    const std::size_t comma = month.fullest.rfind(", ");
    if (comma == std::string::npos)
        return month.fullest.empty() ? "nothing" : month.fullest;
    return month.fullest.substr(comma + 2) + " of " + month.fullest.substr(0, comma);
}

/// "2026-03-01", or the month's number; a month of many is one in so many.
Table monthTable(const growth::Plan &plan)
{
    constexpr std::size_t kMost = 25; // rows: two years
    const std::size_t every = (plan.months.size() + kMost - 1) / kMost;
    Table table { every == 1 ? "Month by month" : "Every " + std::to_string(every) + " months",
                  { { plan.settings.start.empty() ? "Month" : "Date", false },
                    { "Users", true },
                    { "Stage in force", false },
                    { "Fills first", false },
                    { "Used", true },
                    { "Cost a month", true } },
                  {} };
    for (std::size_t i = 0; i < plan.months.size(); ++i) {
        const growth::PlanMonth &each = plan.months[i];
        if (i % every != 0 && i + 1 != plan.months.size())
            continue;
        table.rows.push_back(
            { { each.date.empty() ? reporting::briefNumber(std::round(each.month * 10) / 10) : each.date },
              { usersCell(each.users) },
              { std::to_string(each.stage + 1) + ": " + plan.stageNames[each.stage] },
              { resourceOf(each) },
              each.fullest.empty() ? Cell { "–" } : utilizationCell(each.utilization, each.band),
              { amountCell(each.cost, plan.currency) } });
    }
    return table;
}

/// The bill from begin to end, with the jump of every change.
Chart costChart(const growth::Plan &plan)
{
    Chart chart { "Cost a month in " + plan.currency + ", as the plan goes on", {}, {}, {}, {}, {}, nullptr, false, 0 };
    chart.format = reporting::compactNumber;
    chart.months = plan.settings.start.empty() ? "months from now" : "months from " + plan.settings.start;
    Chart::Line line { "Stage in force", {} };
    const auto add = [&](double month, double cost) {
        chart.users.push_back(month);
        line.values.emplace_back(cost);
    };
    std::size_t next = 0; // step
    for (const growth::PlanMonth &each : plan.months) {
        for (; next < plan.steps.size() && plan.steps[next].inPlace <= each.month; ++next)
            if (const growth::PlanStep &step = plan.steps[next]; step.inPlace > 0) {
                add(step.inPlace, step.costBefore);
                add(step.inPlace, step.costAfter);
            }
        add(each.month, each.cost);
    }
    for (const growth::PlanStep &step : plan.steps)
        chart.marks.push_back({ step.inPlace, "stage " + std::to_string(step.to + 1) });
    chart.lines.push_back(std::move(line));
    chart.alternative = "The bill goes from " + amountWords(plan.months.front().cost, plan.currency) + " to "
        + amountWords(plan.months.back().cost, plan.currency) + " a month, with a jump where a stage takes over.";
    return chart;
}

/// What becomes of the stages that are left, of the one at the end, and where fewer users let go back.
List fates(const growth::Plan &plan)
{
    List list { {}, false };
    for (std::size_t i = 0; i < plan.kept.size(); ++i) {
        const std::size_t stage = plan.kept[i].stage;
        list.items.push_back(capital(stageWords(stage, plan.stageNames[stage]))
                             + (i + 1 < plan.kept.size() ? ", if it were kept, " : ", in force at the end, ")
                             + turnsOf(plan.kept[i], plan) + ".");
    }
    for (const growth::WayBack &each : plan.back)
        list.items.push_back(capital(atTime(each.month, plan)) + ", with " + usersWords(each.users) + " users, "
                             + stageWords(each.to, plan.stageNames[each.to]) + " would do again, for "
                             + amountWords(each.costAfter, plan.currency) + " instead of "
                             + amountWords(each.costBefore, plan.currency) + " a month.");
    return list;
}

/// As the sentences around have them.
std::string withCurlyQuotes(const std::string &text)
{
    std::string out;
    bool isOpen = false;
    for (const char each : text) {
        if (each != '"') {
            out += each;
            continue;
        }
        out += isOpen ? "”" : "“";
        isOpen = !isOpen;
    }
    return out;
}

/// ". Instead this would do to the end: Set Size of Database ($812 a month)"; empty where nothing would.
std::string insteadWords(const growth::PlanStep &step, const growth::Plan &plan)
{
    if (!step.instead || (!step.instead->isEnough && !step.instead->lasts))
        return {};
    return (step.instead->isEnough ? ". Instead this would do to the end: "
                                   : ". It can wait until "
                    + monthWords(*step.instead->lasts, growth::dateOf(plan.settings.start, *step.instead->lasts))
                    + " with this: ")
        + withCurlyQuotes(step.instead->title) + " ("
        + (step.instead->settings.empty() ? "" : step.instead->settingsText() + "; ")
        + amountWords(step.instead->cost, plan.currency) + " a month in all), to be decided "
        + (step.instead->decide < 0 ? "at once, though " + months(-step.instead->decide) + " too late"
                                    : atTime(step.instead->decide, plan));
}

} // namespace

void addPlan(const Study &study, Section &section)
{
    const growth::Plan &plan = *study.plan;
    section.blocks.emplace_back(Subheading { "Growth plan" });
    section.blocks.emplace_back(Paragraph { planSentence(plan) });
    Table table { "What to decide and when",
                  { { "Change", false },
                    { "Decide", false },
                    { "In place", false },
                    { "At users", true },
                    { "Why", false },
                    { "Cost a month", true } },
                  {} };
    for (const growth::PlanStep &step : plan.steps)
        table.rows.push_back(
            { { "Stage " + std::to_string(step.from + 1) + " to " + std::to_string(step.to + 1) + ": "
                + plan.stageNames[step.to] },
              { step.isLate() ? "at once, " + months(-step.decide) + " late"
                              : dateOf(plan, growth::PlanEvent::What::Decide, step.to),
                step.isLate() ? Tone::Bad : Tone::Plain },
              { step.isLate() ? timeWords(step.lead, plan) + " at the earliest, due "
                        + dateOf(plan, growth::PlanEvent::What::InPlace, step.to)
                              : dateOf(plan, growth::PlanEvent::What::InPlace, step.to),
                step.isFullMeanwhile() ? Tone::Bad : Tone::Plain },
              { usersCell(step.users) },
              { (step.isByRange
                     ? "Its range ends at " + usersWords(study.project.stages[step.from]->users.to) + " users"
                     : capital(step.why))
                + insteadWords(step, plan) },
              { amountWords(step.costBefore, plan.currency) + " → " + amountWords(step.costAfter, plan.currency) } });
    if (!table.rows.empty())
        section.blocks.emplace_back(std::move(table));
    if (plan.serves && !plan.kept.empty()) {
        section.blocks.emplace_back(Paragraph { "What becomes of the stages (amber is the band to watch, red the "
                                                "critical one, by what fills first):" });
        section.blocks.emplace_back(fates(plan));
    }
    if (plan.serves && plan.months.size() > 1) {
        section.blocks.emplace_back(costChart(plan));
        section.blocks.emplace_back(monthTable(plan));
    }
    std::vector<std::string> spare;
    for (const std::size_t each : plan.notNeeded)
        spare.push_back(stageWords(each, plan.stageNames[each]));
    if (!spare.empty())
        section.blocks.emplace_back(Paragraph { "The plan does not come to " + listed(spare, 8) + "." });
}

std::string planSummary(const Study &study)
{
    const growth::Plan &plan = *study.plan;
    std::string text = planSentence(plan);
    if (plan.steps.empty())
        return text;
    const growth::PlanStep &first = plan.steps.front();
    const std::string next = stageWords(first.to, plan.stageNames[first.to]);
    const std::string when = first.isLate() ? "at once, though it is too late"
                                            : "by " + dateOf(plan, growth::PlanEvent::What::Decide, first.to);
    return text
        + (plan.steps.size() == 1 ? " Its one change, to " + next + ","
                                  : " The first of " + count(plan.steps.size(), "change") + ", to " + next + ",")
        + " is to be decided " + when + ".";
}

} // namespace headroom::report_writing
