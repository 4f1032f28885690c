#include "model/analysis/rules/links.h"
#include "model/queueing/sojourn.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace headroom::analysis {

namespace {

/// Calls that are made at once have none.
bool mayHaveBudget(const Inspection &in, std::size_t connection)
{
    return in.stage.links[connection].kind->findParameter("retry_budget") != nullptr;
}

void amplified(Inspection &in)
{
    const std::optional<Amplification> worst = worstAmplification(in);
    if (!worst || worst->tries < in.limit())
        return;
    std::vector<std::size_t> limited = worst->retried;
    std::erase_if(limited, [&](std::size_t c) { return !mayHaveBudget(in, c); });
    in.addLinks(worst->retried, setAllTo(in, idsOf(in, limited), "retry_budget", in.limit("budget")), worst->tries,
                in.ownMetric());
}

/// Calls that are late for one reason and heal together.
struct Late {
    struct Call {
        std::size_t connection = 0;
        double share = 0;   ///< of the attempts
        double advised = 0; ///< s
    };
    std::vector<Call> calls;

    void report(Inspection &in)
    {
        std::stable_sort(calls.begin(), calls.end(),
                         [](const Call &one, const Call &other) { return one.share > other.share; });
        std::vector<std::size_t> connections;
        Timeouts cure;
        for (const Call &each : calls) {
            connections.push_back(each.connection);
            cure[each.connection] = each.advised; // infinite: nothing behind it answers in any time
        }
        in.addLinks(connections, setTimeouts(in, std::move(cure)), calls.front().share,
                    in.ownMetric(in.stage.connectionId(connections.front())));
    }
};

/// Twice p99 of each component, side by side, as callees lie scattered: nearly all of its visits take less.
std::vector<double> longVisits(const Inspection &in)
{
    std::vector<double> out;
    out.reserve(in.report.components.size());
    for (const ComponentReport &each : in.report.components)
        out.push_back(each.sojourn ? 2 * each.sojourn->p99 : std::numeric_limits<double>::infinity());
    return out;
}

void shortTimeout(Inspection &in)
{
    constexpr double kRare = 0.01; // slower than p99
    const auto &limited = in.ownCallsWith("timeout", [&](std::size_t c) { return in.linkValue(c, "timeout") > 0; });
    const std::vector<double> longest = longVisits(in);
    const std::vector<const LateCalls *> whole = lateByConnection(in);
    std::map<std::size_t, Late> byCallee; // that is too slow itself
    Late nested;                          // late with what is behind them
    for (const std::size_t c : limited) {
        const double timeout = in.linkValue(c, "timeout");
        const double latency = in.stage.links[c].latency;
        const std::size_t to = callee(in, c);
        const bool mayBeNested = whole[c] && whole[c]->share > in.limit();
        if (in.limit() >= kRare && !mayBeNested && timeout - latency > longest[to])
            continue;
        const auto sojourn = sojournOf(in.report.components[to]);
        if (!sojourn)
            continue;
        const double late = timeout > latency ? sojourn->tail(Seconds(timeout - latency)) : 1;
        if (late <= in.limit() && !mayBeNested)
            continue;
        const bool isMore = whole[c] && whole[c]->share > late;
        const double visit = advisedTimeout(in, *sojourn, latency);
        const Late::Call call { c, isMore ? whole[c]->share : late,
                                isMore ? std::max(visit, advisedTimeout(in, *whole[c])) : visit };
        if (late > in.limit())
            byCallee[to].calls.push_back(call);
        else if (mayBeNested)
            nested.calls.push_back(call);
    }
    for (auto &[to, each] : byCallee)
        each.report(in);
    if (!nested.calls.empty())
        nested.report(in);
}

bool holdsSomething(const Inspection &in, std::size_t component)
{
    const auto &resources = in.report.components[component].resources;
    return std::any_of(resources.begin(), resources.end(), [](const ResourceReport &each) { return each.isHeld; });
}

/// Calls that hold something for up to a timeout above the floor, of callees that call nobody themselves.
RuleFacts::List findPatient(const Inspection &in)
{
    std::vector<char> calls(in.stage.components.size(), 0);
    for (const std::size_t c : in.calls())
        calls[caller(in, c)] = 1;
    RuleFacts::List found;
    for (const std::size_t c : in.ownCalls())
        // Less would count every lost packet as a failed call.
        if (!calls[callee(in, c)] && in.linkValue(c, "timeout") > in.limit("floor")
            && holdsSomething(in, caller(in, c)))
            found.push_back(c);
    return found;
}

void laxTimeout(Inspection &in)
{
    Hit hit;
    std::vector<std::string> names;
    Timeouts cure;
    double most = 0;
    for (const std::size_t c : in.stage.ruleFacts->list("patient", [&] { return findPatient(in); })) {
        const auto sojourn = sojournOf(in.report.components[callee(in, c)]);
        if (!sojourn)
            continue;
        const double latency = in.stage.links[c].latency;
        const double timeout = in.linkValue(c, "timeout");
        const double times = timeout / (in.report.components[callee(in, c)].sojourn->p99 + latency);
        if (times <= in.limit())
            continue;
        if (times > most)
            hit.metric = in.ownMetric(in.stage.connectionId(c));
        most = std::max(most, times);
        hit.subjects.push_back(in.stage.connectionId(c));
        names.push_back(in.name(caller(in, c)) + " → " + in.name(callee(in, c)));
        cure[c] = std::max(in.limit("floor"), advisedTimeout(in, *sojourn, latency));
    }
    if (hit.subjects.empty())
        return;
    hit.measured = most;
    hit.words = { { "names", in.listed(names) }, { "floor", reporting::duration(in.limit("floor")) } };
    hit.cure = setTimeouts(in, std::move(cure));
    in.add(std::move(hit));
}

void metastable(Inspection &in)
{
    constexpr double kOtherState = 1e-3; // relative
    if (!in.report.isMetastable)
        return;
    Hit hit;
    std::vector<std::size_t> found;
    std::vector<std::string> unlimited;
    double most = 1;
    double usual = 1;
    for (std::size_t c = 0; c < in.report.connections.size(); ++c) {
        const auto &retries = in.report.connections[c].retries;
        if (!retries || retries->stormAttempts <= retries->attempts * (1 + kOtherState))
            continue;
        found.push_back(c);
        if (retries->stormAttempts > most) {
            hit.metric = "connection." + in.stage.connectionId(c) + ".storm_attempts";
            most = retries->stormAttempts;
            usual = retries->attempts;
        }
        const double budget = in.linkValue(c, "retry_budget");
        if (mayHaveBudget(in, c) && (budget <= 0 || budget > in.limit("budget")))
            unlimited.push_back(in.stage.connectionId(c));
    }
    if (found.empty())
        return;
    std::vector<std::string> names;
    for (const std::size_t c : found) {
        hit.subjects.push_back(in.stage.connectionId(c));
        names.push_back(in.name(caller(in, c)) + " → " + in.name(callee(in, c)));
    }
    hit.words = { { "names", in.listed(names) }, { "usual", reporting::briefNumber(usual) } };
    hit.measured = most;
    hit.threshold = usual;
    hit.cure = setAllTo(in, unlimited, "retry_budget", in.limit("budget"));
    in.add(std::move(hit));
}

} // namespace

std::span<const Condition> retryConditions()
{
    static constexpr Condition table[] {
        { "RES-02", laxTimeout },
        { "RES-03", shortTimeout },
        { "RES-05", amplified },
        { "RES-10", metastable },
    };
    return table;
}

} // namespace headroom::analysis
