#include "model/serialization/reliability_json.h"

#include "model/serialization/report_parts.h"

#include <nlohmann/json.hpp>

namespace headroom::serialization {

namespace {

using nlohmann::ordered_json;
using namespace analysis;

constexpr int kCutsVersion = 1;

const std::string &componentId(const Report &report, int component)
{
    return report.components[static_cast<std::size_t>(component)].id;
}

ordered_json cutOf(const CutReport &cut, const Report &report)
{
    ordered_json out;
    out["order"] = cut.order;
    out["probability"] = cut.probability;
    out["single_point_of_failure"] = cut.isSinglePoint;
    out["parts"] = ordered_json::array();
    for (const CutReport::Part &part : cut.parts)
        out["parts"].push_back({ { "component", componentId(report, part.component) }, { "failures", part.failures } });
    return out;
}

ordered_json importanceOf(const ImportanceReport &each, const Report &report)
{
    ordered_json out;
    out["component"] = componentId(report, each.component);
    out["availability"] = each.availability;
    out["birnbaum"] = each.birnbaum;
    out["gain"] = each.gain;
    return out;
}

ordered_json classOf(const ReliabilityReport &given, const Report &report)
{
    ordered_json out;
    out["id"] = given.id;
    out["name"] = given.name;
    if (given.availability)
        out["availability"] = availabilityOf(*given.availability, true);
    out["complete_order"] = given.completeOrder;
    out["cuts"] = ordered_json::array();
    for (const CutReport &cut : given.cuts)
        out["cuts"].push_back(cutOf(cut, report));
    out["importance_basis"] = given.isImportanceExact ? "exact" : "cuts";
    out["fix_first"] = ordered_json::array();
    for (const ImportanceReport &each : given.importance)
        out["fix_first"].push_back(importanceOf(each, report));
    return out;
}

} // namespace

std::string writeReliability(const Report &report, const std::vector<ReliabilityReport> &classes)
{
    ordered_json out;
    out["format"] = "headroom-cuts";
    out["version"] = kCutsVersion;
    out["design"] = report.design;
    out["stage"]["index"] = report.stageIndex + 1;
    out["stage"]["name"] = report.stageName;
    out["users"] = report.users;
    out["classes"] = ordered_json::array();
    for (const ReliabilityReport &each : classes)
        out["classes"].push_back(classOf(each, report));
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace headroom::serialization
