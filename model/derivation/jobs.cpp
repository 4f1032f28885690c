#include "model/analysis/job_days.h"
#include "model/core/quantity.h"
#include "model/derivation/derivator.h"

#include <cmath>

namespace headroom::derivation {

namespace {

constexpr const char *kFluid = "Fluid queue, B(t) = ∫(λ − μ)⁺";
constexpr const char *kGrows = "a day brings as much as can be done in one, or more: it grows from day to day";

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

Derivation Derivator::jobTime(std::size_t job)
{
    const analysis::JobReport &report = m_report.jobs[job];
    const std::string label
        = (report.isBatch ? "Time of the worst run of " : "Time of the slowest item of ") + report.name;
    std::vector<Derivation> parts { jobRate(job) };
    if (report.slowest >= 0) {
        const auto slowest = static_cast<std::size_t>(report.slowest);
        parts.push_back(utilization(slowest));
        parts.back().label += ", which holds it up longest";
    }
    const std::string why = report.state == analysis::State::Saturated ? kGrows
        : report.state == analysis::State::Unreachable ? "it enters nowhere, or nobody does a part of it"
        : report.isBatch
        ? "from the begin of its window until all that came by its end is done, first come, first served, "
          "with the day's other load in front of it; at the slowest component"
        : "the longest backlog of the day in front of it, and its own work and waits";
    return named(method(label, "T", report.time, "s", why, std::move(parts)), kFluid);
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
        const double rate = analysis::judgedJobRate(owner, analysis::ratesOf(*m_stage, job)).at(m_users);
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
                 "Service demand law", "Denning and Buzen 1978");
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

Derivation Derivator::backlogPace(std::size_t component)
{
    const analysis::BacklogReport &report = *m_report.components[component].backlog;
    const auto resource = static_cast<std::size_t>(report.resource);
    const analysis::CompiledResource &given = at(component).resources[resource];
    const analysis::ResourceDay day
        = analysis::dayOf(*m_stage, component, resource, m_users, m_report.components[component].instances);
    Derivation each = method("Demand of an item at " + nameOf(component), "each", day.mean / report.arriving,
                             given.spec->unit + "·s", "daily mean of the work over that of the items", {});
    Derivation free
        = method(given.spec->title + " that is free for items, of all instances", "free", day.pace, given.spec->unit,
                 "capacity without standing amounts, as far as the hottest instance lets it be used",
                 { capacity(component, resource), instances(component) });
    const std::string label = "Items that " + nameOf(component) + " can do";
    if (day.pace <= 0)
        return method(label, "μ", report.pace, "1/s", "standing amounts leave nothing", { std::move(free) });
    return named(computed(label, "μ", report.pace, "1/s", "free / each", { std::move(free), std::move(each) }),
                 "Utilization law", "Denning and Buzen 1978");
}

Derivation Derivator::backlogMost(std::size_t component)
{
    const analysis::BacklogReport &report = *m_report.components[component].backlog;
    Derivation arriving = method("Items that arrive at " + nameOf(component) + ", daily mean", "arriving",
                                 report.arriving, "1/s", "of users' requests and of jobs", { meanRate() });
    return named(method("Longest backlog of the day at " + nameOf(component), "B", report.most, "1",
                        report.most
                            ? "the day of users and the windows of jobs, hour by hour: what arrives over what can be "
                              "done piles up, what can be done over what arrives works it off"
                            : kGrows,
                        { backlogPace(component), std::move(arriving) }),
                 kFluid);
}

Derivation Derivator::backlogAge(std::size_t component)
{
    const analysis::BacklogReport &report = *m_report.components[component].backlog;
    const std::string label = "Longest wait in the backlog of " + nameOf(component);
    if (!report.age || report.pace <= 0)
        return method(label, "age", report.age, "s", kGrows, { backlogMost(component) });
    return named(computed(label, "age", *report.age, "s", "B / μ", { backlogMost(component), backlogPace(component) }),
                 "First come, first served");
}

Derivation Derivator::backlogDrain(std::size_t component)
{
    const analysis::BacklogReport &report = *m_report.components[component].backlog;
    return named(method("Time until the longest backlog of " + nameOf(component) + " is worked off", "drain",
                        report.drain, "s",
                        report.drain ? "from its last moment on, with what arrives meanwhile: B / (μ − λ), part by part"
                                     : kGrows,
                        { backlogMost(component) }),
                 kFluid);
}

} // namespace headroom::derivation
