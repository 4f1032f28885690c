#include "model/serialization/stage_map_json.h"

#include "model/serialization/report_parts.h"

namespace headroom::serialization {

namespace {

using growth::Filling;
using growth::StageMove;
using nlohmann::ordered_json;

constexpr int kStagesVersion = 1;

ordered_json fillingOf(const Filling &filling)
{
    ordered_json out;
    out["component"] = filling.component;
    out["name"] = filling.componentName;
    out["resource"] = filling.resource;
    put(out, "users_at_070", filling.usersAt070);
    put(out, "users_at_085", filling.usersAt085);
    put(out, "users_at_saturation", filling.usersAtSaturation);
    return out;
}

ordered_json triggerOf(const growth::MoveTrigger &trigger)
{
    ordered_json out;
    put(out, "users", trigger.users);
    if (!trigger.component.empty())
        out["component"] = trigger.component;
    out["threshold"] = trigger.threshold;
    out["what"] = trigger.what;
    out["of_this_sort_of_stage"] = trigger.isOfStage;
    return out;
}

ordered_json stageOf(const StageMove &stage, const std::string &currency)
{
    ordered_json out;
    out["index"] = stage.index + 1;
    out["name"] = stage.name;
    out["range"] = { { "from", stage.range.from }, { "to", stage.range.to } };
    out["serves"] = stage.serves;
    out["cost_at_end"] = money(stage.costAtEnd, currency);
    if (!stage.serves)
        return out;
    if (stage.justifiedFrom)
        put(out, "justified_from", *stage.justifiedFrom);
    put(out, "users_at_saturation", stage.usersAtSaturation);
    if (stage.first)
        out["first"] = fillingOf(*stage.first);
    if (stage.second)
        out["second"] = fillingOf(*stage.second);
    if (stage.trigger)
        out["trigger"] = triggerOf(*stage.trigger);
    if (stage.costAtTrigger)
        out["cost_at_trigger"] = money(*stage.costAtTrigger, currency);
    if (stage.next) {
        ordered_json &next = out["next_stage"];
        next["index"] = *stage.next + 1;
        put(next, "users_at_saturation", *stage.nextSaturation);
        if (stage.nextCost)
            next["cost_at_trigger"] = money(*stage.nextCost, currency);
    }
    out["fails_in_range"] = stage.failsInRange;
    out["holds_no_more_than_before"] = stage.isOvertaken;
    return out;
}

} // namespace

std::string writeStageMap(const growth::StageMap &map)
{
    ordered_json out;
    out["format"] = "headroom-stages";
    out["version"] = kStagesVersion;
    out["design"] = map.design;
    out["stages"] = ordered_json::array();
    for (const StageMove &each : map.stages)
        out["stages"].push_back(stageOf(each, map.currency));
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace headroom::serialization
