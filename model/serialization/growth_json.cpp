#include "model/serialization/growth_json.h"

#include "model/reporting/sweep_table.h"
#include "model/serialization/report_parts.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace headroom::serialization {

namespace {

using cost::Growth;
using cost::GrowthPoint;
using nlohmann::ordered_json;

constexpr int kCurvesVersion = 1;

ordered_json offerOf(const cost::Offer &offer, const std::string &currency)
{
    ordered_json out;
    if (offer.cost)
        out["cost_per_month"] = money(*offer.cost, currency);
    else
        out["reason"] = offer.reason;
    return out;
}

ordered_json stageOf(std::size_t stage, const Growth &growth)
{
    return { { "index", stage + 1 }, { "name", growth.stageNames[stage] } };
}

ordered_json indexOf(const GrowthPoint &point, const std::string &currency)
{
    ordered_json out;
    if (!point.overProvisioning) {
        out["reason"] = point.notIndexed;
        return out;
    }
    out["value"] = point.overProvisioning->index;
    out["against_stage"] = point.overProvisioning->cheapestStage + 1;
    out["against"] = money(point.overProvisioning->cheapestCost, currency);
    return out;
}

ordered_json pointOf(const GrowthPoint &point, const std::string &currency)
{
    ordered_json out;
    out["users"] = point.users;
    out["state"] = reporting::stateName(point.state);
    out["cost_per_month"] = money(point.cost, currency);
    out["cost_per_1000_users"] = money(point.cost / point.users * 1e3, currency);
    out["cost_by_category"] = ordered_json::object();
    for (const auto &[category, amount] : point.costByCategory)
        out["cost_by_category"][category] = money(amount, currency);
    out["scale_up"] = offerOf(point.scaleUp, currency);
    out["ideal_scale_out"]["cost_per_month"] = money(point.scaleOut, currency);
    if (point.cheapest) {
        out["cheapest"]["stage"] = *point.cheapest + 1;
        out["cheapest"]["cost_per_month"] = money(*point.sized[*point.cheapest].cost, currency);
        out["cheapest"]["bound"] = "at most: components are sized one by one, for the users alone";
    } else {
        out["cheapest"]["reason"] = "no stage can be sized for these users";
    }
    out["over_provisioning_index"] = indexOf(point, currency);
    out["stages"] = ordered_json::array();
    for (const cost::Offer &offer : point.sized)
        out["stages"].push_back(offerOf(offer, currency));
    return out;
}

ordered_json crossoverOf(const cost::Crossover &crossover, const Growth &growth)
{
    ordered_json out;
    out["users"] = crossover.users;
    out["kind"] = crossover.isStage ? "stage" : "scale_out";
    if (crossover.isStage) {
        out["from"] = stageOf(crossover.from, growth);
        out["to"] = stageOf(crossover.to, growth);
    }
    return out;
}

} // namespace

std::string writeGrowth(const Growth &growth)
{
    ordered_json out;
    out["format"] = "headroom-curves";
    out["version"] = kCurvesVersion;
    out["design"] = growth.design;
    out["stage"] = stageOf(growth.stageIndex, growth);
    out["scale_up_ceiling"] = ordered_json::object();
    if (growth.ceiling) {
        out["scale_up_ceiling"]["users"] = *growth.ceiling;
        out["scale_up_ceiling"]["reason"] = growth.ceilingReason;
    }
    out["crossovers"] = ordered_json::array();
    for (const cost::Crossover &each : growth.crossovers)
        out["crossovers"].push_back(crossoverOf(each, growth));
    out["points"] = ordered_json::array();
    for (const GrowthPoint &point : growth.points)
        out["points"].push_back(pointOf(point, growth.currency));
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace headroom::serialization
