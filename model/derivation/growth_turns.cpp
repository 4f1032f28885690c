#include "model/derivation/growth.h"
#include "model/reporting/numbers.h"

namespace headroom::derivation {

namespace {

constexpr const char *kHow = "Crossing of two curves, by halving to one in a thousand";

Derivation shown(std::string label, std::string symbol, double value, const std::string &unit)
{
    return method(std::move(label), std::move(symbol), value, unit, "by the same way, a thousandth lower", {});
}

} // namespace

Derivation GrowthDerivator::ceiling() const
{
    const std::string label = "Most users that larger machines alone carry";
    const std::optional<cost::Ceiling> found = m_costs.ceiling();
    if (!found)
        return method(label, "U", std::nullopt, "users", "they carry a billion and more", {});
    if (found->users <= 0)
        return method(label, "U", 0, "users", "not even one: " + found->reason, {});
    if (!found->component)
        return method(label, "U", found->users, "users",
                      "found by halving to one in a thousand; beyond, no size is enough: " + found->reason, {});
    Derivation node = detached(Derivator(*found->design, m_stage, found->users, m_catalog)
                                   .usersAtLevel(*found->component, found->resource, found->limit, found->users));
    node.label = label + ": " + node.label + " with the sizes for so many";
    node.note = "beyond, no size is enough: " + found->reason;
    return node;
}

Derivation GrowthDerivator::scaleOutCrossover() const
{
    const std::string label = "Users from which many small machines stay cheaper than larger ones";
    const std::optional<cost::Crossover> found = m_costs.scaleOutCrossover();
    if (!found)
        return method(label, "U", std::nullopt, "users", "between 100 and a billion users the curves do not cross", {});
    const cost::Offer up = m_costs.scaleUpAt(found->users);
    std::vector<Derivation> parts { scaleOutAt(found->users, "lower") };
    if (up.cost) {
        const project::Snapshot sized = cost::withSizing(m_project, m_costs.scaledUp(found->users), m_catalog);
        parts.push_back(billAt(*sized, m_stage, found->users, "Cost with larger machines", "higher"));
    } else {
        parts.push_back(
            method("Cost with larger machines", "higher", std::nullopt, unit(), "no size is enough: " + up.reason, {}));
    }
    parts.push_back(shown("Cost of ideal scale-out just before", "lower_before",
                          m_costs.scaleOut().at(found->before).cost, unit()));
    parts.push_back(shown("Cost with larger machines just before", "higher_before",
                          m_costs.scaleUpAt(found->before).cost.value_or(0), unit()));
    parts.push_back(method("First users found where it holds", "first", found->users, "users",
                           "between them and those just before, at most a thousandth less, the curves cross", {}));
    return named(computed(label, "U", found->users, "users",
                          up.cost ? "if(lower <= higher, if(lower_before >= higher_before, first, 0), 0)"
                                  : "if(lower_before >= higher_before, first, 0)",
                          std::move(parts)),
                 kHow);
}

Derivation GrowthDerivator::stageCrossover() const
{
    const std::string label = "Users from which another stage costs least";
    const std::optional<cost::Crossover> found = m_costs.nextStage(m_users);
    if (!found)
        return method(label, "U", std::nullopt, "users", "up to a billion users it stays the same one, or none will do",
                      {});
    const auto costOf = [&](std::size_t stage, double users, const char *symbol) {
        const std::string bill = "Cost of " + nameOf(stage) + ", sized";
        const cost::Sizing sizing = m_costs.sized(stage, users);
        if (!sizing.isFeasible())
            return method(bill, symbol, std::nullopt, unit(), "ruled out: " + cost::textOf(sizing.obstacles.front()),
                          {});
        return billAt(*cost::withSizing(m_project, sizing, m_catalog), stage, users, bill, symbol);
    };
    std::vector<Derivation> parts { costOf(found->to, found->users, "lower"),
                                    costOf(found->from, found->users, "higher") };
    const bool hasHigher = parts[1].value.has_value();
    Derivation was = costOf(found->to, found->before, "lower_before");
    Derivation other = costOf(found->from, found->before, "higher_before");
    const bool hadLower = was.value.has_value();
    for (Derivation *each : { &was, &other })
        parts.push_back(folded(*each, ""));
    parts.push_back(method("First users found where it holds", "first", found->users, "users",
                           "between them and those just before, at most a thousandth less, the curves cross", {}));
    const char *text = hasHigher && hadLower ? "if(lower <= higher, if(lower_before >= higher_before, first, 0), 0)"
        : hasHigher                          ? "if(lower <= higher, first, 0)"
        : hadLower                           ? "if(lower_before >= higher_before, first, 0)"
                                             : "first";
    Derivation node = named(computed(label + ": " + nameOf(found->to) + " instead of " + nameOf(found->from), "U",
                                     found->users, "users", text, std::move(parts)),
                            kHow);
    return node;
}

std::span<const TurningMetric> turningMetricTable()
{
    static const std::vector<TurningMetric> rows {
        { "scale_up_ceiling", "Most users that larger machines alone carry", &GrowthDerivator::ceiling },
        { "scale_out_crossover", "Users from which many small machines stay cheaper",
          &GrowthDerivator::scaleOutCrossover },
        { "stage_crossover", "Users from which another stage costs least", &GrowthDerivator::stageCrossover },
    };
    return rows;
}

} // namespace headroom::derivation
