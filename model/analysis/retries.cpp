#include "model/analysis/retries.h"
#include "model/analysis/call_answers.h"
#include "model/analysis/compiler.h"
#include "model/analysis/responses.h"
#include "model/core/at.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

constexpr int kMostRetryRounds = 200;     // of each end
constexpr double kSettledFailures = 1e-9; // change of a failure probability; the spec asks for 1e-6
constexpr double kLeastDamping = 1.0 / 32;
constexpr double kDifferent = 1e-3; // relative, of attempts: another steady state

[[nodiscard]] double ratio(double whole, double seen)
{
    return seen > 0 ? whole / seen : 1;
}

} // namespace

CallNetwork::CallNetwork(Compiler &compiler)
    : m_project(compiler.m_project)
    , m_stageIndex(compiler.m_out.stageIndex)
    , m_flow(compiler.writeFlow())
    , m_columns(compiler.m_out.columns)
    , m_outgoing(m_flow->order.outgoing())
    , m_fixed(delaysOf(compiler, *m_flow))
    , m_network(std::move(compiler.m_network))
    , m_counts(std::move(compiler.m_counts))
    , m_times(std::move(compiler.m_times))
{
    const CompiledStage &stage = compiler.m_out;
    std::vector<double> timeouts;
    for (const project::Connection &each : compiler.m_stage.connections) {
        m_policies.push_back(compiler.policyOf(each));
        timeouts.push_back(compiler.connectionNumber(each, "timeout", 0));
    }
    m_stepOf = m_flow->order.steps();
    for (std::size_t e = 0; e < m_stepOf.size(); ++e) {
        const flow::Step &step = stepOf(e);
        m_latency.push_back(compiler.latencyOver(step));
        const bool isRetried = step.connection >= 0 && m_policies[at(step.connection)].retries > 0;
        const bool isUsers = compiler.m_kinds[at(step.from / m_network.operations)]->behavior == "source"; // who wait
        m_timeout.push_back(step.connection < 0 || (isUsers && !isRetried) ? 0 : timeouts[at(step.connection)]);
        m_enters.push_back(step.connection >= 0
                           && compiler.m_catalog.operations()[at(step.to % m_network.operations)].isVisit);
        m_joins.push_back(step.joins && m_enters.back() && !isRetried);
        if (isRetried)
            m_retried.push_back(static_cast<int>(e));
        if (m_enters.back() && m_timeout.back() > 0)
            m_timed.push_back(static_cast<int>(e));
    }
    m_threads.assign(stage.components.size(), -1);
    for (std::size_t h = 0; h < stage.holders.size(); ++h)
        if (const Holder &each = stage.holders[h];
            stage.components[at(each.component)].resources[at(each.resource)].link < 0)
            m_threads[at(each.component)] = static_cast<int>(stage.components.size() + h);
    for (std::size_t i = 0; i < stage.components.size(); ++i) {
        m_up.push_back(stage.components[i].availability);
        for (std::size_t r = 0; r < stage.components[i].resources.size(); ++r)
            if (const CompiledResource &each = stage.components[i].resources[r]; each.spec->kind == "held")
                m_held.emplace_back(m_columns->stations.firstResource[i] + static_cast<int>(r), each.link);
    }
    if (std::none_of(m_joins.begin(), m_joins.end(), [](char each) { return each; }))
        m_joins.clear();
    noteGates(compiler);
    const bool isRetried = std::any_of(m_policies.begin(), m_policies.end(), // also where nobody makes such calls
                                       [](const queueing::RetryPolicy &each) { return each.retries > 0; });
    if (isRetried || !m_gates.empty())
        noteUnseen();
    if (isRetried)
        findLimits();
}

std::vector<double> CallNetwork::delaysOf(Compiler &compiler, const engine::Flow &flow)
{
    std::vector<double> delays;
    for (const int node : flow.order.nodes())
        delays.push_back(compiler.ownDelay(node));
    return delays;
}

