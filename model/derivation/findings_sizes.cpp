#include "model/analysis/rules/sizes.h"
#include "model/core/quantity.h"
#include "model/derivation/findings.h"
#include "model/derivation/growth.h"

#include <algorithm>

namespace headroom::derivation {

namespace {

using catalog::Role;

const catalog::SizeOption *sizeOf(const catalog::SizeLadder &ladder, const std::string &id)
{
    const auto found
        = std::find_if(ladder.sizes.begin(), ladder.sizes.end(), [&](const auto &each) { return each.id == id; });
    return found == ladder.sizes.end() ? nullptr : &*found;
}

} // namespace

Derivation FindingUnfolder::afterLoss()
{
    const std::size_t i = component();
    return named(computed("Utilization of " + m_by.nameOf(i) + " when one instance is gone", "ρ_then", value(), "1",
                          "ρ * n / (n - 1)",
                          { as("ρ", m_by.resourceUtilization(i, static_cast<std::size_t>(m_by.at(i).station))),
                            m_by.instances(i) }),
                 "Load of n on n - 1");
}

Derivation FindingUnfolder::zoneDowntime()
{
    return named(computed("Expected downtime of " + m_by.nameOf(component()) + " a month", "down", value(),
                          m_finding.unit, "(1 - A) * month",
                          { as("A", m_by.availability(component())),
                            constant("Minutes of a month", "month", kSecondsPerMonth / 60, "min") }),
                 "Unavailability");
}

/// vCPUs of a size after contention.
Derivation FindingUnfolder::power(std::size_t component, const std::string &size, double effective, std::string symbol)
{
    const catalog::SizeLadder &ladder = *m_by.m_catalog.ladder(m_by.at(component).kind->ladder);
    Derivation cores = leaf("vCPUs of " + size, "m", sizeOf(ladder, size)->figures.find("vcpu")->second, "vCPU");
    cores.trust = Trust::Size;
    cores.source = ladder.source;
    return named(computed("Effective power of " + size, std::move(symbol), effective, "vCPU", "usl(m, σ, κ)",
                          { std::move(cores), as("σ", m_by.componentValue(component, "sigma")),
                            as("κ", m_by.componentValue(component, "kappa")) }),
                 "Universal Scalability Law", "Gunther");
}

Derivation FindingUnfolder::price(std::size_t component, const std::string &size, double hour, std::string symbol) const
{
    const catalog::SizeLadder &ladder = *m_by.m_catalog.ladder(m_by.at(component).kind->ladder);
    Derivation node = leaf("Price of " + size + " an hour", std::move(symbol), hour, m_by.m_catalog.currency() + "/h");
    node.trust = Trust::Size;
    node.source = ladder.source;
    return node;
}

Derivation FindingUnfolder::nextSize()
{
    const std::size_t i = component();
    const analysis::NeighborSizes sizes = *analysis::upFrom(m_in, i);
    return computed("What the next size adds to " + m_by.nameOf(i), "gain", value(), "1", "next / now - 1",
                    { power(i, sizes.larger.size, sizes.larger.effective, "next"),
                      power(i, sizes.smaller.size, sizes.smaller.effective, "now") });
}

Derivation FindingUnfolder::shardsInOne()
{
    const analysis::LargestSize largest = *analysis::largestForShards(m_in);
    std::vector<Derivation> parts;
    double all = 0;
    for (const std::size_t i : m_in.all(Role::Sharded)) {
        all += m_by.at(i).work;
        parts.push_back(as(symbolOf(m_by.at(i).id), m_by.work(i)));
    }
    return named(computed("Work of all shards over the largest machine", "ρ", value(), "1", "λ * D / largest",
                          { m_by.rate(), sum("Service demand of all shards", "D", all, "s", std::move(parts)),
                            power(largest.component, largest.step.size, largest.step.effective, "largest") }),
                 "Utilization law", "Denning and Buzen 1978");
}

Derivation FindingUnfolder::priceOfPower()
{
    const std::size_t i = component();
    const analysis::NeighborSizes sizes = *analysis::upTo(m_in, i);
    return named(computed("Price grows with the power of " + m_by.nameOf(i) + " to this", "α", value(), "1",
                          "ln(price / price_before) / ln(power / power_before)",
                          { price(i, sizes.larger.size, sizes.larger.priceHour, "price"),
                            price(i, sizes.smaller.size, sizes.smaller.priceHour, "price_before"),
                            power(i, sizes.larger.size, sizes.larger.effective, "power"),
                            power(i, sizes.smaller.size, sizes.smaller.effective, "power_before") }),
                 "Exponent of price over power");
}

Derivation FindingUnfolder::growthMeanwhile()
{
    const std::size_t i = component();
    return computed("Growth of the load until a new instance of " + m_by.nameOf(i) + " serves", "growth", value(), "1",
                    "(delay + boot_time) / 60 * surge",
                    { limit("metric_delay", "Until the metric has seen it", "delay", "s"),
                      m_by.componentValue(i, "boot_time"), m_by.componentValue(i, "surge") });
}

Derivation FindingUnfolder::peakOverMean()
{
    return computed("Load of the peak hour over the daily mean", "x", value(), "1", "max(1, peak)",
                    { m_by.peakFactor() });
}

Derivation FindingUnfolder::transferShare()
{
    return computed("Delivery among the bill", "share", value(), "1", "transfer / bill",
                    { as("transfer", m_by.categoryCost("transfer")), as("bill", m_by.systemCost()) });
}

Derivation FindingUnfolder::monthsLeft()
{
    return computed("Months until something is 85 % full", "t", value(), m_finding.unit, "ln(U_85 / U) / ln(1 + g)",
                    { as("U_85", m_by.systemUsersAt(0.85)), m_by.users(), m_by.workloadValue("monthly_growth", "g") });
}

/// Shards that writes hardly fill, or parts that are idle at twice the users.
Derivation FindingUnfolder::tooEarly()
{
    const std::size_t i = component();
    if (m_in.is(i, Role::Sharded))
        return filledByWrites();
    Derivation node = detached(
        Derivator(m_by.m_project, m_by.m_report.stageIndex, 2 * m_by.m_users, m_by.m_catalog).utilization(i));
    node.label += " at twice the users";
    return node;
}

/// Writes that fill a database, or the part of a slow write that is spent at others.
Derivation FindingUnfolder::timeToMoveOn()
{
    if (component() < m_by.m_stage->components.size() && m_finding.subjects.front() == m_key)
        return filledByWrites();
    const std::size_t c = requestClass();
    const analysis::ClassReport &report = m_by.m_report.classes[c];
    for (const analysis::TimeShare &share : report.timeShares) {
        const auto i = static_cast<std::size_t>(share.component);
        if (m_by.at(i).id != m_finding.subjects.front())
            continue;
        Derivation part = leaf("Part of it at " + m_by.nameOf(i), "part", share.p95, "s");
        part.unfoldedAt = "class." + report.id + ".p95";
        return computed("Part of a slow " + report.name + " spent at " + m_by.nameOf(i), "share", value(), "1",
                        "part / T", { std::move(part), as("T", m_by.classQuantile(c, 0.95)) });
    }
    return method(m_finding.title, "x", value(), "1", "a part of the time of a slow request", {});
}

} // namespace headroom::derivation
