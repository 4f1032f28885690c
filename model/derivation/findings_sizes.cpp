#include "model/analysis/rules/loss.h"
#include "model/analysis/rules/sizes.h"
#include "model/analysis/rules/tiers.h"
#include "model/core/quantity.h"
#include "model/derivation/findings.h"
#include "model/derivation/growth.h"
#include "model/derivation/sources.h"

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
    const analysis::LossOfOne loss = *analysis::worstLoss(m_in, i);
    const std::string label = "Utilization of " + m_by.nameOf(i) + " when one instance is gone";
    Derivation more = loss.other ? withoutCard(i, loss) : withoutInstance(i, loss.factor);
    const auto station = static_cast<std::size_t>(m_by.at(i).station);
    if (loss.fixed <= 0)
        return named(computed(label, "ρ_then", value(), "1", "ρ * more",
                              { as("ρ", m_by.resourceUtilization(i, station)), std::move(more) }),
                     "Load of n on n - 1");
    return named(computed(label, "ρ_then", value(), "1", "(fixed + (used - fixed) * more) / capacity",
                          { undivided(i, station, loss.fixed), as("used", m_by.used(i, station)), std::move(more),
                            as("capacity", m_by.capacity(i, station)) }),
                 "Load of n on n - 1");
}

/// How much more each of the others bears without one instance of the same card.
Derivation FindingUnfolder::withoutInstance(std::size_t i, double factor)
{
    const std::string label = "Share of an instance without one of them over that with all";
    if (m_by.at(i).partitions > 1)
        return computed(label, "more", factor, "1", "n / (n - partitions)",
                        { as("n", m_by.instances(i)), as("partitions", m_by.partitions(i)) });
    return computed(label, "more", factor, "1", "n / (n - 1)", { as("n", m_by.instances(i)) });
}

/// The same without a card beside it, whose calls the others of the tier divide.
Derivation FindingUnfolder::withoutCard(std::size_t i, const analysis::LossOfOne &loss)
{
    double all = 0;
    std::vector<Derivation> parts;
    for (const std::size_t each : analysis::tierOf(m_in, i)) {
        all += m_by.m_report.components[each].requestsPerSecond;
        parts.push_back(as(symbolOf(m_by.at(each).id), m_by.requests(each)));
    }
    return computed("Share without " + m_by.nameOf(*loss.other) + " over that with it", "more", loss.factor, "1",
                    "all / (all - lost)",
                    { sum("Requests to all of the tier", "all", all, "1/s", std::move(parts)),
                      as("lost", m_by.requests(*loss.other)) });
}

/// What every instance bears whatever their number.
Derivation FindingUnfolder::undivided(std::size_t i, std::size_t row, double fixed)
{
    const analysis::CompiledResource &resource = m_by.at(i).resources[row];
    const bool isHot = m_by.at(i).hotShare > 1;
    std::string text;
    std::vector<Derivation> parts;
    if (!resource.isShared && resource.standing + resource.perUser * m_by.m_users > 0) {
        text = "standing";
        parts.push_back(m_by.standing(i, row, m_by.m_users));
    }
    if (resource.broadcast > 0) {
        text += std::string(text.empty() ? "" : " + ") + (isHot ? "λ * hot" : "λ") + " * copies / partitions";
        parts.push_back(m_by.judged(i));
        if (isHot)
            parts.push_back(m_by.hotShare(i));
        parts.push_back(m_by.copied(i, resource));
        parts.push_back(m_by.partitions(i));
    }
    Derivation node = computed(resource.spec->title + " that each instance bears whatever their number", "fixed", fixed,
                               resource.spec->unit, text, std::move(parts));
    node.note = "what replicas replay and what runs without load is not divided among the instances";
    return node;
}

/// What is billed as surplus when it is more than 1.
Derivation FindingUnfolder::meanOverBaseline()
{
    const std::size_t i = component();
    const double users = m_by.m_users;
    const analysis::CompiledStage &stage = *m_by.m_stage;
    Derivation work = *m_by.priceInput(i, "mean_work", 0);
    const auto count = m_by.priceInput(i, "day_n", 0);
    std::vector<Derivation> parts { as("mean_work", std::move(work)), as("n", count ? *count : m_by.instances(i)) };
    std::string busy = "mean_work / n";
    if (analysis::dayInstances(stage, m_by.at(i), users) == 1 && !count) {
        parts.pop_back();
        busy = "mean_work";
    }
    if (m_in.value(i, "housekeeping") > 0) {
        busy = "(" + busy + " + housekeeping)";
        parts.push_back(m_by.componentValue(i, "housekeeping"));
    }
    parts.push_back(m_by.componentValue(i, "vcpu"));
    parts.push_back(m_by.componentValue(i, "baseline"));
    return computed("Mean of a day at " + m_by.nameOf(i) + " over its baseline", "x", value(), "1",
                    busy + " / (vcpu * baseline)", std::move(parts));
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
        all += m_by.at(i).writeWork;
        parts.push_back(as(symbolOf(m_by.at(i).id), writtenWork(i)));
    }
    return named(
        computed("Writes of all shards over the largest machine", "ρ_w", value(), "1", "λ * written / largest",
                 { m_by.rate(), sum("Writes at all shards per dynamic request", "written", all, "s", std::move(parts)),
                   power(largest.component, largest.step.size, largest.step.effective, "largest") }),
        "Utilization law", kDenningBuzen);
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
