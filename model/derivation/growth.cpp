#include "model/derivation/growth.h"

#include "model/reporting/numbers.h"

namespace headroom::derivation {

/// Inputs of another design than the one asked about cannot be changed at their place in this one.
Derivation detached(Derivation node)
{
    node.place.reset();
    if (!node.unfoldedAt.empty() && node.unfoldedAt != "above") {
        node.unfoldedAt.clear();
        if (node.note.empty() && node.children.empty())
            node.note = "unfolds where that design is open";
    }
    for (Derivation &child : node.children)
        child = detached(std::move(child));
    return node;
}

namespace {

std::string stageSymbol(std::size_t stage)
{
    return "stage_" + std::to_string(stage + 1);
}

} // namespace

GrowthDerivator::GrowthDerivator(const project::Project &project, std::size_t stage, double users,
                                 const catalog::Catalog &catalog)
    : m_project(project)
    , m_stage(stage)
    , m_users(users)
    , m_catalog(catalog)
    , m_costs(project, stage, catalog)
    , m_point(m_costs.at(users))
{
}

std::string GrowthDerivator::nameOf(std::size_t stage) const
{
    return "stage " + std::to_string(stage + 1) + " (" + m_project.stages[stage]->name + ")";
}

Derivation GrowthDerivator::billOf(const project::Project &design, std::size_t stage, std::string label,
                                   std::string symbol) const
{
    return billAt(design, stage, m_users, std::move(label), std::move(symbol));
}

Derivation GrowthDerivator::billAt(const project::Project &design, std::size_t stage, double users, std::string label,
                                   std::string symbol) const
{
    Derivation node = detached(Derivator(design, stage, users, m_catalog).systemCost());
    node.label = std::move(label);
    node.symbol = std::move(symbol);
    return node;
}

/// The least of what can be had; the rest follows as children that the formula leaves out.
Derivation GrowthDerivator::leastOf(std::string label, std::vector<Derivation> offers,
                                    std::vector<Derivation> ruledOut) const
{
    if (offers.empty())
        return method(std::move(label), "cheapest", std::nullopt, unit(), "no stage will do", std::move(ruledOut));
    double least = *offers.front().value;
    for (const Derivation &offer : offers)
        least = std::min(least, *offer.value);
    Derivation node = extreme("min", std::move(label), "cheapest", least, unit(), std::move(offers));
    for (Derivation &each : ruledOut)
        node.children.push_back(std::move(each));
    return named(std::move(node), "Cheapest of all stages");
}

Derivation GrowthDerivator::overProvisioning(Derivation asIs) const
{
    const std::string sizedFor = ", sized for twice the users";
    const cost::Provisioning provisioning = m_costs.provisioner().at(m_users);
    std::vector<Derivation> offers;
    std::vector<Derivation> ruledOut;
    for (std::size_t i = 0; i < provisioning.stages.size(); ++i) {
        const cost::Alternative &each = provisioning.stages[i];
        const std::string label = "Cost of " + nameOf(i) + sizedFor;
        if (!each.against.empty())
            ruledOut.push_back(method(label, stageSymbol(i), std::nullopt, unit(), "ruled out: " + each.against, {}));
        else if (provisioning.index && provisioning.index->cheapestStage == i)
            offers.push_back(billOf(*each.design, i, label, stageSymbol(i)));
        else
            offers.push_back(
                method(label, stageSymbol(i), each.cost, unit(), "its bill for the users of now; not the least", {}));
    }
    const std::string label = "Over-provisioning: cost over the cheapest design for twice the users";
    Derivation cheapest
        = leastOf("Cheapest" + sizedFor + ", within the tolerance of its tier",
                  provisioning.index ? std::move(offers) : std::vector<Derivation>(), std::move(ruledOut));
    if (!provisioning.index)
        return method(label, "OPI", std::nullopt, "1", "no stage, sized for twice the users, will do",
                      { std::move(cheapest) });
    return named(computed(label, "OPI", provisioning.index->index, "1", "cost / cheapest",
                          { as("cost", std::move(asIs)), std::move(cheapest) }),
                 "Over-provisioning index: up to 1.5 is fine, above 3 is too much");
}

Derivation GrowthDerivator::cheapest() const
{
    std::vector<Derivation> offers;
    std::vector<Derivation> ruledOut;
    for (std::size_t i = 0; i < m_point.sized.size(); ++i) {
        const cost::Offer &offer = m_point.sized[i];
        const std::string label = "Cost of " + nameOf(i) + ", sized for these users";
        if (!offer.cost) {
            ruledOut.push_back(method(label, stageSymbol(i), std::nullopt, unit(), "ruled out: " + offer.reason, {}));
        } else if (m_point.cheapest == i) {
            const project::Snapshot sized = cost::withSizing(m_project, m_costs.sized(i, m_users), m_catalog);
            offers.push_back(billOf(*sized, i, label, stageSymbol(i)));
        } else {
            offers.push_back(method(label, stageSymbol(i), offer.cost, unit(), "not the least", {}));
        }
    }
    return leastOf("Cheapest of all stages, sized for these users", std::move(offers), std::move(ruledOut));
}

Derivation GrowthDerivator::scaleUp() const
{
    const std::string label = "Cost with larger machines only, counts as they are";
    if (!m_point.scaleUp.cost)
        return method(label, "cost", std::nullopt, unit(), "no size is enough: " + m_point.scaleUp.reason, {});
    const project::Snapshot sized = cost::withSizing(m_project, m_costs.scaledUp(m_users), m_catalog);
    return billOf(*sized, m_stage, label, "cost");
}

Derivation GrowthDerivator::tierOf(const cost::ScaledTier &tier, const project::Stage &smallest) const
{
    const project::Component &component = smallest.components[tier.component];
    const cost::HorizontalLaw &law = m_costs.scaleOut().law();
    const std::string source = "domain model, vertical against horizontal; calibrated";
    const auto ofLaw = [&](const char *label, const char *symbol, double value) {
        Derivation node = leaf(label, symbol, value, "1");
        node.trust = Trust::Illustrative;
        node.source = source;
        return node;
    };
    const double limit = tier.limit;
    Derivation power
        = computed("How often the smallest form of " + component.name + " is needed", "P", tier.power, "1", "ρ / limit",
                   { method(tier.resource + " utilization of one smallest form", "ρ", tier.power * limit, "1",
                            "all of the load on it, as if it could be more than full", {}),
                     constant("Most that sizing allows", "limit", limit, "1") });
    Derivation machines = method("Machines of the smallest form of " + component.name, "machines", tier.machines,
                                 unit(), "what its bill of computing comes to at these users", {});
    return named(computed("Added machines of " + component.name, symbolOf(component.id),
                          tier.machines * (tier.factor - 1), unit(), "machines * (fixed + P * (1 + o) / η - 1)",
                          { std::move(machines), std::move(power),
                            ofLaw("Overhead that every machine carries", "o", law.overhead),
                            ofLaw("Share of a machine's power that reaches the work", "η", law.efficiency),
                            ofLaw("Balancer and session store, in smallest forms", "fixed", law.fixed) }),
                 "Horizontal law");
}

Derivation GrowthDerivator::scaleOut() const
{
    return scaleOutAt(m_users, "cost");
}

Derivation GrowthDerivator::scaleOutAt(double users, std::string symbol) const
{
    const cost::ScaledOut scaled = m_costs.scaleOut().at(users);
    const project::Project &smallest = m_costs.scaleOut().smallest();
    std::vector<Derivation> added;
    double sumOfAdded = 0;
    for (const cost::ScaledTier &tier : scaled.tiers)
        if (tier.power > 1) {
            added.push_back(tierOf(tier, *smallest.stages[m_stage]));
            sumOfAdded += tier.machines * (tier.factor - 1);
        }
    return named(
        computed(
            "Cost of ideal scale-out: the smallest machines, multiplied", std::move(symbol), scaled.cost, unit(),
            "base + (1 + share) * added",
            { billAt(smallest, m_stage, users, "Cost of the stage in its smallest form", "base"),
              method("Share of what is added that follows it", "share", scaled.overhead, "1",
                     "what a unit of money for machines adds to bills that follow all others, such as monitoring", {}),
              sum("Added machines", "added", sumOfAdded, unit(), std::move(added)) }),
        "Smallest form and its multiples");
}

std::span<const GrowthMetric> growthMetricTable()
{
    using cost::GrowthPoint;
    static const std::vector<GrowthMetric> rows {
        { "over_provisioning_index", "Over-provisioning index", "1",
          [](const GrowthPoint &p) {
              return p.overProvisioning ? std::optional(p.overProvisioning->index) : std::nullopt;
          },
          [](const GrowthDerivator &by, Derivator &asIs) { return by.overProvisioning(asIs.systemCost()); } },
        { "cheapest_cost_per_month", "Cost of the cheapest stage, sized for these users", "",
          [](const GrowthPoint &p) { return p.cheapest ? p.sized[*p.cheapest].cost : std::nullopt; },
          [](const GrowthDerivator &by, Derivator &) { return by.cheapest(); } },
        { "scale_up_cost_per_month", "Cost with larger machines only", "",
          [](const GrowthPoint &p) { return p.scaleUp.cost; },
          [](const GrowthDerivator &by, Derivator &) { return by.scaleUp(); } },
        { "scale_out_cost_per_month", "Cost of ideal scale-out", "",
          [](const GrowthPoint &p) { return std::optional(p.scaleOut); },
          [](const GrowthDerivator &by, Derivator &) { return by.scaleOut(); } },
    };
    return rows;
}

} // namespace headroom::derivation
