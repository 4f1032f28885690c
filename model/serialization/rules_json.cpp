#include "model/serialization/rules_json.h"

#include <nlohmann/json.hpp>

namespace headroom::serialization {

using nlohmann::ordered_json;

const char *nameOf(catalog::RuleLevel level)
{
    switch (level) {
    case catalog::RuleLevel::Error:
        return "error";
    case catalog::RuleLevel::Warning:
        return "warning";
    case catalog::RuleLevel::ByTier:
        return "by_tier";
    case catalog::RuleLevel::Info:
        break;
    }
    return "info";
}

std::string writeRules(const catalog::Catalog &catalog)
{
    ordered_json out;
    out["format"] = "headroom-rules";
    out["version"] = 1;
    out["rules"] = ordered_json::array();
    for (const catalog::RuleSpec &rule : catalog.rules()) {
        ordered_json line;
        line["id"] = rule.id;
        line["title"] = rule.title;
        line["severity"] = nameOf(rule.level);
        line["condition"] = rule.condition;
        if (rule.hasThreshold)
            line["threshold"] = rule.threshold;
        if (!rule.unit.empty())
            line["unit"] = rule.unit;
        line["why"] = rule.why;
        if (!rule.fix.empty())
            line["fix"] = rule.fix;
        line["source"] = rule.source;
        out["rules"].push_back(std::move(line));
    }
    return out.dump(2) + "\n";
}

} // namespace headroom::serialization
