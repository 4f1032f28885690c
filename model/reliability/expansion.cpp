#include "model/reliability/expansion.h"

#include "model/reliability/best_diagram.h"
#include "model/reliability/reduction.h"
#include "model/reliability/variable_order.h"

#include <utility>

namespace headroom::reliability {

namespace {

using Term = Expansion::Term;

/// Appends the terms of one structure.
class Expander {
public:
    Expander(const Structure &structure, const std::vector<double> &up, const Effort &effort, std::size_t mostSplits)
        : m_reduction(structure)
        , m_events(up.size())
        , m_up(m_reduction.withComposites(up))
        , m_effort(effort)
        , m_mostSplits(mostSplits)
        , m_termOf(m_up.size(), -1)
    {
    }

    std::optional<Expansion> run()
    {
        m_out.isPossible = !m_reduction.isImpossible();
        if (!m_out.isPossible)
            return std::move(m_out);
        for (const int event : m_reduction.conjuncts())
            m_out.factors.push_back(termOf(event));
        for (const Gates &factor : m_reduction.factors()) {
            const std::optional<int> term = addFactor(factor);
            if (!term)
                return std::nullopt;
            m_out.factors.push_back(*term);
        }
        return std::move(m_out);
    }

private:
    int add(Term term)
    {
        m_out.terms.push_back(std::move(term));
        return static_cast<int>(m_out.terms.size()) - 1;
    }

    /// An event, or a series or parallel part that stands for several. Composites are made of earlier ones.
    int termOf(int event)
    {
        int &known = m_termOf[static_cast<std::size_t>(event)];
        if (known >= 0)
            return known;
        const double value = m_up[static_cast<std::size_t>(event)];
        if (static_cast<std::size_t>(event) < m_events)
            return known = add({ Expansion::Kind::Event, value, event });
        const Reduction::Composite composite = m_reduction.composite(event);
        std::vector<int> parts;
        for (const int member : composite.members)
            parts.push_back(termOf(member));
        return known = add({ composite.isSeries ? Expansion::Kind::Series : Expansion::Kind::Parallel, value, -1, 0,
                             std::move(parts) });
    }

    /// Nothing where it is sampled.
    std::optional<int> addFactor(const Gates &factor)
    {
        const std::optional<DecisionDiagram> diagram = bestDiagram(factor, m_reduction.order(), m_effort);
        if (!diagram)
            return std::nullopt;
        const std::vector<DecisionDiagram::Split> splits = diagram->splits(m_up);
        if (splits.size() > m_mostSplits) {
            std::vector<int> parts;
            for (const int event : orderAsCalled(factor, m_reduction.order()))
                parts.push_back(termOf(event));
            return add({ Expansion::Kind::Diagram, splits.back().value, -1, splits.size(), std::move(parts) });
        }
        std::vector<int> places; // of the splits among the terms
        for (const DecisionDiagram::Split &split : splits) {
            Term term { split.event < 0 ? Expansion::Kind::Number : Expansion::Kind::Split, split.value };
            if (split.event >= 0)
                term.parts = { termOf(split.event), places[split.with], places[split.without] };
            places.push_back(add(std::move(term)));
        }
        return places.back();
    }

    Reduction m_reduction;
    std::size_t m_events;
    std::vector<double> m_up;
    const Effort &m_effort;
    std::size_t m_mostSplits;
    std::vector<int> m_termOf; ///< per event and composite; −1: not yet
    Expansion m_out;
};

} // namespace

std::optional<Expansion> expansionOf(const Structure &structure, const std::vector<double> &up, const Effort &effort,
                                     std::size_t mostSplits)
{
    return Expander(structure, up, effort, mostSplits).run();
}

} // namespace headroom::reliability
