#include "model/growth/stage_search.h"

#include "model/analysis/analyze.h"
#include "model/growth/tier_short.h"
#include "model/reporting/estimate_text.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::growth {

namespace {

constexpr double kNoticeable = 0.999; // of what the cheaper one has: less is no point of a front
constexpr std::size_t kBetween = 80;  // designs solved to look between the points of the fronts, at most

} // namespace

/// @param meets  (a) → whether a meets what the goal asks besides. @param better  (a, b) → whether a is noticeably better
/// than b in what is not the cost.
template <typename Meets, typename Better>
std::vector<const StageSearch::Entry *> StageSearch::front(const Meets &meets, const Better &better) const
{
    std::vector<const Entry *> all;
    for (const Entry &each : m_tried)
        if (each.second.holds && meets(each.second))
            all.push_back(&each);
    std::stable_sort(all.begin(), all.end(),
                     [](const Entry *a, const Entry *b) { return a->second.sized.cost < b->second.sized.cost; });
    std::vector<const Entry *> found;
    for (const Entry *each : all) {
        const SizedStage &sized = each->second.sized;
        if (!found.empty() && !better(sized, found.back()->second.sized))
            continue;
        if (!found.empty() && sized.cost <= found.back()->second.sized.cost)
            found.back() = each;
        else
            found.push_back(each);
    }
    return found;
}

/// Ascending cost, falling p99; all as safe as asked for.
std::vector<const StageSearch::Entry *> StageSearch::latencyFront() const
{
    const auto isSafe = [&](const Tried &each) {
        return each.singlePoints == 0 && (!m_goal.availability || each.availability >= *m_goal.availability);
    };
    return front(isSafe, [](const SizedStage &a, const SizedStage &b) {
        return a.p99 && (!b.p99 || *a.p99 < *b.p99 * kNoticeable);
    });
}

/// Ascending cost and availability; all as fast as asked for.
std::vector<const StageSearch::Entry *> StageSearch::availabilityFront() const
{
    const auto isFast
        = [&](const Tried &each) { return !m_goal.p99 || (each.sized.p99 && *each.sized.p99 <= *m_goal.p99); };
    return front(isFast, [](const SizedStage &a, const SizedStage &b) {
        return a.availability && (!b.availability || 1 - *a.availability < (1 - *b.availability) * kNoticeable);
    });
}

/// Other settings of one component that matters to a point of a front, which cost more than its first point and less
/// than its last: what is found becomes a point, or takes the place of one.
void StageSearch::lookBetween(const std::vector<const Entry *> &front, std::set<Choice> &known, std::size_t most)
{
    for (const Entry *point : front) {
        if (!known.insert(point->first).second)
            continue;
        std::set<std::size_t> components(point->second.slow.begin(), point->second.slow.end());
        components.insert(point->second.frail.begin(), point->second.frail.end());
        for (const std::size_t each : components)
            for (std::size_t option = 0; option < m_options[each].size() && !isSpent(most); ++option) {
                const double cost = point->second.sized.cost + m_options[each][option].cost
                    - m_options[each][point->first[each]].cost;
                if (cost <= front.front()->second.sized.cost || cost >= front.back()->second.sized.cost)
                    continue;
                Choice choice = point->first;
                choice[each] = option;
                solved(choice);
            }
    }
}

/// Until no point is new.
void StageSearch::lookBetween()
{
    const std::size_t most = std::min(m_goal.mostTried, m_tried.size() + kBetween);
    std::set<Choice> known;
    for (std::size_t before = 0; m_tried.size() > before && !isSpent(most);) {
        before = m_tried.size();
        lookBetween(latencyFront(), known, most);
        lookBetween(availabilityFront(), known, most);
    }
}

