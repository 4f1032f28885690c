#include "model/serialization/growth_settings_reader.h"

#include "model/edits/growth_checks.h"
#include "model/edits/limits.h"

namespace headroom::serialization {

namespace {

using nlohmann::json;

/// A curve gives what else is stated by its ends.
void takeEnds(project::GrowthPlan &plan)
{
    if (plan.curve.empty())
        return;
    plan.from = plan.curve.front().users;
    plan.to = plan.curve.back().users;
    plan.months = plan.curve.back().month;
}

bool readFlag(JsonReader &reader, const json &value, const char *key)
{
    const auto found = value.find(key);
    if (found == value.end())
        return false;
    const JsonReader::Step step(reader, key);
    if (!found->is_boolean())
        reader.fail("expected true or false", "Say whether low and high are factors of the value");
    return found->is_boolean() && found->get<bool>();
}

} // namespace

std::optional<project::GrowthPlan> readPlan(JsonReader &reader, const json &root)
{
    const auto found = root.find("plan");
    if (found == root.end())
        return std::nullopt;
    const JsonReader::Step step(reader, "plan");
    const json &stated = reader.object(*found);
    project::GrowthPlan read;
    reader.list(stated, "curve", edits::kMaximumPlannedUsers, [&](const json &each) {
        read.curve.push_back({ reader.number(each, "month", 0, edits::kLongestPlan),
                               reader.number(each, "users", 1, edits::kMostPlannedUsers) });
        reader.noteLost(each, { "month", "users" });
    });
    if (!reader.hasFailed() && !stated.contains("curve")) {
        read.from = reader.number(stated, "from", 1, edits::kMostPlannedUsers);
        read.to = reader.number(stated, "to", 1, edits::kMostPlannedUsers);
        read.months = reader.numberOr(stated, "months", 1e-3, edits::kLongestPlan, read.months);
    }
    read.leadTime = reader.numberOr(stated, "lead_time", 0, edits::kLongestLead, read.leadTime);
    reader.list(stated, "stage_lead_times", edits::kMaximumStages, [&](const json &each) {
        read.stageLeads.push_back(
            { reader.text(each, "stage", edits::kMaximumName), reader.number(each, "months", 0, edits::kLongestLead) });
        reader.noteLost(each, { "stage", "months" });
    });
    if (!reader.hasFailed() && stated.contains("change_lead_time"))
        read.changeLead = reader.number(stated, "change_lead_time", 0, edits::kLongestLead);
    read.start = reader.optionalText(stated, "start", edits::kMaximumId);
    reader.noteLost(stated,
                    { "from", "to", "months", "curve", "lead_time", "stage_lead_times", "change_lead_time", "start" });
    if (reader.hasFailed())
        return std::nullopt;
    takeEnds(read);
    if (const std::optional<Error> problem = edits::wrongPlan(read))
        reader.fail(*problem);
    return read;
}

std::vector<project::Uncertainty> readUncertainties(JsonReader &reader, const json &root)
{
    std::vector<project::Uncertainty> read;
    reader.list(root, "uncertainties", edits::kMaximumUncertainties, [&](const json &each) {
        project::Uncertainty given;
        if (each.contains("element"))
            given.element = reader.identifier(each, "element");
        given.parameter = reader.identifier(each, "parameter");
        given.low = reader.number(each, "low", -edits::kLargestBound, edits::kLargestBound);
        given.high = reader.number(each, "high", -edits::kLargestBound, edits::kLargestBound);
        given.isRelative = readFlag(reader, each, "relative");
        reader.noteLost(each, { "element", "parameter", "low", "high", "relative" });
        const std::optional<Error> problem = edits::wrongUncertainty(given);
        if (problem && !reader.hasFailed())
            reader.fail(*problem);
        read.push_back(std::move(given));
    });
    const JsonReader::Step step(reader, "uncertainties");
    if (!reader.hasFailed())
        if (const std::optional<Error> problem = edits::wrongUncertainties(read))
            reader.fail(*problem);
    return read;
}

} // namespace headroom::serialization
