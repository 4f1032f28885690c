#include "model/serialization/study_json.h"

#include "model/serialization/report_parts.h"

namespace headroom::serialization {

namespace {

using growth::Band;
using growth::InputRange;
using growth::StageBands;
using growth::Tornado;
using nlohmann::ordered_json;

constexpr int kSensitivityVersion = 1;

/// What is infinite is absent.
ordered_json bandOf(const Band &band)
{
    ordered_json out = ordered_json::object();
    put(out, "base", band.base);
    if (band.samples > 0) {
        put(out, "p05", band.p05);
        put(out, "p50", band.p50);
        put(out, "p95", band.p95);
    }
    out["samples"] = band.samples;
    return out;
}

ordered_json inputOf(const InputRange &input)
{
    ordered_json out;
    if (!input.given.element.empty())
        out["element"] = input.given.element;
    out["parameter"] = input.given.parameter;
    out["title"] = input.title;
    out["unit"] = input.unit;
    out["relative"] = input.given.isRelative;
    if (input.isGone) {
        out["gone"] = true;
        return out;
    }
    out["base"] = input.base;
    out["low"] = input.low;
    out["high"] = input.high;
    return out;
}

ordered_json stageOf(const StageBands &stage)
{
    ordered_json out;
    out["index"] = stage.stage + 1;
    out["name"] = stage.name;
    out["serves"] = stage.serves;
    out["users_at_saturation"] = bandOf(stage.usersAtSaturation);
    out["users_at_085"] = bandOf(stage.usersAtRed);
    out["users_at_trigger"] = bandOf(stage.usersAtTrigger);
    if (stage.availability.samples > 0)
        out["availability"] = bandOf(stage.availability);
    if (stage.month)
        out["month_of_trigger"] = bandOf(*stage.month);
    out["points"] = ordered_json::array();
    for (const growth::BandPoint &each : stage.points) {
        ordered_json &point = out["points"].emplace_back();
        point["users"] = each.users;
        point["utilization"] = bandOf(each.utilization);
        point["cost_per_month"] = bandOf(each.cost);
        point["p99"] = bandOf(each.p99);
    }
    return out;
}

ordered_json tornadoOf(const Tornado &tornado, const std::vector<InputRange> &inputs)
{
    ordered_json out;
    out["stage"] = tornado.stage + 1;
    out["figure"] = idOf(tornado.figure);
    put(out, "base", tornado.base);
    out["bars"] = ordered_json::array();
    for (const growth::TornadoBar &each : tornado.bars) {
        ordered_json &bar = out["bars"].emplace_back();
        bar["input"] = inputs[each.input].title;
        put(bar, "low", each.low);
        put(bar, "high", each.high);
        put(bar, "swing", each.swing());
    }
    return out;
}

} // namespace

const char *idOf(Tornado::Figure figure)
{
    switch (figure) {
    case Tornado::Figure::UsersAtTrigger:
        return "users_at_trigger";
    case Tornado::Figure::Utilization:
        return "utilization";
    case Tornado::Figure::Cost:
        return "cost_per_month";
    case Tornado::Figure::P99:
        return "p99";
    case Tornado::Figure::UsersAtSaturation:
        break;
    }
    return "users_at_saturation";
}

std::string writeStudy(const StudyAnswer &answer)
{
    ordered_json out;
    out["format"] = "headroom-sensitivity";
    out["version"] = kSensitivityVersion;
    out["design"] = answer.design;
    out["samples"] = answer.study.size();
    out["seed"] = answer.study.request().seed;
    out["currency"] = answer.currency;
    out["inputs"] = ordered_json::array();
    for (const InputRange &each : answer.study.inputs())
        out["inputs"].push_back(inputOf(each));
    out["stages"] = ordered_json::array();
    for (const StageBands &each : answer.bands)
        out["stages"].push_back(stageOf(each));
    out["tornado"] = ordered_json::array();
    for (const Tornado &each : answer.tornado)
        out["tornado"].push_back(tornadoOf(each, answer.study.inputs()));
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace headroom::serialization
