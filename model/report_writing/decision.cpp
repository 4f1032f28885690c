#include "model/growth/difference.h"
#include "model/reliability/tolerance.h"
#include "model/report_writing/report_document.h"
#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace headroom::report_writing {

namespace {

using analysis::Report;
using analysis::State;
using growth::ElementChange;
using growth::FigureChange;

constexpr std::size_t kMostOpen = 3; // so that a record stays on its page

std::size_t openFindings(const Report &report)
{
    return static_cast<std::size_t>(std::count_if(report.findings.begin(), report.findings.end(), [](const auto &each) {
        return !each.acknowledged && each.severity != analysis::Severity::Info;
    }));
}

std::size_t brokenPromises(const Report &report)
{
    const auto isBroken = [](const auto &each) { return !each.objective.holds.value_or(false); };
    return static_cast<std::size_t>(std::count_if(report.classes.begin(), report.classes.end(), isBroken)
                                    + std::count_if(report.journeys.begin(), report.journeys.end(), isBroken));
}

/// The two stages, and what is not the same about them.
struct Choice {
    Study before;
    Study after;
    bool isOneDesign = true;
    growth::Difference elements = {};
    std::vector<FigureChange> figures = {};

    [[nodiscard]] const FigureChange &figure(std::string_view id) const
    {
        return *std::find_if(figures.begin(), figures.end(), [&](const FigureChange &each) { return each.id == id; });
    }
};

/// One side of a figure in the words of reports.
Cell cellOf(const FigureChange &figure, bool isAfter, const Study &side)
{
    const std::optional<double> &value = isAfter ? figure.after : figure.before;
    if (figure.form == FigureChange::Form::Duration)
        return timeCell(value, side.report.state);
    if (!value && figure.id == "users_at_saturation") // some requests reach nobody; it is of the others
        return { std::isfinite(side.report.usersAtSaturation)
                     ? usersCell(side.report.usersAtSaturation) + ", of what is answered"
                     : "not all answered",
                 Tone::Bad };
    if (!value)
        return { "–" };
    if (figure.form == FigureChange::Form::Users)
        return { usersCell(*value), *value <= side.users ? Tone::Bad : Tone::Plain };
    return { figure.form == FigureChange::Form::Money ? amountWords(*value, side.report.currency)
                                                      : reporting::briefNumber(*value) };
}

Cell availabilityCell(const Report &report, bool isLeast)
{
    if (report.classes.empty())
        return { "not served", Tone::Bad };
    const auto &shown = isLeast ? leastAvailable(report) : report.classes[report.readingClass];
    if (!shown.availability)
        return { "not served", Tone::Bad };
    const bool isBelow = shown.availability->value < report.tolerance.targetAvailability;
    return { availabilityWords(*shown.availability) + (isLeast ? " (" + shown.name + ")" : ""),
             isBelow && !report.tolerance.isAvailabilityMet ? Tone::Bad : Tone::Plain };
}

/// Whether the tier asks it of every class of requests, not of reads alone.
bool asksEveryClass(const Report &report)
{
    using enum reliability::Tier::SinglePoints;
    const auto protects = reliability::tierOf(report.tolerance.tier).singlePoints;
    return protects == Own || protects == None;
}

/// "99.9 % of reads (“standard”): met"
std::string askedWords(const Report &report)
{
    return availabilityWords(report.tolerance.targetAvailability) + " of "
        + (asksEveryClass(report) ? "every class" : "reads") + " (" + inQuotes(report.tolerance.tier) + ")";
}

std::string metWords(const Report &report)
{
    return report.tolerance.isAvailabilityMet ? "met" : "missed";
}

Cell targetCell(const Report &report)
{
    return { askedWords(report) + ": " + metWords(report),
             report.tolerance.isAvailabilityMet ? Tone::Plain : Tone::Bad };
}

std::string loadWords(const Report &report)
{
    return countedRequests(report.requestsPerSecond, "request") + " a second";
}

bool isLoadSame(const Choice &choice)
{
    return loadWords(choice.before.report) == loadWords(choice.after.report);
}

bool isTargetSame(const Choice &choice)
{
    return askedWords(choice.before.report) == askedWords(choice.after.report);
}

/// That the sides are not asked for the same; empty where they are.
std::string unlikeWords(const Choice &choice)
{
    const Report &before = choice.before.report;
    const Report &after = choice.after.report;
    std::string text;
    if (!isLoadSame(choice))
        text = "in the peak hour these users make " + loadWords(before) + " before and " + loadWords(after) + " after";
    if (!isTargetSame(choice))
        text += (text.empty() ? "" : "; ") + std::string("the availability asked for is ") + askedWords(before)
            + " before and " + askedWords(after) + " after";
    return text.empty() ? text
                        : "The two are not asked for the same: " + text + ". Figures below differ for that, too.";
}

std::string headOf(const Choice &choice, const Study &side)
{
    return (choice.isOneDesign ? "Stage " : side.project.name + ", stage ") + std::to_string(side.stage + 1) + ": "
        + side.report.stageName;
}

Table comparison(const Choice &choice)
{
    Table table {
        "Both at " + exactUsers(choice.after.users),
        { { "Figure", false }, { headOf(choice, choice.before), true }, { headOf(choice, choice.after), true } },
        {}
    };
    const auto add = [&](const char *what, auto cell) {
        table.rows.push_back({ { what }, cell(choice.before), cell(choice.after) });
    };
    const auto addFigure = [&](const char *what, std::string_view id) {
        const FigureChange &figure = choice.figure(id);
        table.rows.push_back({ { what }, cellOf(figure, false, choice.before), cellOf(figure, true, choice.after) });
    };
    if (!isLoadSame(choice))
        add("Load in the peak hour", [](const Study &each) { return Cell { loadWords(each.report) }; });
    addFigure("Full at users", "users_at_saturation");
    add("Gives way first", [](const Study &each) {
        return Cell { each.report.bottleneck.exists() ? resourceWords(each.report, each.report.bottleneck)
                                                      : "nothing" };
    });
    addFigure("Mean response time", "mean");
    addFigure("95 of 100 answered within", "p95");
    add("Promises broken", [](const Study &each) {
        const std::size_t broken = brokenPromises(each.report);
        return Cell { std::to_string(broken) + " of "
                          + std::to_string(each.report.classes.size() + each.report.journeys.size()),
                      broken > 0 ? Tone::Bad : Tone::Plain };
    });
    add("Availability of reads", [](const Study &each) { return availabilityCell(each.report, false); });
    add("Least available requests", [](const Study &each) { return availabilityCell(each.report, true); });
    if (!isTargetSame(choice))
        add("Availability asked for", [](const Study &each) { return targetCell(each.report); });
    addFigure("Single points of failure", "single_points");
    addFigure("Cost a month", "cost_per_month");
    add("Open errors and warnings",
        [](const Study &each) { return Cell { std::to_string(openFindings(each.report)) }; });
    return table;
}

std::string context(const Study &before)
{
    const std::string at = "At " + countedUsers(before.users) + ' ' + stageWords(before.stage, before.report.stageName);
    if (before.report.state == State::Saturated)
        return at + " does not carry its load"
            + (before.report.bottleneck.exists() ? ": " + theResource(before.report, before.report.bottleneck)
                       + " is full from " + usersWords(before.report.usersAtSaturation) + " users on."
                                                 : ".");
    if (before.report.state == State::Unreachable)
        return at + " cannot answer all requests: " + unansweredWords(before.given(), before.catalog);
    return at + " carries its load"
        + (before.report.bottleneck.exists() && std::isfinite(before.report.usersAtSaturation)
               ? " and would be full at " + usersWords(before.report.usersAtSaturation) + " users ("
                   + theResource(before.report, before.report.bottleneck) + ")."
               : ".");
}

/// " (Size from small to large, and 2 more)": what was chosen otherwise before what was counted otherwise; or nothing.
std::string changeWords(const ElementChange &change, const catalog::Kind &kind)
{
    const auto isChoice = [&](const growth::FieldChange &field) {
        const catalog::ParameterSpec *spec = kind.findParameter(field.id);
        return spec && spec->type == catalog::ParameterType::Choice;
    };
    const growth::FieldChange *told = nullptr;
    std::size_t known = 0;
    for (const growth::FieldChange &each : change.fields) {
        if (!each.before || !each.after || each.id == "name" || each.id == "notes" || each.id == "place")
            continue;
        ++known;
        if (!told || (isChoice(each) && !isChoice(*told)))
            told = &each;
    }
    if (!told)
        return {};
    return " (" + told->title + " from " + *told->before + " to " + *told->after
        + (known > 1 ? ", and " + std::to_string(known - 1) + " more" : "") + ")";
}

/// Components that can be run, of one sort of change; "App server (Instances from 1 to 2)" where it is a change.
std::vector<std::string> namesOf(const Choice &choice, ElementChange::What what)
{
    const Study &side = what == ElementChange::What::Removed ? choice.before : choice.after;
    std::vector<std::string> names;
    for (const ElementChange &change : choice.elements.components) {
        const project::Component *component = side.given().findComponent(change.id);
        if (change.what != what || !component || side.catalog.kind(component->kind).behavior == "place")
            continue;
        // What changes is told apart from its like; what comes and goes is counted.
        names.push_back(
            (what == ElementChange::What::Changed || component->name.empty() ? change.name : component->name)
            + changeWords(change, side.catalog.kind(component->kind)));
    }
    return names;
}

void addElements(const Choice &choice, std::vector<std::string> &items)
{
    using What = ElementChange::What;
    const std::vector<std::string> added = namesOf(choice, What::Added);
    const std::vector<std::string> removed = namesOf(choice, What::Removed);
    const std::vector<std::string> changed = namesOf(choice, What::Changed);
    if (!added.empty())
        items.push_back(capital(count(added.size(), "component")) + (added.size() == 1 ? " is new: " : " are new: ")
                        + listedCounted(added, 8) + ".");
    if (!removed.empty())
        items.push_back(capital(count(removed.size(), "component")) + (removed.size() == 1 ? " goes: " : " go: ")
                        + listedCounted(removed, 8) + ".");
    if (!changed.empty())
        items.push_back(capital(count(changed.size(), "component")) + (changed.size() == 1 ? " changes: " : " change: ")
                        + listedCounted(changed, 5) + ".");
}

/// What the requests that the tier judges are available, before and after, and whether that is enough.
void addAvailability(const Choice &choice, std::vector<std::string> &items)
{
    const Report &before = choice.before.report;
    const Report &after = choice.after.report;
    const bool isEvery = asksEveryClass(after);
    const auto judged = [&](const Report &report) -> const analysis::ClassReport * {
        if (report.classes.empty())
            return nullptr;
        const auto &line = isEvery ? leastAvailable(report) : report.classes[report.readingClass];
        return line.availability ? &line : nullptr;
    };
    const auto words = [&](const analysis::ClassReport &line) {
        return availabilityWords(*line.availability) + " (" + downtimeWords(line.availability->downPerMonth());
    };
    const analysis::ClassReport *old = judged(before);
    const analysis::ClassReport *now = judged(after);
    if (!old || !now)
        return;
    const bool isKept = before.tolerance.isAvailabilityMet && after.tolerance.isAvailabilityMet && isTargetSame(choice);
    if (isKept && words(*old) == words(*now) && after.state != State::Saturated)
        return; // the table says it
    const std::string what = isEvery ? "The least available requests" : "Reads";
    std::string text = words(*old) == words(*now)
        ? what + " stay at " + words(*now) + " down a month)"
        : what + " are at " + words(*now) + " down a month) instead of " + words(*old) + ")";
    text += "; the tier " + inQuotes(after.tolerance.tier) + " asks for "
        + availabilityWords(after.tolerance.targetAvailability) + ": "
        + (isTargetSame(choice) && metWords(before) != metWords(after)
               ? metWords(after) + " now, " + metWords(before) + " before"
               : (isTargetSame(choice) && !after.tolerance.isAvailabilityMet ? "still " : "") + metWords(after))
        + '.';
    if (after.state == State::Saturated)
        text += " This counts failures alone: what the overload leaves unanswered comes on top.";
    items.push_back(std::move(text));
}

/// That what was chosen does not do what it is for; empty where it does.
std::string failingWords(const Study &after)
{
    const Report &report = after.report;
    std::string text;
    if (report.state == State::Unreachable)
        text = "It cannot answer all requests: " + unansweredWords(after.given(), after.catalog);
    else if (report.state == State::Saturated)
        text = "It does not carry the load: it holds " + countedUsers(report.usersAtSaturation) + " of the "
            + usersWords(after.users)
            + (report.overload ? ", and of " + loadWords(report) + " in the peak hour it answers at most "
                       + rateWords(report.overload->answeredPerSecond)
                               : "")
            + '.';
    else
        return {};
    const std::size_t broken = brokenPromises(report);
    const std::size_t all = report.classes.size() + report.journeys.size();
    return broken == 0 ? text
                       : text + ' ' + std::to_string(broken) + " of " + count(all, "promise")
            + (broken == 1 ? " is broken." : " are broken.");
}

/// What the change buys and what it takes, each as sentences.
std::vector<std::string> consequences(const Choice &choice)
{
    std::vector<std::string> items;
    const FigureChange &room = choice.figure("users_at_saturation");
    const FigureChange &cost = choice.figure("cost_per_month");
    const FigureChange &p95 = choice.figure("p95");
    if (const std::string failing = failingWords(choice.after); !failing.empty())
        items.push_back(failing);
    if (room.before && room.after && std::isfinite(*room.before) && *room.before >= 1
        && std::abs(*room.after / *room.before - 1) > 0.005)
        items.push_back("It holds " + countedUsers(*room.after) + " instead of " + usersWords(*room.before) + ".");
    // Of the amounts as they are shown, so that the three fit together.
    const auto shown = [](double amount) { return amount < 100 ? amount : std::round(amount); };
    const double more = shown(*cost.after) - shown(*cost.before);
    const std::string &currency = choice.after.report.currency;
    if (std::abs(more) >= 0.5)
        items.push_back("The bill " + std::string(more > 0 ? "rises" : "falls") + " by "
                        + amountWords(std::abs(more), currency) + " to " + amountWords(*cost.after, currency)
                        + " a month.");
    else
        items.emplace_back("The bill stays the same.");
    addAvailability(choice, items);
    if (p95.before && p95.after)
        items.push_back("95 of 100 requests are answered within " + reporting::duration(*p95.after) + " instead of "
                        + reporting::duration(*p95.before) + ".");
    else if (p95.after)
        items.push_back("Requests are answered again, 95 of 100 within " + reporting::duration(*p95.after) + ".");
    else if (p95.before && choice.after.report.state == State::Saturated)
        items.push_back("Waiting has no end, where 95 of 100 requests were answered within "
                        + reporting::duration(*p95.before) + ".");
    addElements(choice, items);
    return items;
}

DiagramPair drawings(const Choice &choice)
{
    const auto caption = [&](const char *when, const Study &side) {
        return std::string(when) + ": " + (choice.isOneDesign ? "" : side.project.name + ", ") + "stage "
            + std::to_string(side.stage + 1) + ", " + side.report.stageName;
    };
    const double users = choice.after.users;
    return { { choice.before.stage, caption("Before", choice.before), {}, users, !choice.isOneDesign, false },
             { choice.after.stage, caption("After", choice.after), {}, users, false, true } };
}

} // namespace

