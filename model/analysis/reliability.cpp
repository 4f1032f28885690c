#include "model/analysis/reliability.h"

#include "model/analysis/compiled_stage.h"
#include "model/reliability/cut_sets.h"

#include <algorithm>

namespace headroom::analysis {

namespace {

constexpr int kMaximumOrder = 3;

/// A cut's loss is certain but for its other parts: the slope of Σ Π(1 − A) by one of them (rare-event approximation).
std::vector<double> slopesOfCuts(const std::vector<CutReport> &cuts, const std::vector<double> &up)
{
    std::vector<double> slopes(up.size(), 0.0);
    for (const CutReport &cut : cuts)
        for (const CutReport::Part &part : cut.parts) {
            double others = 1;
            for (const CutReport::Part &other : cut.parts)
                others *= other.component == part.component ? 1 : 1 - up[static_cast<std::size_t>(other.component)];
            slopes[static_cast<std::size_t>(part.component)] += others;
        }
    for (double &slope : slopes)
        slope = std::min(slope, 1.0);
    return slopes;
}

void addCuts(ReliabilityReport &report, const CompiledStage &stage, const reliability::Structure &structure,
             const std::vector<double> &up, const std::stop_token &stop)
{
    std::vector<int> failures;
    for (const CompiledComponent &component : stage.components)
        failures.push_back(component.failures);
    const reliability::CutSets found = reliability::minimalCuts(structure, failures, up, kMaximumOrder, 4e9, stop);
    report.completeOrder = found.completeOrder;
    for (const reliability::CutSet &set : found.sets) {
        if (set.probability <= 0)
            continue; // it never fails
        CutReport cut { {}, set.order, set.probability, false };
        for (const int event : set.events)
            cut.parts.push_back({ event, failures[static_cast<std::size_t>(event)] });
        cut.isSinglePoint
            = cut.parts.size() == 1 && stage.components[static_cast<std::size_t>(set.events.front())].isCandidate;
        report.cuts.push_back(std::move(cut));
    }
}

} // namespace

ReliabilityReport reliabilityOf(const CompiledStage &stage, std::size_t index, std::stop_token stop)
{
    const CompiledClass &given = stage.classes[index];
    ReliabilityReport report;
    report.id = given.id;
    report.name = given.name;
    if (!given.structure)
        return report;
    std::vector<double> up;
    for (const CompiledComponent &component : stage.components)
        up.push_back(component.availability);
    reliability::Effort effort;
    effort.stop = stop;
    const reliability::Importance importance = reliability::importance(*given.structure, up, effort);
    report.availability = importance.availability;
    report.isImportanceExact = importance.availability.isExact;
    addCuts(report, stage, *given.structure, up, stop);
    const std::vector<double> slopes = report.isImportanceExact ? importance.birnbaum : slopesOfCuts(report.cuts, up);
    for (std::size_t i = 0; i < slopes.size(); ++i)
        if (slopes[i] > 0 && up[i] < 1)
            report.importance.push_back({ static_cast<int>(i), up[i], slopes[i], slopes[i] * (1 - up[i]) });
    std::stable_sort(report.importance.begin(), report.importance.end(),
                     [](const ImportanceReport &a, const ImportanceReport &b) { return a.gain > b.gain; });
    return report;
}

} // namespace headroom::analysis
