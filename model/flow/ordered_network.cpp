#include "model/flow/ordered_network.h"

#include "model/core/at.h"

#include <algorithm>
#include <cmath>

namespace headroom::flow {

namespace {

constexpr std::size_t kTurn = 2048;  // edges
constexpr int kLeastMaximum = 20000; // sweeps of any loop
constexpr int kMostWork = 4000000;   // sweeps times connections: small loops may come very close to 1
constexpr double kTolerance = 1e-14;
constexpr int kLeastSweeps = 3;       // before growth says anything
constexpr double kSameGrowth = 1e-12; // relative
constexpr double kRounded = 1e-7;     // of the visits: growth as small as that says nothing for its rounding
constexpr double kRunaway = 1e9;      // visits per request beyond which a loop counts as diverging

} // namespace

/// Strongly connected components of what the entries reach, callers first, without recursion.
/// Source: Tarjan 1972; components come out callees first and are turned round.
class OrderedNetwork::Walk {
public:
    explicit Walk(const Network &network)
        : m_network(network)
        , m_firstOut(network.handles.size() + 1, 0)
        , m_number(network.handles.size(), 0)
        , m_low(network.handles.size(), 0)
        , m_next(network.handles.size(), 0)
        , m_open(network.handles.size(), 0)
    {
        for (const Step &step : network.steps)
            if (step.weight > 0)
                ++m_firstOut[at(step.from) + 1];
        for (std::size_t node = 0; node + 1 < m_firstOut.size(); ++node)
            m_firstOut[node + 1] += m_firstOut[node];
        m_callees.resize(at(m_firstOut.back()));
        std::vector<int> end(m_firstOut.begin(), m_firstOut.end() - 1);
        for (const Step &step : network.steps)
            if (step.weight > 0)
                m_callees[at(end[at(step.from)]++)] = step.to;
        for (const int entry : network.entries)
            if (m_number[at(entry)] == 0)
                visit(entry);
    }

    /// Nodes in order, and where each component of more than one starts and ends.
    void write(std::vector<int> &nodes, std::vector<Loop> &loops)
    {
        const std::size_t count = m_found.size();
        nodes.assign(m_found.rbegin(), m_found.rend());
        for (auto each = m_loops.rbegin(); each != m_loops.rend(); ++each)
            loops.push_back({ count - each->last, count - each->first });
    }

private:
    void enter(int node)
    {
        m_number[at(node)] = m_low[at(node)] = ++m_counter;
        m_next[at(node)] = m_firstOut[at(node)];
        m_open[at(node)] = 1;
        m_stack.push_back(node);
        m_path.push_back(node);
    }

    void visit(int root)
    {
        enter(root);
        while (!m_path.empty()) {
            const int node = m_path.back();
            if (m_next[at(node)] < m_firstOut[at(node) + 1]) {
                const int callee = m_callees[at(m_next[at(node)]++)];
                if (m_number[at(callee)] == 0)
                    enter(callee);
                else if (m_open[at(callee)])
                    m_low[at(node)] = std::min(m_low[at(node)], m_number[at(callee)]);
                continue;
            }
            m_path.pop_back();
            if (!m_path.empty())
                m_low[at(m_path.back())] = std::min(m_low[at(m_path.back())], m_low[at(node)]);
            if (m_low[at(node)] == m_number[at(node)])
                close(node);
        }
    }

    /// Takes the component of `node` off the stack, the latest first, so that turned round it is in walking order.
    void close(int node)
    {
        const std::size_t first = m_found.size();
        int last = -1;
        do {
            last = m_stack.back();
            m_stack.pop_back();
            m_open[at(last)] = 0;
            m_found.push_back(last);
        } while (last != node);
        const bool callsItself
            = std::find(m_callees.begin() + m_firstOut[at(node)], m_callees.begin() + m_firstOut[at(node) + 1], node)
            != m_callees.begin() + m_firstOut[at(node) + 1];
        if (m_found.size() - first > 1 || callsItself)
            m_loops.push_back({ first, m_found.size() });
    }

