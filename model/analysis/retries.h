#pragma once

#include "model/analysis/compiled_stage.h"
#include "model/engine/flow.h"
#include "model/engine/solve.h"
#include "model/flow/ordered_network.h"
#include "model/queueing/attempts.h"

#include <optional>

namespace headroom::analysis {

class Compiler;
class RetryAnswers;
struct CompileTrace;

/// What all retries of a stage come to at one number of users.
struct Retried {
    std::vector<std::vector<double>> attempts;      ///< per class and step of the network
    std::vector<std::vector<double>> failures;      ///< likewise: f of one attempt
    std::vector<std::optional<RetryReport>> report; ///< per connection
    bool isMetastable = false;
    int rounds = 0; ///< of both ends together
};

/// One end of the fixed point.
struct RetryPoint {
    std::vector<double> failure; ///< f per class and edge with retries, class by class
    bool isBounded = true;       ///< false: retries inside a loop multiply without end
    int rounds = 0;
};

/// The calls of a stage as often as they are repeated: a flow whose gains carry Att, which depends on the failures f of
/// each edge, which depend on the load, which depends on the flow.
///
/// f of an attempt = 1 − (1 − P(T > timeout))·(1 − unavailability)·(1 − loss)·P(calls behind it succeed); see
/// retry_answers.h. f ← f + d·(f(Att(f)) − f) until nothing moves, from f = 0 and from f = 1; d is halved where f swings.
/// Source: domain spec 3.3; Bronson et al., "Metastable failures in distributed systems", HotOS 2021.
class RetryNetwork {
public:
    /// @param compiler  done with everything else.
    explicit RetryNetwork(Compiler &compiler);

    [[nodiscard]] const project::Project &project() const { return m_project; }
    [[nodiscard]] std::size_t stageIndex() const { return m_stageIndex; }
    /// Users at which resources fill up, with the retries there.
    [[nodiscard]] std::shared_ptr<const engine::Limits> limits() const { return m_limits; }

    /// Both ends of the fixed point.  At most 400 rounds of O(classes · edges + columns).
    [[nodiscard]] Retried settle(double users) const;
    /// As engine::solve(), with the attempts of retries in the load; latencies of classes are left out.
    void solve(double users, engine::Results &out) const;
    [[nodiscard]] const queueing::RetryPolicy &policy(std::size_t connection) const { return m_policies[connection]; }

private:
    /// What a round works on.
    struct Workspace {
        engine::Flow flow;
        engine::FlowResults found;
        engine::Columns columns;
        engine::Results results;
    };
    [[nodiscard]] Workspace newWorkspace() const { return { *m_flow, {}, *m_columns, {} }; }
    [[nodiscard]] RetryPoint settle(Workspace &space, double users, double start) const;
    [[nodiscard]] bool repeat(Workspace &space, double users, const std::vector<double> &failure) const;
    void hold(Workspace &space) const;
    void noteUnseen();
    void findFailures(const Workspace &space, const std::vector<double> &before, std::vector<double> &failure) const;
    void addReport(Retried &out, const Workspace &space, const RetryPoint &point, const RetryPoint &storm) const;

    // retry_limits.cpp
    void findLimits();
    [[nodiscard]] engine::Limits limitsAt(Workspace &space, double users) const;

    friend class RetryAnswers;
    project::Project m_project;
    std::size_t m_stageIndex = 0;
    std::shared_ptr<const engine::Flow> m_flow;
    std::shared_ptr<const engine::Columns> m_columns;
    flow::Outgoing m_outgoing;
    std::vector<flow::Step> m_steps; ///< per edge
    std::vector<int> m_stepOf;       ///< per edge, of the network
    std::size_t m_networkSteps = 0;
    std::vector<queueing::RetryPolicy> m_policies; ///< per connection
    std::vector<int> m_retried;                    ///< edges with retries
    std::vector<double> m_latency;                 ///< s, per edge
    std::vector<double> m_timeout;                 ///< s, per edge; 0: none
    std::vector<char> m_enters;                    ///< per edge: a visit that comes over a connection
    std::vector<double> m_up;                      ///< per component: availability
    std::vector<int> m_threads;                    ///< per component: station of those who wait for threads; −1: none
    std::vector<std::pair<int, int>> m_held;       ///< resource row that is held, connection of a pool (−1: threads)
    std::vector<double> m_moreWork;                ///< per station: factor of what the flow does not see
    std::vector<double> m_moreVisits;
    std::vector<double> m_moreSpread; ///< per resource: what the flow does not see
    std::shared_ptr<const engine::Limits> m_limits;
};

/// The stage with the attempts that are made at these users.  @pre stage.retries; O(compile).
[[nodiscard]] std::shared_ptr<const CompiledStage> withAttempts(const CompiledStage &stage, double users,
                                                                CompileTrace *trace = nullptr);

} // namespace headroom::analysis
