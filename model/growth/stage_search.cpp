#include "model/growth/stage_search.h"

#include "model/analysis/solve_figures.h"
#include "model/growth/pool_room.h"
#include "model/growth/tier_short.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <set>

namespace headroom::growth {

namespace {

constexpr int kMoreCounts = 4;           // beyond the fewest of each size
constexpr std::size_t kInOrder = 150;    // combinations that are taken in order of cost, of those that may be tried
constexpr std::size_t kLooked = 200'000; // combinations that are queued for it
constexpr std::size_t kRelevant = 6;     // components whose options are tried in a step
constexpr int kExplored = 6;             // steps beyond the goal, for the fronts
constexpr double kMostLate = 0.01;       // share of the requests that may fail by timeouts where a p99 is asked for
constexpr double kLost = 10;             // counts as far from any goal: saturated, not served
constexpr double kGain = 1e-6;           // least that a step has to bring

/// Components by a figure, largest first, of those where it is above 0.
std::vector<std::size_t> byLargest(const std::vector<double> &figures)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < figures.size(); ++i)
        if (figures[i] > 0)
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return figures[a] > figures[b]; });
    if (order.size() > kRelevant)
        order.resize(kRelevant);
    return order;
}

} // namespace

StageSearch::StageSearch(const project::Project &project, std::size_t stage, const Goal &goal,
                         const catalog::Catalog &catalog, const std::stop_token &stop, const Progress &progress)
    : m_project(project)
    , m_stage(stage)
    , m_goal(goal)
    , m_catalog(catalog)
    , m_stop(stop)
    , m_progress(progress)
{
    const cost::Sizer sizer(project, stage, catalog, goal.limits);
    m_sizing = sizer.at(goal.users);
    m_followsHits = sizer.followsHits();
}

std::string StageSearch::obstacle() const
{
    return m_sizing.isFeasible() ? std::string() : cost::textOf(m_sizing.obstacles.front());
}

void StageSearch::prepare()
{
    m_sized = cost::withSizing(m_project, m_sizing, m_catalog);
    m_compiled = analysis::compile(*m_sized, m_stage, m_catalog);
    for (std::size_t i = 0; i < m_compiled->components.size(); ++i)
        m_options.push_back(sizeOptions(*m_compiled, i, m_goal.users, m_goal.limits, kMoreCounts));
}

std::vector<edits::SetParameter> StageSearch::editsOf(const std::vector<project::Component> &components) const
{
    std::vector<edits::SetParameter> found;
    const project::Stage &stage = *m_project.stages[m_stage];
    for (std::size_t i = 0; i < components.size(); ++i)
        for (const auto &[id, value] : components[i].parameters.entries()) {
            const catalog::ParameterSpec *spec = m_catalog.kind(components[i].kind).findParameter(id);
            if (spec && catalog::effectiveValue(m_catalog, stage.components[i], *spec).value != value)
                found.push_back({ m_stage, components[i].id, id, value });
        }
    return found;
}

double StageSearch::missingOf(const Tried &tried) const
{
    double missing = tried.holds ? 0 : kLost;
    if (m_goal.p99)
        missing += tried.sized.p99 ? std::max(0.0, std::log(*tried.sized.p99 / *m_goal.p99)) : kLost;
    if (m_goal.availability) {
        const double down = std::max(1e-12, 1 - tried.availability);
        missing += std::max(0.0, std::log(down / std::max(1e-12, 1 - *m_goal.availability)));
    }
    missing += static_cast<double>(tried.singlePoints);
    return missing < 1e-9 ? 0 : missing;
}

/// The design with this combination, and with connections enough at the databases for the tiers at their largest.
project::Project StageSearch::designOf(const Choice &choice) const
{
    project::Project design = *m_sized;
    auto stage = std::make_shared<project::Stage>(*design.stages[m_stage]);
    for (std::size_t i = 0; i < choice.size(); ++i)
        stage->components[i] = m_options[i][choice[i]].component;
    makeRoomForPools(*stage, *m_compiled, m_goal.users);
    design.stages[m_stage] = stage;
    return design;
}

