#include "model/reliability/availability.h"

#include "model/reliability/best_diagram.h"
#include "model/reliability/reduction.h"
#include "model/reliability/sampling.h"

#include <algorithm>
#include <optional>

namespace headroom::reliability {

namespace {

/// All that is known about one structure: its parts with a diagram each, or a sample.
class Quantified {
public:
    Quantified(const Structure &structure, const std::vector<double> &up, const Effort &effort)
        : m_reduction(structure)
        , m_up(m_reduction.withComposites(up))
    {
        if (m_reduction.isImpossible()) {
            m_estimate = Estimate::exact(0);
            return;
        }
        m_estimate = Estimate::exact(1);
        for (const int event : m_reduction.conjuncts())
            scale(m_up[static_cast<std::size_t>(event)]);
        for (const Gates &factor : m_reduction.factors()) {
            m_diagrams.push_back(bestDiagram(factor, m_reduction.order(), effort));
            if (m_diagrams.back()) {
                m_factors.push_back(std::clamp(m_diagrams.back()->expectation(m_up), 0.0, 1.0));
                scale(m_factors.back());
            } else {
                addSample(factor, effort);
            }
        }
    }

    [[nodiscard]] const Estimate &estimate() const { return m_estimate; }

    /// ∂A/∂p of each event; A is linear in each, so this is A(1) − A(0).
    [[nodiscard]] std::vector<double> slopes(std::size_t events) const
    {
        std::vector<double> slopes(m_up.size(), 0.0);
        if (m_reduction.isImpossible())
            return std::vector<double>(events, 0.0);
        std::vector<double> parts; // conjuncts, then factors
        for (const int event : m_reduction.conjuncts())
            parts.push_back(m_up[static_cast<std::size_t>(event)]);
        parts.insert(parts.end(), m_factors.begin(), m_factors.end());
        const std::vector<double> others = productsOfOthers(parts);
        const std::size_t conjuncts = m_reduction.conjuncts().size();
        for (std::size_t i = 0; i < conjuncts; ++i)
            slopes[static_cast<std::size_t>(m_reduction.conjuncts()[i])] += others[i];
        for (std::size_t f = 0; f < m_diagrams.size(); ++f)
            m_diagrams[f]->addSlopes(m_up, others[conjuncts + f], slopes);
        m_reduction.spreadSlopes(m_up, slopes);
        slopes.resize(events);
        return slopes;
    }

private:
    static std::vector<double> productsOfOthers(const std::vector<double> &parts)
    {
        std::vector<double> others(parts.size(), 1);
        for (std::size_t i = 1; i < parts.size(); ++i)
            others[i] = others[i - 1] * parts[i - 1];
        double after = 1;
        for (std::size_t i = parts.size(); i-- > 0; after *= parts[i])
            others[i] *= after;
        return others;
    }

    void scale(double factor)
    {
        m_estimate.value *= factor;
        m_estimate.low *= factor;
        m_estimate.high *= factor;
    }

    void addSample(const Gates &factor, const Effort &effort)
    {
        const double gates = static_cast<double>(factor.gates.size() + factor.children.size());
        const double affordable = std::max(1000.0, effort.sampledGates / gates);
        const std::uint64_t samples = affordable < static_cast<double>(effort.samples)
            ? static_cast<std::uint64_t>(affordable)
            : effort.samples;
        const Sampled drawn = sample(factor, m_up, samples, effort.seed + m_diagrams.size(), effort.stop);
        m_estimate.isExact = false;
        m_estimate.value *= drawn.mean;
        m_estimate.low *= drawn.low;
        m_estimate.high *= drawn.high;
        m_estimate.samples += static_cast<double>(drawn.drawn);
        m_factors.push_back(drawn.mean);
    }

    Reduction m_reduction;
    std::vector<double> m_up;
    std::vector<std::optional<DecisionDiagram>> m_diagrams; ///< per factor; none: sampled
    std::vector<double> m_factors;
    Estimate m_estimate;
};

} // namespace

Estimate availability(const Structure &structure, const std::vector<double> &up, const Effort &effort)
{
    return Quantified(structure, up, effort).estimate();
}

Importance importance(const Structure &structure, const std::vector<double> &up, const Effort &effort)
{
    const Quantified quantified(structure, up, effort);
    Importance result;
    result.availability = quantified.estimate();
    if (result.availability.isExact)
        result.birnbaum = quantified.slopes(structure.events());
    return result;
}

} // namespace headroom::reliability