/// What the best tried design misses.
std::string StageSearch::shortOf() const
{
    const Tried *nearest = nullptr;
    for (const auto &[choice, tried] : m_tried)
        if (!nearest || tried.missing < nearest->missing)
            nearest = &tried;
    if (!nearest || !nearest->holds)
        return "no combination keeps every resource within its limit";
    std::string text;
    if (m_goal.p99 && (!nearest->sized.p99 || *nearest->sized.p99 > *m_goal.p99))
        text = nearest->sized.p99 ? "p99 stays at " + reporting::duration(*nearest->sized.p99)
                                  : "requests are not answered, so there is no p99";
    const auto add = [&](const std::string &what) { text += (text.empty() ? "" : ", ") + what; };
    if (m_goal.availability && nearest->availability < *m_goal.availability)
        add("availability stays at " + reporting::availabilityInWords(nearest->availability)
            + (nearest->judged.empty() ? std::string() : " (“" + nearest->judged + "”)"));
    if (nearest->singlePoints > 0)
        add("single points of failure that the tier forbids: " + std::to_string(nearest->singlePoints));
    return text.empty() ? "nothing that was tried meets the goal" : text;
}

/// What an answer brings along that nobody asked for.
void StageSearch::lookAtFindings(StageOptimum &out, const Choice &choice) const
{
    const auto errorsOf = [&](const project::Project &design, analysis::Report &report) {
        report = analysis::analyze(design, m_stage, m_goal.users, m_catalog);
        std::vector<const analysis::Finding *> errors;
        for (const analysis::Finding &each : report.findings)
            if (each.severity == analysis::Severity::Error)
                errors.push_back(&each);
        return errors;
    };
    analysis::Report before;
    analysis::Report after;
    const auto known = errorsOf(m_project, before);
    for (const analysis::Finding *each : errorsOf(designOf(choice), after)) {
        const auto isSame = [&](const analysis::Finding *other) {
            return other->rule == each->rule && other->subjects == each->subjects;
        };
        if (std::none_of(known.begin(), known.end(), isSame))
            out.newErrors.push_back(each->title);
    }
    out.tierMissed = tierMissedBy(after);
}

StageOptimum StageSearch::run()
{
    StageOptimum out;
    out.stage = m_stage;
    out.name = m_project.stages[m_stage]->name;
    out.reason = obstacle();
    out.method = "every component sized for the users alone";
    if (!out.reason.empty()) {
        out.isProven = true;
        return out;
    }
    prepare();
    const Choice start(m_options.size(), 0);
    const Entry *met = inOrderOfCost();
    out.isProven = met || m_isExhausted;
    out.method = "combinations of sizes, counts and redundancy in ascending order of cost";
    if (!out.isProven) {
        out.method = "steps that bring the most for their money, then those back that are not needed: a local optimum";
        met = byLargestSteps(start);
        if (met)
            met = withoutWaste(met);
    }
    const auto isOfShards = [](const analysis::CompiledComponent &each) {
        return each.isReached && each.kind->is(catalog::Role::Sharded);
    };
    if (std::any_of(m_compiled->components.begin(), m_compiled->components.end(), isOfShards))
        out.isProven = false; // shards keep their machine (domain spec 6.3), though others may be cheaper
    if (m_followsHits) {
        out.isProven = false;
        out.method += "; what a cache of another size would answer is looked at around the cheapest one only";
    }
    explore(met ? met->first : start);
    lookBetween();
    out.tried = m_tried.size();
    if (met) {
        out.best = met->second.sized;
        lookAtFindings(out, met->first);
    } else if (m_stop.stop_requested())
        out.reason = "the search was stopped before anything that meets the goal was found";
    else
        out.reason = shortOf();
    if (met && m_goal.budget && met->second.sized.cost > *m_goal.budget) {
        out.reason = "the cheapest costs " + reporting::money(met->second.sized.cost, m_catalog.currency())
            + " a month, more than the budget";
        out.best.reset();
    }
    for (const Entry *each : latencyFront())
        out.latencyFront.push_back(each->second.sized);
    for (const Entry *each : availabilityFront())
        out.availabilityFront.push_back(each->second.sized);
    return out;
}

} // namespace headroom::growth