Document decisionOf(const Wish &wish, const Origin &from)
{
    Document document;
    Choice choice { judgmentOf(from.project, from.stage, wish.users, wish.catalog, wish.stop),
                    judgmentOf(wish.project, wish.stage, wish.users, wish.catalog, wish.stop),
                    &from.project == &wish.project };
    if (wish.stop.stop_requested())
        return document;
    choice.elements = growth::elementsBetween(from.project, from.stage, wish.project, wish.stage, wish.catalog);
    choice.figures = growth::figuresBetween(choice.before.report, choice.after.report);
    const auto named = [&](const Study &side) {
        return stageWords(side.stage, side.report.stageName)
            + (choice.isOneDesign ? "" : " of " + inQuotes(side.project.name));
    };
    const std::string change = "from " + named(choice.before) + " to " + named(choice.after);
    document.isRecord = true;
    document.title = wish.title.empty() ? "Decision record: " + wish.project.name : wish.title;
    document.subtitle = capital(change) + ", at " + exactUsers(wish.users);
    document.author = wish.author;
    document.date = wish.date;
    document.logo = wish.logo;
    document.sections.push_back({ "context", "Context", { Paragraph { context(choice.before) } } });
    document.sections.push_back({ "decision", "Decision", { Paragraph { "The design goes " + change + "." } } });
    if (const std::string unlike = unlikeWords(choice); !unlike.empty())
        document.sections.back().blocks.emplace_back(Paragraph { unlike });
    document.sections.back().blocks.emplace_back(comparison(choice));
    document.sections.push_back({ "consequences", "Consequences", { List { consequences(choice), false } } });
    Section open { "open", "What stays open", {} };
    Advice advice = adviceOn(choice.after, kMostOpen);
    if (advice.further > 0)
        advice.items.push_back(capital(count(advice.further, "other finding")) + " in the new stage.");
    if (advice.items.empty())
        open.blocks.emplace_back(Paragraph { "No error or warning stays open in the new stage." });
    else
        open.blocks.emplace_back(List { advice.items, false });
    document.sections.push_back(std::move(open));
    document.sections.push_back({ "drawings", "Drawings", { drawings(choice) } });
    document.solvedBefore = std::make_shared<const Report>(std::move(choice.before.report));
    document.solved = std::make_shared<const Report>(std::move(choice.after.report));
    return document;
}

} // namespace headroom::report_writing
