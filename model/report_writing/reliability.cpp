#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"
#include "model/reporting/cut_text.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <map>

namespace headroom::report_writing {

namespace {

using analysis::CutReport;
using analysis::ReliabilityReport;

constexpr std::size_t kMostCuts = 8;
constexpr std::size_t kMostImportant = 6;

std::string partsOf(const CutReport &cut, const Study &study)
{
    std::string text;
    for (const CutReport::Part &part : cut.parts)
        text += (text.empty() ? "" : " + ")
            + reporting::cutPartText(part, study.component(part.component), study.kindOf(part.component));
    return text;
}

/// What to say where no component is a single point: places and what a provider runs may still be alone.
std::string noneAlone(const Study &study)
{
    if (std::none_of(study.report.classes.begin(), study.report.classes.end(),
                     [](const analysis::ClassReport &each) { return each.availability.has_value(); }))
        return "Nothing is served, so it cannot be judged what stops users when it fails.";
    std::vector<std::string> all; // that stop whoever reads
    std::map<std::string, std::vector<std::string>> some;
    for (const ReliabilityReport &line : study.classes)
        for (const CutReport &cut : line.cuts) {
            if (cut.order != 1)
                continue;
            const std::string name = study.nameOf(cut.parts.front().component);
            if (&line == &study.classes[study.report.readingClass])
                all.push_back(name);
            else if (std::find(all.begin(), all.end(), name) == all.end())
                some[name].push_back(inQuotes(line.name));
        }
    std::vector<std::string> stopped = all;
    for (const auto &[name, classes] : some)
        stopped.push_back(name + " (only " + listed(classes, 6) + ")");
    const std::string text = "There is no single point of failure among the components that you run";
    return stopped.empty()
        ? text + "."
        : text + ". Places and what a provider runs are not counted as such, and still stop users alone: "
            + listed(stopped) + ".";
}

void addSinglePoints(const Study &study, Section &section)
{
    Table table { "Single points of failure: each of these alone stops users when it fails",
                  { { "Component", false }, { "Stops", false }, { "Available", true }, { "Down in a month", true } },
                  {} };
    for (const analysis::ComponentReport &each : study.report.components)
        if (each.isSinglePoint)
            table.rows.push_back({ { each.name, Tone::Bad },
                                   { listed(each.singlePointFor, 6) },
                                   { availabilityWords(each.availability) },
                                   { downtimeWords((1 - each.availability) * kSecondsPerMonth) } });
    if (table.rows.empty())
        section.blocks.emplace_back(Paragraph { noneAlone(study) });
    else
        section.blocks.emplace_back(std::move(table));
}

/// What the sets of a table leave out of the downtime. @param left  sets that are not in it.
std::string restSentence(const ReliabilityReport &line, std::size_t left)
{
    std::string text = left == 0 ? ""
        : left == 1              ? "One further set of up to three failures is less likely or larger."
                                 : reporting::grouped(static_cast<double>(left))
            + " further sets of up to three failures are less likely or larger.";
    double told = 0;
    for (const CutReport &cut : line.cuts)
        told += cut.probability;
    const double rest = line.availability ? 1 - line.availability->value - told : 0;
    if (rest * kSecondsPerMonth >= 1 && rest > 0.05 * told)
        text += (text.empty() ? "The other " : " The other ") + downtimeWords(rest * kSecondsPerMonth)
            + " of downtime a month come from failovers, which take their time and do not always succeed.";
    return text;
}

void addCuts(const ReliabilityReport &line, const Study &study, Section &section)
{
    Table table { "What has to fail at once to stop " + inQuotes(line.name) + ", smallest sets first",
                  { { "Fails together", false }, { "Failures", true }, { "Down in a month", true } },
                  {} };
    for (std::size_t i = 0; i < std::min(line.cuts.size(), kMostCuts); ++i)
        table.rows.push_back({ { partsOf(line.cuts[i], study) + (line.cuts[i].isSinglePoint ? " (single point)" : "") },
                               { std::to_string(line.cuts[i].order) },
                               { downtimeWords(line.cuts[i].probability * kSecondsPerMonth) } });
    if (table.rows.empty())
        return;
    const std::size_t left = line.cuts.size() - table.rows.size();
    section.blocks.emplace_back(std::move(table));
    const std::string rest = restSentence(line, left);
    if (!rest.empty())
        section.blocks.emplace_back(Paragraph { rest });
}

void addImportance(const ReliabilityReport &line, const Study &study, Section &section)
{
    Table table {
        "What to make more reliable first, for " + inQuotes(line.name),
        { { "Component", false }, { "Available", true }, { "Downtime a month saved if it never failed", true } },
        {}
    };
    for (std::size_t i = 0; i < std::min(line.importance.size(), kMostImportant); ++i)
        if (line.importance[i].gain * kSecondsPerMonth >= 1)
            table.rows.push_back({ { study.nameOf(line.importance[i].component) },
                                   { availabilityWords(line.importance[i].availability) },
                                   { downtimeWords(line.importance[i].gain * kSecondsPerMonth) } });
    if (!table.rows.empty())
        section.blocks.emplace_back(std::move(table));
}

/// The class that fails most, where it does so clearly more than reading; null: none.
const ReliabilityReport *leastReliable(const Study &study)
{
    constexpr double kClearly = 1.05;
    const auto down
        = [](const ReliabilityReport &line) { return line.availability ? 1 - line.availability->value : 0; };
    const auto worst = std::max_element(study.classes.begin(), study.classes.end(),
                                        [&](const auto &a, const auto &b) { return down(a) < down(b); });
    const bool isClear
        = worst != study.classes.end() && down(*worst) > kClearly * down(study.classes[study.report.readingClass]);
    return isClear ? &*worst : nullptr;
}

Cell availabilityCell(const std::optional<reliability::Estimate> &estimate)
{
    return estimate ? Cell { availabilityWords(*estimate) } : Cell { "not served", Tone::Bad };
}

std::string toleranceWords(const Study &study)
{
    const analysis::ToleranceReport &tolerance = study.report.tolerance;
    std::string text = tierSentence(tolerance);
    std::vector<std::string> names;
    for (const int each : tolerance.singlePoints)
        names.push_back(study.nameOf(each));
    if (!names.empty())
        text += " The tier does not forgive the loss of " + listed(names) + ".";
    const bool isSecond = !names.empty();
    names.clear();
    for (const int each : tolerance.lostPlaces)
        names.push_back(study.nameOf(each));
    if (!names.empty())
        text += std::string(isSecond ? " Nor may it stop" : " It may not stop")
            + " when a whole place is lost, as it does with " + listed(names) + ".";
    return text;
}

} // namespace

Section reliabilitySection(const Study &study)
{
    Section section { "failures", "What fails, and what then stops", {} };
    addSinglePoints(study, section);
    std::vector<const ReliabilityReport *> told;
    if (!study.classes.empty())
        told.push_back(&study.classes[study.report.readingClass]);
    if (const ReliabilityReport *least = leastReliable(study); least && least != told.front())
        told.push_back(least);
    for (const ReliabilityReport *each : told) {
        addCuts(*each, study, section);
        addImportance(*each, study, section);
    }
    return section;
}

Section availabilitySection(const Study &study)
{
    Section section { "availability", "Availability and downtime", {} };
    section.blocks.emplace_back(Paragraph { toleranceWords(study) });
    Table table { "Availability of each class of requests",
                  { { "Requests", false },
                    { "Available", true },
                    { "Down in a month", true },
                    { "Down in a year", true },
                    { "Single points", true } },
                  {} };
    for (const analysis::ClassReport &each : study.report.classes)
        table.rows.push_back({ { each.name },
                               availabilityCell(each.availability),
                               { each.availability ? downtimeWords(each.availability->downPerMonth()) : "always" },
                               { each.availability ? downtimeWords(each.availability->downPerYear()) : "always" },
                               { std::to_string(each.singlePoints.size()) } });
    if (!table.rows.empty())
        section.blocks.emplace_back(std::move(table));
    if (study.report.downtimeCostPerHour > 0)
        section.blocks.emplace_back(
            Paragraph { "An hour down costs " + amountWords(study.report.downtimeCostPerHour, study.report.currency)
                        + ", so the expected downtime costs "
                        + amountWords(study.report.downtimeCostPerMonth, study.report.currency) + " a month." });
    section.blocks.emplace_back(
        Paragraph { "Components fail independently, except for the places they stand in. Releases and operators, "
                    "the usual causes of outages, are not in these figures." });
    return section;
}

} // namespace headroom::report_writing
