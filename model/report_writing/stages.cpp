#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::report_writing {

namespace {

/// "Added: A, B. Removed: C. Changed: D.": what a stage does otherwise than the one before.
std::string differenceOf(const project::Stage &before, const project::Stage &now)
{
    std::vector<std::string> added;
    std::vector<std::string> removed;
    std::vector<std::string> changed;
    for (const project::Component &each : now.components) {
        const project::Component *earlier = before.findComponent(each.id);
        if (!earlier)
            added.push_back(each.name);
        else if (earlier->parameters != each.parameters || earlier->kind != each.kind)
            changed.push_back(each.name);
    }
    for (const project::Component &each : before.components)
        if (!now.findComponent(each.id))
            removed.push_back(each.name);
    std::string text;
    for (const auto &[word, names] :
         { std::pair("New", &added), std::pair("gone", &removed), std::pair("changed", &changed) })
        if (!names->empty())
            text += (text.empty() ? "" : "; ") + std::string(word) + ": " + listed(*names, 6);
    return text.empty() ? "Nothing changes but connections." : capital(text) + ".";
}

std::string rangeOf(const project::UserRange &users)
{
    return usersCell(users.from) + " to " + usersCell(users.to) + " users";
}

std::string holdsText(const analysis::StageSummary &stage)
{
    if (stage.bottleneckComponent.empty())
        return "nothing ever fills in it";
    return stage.bottleneckResource + " of " + stage.bottleneckComponent + " fills first, at "
        + usersWords(stage.usersAtSaturation) + " users" + (stage.failsInRange ? ", before the range ends" : "");
}

std::string inWords(const project::Stage &stage, const catalog::Catalog &catalog)
{
    std::vector<std::string> names;
    for (const project::Component &each : stage.components)
        if (catalog.kind(each.kind).behavior != "place")
            names.push_back(each.name);
    return names.empty() ? "An empty drawing." : "Drawing of " + listed(names, 12) + ".";
}

/// Users after so many months: along the curve, else with the same factor every month.
double plannedUsers(const project::GrowthPlan &plan, double month)
{
    for (std::size_t i = 1; i < plan.curve.size(); ++i) {
        const auto &before = plan.curve[i - 1];
        const auto &after = plan.curve[i];
        if (month > after.month && i + 1 < plan.curve.size())
            continue;
        const double part = (month - before.month) / (after.month - before.month);
        return before.users * std::pow(after.users / before.users, part);
    }
    return plan.from * std::pow(plan.to / plan.from, month / plan.months);
}

/// "2026-07" so many whole months after "2026-01"; "month 6" without a start.
std::string monthName(const project::GrowthPlan &plan, int month)
{
    if (plan.start.size() != 7)
        return "month " + std::to_string(month);
    const int first = std::stoi(plan.start.substr(0, 4)) * 12 + std::stoi(plan.start.substr(5, 2)) - 1 + month;
    const std::string number = std::to_string(first % 12 + 1);
    return std::to_string(first / 12) + '-' + (number.size() < 2 ? "0" : "") + number;
}

/// The first stage from `at` on that still holds so many users; the number of stages when none does.
std::size_t stageThatHolds(const std::vector<analysis::StageSummary> &stages, std::size_t at, double users)
{
    while (at < stages.size() && stages[at].usersAtSaturation <= users)
        ++at;
    return at;
}

void addPlan(const Study &study, Section &section)
{
    const project::GrowthPlan &plan = *study.project.plan;
    section.blocks.emplace_back(Subheading { "Growth plan" });
    section.blocks.emplace_back(Paragraph {
        "The plan goes from " + usersWords(plan.from) + " to " + usersWords(plan.to) + " users in "
        + reporting::briefNumber(plan.months) + (plan.months == 1 ? " month" : " months") + ". A change takes "
        + reporting::briefNumber(plan.leadTime) + (plan.leadTime == 1 ? " month" : " months")
        + " from the decision until it carries users, so each step has to be decided that much earlier." });
    Table table {
        "Which stage carries the plan, month by month, and when the next must be decided",
        { { "Month", false }, { "Users", true }, { "Stage that holds them", false }, { "To be decided", false } },
        {}
    };
    std::size_t stage = stageThatHolds(study.stages, 0, plan.from);
    const int last = static_cast<int>(std::ceil(std::min(plan.months, 600.0)));
    for (int month = 0; month <= last; ++month) {
        const double users = plannedUsers(plan, std::min<double>(month, plan.months));
        const std::size_t holds = stageThatHolds(study.stages, stage, users);
        if (month > 0 && holds == stage && month != last)
            continue;
        const double decide = month - plan.leadTime;
        const bool isStep = holds != stage && holds < study.stages.size();
        table.rows.push_back({ { monthName(plan, month) },
                               { usersCell(users) },
                               holds < study.stages.size()
                                   ? Cell { std::to_string(holds + 1) + ": " + study.stages[holds].name }
                                   : Cell { "none of this design", Tone::Bad },
                               { !isStep           ? "–"
                                     : decide <= 0 ? "now"
                                                   : "by " + monthName(plan, static_cast<int>(std::floor(decide))),
                                 isStep && decide <= 0 ? Tone::Watch : Tone::Plain } });
        stage = holds;
        if (holds == study.stages.size())
            break;
    }
    section.blocks.emplace_back(std::move(table));
}

} // namespace

