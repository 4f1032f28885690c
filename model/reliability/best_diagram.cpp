#include "model/reliability/best_diagram.h"

#include "model/reliability/variable_order.h"

#include <algorithm>
#include <utility>

namespace headroom::reliability {

namespace {

constexpr std::size_t kFirstTry = 20000; // nodes of a diagram: some milliseconds
constexpr std::size_t kSecondTry = 80000;
constexpr std::size_t kFirstOrders = 4;
constexpr std::size_t kMany = 60; // events

/// How many different ones there are.  O(gates).
std::size_t eventsIn(const Gates &factor, std::size_t events)
{
    std::vector<char> seen(events, 0);
    std::size_t count = 0;
    for (const Gates::Gate &gate : factor.gates)
        if (gate.kind == Gates::Kind::Event && !std::exchange(seen[static_cast<std::size_t>(gate.event)], char(1)))
            ++count;
    return count;
}

} // namespace

std::optional<DecisionDiagram> bestDiagram(const Gates &factor, std::span<const int> rank, const Effort &effort)
{
    const auto most = static_cast<std::size_t>(std::min(effort.exactEvents, DecisionDiagram::kMaximumEvents));
    if (eventsIn(factor, rank.size()) > most)
        return std::nullopt;
    const std::vector<int> called = orderAsCalled(factor, rank);
    std::optional<DecisionDiagram> diagram;
    const auto fits = [&](const std::vector<int> &order, std::size_t nodes) {
        if (effort.stop.stop_requested())
            return false;
        diagram.emplace(std::min(nodes, effort.exactNodes));
        return diagram->build(factor, order);
    };
    if (const auto easy = easyOrder(factor, rank, kFirstTry); easy && fits(*easy, kFirstTry))
        return diagram;
    const std::vector<std::vector<int>> orders = promisingOrders(factor, rank);
    for (std::size_t i = 0; i < std::min(kFirstOrders, orders.size()); ++i)
        if (fits(orders[i], kFirstTry))
            return diagram;
    if (called.size() > kMany)
        return std::nullopt; // most of them would fit in no diagram, and trying takes long
    if (fits(called, kSecondTry) || fits(orders.front(), kSecondTry))
        return diagram;
    if (fits(called, effort.exactNodes))
        return diagram;
    return std::nullopt;
}

} // namespace headroom::reliability
