#include "model/report_writing/report_document.h"
#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::report_writing {

namespace {

using analysis::Report;
using analysis::State;

constexpr std::size_t kMostOpen = 4;

std::size_t openFindings(const Report &report)
{
    return static_cast<std::size_t>(std::count_if(report.findings.begin(), report.findings.end(), [](const auto &each) {
        return !each.acknowledged && each.severity != analysis::Severity::Info;
    }));
}

std::size_t singlePoints(const Report &report)
{
    return static_cast<std::size_t>(std::count_if(report.components.begin(), report.components.end(),
                                                  [](const auto &each) { return each.isSinglePoint; }));
}

std::size_t brokenPromises(const Report &report)
{
    return static_cast<std::size_t>(std::count_if(report.classes.begin(), report.classes.end(), [](const auto &each) {
        return !each.objective.holds.value_or(false);
    }));
}

Cell p95Cell(const Report &report)
{
    return report.serverTime ? Cell { reporting::duration(report.serverTime->value.p95) } : timeCell({}, report.state);
}

Cell availabilityCell(const Report &report)
{
    if (report.classes.empty() || !report.classes.front().availability)
        return { "not served", Tone::Bad };
    return { availabilityWords(*report.classes.front().availability),
             report.tolerance.isAvailabilityMet ? Tone::Plain : Tone::Bad };
}

Table comparison(const Study &before, const Study &after)
{
    Table table { "Both at " + reporting::grouped(after.users) + " users",
                  { { "Figure", false },
                    { "Stage " + std::to_string(before.stage + 1) + ": " + before.report.stageName, true },
                    { "Stage " + std::to_string(after.stage + 1) + ": " + after.report.stageName, true } },
                  {} };
    const auto add = [&](const char *what, auto cell) {
        table.rows.push_back({ { what }, cell(before), cell(after) });
    };
    add("Full at users", [](const Study &each) {
        return Cell { usersCell(each.report.usersAtSaturation),
                      each.report.usersAtSaturation <= each.users ? Tone::Bad : Tone::Plain };
    });
    add("Gives way first", [](const Study &each) {
        return Cell { each.report.bottleneck.exists() ? resourceWords(each.report, each.report.bottleneck)
                                                      : "nothing" };
    });
    add("Mean response time", [](const Study &each) { return timeCell(each.report.meanLatency, each.report.state); });
    add("95 of 100 answered within", [](const Study &each) { return p95Cell(each.report); });
    add("Promises broken", [](const Study &each) {
        const std::size_t broken = brokenPromises(each.report);
        return Cell { std::to_string(broken) + " of " + std::to_string(each.report.classes.size()),
                      broken > 0 ? Tone::Bad : Tone::Plain };
    });
    add("Available (reading)", [](const Study &each) { return availabilityCell(each.report); });
    add("Single points of failure",
        [](const Study &each) { return Cell { std::to_string(singlePoints(each.report)) }; });
    add("Cost a month",
        [](const Study &each) { return Cell { reporting::money(each.report.costPerMonth, each.report.currency) }; });
    add("Open findings of weight",
        [](const Study &each) { return Cell { std::to_string(openFindings(each.report)) }; });
    return table;
}

std::string context(const Study &before)
{
    const std::string at
        = "At " + usersWords(before.users) + " users " + stageWords(before.stage, before.report.stageName);
    if (before.report.state == State::Saturated)
        return at + " does not carry its load"
            + (before.report.bottleneck.exists() ? ": " + resourceWords(before.report, before.report.bottleneck)
                       + " is full from " + usersWords(before.report.usersAtSaturation) + " users on."
                                                 : ".");
    if (before.report.state == State::Unreachable)
        return at + " cannot answer all requests: no component does a part of what they need.";
    return at + " carries its load"
        + (before.report.bottleneck.exists() && std::isfinite(before.report.usersAtSaturation)
               ? " and would be full at " + usersWords(before.report.usersAtSaturation) + " users ("
                   + resourceWords(before.report, before.report.bottleneck) + ")."
               : ".");
}

/// What the change buys and what it takes, each as sentences.
std::vector<std::string> consequences(const Study &before, const Study &after)
{
    std::vector<std::string> items;
    const double roomBefore = before.report.usersAtSaturation;
    const double roomAfter = after.report.usersAtSaturation;
    if (std::isfinite(roomBefore) && roomBefore >= 1 && std::abs(roomAfter / roomBefore - 1) > 0.005)
        items.push_back("It holds " + usersWords(roomAfter) + " users instead of " + usersWords(roomBefore) + ".");
    const double more = after.report.costPerMonth - before.report.costPerMonth;
    if (std::abs(more) >= 0.5)
        items.push_back("The bill " + std::string(more > 0 ? "rises" : "falls") + " by "
                        + reporting::money(std::abs(more), after.report.currency) + " to "
                        + reporting::money(after.report.costPerMonth, after.report.currency) + " a month.");
    else
        items.emplace_back("The bill stays the same.");
    if (before.report.availability && after.report.availability) {
        const double down = (1 - *before.report.availability) * kSecondsPerMonth;
        const double then = (1 - *after.report.availability) * kSecondsPerMonth;
        if (std::abs(down - then) >= 1)
            items.push_back("Expected downtime goes from " + downtimeWords(down) + " to " + downtimeWords(then)
                            + " a month.");
    }
    if (before.report.serverTime && after.report.serverTime)
        items.push_back("95 of 100 requests are answered within "
                        + reporting::duration(after.report.serverTime->value.p95) + " instead of "
                        + reporting::duration(before.report.serverTime->value.p95) + ".");
    else if (!before.report.serverTime && after.report.serverTime)
        items.push_back("Requests have an end again: 95 of 100 are answered within "
                        + reporting::duration(after.report.serverTime->value.p95) + ".");
    std::vector<std::string> added;
    for (const project::Component &each : after.given().components)
        if (!before.given().findComponent(each.id))
            added.push_back(each.name);
    if (!added.empty())
        items.push_back("There " + std::string(added.size() == 1 ? "is " : "are ")
                        + count(added.size(), "more component") + " to run: " + listed(counted(added), 8) + ".");
    return items;
}

} // namespace

