#include "model/reliability/variable_order.h"

#include "model/core/at.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

namespace headroom::reliability {

namespace {

constexpr int kPulls = 30;       // rounds of drawing together; more hardly move anything
constexpr double kWidest = 1000; // a cut wider than this is as good as endless

bool isEvent(const Gates &gates, std::size_t gate)
{
    return gates.gates[gate].kind == Gates::Kind::Event;
}

/// Events sorted by a key per gate, equal ones by rank.
std::vector<int> sortedBy(const Gates &gates, const std::vector<double> &key, std::span<const int> rank)
{
    std::vector<int> found;
    for (std::size_t g = 0; g < gates.gates.size(); ++g)
        if (isEvent(gates, g))
            found.push_back(static_cast<int>(g));
    std::sort(found.begin(), found.end(), [&](int a, int b) {
        const int eventA = gates.gates[at(a)].event;
        const int eventB = gates.gates[at(b)].event;
        return std::tuple(key[at(a)], rank[at(eventA)], eventA) < std::tuple(key[at(b)], rank[at(eventB)], eventB);
    });
    for (int &gate : found)
        gate = gates.gates[at(gate)].event;
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

/// Steps from the last gate down: the most or the fewest on any way.
std::vector<double> depths(const Gates &gates, bool longest)
{
    std::vector<double> depth(gates.gates.size(), longest ? 0 : std::numeric_limits<double>::max());
    depth.back() = 0;
    for (std::size_t g = depth.size(); g-- > 0;)
        for (const int child : gates.childrenOf(g))
            depth[at(child)]
                = longest ? std::max(depth[at(child)], depth[g] + 1) : std::min(depth[at(child)], depth[g] + 1);
    return depth;
}

/// Steps from the events up, counted from the deepest: an event belongs where the gates that use it are.
std::vector<double> heights(const Gates &gates)
{
    std::vector<double> height(gates.gates.size(), 0);
    std::vector<double> use(gates.gates.size(), 0);
    for (std::size_t g = 0; g < height.size(); ++g)
        for (const int child : gates.childrenOf(g))
            height[g] = std::max(height[g], height[at(child)] + 1);
    for (std::size_t g = height.size(); g-- > 0;)
        for (const int child : gates.childrenOf(g))
            use[at(child)] = std::max(use[at(child)], height[g]);
    for (double &each : use)
        each = -each;
    return use;
}

/// Draws gates to the middle of what they are tied to, over and over, starting from an order.
std::vector<double> drawnTogether(const Gates &gates, const std::vector<int> &order, std::size_t events)
{
    std::vector<double> place(events, 0);
    for (std::size_t i = 0; i < order.size(); ++i)
        place[at(order[i])] = static_cast<double>(i);
    std::vector<double> position(gates.gates.size(), 0);
    for (std::size_t g = 0; g < position.size(); ++g) {
        for (const int child : gates.childrenOf(g))
            position[g] += position[at(child)] / static_cast<double>(gates.gates[g].count);
        if (isEvent(gates, g))
            position[g] = place[at(gates.gates[g].event)];
    }
    std::vector<double> sum(position.size());
    std::vector<double> ties(position.size());
    std::vector<std::size_t> sorted(position.size());
    for (int pull = 0; pull < kPulls; ++pull) {
        std::fill(sum.begin(), sum.end(), 0.0);
        std::fill(ties.begin(), ties.end(), 0.0);
        for (std::size_t g = 0; g < position.size(); ++g) {
            const auto children = gates.childrenOf(g);
            double middle = position[g];
            for (const int child : children)
                middle += position[at(child)];
            middle /= static_cast<double>(children.size() + 1);
            for (const int child : children) {
                sum[at(child)] += middle;
                ++ties[at(child)];
            }
            sum[g] += middle;
            ++ties[g];
        }
        std::iota(sorted.begin(), sorted.end(), std::size_t(0));
        std::sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) {
            return std::pair(sum[a] / ties[a], a) < std::pair(sum[b] / ties[b], b);
        });
        for (std::size_t i = 0; i < sorted.size(); ++i)
            position[sorted[i]] = static_cast<double>(i);
    }
    return position;
}

/// About how many different remainders the formula has at all cuts of an order: two to the power of what is decided
/// and still asked for, or of what is open and asked for by something begun, whichever is less.
double weightOf(const Gates &gates, const std::vector<int> &order, std::size_t events)
{
    std::vector<int> place(events, 0);
    for (std::size_t i = 0; i < order.size(); ++i)
        place[at(order[i])] = static_cast<int>(i);
    const std::size_t count = gates.gates.size();
    std::vector<int> low(count, static_cast<int>(order.size()));
    std::vector<int> high(count, -1);
    for (std::size_t g = 0; g < count; ++g) {
        if (isEvent(gates, g))
            low[g] = high[g] = place[at(gates.gates[g].event)];
        for (const int child : gates.childrenOf(g)) {
            low[g] = std::min(low[g], low[at(child)]);
            high[g] = std::max(high[g], high[at(child)]);
        }
    }
    std::vector<int> firstUse(low);
    std::vector<int> lastUse(high);
    for (std::size_t g = 0; g < count; ++g)
        for (const int child : gates.childrenOf(g)) {
            firstUse[at(child)] = std::min(firstUse[at(child)], low[g]);
            lastUse[at(child)] = std::max(lastUse[at(child)], high[g]);
        }
    std::vector<int> decided(order.size() + 2, 0); // changes from cut to cut
    std::vector<int> open(order.size() + 2, 0);
    for (std::size_t g = 0; g < count; ++g) {
        if (high[g] < 0)
            continue;
        ++decided[at(high[g] + 1)];
        --decided[at(lastUse[g] + 1)];
        ++open[at(firstUse[g] + 1)];
        --open[at(low[g] + 1)];
    }
    double weight = 0;
    int decidedNow = 0;
    int openNow = 0;
    for (std::size_t cut = 1; cut < order.size(); ++cut) {
        decidedNow += decided[cut];
        openNow += open[cut];
        weight += std::exp2(std::min(static_cast<double>(std::min(decidedNow, openNow)), kWidest));
    }
    return weight;
}

} // namespace

