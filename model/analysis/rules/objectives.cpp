#include "model/analysis/rules/cures.h"
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

/// Why requests fail although all components are up.
struct Cause {
    double share = 0;                ///< of the calls over the connection, or of what comes to the limiter
    int connection = -1;             ///< −1: a limiter
    int component = -1;              ///< the limiter
    const LateCalls *late = nullptr; ///< null: they are refused
};

/// What gives up or refuses calls of a mixture of classes, worst first, as far as it counts beside the worst.
std::vector<Cause> causesIn(const Inspection &in, const std::vector<double> &mix)
{
    constexpr double kMinor = 0.1;
    std::map<int, Cause> worst; // of all its classes, by connection
    for (const LateCalls &each : in.report.lateCalls)
        if (mix[static_cast<std::size_t>(each.requestClass)] > 0)
            if (Cause &known = worst[each.connection]; known.share < each.share)
                known = { each.share, each.connection, -1, &each };
    const auto isVisited = [&](std::size_t component) {
        for (std::size_t c = 0; c < mix.size(); ++c)
            if (mix[c] > 0 && in.stage.classes[c].visits[component] > 0)
                return true;
        return false;
    };
    for (const std::size_t c :
         in.callsWith("bulkheads", [&](std::size_t each) { return in.linkValue(each, "bulkhead") >= 1; }))
        if (const double refused = refusedOver(in, c);
            refused > worst[static_cast<int>(c)].share && isVisited(callee(in, c)))
            worst[static_cast<int>(c)] = { refused, static_cast<int>(c), -1, nullptr };
    std::vector<Cause> causes;
    for (const auto &[connection, each] : worst)
        causes.push_back(each);
    for (const std::size_t i :
         in.componentsWith("refusing", [&](std::size_t each) { return in.stage.components[each].refuses; }))
        if (const double filled = in.report.components[i].utilization; filled > 1)
            causes.push_back({ 1 - 1 / filled, -1, static_cast<int>(i), nullptr });
    std::stable_sort(causes.begin(), causes.end(),
                     [](const Cause &one, const Cause &other) { return one.share > other.share; });
    std::erase_if(causes, [most = causes.empty() ? 0 : causes.front().share](const Cause &each) {
        return each.share <= 0 || each.share < kMinor * most;
    });
    return causes;
}

/// More time for what is late, and room for what is refused.
std::optional<edits::Edit> answeredMoreOften(const Inspection &in, const std::vector<Cause> &causes)
{
    Timeouts timeouts;
    std::vector<edits::SetParameter> rooms;
    for (const Cause &each : causes) {
        if (each.connection < 0)
            continue; // what a limiter is to let through is the owner's choice
        const auto c = static_cast<std::size_t>(each.connection);
        if (each.late)
            timeouts[c] = std::max(in.linkValue(c, "timeout"), advisedTimeout(in, *each.late));
        else if (const std::optional<double> room = advisedBulkhead(in, c, in.linkValue(c, "bulkhead") + 1))
            rooms.push_back({ in.stage.stageIndex, in.stage.connectionId(c), "bulkhead", *room });
    }
    std::vector<edits::SetParameter> steps = timeoutSteps(in, std::move(timeouts));
    const char *title = rooms.empty() ? "Set timeouts" : steps.empty() ? "Set bulkheads" : "Set timeouts and bulkheads";
    steps.insert(steps.end(), rooms.begin(), rooms.end());
    return asOneStep(title, steps);
}

/// @param line  as for broken(). @param timedOut  share of its requests
void answeredTooSeldom(Inspection &in, const std::string &line, const std::string &name, const Objective &objective,
                       const std::vector<double> &mix, double timedOut)
{
    const double most = 1 - objective.quantile;
    if (!objective.measured || timedOut <= most)
        return;
    const std::vector<Cause> causes = causesIn(in, mix);
    const bool isLate = !causes.empty() && causes.front().late;
    std::vector<std::string> names; // of the kind that most are of
    Hit hit { .subjects = {}, .measured = timedOut, .threshold = most, .metric = line + ".timed_out" };
    for (const Cause &each : causes) {
        const auto c = static_cast<std::size_t>(each.connection);
        hit.subjects.push_back(each.connection < 0 ? in.id(static_cast<std::size_t>(each.component))
                                                   : in.stage.connectionId(c));
        if (isLate == (each.late != nullptr))
            names.push_back(each.connection < 0 ? in.name(static_cast<std::size_t>(each.component))
                                                : in.name(caller(in, c)) + " → " + in.name(callee(in, c)));
    }
    hit.cure = answeredMoreOften(in, causes);
    hit.words = { { "name", name },
                  { "cause",
                    names.empty() ? in.phrase("unknown")
                                  : in.phrase(isLate ? "late" : "refused", { { "names", in.listed(names) } }) } };
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
