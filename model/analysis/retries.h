#pragma once

#include "model/analysis/compiled_stage.h"
#include "model/analysis/report.h"
#include "model/engine/flow.h"
#include "model/engine/solve.h"
#include "model/flow/ordered_network.h"
#include "model/queueing/attempts.h"

#include <mutex>
#include <optional>

namespace headroom::analysis {

class Compiler;
class CallAnswers;
struct CompileTrace;

/// Calls that are looked at one by one, as their attempts are given up or repeated, and what users feel of it.
struct CutCalls {
    std::vector<std::vector<char>> steps; ///< per class and step of the network
    std::vector<double> timedOut;         ///< per class: share of its requests that fail as calls are given up
    std::vector<LateCalls> late;          ///< those that are given up more than hardly ever, class by class
    bool exist = false;                   ///< for any class
};

/// What all retries and timeouts of a stage come to at one number of users.
struct Retried {
    std::vector<std::vector<double>> attempts;      ///< per class and step of the network
    std::vector<std::vector<double>> failures;      ///< likewise: f of one attempt
    std::vector<double> passed;                     ///< per step: share that limiters and bulkheads let pass
    std::vector<std::optional<RetryReport>> report; ///< per connection
    CutCalls cut;
    bool isMetastable = false;
    int rounds = 0; ///< of both ends together
};

/// One end of the fixed point.
struct RetryPoint {
    std::vector<double> failure; ///< f per class and edge with retries, class by class
    bool isBounded = true;       ///< false: retries inside a loop multiply without end
    int rounds = 0;
};

/// The calls of a stage as often as they are repeated and limiters let them pass: a flow whose gains carry Att, which
/// depends on the failures f of each edge, which depend on the load, which depends on the flow.
///
/// A limiter hands on min(λ, rate) of what comes to it (domain spec 2.2). A bulkhead of b refuses a share B(b, a), Erlang's
/// loss formula for the a calls that would be in flight, as long as each takes without queueing (domain spec 3.3).
///
/// f of an attempt = 1 − (1 − P(T > timeout))·(1 − unavailability)·(1 − loss)·P(calls behind it succeed); see
/// call_answers.h. f ← f + d·(f(Att(f)) − f) until nothing moves, from f = 0 and from f = 1; d is halved where f swings.
/// Source: domain spec 3.3; Bronson et al., "Metastable failures in distributed systems", HotOS 2021.
class CallNetwork {
public:
    /// @param compiler  done with everything else; what it knows of the calls is taken from it.
    explicit CallNetwork(Compiler &compiler);

    [[nodiscard]] const project::Project &project() const { return m_project; }
    [[nodiscard]] std::size_t stageIndex() const { return m_stageIndex; }
    /// Users at which resources fill up, with the retries there.
    [[nodiscard]] std::shared_ptr<const engine::Limits> limits() const { return m_limits; }

    /// Both ends of the fixed point.  At most 400 rounds of O(classes · edges + columns).
    [[nodiscard]] Retried settle(double users) const;
    /// As engine::solve(), with the attempts of retries in the load; latencies of classes are left out.
    void solve(double users, engine::Results &out) const;
    [[nodiscard]] const queueing::RetryPolicy &policy(std::size_t connection) const { return m_policies[connection]; }

    /// Whether a limiter or a bulkhead refuses more than nearly nothing.
    [[nodiscard]] bool refuses(const engine::Results &results) const;

    /// Calls that users feel to be given up, where nobody repeats any: all late ones of a class with enough of them.
    /// @param results  of engine::solve() for the stage it was made of.  O(classes · edges).
    [[nodiscard]] CutCalls cutAt(const engine::Results &results) const;
    /// The stage with those calls looked at one by one; the same for the same calls.  O(ways) the first time; with a
    /// trace, O(compile).
    [[nodiscard]] std::shared_ptr<const CompiledStage> withCut(const CompiledStage &stage, const CutCalls &cut,
                                                               CompileTrace *trace) const;

private:
    /// A component that refuses what exceeds its rate, or a connection with room for so many calls in flight.
    struct Gate {
        int component = 0; ///< the limiter, or the caller
        int room = 0;      ///< calls in flight of an instance; 0: a limiter
    };
    /// What a round works on.
    struct Workspace {
        engine::Flow flow;
        engine::FlowResults found;
        engine::Columns columns;
        engine::Results results;
        std::vector<double> passed;   ///< per gate: share that it lets pass
        std::vector<double> inFlight; ///< per gate: calls that would be in flight, per dynamic request a second
        double moved = 0;             ///< most that a share has changed in the last round
    };
    [[nodiscard]] const flow::Step &stepOf(std::size_t edge) const
    {
        return m_network.steps[static_cast<std::size_t>(m_stepOf[edge])];
    }
    [[nodiscard]] Workspace newWorkspace() const
    {
        const std::size_t gates = m_gates.size();
        return { *m_flow, {}, *m_columns, {}, std::vector<double>(gates, 1.0), std::vector<double>(gates, 0.0), 0 };
    }
    [[nodiscard]] RetryPoint settle(Workspace &space, double users, double start) const;
    [[nodiscard]] bool repeat(Workspace &space, double users, const std::vector<double> &failure) const;
    void hold(Workspace &space) const;
    void limit(Workspace &space) const;
    [[nodiscard]] double passedOver(std::size_t edge, const std::vector<double> &passed) const;
    [[nodiscard]] static std::vector<double> delaysOf(Compiler &compiler, const engine::Flow &flow);
    void noteUnseen();
    void noteGates(const Compiler &compiler);
    [[nodiscard]] double passedAt(std::size_t gate, const engine::Results &results, double inFlight) const;
    void findFailures(const Workspace &space, const std::vector<double> &before, std::vector<double> &failure) const;
    [[nodiscard]] CutCalls cutCalls(const engine::Flow &flow, const engine::Columns &columns,
                                    const engine::Results &results, const std::vector<double> &passed) const;
    [[nodiscard]] std::shared_ptr<const CompiledStage> cutStage(const CompiledStage &stage,
                                                                std::shared_ptr<const Retried> given) const;
    void addReport(Retried &out, const Workspace &space, const RetryPoint &point, const RetryPoint &storm) const;

