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

/// Writes numbers with all their digits, or with as many as wanted.
class Cells {
public:
    explicit Cells(int digits)
        : m_digits(digits)
    {
    }
    std::string operator()(double value) const
    {
        return !std::isfinite(value) ? "" : m_digits > 0 ? exact(roundedTo(value, m_digits)) : exact(value);
    }

private:
    int m_digits;
};

std::vector<std::string> percentileCells(const std::optional<analysis::Percentiles> &times, const Cells &cell)
{
    if (!times)
        return { "", "", "" };
    return { cell(times->p50 * 1e3), cell(times->p95 * 1e3), cell(times->p99 * 1e3) };
}

/// @param columns  per column of a binding resource its index in the sweep's bindings; −1: the stage has none there.
std::vector<std::string> recordOf(const StageSweep &sweep, const StageSweep::Point &point,
                                  const std::vector<std::string> &percentiles, const std::vector<int> &columns,
                                  const Cells &cell)
{
    const bool hasBottleneck = point.bottleneck >= 0;
    const auto bottleneck = static_cast<std::size_t>(std::max(point.bottleneck, 0));
    std::vector<std::string> cells { std::to_string(sweep.stageIndex + 1),
                                     csvText(sweep.stageName),
                                     cell(point.users),
                                     cell(point.requestsPerSecond),
                                     stateName(point.state),
                                     point.meanLatency ? cell(*point.meanLatency * 1e3) : "" };
    cells.insert(cells.end(), percentiles.begin(), percentiles.end());
    cells.insert(cells.end(),
                 { cell(point.costPerMonth), cell(point.costPerMonth / point.users * 1e3),
                   hasBottleneck ? csvText(keyOf(sweep.bindings[bottleneck])) : "",
                   hasBottleneck ? cell(point.utilization[bottleneck]) : "" });
    for (const int column : columns)
        cells.push_back(column < 0 ? "" : cell(point.utilization[static_cast<std::size_t>(column)]));
    return cells;
}

std::vector<int> indicesOf(const StageSweep &sweep, const std::vector<std::string> &columns)
{
    std::vector<int> indices(columns.size(), -1);
    for (std::size_t i = 0; i < sweep.bindings.size(); ++i)
        for (std::size_t column = 0; column < columns.size(); ++column)
            if (keyOf(sweep.bindings[i]) == columns[column])
                indices[column] = static_cast<int>(i);
    return indices;
}

std::vector<std::string> headingOf(const std::vector<StageSweep> &sweeps, const std::vector<std::string> &columns,
                                   bool hasPercentiles)
{
    const std::string currency = sweeps.empty() ? "" : "_" + sweeps.front().currency;
    std::vector<std::string> heading {
        "stage", "stage_name", "users", "requests_per_second", "state", "mean_latency_ms"
    };
    if (hasPercentiles)
        heading.insert(heading.end(), { "p50_latency_ms", "p95_latency_ms", "p99_latency_ms" });
    heading.insert(heading.end(),
                   { csvText("cost_per_month" + currency), csvText("cost_per_1000_users" + currency), "bottleneck",
                     "bottleneck_utilization" });
    for (const std::string &column : columns)
        heading.push_back(csvText("utilization " + column));
    return heading;
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

std::string sweepTable(const std::vector<StageSweep> &sweeps,
                       const std::vector<analysis::SweptPercentiles> &percentiles, int digits)
{
    const Cells cell(digits);
    std::vector<std::string> columns;
    for (const StageSweep &sweep : sweeps)
        for (const StageSweep::Binding &binding : sweep.bindings)
            if (std::find(columns.begin(), columns.end(), keyOf(binding)) == columns.end())
                columns.push_back(keyOf(binding));
    const bool hasPercentiles = percentiles.size() == sweeps.size();
    std::string text = csvRecord(headingOf(sweeps, columns, hasPercentiles));
    for (std::size_t s = 0; s < sweeps.size(); ++s) {
        const std::vector<int> indices = indicesOf(sweeps[s], columns);
        for (std::size_t i = 0; i < sweeps[s].points.size(); ++i) {
            const std::vector<std::string> times
                = hasPercentiles ? percentileCells(percentiles[s][i], cell) : std::vector<std::string>();
            text += csvRecord(recordOf(sweeps[s], sweeps[s].points[i], times, indices, cell));
        }
    }
    return text;
}

} // namespace headroom::reporting