/// What the flow does not carry (connections opened for each request) grows with what it carries, or stays.
void CallNetwork::noteUnseen()
{
    Workspace space = newWorkspace();
    engine::propagate(space.flow, space.found, space.columns);
    const engine::Stations &seen = space.columns.stations;
    hold(space);
    m_inFlight = space.inFlight;
    for (std::size_t i = 0; i < m_up.size(); ++i) {
        m_moreWork.push_back(ratio(m_columns->stations.work[i], seen.work[i]));
        m_moreVisits.push_back(ratio(m_columns->stations.visits[i], seen.visits[i]));
    }
    for (std::size_t row = 0; row < m_columns->resources.size(); ++row)
        m_moreSpread.push_back(m_columns->resources.spread[row] - space.columns.resources.spread[row]);
}

/// One round: from the failures to the attempts, from those to the load, and from that to waits and use.
bool CallNetwork::repeat(Workspace &space, double users, const std::vector<double> &failure) const
{
    std::size_t next = 0;
    const auto multiply = [&](std::size_t c, int e, double by, const engine::ClassFlow &from) {
        engine::ClassFlow &flow = space.flow.classes[c];
        flow.gains[at(e)] = from.gains[at(e)] * by;
        if (!flow.waited.empty())
            flow.waited[at(e)] = from.waited[at(e)] * by;
    };
    for (std::size_t c = 0; c < m_flow->classes.size(); ++c) {
        for (const auto &[e, gate] : m_gated)
            multiply(c, e, 1, m_flow->classes[c]);
        for (const int e : m_retried) {
            const double tries = queueing::attempts(m_policies[at(m_flow->connection[at(e)])], failure[next++]);
            multiply(c, e, tries, m_flow->classes[c]);
        }
        for (const auto &[e, gate] : m_gated)
            multiply(c, e, space.passed[at(gate)], space.flow.classes[c]);
    }
    if (!engine::propagate(space.flow, space.found, space.columns))
        return false;
    engine::Stations &stations = space.columns.stations;
    for (std::size_t i = 0; i < m_up.size(); ++i) {
        stations.work[i] *= m_moreWork[i];
        stations.visits[i] *= m_moreVisits[i];
        stations.perRate[i] *= m_moreWork[i];
    }
    for (std::size_t row = 0; row < m_moreSpread.size(); ++row)
        if (m_flow->isTime[row] > 0)
            space.columns.resources.spread[row] *= m_moreWork[at(space.columns.resources.component[row])];
        else
            space.columns.resources.spread[row] += m_moreSpread[row];
    hold(space);
    space.results.users = users;
    engine::resize(space.columns, space.results);
    const engine::Range all { 0, stations.size() };
    engine::findInstances(space.columns, all, space.results);
    engine::findPools(space.columns, space.results);
    engine::inBlocks(all, [&](engine::Range block) {
        engine::findUse(space.columns, block, space.results);
        engine::findWaits(space.columns, block, space.results);
        engine::findMachineWaits(space.columns, block, space.results);
    });
    engine::findPooledWaits(space.columns, space.results);
    engine::findMachineWaits(space.columns, space.results);
    limit(space);
    return true;
}

