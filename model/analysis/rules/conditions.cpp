#include "model/analysis/rules/inspection.h"
#include "model/analysis/solve_asking.h"

#include <algorithm>
#include <numeric>

namespace headroom::analysis {

namespace {

/// Whether the owner has read this finding: about the same rule and nothing that was not there then.
bool covers(const project::Acknowledgment &acknowledgment, const Finding &finding)
{
    if (acknowledgment.rule != finding.rule)
        return false;
    return std::all_of(finding.subjects.begin(), finding.subjects.end(), [&](const std::string &subject) {
        return std::find(acknowledgment.subjects.begin(), acknowledgment.subjects.end(), subject)
            != acknowledgment.subjects.end();
    });
}

} // namespace

const std::vector<Condition> &conditions()
{
    static const std::vector<Condition> all = [] {
        std::vector<Condition> collected;
        for (const auto family :
             { capacityConditions, objectiveConditions, singlePointConditions, stateConditions, dataConditions,
               sizeConditions, cacheConditions, resilienceConditions, retryConditions, holdingConditions,
               asynchronousConditions, adviceConditions, flowConditions })
            collected.insert(collected.end(), family().begin(), family().end());
        return collected;
    }();
    return all;
}

std::pair<bool, double> overloadIn(const Finding &finding, const Report &report)
{
    if (!finding.metric.ends_with(".utilization") || finding.measured.value_or(0) < 1)
        return { false, 0 };
    const bool isOfBottleneck = report.bottleneck.exists() && !finding.subjects.empty()
        && finding.subjects.front() == report.components[static_cast<std::size_t>(report.bottleneck.component)].id;
    return { isOfBottleneck, *finding.measured };
}

std::vector<Finding> inOrder(std::vector<Finding> findings, const CompiledStage &stage, const Report &report)
{
    std::vector<std::size_t> order(findings.size()); // small keys are moved about, not findings
    std::iota(order.begin(), order.end(), std::size_t(0));
    for (Finding &finding : findings)
        for (const project::Acknowledgment &each : stage.acknowledged)
            if (covers(each, finding))
                finding.acknowledged = each.reason;
    std::vector<std::pair<bool, double>> overloads;
    overloads.reserve(findings.size());
    for (const Finding &finding : findings)
        overloads.push_back(overloadIn(finding, report));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        const Finding &a = findings[left];
        const Finding &b = findings[right];
        if (a.acknowledged.has_value() != b.acknowledged.has_value())
            return b.acknowledged.has_value();
        return a.severity != b.severity ? a.severity > b.severity : overloads[left] > overloads[right];
    });
    std::vector<Finding> sorted;
    sorted.reserve(findings.size());
    for (const std::size_t each : order)
        sorted.push_back(std::move(findings[each]));
    return sorted;
}

std::vector<Finding> findingsOfRule(const CompiledStage &stage, const Report &report, std::string_view rule)
{
    Inspection inspection(stage, report);
    const catalog::RuleSpec *asked = stage.catalog->rule(rule);
    for (const Condition &condition : conditions())
        if (asked && condition.rule == rule)
            inspection.ask(*asked, condition.check);
    return inspection.take();
}

std::vector<Finding> findingsOf(const CompiledStage &stage, const Report &report, const Report *before)
{
    Inspection inspection(stage, report, before);
    for (const Condition &condition : conditions())
        if (const catalog::RuleSpec *rule = stage.catalog->rule(condition.rule))
            inspection.ask(*rule, condition.check);
    return inOrder(inspection.take(), stage, report);
}

} // namespace headroom::analysis
