#include "model/analysis/rules/links.h"
#include "model/queueing/mmc.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::analysis {

namespace {

constexpr double kForever = std::numeric_limits<double>::infinity();

double inMilliseconds(double seconds)
{
    return std::ceil(seconds * 1000 * (1 - 1e-12)) / 1000;
}

/// Lets those who wait for a call wait until its last try is over, from the inside out.
/// @return false where that does not end, as in loops.
bool letCallersWait(const Inspection &in, Timeouts &timeouts)
{
    constexpr int kMostRounds = 32;
    std::vector<double> longest(in.stage.components.size(), 0.0); // s, that a component waits for one of those calls
    const auto note = [&](std::size_t c, double timeout) {
        double &most = longest[caller(in, c)];
        most = std::max(most, timeout * (1 + in.linkValue(c, "retries")));
    };
    for (const auto &[c, timeout] : timeouts)
        note(c, timeout);
    for (int round = 0; round < kMostRounds; ++round) {
        bool moved = false;
        for (const std::size_t c : in.calls()) {
            const auto known = timeouts.find(c);
            const double timeout = known == timeouts.end() ? in.linkValue(c, "timeout") : known->second;
            if (timeout <= 0 || timeout >= longest[callee(in, c)])
                continue;
            timeouts[c] = inMilliseconds(longest[callee(in, c)]);
            note(c, timeouts[c]);
            moved = true;
        }
        if (!moved)
            return true;
    }
    return false;
}

} // namespace

std::optional<queueing::Sojourn> sojournOf(const ComponentReport &called)
{
    if (!called.sojourn || called.serviceTime <= 0)
        return std::nullopt;
    const double spare = called.waitDecay > 0 ? called.waitDecay * called.serviceTime : called.servers;
    return queueing::Sojourn(Seconds(called.serviceTime), called.waitProbability, spare);
}

double advisedTimeout(const Inspection &in, const queueing::Sojourn &sojourn, double latency)
{
    return std::ceil((sojourn.quantile(in.limit("kept")).value() + latency) * in.limit("margin") * 1000) / 1000;
}

double advisedTimeout(const Inspection &in, const LateCalls &late)
{
    return std::ceil(late.time.quantile(in.limit("kept")) * in.limit("margin") * 1000) / 1000;
}

std::vector<const LateCalls *> lateByConnection(const Inspection &in)
{
    std::vector<const LateCalls *> out(in.stage.links.size(), nullptr);
    for (const LateCalls &each : in.report.lateCalls)
        if (const LateCalls *&worst = out[static_cast<std::size_t>(each.connection)];
            !worst || worst->share < each.share)
            worst = &each;
    return out;
}

double neededTimeout(const Inspection &in, std::size_t connection, const LateCalls *late)
{
    const CompiledLink &link = in.stage.links[connection];
    const ComponentReport &called = in.report.components[callee(in, connection)];
    if (called.state != State::Fine)
        return kForever;
    const auto sojourn = sojournOf(called);
    const double visit = sojourn ? sojourn->quantile(in.limit("kept")).value() : 0;
    const double held = link.calls > 0 ? link.held / link.calls : 0;
    // What is behind the callee, as if it were one exponential time: that of a sum of several is less.
    const double behind = std::max(0.0, held - link.latency - called.serviceTime) * -std::log(1 - in.limit("kept"));
    const double needed = inMilliseconds((visit + behind + link.latency) * in.limit("margin"));
    return late ? std::max(needed, advisedTimeout(in, *late)) : needed;
}

std::vector<edits::SetParameter> timeoutSteps(const Inspection &in, Timeouts wanted)
{
    std::erase_if(wanted, [](const auto &each) { return !std::isfinite(each.second); });
    Timeouts all = wanted;
    if (letCallersWait(in, all))
        wanted = std::move(all);
    std::vector<edits::SetParameter> steps;
    for (const auto &[c, timeout] : wanted)
        steps.push_back({ in.stage.stageIndex, in.stage.connectionId(c), "timeout", timeout });
    return steps;
}

std::optional<edits::Edit> asOneStep(const char *title, const std::vector<edits::SetParameter> &steps)
{
    if (steps.size() == 1)
        return steps.front();
    return steps.empty() ? std::nullopt
                         : std::optional<edits::Edit>(edits::Batch { title, { steps.begin(), steps.end() } });
}

std::optional<edits::Edit> setTimeouts(const Inspection &in, Timeouts wanted)
{
    return asOneStep("Set timeouts", timeoutSteps(in, std::move(wanted)));
}

double inFlightOver(const Inspection &in, std::size_t connection)
{
    constexpr int kHalvings = 200;
    const double carried = in.report.requestsPerSecond * in.stage.links[connection].held / in.n(caller(in, connection));
    const double room = std::floor(in.linkValue(connection, "bulkhead"));
    if (!in.stage.retried || room < 1 || carried <= 0)
        return carried;                       // all that there is
    const auto passed = [&](double offered) { // rises with what is offered, to the room
        return offered * (1 - queueing::erlangB(static_cast<int>(room), offered));
    };
    double low = carried;
    double high = 2 * std::max(carried, room);
    while (passed(high) < carried && high < 1e6 * room)
        high *= 2;
    for (int i = 0; i < kHalvings && high - low > 1e-9 * high; ++i)
        (passed((low + high) / 2) < carried ? low : high) = (low + high) / 2;
    return high;
}

double refusedOver(const Inspection &in, std::size_t connection)
{
    const double offered = inFlightOver(in, connection);
    const double carried = in.report.requestsPerSecond * in.stage.links[connection].held / in.n(caller(in, connection));
    return offered > carried ? 1 - carried / offered : 0;
}

std::optional<double> advisedBulkhead(const Inspection &in, std::size_t connection, double least)
{
    const double inFlight = inFlightOver(in, connection);
    const catalog::ParameterSpec *spec = in.stage.links[connection].kind->findParameter("bulkhead");
    double room = std::max(least, std::ceil(inFlight / in.limit("busy")));
    while (spec && room <= spec->maximum && queueing::erlangB(static_cast<int>(room), inFlight) > 1 - in.limit("kept"))
        room = std::ceil(room * 1.05);
    return spec && room <= spec->maximum ? std::optional(room) : std::nullopt;
}

} // namespace headroom::analysis
