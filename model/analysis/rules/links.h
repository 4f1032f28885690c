#pragma once

#include "model/analysis/rules/inspection.h"

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
    std::vector<std::size_t> retried; ///< all that retry
};
/// Along a chain of at most 17 calls; loops are followed as far, and a million tries are as many as there are.
/// Nothing where less than two connections retry.
[[nodiscard]] std::optional<Amplification> worstAmplification(const Inspection &in);

/// Tries of one call over a connection: 1 + its retries, or what a budget leaves of them.
[[nodiscard]] double triesOver(const Inspection &in, std::size_t connection);

/// s, whole milliseconds: so many times ("margin") what a share of the calls ("kept") take at most with all that happens
/// behind them. @pre the rule that is asked has these two limits
[[nodiscard]] double advisedTimeout(const Inspection &in, const LateCalls &late);

/// Calls made at once whose answers are all waited for: the connections of such a join, in order, and how many calls go
/// over each of them in the class where they are most.
[[nodiscard]] std::map<std::vector<std::size_t>, std::vector<double>> callsAtOnce(const Inspection &in);

/// The longest way of calls that wait for each other: the components on it that work. Loops are no part of it.
[[nodiscard]] const std::vector<std::size_t> &deepestChain(const Inspection &in);

} // namespace headroom::analysis
