#include "model/serialization/optimum_json.h"

#include "model/serialization/report_parts.h"

namespace headroom::serialization {

namespace {

using growth::NotYet;
using growth::Optimum;
using growth::SizedStage;
using growth::StageOptimum;
using nlohmann::ordered_json;

constexpr int kOptimizeVersion = 1;

ordered_json editsOf(const std::vector<edits::SetParameter> &edits)
{
    ordered_json out = ordered_json::array();
    for (const edits::SetParameter &each : edits) {
        ordered_json &line = out.emplace_back();
        line["component"] = each.id;
        line["parameter"] = each.parameter;
        if (each.value)
            line["value"] = std::visit([](const auto &value) { return ordered_json(value); }, *each.value);
    }
    return out;
}

ordered_json sizedOf(const SizedStage &sized, const std::string &currency)
{
    ordered_json out;
    out["cost_per_month"] = money(sized.cost, currency);
    if (sized.p99)
        put(out, "p99", *sized.p99);
    if (sized.availability)
        put(out, "availability", *sized.availability);
    put(out, "users_at_saturation", sized.usersAtSaturation);
    out["changes"] = editsOf(sized.edits);
    return out;
}

ordered_json frontOf(const std::vector<SizedStage> &front, const std::string &currency)
{
    ordered_json out = ordered_json::array();
    for (const SizedStage &each : front)
        out.push_back(sizedOf(each, currency));
    return out;
}

ordered_json stageOf(const StageOptimum &stage, const std::string &currency)
{
    ordered_json out;
    out["index"] = stage.stage + 1;
    out["name"] = stage.name;
    out["proven"] = stage.isProven;
    if (!stage.method.empty())
        out["method"] = stage.method;
    out["tried"] = stage.tried;
    if (stage.best)
        out["best"] = sizedOf(*stage.best, currency);
    else
        out["reason"] = stage.reason;
    if (stage.best)
        out["new_errors"] = stage.newErrors;
    if (!stage.tierMissed.empty())
        out["tier_missed"] = stage.tierMissed;
    out["cost_against_p99"] = frontOf(stage.latencyFront, currency);
    out["cost_against_availability"] = frontOf(stage.availabilityFront, currency);
    return out;
}

ordered_json goalOf(const growth::Goal &goal)
{
    ordered_json out;
    out["users"] = goal.users;
    if (goal.p99)
        out["p99"] = *goal.p99;
    if (goal.availability)
        out["availability"] = *goal.availability;
    if (!goal.tier.empty())
        out["tier"] = goal.tier;
    if (goal.budget)
        out["budget"] = *goal.budget;
    out["utilization"] = goal.limits.utilization;
    return out;
}

ordered_json notYetOf(const NotYet &given)
{
    ordered_json out;
    out["stage"] = given.stage + 1;
    out["users"] = given.users;
    out["built_for_stage"] = given.builtFor;
    out["needed_stage"] = given.neededFor;
    if (given.overProvisioning)
        out["over_provisioning_index"] = given.overProvisioning->index;
    out["saving"] = money(given.saving, given.currency);
    out["together"] = given.together;
    out["kept"] = ordered_json::array();
    for (const growth::Kept &each : given.kept)
        out["kept"].push_back({ { "component", each.id }, { "name", each.name }, { "why", each.why } });
    out["components"] = ordered_json::array();
    for (const growth::Unneeded &each : given.parts) {
        ordered_json &line = out["components"].emplace_back();
        line["component"] = each.id;
        line["name"] = each.name;
        line["kind"] = each.kind;
        line["removes"] = each.removed;
        line["along"] = each.along;
        line["why"] = each.why;
        line["idle"] = each.isIdle;
        line["saving"] = money(each.saving, given.currency);
        line["before"] = figuresOf(each.effect.before, given.currency);
        line["after"] = figuresOf(each.effect.after, given.currency);
    }
    return out;
}

} // namespace

std::string writeOptimum(const Optimum &optimum, const NotYet *notYet)
{
    ordered_json out;
    out["format"] = "headroom-optimize";
    out["version"] = kOptimizeVersion;
    out["design"] = optimum.design;
    out["goal"] = goalOf(optimum.goal);
    out["feasible"] = optimum.cheapest.has_value();
    if (optimum.cheapest)
        out["cheapest_stage"] = optimum.stages[*optimum.cheapest].stage + 1;
    out["proven"] = optimum.isProven;
    if (optimum.elsewhere)
        out["met_in_stage"] = *optimum.elsewhere + 1;
    out["stages"] = ordered_json::array();
    for (const StageOptimum &each : optimum.stages)
        out["stages"].push_back(stageOf(each, optimum.currency));
    if (notYet)
        out["not_yet"] = notYetOf(*notYet);
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace headroom::serialization
