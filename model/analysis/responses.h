#pragma once

#include "model/flow/ordered_network.h"

#include <span>

namespace headroom::analysis {

/// How long visits take from arrival to answer without any queueing: R = own + Σ calls · min(timeout, latency + R of
/// the callee), over the calls that the caller waits for. That long a thread of the callee and a pooled connection
/// of the caller are held. Source: Franks et al. 2009 (layered queueing networks); domain spec 4.4.
class Responses {
public:
    /// @param gains  per edge: calls per visit that are waited for; @param own  s per row.
    /// @param latency, timeout  s per edge; a timeout of 0: none.
    /// @param joins  per edge: made at once with the others of its row; empty: none is. @param fixed  s per row, part
    ///               of `own` that is always the same; only read where something joins.
    Responses(const flow::OrderedNetwork &order, const flow::Outgoing &outgoing, const std::vector<double> &gains,
              const std::vector<double> &own, const std::vector<double> &latency, const std::vector<double> &timeout,
              std::span<const char> joins = {}, std::vector<double> fixed = {});

    /// s of one call over the edge, as its caller waits for it.
    [[nodiscard]] double callTime(std::size_t edge) const;

    /// s of a visit that calls made at once save: all of them in turn less the slowest, each taken as a fixed time and
    /// an exponential one.
    [[nodiscard]] double gain(std::size_t row) const;

private:
    [[nodiscard]] double fixedOf(std::size_t row) const;
    [[nodiscard]] double respond(std::size_t row) const;
    void settle(const flow::Loop &loop);

    const std::vector<int> &m_target; ///< per edge
    const flow::Outgoing &m_outgoing;
    const std::vector<double> &m_gains;
    const std::vector<double> &m_own;
    const std::vector<double> &m_latency;
    const std::vector<double> &m_timeout;
    std::span<const char> m_joins;
    std::vector<double> m_response; ///< s, per row
    std::vector<double> m_fixed;    ///< s, per row
};

} // namespace headroom::analysis
