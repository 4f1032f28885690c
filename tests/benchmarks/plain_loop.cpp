#include "tests/benchmarks/plain_loop.h"

#include <limits>

namespace headroom::bench {

PlainLoop::PlainLoop(const engine::Columns &columns, const engine::Flow &flow)
    : m_first(flow.order.firstIn())
    , m_from(flow.order.sources())
    , m_gain(flow.classes.front().gains)
    , m_entry(flow.classes.front().entries)
    , m_visits(flow.order.rows())
{
    for (std::size_t row = 0; row < flow.order.rows(); ++row) {
        const auto i = static_cast<std::size_t>(flow.component[row]);
        m_service.push_back(flow.classes.front().service[row] * columns.stations.slowdown[i]);
        m_servers.push_back(columns.stations.servers[i]);
        m_instances.push_back(columns.stations.least[i]);
        m_price.push_back(100);
    }
}

PlainLoop::Answer PlainLoop::solve(double rate)
{
    Answer answer;
    answer.saturation = std::numeric_limits<double>::infinity();
    const std::size_t rows = m_visits.size();
    for (std::size_t row = 0; row < rows; ++row) {
        double visits = m_entry[row];
        for (int e = m_first[row]; e < m_first[row + 1]; ++e)
            visits += m_gain[static_cast<std::size_t>(e)]
                * m_visits[static_cast<std::size_t>(m_from[static_cast<std::size_t>(e)])];
        m_visits[row] = visits;
        const double servers = m_servers[row];
        const double demand = visits * m_service[row] / m_instances[row];
        const double load = rate * demand;
        if (load > 0 && load < servers) {
            const double reciprocal = 1 / load;
            double inverse = 1; // 1/B, with no division on the way
            for (double k = 1; k <= servers; ++k)
                inverse = 1 + k * reciprocal * inverse;
            const double free = servers - load;
            answer.response += visits * m_service[row] * (1 + servers / ((free * inverse + load) * free));
        } else if (load <= 0) {
            answer.response += visits * m_service[row];
        }
        answer.cost += m_price[row] * m_instances[row];
        if (demand > 0 && servers / demand < answer.saturation) {
            answer.saturation = servers / demand;
            answer.bottleneck = static_cast<int>(row);
        }
    }
    return answer;
}

} // namespace headroom::bench
