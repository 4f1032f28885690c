#include "model/analysis/retries.h"

#include "model/core/at.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom::analysis {

namespace {

constexpr double kNarrow = 1e-4; // relative width at which halving ends; the spec asks for 1e-3
constexpr std::array kParts { 0.25, 0.5, 0.7, 0.8, 0.9 };

/// Limits as they would be if the attempts stayed what they are at `users`.
struct Sample {
    double users = 0;
    engine::Limits limits;
};

/// Where the limit, which falls as users and attempts grow, meets the users: linear between the samples next to it.
/// @param samples  the steady states without a storm, by users, and the first state after them where there is one.
/// What does not fill up to there is said as if the attempts stayed what they were before the storm: beyond, there is
/// no calm state to ask, and the storms there hang on how they are reached.
double meeting(const std::vector<Sample> &samples, bool hasStorm, std::vector<double> engine::Limits::*level,
               std::size_t row)
{
    const auto off = [&](const Sample &each) { return (each.limits.*level)[row] - each.users; };
    std::size_t next = 0;
    while (next < samples.size() && off(samples[next]) > 0)
        ++next;
    if (next == 0)
        return 0;
    const double before = off(samples[next - 1]);
    if (next == samples.size()) {
        const std::size_t calm = hasStorm ? samples.size() - 2 : samples.size() - 1;
        return (samples[calm].limits.*level)[row];
    }
    if (!std::isfinite(before))
        return (samples[next - 1].limits.*level)[row];
    const double after = off(samples[next]);
    return samples[next - 1].users + (samples[next].users - samples[next - 1].users) * before / (before - after);
}

} // namespace

/// Per failure of a point: whether a breaker is open.
std::vector<char> CallNetwork::openBreakers(const RetryPoint &point) const
{
    std::vector<char> open;
    for (std::size_t i = 0; i < point.failure.size(); ++i) {
        const std::size_t edge = at(m_retried[i % m_retried.size()]);
        open.push_back(m_flow->classes[i / m_retried.size()].share > 0
                       && queueing::isOpen(m_policies[at(m_flow->connection[edge])], point.failure[i]));
    }
    return open;
}

/// Where a breaker is open what is behind it holds no more users, though it is asked for less.
void CallNetwork::endWhereRefused(const RetryPoint &point, double users, engine::Limits &limits) const
{
    const std::vector<int> &first = m_columns->stations.firstResource;
    const std::vector<char> open = openBreakers(point);
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (!open[i] || m_openIdle[i])
            continue;
        const std::size_t edge = at(m_retried[i % m_retried.size()]);
        const std::size_t callee = at(m_flow->component[at(m_flow->order.targets()[edge])]);
        const auto rows = limits.full.begin();
        const auto binding = std::min_element(rows + first[callee], rows + first[callee + 1]);
        if (binding == rows + first[callee + 1])
            continue;
        const auto row = static_cast<std::size_t>(binding - rows);
        for (auto *level : { &limits.at070, &limits.at085, &limits.full })
            (*level)[row] = std::min((*level)[row], users);
        limits.usersAtSaturation = std::min(limits.usersAtSaturation, users);
    }
}

engine::Limits CallNetwork::limitsAt(Workspace &space, double users) const
{
    engine::Limits limits;
    const RetryPoint point = settle(space, users, 0);
    const bool isBounded = point.isBounded;
    engine::findLimits(space.columns, limits);
    if (isBounded)
        endWhereRefused(point, users, limits);
    if (!isBounded)
        for (auto *level : { &limits.at070, &limits.at085, &limits.full })
            std::fill(level->begin(), level->end(), 0.0);
    if (!isBounded)
        limits.usersAtSaturation = 0;
    return limits;
}

/// The users at which the healthy steady state ends are found by halving; every resource fills where its line, drawn
/// with the attempts made there, meets the users. Domain spec 4.8.
void CallNetwork::findLimits()
{
    Workspace space = newWorkspace();
    m_openIdle = openBreakers(settle(space, 0, 0));
    std::vector<Sample> samples;
    const auto sample = [&](double users) {
        samples.push_back({ users, limitsAt(space, users) });
        return samples.back().limits.usersAtSaturation > users;
    };
    sample(0);
    const double most = samples.front().limits.usersAtSaturation;
    const bool hasStorm = std::isfinite(most) && most > 0;
    if (hasStorm) {
        double low = 0;
        double high = most;
        for (const double part : kParts)
            (sample(part * most) ? low : high) = part * most;
        sample(most);
        while (high - low > kNarrow * high) {
            const double middle = (low + high) / 2;
            (sample(middle) ? low : high) = middle;
        }
        std::erase_if(samples, [high](const Sample &each) { return each.users > high; });
    }
    std::sort(samples.begin(), samples.end(), [](const auto &a, const auto &b) { return a.users < b.users; });
    auto found = std::make_shared<engine::Limits>(samples.front().limits);
    for (const auto level : { &engine::Limits::at070, &engine::Limits::at085, &engine::Limits::full })
        for (std::size_t row = 0; row < found->full.size(); ++row)
            ((*found).*level)[row] = meeting(samples, hasStorm, level, row);
    engine::bind(*m_columns, { 0, m_columns->stations.size() }, *found);
    engine::findBottleneck(*m_columns, *found);
    m_limits = std::move(found);
}

} // namespace headroom::analysis
