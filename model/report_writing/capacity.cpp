#include "model/report_writing/chart_lines.h"
#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::report_writing {

namespace {

using analysis::ComponentReport;

constexpr double kChartTop = 1.5; // utilization above which a curve is cut

double fullAt(const ComponentReport &component)
{
    return component.bindingResource < 0
        ? std::numeric_limits<double>::infinity()
        : component.resources[static_cast<std::size_t>(component.bindingResource)].usersAtSaturation;
}

/// What a queue feeds is judged by the whole day: the queue keeps the peak from it.
Cell usedCell(const ComponentReport &component)
{
    Cell cell = utilizationCell(component.utilization, component.band);
    if (component.backlog)
        cell.text += ", of the day";
    return cell;
}

std::vector<Cell> rowOf(const ComponentReport &component)
{
    const bool binds = component.bindingResource >= 0;
    const bool hasResource = component.fullestResource >= 0;
    const auto &binding = component.resources[static_cast<std::size_t>(std::max(component.bindingResource, 0))];
    return { { component.name },
             { reporting::compactNumber(component.instances)
               + (component.maxInstances > component.instances
                      ? " (up to " + reporting::compactNumber(component.maxInstances) + ")"
                      : "") },
             { component.requestsPerSecond > 0 ? reporting::compactRate(component.requestsPerSecond) : "–" },
             { hasResource ? component.resources[static_cast<std::size_t>(component.fullestResource)].title : "–" },
             hasResource ? usedCell(component) : Cell { "–" },
             { binds ? binding.title : "–" },
             { binds ? usersCell(binding.usersAt085) : "–" },
             { usersCell(fullAt(component)), component.band == analysis::Band::Saturated ? Tone::Bad : Tone::Plain } };
}

/// One row for parts of one name that are alike to the last digit shown, in several regions say.
void addRows(const Study &study, const std::vector<std::size_t> &order, Table &table)
{
    std::vector<std::string> names; // per row
    std::vector<std::size_t> counts;
    for (const std::size_t i : order) {
        const std::string &name = study.given().components[i].name;
        std::vector<Cell> row = rowOf(study.report.components[i]);
        std::size_t twin = 0;
        while (twin < names.size()
               && (names[twin] != name || !std::equal(row.begin() + 1, row.end(), table.rows[twin].begin() + 1)))
            ++twin;
        if (twin == names.size()) {
            names.push_back(name);
            counts.push_back(1);
            table.rows.push_back(std::move(row));
        } else {
            table.rows[twin].front().text = std::to_string(++counts[twin]) + " × " + name;
        }
    }
    constexpr std::size_t kInstances = 1;
    constexpr std::size_t kRequests = 2;
    for (std::size_t row = 0; row < counts.size(); ++row)
        for (const std::size_t column : { kInstances, kRequests })
            if (std::string &text = table.rows[row][column].text; counts[row] > 1 && text != "–")
                text += " each";
}

Chart utilizationChart(const Study &study)
{
    Chart chart { "Utilization of what fills first, as users grow", {}, {}, {}, {}, {}, nullptr, false, kChartTop };
    chart.format = reporting::percent;
    for (const auto &point : study.curve.points)
        chart.users.push_back(point.users);
    std::vector<Chart::Line> lines;
    for (std::size_t i = 0; i < study.curve.bindings.size(); ++i) {
        const auto &binding = study.curve.bindings[i];
        const ComponentReport *component = study.report.findComponent(binding.component);
        Chart::Line line;
        for (const analysis::ResourceReport &each : component->resources)
            if (each.id == binding.resource)
                line.name = component->name + " · " + each.title;
        for (const auto &point : study.curve.points)
            line.values.emplace_back(point.utilization[i]);
        lines.push_back(std::move(line));
    }
    addHighest(chart, std::move(lines));
    chart.levels = { { 0.7, "70 %" }, { 0.85, "85 %" }, { 1, "full" } };
    chart.marks = { { study.users, "now" } };
    if (!chart.lines.empty())
        chart.alternative = "Lines of " + std::to_string(chart.lines.size()) + " resources that rise with the users; "
            + chart.lines.front().name + " rises most.";
    return chart;
}

/// What piles up behind queues in the peak hours.
void addBacklogs(const Study &study, Section &section)
{
    Table table { "What waits behind queues in the peak hours",
                  { { "Component", false },
                    { "Comes, daily mean", true },
                    { "Can be done", true },
                    { "Waits at most", true },
                    { "The last of it for", true },
                    { "Drained after", true } },
                  {} };
    for (const ComponentReport &each : study.report.components) {
        if (!each.backlog || (each.backlog->most && *each.backlog->most < 1))
            continue;
        const analysis::BacklogReport &backlog = *each.backlog;
        const auto time = [](const std::optional<double> &seconds) {
            return seconds ? Cell { reporting::duration(*seconds) } : Cell { "without end", Tone::Bad };
        };
        table.rows.push_back({ { each.name },
                               { reporting::compactRate(backlog.arriving) },
                               { reporting::compactRate(backlog.pace) },
                               backlog.most ? Cell { usersWords(std::round(*backlog.most)) + " items" }
                                            : Cell { "grows from day to day", Tone::Bad },
                               time(backlog.age),
                               time(backlog.drain) });
        if (backlog.isLate())
            table.rows.back()[4].tone = Tone::Bad;
    }
    if (!table.rows.empty())
        section.blocks.emplace_back(std::move(table));
}

} // namespace

Section capacitySection(const Study &study)
{
    Section section { "capacity", "Capacity", {} };
    section.blocks.emplace_back(Paragraph {
        "The table is in the order in which components give way as users grow. “Used” is the utilization of "
        "the hottest instance in the peak hour: keep watch above 70 % (memory: 80 %), it is critical above 85 % "
        "(memory: 90 %), and at 100 % the queue grows without end, or there is no room left. “Of the day” stands where "
        "a "
        "queue keeps the peak away, so that the mean of the day counts." });
    std::vector<std::size_t> order;
    const std::vector<ComponentReport> &components = study.report.components;
    for (std::size_t i = 0; i < components.size(); ++i)
        if (!components[i].isPlace)
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return fullAt(components[a]) < fullAt(components[b]); });
    Table table { "Components at " + exactUsers(study.users),
                  { { "Component", false },
                    { "Instances", true },
                    { "Requests", true },
                    { "Fullest now", false },
                    { "Used", true },
                    { "Fills first", false },
                    { "85 % used at users", true },
                    { "Full at users", true } },
                  {} };
    addRows(study, order, table);
    section.blocks.emplace_back(std::move(table));
    addBacklogs(study, section);
    Chart chart = utilizationChart(study);
    if (!chart.lines.empty() && chart.users.size() >= 2)
        section.blocks.emplace_back(std::move(chart));
    return section;
}

} // namespace headroom::report_writing