    // retry_limits.cpp
    void findLimits();
    [[nodiscard]] std::vector<char> openBreakers(const RetryPoint &point) const;
    void endWhereRefused(const RetryPoint &point, double users, engine::Limits &limits) const;
    [[nodiscard]] engine::Limits limitsAt(Workspace &space, double users) const;

    friend class CallAnswers;
    project::Project m_project;
    std::size_t m_stageIndex = 0;
    std::shared_ptr<const engine::Flow> m_flow;
    std::shared_ptr<const engine::Columns> m_columns;
    flow::Outgoing m_outgoing;
    std::vector<int> m_stepOf;   ///< per edge, of the network
    std::vector<double> m_fixed; ///< s per row: what of a visit's own time is always the same
    flow::Network m_network;
    std::vector<std::vector<double>> m_counts;     ///< per class and operation
    std::vector<std::vector<double>> m_times;      ///< s
    std::vector<queueing::RetryPolicy> m_policies; ///< per connection
    std::vector<int> m_retried;                    ///< edges with retries
    std::vector<Gate> m_gates;
    std::vector<std::pair<int, int>> m_gated; ///< edge that leads through a gate, which of them
    std::vector<int> m_limiterAt;             ///< per component: the gate that it is; −1: none
    std::vector<int> m_bulkheadOf;            ///< per edge: the gate that is a bulkhead; −1: none
    std::vector<double> m_inFlight;           ///< per gate, without attempts
    std::vector<int> m_timed;                 ///< edges with a timeout
    std::vector<char> m_joins;                ///< per edge: made at once with others and not repeated; empty: none is
    std::vector<double> m_latency;            ///< s, per edge
    std::vector<double> m_timeout;            ///< s, per edge; 0: none
    std::vector<char> m_enters;               ///< per edge: a visit that comes over a connection
    std::vector<double> m_up;                 ///< per component: availability
    std::vector<int> m_threads;               ///< per component: station of those who wait for threads; −1: none
    std::vector<std::pair<int, int>> m_held;  ///< resource row that is held, connection of a pool (−1: threads)
    std::vector<double> m_moreWork;           ///< per station: factor of what the flow does not see
    std::vector<double> m_moreVisits;
    std::vector<double> m_moreSpread; ///< per resource: what the flow does not see
    std::vector<char> m_openIdle;     ///< per failure of a point: a breaker is open without any load
    std::shared_ptr<const engine::Limits> m_limits;
    mutable std::mutex m_mutex; ///< of the stages that are known already
    mutable std::vector<std::pair<std::vector<std::vector<char>>, std::shared_ptr<const CompiledStage>>> m_known;
};

/// The stage with the attempts that are made at these users.  @pre stage.retries or
/// stage.timeouts; O(compile).
[[nodiscard]] std::shared_ptr<const CompiledStage> withAttempts(const CompiledStage &stage, double users,
                                                                CompileTrace *trace = nullptr);

/// A stage with what its retries and timeouts come to.
struct Settled {
    std::shared_ptr<const CompiledStage> stage; ///< null where that is the stage itself
    CutCalls cut;                               ///< at these users
    std::optional<engine::Results> results;     ///< of that stage, where they were needed to know; without a trace
};

/// At these users.  O(classes · edges); where somebody repeats calls or is refused, O(compile); where other calls are
/// given up than before, O(ways).
/// @param trace  where to write down the way of a compilation, which is then made in any case; or null.
[[nodiscard]] Settled settledAt(const CompiledStage &stage, double users, CompileTrace *trace = nullptr);

} // namespace headroom::analysis
