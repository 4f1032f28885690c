#include "model/serialization/size_json.h"

#include "model/analysis/effects.h"
#include "model/serialization/report_parts.h"

#include <nlohmann/json.hpp>

namespace headroom::serialization {

namespace {

using nlohmann::ordered_json;

constexpr int kSizeVersion = 1;

ordered_json valueOf(const project::Value &value)
{
    return std::visit([](const auto &each) { return ordered_json(each); }, value);
}

ordered_json changeOf(const edits::SetParameter &edit, const project::Stage &given, const catalog::Catalog &catalog)
{
    const project::Component &component = *given.findComponent(edit.id);
    const catalog::ParameterSpec &spec = *catalog.kind(component.kind).findParameter(edit.parameter);
    ordered_json out;
    out["component"] = edit.id;
    out["parameter"] = edit.parameter;
    out["before"] = valueOf(catalog::effectiveValue(catalog, component, spec).value);
    out["after"] = valueOf(*edit.value);
    return out;
}

ordered_json obstacleOf(const cost::Obstacle &obstacle)
{
    ordered_json out;
    out["component"] = obstacle.component;
    out["resource"] = obstacle.resource;
    put(out, "utilization", obstacle.utilization);
    out["limit"] = obstacle.limit;
    return out;
}

} // namespace

std::string writeSizing(const cost::SizedDesign &sized, const project::Stage &given, const catalog::Catalog &catalog)
{
    const analysis::Report &before = sized.before;
    ordered_json out;
    out["format"] = "headroom-size";
    out["version"] = kSizeVersion;
    out["design"] = before.design;
    out["stage"] = { { "index", before.stageIndex + 1 }, { "name", before.stageName } };
    out["users"] = before.users;
    out["feasible"] = sized.sizing.isFeasible();
    out["before"] = figuresOf(analysis::figuresOf(before), before.currency);
    if (!sized.sizing.isFeasible()) {
        for (const cost::Obstacle &each : sized.sizing.obstacles)
            out["obstacles"].push_back(obstacleOf(each));
        return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
    }
    out["after"] = figuresOf(analysis::figuresOf(sized.after), before.currency);
    out["changes"] = ordered_json::array();
    for (const edits::SetParameter &each : sized.sizing.edits)
        out["changes"].push_back(changeOf(each, given, catalog));
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace headroom::serialization