std::vector<int> orderAsCalled(const Gates &gates, std::span<const int> rank)
{
    return sortedBy(gates, std::vector<double>(gates.gates.size(), 0), rank);
}

namespace {

/// The lightest first, each once.
std::vector<std::vector<int>> byWeight(const Gates &gates, std::vector<std::vector<int>> orders, std::size_t events)
{
    std::vector<std::pair<double, std::size_t>> weights;
    for (std::size_t i = 0; i < orders.size(); ++i)
        weights.emplace_back(weightOf(gates, orders[i], events), i);
    std::sort(weights.begin(), weights.end());
    std::vector<std::vector<int>> sorted;
    for (const auto &[weight, i] : weights)
        if (std::find(sorted.begin(), sorted.end(), orders[i]) == sorted.end())
            sorted.push_back(orders[i]);
    return sorted;
}

std::vector<std::vector<int>> plainOrders(const Gates &gates, std::span<const int> rank)
{
    return { orderAsCalled(gates, rank), sortedBy(gates, depths(gates, true), rank),
             sortedBy(gates, depths(gates, false), rank), sortedBy(gates, heights(gates), rank) };
}

} // namespace

std::optional<std::vector<int>> easyOrder(const Gates &gates, std::span<const int> rank, double most)
{
    std::vector<std::vector<int>> orders = byWeight(gates, plainOrders(gates, rank), rank.size());
    if (weightOf(gates, orders.front(), rank.size()) > most)
        return std::nullopt;
    return std::move(orders.front());
}

std::vector<std::vector<int>> promisingOrders(const Gates &gates, std::span<const int> rank)
{
    std::vector<std::vector<int>> orders = plainOrders(gates, rank);
    for (std::size_t i = 0, plain = orders.size(); i < plain; ++i)
        orders.push_back(sortedBy(gates, drawnTogether(gates, orders[i], rank.size()), rank));
    return byWeight(gates, std::move(orders), rank.size());
}

} // namespace headroom::reliability