/// Threads and pooled connections, as compile_holding.cpp adds them up.
void CallNetwork::hold(Workspace &space) const
{
    if (m_held.empty() && m_gates.empty())
        return;
    std::fill(space.inFlight.begin(), space.inFlight.end(), 0.0);
    std::vector<double> held(m_up.size(), 0.0), entering(m_up.size(), 0.0);
    std::vector<double> calls(m_policies.size(), 0.0), heldOver(m_policies.size(), 0.0);
    for (std::size_t c = 0; c < space.flow.classes.size(); ++c) {
        const engine::ClassFlow &in = space.flow.classes[c];
        const std::vector<double> &gains = in.waited.empty() ? in.gains : in.waited;
        const std::vector<double> &visits = space.found.visits[c];
        for (std::size_t row = 0; row < visits.size(); ++row)
            held[at(m_flow->component[row])] += in.share * visits[row] * in.own[row];
        const Responses responses(space.flow.order, m_outgoing, gains, in.own, m_latency, m_timeout, m_joins, m_fixed);
        for (std::size_t row = 0; row < visits.size() && !m_joins.empty(); ++row)
            held[at(m_flow->component[row])] -= in.share * visits[row] * responses.gain(row);
        for (std::size_t e = 0; e < gains.size(); ++e) {
            const double rate = in.share * visits[at(m_flow->order.sources()[e])] * in.gains[e];
            if (stepOf(e).connection < 0 || rate <= 0)
                continue;
            entering[at(m_flow->component[at(m_flow->order.targets()[e])])] += rate;
            if (gains[e] <= 0)
                continue;
            if (const int gate = m_bulkheadOf[e]; gate >= 0)
                space.inFlight[at(gate)] += rate / space.passed[at(gate)] * responses.callTime(e);
            calls[at(stepOf(e).connection)] += rate;
            heldOver[at(stepOf(e).connection)] += rate * responses.callTime(e);
            held[at(m_flow->component[at(m_flow->order.sources()[e])])] += rate * responses.callTime(e);
        }
    }
    engine::Columns &columns = space.columns;
    for (const auto &[row, link] : m_held)
        columns.resources.spread[at(row)]
            = link < 0 ? held[at(columns.resources.component[at(row)])] : heldOver[at(link)];
    for (std::size_t h = 0; h < columns.holders.size(); ++h) {
        const std::size_t station = engine::stationOf(columns, h);
        const int row = columns.holders[h].resource;
        if (const double use = columns.holders[h].use; use > 0) {
            columns.stations.visits[station] = columns.resources.spread[at(row)] / use;
            columns.stations.work[station] = columns.resources.spread[at(row)] / columns.resources.capacity[at(row)];
            continue;
        }
        const auto found
            = std::find_if(m_held.begin(), m_held.end(), [&](const auto &each) { return each.first == row; });
        columns.stations.visits[station]
            = found->second < 0 ? entering[at(columns.holders[h].owner)] : calls[at(found->second)];
        columns.stations.work[station] = columns.resources.spread[at(row)];
    }
}

void CallNetwork::findFailures(const Workspace &space, const std::vector<double> &before,
                               std::vector<double> &failure) const
{
    const std::size_t count = m_retried.size();
    for (std::size_t c = 0; c < m_flow->classes.size(); ++c) {
        const CallAnswers answers(*this, space.flow, space.columns, space.results, c,
                                  std::span(before).subspan(c * count, count), space.passed);
        for (std::size_t i = 0; i < count; ++i)
            failure[c * count + i] = answers.failureOf(at(m_retried[i]));
    }
}

RetryPoint CallNetwork::settle(Workspace &space, double users, double start) const
{
    RetryPoint point;
    point.failure.assign(m_flow->classes.size() * m_retried.size(), start);
    std::fill(space.passed.begin(), space.passed.end(), 1.0);
    std::vector<double> next(point.failure);
    std::vector<double> moved(point.failure.size(), 0.0);
    double damping = 1;
    for (; point.rounds < kMostRetryRounds; ++point.rounds) {
        point.isBounded = repeat(space, users, point.failure);
        if (!point.isBounded)
            return point;
        if (!m_retried.empty())
            findFailures(space, point.failure, next);
        double most = space.moved;
        bool swings = false;
        for (std::size_t i = 0; i < next.size(); ++i) {
            const double move = next[i] - point.failure[i];
            most = std::max(most, std::abs(move));
            swings = swings || (move * moved[i] < 0 && std::abs(move) > kSettledFailures);
            moved[i] = move;
        }
        if (most < kSettledFailures)
            return point;
        if (swings)
            damping = std::max(kLeastDamping, damping / 2);
        for (std::size_t i = 0; i < next.size(); ++i)
            point.failure[i] += damping * moved[i];
    }
    point.isBounded = repeat(space, users, point.failure);
    return point;
}

