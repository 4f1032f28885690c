#include "model/analysis/rules/inspection.h"

#include <algorithm>

namespace headroom::analysis
{

const std::vector<Condition>& conditions()
{
    static const std::vector<Condition> all = [] {
        std::vector<Condition> collected;
        for (const auto family : { capacityConditions, singlePointConditions, flowConditions })
            collected.insert(collected.end(), family().begin(), family().end());
        return collected;
    }();
    return all;
}

std::vector<Finding> findingsOf(const CompiledStage& stage, const Report& report)
{
    Inspection inspection(stage, report);
    for (const Condition& condition : conditions())
        if (const catalog::RuleSpec* rule = stage.catalog->rule(condition.rule))
            inspection.ask(*rule, condition.check);
    std::vector<Finding> findings = inspection.take();
    std::stable_sort(
        findings.begin(), findings.end(), [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
    return findings;
}

} // namespace headroom::analysis
