#pragma once

#include <cmath>

namespace headroom::engine {

/// What the visits of one class take of a station, added up in the order of their operations: what rides along (static
/// files with a page) makes the service of the first kind of visit longer.
class VisitMix {
public:
    /// @param visits   per request, or per second; @param service  s of each, exponential.
    /// @param parts    station visits that each is divided into; 0: it rides along.
    void add(double visits, double service, double parts)
    {
        if (visits <= 0)
            return;
        if (parts <= 0) {
            m_riding += visits * service;
        } else if (m_host.visits <= 0) {
            m_host = { visits, service, parts };
        } else {
            m_others += visits * service * service / parts;
        }
    }
    /// Sum of the squared mean services of all station visits, s².
    [[nodiscard]] double squares() const
    {
        if (m_host.visits <= 0)
            return 0;
        const double service = m_host.service + m_riding / m_host.visits;
        return m_others + m_host.visits * service * service / m_host.parts;
    }

private:
    struct Visits {
        double visits = 0;
        double service = 0;
        double parts = 1;
    };
    Visits m_host;
    double m_riding = 0;
    double m_others = 0;
};

/// Squared coefficient of variation of exponential services with different means: 2·E[s²]/E[s]² − 1 ≥ 1.
/// @param squares, visits, work  sums over all visits of s², 1 and s, each per request or per second.
/// Source: Gross et al., 4th ed., section 5.1 (Pollaczek–Khinchine takes the moments of the mixture).
[[nodiscard]] inline double scvOfMix(double squares, double visits, double work)
{
    constexpr double kAlike = 1e-9; // means differ by rounding only
    if (!(work > 0) || !(visits > 0))
        return 1;
    const double scv = 2 * (squares / work) * (visits / work) - 1;
    return scv > 1 + kAlike && std::isfinite(scv) ? scv : 1;
}

} // namespace headroom::engine
