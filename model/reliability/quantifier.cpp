#include "model/reliability/quantifier.h"

#include "model/core/at.h"
#include "model/reliability/best_diagram.h"
#include "model/reliability/sampling.h"

#include <algorithm>
#include <utility>

namespace headroom::reliability {

namespace {

void scale(Estimate &estimate, double factor)
{
    estimate.value *= factor;
    estimate.low *= factor;
    estimate.high *= factor;
}

std::vector<double> productsOfOthers(const std::vector<double> &parts)
{
    std::vector<double> others(parts.size(), 1);
    for (std::size_t i = 1; i < parts.size(); ++i)
        others[i] = others[i - 1] * parts[i - 1];
    double after = 1;
    for (std::size_t i = parts.size(); i-- > 0; after *= parts[i])
        others[i] *= after;
    return others;
}

} // namespace

Quantifier::Quantifier(const Structure &structure, const Effort &effort)
    : m_effort(effort)
    , m_events(structure.events())
    , m_reduction(structure)
{
    if (m_reduction.isImpossible())
        return;
    for (const Gates &factor : m_reduction.factors())
        m_diagrams.push_back(bestDiagram(factor, m_reduction.order(), m_effort));
}

void Quantifier::addSample(Parts &parts, std::size_t index) const
{
    const Gates &factor = m_reduction.factors()[index];
    const double gates = static_cast<double>(factor.gates.size() + factor.children.size());
    const double affordable = std::max(1000.0, m_effort.sampledGates / gates);
    const std::uint64_t samples = affordable < static_cast<double>(m_effort.samples)
        ? static_cast<std::uint64_t>(affordable)
        : m_effort.samples;
    const Sampled drawn = sample(factor, parts.up, samples, m_effort.seed + index + 1, m_effort.stop);
    parts.whole.isExact = false;
    parts.whole.value *= drawn.mean;
    parts.whole.low *= drawn.low;
    parts.whole.high *= drawn.high;
    parts.whole.samples += static_cast<double>(drawn.drawn);
    parts.factors.push_back(drawn.mean);
}

Quantifier::Parts Quantifier::partsOf(const std::vector<double> &up) const
{
    Parts parts { m_reduction.withComposites(up), {}, Estimate::exact(m_reduction.isImpossible() ? 0 : 1) };
    if (m_reduction.isImpossible())
        return parts;
    for (const int event : m_reduction.conjuncts())
        scale(parts.whole, parts.up[at(event)]);
    for (std::size_t f = 0; f < m_diagrams.size(); ++f) {
        if (!m_diagrams[f]) {
            addSample(parts, f);
            continue;
        }
        parts.factors.push_back(std::clamp(m_diagrams[f]->expectation(parts.up), 0.0, 1.0));
        scale(parts.whole, parts.factors.back());
    }
    return parts;
}

/// ∂A/∂p of each event; A is linear in each, so this is A(1) − A(0).
std::vector<double> Quantifier::slopes(const Parts &parts) const
{
    std::vector<double> slopes(parts.up.size(), 0.0);
    if (m_reduction.isImpossible())
        return std::vector<double>(m_events, 0.0);
    std::vector<double> values; // conjuncts, then factors
    for (const int event : m_reduction.conjuncts())
        values.push_back(parts.up[at(event)]);
    values.insert(values.end(), parts.factors.begin(), parts.factors.end());
    const std::vector<double> others = productsOfOthers(values);
    const std::size_t conjuncts = m_reduction.conjuncts().size();
    for (std::size_t i = 0; i < conjuncts; ++i)
        slopes[at(m_reduction.conjuncts()[i])] += others[i];
    for (std::size_t f = 0; f < m_diagrams.size(); ++f)
        m_diagrams[f]->addSlopes(parts.up, others[conjuncts + f], slopes);
    m_reduction.spreadSlopes(parts.up, slopes);
    slopes.resize(m_events);
    return slopes;
}

Estimate Quantifier::estimate(const std::vector<double> &up) const
{
    return partsOf(up).whole;
}

Importance Quantifier::importance(const std::vector<double> &up) const
{
    const Parts parts = partsOf(up);
    Importance result;
    result.availability = parts.whole;
    if (result.availability.isExact)
        result.birnbaum = slopes(parts);
    return result;
}

} // namespace headroom::reliability
