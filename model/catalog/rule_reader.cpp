#include "model/catalog/rule_reader.h"

namespace headroom::catalog {

using nlohmann::json;

namespace {

const std::map<std::string, Role, std::less<>> kRoles {
    { "names", Role::Names },
    { "steers", Role::Steers },
    { "edge_cache", Role::EdgeCache },
    { "limits", Role::Limits },
    { "balances", Role::Balances },
    { "all_in_one", Role::AllInOne },
    { "application", Role::Application },
    { "service", Role::Service },
    { "near_cache", Role::NearCache },
    { "shared_cache", Role::SharedCache },
    { "sessions", Role::Sessions },
    { "database", Role::Database },
    { "sharded", Role::Sharded },
    { "replica", Role::Replica },
    { "routes", Role::Routes },
    { "pools", Role::Pools },
    { "files", Role::Files },
    { "queue", Role::Queue },
    { "partitioned", Role::Partitioned },
    { "worker", Role::Worker },
    { "schedules", Role::Schedules },
    { "outside", Role::Outside },
    { "projection", Role::Projection },
    { "measures", Role::Measures },
    { "machine", Role::Host },
    { "zone", Role::Zone },
    { "region", Role::Region },
};

const std::map<std::string, RuleLevel, std::less<>> kLevels { { "info", RuleLevel::Info },
                                                              { "warning", RuleLevel::Warning },
                                                              { "error", RuleLevel::Error },
                                                              { "by_tier", RuleLevel::ByTier } };

std::string text(const json &object, const char *key)
{
    return object.value(key, std::string());
}

} // namespace

std::map<std::string, std::string, std::less<>> phrasesOf(const json &object)
{
    std::map<std::string, std::string, std::less<>> out;
    const json phrases = object.value("phrases", json::object());
    for (const auto &[name, phrase] : phrases.items())
        out[name] = phrase.get<std::string>();
    return out;
}

Result<RuleSpec> ruleOf(const json &rule)
{
    RuleSpec out;
    out.id = rule.at("id");
    out.title = rule.at("title");
    out.says = rule.at("says");
    out.why = rule.at("why");
    out.fix = text(rule, "fix");
    out.condition = rule.at("condition");
    const auto level = kLevels.find(rule.at("severity").get<std::string>());
    if (level == kLevels.end())
        return Error { "unknown severity of " + out.id, "", "Correct the file" };
    out.level = level->second;
    out.hasThreshold = rule.contains("threshold");
    out.threshold = rule.value("threshold", 0.0);
    out.phrases = phrasesOf(rule);
    const json limits = rule.value("limits", json::object());
    for (const auto &[name, limit] : limits.items())
        out.limits[name] = limit.get<double>();
    out.unit = text(rule, "unit");
    out.display = text(rule, "display");
    out.source = rule.at("source");
    out.isForAvailability = rule.value("for_availability", false);
    return out;
}

Result<unsigned> rolesOf(const json &roles)
{
    unsigned bits = 0;
    for (const json &role : roles) {
        const auto found = kRoles.find(role.get<std::string>());
        if (found == kRoles.end())
            return Error { "there is no role " + role.get<std::string>(), "", "Correct the file" };
        bits |= 1U << static_cast<unsigned>(found->second);
    }
    return bits;
}

} // namespace headroom::catalog
