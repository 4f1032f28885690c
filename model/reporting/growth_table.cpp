#include "model/reporting/growth_table.h"

#include "model/reporting/csv.h"
#include "model/reporting/numbers.h"
#include "model/reporting/sweep_table.h"

#include <cmath>
#include <set>

namespace headroom::reporting {

namespace {

using cost::Growth;
using cost::GrowthPoint;

std::string number(std::optional<double> value)
{
    return value && std::isfinite(*value) ? exact(*value) : "";
}

std::string stageText(const Growth &growth, std::size_t stage)
{
    return "stage " + std::to_string(stage + 1) + " (" + growth.stageNames[stage] + ")";
}

/// Every category that some point pays for, so that all records have the same columns.
std::set<std::string> categoriesOf(const Growth &growth)
{
    std::set<std::string> found;
    for (const GrowthPoint &point : growth.points)
        for (const auto &[category, amount] : point.costByCategory)
            found.insert(category);
    return found;
}

std::string reasonsOf(const GrowthPoint &point, const Growth &growth)
{
    std::string text;
    const auto add = [&](const std::string &what, const std::string &reason) {
        if (!reason.empty())
            text += (text.empty() ? "" : "; ") + what + ": " + reason;
    };
    add("scale-up", point.scaleUp.reason);
    for (std::size_t i = 0; i < point.sized.size(); ++i)
        add(stageText(growth, i), point.sized[i].reason);
    add("index", point.notIndexed);
    return text;
}

std::string crossoversOf(std::size_t index, const Growth &growth)
{
    std::string text;
    for (const cost::Crossover &each : growth.crossovers) {
        const bool isSince = index > 0 && each.users > growth.points[index - 1].users;
        if (isSince && each.users <= growth.points[index].users)
            text += (text.empty() ? "" : "; ") + crossoverText(each, growth);
    }
    return text;
}

std::vector<std::string> headingOf(const Growth &growth)
{
    const std::string unit = "_" + growth.currency;
    std::vector<std::string> heading { "users", "state", "cost_per_month" + unit, "cost_per_1000_users" + unit };
    for (const std::string &category : categoriesOf(growth))
        heading.push_back("cost_of_" + category + unit);
    heading.insert(heading.end(),
                   { "scale_up" + unit, "ideal_scale_out" + unit, "cheapest" + unit, "cheapest_stage",
                     "over_provisioning_index" });
    for (std::size_t i = 0; i < growth.stageNames.size(); ++i)
        heading.push_back("stage_" + std::to_string(i + 1) + unit);
    heading.insert(heading.end(), { "crossover", "reason" });
    for (std::string &each : heading)
        each = csvText(each);
    return heading;
}

std::vector<std::string> recordOf(std::size_t index, const Growth &growth)
{
    const GrowthPoint &point = growth.points[index];
    std::vector<std::string> cells { number(point.users), stateName(point.state), number(point.cost),
                                     number(point.cost / point.users * 1e3) };
    for (const std::string &category : categoriesOf(growth)) {
        const auto found = point.costByCategory.find(category);
        cells.push_back(number(found == point.costByCategory.end() ? 0 : found->second));
    }
    cells.insert(cells.end(),
                 { number(point.scaleUp.cost), number(point.scaleOut),
                   point.cheapest ? number(point.sized[*point.cheapest].cost) : "",
                   point.cheapest ? std::to_string(*point.cheapest + 1) : "",
                   point.overProvisioning ? number(point.overProvisioning->index) : "" });
    for (const cost::Offer &offer : point.sized)
        cells.push_back(number(offer.cost));
    cells.push_back(csvText(crossoversOf(index, growth)));
    cells.push_back(csvText(reasonsOf(point, growth)));
    return cells;
}

} // namespace

std::string crossoverText(const cost::Crossover &crossover, const Growth &growth)
{
    const std::string from = "from " + grouped(std::ceil(crossover.users)) + " users: ";
    if (!crossover.isStage)
        return from + "scale-out instead of scale-up";
    return from + stageText(growth, crossover.to) + " instead of " + stageText(growth, crossover.from);
}

std::string growthTable(const Growth &growth)
{
    std::string text = csvRecord(headingOf(growth));
    for (std::size_t i = 0; i < growth.points.size(); ++i)
        text += csvRecord(recordOf(i, growth));
    return text;
}

} // namespace headroom::reporting
