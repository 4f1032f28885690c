#pragma once

#include "model/engine/columns.h"
#include "model/engine/flow.h"

#include <vector>

namespace headroom::bench {

/// The least that has to be done for one class: a hand-written loop over flat arrays, as a measure for the engine.
/// One resource for each component, no autoscaling, no daily curve, no pools.
class PlainLoop {
public:
    PlainLoop(const engine::Columns &columns, const engine::Flow &flow);

    struct Answer {
        double response = 0; ///< s
        double cost = 0;
        double saturation = 0; ///< requests per second
        int bottleneck = -1;
    };
    /// Flow, waiting, bottleneck and cost at a rate of requests.
    [[nodiscard]] Answer solve(double rate);

    /// The same network for others: service times, visits of an instance and servers of each station.
    [[nodiscard]] const std::vector<double> &services() const { return m_service; }
    [[nodiscard]] const std::vector<double> &visits() const { return m_visits; }
    [[nodiscard]] const std::vector<double> &servers() const { return m_servers; }
    [[nodiscard]] const std::vector<double> &instances() const { return m_instances; }

private:
    std::vector<int> m_first;
    std::vector<int> m_from;
    std::vector<double> m_gain;
    std::vector<double> m_entry;
    std::vector<double> m_service;
    std::vector<double> m_servers;
    std::vector<double> m_instances;
    std::vector<double> m_price;
    std::vector<double> m_visits;
};

} // namespace headroom::bench