Document decisionOf(const Wish &wish, std::size_t from)
{
    const Study before = studyOf(wish.project, from, wish.users, wish.catalog);
    const Study after = studyOf(wish.project, wish.stage, wish.users, wish.catalog);
    const std::string change
        = "from " + stageWords(from, before.report.stageName) + " to " + stageWords(wish.stage, after.report.stageName);
    Document document;
    document.isRecord = true;
    document.title = wish.title.empty() ? "Decision record: " + wish.project.name : wish.title;
    document.subtitle = capital(change) + ", at " + reporting::grouped(wish.users) + " users";
    document.author = wish.author;
    document.date = wish.date;
    document.sections.push_back({ "context", "Context", { Paragraph { context(before) } } });
    document.sections.push_back(
        { "decision", "Decision", { Paragraph { "The design goes " + change + "." }, comparison(before, after) } });
    document.sections.push_back({ "consequences", "Consequences", { List { consequences(before, after), false } } });
    Section open { "open", "What stays open", {} };
    const std::vector<std::string> items = advice(after, kMostOpen);
    if (items.empty())
        open.blocks.emplace_back(Paragraph { "No finding of weight stays open in the new stage." });
    else
        open.blocks.emplace_back(List { items, false });
    document.sections.push_back(std::move(open));
    document.sections.push_back(
        { "drawings",
          "Drawings",
          { Diagram { from, "Before: stage " + std::to_string(from + 1) + ", " + before.report.stageName, {} },
            Diagram {
                wish.stage, "After: stage " + std::to_string(wish.stage + 1) + ", " + after.report.stageName, {} } } });
    return document;
}

} // namespace headroom::report_writing
