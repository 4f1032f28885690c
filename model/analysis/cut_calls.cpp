#include "model/analysis/compiler.h"
#include "model/analysis/retries.h"
#include "model/analysis/retry_answers.h"

#include <algorithm>

namespace headroom::analysis {

namespace {

constexpr double kGivenUp = 1e-5; // share of the attempts over a connection from which its timeout is felt
constexpr std::size_t kMostComponents = 1000;
constexpr std::size_t kMostKnown = 16; // stages that are kept for other numbers of users

[[nodiscard]] std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
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
        || std::any_of(m_kinds.begin(), m_kinds.end(),
                       [](const auto *each) { return each->is(catalog::Role::Limits); });
}

CutCalls RetryNetwork::cutCalls(const engine::Flow &flow, const engine::Columns &columns,
                                const engine::Results &results, const std::vector<double> &passed) const
{
    CutCalls out;
    for (std::size_t c = 0; c < flow.classes.size(); ++c) {
        std::vector<char> &steps = out.steps.emplace_back(m_networkSteps, 0);
        out.timedOut.push_back(0);
        const engine::ClassFlow &in = flow.classes[c];
        const std::vector<double> &gains = in.waited.empty() ? in.gains : in.waited;
        for (const int e : m_retried)
            steps[at(m_stepOf[at(e)])] = m_enters[at(e)] && gains[at(e)] > 0;
        const RetryAnswers answers(*this, flow, columns, results, c, {}, passed);
        bool isGivenUp = std::any_of(passed.begin(), passed.end(), [](double each) { return each < 1; });
        for (const int e : m_timed)
            if (gains[at(e)] > 0 && answers.tailOf(at(e), m_timeout[at(e)]) >= kGivenUp)
                steps[at(m_stepOf[at(e)])] = isGivenUp = true;
        if (isGivenUp)
            out.timedOut.back() = answers.unanswered();
        out.exist = out.exist || std::any_of(steps.begin(), steps.end(), [](char each) { return each != 0; });
    }
    return out;
}

CutCalls RetryNetwork::cutAt(const engine::Results &results) const
{
    return cutCalls(*m_flow, *m_columns, results, {});
}

std::shared_ptr<const CompiledStage> RetryNetwork::withCut(const CompiledStage &stage, const CutCalls &cut,
                                                           CompileTrace *trace) const
{
    const auto compiled = [&] {
        auto given = std::make_shared<Retried>();
        given->attempts.assign(cut.steps.size(), std::vector<double>(m_networkSteps, 1.0));
        given->failures.assign(cut.steps.size(), std::vector<double>(m_networkSteps, 0.0));
        given->passed.assign(m_networkSteps, 1.0);
        given->report.resize(m_policies.size());
        given->cut = cut;
        Compiler compiler(m_project, m_stageIndex, *stage.catalog, trace);
        compiler.addAttempts(stage, std::move(given));
        return compiler.run();
    };
    if (trace)
        return compiled();
    const std::lock_guard lock(m_mutex);
    for (const auto &[steps, known] : m_known)
        if (steps == cut.steps)
            return known;
    if (m_known.size() >= kMostKnown)
        m_known.erase(m_known.begin());
    return m_known.emplace_back(cut.steps, compiled()).second;
}

Settled settledAt(const CompiledStage &stage, double users, CompileTrace *trace)
{
    const auto settled = [&] {
        Settled out { withAttempts(stage, users, trace), {} };
        out.timedOut = out.stage->retried->cut.timedOut;
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
    if (!cut.exist)
        return {};
    Settled out { stage.timeouts->withCut(stage, cut, trace), {} };
    out.timedOut = std::move(cut.timedOut);
    return out;
}

} // namespace headroom::analysis
