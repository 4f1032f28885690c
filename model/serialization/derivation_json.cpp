#include "model/serialization/derivation_json.h"

#include "model/derivation/words.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace headroom::serialization {

namespace {

using derivation::Derivation;
using derivation::Place;
using nlohmann::ordered_json;

constexpr int kDerivationVersion = 1;

void putText(ordered_json &into, const char *key, const std::string &text)
{
    if (!text.empty())
        into[key] = text;
}

ordered_json placeOf(const Place &place)
{
    ordered_json out;
    out["owner"] = derivation::idOf(place.owner);
    putText(out, "element", place.element);
    out["parameter"] = place.parameter;
    return out;
}

ordered_json nodeOf(const Derivation &node, int depth)
{
    ordered_json out;
    out["label"] = node.label;
    out["symbol"] = node.symbol;
    if (node.value && std::isfinite(*node.value))
        out["value"] = *node.value;
    out["unit"] = node.unit;
    putText(out, "formula", node.formula.text());
    putText(out, "filled_in", derivation::filledIn(node));
    putText(out, "name", node.name);
    putText(out, "source", node.source);
    putText(out, "note", node.note);
    if (node.trust)
        out["trust"] = derivation::idOf(*node.trust);
    if (node.place)
        out["change_at"] = placeOf(*node.place);
    putText(out, "unfolded_at", node.unfoldedAt);
    if (node.children.empty())
        return out;
    if (depth <= 0) {
        out["cut"] = true;
        return out;
    }
    for (const Derivation &child : node.children)
        out["children"].push_back(nodeOf(child, depth - 1));
    return out;
}

ordered_json headed(const DerivationHeading &heading)
{
    ordered_json out;
    out["format"] = "headroom-derivation";
    out["version"] = kDerivationVersion;
    out["design"] = heading.design;
    out["stage"]["index"] = heading.stageIndex + 1;
    out["stage"]["name"] = heading.stageName;
    out["users"] = heading.users;
    return out;
}

std::string textOf(const ordered_json &tree)
{
    return tree.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace

std::string writeDerivation(const DerivationHeading &heading, const std::string &path, const Derivation &root,
                            std::span<const derivation::Sensitivity> sensitivities, int depth)
{
    ordered_json out = headed(heading);
    out["metric"] = path;
    out["derivation"] = nodeOf(root, depth);
    out["sensitivities"] = ordered_json::array();
    for (const derivation::Sensitivity &each : sensitivities) {
        ordered_json line;
        line["label"] = each.label;
        line["change_at"] = placeOf(each.place);
        line["value"] = each.value;
        line["unit"] = each.unit;
        line["elasticity"] = each.elasticity;
        out["sensitivities"].push_back(std::move(line));
    }
    out["limits"] = root.limits;
    return textOf(out);
}

std::string writeMetrics(const DerivationHeading &heading, std::span<const derivation::Metric> metrics)
{
    ordered_json out = headed(heading);
    out["metrics"] = ordered_json::array();
    for (const derivation::Metric &each : metrics) {
        ordered_json line;
        line["metric"] = each.path;
        line["title"] = each.title;
        if (each.value)
            line["value"] = *each.value;
        line["unit"] = each.unit;
        out["metrics"].push_back(std::move(line));
    }
    return textOf(out);
}

} // namespace headroom::serialization
