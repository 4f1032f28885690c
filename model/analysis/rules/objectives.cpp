#include "model/analysis/rules/links.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

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
        return; // what is given up too often is LAT-07's
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

/// @param line  as for broken(). @param timedOut  share of its requests
void answeredTooSeldom(Inspection &in, const std::string &line, const std::string &name, const Objective &objective,
                       const std::vector<double> &mix, double timedOut)
{
    const double most = 1 - objective.quantile;
    if (!objective.measured || timedOut <= most)
        return;
    std::map<int, const LateCalls *> worst; // of all its classes, by connection
    for (const LateCalls &each : in.report.lateCalls)
        if (mix[static_cast<std::size_t>(each.requestClass)] > 0)
            if (const LateCalls *&known = worst[each.connection]; !known || known->share < each.share)
                known = &each;
    std::vector<const LateCalls *> calls;
    for (const auto &[connection, each] : worst)
        calls.push_back(each);
    std::stable_sort(calls.begin(), calls.end(),
                     [](const LateCalls *one, const LateCalls *other) { return one->share > other->share; });
    std::vector<std::string> names;
    edits::Batch cure { "Set timeouts", {} };
    Hit hit { .subjects = {}, .measured = timedOut, .threshold = most, .metric = line + ".timed_out" };
    for (const LateCalls *each : calls) {
        const auto c = static_cast<std::size_t>(each->connection);
        hit.subjects.push_back(in.stage.connectionId(c));
        names.push_back(in.name(caller(in, c)) + " → " + in.name(callee(in, c)));
        if (const double advised = advisedTimeout(in, *each); std::isfinite(advised))
            cure.steps.push_back(edits::SetParameter { in.stage.stageIndex, in.stage.connectionId(c), "timeout",
                                                       std::max(in.linkValue(c, "timeout"), advised) });
    }
    if (!cure.steps.empty())
        hit.cure = std::move(cure);
    hit.words
        = { { "name", name },
            { "cause", names.empty() ? in.phrase("refused") : in.phrase("late", { { "names", in.listed(names) } }) } };
    in.add(std::move(hit));
}

void answeredTooSeldom(Inspection &in)
{
    const std::size_t classes = in.report.classes.size();
    for (std::size_t c = 0; c < classes; ++c) {
        const ClassReport &line = in.report.classes[c];
        std::vector<double> alone(classes, 0.0);
        alone[c] = 1;
        if (in.stage.classes[c].share > 0 && keepsClassPromise(in.stage, c))
            answeredTooSeldom(in, "class." + line.id, line.name, line.objective, alone, line.timedOut);
    }
    for (std::size_t j = 0; j < in.report.journeys.size(); ++j) {
        const JourneyReport &line = in.report.journeys[j];
        const std::vector<double> &mix = in.stage.journeys[j].mix;
        if (line.tail) // the stricter one
            answeredTooSeldom(in, "journey." + line.id, line.name, *line.tail, mix, line.timedOut);
        else if (in.stage.journeys[j].hasOwnLimit)
            answeredTooSeldom(in, "journey." + line.id, line.name, line.objective, mix, line.timedOut);
    }
}

} // namespace

std::span<const Condition> objectiveConditions()
{
    static constexpr Condition table[] {
        { "LAT-01", promiseBroken },
        { "LAT-07", answeredTooSeldom },
    };
    return table;
}

} // namespace headroom::analysis
