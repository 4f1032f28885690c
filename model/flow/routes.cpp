#include "model/flow/routes.h"

#include "model/core/at.h"

#include <algorithm>
#include <map>
#include <optional>

namespace headroom::flow {

namespace {

constexpr std::size_t kMostRoutes = 64;
constexpr std::size_t kManyNodes = 1024; // visited ones from which routes are fewer, as each takes its time
constexpr std::size_t kMostBranches = 256;
constexpr std::ptrdiff_t kMostCut = 32; // each takes some milliseconds
constexpr double kOnce = 1e-9;          // from one

/// What is decided on a route: per choice the step taken, −1 for none of them.
struct Draft {
    double probability = 1;
    int source = -1; ///< component that the request comes from; −1: it may come from any
    std::map<int, int> picked;
};

/// Finds the routes of one class.
class RouteFinder {
public:
    RouteFinder(const Network &network, const std::vector<double> &counts, const std::vector<char> &branches,
                const Visits &waited)
        : m_network(network)
        , m_counts(counts)
        , m_branches(branches)
        , m_waited(waited)
        , m_outgoing(network.handles.size())
        , m_entry(network.handles.size(), 0.0)
    {
        for (std::size_t e = 0; e < network.entries.size(); ++e)
            m_entry[at(network.entries[e])]
                += counts[at(network.entries[e] % network.operations)] * network.entryShare(e);
        for (std::size_t i = 0; i < network.steps.size(); ++i)
            if (waited.steps[i] > 0) {
                m_outgoing[at(network.steps[i].from)].push_back(static_cast<int>(i));
                m_choices[network.steps[i].choice].push_back(static_cast<int>(i));
            }
        m_choices.erase(-1);
        sort();
        findBranches();
        findSources();
    }

    Routes run()
    {
        Routes all;
        all.branchSteps = m_branchSteps;
        for (const int step : m_branchSteps) {
            m_start = m_network.steps[at(step)].to;
            all.branches.push_back(find());
        }
        m_start = -1;
        all.routes = find();
        return all;
    }

private:
    /// All routes from where requests enter, or from m_start.
    std::vector<Route> find()
    {
        std::vector<Draft> drafts;
        for (const auto &[source, share] : m_sources)
            if (m_start < 0)
                drafts.push_back({ share, source, {} });
        if (drafts.empty())
            drafts.emplace_back();
        std::vector<Route> routes;
        while (!drafts.empty()) {
            Draft draft = std::move(drafts.back());
            drafts.pop_back();
            m_mayBranch = !m_isCyclic && drafts.size() + routes.size() < m_most;
            if (std::optional<int> open = follow(draft))
                branch(draft, *open, drafts);
            else
                routes.push_back(std::move(m_route));
        }
        return routes;
    }

    /// Where users are divided over several sources, a request comes from one of them: by the first operation that all
    /// of them ask for.
    void findSources()
    {
        std::map<int, int> asked; // sources per operation
        std::map<int, double> any;
        for (std::size_t node = 0; node < m_entry.size(); ++node)
            if (m_entry[node] > 0) {
                ++asked[static_cast<int>(node) % m_network.operations];
                any[static_cast<int>(node) / m_network.operations] = 0;
            }
        const auto common = std::find_if(asked.begin(), asked.end(), [&](const auto &each) {
            return static_cast<std::size_t>(each.second) == any.size();
        });
        if (m_isCyclic || any.size() < 2 || any.size() > m_most || common == asked.end())
            return;
        m_sources = std::move(any);
        for (auto &[source, share] : m_sources)
            share = m_entry[at(m_network.node(source, common->first))] / m_counts[at(common->first)];
    }

    /// Times per request that what enters at a node does so.
    [[nodiscard]] double enteringAt(const Draft &draft, int node) const
    {
        if (draft.source < 0)
            return m_entry[at(node)];
        return node / m_network.operations == draft.source ? m_entry[at(node)] / m_sources.at(draft.source) : 0;
    }

