#include "model/reliability/cut_sets.h"

#include "model/core/at.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace headroom::reliability {

namespace {

constexpr double kDead = std::numeric_limits<double>::infinity();

/// Looks for cuts of one order; what it finds may still have smaller cuts inside.
class Search {
public:
    Search(const Structure &structure, const std::vector<int> &failures, const std::vector<char> &isOpen, double work,
           const std::stop_token &stop)
        : m_gates(structure.gates())
        , m_failures(failures)
        , m_isOpen(isOpen)
        , m_work(work)
        , m_stop(stop)
        , m_up(structure.events(), 1)
        , m_lanes(structure.events(), Gates::kAll)
    {
    }

    /// False when it ran out of work.
    bool run(int order)
    {
        explore(order);
        return !m_isSpent;
    }

    [[nodiscard]] const std::set<std::vector<int>> &found() const { return m_found; }
    [[nodiscard]] double workLeft() const { return m_work; }

private:
    bool spend()
    {
        m_work -= static_cast<double>(m_gates.children.size() + m_gates.gates.size());
        m_isSpent = m_isSpent || m_work < 0 || m_stop.stop_requested();
        return !m_isSpent;
    }

    /// At most as deep as the order.
    void explore(int budget)
    {
        if (!m_visited.insert(key(m_failed)).second || !spend())
            return;
        const std::vector<int> way = cheapestWay(budget);
        std::vector<int> last;
        for (const int event : way) {
            if (m_failures[at(event)] == budget) {
                last.push_back(event);
                continue;
            }
            m_failed.push_back(event);
            m_up[at(event)] = 0;
            m_lanes[at(event)] = {};
            if (isDead())
                m_found.insert(key(m_failed));
            else
                explore(budget - m_failures[at(event)]);
            m_lanes[at(event)] = Gates::kAll;
            m_up[at(event)] = 1;
            m_failed.pop_back();
            if (m_isSpent)
                return;
        }
        tryLast(last);
    }

    bool isDead()
    {
        spend();
        m_gates.evaluate(m_lanes, m_laneValues);
        return m_laneValues.back() == Gates::States {};
    }

    /// Those that use up the budget, many at a time.
    void tryLast(const std::vector<int> &events)
    {
        for (std::size_t first = 0; first < events.size() && spend(); first += Gates::kStates) {
            const std::size_t count = std::min(Gates::kStates, events.size() - first);
            for (std::size_t i = 0; i < count; ++i)
                Gates::clear(m_lanes[at(events[first + i])], i);
            m_gates.evaluate(m_lanes, m_laneValues);
            for (std::size_t i = 0; i < count; ++i) {
                m_lanes[at(events[first + i])] = Gates::kAll;
                if (Gates::isSet(m_laneValues.back(), i))
                    continue;
                m_failed.push_back(events[first + i]);
                m_found.insert(key(m_failed));
                m_failed.pop_back();
            }
        }
    }

    /// Events of a way to succeed without the failed ones that are within the budget; few, but not always the fewest.
    std::vector<int> cheapestWay(int budget)
    {
        m_costs.assign(m_gates.gates.size(), 0);
        for (std::size_t g = 0; g < m_costs.size(); ++g) {
            const Gates::Gate &gate = m_gates.gates[g];
            if (gate.kind == Gates::Kind::Event) {
                m_costs[g] = !m_up[at(gate.event)] ? kDead : isChoice(gate.event, budget) ? 1 : 0;
                continue;
            }
            double sum = 0;
            double least = kDead;
            for (const int child : m_gates.childrenOf(g)) {
                sum += m_costs[at(child)];
                least = std::min(least, m_costs[at(child)]);
            }
            m_costs[g] = std::min(gate.kind == Gates::Kind::All ? sum : least,
                                  gate.kind == Gates::Kind::All && sum < kDead ? 1e300 : kDead);
        }
        return pathFrom(budget);
    }

