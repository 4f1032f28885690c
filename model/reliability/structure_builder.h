#pragma once

#include "model/flow/propagation.h"
#include "model/reliability/gates.h"

#include <vector>

namespace headroom::reliability {

struct Surroundings;

/// Turns the routes of one class of requests into gates, without recursion.
class StructureBuilder {
public:
    StructureBuilder(const flow::Network &network, const Surroundings &surroundings, const std::vector<double> &counts,
                     const std::vector<char> &required);

    /// The gates; the last one is the structure function. Empty when no request enters.
    [[nodiscard]] Gates build();

private:
    [[nodiscard]] bool isNeeded(const flow::Step &step) const;
    [[nodiscard]] std::vector<int> entries() const;
    void collectSteps();
    void visit(int entry); ///< Tarjan's algorithm; each loop is turned into gates as soon as it is complete
    void open(int node);
    void close(int node);
    void addLoop(const std::vector<int> &members);
    void addRound(const std::vector<int> &members);
    [[nodiscard]] bool hasAlternatives(const std::vector<int> &members) const;
    int addNode(const std::vector<int> &members); ///< one gate for all of them: what any of them needs
    int addGroup(int node, const std::vector<int> &steps);
    [[nodiscard]] bool isBypassed(int component) const;
    void addEvents(int component, std::vector<int> &into);

    const flow::Network &m_network;
    const Surroundings &m_surroundings;
    const std::vector<double> &m_counts;
    const std::vector<char> &m_required;
    std::vector<std::size_t> m_first; ///< needed steps of node n: m_steps[m_first[n]] to m_steps[m_first[n + 1]]
    std::vector<int> m_steps;
    Gates m_gates;
    std::vector<int> m_eventGate; ///< per component
    std::vector<int> m_nodeGate;  ///< per node; −1: not there yet
    std::vector<int> m_loopOf;    ///< per node: number of the loop it is being turned into gates with
    int m_loops = 0;
    struct Frame {
        int node;
        std::size_t next;
    };
    std::vector<Frame> m_path;
    std::vector<int> m_pending;
    std::vector<int> m_order;
    std::vector<int> m_low;
    int m_opened = 0;
};

} // namespace headroom::reliability
