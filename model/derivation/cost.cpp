#include "model/core/quantity.h"
#include "model/derivation/derivator.h"
#include "model/derivation/sources.h"

#include <cmath>

namespace headroom::derivation {

namespace {

Derivation secondsOfMonth()
{
    return constant("Seconds of a month", "month", kSecondsPerMonth, "s");
}

} // namespace

std::optional<Derivation> Derivator::priceInput(std::size_t component, const std::string &name, double others)
{
    const Component &owner = at(component);
    const double jobs = analysis::jobInput(*m_stage, owner, name).at(m_users);
    const double value = analysis::priceInput(*m_stage, owner, m_users, others, name) - jobs;
    if (name == "users")
        return users();
    if (name == "n")
        return instances(component);
    if (name == "day_n") {
        if (owner.maxInstances <= owner.instances)
            return computed("Instances over the day", name, value, "1", "n", { instances(component) });
        return named(method("Instances over the day", name, value, "1",
                            "mean of the instances that the tier needs in each of the 24 hours",
                            { instances(component) }),
                     "Day shape");
    }
    if (name == "others_cost") {
        Derivation node = leaf("Cost of everything else", name, value, m_catalog.currency() + "/month");
        node.unfoldedAt = "system.cost_per_month";
        return node;
    }
    if (name == "mean_entering")
        return withJobs(computed("Visits that come in, daily mean", name, value, "1/s", "λ_mean * v",
                                 { meanRate(),
                                   method("Visits over connections", "v", owner.entering, "1",
                                          "per dynamic request, summed over classes and operations", {}) }),
                        jobs);
    if (name == "mean_held")
        for (std::size_t r = 0; r < owner.resources.size(); ++r)
            if (owner.resources[r].spec->kind == "held" && owner.resources[r].link < 0)
                return withJobs(computed("At work at a time, daily mean", name, value, "1", "λ_mean * D",
                                         { meanRate(), as("D", held(component, r)) }),
                                jobs);
    if (name == "mean_work")
        return withJobs(named(computed("vCPUs busy, daily mean", name, value, "vCPU", "λ_mean * D * slowdown",
                                       { meanRate(), as("D", work(component)),
                                         constant("Inflation inside the host", "slowdown", owner.slowdown, "1") }),
                              "Utilization law", kDenningBuzen),
                        jobs);
    if (name == "gb_total")
        return withJobs(
            computed("Data of a month", name, value, "GB", "λ_mean * (bytes + asked) * month / 1e9",
                     { meanRate(), bytes(component, true), as("asked", bytesAsked(component)), secondsOfMonth() }),
            jobs);
    if (name == "gb_in" || name == "gb_out")
        return withJobs(computed("Data of a month", name, value, "GB", "λ_mean * bytes * month / 1e9",
                                 { meanRate(), bytes(component, name != "gb_out"), secondsOfMonth() }),
                        jobs);
    if (name == "mean_delivered")
        return withJobs(computed("Messages handed on, daily mean", name, value, "1/s", "λ_mean * v",
                                 { meanRate(), as("v", delivered(component)) }),
                        jobs);
    if (name == "rate" || name == "mean_rate" || name == "requests" || name == "mean_published")
        return visitInput(component, name, value, jobs);
    return operationInput(component, name, value, jobs);
}

Derivation Derivator::visitInput(std::size_t component, const std::string &name, double value, double jobs)
{
    const Component &owner = at(component);
    std::vector<Derivation> parts;
    double visits = 0;
    for (std::size_t o = 0; o < owner.arrivals.size(); ++o)
        if (m_catalog.operations()[o].isVisit && owner.arrivals[o] > 0) {
            parts.push_back(arrivals(component, o));
            visits += owner.arrivals[o];
        }
    Derivation count = sum("Visits of " + owner.name + " per dynamic request", "v", visits, "1", std::move(parts));
    if (name == "requests")
        return withJobs(computed("Requests of a month", name, value, "1", "λ_mean * v * month",
                                 { meanRate(), std::move(count), secondsOfMonth() }),
                        jobs);
    return withJobs(computed(name == "rate" ? "Visits in the peak hour" : "Visits, daily mean", name, value, "1/s",
                             "λ * v", { as("λ", name == "rate" ? rate() : meanRate()), std::move(count) }),
                    jobs);
}

std::optional<Derivation> Derivator::operationInput(std::size_t component, const std::string &name, double value,
                                                    double jobs)
{
    const bool isMean = name.starts_with("mean_rate_");
    if (!isMean && !name.starts_with("rate_"))
        return std::nullopt;
    const std::string id = name.substr(isMean ? 10 : 5);
    for (std::size_t o = 0; o < at(component).arrivals.size(); ++o)
        if (m_catalog.operations()[o].id == id)
            return withJobs(computed(operationTitle(o) + (isMean ? ", daily mean" : " in the peak hour"), name, value,
                                     "1/s", "λ * v",
                                     { as("λ", isMean ? meanRate() : rate()), as("v", arrivals(component, o)) }),
                            jobs);
    return std::nullopt;
}

Derivation Derivator::costItem(std::size_t component, const catalog::CostItem &item, double others)
{
    const Component &owner = at(component);
    const double amount = item.perMonth.evaluate(
        [&](std::string_view name) { return analysis::priceInput(*m_stage, owner, m_users, others, name); });
    return fromCatalog(component, item.perMonth, item.title + " of " + owner.name, symbolOf(item.id),
                       std::isfinite(amount) && amount > 0 ? amount : 0, m_catalog.currency() + "/month",
                       [&](const std::string &name) { return priceInput(component, name, others); });
}

Derivation Derivator::cost(std::size_t component)
{
    double overhead = 0;
    for (const analysis::ComponentReport &each : m_report.components)
        if (const auto found = each.costByCategory.find("overhead"); found != each.costByCategory.end())
            overhead += found->second;
    const double others = m_report.costPerMonth - overhead;
    const analysis::ComponentReport &report = m_report.components[component];
    const std::string label = "Cost of " + nameOf(component);
    const std::string unit = m_catalog.currency() + "/month";
    std::vector<Derivation> parts;
    for (const catalog::CostItem &item : at(component).kind->costs)
        if (Derivation part = costItem(component, item, others); part.value && *part.value > 0)
            parts.push_back(std::move(part));
    if (parts.empty())
        return method(label, symbolOf(report.id), report.costPerMonth, unit, "its bill has no line", {});
    return named(sum(label, symbolOf(report.id), report.costPerMonth, unit, std::move(parts)), "Sum of the bill",
                 "catalog, prices of " + at(component).kind->title);
}

Derivation Derivator::transferCost(std::size_t connection)
{
    const double bytes = m_stage->links[connection].bytes;
    const double price = m_stage->transferPrices[connection];
    const double mean = m_users * m_stage->ratePerUser * m_stage->meanShare;
    const std::string id = m_stage->connectionId(connection);
    const double jobs = m_stage->jobCalls.empty()
        ? 0
        : m_stage->jobCalls[connection].meanBytes.at(m_users) * kSecondsPerMonth / 1e9 * price;
    Derivation each
        = method("Bytes over " + id + " per dynamic request", "bytes", bytes, "B",
                 "visits that take this connection times the sizes of request and answer, over all classes", {});
    return withJobs(computed("Transfer over connection " + id, "way_" + symbolOf(id),
                             bytes * mean * kSecondsPerMonth / 1e9 * price, m_catalog.currency() + "/month",
                             "λ_mean * bytes * month / 1e9 * price",
                             { meanRate(), std::move(each), secondsOfMonth(), transferPrice(connection) }),
                    jobs);
}

Derivation Derivator::systemCost()
{
    std::vector<Derivation> parts;
    for (std::size_t i = 0; i < m_report.components.size(); ++i)
        if (m_report.components[i].costPerMonth > 0)
            parts.push_back(cost(i));
    for (std::size_t c = 0; c < m_stage->links.size(); ++c)
        if ((m_stage->links[c].bytes > 0 || (!m_stage->jobCalls.empty() && m_stage->jobCalls[c].meanBytes.exists()))
            && m_stage->transferPrices[c] > 0)
            parts.push_back(transferCost(c));
    return named(
        sum("Cost of the design", "cost", m_report.costPerMonth, m_catalog.currency() + "/month", std::move(parts)),
        "Sum over components and connections");
}

} // namespace headroom::derivation
