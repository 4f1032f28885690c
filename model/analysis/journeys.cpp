#include "model/analysis/compiled_stage.h"

namespace headroom::analysis {

namespace {

JourneyReport lineOf(const Report &report, const CompiledJourney &given)
{
    JourneyReport line;
    line.id = given.id;
    line.name = given.name;
    line.share = given.share;
    line.requestsPerSecond = report.requestsPerSecond * given.share;
    line.sessionsPerSecond = given.length > 0 ? line.requestsPerSecond / given.length : 0;
    line.objective.limit = given.limit95;
    if (given.limit99)
        line.tail = Objective { 0.99, *given.limit99, {}, {} };
    line.errorBudget = given.errorBudget;
    line.availability = given.availability;
    for (std::size_t c = 0; c < given.mix.size(); ++c)
        line.timedOut += given.mix[c] * report.classes[c].timedOut;
    if (given.availability)
        line.errors = 1 - given.availability->value * (1 - line.timedOut);
    line.singlePoints = given.singlePoints;
    line.tolerance = given.tolerance;
    double mean = 0;
    for (std::size_t c = 0; c < given.mix.size(); ++c) {
        if (given.mix[c] <= 0)
            continue;
        if (report.classes[c].state == State::Fine)
            mean += given.mix[c] * report.classes[c].meanLatency.value_or(0);
        else if (line.state == State::Fine || report.classes[c].state == State::Unreachable)
            line.state = report.classes[c].state;
    }
    if (!given.isServed)
        line.state = State::Unreachable;
    if (line.state == State::Fine)
        line.meanLatency = mean;
    return line;
}

} // namespace

void addJourneys(Report &report, const CompiledStage &stage)
{
    for (const CompiledJourney &each : stage.journeys)
        report.journeys.push_back(lineOf(report, each));
}

} // namespace headroom::analysis
