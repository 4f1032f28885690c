#include "model/growth/stage_search.h"

#include "model/reporting/estimate_text.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::growth {

namespace {

constexpr double kNoticeable = 0.999; // of what the cheaper one has: less is no point of a front

} // namespace

/// @param meets  (a) → whether a meets what the goal asks besides. @param better  (a, b) → whether a is noticeably better
/// than b in what is not the cost.
template <typename Meets, typename Better>
std::vector<SizedStage> StageSearch::front(const Meets &meets, const Better &better) const
{
    std::vector<const SizedStage *> all;
    for (const auto &[choice, tried] : m_tried)
        if (tried.holds && meets(tried.sized))
            all.push_back(&tried.sized);
    std::stable_sort(all.begin(), all.end(),
                     [](const SizedStage *a, const SizedStage *b) { return a->cost < b->cost; });
    std::vector<SizedStage> found;
    for (const SizedStage *each : all) {
        if (!found.empty() && !better(*each, found.back()))
            continue;
        if (!found.empty() && each->cost <= found.back().cost)
            found.back() = *each;
        else
            found.push_back(*each);
    }
    return found;
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
    if (m_goal.availability && nearest->sized.availability.value_or(0) < *m_goal.availability)
        text += (text.empty() ? "" : ", ") + std::string("availability stays at ")
            + reporting::availabilityPercent(nearest->sized.availability.value_or(0));
    return text.empty() ? "nothing that was tried meets the goal" : text;
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
    explore(met ? met->first : start);
    out.tried = m_tried.size();
    if (met)
        out.best = met->second.sized;
    else if (m_stop.stop_requested())
        out.reason = "the search was stopped before anything that meets the goal was found";
    else
        out.reason = shortOf();
    if (met && m_goal.budget && met->second.sized.cost > *m_goal.budget) {
        out.reason = "the cheapest costs " + reporting::money(met->second.sized.cost, m_catalog.currency())
            + " a month, more than the budget";
        out.best.reset();
    }
    const auto isSafe = [&](const SizedStage &each) {
        return !m_goal.availability || each.availability.value_or(0) >= *m_goal.availability;
    };
    const auto isFast = [&](const SizedStage &each) { return !m_goal.p99 || (each.p99 && *each.p99 <= *m_goal.p99); };
    out.latencyFront = front(isSafe, [](const SizedStage &a, const SizedStage &b) {
        return a.p99 && (!b.p99 || *a.p99 < *b.p99 * kNoticeable);
    });
    out.availabilityFront = front(isFast, [](const SizedStage &a, const SizedStage &b) {
        return a.availability && (!b.availability || 1 - *a.availability < (1 - *b.availability) * kNoticeable);
    });
    return out;
}

} // namespace headroom::growth
