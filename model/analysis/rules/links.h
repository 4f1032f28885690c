#pragma once

#include "model/analysis/rules/inspection.h"
#include "model/queueing/sojourn.h"

#include <map>
#include <optional>

namespace headroom::analysis {

[[nodiscard]] inline std::size_t caller(const Inspection &in, std::size_t connection)
{
    return static_cast<std::size_t>(in.stage.links[connection].from);
}

[[nodiscard]] inline std::size_t callee(const Inspection &in, std::size_t connection)
{
    return static_cast<std::size_t>(in.stage.links[connection].to);
}

[[nodiscard]] inline std::vector<std::string> idsOf(const Inspection &in, const std::vector<std::size_t> &connections)
{
    std::vector<std::string> ids;
    for (const std::size_t c : connections)
        ids.push_back(in.stage.connectionId(c));
    return ids;
}

/// The region a component stands in; −1: none.
[[nodiscard]] int regionOf(const Inspection &in, std::size_t component);

/// The most tries that one request can cause where several layers retry.
struct Amplification {
    double tries = 1;
    std::vector<std::size_t> chain;   ///< connections that retry, one behind the other, whose tries multiply to that
    std::vector<std::size_t> retried; ///< all that retry before or behind another that does
};
/// Along a chain of at most 17 calls; loops are followed as far, and a million tries are as many as there are.
/// Nothing where no two connections that retry are one behind the other.
[[nodiscard]] std::optional<Amplification> worstAmplification(const Inspection &in);

/// Tries of one call over a connection: 1 + its retries, or what a budget leaves of them.
[[nodiscard]] double triesOver(const Inspection &in, std::size_t connection);

/// s, whole milliseconds: so many times ("margin") what a share of the calls ("kept") take at most with all that happens
/// behind them. @pre the rule that is asked has these two limits
[[nodiscard]] double advisedTimeout(const Inspection &in, const LateCalls &late);
/// The same of a visit of the callee and the way there.
[[nodiscard]] double advisedTimeout(const Inspection &in, const queueing::Sojourn &sojourn, double latency);

/// Of one visit, queueing included; nothing where there is no steady state.
[[nodiscard]] std::optional<queueing::Sojourn> sojournOf(const ComponentReport &called);

/// Per connection: the calls of the class that is given up most there; null: none are.
[[nodiscard]] std::vector<const LateCalls *> lateByConnection(const Inspection &in);

/// The least timeout that a cure may set: below it good calls would be given up. Infinite where there is no steady state.
/// @pre as for advisedTimeout(). @param late  of that connection; null: hardly any is given up
[[nodiscard]] double neededTimeout(const Inspection &in, std::size_t connection, const LateCalls *late);

using Timeouts = std::map<std::size_t, double>; ///< s, by connection

/// What sets these timeouts, and longer ones of the calls before them that would end before all their tries do.
/// What is no time stays as it is.
[[nodiscard]] std::vector<edits::SetParameter> timeoutSteps(const Inspection &in, Timeouts wanted);
/// @param title  of several. Nothing of none.
[[nodiscard]] std::optional<edits::Edit> asOneStep(const char *title, const std::vector<edits::SetParameter> &steps);
/// Both in one.
[[nodiscard]] std::optional<edits::Edit> setTimeouts(const Inspection &in, Timeouts wanted);

/// Calls behind a connection that would be in flight of one instance of the caller, if none of them were refused, as the
/// model of bulkheads counts them: without queueing.
[[nodiscard]] double inFlightOver(const Inspection &in, std::size_t connection);
/// Share of the calls over a connection that its bulkhead refuses.
[[nodiscard]] double refusedOver(const Inspection &in, std::size_t connection);
/// Calls in flight that nearly all ("kept") of those find room in, `least` or more, and no more than a part ("busy") of
/// which is used on average; nothing where a bulkhead cannot be that large. @pre the rule has these two limits
[[nodiscard]] std::optional<double> advisedBulkhead(const Inspection &in, std::size_t connection, double least);

/// Calls made at once whose answers are all waited for: the connections of such a join, in order, and how many calls go
/// over each of them in the class where they are most.
[[nodiscard]] std::map<std::vector<std::size_t>, std::vector<double>> callsAtOnce(const Inspection &in);

/// The longest way of calls that wait for each other: the components on it that work. Loops are no part of it.
[[nodiscard]] const std::vector<std::size_t> &deepestChain(const Inspection &in);

} // namespace headroom::analysis
