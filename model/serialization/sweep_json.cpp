#include "model/serialization/sweep_json.h"

#include "model/reporting/sweep_table.h"
#include "model/serialization/report_parts.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace headroom::serialization {

namespace {

using analysis::StageSweep;
using nlohmann::ordered_json;

constexpr int kSweepVersion = 1;

ordered_json pointOf(const StageSweep &sweep, const StageSweep::Point &point,
                     const std::optional<analysis::Percentiles> &times)
{
    ordered_json out;
    out["users"] = point.users;
    out["requests_per_second"] = point.requestsPerSecond;
    out["state"] = reporting::stateName(point.state);
    if (point.meanLatency)
        out["latency_ms"]["mean"] = *point.meanLatency * 1e3;
    if (point.meanLatency && times) {
        put(out["latency_ms"], "p50", times->p50 * 1e3);
        put(out["latency_ms"], "p95", times->p95 * 1e3);
        put(out["latency_ms"], "p99", times->p99 * 1e3);
    }
    out["cost_per_month"] = money(point.costPerMonth, sweep.currency);
    out["cost_per_1000_users"] = money(point.costPerMonth / point.users * 1e3, sweep.currency);
    if (point.bottleneck >= 0) {
        const auto &binding = sweep.bindings[static_cast<std::size_t>(point.bottleneck)];
        out["bottleneck"] = { { "component", binding.component }, { "resource", binding.resource } };
    }
    out["utilization"] = ordered_json::object();
    for (std::size_t i = 0; i < sweep.bindings.size(); ++i)
        if (std::isfinite(point.utilization[i]))
            out["utilization"][sweep.bindings[i].component]
                = { { "resource", sweep.bindings[i].resource }, { "utilization", point.utilization[i] } };
    return out;
}

} // namespace

std::string writeSweep(const std::vector<StageSweep> &sweeps,
                       const std::vector<analysis::SweptPercentiles> &percentiles)
{
    ordered_json out;
    out["format"] = "headroom-sweep";
    out["version"] = kSweepVersion;
    out["design"] = sweeps.empty() ? "" : sweeps.front().design;
    out["stages"] = ordered_json::array();
    for (std::size_t s = 0; s < sweeps.size(); ++s) {
        const StageSweep &sweep = sweeps[s];
        ordered_json stage { { "index", sweep.stageIndex + 1 }, { "name", sweep.stageName } };
        stage["points"] = ordered_json::array();
        for (std::size_t i = 0; i < sweep.points.size(); ++i)
            stage["points"].push_back(
                pointOf(sweep, sweep.points[i], s < percentiles.size() ? percentiles[s][i] : std::nullopt));
        out["stages"].push_back(std::move(stage));
    }
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace headroom::serialization
