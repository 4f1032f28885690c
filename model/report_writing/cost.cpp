#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::report_writing {

namespace {

std::string dollars(double amount)
{
    return reporting::compactNumber(amount);
}

Table categoryTable(const Study &study)
{
    const analysis::Report &report = study.report;
    Table table { "Where the money goes",
                  { { "Part of the bill", false }, { "A month", true }, { "Share", true } },
                  {} };
    std::vector<std::pair<std::string, double>> parts(report.costByCategory.begin(), report.costByCategory.end());
    std::stable_sort(parts.begin(), parts.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    for (const auto &[category, amount] : parts)
        if (amount > 0)
            table.rows.push_back({ { capital(category) },
                                   { amountCell(amount, report.currency) },
                                   { reporting::percent(amount / report.costPerMonth) } });
    table.rows.push_back({ { "Total" }, { amountCell(report.costPerMonth, report.currency) }, { "100 %" } });
    return table;
}

/// What parts of one name and one price cost together: the same in several regions say.
struct Item {
    std::string name;
    double each = 0;
    std::size_t count = 1;
    [[nodiscard]] double amount() const { return each * static_cast<double>(count); }
};

/// The dearest first.
std::vector<Item> itemsOf(const Study &study)
{
    std::vector<Item> items;
    std::vector<std::string> names; ///< without their places
    for (std::size_t i = 0; i < study.report.components.size(); ++i) {
        const analysis::ComponentReport &each = study.report.components[i];
        if (each.costPerMonth <= 0)
            continue;
        const project::Component &given = study.given().components[i];
        std::size_t twin = 0;
        while (twin < items.size() && (names[twin] != given.name || items[twin].each != each.costPerMonth))
            ++twin;
        if (twin < items.size()) {
            items[twin].name = std::to_string(++items[twin].count) + " × " + given.name;
            continue;
        }
        const bool isClient = study.catalog.kind(given.kind).behavior == "source"; // costs nothing but what is sent
        items.push_back({ (isClient ? "Delivery to " : "") + each.name, each.costPerMonth });
        names.push_back(given.name);
    }
    std::stable_sort(items.begin(), items.end(), [](const Item &a, const Item &b) { return a.amount() > b.amount(); });
    return items;
}

Table componentTable(const Study &study)
{
    constexpr std::size_t kMost = 10;
    constexpr double kLeastAmount = 0.005; // that is told
    const analysis::Report &report = study.report;
    Table table { "What each component costs", { { "Component", false }, { "A month", true }, { "Share", true } }, {} };
    const auto add = [&](const std::string &name, double amount) {
        table.rows.push_back({ { name },
                               { amountCell(amount, report.currency) },
                               { reporting::percent(amount / report.costPerMonth) } });
    };
    double own = 0;
    double rest = 0;
    std::size_t others = 0;
    const std::vector<Item> items = itemsOf(study);
    for (std::size_t i = 0; i < items.size(); ++i) {
        own += items[i].amount();
        if (i < kMost || items.size() == kMost + 1) { // "1 other" would take as much room
            add(items[i].name, items[i].amount());
        } else {
            rest += items[i].amount();
            others += items[i].count;
        }
    }
    if (others > 0)
        add(capital(count(others, "other")), rest);
    if (const double between = report.costPerMonth - own; between >= kLeastAmount)
        add("Connections: what goes between places", between);
    table.rows.push_back({ { "Total" }, { amountCell(report.costPerMonth, report.currency) }, { "100 %" } });
    return table;
}

Chart costChart(const Study &study)
{
    Chart chart {
        "Cost a month in " + study.report.currency + ", as users grow", {}, {}, {}, {}, {}, nullptr, true, 0
    };
    chart.format = dollars;
    chart.lines = { { "This stage as it is", {}, "full" },
                    { "With larger machines", {}, "none is enough" },
                    { "Cheapest stage, sized", {}, "none is enough" } };
    for (const cost::GrowthPoint &each : study.growth) {
        chart.users.push_back(each.users);
        const auto positive = [](std::optional<double> value) {
            return value && *value > 0 && std::isfinite(*value) ? value : std::nullopt;
        };
        const bool isCarried = each.users <= study.report.usersAtSaturation;
        chart.lines[0].values.push_back(isCarried ? positive(each.cost) : std::nullopt);
        chart.lines[1].values.push_back(positive(each.scaleUp.cost));
        chart.lines[2].values.push_back(positive(each.cheapest ? each.sized[*each.cheapest].cost : std::nullopt));
    }
    chart.marks = { { study.users, "now" } };
    if (std::isfinite(study.report.usersAtSaturation) && study.report.usersAtSaturation > 0)
        chart.marks.push_back({ study.report.usersAtSaturation, "full" });
    chart.alternative
        = "Cost over the number of users: of this stage as it is, as far as it carries them, of the same with larger "
          "machines, and of the cheapest stage sized for so many.";
    return chart;
}

/// Where something else becomes cheapest, or larger machines no longer do, between the numbers of users looked at.
std::vector<std::string> turnsOf(const Study &study)
{
    std::vector<std::string> turns;
    if (!study.growth.empty() && study.growth.front().cheapest && study.stages.size() > 1)
        turns.push_back("At " + countedUsers(study.growth.front().users) + ' '
                        + stageWords(*study.growth.front().cheapest, study.stages[*study.growth.front().cheapest].name)
                        + " is the cheapest.");
    for (std::size_t i = 1; i < study.growth.size(); ++i) {
        const cost::GrowthPoint &before = study.growth[i - 1];
        const cost::GrowthPoint &now = study.growth[i];
        const std::string between = "Between " + usersWords(before.users) + " and " + usersWords(now.users) + " users ";
        if (before.scaleUp.cost && !now.scaleUp.cost)
            turns.push_back(between + "larger machines alone come to their end (" + now.scaleUp.reason + ", at "
                            + usersWords(now.users) + " users).");
        if (now.cheapest && before.cheapest && now.cheapest != before.cheapest)
            turns.push_back(between + stageWords(*now.cheapest, study.stages[*now.cheapest].name)
                            + " becomes the cheapest.");
    }
    return turns;
}

} // namespace

Section costSection(const Study &study)
{
    const analysis::Report &report = study.report;
    Section section { "cost", "Cost", {} };
    std::string text = "The bill is " + amountWords(report.costPerMonth, report.currency) + " a month at "
        + countedUsers(study.users);
    if (study.users >= 1)
        text += ", " + amountWords(report.costPerMonth / study.users * 1000, report.currency) + " for every 1,000";
    section.blocks.emplace_back(
        Paragraph { text
                    + ". These are list prices on demand, without discounts, taxes or people. Amounts and shares "
                      "are rounded, so that they may differ from their total in the last digit." });
    if (report.costPerMonth > 0) {
        section.blocks.emplace_back(categoryTable(study));
        section.blocks.emplace_back(componentTable(study));
    }
    Chart chart = costChart(study);
    if (chart.users.size() >= 2 && chart.hasValue())
        section.blocks.emplace_back(std::move(chart));
    const std::vector<std::string> turns = turnsOf(study);
    if (!turns.empty()) {
        section.blocks.emplace_back(
            Paragraph { "Which stage is cheapest, and how far larger machines reach, when each is sized for its users. "
                        "Sizes follow from utilization and the loss of one instance, not from response times or "
                        "availability:" });
        section.blocks.emplace_back(List { turns, false });
    }
    return section;
}

} // namespace headroom::report_writing
