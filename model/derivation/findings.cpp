#include "model/derivation/findings.h"

#include <algorithm>

namespace headroom::derivation {

namespace {

/// What unfolds the measured value of a rule, and the metric whose limits hold for it too.
struct Row {
    std::string_view rule;
    Derivation (FindingUnfolder::*unfold)();
    const char *family;
};

constexpr Row kRows[] {
    { "CAP-04", &FindingUnfolder::afterLoss, "utilization" },
    { "LAT-02", &FindingUnfolder::remoteCalls, "requests_per_second" },
    { "LAT-03", &FindingUnfolder::mostCalls, "requests_per_second" },
    { "LAT-04", &FindingUnfolder::callsAtOnce, "requests_per_second" },
    { "SPOF-05", &FindingUnfolder::zoneDowntime, "availability" },
    { "DB-02", &FindingUnfolder::readShare, "utilization" },
    { "DB-03", &FindingUnfolder::filledByWrites, "utilization" },
    { "DB-04", &FindingUnfolder::writeShare, "utilization" },
    { "DB-05", &FindingUnfolder::nextSize, "capacity" },
    { "DB-06", &FindingUnfolder::shardsInOne, "utilization" },
    { "DB-07", &FindingUnfolder::staleReads, "rule" },
    { "DB-09", &FindingUnfolder::windowInLags, "rule" },
    { "DB-10", &FindingUnfolder::openConnections, "instances" },
    { "DB-11", &FindingUnfolder::busyPool, "wait" },
    { "CAP-08", &FindingUnfolder::meanOverBaseline, "cost_per_month" },
    { "ST-05", &FindingUnfolder::sessionsInDatabase, "requests_per_second" },
    { "CA-02", &FindingUnfolder::rebuilds, "rule" },
    { "CA-03", &FindingUnfolder::coldUtilization, "utilization" },
    { "RES-02", &FindingUnfolder::timeoutInQuantiles, "p99" },
    { "RES-03", &FindingUnfolder::lateCalls, "p99" },
    { "RES-05", &FindingUnfolder::amplification, "attempts" },
    { "ASG-01", &FindingUnfolder::growthMeanwhile, "rule" },
    { "ASG-05", &FindingUnfolder::openConnectionsAtMost, "instances" },
    { "ASG-06", &FindingUnfolder::peakOverMean, "load" },
    { "HOT-01", &FindingUnfolder::hotShard, "utilization" },
    { "HOT-03", &FindingUnfolder::hotKey, "utilization" },
    { "HOT-04", &FindingUnfolder::hotPartition, "rule" },
    { "COST-02", &FindingUnfolder::priceOfPower, "cost_per_month" },
    { "COST-03", &FindingUnfolder::transferShare, "cost_per_month" },
    { "STG-01", &FindingUnfolder::tooEarly, "utilization" },
    { "STG-02", &FindingUnfolder::timeToMoveOn, "utilization" },
    { "OBS-02", &FindingUnfolder::monthsLeft, "users_at_085" },
};

const Row *rowOf(std::string_view rule)
{
    const auto *found
        = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row &each) { return each.rule == rule; });
    return found == std::end(kRows) ? nullptr : found;
}

} // namespace

FindingUnfolder::FindingUnfolder(Derivator &by, const analysis::Finding &finding)
    : m_by(by)
    , m_finding(finding)
    , m_in(*by.m_stage, by.m_report)
{
    const std::size_t head = std::string_view("finding.").size() + finding.rule.size() + 1;
    m_key = finding.metric.size() > head ? finding.metric.substr(head) : std::string();
}

std::string FindingUnfolder::familyOf(const std::string &rule)
{
    const Row *row = rowOf(rule);
    return row ? row->family : "rule";
}

Derivation FindingUnfolder::unfold()
{
    const Row *row = rowOf(m_finding.rule);
    if (!row || !m_finding.measured)
        return method(m_finding.title, "x", m_finding.measured, m_finding.unit, "counted, not computed", {});
    Derivation root = (this->*row->unfold)();
    if (const catalog::RuleSpec *rule = m_by.m_catalog.rule(m_finding.rule); rule && root.source.empty())
        root.source = rule->source;
    return root;
}

std::size_t FindingUnfolder::component() const
{
    return placeOf(m_by.m_stage->components, m_key);
}

std::size_t FindingUnfolder::connection() const
{
    return placeOf(m_by.m_design.connections, m_key);
}

std::size_t FindingUnfolder::requestClass() const
{
    return placeOf(m_by.m_stage->classes, m_key);
}

Derivation FindingUnfolder::limit(const char *name, const std::string &label, std::string symbol,
                                  std::string unit) const
{
    const catalog::RuleSpec *rule = m_by.m_catalog.rule(m_finding.rule);
    Derivation node = leaf(label, std::move(symbol), rule->limits.find(name)->second, std::move(unit));
    node.trust = Trust::Illustrative;
    node.source = "rule " + rule->id + ", " + rule->source;
    return node;
}

} // namespace headroom::derivation