const StageSearch::Entry &StageSearch::solved(const Choice &choice)
{
    if (const auto known = m_tried.find(choice); known != m_tried.end())
        return *known;
    const project::Project design = designOf(choice);
    const auto compiled = analysis::compile(design, m_stage, m_catalog);
    const analysis::Report report = analysis::solveFigures(*compiled, m_goal.users, { .percentiles = true });
    Tried out;
    out.sized.stage = m_stage;
    out.sized.edits = editsOf(design.stages[m_stage]->components);
    out.sized.cost = report.costPerMonth;
    if (report.serverTime && report.timedOut <= kMostLate)
        out.sized.p99 = report.serverTime->value.p99;
    out.sized.availability = report.availability;
    out.availability = report.availability.value_or(0);
    if (!m_goal.tier.empty()) {
        const LeastProtected least = leastProtected(report);
        out.availability = least.availability;
        if (least.availability > 0)
            out.sized.availability = least.availability;
        out.judged = least.title;
        out.singlePoints = report.tolerance.singlePoints.size() + report.tolerance.lostPlaces.size();
    }
    out.sized.usersAtSaturation = report.usersAtSaturation;
    out.holds = report.state != analysis::State::Saturated && cost::obstaclesIn(report, m_goal.limits).empty();
    std::vector<double> slow(choice.size(), 0);
    for (const analysis::ClassReport &each : report.classes)
        for (const analysis::TimeShare &share : each.timeShares)
            if (share.component >= 0 && m_options[static_cast<std::size_t>(share.component)].size() > 1)
                slow[static_cast<std::size_t>(share.component)] += share.p99 * each.requestsPerSecond;
    std::vector<double> frail(choice.size(), 0);
    for (std::size_t i = 0; i < choice.size(); ++i)
        if (report.components[i].isReached && m_options[i].size() > 1)
            frail[i] = 1 - report.components[i].availability;
    out.slow = byLargest(slow);
    out.frail = byLargest(frail);
    out.missing = missingOf(out);
    if (m_progress)
        m_progress(std::min(1.0, static_cast<double>(m_tried.size() + 1) / static_cast<double>(m_goal.mostTried)));
    return *m_tried.emplace(choice, std::move(out)).first;
}

bool StageSearch::isSpent(std::size_t most) const
{
    return m_stop.stop_requested() || m_tried.size() >= most;
}

/// The first combination in order of cost that meets the goal. Each is reached once: from the one with one step less at
/// the last component that has any.
const StageSearch::Entry *StageSearch::inOrderOfCost()
{
    struct Queued {
        double cost;
        Choice choice;
        std::size_t last;
        bool operator>(const Queued &other) const
        {
            return std::tie(cost, choice) > std::tie(other.cost, other.choice);
        }
    };
    std::priority_queue<Queued, std::vector<Queued>, std::greater<>> queue;
    queue.push({ 0, Choice(m_options.size(), 0), 0 });
    std::size_t looked = 0;
    while (!queue.empty() && !isSpent(std::min(kInOrder, m_goal.mostTried)) && looked < kLooked) {
        const Queued now = queue.top();
        queue.pop();
        const Entry &entry = solved(now.choice);
        if (entry.second.missing <= 0)
            return &entry;
        for (std::size_t i = now.last; i < m_options.size(); ++i) {
            if (now.choice[i] + 1 >= m_options[i].size())
                continue;
            Choice next = now.choice;
            const double more = m_options[i][next[i] + 1].cost - m_options[i][next[i]].cost;
            ++next[i];
            queue.push({ now.cost + more, std::move(next), i });
            ++looked;
        }
    }
    m_isExhausted = queue.empty();
    return nullptr;
}

/// Options of one component worth a step: the next ones, the next size, one more, and the next redundancy.
void StageSearch::addSteps(const Choice &from, std::size_t component, std::vector<Choice> &steps) const
{
    const std::vector<SizeOption> &options = m_options[component];
    const SizeOption &now = options[from[component]];
    std::set<std::size_t> wanted;
    const auto first = [&](const auto &isWanted) {
        for (std::size_t i = 0; i < options.size(); ++i)
            if (isWanted(options[i])) {
                wanted.insert(i);
                return;
            }
    };
    if (from[component] + 1 < options.size())
        wanted.insert(from[component] + 1);
    first([&](const SizeOption &each) {
        return each.size > now.size && each.count >= now.count && each.redundancy >= now.redundancy;
    });
    first([&](const SizeOption &each) {
        return each.count > now.count && each.size >= now.size && each.redundancy >= now.redundancy;
    });
    first([&](const SizeOption &each) {
        return each.redundancy > now.redundancy && each.size >= now.size && each.count >= now.count;
    });
    for (const std::size_t each : wanted)
        if (each != from[component]) {
            steps.push_back(from);
            steps.back()[component] = each;
        }
}