    const Network &m_network;
    std::vector<int> m_firstOut;
    std::vector<int> m_callees;
    std::vector<int> m_number; ///< of the visit, from 1; 0: not yet
    std::vector<int> m_low;
    std::vector<int> m_next;
    std::vector<char> m_open;
    std::vector<int> m_stack;
    std::vector<int> m_path;
    std::vector<int> m_found;
    std::vector<Loop> m_loops;
    int m_counter = 0;
};

OrderedNetwork::OrderedNetwork(const Network &network)
    : m_rowOf(network.handles.size(), -1)
{
    Walk(network).write(m_nodes, m_loops);
    for (std::size_t row = 0; row < m_nodes.size(); ++row)
        m_rowOf[at(m_nodes[row])] = static_cast<int>(row);
    for (const int node : network.entries)
        m_entered.push_back(m_rowOf[at(node)]);
    m_firstIn.assign(m_nodes.size() + 1, 0);
    const auto isInside = [&](const Step &step) { return step.weight > 0 && m_rowOf[at(step.from)] >= 0; };
    for (const Step &step : network.steps)
        if (isInside(step))
            ++m_firstIn[at(m_rowOf[at(step.to)]) + 1];
    for (std::size_t row = 0; row < m_nodes.size(); ++row)
        m_firstIn[row + 1] += m_firstIn[row];
    m_sources.resize(at(m_firstIn.back()));
    m_targets.resize(at(m_firstIn.back()));
    m_steps.resize(at(m_firstIn.back()));
    std::vector<int> end(m_firstIn.begin(), m_firstIn.end() - 1);
    for (std::size_t s = 0; s < network.steps.size(); ++s)
        if (const Step &step = network.steps[s]; isInside(step)) {
            const std::size_t edge = at(end[at(m_rowOf[at(step.to)])]++);
            m_sources[edge] = m_rowOf[at(step.from)];
            m_targets[edge] = m_rowOf[at(step.to)];
            m_steps[edge] = static_cast<int>(s);
        }
}

void OrderedNetwork::entriesOf(const Network &network, const std::vector<double> &counts,
                               std::vector<double> &out) const
{
    out.assign(rows(), 0.0);
    for (std::size_t e = 0; e < network.entries.size(); ++e) {
        const int node = network.entries[e];
        out[at(m_rowOf[at(node)])] += counts[at(node % network.operations)] * network.entryShare(e);
    }
}

void OrderedNetwork::gainsOf(const Network &network, const std::vector<double> &counts, bool onlyWaited,
                             std::vector<double> &out) const
{
    out.resize(edges());
    for (std::size_t e = 0; e < edges(); ++e) {
        const Step &step = network.steps[at(m_steps[e])];
        const bool isAsked = !onlyWaited || step.waits;
        out[e] = isAsked ? std::max(
                     0.0, step.weight * step.tries * step.passed * (step.counted >= 0 ? counts[at(step.counted)] : 1.0))
                         : 0;
    }
}

/// Visits grow from sweep to sweep by δ, and each δ follows from the one before by the same non-negative map. Where no
/// row's δ shrinks, the map's spectral radius is at least 1 (Collatz–Wielandt): the loop never settles.
bool OrderedNetwork::settle(const Loop &loop, std::span<const double> entries, std::span<const double> gains,
                            std::span<double> visits) const
{
    std::vector<double> growth(loop.last - loop.first, 0.0);
    std::fill(visits.begin() + static_cast<std::ptrdiff_t>(loop.first),
              visits.begin() + static_cast<std::ptrdiff_t>(loop.last), 0.0);
    const int inside = m_firstIn[loop.last] - m_firstIn[loop.first];
    const int most = std::max(kLeastMaximum, kMostWork / std::max(1, inside));
    for (int sweep = 0; sweep < most; ++sweep) {
        double change = 0;
        bool shrinks = sweep < kLeastSweeps;
        for (std::size_t row = loop.first; row < loop.last; ++row) {
            const double value = arriving(row, entries, gains, visits);
            double &grown = growth[row - loop.first];
            const double more = value - visits[row];
            shrinks = shrinks || more < grown * (1 - kSameGrowth) || (more > 0 && more < kRounded * value);
            grown = more;
            change = std::max(change, std::abs(more) / std::max(1.0, value));
            visits[row] = value;
            if (!(value <= kRunaway))
                return false;
        }
        if (change <= kTolerance)
            return true;
        if (!shrinks)
            return false;
    }
    return false;
}

/// Edge by edge: how many lead into a row is nothing that a processor could guess. Classes take turns, while where the
/// edges lead is at hand.
void OrderedNetwork::addSteps(std::size_t first, std::size_t last, std::span<const Passage> passages) const
{
    const int *const source = m_sources.data();
    const int *const target = m_targets.data();
    const auto end = at(m_firstIn[last]);
    for (auto from = at(m_firstIn[first]); from < end; from += kTurn)
        for (const Passage &each : passages) {
            const double *const gain = each.gains.data();
            double *const visits = each.visits.data();
            for (std::size_t e = from; e < std::min(from + kTurn, end); ++e)
                visits[target[e]] += visits[source[e]] * gain[e];
        }
}

int OrderedNetwork::propagate(std::span<const Passage> passages) const
{
    for (const Passage &each : passages) {
        std::fill_n(each.visits.begin(), rows(), 0.0);
        for (const int entry : m_entered)
            each.visits[at(entry)] = each.entries[at(entry)];
    }
    std::size_t row = 0;
    for (std::size_t l = 0; l < m_loops.size(); ++l) {
        addSteps(row, m_loops[l].first, passages);
        for (const Passage &each : passages)
            if (!settle(m_loops[l], each.entries, each.gains, each.visits))
                return static_cast<int>(l);
        row = m_loops[l].last;
    }
    addSteps(row, rows(), passages);
    return -1;
}

Outgoing OrderedNetwork::outgoing() const
{
    Outgoing out;
    out.first.assign(rows() + 1, 0);
    for (const int source : m_sources)
        ++out.first[static_cast<std::size_t>(source) + 1];
    for (std::size_t row = 0; row < rows(); ++row)
        out.first[row + 1] += out.first[row];
    out.edges.resize(edges());
    std::vector<int> end(out.first.begin(), out.first.end() - 1);
    for (std::size_t e = 0; e < edges(); ++e)
        out.edges[static_cast<std::size_t>(end[static_cast<std::size_t>(m_sources[e])]++)] = static_cast<int>(e);
    return out;
}

} // namespace headroom::flow