    /// Nodes that are visited, callers first.
    void sort()
    {
        std::vector<int> left(m_outgoing.size(), 0);
        std::size_t visited = 0;
        for (const auto &steps : m_outgoing)
            for (const int step : steps)
                ++left[at(m_network.steps[at(step)].to)];
        for (std::size_t node = 0; node < left.size(); ++node) {
            visited += m_waited.nodes[node] > 0;
            if (left[node] == 0 && m_waited.nodes[node] > 0)
                m_order.push_back(static_cast<int>(node));
        }
        for (std::size_t next = 0; next < m_order.size(); ++next)
            for (const int step : m_outgoing[at(m_order[next])])
                if (--left[at(m_network.steps[at(step)].to)] == 0)
                    m_order.push_back(m_network.steps[at(step)].to);
        m_isCyclic = m_order.size() < visited;
        const std::size_t many = std::max<std::size_t>(1, visited / kManyNodes);
        m_most = kMostRoutes / (many * many);
    }

    /// Lists the steps that start at once with others, those furthest from the entry first.
    void findBranches()
    {
        m_branchOf.assign(m_network.steps.size(), -1);
        if (m_isCyclic)
            return;
        for (auto node = m_order.rbegin(); node != m_order.rend(); ++node) {
            double calling = 0;
            for (const int step : m_outgoing[at(*node)])
                calling += joins(step) ? calls(m_network.steps[at(step)]) : 0;
            for (const int step : m_outgoing[at(*node)])
                if (isCut(step) || (joins(step) && calling > 1 + kOnce))
                    m_branchSteps.push_back(step);
        }
        const auto cut = std::count_if(m_branchSteps.begin(), m_branchSteps.end(),
                                       [this](int step) { return isCut(step) && !joins(step); });
        if (cut > kMostCut)
            std::erase_if(m_branchSteps, [this](int step) { return isCut(step) && !joins(step); });
        m_mayCut = cut <= kMostCut;
        if (m_branchSteps.size() > kMostBranches)
            m_branchSteps.clear();
        for (std::size_t branch = 0; branch < m_branchSteps.size(); ++branch)
            m_branchOf[at(m_branchSteps[branch])] = static_cast<int>(branch);
    }

    [[nodiscard]] bool joins(int step) const
    {
        return m_network.steps[at(step)].joins && m_branches[at(m_network.steps[at(step)].to % m_network.operations)];
    }

    [[nodiscard]] bool isCut(int step) const
    {
        return m_network.steps[at(step)].cut && m_branches[at(m_network.steps[at(step)].to % m_network.operations)];
    }

    [[nodiscard]] Counts startAt(const Draft &draft, int node, const Counts &here) const
    {
        const Counts own = m_start >= 0 ? Counts { { 1, 1 } } : around(enteringAt(draft, node));
        return here.empty() ? own : sum(here, own);
    }

