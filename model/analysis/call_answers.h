#pragma once

#include "model/analysis/retries.h"

#include <array>

namespace headroom::analysis {

/// How long the visits of one class take, queueing included, and how they end.
///
/// A visit waits for a thread and for the station, is served (all exponential laws) and makes its calls one after the
/// other, each at most its timeout; parts are independent. Where a visit makes no calls the tail is exact, else that of
/// queueing::SumOfTimes with the slowest part that matters at the timeout. A visit fails when its component is down, when it is lost because more
/// comes than can be served (1 − 1/ρ of it), or when a call it depends on fails after all attempts.
class CallAnswers {
public:
    /// @param passed  per gate of the network: share that it lets pass; empty: all.
    /// @param index  of the class; its gains carry the attempts. @param failure  f per retried edge of the class; empty:
    ///               components are up and take what comes, so that calls fail only by being given up.
    CallAnswers(const CallNetwork &network, const engine::Flow &flow, const engine::Columns &columns,
                const engine::Results &results, std::size_t index, std::span<const double> failure,
                const std::vector<double> &passed);

    /// P(an attempt over the edge fails). @param countsLate  when its caller gives it up, too.
    [[nodiscard]] double failureOf(std::size_t edge, bool countsLate = true) const;
    /// P(the call takes longer than that, in s), from when its caller has sent it.
    [[nodiscard]] double tailOf(std::size_t edge, double timeout) const;
    /// The same where waits are long together, as those of one request at one station are: the larger of the two.
    [[nodiscard]] double mostTailOf(std::size_t edge, double timeout) const;
    /// Its share by tailOf(), and what T is.
    [[nodiscard]] LateCalls lateOver(std::size_t edge, double timeout) const;
    /// Share of the requests of the class that fail, as a call they depend on does.
    [[nodiscard]] double unanswered() const;

private:
    /// An exponential part that some of the visits have.
    struct Part {
        double mean = 0; ///< s
        double chance = 0;
        bool operator==(const Part &) const = default;
    };
    struct Answer {
        double mean = 0;             ///< s; infinite without a steady state
        double variance = 0;         ///< s²
        double fixed = 0;            ///< s of the mean that never varies
        double waits = 0;            ///< s: standard deviations of all waits, added up
        double waited = 0;           ///< s² of the variance that is of waits
        std::array<Part, 3> slowest; ///< longest mean first
        bool isPlain = true;         ///< nothing but one wait and one service
        double passed = 1;           ///< P(the calls it depends on succeed)
        bool operator==(const Answer &) const = default;
    };
    [[nodiscard]] double serviceOf(std::size_t row) const;
    [[nodiscard]] Answer answer(std::size_t row) const;
    static void addWait(Answer &out, double wait, double probability);
    static void addPart(Answer &out, Part part);
    [[nodiscard]] static queueing::SumOfTimes timeOf(const Answer &call, double timeout);
    void addCall(Answer &out, std::size_t edge) const;
    void addFailures(Answer &out, std::size_t row) const;
    [[nodiscard]] Answer arriving(std::size_t edge) const;
    [[nodiscard]] Answer waitedFor(std::size_t edge) const;
    [[nodiscard]] bool isNoticed(std::size_t edge) const;
    void settle(const flow::Loop &loop);

    const CallNetwork &m_network;
    const engine::Flow &m_flow;
    const engine::Columns &m_columns;
    const engine::Results &m_results;
    std::size_t m_index;
    const std::vector<double> &m_passed;
    const engine::ClassFlow &m_class;
    const std::vector<double> &m_gains; ///< per edge: calls that are waited for
    std::vector<double> m_success;      ///< per edge: of a call with all its attempts; −1: follows from that of one
    bool m_countsOutages = true;
    std::vector<double> m_patience; ///< s, per row: the longest that one of those who call it waits
    std::vector<Answer> m_answers;  ///< per row
};

} // namespace headroom::analysis
