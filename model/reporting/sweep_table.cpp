#include "model/reporting/sweep_table.h"

#include "model/reporting/csv.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::reporting {

namespace {

using analysis::StageSweep;

std::string keyOf(const StageSweep::Binding &binding)
{
    return binding.component + "." + binding.resource;
}

std::string number(double value)
{
    return std::isfinite(value) ? exact(value) : "";
}

std::vector<std::string> recordOf(const StageSweep &sweep, const StageSweep::Point &point,
                                  const std::vector<std::string> &columns)
{
    const bool hasBottleneck = point.bottleneck >= 0;
    const auto bottleneck = static_cast<std::size_t>(std::max(point.bottleneck, 0));
    std::vector<std::string> cells { std::to_string(sweep.stageIndex + 1),
                                     csvText(sweep.stageName),
                                     number(point.users),
                                     number(point.requestsPerSecond),
                                     stateName(point.state),
                                     point.meanLatency ? number(*point.meanLatency * 1e3) : "",
                                     number(point.costPerMonth),
                                     number(point.costPerMonth / point.users * 1e3),
                                     hasBottleneck ? csvText(keyOf(sweep.bindings[bottleneck])) : "",
                                     hasBottleneck ? number(point.utilization[bottleneck]) : "" };
    for (const std::string &column : columns) {
        std::string cell;
        for (std::size_t i = 0; i < sweep.bindings.size(); ++i)
            if (keyOf(sweep.bindings[i]) == column)
                cell = number(point.utilization[i]);
        cells.push_back(std::move(cell));
    }
    return cells;
}

} // namespace

const char *stateName(analysis::State state)
{
    switch (state) {
    case analysis::State::Saturated:
        return "saturated";
    case analysis::State::Unreachable:
        return "unreachable";
    case analysis::State::Fine:
        break;
    }
    return "steady";
}

std::string sweepTable(const std::vector<StageSweep> &sweeps)
{
    std::vector<std::string> columns;
    for (const StageSweep &sweep : sweeps)
        for (const StageSweep::Binding &binding : sweep.bindings)
            if (std::find(columns.begin(), columns.end(), keyOf(binding)) == columns.end())
                columns.push_back(keyOf(binding));
    const std::string currency = sweeps.empty() ? "" : "_" + sweeps.front().currency;
    std::vector<std::string> heading { "stage",
                                       "stage_name",
                                       "users",
                                       "requests_per_second",
                                       "state",
                                       "mean_latency_ms",
                                       csvText("cost_per_month" + currency),
                                       csvText("cost_per_1000_users" + currency),
                                       "bottleneck",
                                       "bottleneck_utilization" };
    for (const std::string &column : columns)
        heading.push_back(csvText("utilization " + column));
    std::string text = csvRecord(heading);
    for (const StageSweep &sweep : sweeps)
        for (const StageSweep::Point &point : sweep.points)
            text += csvRecord(recordOf(sweep, point, columns));
    return text;
}

} // namespace headroom::reporting
