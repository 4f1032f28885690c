#include "model/analysis/compiled_stage.h"
#include "model/core/quantity.h"
#include "model/engine/solve.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

using engine::Input;

constexpr double kGigabyte = 1e9;

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

double dayInstances(const CompiledStage &stage, const CompiledComponent &component, double rate)
{
    double sum = 0;
    for (const double share : stage.day)
        sum += instancesAt(stage, component, component.isDeferred ? rate : rate * share);
    return sum / static_cast<double>(stage.day.size());
}

} // namespace

PriceInput priceInputOf(const CompiledStage &stage, const CompiledComponent &component, std::string_view name)
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
    if (name == "mean_rate")
        return { Input::PerUser, meanRate * visitsOf(stage, component) };
    if (name == "requests")
        return { Input::PerUser, meanRate * visitsOf(stage, component) * kSecondsPerMonth };
    if (name == "mean_work")
        return { Input::PerUser, meanRate * component.work * component.slowdown };
    if (name == "gb_in" || name == "gb_total")
        return { Input::PerUser, meanRate * component.bytesIn * kSecondsPerMonth / kGigabyte };
    if (name == "gb_out")
        return { Input::PerUser, meanRate * component.bytesOut * kSecondsPerMonth / kGigabyte };
    if (name.starts_with("mean_rate_"))
        return { Input::PerUser, meanRate * arrivalsOf(stage, component, name.substr(10)) };
    if (name.starts_with("rate_"))
        return { Input::PerUser, rate * arrivalsOf(stage, component, name.substr(5)) };
    const auto found = component.values.find(name);
    return { Input::Constant, found == component.values.end() ? 0 : found->second };
}

double priceInput(const CompiledStage &stage, const CompiledComponent &component, double users, double others,
                  std::string_view name)
{
    const PriceInput given = priceInputOf(stage, component, name);
    const double rate = users * stage.ratePerUser;
    switch (given.input) {
    case Input::PerUser:
        return given.value * users;
    case Input::Instances:
        return instancesAt(stage, component, rate);
    case Input::DayInstances:
        return dayInstances(stage, component, rate);
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
