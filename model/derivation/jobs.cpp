#include "model/analysis/job_days.h"
#include "model/core/quantity.h"
#include "model/derivation/derivator.h"
#include "model/derivation/sources.h"

#include <cmath>

namespace headroom::derivation {

namespace {

} // namespace

/// A number of the workload that the design states.
Derivation Derivator::stated(std::string label, std::string symbol, double value, std::string unit) const
{
    Derivation node = leaf(std::move(label), std::move(symbol), value, std::move(unit));
    node.source = "stated in the design";
    node.trust = Trust::Yours;
    return node;
}

/// What users' requests come to, with what background jobs add to it.
Derivation Derivator::withJobs(Derivation requests, double jobs)
{
    if (jobs <= 0)
        return requests;
    const std::string label = requests.label;
    const std::string symbol = requests.symbol;
    const std::string unit = requests.unit;
    const double all = requests.value.value_or(0) + jobs;
    Derivation added = method(label + ", for background jobs", "jobs", jobs, unit,
                              "rates of the jobs times what one item of each comes to here", {});
    requests.label += ", for users";
    return computed(label, symbol, all, unit, "requests + jobs",
                    { as("requests", std::move(requests)), std::move(added) });
}

/// Items a second, daily mean.
Derivation Derivator::jobRate(std::size_t job)
{
    const project::BackgroundJob &given = m_project.workload.jobs[job];
    const analysis::JobReport &report = m_report.jobs[job];
    const std::string label = "Items of " + report.name + ", daily mean";
    std::vector<Derivation> parts { stated("Items per user", "each", given.itemsPerUser, "1"), users(),
                                    constant("Seconds of a day", "day", kSecondsPerDay, "s") };
    std::string text = "(items + each * U) * runs / day";
    if (report.isBatch) {
        parts.push_back(stated("Items of a run", "items", given.items, "1"));
        parts.push_back(stated("Runs a day", "runs", given.runs, "1"));
    } else {
        text = "rate + per_request * λ_mean + each * U / day";
        parts.push_back(stated("Items a second", "rate", given.rate, "1/s"));
        parts.push_back(stated("Items per dynamic request", "per_request", given.perRequest, "1"));
        parts.push_back(meanRate());
    }
    return named(computed(label, "λ_" + symbolOf(report.id), report.itemsPerSecond, "1/s", text, std::move(parts)),
                 "Open source");
}

/// Work and waits of one item that meets nobody of its own, stop by stop.
Derivation Derivator::itemAlone(std::size_t job)
{
    double alone = 0;
    std::vector<Derivation> parts;
    for (const analysis::JobStop &stop : m_stage->jobs[job].stops) {
        const auto i = static_cast<std::size_t>(stop.component);
        for (std::size_t r = 0; r < stop.asks.size(); ++r) {
            const double slots = stop.asks[r] * m_report.components[i].resources[r].wait;
            if (slots <= 0)
                continue;
            alone += slots;
            parts.push_back(computed("Waiting for " + m_report.components[i].resources[r].title + " of " + nameOf(i),
                                     symbolOf(at(i).id + "_" + m_report.components[i].resources[r].id), slots, "s",
                                     "asks * W",
                                     { method("Times that an item asks for one", "asks", stop.asks[r], "1",
                                              "visits that come in, or calls over the connection", {}),
                                       holderWait(i, r) }));
        }
        if (at(i).station < 0)
            continue;
        const double demand = stop.demand[static_cast<std::size_t>(at(i).station)];
        const bool isSteady = m_report.components[i].state == analysis::State::Fine;
        const double wait = isSteady ? m_report.components[i].wait : 0;
        const double part = demand * at(i).slowdown + stop.visits * wait;
        alone += part;
        parts.push_back(
            computed("At " + nameOf(i), symbolOf(at(i).id), part, "s", "demand * slowdown + visits * W",
                     { method("Work of an item here", "demand", demand, "s", "its operations times what one takes", {}),
                       std::abs(at(i).slowdown - 1) > 0
                           ? componentValue(i, "slowdown")
                           : method("Longer by contention inside the host", "slowdown", 1, "1", "nothing contends", {}),
                       method("Visits of an item", "visits", stop.visits, "1", "times that it comes in here", {}),
                       isSteady ? as("W", Derivator::wait(i))
                                : method("Wait, counted in the backlog", "W", 0, "s", "there is no steady one", {}) }));
    }
    return sum("An item alone", "alone", alone, "s", std::move(parts));
}

Derivation Derivator::jobTime(std::size_t job)
{
    const analysis::JobReport &report = m_report.jobs[job];
    const analysis::CompiledJob &given = m_stage->jobs[job];
    const std::string label
        = (report.isBatch ? "Time of the worst run of " : "Time of the slowest item of ") + report.name;
    if (!report.time)
        return named(method(label, "T", std::nullopt, "s",
                            report.state == analysis::State::Unreachable
                                ? "it enters nowhere, or nobody does a part of it"
                                : kGrows,
                            { jobRate(job) }),
                     kFluid);
    if (report.slowest < 0)
        return named(computed(label, "T", *report.time, "s", "alone", { itemAlone(job) }), "Nothing is in its way");
    const auto slowest = static_cast<std::size_t>(report.slowest);
    const analysis::JobStop &stop = *analysis::stopOf(given, slowest);
    std::optional<std::size_t> resource;
    analysis::ResourceDay day;
    double longest = -1;
    for (std::size_t r = 0; r < stop.demand.size(); ++r) {
        if (stop.demand[r] <= 0 || at(slowest).resources[r].spec->kind == "held")
            continue;
        analysis::ResourceDay next
            = analysis::dayOf(*m_stage, slowest, r, m_users, m_report.components[slowest].instances);
        if (const double time = analysis::timeOf(given, next); time > longest) {
            longest = time;
            resource = r;
            day = std::move(next);
        }
    }
    std::vector<Derivation> parts { report.isBatch ? runTime(job, slowest, *resource, day)
                                                   : itemWait(slowest, *resource, day),
                                    itemAlone(job), jobRate(job) };
    return named(computed(label, "T", *report.time, "s", report.isBatch ? "max(done, alone)" : "waits + alone",
                          std::move(parts)),
                 report.isBatch ? "First come, first served, from the begin of its window on"
                                : "The longest backlog of the day, then its own work",
                 kFluid);
}

/// From the begin of the worst run's window until all is done that came by its end, at the slowest component.
Derivation Derivator::runTime(std::size_t job, std::size_t component, std::size_t resource,
                              const analysis::ResourceDay &day)
{
    const analysis::CompiledJob &given = m_stage->jobs[job];
    double begin = 0;
    double longest = 0;
    for (const double each : given.begins) {
        const double done
            = queueing::doneAfter(day.parts, day.pace, each, each + given.window).value_or(0); // it is: see jobTime()
        if (done > longest) {
            longest = done;
            begin = each;
        }
    }
    const double end = begin + given.window;
    double length = 0;
    for (const queueing::DayPart &part : day.parts)
        length += part.duration;
    return computed("Until the slowest component has done its worst run", "done", longest, "s", "end - begin + B / μ",
                    { stated("Begin of its window after midnight", "begin", begin, "s"),
                      stated("End of its window after midnight", "end", end, "s"),
                      as("B", pile(component, resource, day, length + end)), as("μ", pace(component, resource, day)) });
}

/// How long the last item of the longest backlog waits.
Derivation Derivator::itemWait(std::size_t component, std::size_t resource, const analysis::ResourceDay &day)
{
    const auto found = queueing::backlogOfDay(day.parts, day.pace);
    if (!found || found->highest <= 0)
        return method("Longest wait in the backlog of " + nameOf(component), "waits", 0, "s", "nothing ever waits", {});
    return computed(
        "Longest wait in the backlog of " + nameOf(component), "waits", found->oldest, "s", "B / μ",
        { as("B", pile(component, resource, day, found->highestAt)), as("μ", pace(component, resource, day)) });
}

/// What jobs take of a resource, all instances together, at the hour it is judged at.
Derivation Derivator::jobDemand(std::size_t component, std::size_t resource)
{
    const Component &owner = at(component);
    const analysis::CompiledResource &given = owner.resources[resource];
    const double value = given.jobs.at(m_users);
    double explained = 0;
    std::vector<Derivation> parts;
    for (const analysis::CompiledJob &job : m_stage->jobs) {
        const analysis::JobStop *stop = analysis::stopOf(job, component);
        if (!stop || stop->demand[resource] <= 0)
            continue;
        const double rate = analysis::judgedJobRate(*m_stage, owner, job, analysis::ratesOf(*m_stage, job)).at(m_users);
        const double each = stop->demand[resource];
        explained += rate * each;
        Derivation items = method("Items of " + job.name, "rate", rate, "1/s",
                                  owner.isDeferred ? "daily mean: they wait in a buffer first"
                                                   : "in the users' peak hour, or where no user comes, when most come",
                                  {});
        parts.push_back(computed(given.spec->title + " for " + job.name, symbolOf(job.id), rate * each,
                                 given.spec->unit, "rate * demand",
                                 { std::move(items),
                                   method("Demand of an item", "demand", each, given.spec->unit + "·s",
                                          given.spec->kind == "held"
                                              ? "how long an item holds one here: its own work and the calls it waits "
                                                "for, without queueing"
                                              : "visits of an item here times what one takes, over its operations",
                                          {}) }));
    }
    if (const double rest = value - explained; rest > value * 1e-12)
        parts.push_back(method("Copies of what jobs write", "copies", rest, given.spec->unit,
                               "every replica replays every write", {}));
    return named(sum(given.spec->title + " for background jobs at " + owner.name, "jobs", value, given.spec->unit,
                     std::move(parts)),
                 "Service demand law", kDenningBuzen);
}

/// Visits of the hottest instance a second.
Derivation Derivator::visitRate(std::size_t component)
{
    const Component &owner = at(component);
    const std::string label = "Visits of the hottest instance of " + owner.name + " a second";
    double items = 0;
    if (owner.jobs) {
        const double replicas = owner.maxInstances / owner.partitions;
        items = (owner.jobs->visits + owner.jobs->copiedVisits * replicas).at(m_users) * owner.hotShare
            / m_report.components[component].instances;
    }
    if (owner.visits <= 0 && owner.broadcastVisits <= 0)
        return method(label, "λ_1", items, "1/s", "items of background jobs alone", {});
    Derivation load = judged(component);
    Derivation visits = visitsOfInstance(component);
    const double requests = *load.value * *visits.value;
    return withJobs(computed(label, "λ_1", requests, "1/s", "λ * visits", { std::move(load), std::move(visits) }),
                    items);
}

} // namespace headroom::derivation
