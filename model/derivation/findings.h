#pragma once

#include "model/analysis/rules/inspection.h"
#include "model/analysis/rules/loss.h"
#include "model/derivation/derivator.h"

#include <algorithm>

namespace headroom::derivation {

/// The index of the row with an id; the number of rows where none has it.
template <typename Rows>
[[nodiscard]] std::size_t placeOf(const Rows &rows, const std::string &id)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto &each) { return each.id == id; });
    return static_cast<std::size_t>(found - rows.begin());
}

/// Unfolds what the rules measure themselves: the metrics "finding.RULE" and "finding.RULE.KEY" of analysis::Finding.
/// The value is that of the finding; a rule whose measured value is a metric of a component names that instead.
class FindingUnfolder {
public:
    /// @pre the finding is about the stage of `by`, at its users, and both outlive this.
    FindingUnfolder(Derivator &by, const analysis::Finding &finding);

    [[nodiscard]] Derivation unfold();

    /// Which limits of methods go with the metric; see limitsOf().
    [[nodiscard]] static std::string familyOf(const std::string &rule);

    // findings_data.cpp: databases, caches, shards
    [[nodiscard]] Derivation readShare();
    [[nodiscard]] Derivation writeShare();
    [[nodiscard]] Derivation filledByWrites();
    [[nodiscard]] Derivation staleReads();
    [[nodiscard]] Derivation windowInLags();
    [[nodiscard]] Derivation openConnections();
    [[nodiscard]] Derivation openConnectionsAtMost();
    [[nodiscard]] Derivation busyPool();
    [[nodiscard]] Derivation sessionsInDatabase();
    [[nodiscard]] Derivation rebuilds();
    [[nodiscard]] Derivation coldUtilization();
    [[nodiscard]] Derivation hotShard();
    [[nodiscard]] Derivation hotKey();
    [[nodiscard]] Derivation hotPartition();

    // findings_paths.cpp: what requests do
    [[nodiscard]] Derivation remoteCalls();
    [[nodiscard]] Derivation mostCalls();
    [[nodiscard]] Derivation callsAtOnce();
    [[nodiscard]] Derivation timeoutInQuantiles();
    [[nodiscard]] Derivation lateCalls();
    [[nodiscard]] Derivation amplification();

    // findings_sizes.cpp: sizes, money and growth
    [[nodiscard]] Derivation afterLoss();
    [[nodiscard]] Derivation meanOverBaseline();
    [[nodiscard]] Derivation zoneDowntime();
    [[nodiscard]] Derivation nextSize();
    [[nodiscard]] Derivation shardsInOne();
    [[nodiscard]] Derivation priceOfPower();
    [[nodiscard]] Derivation growthMeanwhile();
    [[nodiscard]] Derivation peakOverMean();
    [[nodiscard]] Derivation transferShare();
    [[nodiscard]] Derivation monthsLeft();
    [[nodiscard]] Derivation tooEarly();
    [[nodiscard]] Derivation timeToMoveOn();

private:
    [[nodiscard]] std::size_t component() const;
    [[nodiscard]] std::size_t connection() const;
    [[nodiscard]] std::size_t requestClass() const;
    [[nodiscard]] double value() const { return *m_finding.measured; }
    /// A number of the rule's condition, or of its threshold.
    [[nodiscard]] Derivation limit(const char *name, const std::string &label, std::string symbol,
                                   std::string unit) const;
    [[nodiscard]] Derivation withoutInstance(std::size_t component, double factor);
    [[nodiscard]] Derivation withoutCard(std::size_t component, const analysis::LossOfOne &loss);
    [[nodiscard]] Derivation undivided(std::size_t component, std::size_t resource, double fixed);
    [[nodiscard]] Derivation cachedReads(std::size_t component);
    [[nodiscard]] Derivation writtenWork(std::size_t component);
    [[nodiscard]] Derivation allReads();
    [[nodiscard]] Derivation allWrites();
    [[nodiscard]] std::vector<std::size_t> databases() const;
    [[nodiscard]] std::vector<Derivation> stepsOver(std::size_t requestClass, std::size_t connection);
    [[nodiscard]] Derivation power(std::size_t component, const std::string &size, double effective,
                                   std::string symbol);
    [[nodiscard]] Derivation price(std::size_t component, const std::string &size, double hour,
                                   std::string symbol) const;

    Derivator &m_by;
    const analysis::Finding &m_finding;
    analysis::Inspection m_in;
    std::string m_key; ///< what follows the rule in the metric
};

} // namespace headroom::derivation
