#include "model/analysis/call_answers.h"
#include "model/analysis/compiler.h"
#include "model/analysis/retries.h"
#include "model/analysis/rules/facts.h"
#include "model/core/at.h"

#include <algorithm>

namespace headroom::analysis {

namespace {

constexpr double kGivenUp = 1e-5; // share of the attempts over a connection from which it is told
constexpr double kFelt = 2e-3;    // attempts given up per request of a class, from which its times are cut
constexpr std::size_t kMostComponents = 1000;
constexpr std::size_t kMostKnown = 16; // stages that are kept for other numbers of users

/// Of the operations of a class over one connection, the one that is given up most.
void addLate(std::vector<LateCalls> &all, const LateCalls &more)
{
    const auto same = std::find_if(all.begin(), all.end(), [&](const LateCalls &each) {
        return each.connection == more.connection && each.requestClass == more.requestClass;
    });
    if (same == all.end())
        all.push_back(more);
    else if (same->share < more.share)
        *same = more;
}

/// Per row: visits of a request that it waits for, loops gone round once.
std::vector<double> visitsOf(const engine::Flow &flow, const std::vector<double> &gains, std::vector<double> entries)
{
    for (std::size_t row = 0; row < entries.size(); ++row)
        for (int o = flow.firstOut[row]; o < flow.firstOut[row + 1]; ++o) {
            const std::size_t edge = at(flow.out[at(o)]);
            entries[at(flow.order.targets()[edge])] += entries[row] * gains[edge];
        }
    return entries;
}

} // namespace

/// Whether anybody gives up calls, in a stage small enough to look at them one by one, or refuses them.
bool Compiler::hasTimeouts() const
{
    if (m_isOfLoads || m_base || !m_out.loop.empty() || m_out.components.size() > kMostComponents)
        return false;
    return std::any_of(m_stage.connections.begin(), m_stage.connections.end(),
                       [&](const auto &each) { return connectionNumber(each, "timeout", 0) > 0; })
        || std::any_of(m_stage.connections.begin(), m_stage.connections.end(),
                       [&](const auto &each) { return connectionNumber(each, "bulkhead", 0) >= 1; })
        || std::any_of(m_out.components.begin(), m_out.components.end(), [](const auto &each) { return each.refuses; });
}

/// Once more, with branches for the calls that are cut.
void Compiler::cutWays(std::size_t requestClass)
{
    CompiledClass &out = m_out.classes[requestClass];
    for (std::size_t s = 0; s < m_network.steps.size(); ++s)
        m_network.steps[s].cut = m_out.retried->cut.steps[requestClass][s] != 0;
    out.ways.clear();
    out.branches.clear();
    out.branchLinks.clear();
    const std::vector<double> &counts = m_counts[requestClass];
    addWays(out, flow::propagate(m_network, *m_order, counts, true), counts, m_times[requestClass]);
    for (std::size_t h = 0; h < m_out.holders.size(); ++h) {
        const Holder &each = m_out.holders[h];
        if (const std::size_t held = m_out.holders.size() - m_series.size(); h >= held) {
            addHolderStops(requestClass, at(m_holders) + h - held, static_cast<int>(m_out.components.size() + h));
            continue;
        }
        const int link = m_out.components[at(each.component)].resources[at(each.resource)].link;
        addHolderStops(requestClass, at(link < 0 ? m_threadsOf[at(each.component)] : m_poolOver[at(link)]),
                       static_cast<int>(m_out.components.size() + h));
    }
}

CutCalls CallNetwork::cutCalls(const engine::Flow &flow, const engine::Columns &columns, const engine::Results &results,
                               const std::vector<double> &passed) const
{
    CutCalls out;
    for (std::size_t c = 0; c < flow.classes.size(); ++c) {
        std::vector<char> &steps = out.steps.emplace_back(m_network.steps.size(), 0);
        out.timedOut.push_back(0);
        const engine::ClassFlow &in = flow.classes[c];
        const std::vector<double> &gains = in.waited.empty() ? in.gains : in.waited;
        for (const int e : m_retried)
            steps[at(m_stepOf[at(e)])] = m_enters[at(e)] && gains[at(e)] > 0;
        if (results.saturatedVisits.size() == flow.classes.size() && results.saturatedVisits[c] > 0)
            continue; // nothing is told of how long that takes
        const CallAnswers answers(*this, flow, columns, results, c, {}, passed);
        bool isGivenUp = std::any_of(passed.begin(), passed.end(), [](double each) { return each < 1; });
        std::vector<int> late;
        double felt = 0;
        const std::vector<double> visits = visitsOf(flow, gains, in.entries);
        for (const int e : m_timed) {
            const double share = gains[at(e)] > 0 ? answers.mostTailOf(at(e), m_timeout[at(e)]) : 0;
            if (share < kGivenUp)
                continue;
            late.push_back(e);
            felt += visits[at(flow.order.sources()[at(e)])] * gains[at(e)] * share;
            if (const LateCalls call = answers.lateOver(at(e), m_timeout[at(e)]); call.share >= kGivenUp)
                addLate(out.late, call);
        }
        for (const int e : late)
            steps[at(m_stepOf[at(e)])] |= felt >= kFelt;
        isGivenUp = isGivenUp || !late.empty();
        if (isGivenUp)
            out.timedOut.back() = answers.unanswered();
        out.exist = out.exist || std::any_of(steps.begin(), steps.end(), [](char each) { return each != 0; });
    }
    return out;
}

CutCalls CallNetwork::cutAt(const engine::Results &results) const
{
    return cutCalls(*m_flow, *m_columns, results, {});
}

std::shared_ptr<const CompiledStage> CallNetwork::withCut(const CompiledStage &stage, const CutCalls &cut,
                                                          CompileTrace *trace) const
{
    const auto given = [&] {
        auto out = std::make_shared<Retried>();
        out->attempts.assign(cut.steps.size(), std::vector<double>(m_network.steps.size(), 1.0));
        out->failures.assign(cut.steps.size(), std::vector<double>(m_network.steps.size(), 0.0));
        out->passed.assign(m_network.steps.size(), 1.0);
        out->report.resize(m_policies.size());
        out->cut = cut;
        return out;
    };
    if (trace) {
        Compiler compiler(m_project, m_stageIndex, *stage.catalog, trace);
        compiler.addAttempts(stage, given());
        return compiler.run();
    }
    const std::lock_guard lock(m_mutex);
    for (const auto &[steps, known] : m_known)
        if (steps == cut.steps)
            return known;
    if (m_known.size() >= kMostKnown)
        m_known.erase(m_known.begin());
    return m_known.emplace_back(cut.steps, cutStage(stage, given())).second;
}

/// Where nobody repeats calls or is refused, those that are given up change the ways of their classes and nothing else.
std::shared_ptr<const CompiledStage> CallNetwork::cutStage(const CompiledStage &stage,
                                                           std::shared_ptr<const Retried> given) const
{
    Compiler compiler(m_project, m_stageIndex, *stage.catalog);
    compiler.m_out = stage;
    compiler.m_out.timeouts.reset(); // which keeps the stage that is made here
    compiler.m_out.flow.reset();
    compiler.m_out.ruleFacts = std::make_shared<const RuleFacts>();
    compiler.m_out.retried = std::move(given);
    compiler.m_network = m_network;
    compiler.m_order.emplace(m_flow->order);
    compiler.m_counts = m_counts;
    compiler.m_times = m_times;
    for (const CompiledComponent &each : stage.components)
        compiler.m_kinds.push_back(each.kind);
    compiler.listHolders();
    compiler.restoreSeries();
    for (std::size_t c = 0; c < stage.classes.size(); ++c) {
        const std::vector<char> &steps = compiler.m_out.retried->cut.steps[c];
        if (std::any_of(steps.begin(), steps.end(), [](char each) { return each != 0; }))
            compiler.cutWays(c);
        else
            compiler.m_passing.emplace_back();
    }
    return std::make_shared<const CompiledStage>(std::move(compiler.m_out));
}

Settled settledAt(const CompiledStage &stage, double users, CompileTrace *trace)
{
    const auto settled = [&] {
        Settled out { withAttempts(stage, users, trace), {}, {} };
        out.cut = out.stage->retried->cut;
        return out;
    };
    if (stage.retries)
        return settled();
    if (!stage.timeouts)
        return {};
    engine::Results results;
    engine::solve(*stage.columns, users, results);
    if (stage.timeouts->refuses(results))
        return settled();
    CutCalls cut = stage.timeouts->cutAt(results);
    Settled out { cut.exist ? stage.timeouts->withCut(stage, cut, trace) : nullptr, std::move(cut), {} };
    if (!trace)
        out.results = std::move(results); // the load is the same
    return out;
}

} // namespace headroom::analysis
