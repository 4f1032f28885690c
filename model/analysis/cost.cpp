#include "model/analysis/compiled_stage.h"
#include "model/core/quantity.h"
#include "model/engine/solve.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

using engine::Input;

double visitsOf(const CompiledStage &stage, const CompiledComponent &component)
{
    double sum = 0;
    for (std::size_t o = 0; o < component.arrivals.size(); ++o)
        if (stage.catalog->operations()[o].isVisit)
            sum += component.arrivals[o];
    return sum;
}

double arrivalsOf(const CompiledStage &stage, const CompiledComponent &component, std::string_view operation)
{
    for (std::size_t o = 0; o < component.arrivals.size(); ++o)
        if (stage.catalog->operations()[o].id == operation)
            return component.arrivals[o];
    return 0;
}

/// What jobs bring of an operation, or of all that are visits; per second.
Line jobsOf(const CompiledStage &stage, const std::vector<Line> &arrivals, std::string_view operation)
{
    Line sum;
    for (std::size_t o = 0; o < arrivals.size(); ++o)
        if (operation.empty() ? stage.catalog->operations()[o].isVisit : stage.catalog->operations()[o].id == operation)
            sum += arrivals[o];
    return sum;
}

PriceInput requestInput(const CompiledStage &stage, const CompiledComponent &component, std::string_view name)
{
    const double rate = stage.ratePerUser;
    const double meanRate = rate * stage.meanShare;
    if (name == "users")
        return { Input::PerUser, 1 };
    if (name == "n")
        return { Input::Instances, 0 };
    if (name == "day_n")
        return { Input::DayInstances, 0 };
    if (name == "others_cost")
        return { Input::Others, 0 };
    if (name == "rate")
        return { Input::PerUser, rate * visitsOf(stage, component) };
    if (name == "mean_rate" || name == "mean_published")
        return { Input::PerUser, meanRate * visitsOf(stage, component) };
    if (name == "mean_delivered")
        return { Input::PerUser, meanRate * component.delivered };
    if (name == "requests")
        return { Input::PerUser, meanRate * visitsOf(stage, component) * kSecondsPerMonth };
    if (name == "mean_entering")
        return { Input::PerUser, meanRate * component.entering };
    if (name == "mean_held")
        return { Input::PerUser, meanRate * component.held };
    if (name == "mean_work")
        return { Input::PerUser, meanRate * component.work * component.slowdown };
    if (name == "gb_in")
        return { Input::PerUser, meanRate * component.bytesIn * kSecondsPerMonth / kGigabyte };
    if (name == "gb_total")
        return { Input::PerUser, meanRate * (component.bytesIn + component.bytesAsked) * kSecondsPerMonth / kGigabyte };
    if (name == "gb_out")
        return { Input::PerUser, meanRate * component.bytesOut * kSecondsPerMonth / kGigabyte };
    if (name.starts_with("mean_rate_"))
        return { Input::PerUser, meanRate * arrivalsOf(stage, component, name.substr(10)) };
    if (name.starts_with("rate_"))
        return { Input::PerUser, rate * arrivalsOf(stage, component, name.substr(5)) };
    const auto found = component.values.find(name);
    return { Input::Constant, found == component.values.end() ? 0 : found->second };
}

} // namespace

Line jobInput(const CompiledStage &stage, const CompiledComponent &component, std::string_view name)
{
    if (!component.jobs)
        return {};
    const JobLoad &jobs = *component.jobs;
    if (name == "rate")
        return jobsOf(stage, jobs.arrivals, {});
    if (name == "mean_rate")
        return jobsOf(stage, jobs.meanArrivals, {});
    if (name == "mean_published")
        return jobsOf(stage, jobs.meanArrivals, {}) + jobs.meanMessages;
    if (name == "mean_delivered")
        return jobs.meanDelivered;
    if (name == "mean_entering")
        return jobs.entering;
    if (name == "mean_held")
        return jobs.held;
    if (name == "mean_work")
        return jobs.meanWork * component.slowdown;
    if (name == "requests")
        return jobsOf(stage, jobs.meanArrivals, {}) * kSecondsPerMonth;
    if (name == "gb_in")
        return jobs.meanBytesIn * (kSecondsPerMonth / kGigabyte);
    if (name == "gb_total")
        return (jobs.meanBytesIn + jobs.meanBytesAsked) * (kSecondsPerMonth / kGigabyte);
    if (name == "gb_out")
        return jobs.meanBytesOut * (kSecondsPerMonth / kGigabyte);
    if (name.starts_with("mean_rate_"))
        return jobsOf(stage, jobs.meanArrivals, name.substr(10));
    return name.starts_with("rate_") ? jobsOf(stage, jobs.arrivals, name.substr(5)) : Line {};
}

PriceInput priceInputOf(const CompiledStage &stage, const CompiledComponent &component, std::string_view name)
{
    PriceInput out = requestInput(stage, component, name);
    if (out.input == Input::PerUser) {
        const Line jobs = jobInput(stage, component, name);
        out.value += jobs.perUser;
        out.base = jobs.base;
    }
    return out;
}

double priceInput(const CompiledStage &stage, const CompiledComponent &component, double users, double others,
                  std::string_view name)
{
    const PriceInput given = priceInputOf(stage, component, name);
    switch (given.input) {
    case Input::PerUser:
        return given.value * users + given.base;
    case Input::Instances:
        return instancesAt(stage, component, users);
    case Input::DayInstances:
        return dayInstances(stage, component, users);
    case Input::Others:
        return others;
    default:
        return given.value;
    }
}

double ownCostAt(const CompiledStage &stage, const CompiledComponent &component, double users)
{
    double sum = 0;
    for (const catalog::CostItem &item : component.kind->costs) {
        if (item.category == "overhead")
            continue;
        const double amount = item.perMonth.evaluate(
            [&](std::string_view name) { return priceInput(stage, component, users, 0, name); });
        if (std::isfinite(amount))
            sum += std::max(0.0, amount);
    }
    return sum;
}

double costAt(const CompiledStage &stage, double users)
{
    const std::shared_ptr<const engine::Columns> columns
        = stage.columns ? stage.columns : std::make_shared<const engine::Columns>(columnsOf(stage));
    engine::Results results;
    results.users = users;
    engine::resize(*columns, results);
    engine::findInstances(*columns, { 0, stage.components.size() }, results);
    engine::findBills(*columns, results);
    return results.totalCost;
}

} // namespace headroom::analysis