Retried CallNetwork::settle(double users) const
{
    Workspace space = newWorkspace();
    const RetryPoint storm = settle(space, users, 1);
    const RetryPoint point = settle(space, users, 0);
    Retried out;
    out.rounds = storm.rounds + point.rounds;
    out.isMetastable = point.isBounded && !storm.isBounded;
    std::size_t next = 0;
    for (std::size_t c = 0; c < m_flow->classes.size(); ++c) {
        out.attempts.emplace_back(m_network.steps.size(), 1.0);
        out.failures.emplace_back(m_network.steps.size(), 0.0);
        for (const int e : m_retried) {
            const double failure = point.failure[next++];
            out.failures[c][at(m_stepOf[at(e)])] = failure;
            out.attempts[c][at(m_stepOf[at(e)])]
                = queueing::attempts(m_policies[at(m_flow->connection[at(e)])], failure);
        }
    }
    out.passed.assign(m_network.steps.size(), 1.0);
    for (const auto &[e, gate] : m_gated)
        out.passed[at(m_stepOf[at(e)])] *= space.passed[at(gate)];
    addReport(out, space, point, storm);
    out.cut = cutCalls(space.flow, space.columns, space.results, space.passed);
    return out;
}

/// Means over classes and operations, by the calls each of them makes.
void CallNetwork::addReport(Retried &out, const Workspace &space, const RetryPoint &point,
                            const RetryPoint &storm) const
{
    out.report.resize(m_policies.size());
    std::vector<double> calls(m_policies.size(), 0.0);
    std::size_t next = 0;
    for (std::size_t c = 0; c < m_flow->classes.size(); ++c)
        for (const int e : m_retried) {
            const auto connection = at(m_flow->connection[at(e)]);
            const queueing::RetryPolicy &policy = m_policies[connection];
            const double failure = point.failure[next];
            const double stormFailure = storm.failure[next++];
            const double tries = queueing::attempts(policy, failure);
            const double stormTries = queueing::attempts(policy, stormFailure);
            const double rate = m_flow->classes[c].share * m_flow->classes[c].gains[at(e)]
                * (point.isBounded ? space.found.visits[c][at(m_flow->order.sources()[at(e)])] : 1);
            if (rate <= 0)
                continue;
            out.isMetastable = out.isMetastable || stormTries > tries * (1 + kDifferent);
            if (!out.report[connection])
                out.report[connection] = RetryReport { 0, 0, 0, 0 };
            RetryReport &line = *out.report[connection];
            calls[connection] += rate;
            line.failure += rate * tries * failure;
            line.attempts += rate * tries;
            line.success += rate * queueing::success(policy, failure);
            line.stormAttempts += rate * stormTries;
        }
    for (std::size_t i = 0; i < calls.size(); ++i)
        if (out.report[i]) {
            out.report[i]->failure /= out.report[i]->attempts;
            for (double RetryReport::*each :
                 { &RetryReport::attempts, &RetryReport::success, &RetryReport::stormAttempts })
                (*out.report[i]).*each /= calls[i];
        }
}

void CallNetwork::solve(double users, engine::Results &out) const
{
    Workspace space = newWorkspace();
    (void)settle(space, users, 0);
    engine::findBills(space.columns, space.results);
    out = std::move(space.results);
}

std::shared_ptr<const CompiledStage> withAttempts(const CompiledStage &stage, double users, CompileTrace *trace)
{
    const CallNetwork &network = stage.retries ? *stage.retries : *stage.timeouts;
    auto retried = std::make_shared<const Retried>(network.settle(users));
    Compiler compiler(network.project(), network.stageIndex(), *stage.catalog, trace);
    compiler.addAttempts(stage, std::move(retried));
    return compiler.run();
}

} // namespace headroom::analysis