    /// Counts all visits under what is decided; stops at the first choice that wants a route of its own.
    std::optional<int> follow(const Draft &draft)
    {
        m_route = { draft.probability, std::vector<Counts>(m_outgoing.size()),
                    std::vector<double>(m_network.steps.size(), 0.0) };
        if (m_isCyclic) {
            for (std::size_t node = 0; node < m_outgoing.size(); ++node)
                if (m_waited.nodes[node] > 0)
                    m_route.nodes[node] = around(m_waited.nodes[node]);
            m_route.steps = m_waited.steps;
            return std::nullopt;
        }
        for (const int node : m_order) {
            Counts &here = m_route.nodes[at(node)];
            if (m_start >= 0 ? node == m_start : enteringAt(draft, node) > 0)
                here = startAt(draft, node, here);
            if (here.empty())
                continue;
            for (const int step : m_outgoing[at(node)])
                if (isOpen(draft, node, step))
                    return m_network.steps[at(step)].choice;
            RouteJoin join;
            for (const int step : m_outgoing[at(node)])
                take(draft, step, join);
            if (!join.arms.empty()) {
                join.counts = here;
                m_route.joins.push_back(std::move(join));
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] double calls(const Step &step) const
    {
        const double times = step.counted >= 0 ? m_counts[at(step.counted)] : 1.0;
        return step.chance > 0 ? step.weight / step.chance * times * step.passed
                * (step.cut && m_mayCut && !m_branchSteps.empty() ? 1 : step.tries)
                               : 0;
    }

    /// Whether the step belongs to a choice that this request makes once and that is not decided yet.
    [[nodiscard]] bool isOpen(const Draft &draft, int node, int index) const
    {
        const Step &step = m_network.steps[at(index)];
        const Counts &here = m_route.nodes[at(node)];
        const bool isOnce = here.size() == 1 && std::abs(here.front().times - 1) < kOnce;
        return m_mayBranch && isOnce && step.choice >= 0 && m_branches[at(step.to % m_network.operations)]
            && std::abs(calls(step) - 1) < kOnce && m_choices.at(step.choice).size() <= kMostRoutes
            && !draft.picked.contains(step.choice);
    }

    void take(const Draft &draft, int index, RouteJoin &join)
    {
        const Step &step = m_network.steps[at(index)];
        const double chance = chanceOf(draft, index);
        if (chance <= 0)
            return;
        if (m_branchOf[at(index)] >= 0) {
            const std::size_t branch = at(m_branchOf[at(index)]);
            if (!joins(index))
                m_route.joins.push_back({ { { index, branch, { { 1, 1 } } } },
                                          thin(m_route.nodes[at(step.from)], calls(step), std::min(1.0, chance)) });
            else
                join.arms.push_back({ index, branch, thin({ { 1, 1 } }, calls(step), std::min(1.0, chance)) });
            return;
        }
        const Counts more = thin(m_route.nodes[at(step.from)], calls(step), std::min(1.0, chance));
        m_route.steps[at(index)] = meanOf(more);
        Counts &there = m_route.nodes[at(step.to)];
        there = there.empty() ? more : sum(there, more);
    }

    /// What rides along goes where the request itself goes from there.
    [[nodiscard]] double chanceOf(const Draft &draft, int index) const
    {
        const Step &step = m_network.steps[at(index)];
        if (step.choice < 0)
            return step.chance;
        if (const auto found = draft.picked.find(step.choice); found != draft.picked.end())
            return found->second == index ? 1 : 0;
        if (m_branches[at(step.to % m_network.operations)])
            return step.chance;
        for (const auto &[choice, picked] : draft.picked) {
            const std::vector<int> &options = m_choices.at(choice);
            const Step &first = m_network.steps[at(options.front())];
            const bool isAlike = first.from / m_network.operations == step.from / m_network.operations
                && std::any_of(options.begin(), options.end(),
                               [&](int option) { return m_network.steps[at(option)].connection == step.connection; });
            if (!isAlike)
                continue;
            double together = 0;
            for (const int other : m_choices.at(step.choice))
                together += m_network.steps[at(other)].chance;
            return picked >= 0 && m_network.steps[at(picked)].connection == step.connection ? together : 0;
        }
        return step.chance;
    }

    void branch(const Draft &draft, int choice, std::vector<Draft> &drafts) const
    {
        double none = 1;
        for (const int option : m_choices.at(choice)) {
            Draft next = draft;
            next.picked[choice] = option;
            next.probability *= m_network.steps[at(option)].chance;
            none -= m_network.steps[at(option)].chance;
            drafts.push_back(std::move(next));
        }
        if (none > kOnce) {
            drafts.push_back(draft);
            drafts.back().picked[choice] = -1;
            drafts.back().probability *= none;
        }
    }

    const Network &m_network;
    const std::vector<double> &m_counts;
    const std::vector<char> &m_branches;
    const Visits &m_waited;
    std::vector<std::vector<int>> m_outgoing;
    std::vector<double> m_entry;     ///< per node: times per request
    std::map<int, double> m_sources; ///< components that requests come from, each with its share; none: all from one
    std::map<int, std::vector<int>> m_choices; ///< steps by choice
    std::vector<int> m_order;
    std::vector<int> m_branchSteps;
    std::vector<int> m_branchOf; ///< per step; −1: part of the route
    int m_start = -1;            ///< node where it begins; −1: the entries
    bool m_isCyclic = false;
    bool m_mayCut = true;
    std::size_t m_most = kMostRoutes;
    bool m_mayBranch = true;
    Route m_route;
};

} // namespace

Routes routesOf(const Network &network, const std::vector<double> &counts, const std::vector<char> &branches,
                const Visits &waited)
{
    return RouteFinder(network, counts, branches, waited).run();
}

} // namespace headroom::flow
