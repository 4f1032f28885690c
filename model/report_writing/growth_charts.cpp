#include "model/report_writing/growth_charts.h"

#include "model/report_writing/chart_lines.h"
#include "model/reporting/numbers.h"

#include <algorithm>

namespace headroom::report_writing {

namespace {

constexpr double kGrowthTop = 1.5; // utilization above which a curve is cut

Chart utilizationOf(const std::vector<double> &users, const std::vector<analysis::Report> &reports)
{
    Chart chart;
    chart.title = "Utilization of what fills first";
    chart.alternative = "Lines that rise with the users; the first to reach 100 % gives way.";
    chart.users = users;
    chart.levels = { { 0.7, "70 %" }, { 0.85, "85 %" }, { 1, "full" } };
    chart.format = reporting::percent;
    chart.most = kGrowthTop;
    const std::vector<analysis::ComponentReport> &last = reports.back().components;
    std::vector<Chart::Line> lines;
    for (std::size_t i = 0; i < last.size(); ++i) {
        if (last[i].bindingResource < 0)
            continue;
        const auto resource = static_cast<std::size_t>(last[i].bindingResource);
        lines.push_back({ last[i].name + " · " + last[i].resources[resource].title, {} });
        for (const analysis::Report &each : reports)
            lines.back().values.emplace_back(each.components[i].resources[resource].utilization);
    }
    addHighest(chart, std::move(lines));
    return chart;
}

Chart timesOf(const std::vector<double> &users, const std::vector<analysis::Report> &reports)
{
    Chart chart;
    chart.title = "Response time at the servers";
    chart.alternative = "Mean and p95; the lines end where the stage is full.";
    chart.users = users;
    chart.format = reporting::duration;
    chart.isLogarithmic = true;
    chart.lines = { { "Mean", {} }, { "95 of 100 within", {} } };
    for (const analysis::Report &each : reports) {
        const bool has = each.serverTime && each.serverTime->value.mean > 0;
        chart.lines[0].values.push_back(has ? std::optional(each.serverTime->value.mean) : std::nullopt);
        chart.lines[1].values.push_back(has ? std::optional(each.serverTime->value.p95) : std::nullopt);
    }
    return chart;
}

Chart costOf(const std::vector<double> &users, const std::vector<analysis::Report> &reports)
{
    Chart chart;
    chart.title = "Cost a month in " + reports.front().currency;
    chart.alternative = "The bill of the stage as it is.";
    chart.users = users;
    chart.format = reporting::compactNumber;
    chart.isLogarithmic = true;
    chart.lines = { { "This stage", {} } };
    for (const analysis::Report &each : reports)
        chart.lines[0].values.push_back(each.costPerMonth > 0 ? std::optional(each.costPerMonth) : std::nullopt);
    return chart;
}

} // namespace

std::vector<Chart> growthCharts(const std::vector<double> &users, const std::vector<analysis::Report> &reports)
{
    std::vector<Chart> charts;
    for (Chart &each :
         std::vector<Chart> { utilizationOf(users, reports), timesOf(users, reports), costOf(users, reports) })
        if (each.hasValue())
            charts.push_back(std::move(each));
    return charts;
}

} // namespace headroom::report_writing