    std::vector<int> pathFrom(int budget)
    {
        std::vector<int> way;
        std::vector<char> seen(m_gates.gates.size(), 0);
        std::vector<int> waiting { static_cast<int>(m_gates.gates.size()) - 1 };
        while (!waiting.empty()) {
            const auto g = at(waiting.back());
            waiting.pop_back();
            if (m_costs[g] == 0 || m_costs[g] == kDead || std::exchange(seen[g], 1))
                continue;
            const Gates::Gate &gate = m_gates.gates[g];
            const auto children = m_gates.childrenOf(g);
            if (gate.kind == Gates::Kind::Event && isChoice(gate.event, budget))
                way.push_back(gate.event);
            else if (gate.kind == Gates::Kind::All)
                waiting.insert(waiting.end(), children.begin(), children.end());
            else if (gate.kind != Gates::Kind::Event)
                waiting.push_back(*std::min_element(children.begin(), children.end(),
                                                    [&](int a, int b) { return m_costs[at(a)] < m_costs[at(b)]; }));
        }
        return way;
    }

    [[nodiscard]] bool isChoice(int event, int budget) const
    {
        return m_isOpen[at(event)] && m_failures[at(event)] <= budget;
    }

    static std::vector<int> key(std::vector<int> events)
    {
        std::sort(events.begin(), events.end());
        return events;
    }

    const Gates &m_gates;
    const std::vector<int> &m_failures;
    const std::vector<char> &m_isOpen; ///< no cut by itself, so it may be part of one
    double m_work;
    bool m_isSpent = false;
    const std::stop_token &m_stop;
    std::vector<char> m_up;
    std::vector<Gates::States> m_lanes;
    std::vector<Gates::States> m_laneValues;
    std::vector<double> m_costs;
    std::vector<int> m_failed;
    std::set<std::vector<int>> m_visited;
    std::set<std::vector<int>> m_found;
};

/// Whether a cut of fewer events is inside.
bool holdsSmaller(const std::vector<int> &events, const std::set<std::vector<int>> &cuts)
{
    const std::size_t subsets = (std::size_t(1) << events.size()) - 1; // all but the set itself
    std::vector<int> subset;
    for (std::size_t mask = 1; mask < subsets; ++mask) {
        subset.clear();
        for (std::size_t i = 0; i < events.size(); ++i)
            if (mask >> i & 1)
                subset.push_back(events[i]);
        if (cuts.contains(subset))
            return true;
    }
    return false;
}

CutSet cutOf(const std::vector<int> &events, const std::vector<int> &failures, const std::vector<double> &up)
{
    CutSet cut { events, 0, 1 };
    for (const int event : events) {
        cut.order += failures[at(event)];
        cut.probability *= 1 - up[at(event)];
    }
    return cut;
}

} // namespace

CutSets minimalCuts(const Structure &structure, const std::vector<int> &failures, const std::vector<double> &up,
                    int maximumOrder, double work, std::stop_token stop)
{
    CutSets result;
    result.completeOrder = maximumOrder;
    if (structure.value(std::vector<char>(structure.events(), 1)) <= 0)
        return result;
    std::vector<char> isOpen(structure.events(), 1);
    std::set<std::vector<int>> cuts;
    for (const int event : singlePoints(structure, isOpen)) {
        isOpen[at(event)] = 0;
        cuts.insert({ event });
    }
    const std::set<std::vector<int>> alone = cuts;
    for (int order = 2; order <= maximumOrder; ++order) {
        Search search(structure, failures, isOpen, work, stop);
        if (!search.run(order)) {
            result.completeOrder = order - 1;
            break;
        }
        work = search.workLeft();
        cuts = alone;
        cuts.insert(search.found().begin(), search.found().end());
    }
    for (const std::vector<int> &events : cuts)
        if (!holdsSmaller(events, cuts))
            if (CutSet cut = cutOf(events, failures, up); cut.order <= maximumOrder)
                result.sets.push_back(std::move(cut));
    std::stable_sort(result.sets.begin(), result.sets.end(), [](const CutSet &a, const CutSet &b) {
        return a.order != b.order ? a.order < b.order : a.probability > b.probability;
    });
    return result;
}

} // namespace headroom::reliability
