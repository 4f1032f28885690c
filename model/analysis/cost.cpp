#include "model/analysis/compiled_stage.h"
#include "model/core/quantity.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

constexpr double kGigabyte = 1e9;

/// What a price formula can ask for besides the component's own values.
struct Meter {
    const CompiledStage &stage;
    const CompiledComponent &component;
    double users;
    double others;

    double rate() const { return users * stage.ratePerUser; }
    double meanRate() const { return rate() * stage.meanShare; }

    double visits() const
    {
        double sum = 0;
        for (std::size_t o = 0; o < component.arrivals.size(); ++o)
            if (stage.catalog->operations()[o].isVisit)
                sum += component.arrivals[o];
        return sum;
    }

    double dayInstances() const
    {
        double sum = 0;
        for (const double share : stage.day)
            sum += component.isDeferred ? instancesAt(stage, component, rate())
                                        : instancesAt(stage, component, rate() * share);
        return sum / static_cast<double>(stage.day.size());
    }

    double operationRate(std::string_view id) const
    {
        for (std::size_t o = 0; o < component.arrivals.size(); ++o)
            if (stage.catalog->operations()[o].id == id)
                return component.arrivals[o];
        return 0;
    }

    double operator()(std::string_view name) const
    {
        if (name == "users")
            return users;
        if (name == "n")
            return instancesAt(stage, component, rate());
        if (name == "day_n")
            return dayInstances();
        if (name == "rate")
            return rate() * visits();
        if (name == "mean_rate")
            return meanRate() * visits();
        if (name == "requests")
            return meanRate() * visits() * kSecondsPerMonth;
        if (name == "gb_in" || name == "gb_total")
            return meanRate() * component.bytesIn * kSecondsPerMonth / kGigabyte;
        if (name == "gb_out")
            return meanRate() * component.bytesOut * kSecondsPerMonth / kGigabyte;
        if (name == "others_cost")
            return others;
        if (name.starts_with("mean_rate_"))
            return meanRate() * operationRate(name.substr(10));
        if (name.starts_with("rate_"))
            return rate() * operationRate(name.substr(5));
        const auto found = component.values.find(name);
        return found == component.values.end() ? 0 : found->second;
    }
};

} // namespace

double priceInput(const CompiledStage &stage, const CompiledComponent &component, double users, double others,
                  std::string_view name)
{
    return Meter { stage, component, users, others }(name);
}

double ownCostAt(const CompiledStage &stage, const CompiledComponent &component, double users)
{
    double sum = 0;
    for (const catalog::CostItem &item : component.kind->costs) {
        if (item.category == "overhead")
            continue;
        const Meter meter { stage, component, users, 0 };
        const double amount = item.perMonth.evaluate(std::function<double(std::string_view)>(meter));
        if (std::isfinite(amount))
            sum += std::max(0.0, amount);
    }
    return sum;
}

CostReport costAt(const CompiledStage &stage, double users)
{
    CostReport report;
    report.components.resize(stage.components.size());
    const auto add = [&](bool onlyOverhead, double others) {
        for (std::size_t i = 0; i < stage.components.size(); ++i)
            for (const catalog::CostItem &item : stage.components[i].kind->costs) {
                if ((item.category == "overhead") != onlyOverhead)
                    continue;
                const Meter meter { stage, stage.components[i], users, others };
                const double amount = item.perMonth.evaluate(std::function<double(std::string_view)>(meter));
                if (!std::isfinite(amount) || amount <= 0)
                    continue;
                report.components[i][item.category] += amount;
                report.total += amount;
                if (item.category == "transfer")
                    report.transfer += amount;
            }
    };
    add(false, 0);
    const double meanRate = users * stage.ratePerUser * stage.meanShare;
    for (std::size_t c = 0; c < stage.connections.size(); ++c) {
        const double amount
            = stage.connections[c].bytesPerSecond * meanRate * kSecondsPerMonth / kGigabyte * stage.transferPrices[c];
        report.betweenPlaces += amount;
        report.transfer += amount;
        report.total += amount;
    }
    add(true, report.total);
    return report;
}

} // namespace headroom::analysis