std::vector<StageSearch::Choice> StageSearch::stepsFrom(const Entry &entry) const
{
    std::set<std::size_t> components(entry.second.slow.begin(), entry.second.slow.end());
    components.insert(entry.second.frail.begin(), entry.second.frail.end());
    std::vector<Choice> steps;
    for (const std::size_t each : components)
        addSteps(entry.first, each, steps);
    return steps;
}

/// The step that brings the most of `worth` for its money; null: none brings anything.
template <typename Worth>
const StageSearch::Entry *StageSearch::bestStep(const Entry &from, const Worth &worth)
{
    const Entry *best = nullptr;
    double most = 0;
    for (const Choice &choice : stepsFrom(from)) {
        if (isSpent(m_goal.mostTried))
            break;
        const Entry &next = solved(choice);
        const double gain = worth(next.second) - worth(from.second);
        const double price = std::max(next.second.sized.cost - from.second.sized.cost, 1e-6);
        if (gain > kGain && gain / price > most) {
            most = gain / price;
            best = &next;
        }
    }
    return best;
}

/// Where no small step brings anything: the cheapest setting of one component that does, such as machines so much larger
/// that one of them may fail. Null: there is none.
const StageSearch::Entry *StageSearch::leap(const Entry &from)
{
    std::vector<std::size_t> components = from.second.frail;
    components.insert(components.end(), from.second.slow.begin(), from.second.slow.end());
    for (const std::size_t each : components)
        for (std::size_t option = from.first[each] + 1; option < m_options[each].size(); ++option) {
            if (isSpent(m_goal.mostTried))
                return nullptr;
            Choice choice = from.first;
            choice[each] = option;
            const Entry &next = solved(choice);
            if (next.second.missing < from.second.missing - kGain)
                return &next;
        }
    return nullptr;
}

const StageSearch::Entry *StageSearch::byLargestSteps(const Choice &from)
{
    const Entry *at = &solved(from);
    while (at && at->second.missing > 0 && !isSpent(m_goal.mostTried)) {
        const Entry *next = bestStep(*at, [](const Tried &each) { return -each.missing; });
        at = next ? next : leap(*at);
    }
    return at && at->second.missing <= 0 ? at : nullptr;
}

/// Takes back, the dearest first, what the goal does not need.
const StageSearch::Entry *StageSearch::withoutWaste(const Entry *met)
{
    for (bool changed = true; changed;) {
        changed = false;
        std::vector<std::pair<double, Choice>> cheaper;
        for (std::size_t i = 0; i < m_options.size(); ++i)
            for (std::size_t k = 0; k < met->first[i]; ++k) {
                cheaper.emplace_back(m_options[i][met->first[i]].cost - m_options[i][k].cost, met->first);
                cheaper.back().second[i] = k;
            }
        std::stable_sort(cheaper.begin(), cheaper.end(),
                         [](const auto &a, const auto &b) { return a.first > b.first; });
        for (const auto &[saving, choice] : cheaper) {
            if (isSpent(m_goal.mostTried))
                return met;
            const Entry &next = solved(choice);
            if (next.second.missing <= 0 && next.second.sized.cost < met->second.sized.cost) {
                met = &next;
                changed = true;
                break;
            }
        }
    }
    return met;
}

/// Steps beyond the goal, for the fronts: towards lower latency, then towards higher availability.
void StageSearch::explore(const Choice &from)
{
    const auto fast = [](const Tried &each) { return each.sized.p99 ? -std::log(*each.sized.p99) : -kLost; };
    const auto safe
        = [](const Tried &each) { return -std::log(std::max(1e-12, 1 - each.sized.availability.value_or(0))); };
    const Entry *at = &solved(from);
    for (int step = 0; step < kExplored && at; ++step)
        at = bestStep(*at, fast);
    at = &solved(from);
    for (int step = 0; step < kExplored && at; ++step)
        at = bestStep(*at, safe);
}

} // namespace headroom::growth
