#include "model/analysis/rules/links.h"

#include <algorithm>
#include <numeric>

namespace headroom::analysis {

namespace {

constexpr std::size_t kLongest = 16; // calls before the last of a chain
constexpr double kMostTries = 1e6;

/// tries[k][component]: the most that one request there can cause by chains of k calls.
std::vector<std::vector<double>> triesByLength(const Inspection &in, const std::vector<double> &attempts)
{
    std::vector<std::vector<double>> tries(1, std::vector<double>(in.stage.components.size(), 1));
    for (std::size_t round = 0; round < kLongest; ++round) {
        std::vector<double> longer = tries.back(); // not in place: loops must not depend on the order of the file
        for (std::size_t i = 0; i < attempts.size(); ++i) {
            double &here = longer[caller(in, in.calls()[i])];
            here = std::min(kMostTries, std::max(here, attempts[i] * tries.back()[callee(in, in.calls()[i])]));
        }
        tries.push_back(std::move(longer));
    }
    return tries;
}

/// Connections that retry before or behind another that does.
/// @param tries  per component, of the longest chains.
std::vector<std::size_t> retriedInLayers(const Inspection &in, const std::vector<double> &attempts,
                                         const std::vector<double> &tries)
{
    std::vector<char> isBehind(in.stage.components.size(), 0); // a call that is repeated
    bool moved = true;
    while (moved) {
        moved = false;
        for (std::size_t i = 0; i < attempts.size(); ++i) {
            char &behind = isBehind[callee(in, in.calls()[i])];
            if (!behind && (attempts[i] > 1 || isBehind[caller(in, in.calls()[i])]))
                behind = moved = true;
        }
    }
    std::vector<std::size_t> retried;
    for (std::size_t i = 0; i < attempts.size(); ++i)
        if (const std::size_t c = in.calls()[i];
            attempts[i] > 1 && (isBehind[caller(in, c)] || tries[callee(in, c)] > 1))
            retried.push_back(c);
    return retried;
}

} // namespace

double triesOver(const Inspection &in, std::size_t connection)
{
    const double budget = in.linkValue(connection, "retry_budget");
    const double retries = in.linkValue(connection, "retries");
    return 1 + (budget > 0 ? std::min(retries, budget) : retries);
}

std::optional<Amplification> worstAmplification(const Inspection &in)
{
    if (in.callsWith("retried", [&](std::size_t c) { return triesOver(in, c) > 1; }).size() < 2)
        return std::nullopt;
    Amplification worst;
    std::vector<double> attempts;
    for (const std::size_t c : in.calls())
        attempts.push_back(triesOver(in, c));
    const auto tries = triesByLength(in, attempts);
    worst.retried = retriedInLayers(in, attempts, tries.back());
    if (worst.retried.empty())
        return std::nullopt;
    // Of chains alike the one whose connection has the smallest id, in whatever order the file has them.
    const auto best = [&](std::size_t length, const auto &isAllowed) {
        std::ptrdiff_t found = -1;
        double most = 1;
        for (std::size_t i = 0; i < attempts.size(); ++i) {
            const std::size_t c = in.calls()[i];
            const double through = attempts[i] * tries[length][callee(in, c)];
            if (!isAllowed(i) || through < most)
                continue;
            if (found < 0 || through > most
                || in.stage.connectionId(c) < in.stage.connectionId(in.calls()[static_cast<std::size_t>(found)]))
                found = static_cast<std::ptrdiff_t>(i);
            most = through;
        }
        return std::pair(found, most);
    };
    auto [at, most] = best(
        kLongest, [&](std::size_t i) { return attempts[i] > 1 && tries[kLongest][callee(in, in.calls()[i])] > 1; });
    worst.tries = most;
    for (std::size_t length = kLongest; at >= 0; --length) {
        const std::size_t c = in.calls()[static_cast<std::size_t>(at)];
        if (attempts[static_cast<std::size_t>(at)] > 1)
            worst.chain.push_back(c);
        const std::size_t next = callee(in, c);
        if (length == 0 || tries[length][next] <= 1)
            break;
        at = best(length - 1, [&](std::size_t i) { return caller(in, in.calls()[i]) == next; }).first;
    }
    return worst;
}

std::map<std::vector<std::size_t>, std::vector<double>> callsAtOnce(const Inspection &in)
{
    std::map<std::vector<std::size_t>, std::vector<double>> found;
    const auto note = [&](const CompiledClass &each, const latency::Join &join) {
        std::map<std::size_t, double> over;
        for (const latency::Arm &arm : join.arms)
            if (arm.needed >= 1)
                over[static_cast<std::size_t>(each.branchLinks[arm.branch])] += flow::meanOf(arm.calls);
        std::vector<std::size_t> links;
        std::vector<double> calls;
        for (const auto &[link, count] : over) {
            links.push_back(link);
            calls.push_back(count);
        }
        if (links.empty())
            return;
        std::vector<double> &most = found[links];
        if (std::accumulate(calls.begin(), calls.end(), 0.0) > std::accumulate(most.begin(), most.end(), 0.0))
            most = std::move(calls);
    };
    for (const CompiledClass &each : in.stage.classes) {
        for (const latency::Way &way : each.ways)
            for (const latency::Join &join : way.joins)
                note(each, join);
        for (const latency::Branch &branch : each.branches)
            for (const latency::Way &way : branch)
                for (const latency::Join &join : way.joins)
                    note(each, join);
    }
    return found;
}

} // namespace headroom::analysis
