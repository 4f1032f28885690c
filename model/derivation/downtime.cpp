#include "model/core/quantity.h"
#include "model/derivation/derivator.h"

namespace headroom::derivation {

namespace {

constexpr const char *kNotServed = "the class that reads is not served, so it has no availability";

} // namespace

Derivation Derivator::downtime(double months)
{
    const bool isYear = months > 1;
    const std::string label = isYear ? "Expected downtime of a year" : "Expected downtime of a month";
    Derivation served = systemAvailability();
    if (!served.value)
        return method(label, "down", std::nullopt, "s", kNotServed, { std::move(served) });
    const double period = months * kSecondsPerMonth;
    const double down = (1 - *served.value) * period;
    return named(computed(label, "down", down, "s", "(1 - A) * period",
                          { std::move(served),
                            constant(isYear ? "Seconds of a year" : "Seconds of a month", "period", period, "s") }),
                 "Share of the time that is down");
}

Derivation Derivator::downtimeCost()
{
    const std::string label = "Price of a month's downtime";
    const std::string unit = m_catalog.currency() + "/month";
    if (m_report.downtimeCostPerHour <= 0)
        return method(label, "lost", std::nullopt, unit,
                      "the workload does not state what an hour of downtime costs: set lost revenue or staff", {});
    Derivation served = systemAvailability();
    if (!served.value)
        return method(label, "lost", std::nullopt, unit, kNotServed, { std::move(served) });
    return named(computed(label, "lost", m_report.downtimeCostPerMonth, unit, "(1 - A) * hours * (revenue + staff)",
                          { std::move(served), constant("Hours of a month", "hours", kHoursPerMonth, "h"),
                            workloadValue("revenue_per_hour", "revenue"), workloadValue("staff_per_hour", "staff") }),
                 "Hours down times what one costs");
}

Derivation Derivator::costPerThousandUsers()
{
    const std::string label = "Cost per 1,000 users";
    const std::string unit = m_catalog.currency() + "/month";
    if (m_users <= 0)
        return method(label, "each", std::nullopt, unit, "there are no users to share it", {});
    return named(computed(label, "each", m_report.costPerMonth / m_users * 1e3, unit, "cost / U * 1000",
                          { as("cost", systemCost()), users() }),
                 "Shared by the users");
}

} // namespace headroom::derivation