Section diagramSection(const Study &study)
{
    Section section { "diagrams", study.project.stages.size() == 1 ? "The design" : "The design in its stages", {} };
    if (!study.project.notes.empty())
        section.blocks.emplace_back(Paragraph { study.project.notes });
    for (std::size_t i = 0; i < study.project.stages.size(); ++i) {
        const project::Stage &stage = *study.project.stages[i];
        section.blocks.emplace_back(Subheading { "Stage " + std::to_string(i + 1) + ": " + stage.name });
        std::string text = "For " + rangeOf(stage.users) + ": " + count(stage.components.size(), "component") + ", "
            + count(stage.connections.size(), "connection") + ".";
        if (!stage.components.empty())
            text += " " + capital(holdsText(study.stages[i])) + ".";
        if (i > 0)
            text += " " + differenceOf(*study.project.stages[i - 1], stage);
        section.blocks.emplace_back(Paragraph { text });
        if (!stage.components.empty())
            section.blocks.emplace_back(
                Diagram { i, "Stage " + std::to_string(i + 1) + ", " + stage.name, inWords(stage, study.catalog) });
    }
    return section;
}

Section growthSection(const Study &study)
{
    Section section { "growth", "Growth", {} };
    Table table { "What each stage is meant for, what gives way first in it, and what it costs at the end of its range",
                  { { "Stage", false },
                    { "Meant for users", true },
                    { "Gives way first", false },
                    { "Full at users", true },
                    { "Used at the end", true },
                    { "Cost a month at the end", true } },
                  {} };
    std::vector<std::string> failing;
    for (std::size_t i = 0; i < study.stages.size(); ++i) {
        const analysis::StageSummary &each = study.stages[i];
        const std::string name = std::to_string(i + 1) + ": " + each.name;
        const bool binds = !each.bottleneckComponent.empty();
        table.rows.push_back(
            { { name },
              { usersCell(each.from) + " – " + usersCell(each.to) },
              { binds ? each.bottleneckResource + " of " + each.bottleneckComponent : "nothing" },
              { usersCell(each.usersAtSaturation), each.failsInRange ? Tone::Bad : Tone::Plain },
              { binds ? reporting::percent(each.utilizationAtTo) : "–", each.failsInRange ? Tone::Bad : Tone::Plain },
              { reporting::money(each.costAtTo, study.report.currency) } });
        if (each.failsInRange)
            failing.push_back(std::to_string(i + 1));
    }
    if (failing.empty())
        section.blocks.emplace_back(Paragraph { study.stages.size() == 1
                                                    ? "The stage holds to the end of its range."
                                                    : "Every stage holds to the end of its range." });
    else
        section.blocks.emplace_back(Paragraph {
            (failing.size() == 1 ? "Stage " : "Stages ") + listed(failing, 20) + (failing.size() == 1 ? " is" : " are")
            + " full before the end of the range: what comes next has to be ready earlier." });
    section.blocks.emplace_back(std::move(table));
    if (study.project.plan)
        addPlan(study, section);
    else
        section.blocks.emplace_back(
            Paragraph { "The design states no growth plan, so nothing is said here about dates." });
    return section;
}

} // namespace headroom::report_writing
