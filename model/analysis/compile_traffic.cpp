#include "model/analysis/compiler.h"
#include "model/analysis/job_days.h"
#include "model/core/at.h"

namespace headroom::analysis {

/// Whether the step leaves its machine: not within a component, and not between components of one host.
bool Compiler::isOnWire(const flow::Step &step) const
{
    return step.connection >= 0 && m_out.links[at(step.connection)].distance.reach != Reach::Host;
}

/// Calls and bytes of one class over every connection, and what they come to at both ends.
void Compiler::addTraffic(double share, const flow::Visits &visits, const std::vector<double> &sizes,
                          const std::vector<double> &requests)
{
    const std::size_t operations = m_catalog.operations().size();
    for (std::size_t s = 0; s < visits.steps.size(); ++s) {
        const flow::Step &step = m_network.steps[s];
        const double rate = share * visits.steps[s];
        if (step.connection < 0 || rate == 0)
            continue;
        const std::size_t o = at(step.to) % operations;
        const catalog::Operation &operation = m_catalog.operations()[o];
        const double answered = rate * sizes[o];
        const double asked = rate * requests[o];
        CompiledComponent &from = m_out.components[at(step.from) / operations];
        CompiledComponent &to = m_out.components[at(step.to) / operations];
        (operation.parent.empty() && !operation.required ? to.edgeBytes : to.mainBytes) += answered;
        CompiledLink &link = m_out.links[at(step.connection)];
        link.requests += rate;
        link.bytes += answered + asked;
        link.requestBytes += asked;
        to.requests += rate;
        to.bytesIn += answered;
        to.bytesAsked += asked;
        if (to.kind->behavior != "cache")
            from.bytesOut += answered;
        from.delivered += operation.isVisit ? rate : 0;
        if (!isOnWire(step))
            continue;
        to.received += asked;
        to.sent += answered;
        from.sent += asked;
        from.received += answered;
    }
}

/// What a job sends over connections, at the hour their other load is told for.
void Compiler::addJobCalls(const CompiledJob &job, const JobFlow &flow)
{
    const JobRates &rates = flow.rates;
    const flow::Visits &visits = flow.visits;
    for (std::size_t s = 0; s < visits.steps.size() && visits.converged; ++s) {
        const flow::Step &step = m_network.steps[s];
        if (step.connection < 0 || visits.steps[s] <= 0)
            continue;
        const std::size_t o = at(step.to) % flow.sizes.size();
        const double asked = visits.steps[s] * flow.requests[o];
        const double bytes = visits.steps[s] * flow.sizes[o] + asked;
        JobCalls &calls = m_out.jobCalls[at(step.connection)];
        const bool isShared = m_out.links[at(step.connection)].requests > 0;
        const Line rate = isShared
            ? rates.peak
            : busiestJobRate(m_out, m_out.components[at(step.to) / flow.sizes.size()], job, rates);
        calls.rate += rate * visits.steps[s];
        calls.bytes += rate * bytes;
        calls.requestBytes += rate * asked;
        calls.meanBytes += rates.mean * bytes;
    }
}

/// Calls and bytes of a job at the components of its way, each at the hour it is judged at.
void Compiler::addJobTraffic(std::size_t index)
{
    const CompiledJob &job = m_out.jobs[index];
    const JobFlow &flow = m_jobFlows[index];
    const JobRates &rates = flow.rates;
    const std::size_t operations = flow.counts.size();
    const int entry = job.entry;
    std::vector<double> called(flow.visits.nodes.size(), 0.0); // over connections
    if (flow.isPassedBy) { // it holds each item once, and hands it to those who do the work
        jobLoadOf(at(entry)).meanMessages += rates.mean;
        jobLoadOf(at(entry)).meanDelivered += rates.mean;
        jobLoadOf(at(entry)).requests += busiestJobRate(m_out, m_out.components[at(entry)], job, rates);
    }
    for (std::size_t s = 0; s < flow.visits.steps.size() && flow.visits.converged; ++s) {
        const flow::Step &step = m_network.steps[s];
        const double calls = flow.visits.steps[s];
        if (step.connection < 0 || calls <= 0)
            continue;
        const std::size_t o = at(step.to) % operations;
        const CompiledComponent &from = m_out.components[at(step.from) / operations];
        const CompiledComponent &to = m_out.components[at(step.to) / operations];
        JobLoad &caller = jobLoadOf(at(step.from) / operations);
        JobLoad &callee = jobLoadOf(at(step.to) / operations);
        const double answered = calls * flow.sizes[o];
        const double asked = calls * flow.requests[o];
        callee.requests += busiestJobRate(m_out, to, job, rates) * calls;
        called[at(step.to)] += calls;
        callee.meanBytesIn += rates.mean * answered;
        callee.meanBytesAsked += rates.mean * asked;
        if (to.kind->behavior != "cache")
            caller.meanBytesOut += rates.mean * answered;
        caller.meanDelivered += rates.mean * (m_catalog.operations()[o].isVisit ? calls : 0);
        if (!isOnWire(step))
            continue;
        const Line there = judgedJobRate(m_out, to, job, rates);
        const Line here = judgedJobRate(m_out, from, job, rates);
        callee.received += there * asked;
        callee.sent += there * answered;
        caller.sent += here * asked;
        caller.received += here * answered;
    }
    for (const int node : flow.entries) { // what enters comes in, too
        const std::size_t i = at(node) / operations;
        const double entering = flow.visits.nodes[at(node)] - called[at(node)];
        if (entering > 0 && m_catalog.operations()[at(node) % operations].isVisit)
            jobLoadOf(i).requests += busiestJobRate(m_out, m_out.components[i], job, rates) * entering;
    }
}

} // namespace headroom::analysis
