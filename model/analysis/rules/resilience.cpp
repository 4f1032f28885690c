#include "model/analysis/rules/links.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace headroom::analysis {

namespace {

using catalog::Role;

/// s per component: the longest mean service that a visit of any class has there.
std::vector<double> longestServices(const Inspection &in)
{
    std::vector<double> longest(in.stage.components.size(), 0.0);
    const auto look = [&](const std::vector<latency::Way> &ways) {
        for (const latency::Way &way : ways)
            for (const latency::Stop &stop : way.stops)
                for (const latency::Visits &visits : stop.visits)
                    if (const auto i = static_cast<std::size_t>(stop.component); i < longest.size())
                        longest[i] = std::max(longest[i], visits.serviceTime);
    };
    for (const CompiledClass &each : in.stage.classes) {
        look(each.ways);
        for (const latency::Branch &branch : each.branches)
            look(branch);
    }
    return longest;
}

/// Some times its usual response time, the calls behind it included; what few visits alone exceed, those of the class
/// with most to do there too, is less where somebody waits.
double usualTimeout(const Inspection &in, std::size_t c, const std::vector<double> &longest)
{
    const double kLn100 = std::log(100.0); // p99 of an exponential service in means
    const CompiledLink &link = in.stage.links[c];
    const ComponentReport &called = in.report.components[callee(in, c)];
    const double held = link.calls > 0 ? link.held / link.calls : 0;
    const double usual = std::max(held, link.latency + called.serviceTime) + called.wait;
    const double more = std::max(0.0, longest[callee(in, c)] - called.serviceTime) * kLn100;
    const double slow = called.sojourn ? called.sojourn->p99 + more + link.latency : 0;
    const double wanted = std::max({ in.limit("floor"), in.limit("times") * usual, in.limit("times_p99") * slow });
    return std::ceil(wanted * 100) / 100;
}

void noTimeout(Inspection &in)
{
    const auto &found
        = in.ownCallsWith("no timeout", [&](std::size_t c) { return in.linkValue(c, "timeout", 1) <= 0; });
    if (found.empty())
        return;
    Timeouts cure;
    const std::vector<double> longest = longestServices(in);
    std::vector<double> behind(in.stage.components.size(), 0.0); // s, of all tries of the longest call
    for (const std::size_t c : in.calls())
        behind[caller(in, c)]
            = std::max(behind[caller(in, c)], in.linkValue(c, "timeout") * (1 + in.linkValue(c, "retries")));
    for (const std::size_t c : found)
        cure[c] = std::max(usualTimeout(in, c, longest), behind[callee(in, c)]);
    in.addLinks(found, setTimeouts(in, std::move(cure)));
}

void synchronized(Inspection &in)
{
    constexpr double kJittered = 3; // index of the choice
    const auto &found = in.callsWith("synchronized", [&](std::size_t c) {
        return in.linkValue(c, "retries") > 0 && in.linkValue(c, "backoff", kJittered) < kJittered;
    });
    in.addLinks(found, setAllTo(in, idsOf(in, found), "backoff", std::string("jittered")));
}

void noBreaker(Inspection &in)
{
    const auto &found = in.ownCallsWith(
        "no breaker", [&](std::size_t c) { return in.is(callee(in, c), Role::Service) && in.isLinkOff(c, "breaker"); });
    in.addLinks(found, setAllTo(in, idsOf(in, found), "breaker", true));
}

/// A limit for each dependency that lets through what is in flight now; nothing where there is none that does.
std::optional<edits::Edit> bulkheads(const Inspection &in, const std::vector<std::size_t> &dependencies)
{
    std::vector<edits::SetParameter> rooms;
    for (const std::size_t c : dependencies) {
        const std::optional<double> room = advisedBulkhead(in, c, in.limit("bulkhead"));
        if (!room)
            return std::nullopt;
        rooms.push_back({ in.stage.stageIndex, in.stage.connectionId(c), "bulkhead", *room });
    }
    return asOneStep("Set bulkheads", rooms);
}

void sharedPool(Inspection &in)
{
    const auto &unlimited = in.ownCallsWith("no bulkhead", [&](std::size_t c) {
        return (in.is(callee(in, c), Role::Service) || in.is(callee(in, c), Role::Outside))
            && in.linkValue(c, "bulkhead") <= 0;
    });
    std::map<std::size_t, std::vector<std::size_t>> of; // caller
    for (const std::size_t c : unlimited)
        of[caller(in, c)].push_back(c);
    for (const auto &[component, dependencies] : of)
        if (dependencies.size() >= 2)
            in.addLinks(dependencies, bulkheads(in, dependencies));
}

/// The longest timeout of so many tries that all end within a time, in whole milliseconds where these are fine enough.
double timeoutWithin(double time, double tries)
{
    const double each = time / tries;
    return each >= 0.01 ? std::floor(each * 1000) / 1000 : each * (1 - 1e-12);
}

/// Calls end before those who wait for their callers give up, from these on inwards; nothing where one would have less
/// time than it needs, and where that would not end, as in loops.
std::optional<edits::Edit> shorterTimeouts(const Inspection &in, const std::vector<std::size_t> &outer)
{
    constexpr int kMostRounds = 32;
    std::vector<double> patience(in.stage.components.size(), std::numeric_limits<double>::infinity());
    for (const std::size_t c : outer)
        patience[callee(in, c)] = std::min(patience[callee(in, c)], in.linkValue(c, "timeout"));
    Timeouts shorter;
    bool moved = true;
    for (int round = 0; round < kMostRounds && moved; ++round) {
        moved = false;
        for (const std::size_t c : in.calls()) {
            const double most = patience[caller(in, c)];
            if (!std::isfinite(most))
                continue;
            const auto known = shorter.find(c);
            const double timeout = known == shorter.end() ? in.linkValue(c, "timeout") : known->second;
            const double tries = 1 + in.linkValue(c, "retries");
            if (timeout * tries <= most)
                continue;
            shorter[c] = timeoutWithin(most, tries);
            patience[callee(in, c)] = std::min(patience[callee(in, c)], shorter[c]);
            moved = true;
        }
    }
    const std::vector<const LateCalls *> late = lateByConnection(in);
    if (moved || std::any_of(shorter.begin(), shorter.end(), [&](const auto &each) {
            return each.second < neededTimeout(in, each.first, late[each.first]);
        }))
        return std::nullopt;
    std::vector<edits::SetParameter> steps;
    for (const auto &[c, timeout] : shorter)
        steps.push_back({ in.stage.stageIndex, in.stage.connectionId(c), "timeout", timeout });
    return asOneStep("Shorten timeouts", steps);
}

/// Who gives up first waits for all tries of the calls behind it.
std::optional<edits::Edit> longerTimeouts(const Inspection &in, const std::vector<std::size_t> &outer)
{
    Timeouts longer;
    for (const std::size_t c : outer)
        longer[c] = in.linkValue(c, "timeout");
    for (const std::size_t inner : in.calls())
        for (auto &[c, timeout] : longer)
            if (callee(in, c) == caller(in, inner))
                timeout = std::max(timeout, in.linkValue(inner, "timeout") * (1 + in.linkValue(inner, "retries")));
    return setTimeouts(in, std::move(longer));
}

/// Calls whose caller gives up before their callee does.
RuleFacts::List findImpatient(const Inspection &in)
{
    std::vector<double> patience(in.stage.components.size(), 0.0); // the longest a component waits for any of its calls
    for (const std::size_t inner : in.calls()) {
        double &longest = patience[caller(in, inner)];
        longest = std::max(longest, in.linkValue(inner, "timeout") * (1 + in.linkValue(inner, "retries")));
    }
    RuleFacts::List found;
    for (const std::size_t outer : in.ownCalls()) {
        const double timeout = in.linkValue(outer, "timeout");
        if (timeout > 0 && timeout < patience[callee(in, outer)])
            found.push_back(outer);
    }
    return found;
}

void impatient(Inspection &in)
{
    const RuleFacts::List &found = in.stage.ruleFacts->list("impatient", [&] { return findImpatient(in); });
    if (found.empty())
        return;
    std::optional<edits::Edit> cure = shorterTimeouts(in, found);
    in.addLinks(found, cure ? std::move(cure) : longerTimeouts(in, found));
}

void noLimiter(Inspection &in)
{
    const double spike = in.report.usersAtSaturation / std::max(1.0, in.report.users);
    if (in.has(Role::Limits) || in.report.users < in.limit("users") || in.tier() < Tier::Standard
        || !(spike < in.limit()) || spike < 1) // beyond it the design is full, which others say
        return;
    in.add({ .subjects = {}, .measured = spike, .metric = "system.headroom" });
}

void outsideCall(Inspection &in)
{
    const auto &found = in.ownCallsWith("no fallback", [&](std::size_t c) {
        return in.is(callee(in, c), Role::Outside) && in.isLinkOff(c, "fallback");
    });
    in.addLinks(found, setAllTo(in, idsOf(in, found), "fallback", true));
}

void outsideQuota(Inspection &in)
{
    const auto &outside
        = in.ownCallsWith("outside", [&](std::size_t c) { return in.is(callee(in, c), Role::Outside); });
    std::vector<std::size_t> told; // once, however many call it
    for (const std::size_t c : outside) {
        const std::size_t called = callee(in, c);
        const ResourceReport *quota = in.station(called);
        if (!quota || quota->utilization <= in.limit() || std::find(told.begin(), told.end(), called) != told.end())
            continue;
        told.push_back(called);
        in.addAll({ called }, {}, quota->utilization, in.utilizationOf(called, *quota));
    }
}

void chatty(Inspection &in)
{
    for (std::size_t c = 0; c < in.stage.classes.size(); ++c)
        if (const double calls = in.stage.classes[c].remoteCalls; in.stage.classes[c].share > 0 && calls > in.limit())
            in.add({ .subjects = {},
                     .measured = calls,
                     .words = { { "name", in.stage.classes[c].name },
                                { "what", in.phrase("many", { { "calls", reporting::compactNumber(calls) } }) } },
                     .metric = in.ownMetric(in.stage.classes[c].id) });
    const std::vector<std::size_t> &chain = deepestChain(in);
    const double depth = chain.empty() ? 0 : static_cast<double>(chain.size()) - 1;
    if (depth <= in.limit("depth"))
        return;
    Hit note { .subjects = {},
               .measured = depth,
               .threshold = in.limit("depth"),
               .words = { { "name", in.name(chain.front()) },
                          { "what", in.phrase("deep", { { "calls", reporting::compactNumber(depth) } }) } } };
    for (const std::size_t component : chain)
        note.subjects.push_back(in.id(component));
    in.add(std::move(note));
}

void loopOfQueries(Inspection &in)
{
    const auto &found
        = in.callsWith("loop of queries", [&](std::size_t c) { return in.stage.links[c].most >= in.limit(); });
    for (const std::size_t c : found)
        in.addLinks({ c }, {}, in.stage.links[c].most, in.ownMetric(in.stage.connectionId(c)));
}

/// One finding per group of connections.
void wideJoin(Inspection &in)
{
    for (const auto &[links, calls] : callsAtOnce(in)) {
        const double all = std::accumulate(calls.begin(), calls.end(), 0.0);
        if (all < in.limit())
            continue;
        // Of ten single calls over ten connections none can be left out without saying which: that is up to the user.
        in.addLinks(links,
                    links.size() == 1 ? setAllTo(in, idsOf(in, links), "needed", in.limit("partial")) : std::nullopt,
                    all, in.ownMetric(in.stage.connectionId(links.front())));
    }
}

void acrossRegions(Inspection &in)
{
    const auto &links = in.ownCallsWith("across regions", [&](std::size_t c) {
        const int from = regionOf(in, caller(in, c));
        const int to = regionOf(in, callee(in, c));
        return from >= 0 && to >= 0 && from != to;
    });
    if (links.empty())
        return;
    const auto isNearer
        = [&](std::size_t a, std::size_t b) { return in.stage.links[a].latency < in.stage.links[b].latency; };
    const auto [nearest, farthest] = std::minmax_element(links.begin(), links.end(), isNearer);
    const std::string least = reporting::duration(in.stage.links[*nearest].latency);
    const std::string most = reporting::duration(in.stage.links[*farthest].latency);
    in.addLinks(links, std::nullopt, std::nullopt, "",
                { { "time", least == most ? most : in.phrase("between", { { "least", least }, { "most", most } }) } });
}

void sharedByRegions(Inspection &in)
{
    const auto &fromRegions
        = in.callsWith("from regions", [&](std::size_t c) { return regionOf(in, caller(in, c)) >= 0; });
    if (fromRegions.empty())
        return;
    std::vector<int> first(in.stage.components.size(), -1);
    std::vector<std::size_t> found;
    for (const std::size_t c : fromRegions) {
        const std::size_t to = callee(in, c);
        const int region = regionOf(in, caller(in, c));
        if (in.stage.components[to].kind->failure.managed || !in.stage.links[c].kind->hard)
            continue;
        if (first[to] >= 0 && first[to] != region && std::find(found.begin(), found.end(), to) == found.end())
            found.push_back(to);
        first[to] = region;
    }
    in.addAll(found);
}

} // namespace

std::span<const Condition> resilienceConditions()
{
    static constexpr Condition table[] {
        { "LAT-02", chatty },        { "LAT-03", loopOfQueries }, { "LAT-05", outsideCall },
        { "LAT-06", acrossRegions }, { "CAP-09", outsideQuota },  { "RES-01", noTimeout },
        { "RES-04", synchronized },  { "RES-06", noBreaker },     { "RES-07", sharedPool },
        { "RES-09", impatient },     { "RES-11", noLimiter },     { "MR-02", sharedByRegions },
        { "LAT-04", wideJoin },
    };
    return table;
}

} // namespace headroom::analysis
