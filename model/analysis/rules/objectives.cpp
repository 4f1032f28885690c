#include "model/analysis/rules/inspection.h"
#include "model/reporting/numbers.h"

#include <algorithm>

namespace headroom::analysis {

namespace {

/// s that each component has in a slow request, of one class or of a journey's mixture.
std::vector<double> slowPartsOf(const Report &report, const std::vector<double> &mix)
{
    std::vector<double> parts(report.components.size(), 0.0);
    for (std::size_t c = 0; c < mix.size(); ++c)
        for (const TimeShare &share : report.classes[c].timeShares)
            if (share.component >= 0)
                parts[static_cast<std::size_t>(share.component)] += mix[c] * share.p95;
    return parts;
}

/// One more instance only where requests wait more than they are served: it does not make the service itself faster.
std::optional<edits::Edit> lessWaiting(const Inspection &in, std::size_t worst)
{
    const ComponentReport &component = in.report.components[worst];
    if (component.wait <= component.serviceTime)
        return std::nullopt;
    return oneMore(in, worst, in.n(worst) * component.utilization / in.limit("target"));
}

/// @param line  "class.feed" or "journey.shop", whose percentile it is
void broken(Inspection &in, const std::string &line, const std::string &name, const Objective &objective,
            const std::vector<double> &mix)
{
    if (!objective.measured || *objective.measured <= objective.limit || objective.holds.value_or(true))
        return; // what is given up too often is a matter of its timeouts
    const std::vector<double> parts = slowPartsOf(in.report, mix);
    double all = 0;
    for (const double part : parts)
        all += part;
    if (all <= 0)
        return;
    const char *quantile = objective.quantile > 0.97 ? "p99" : "p95";
    const auto worst = static_cast<std::size_t>(std::max_element(parts.begin(), parts.end()) - parts.begin());
    in.add({ .subjects = { in.id(worst) },
             .measured = *objective.measured,
             .threshold = objective.limit,
             .words = { { "name", name },
                        { "quantile", quantile },
                        { "worst", in.name(worst) },
                        { "part", reporting::percent(parts[worst] / all) } },
             .cure = lessWaiting(in, worst),
             .metric = line + '.' + quantile });
}

/// Whether the promise of the class counts: not when all journeys that make it state a p95 of their own.
bool keepsClassPromise(const CompiledStage &stage, std::size_t requestClass)
{
    bool isVisited = false;
    for (const CompiledJourney &each : stage.journeys)
        if (each.mix[requestClass] > 0) {
            isVisited = true;
            if (!each.hasOwnLimit)
                return true;
        }
    return !isVisited;
}

/// What is saturated or unreachable has no percentile, and findings of its own.
void promiseBroken(Inspection &in)
{
    const std::size_t classes = in.report.classes.size();
    for (std::size_t c = 0; c < classes; ++c) {
        std::vector<double> alone(classes, 0.0);
        alone[c] = 1;
        if (in.stage.classes[c].share > 0 && keepsClassPromise(in.stage, c))
            broken(in, "class." + in.report.classes[c].id, in.report.classes[c].name, in.report.classes[c].objective,
                   alone);
    }
    for (std::size_t j = 0; j < in.report.journeys.size(); ++j) {
        const JourneyReport &line = in.report.journeys[j];
        // A promise taken over from the classes was judged with them.
        if (in.stage.journeys[j].hasOwnLimit)
            broken(in, "journey." + line.id, line.name, line.objective, in.stage.journeys[j].mix);
        if (line.tail)
            broken(in, "journey." + line.id, line.name, *line.tail, in.stage.journeys[j].mix);
    }
}

} // namespace

std::span<const Condition> objectiveConditions()
{
    static constexpr Condition table[] {
        { "LAT-01", promiseBroken },
    };
    return table;
}

} // namespace headroom::analysis
