#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"
#include "model/reporting/stated_time.h"

#include <algorithm>

namespace headroom::report_writing {

namespace {

using analysis::ClassReport;

constexpr std::size_t kMostShares = 6;
constexpr std::size_t kMostUnfolded = 3;
constexpr double kLeastLate = 1e-4;  // share of the requests worth a sentence
constexpr double kLeastShown = 1e-6; ///< s; less is no row of its own

Cell promiseCell(const analysis::Objective &objective)
{
    const std::string limit = "95 of 100 within " + reporting::statedTime(objective.limit);
    if (!objective.holds)
        return { limit };
    return { limit + (*objective.holds ? ": kept" : ": broken"), *objective.holds ? Tone::Good : Tone::Bad };
}

std::vector<Cell> timesOf(const std::optional<analysis::Percentiles> &times, analysis::State state)
{
    if (!times)
        return { timeCell({}, state), { "–" }, { "–" }, { "–" } };
    return { { reporting::duration(times->mean) },
             { reporting::duration(times->p50) },
             { reporting::duration(times->p95) },
             { reporting::duration(times->p99) } };
}

std::vector<Cell> row(const std::string &name, double rate, const std::optional<analysis::Percentiles> &times,
                      analysis::State state, const analysis::Objective &objective)
{
    std::vector<Cell> cells { { name }, { reporting::compactRate(rate) } };
    for (const Cell &each : timesOf(times, state))
        cells.push_back(each);
    cells.push_back(promiseCell(objective));
    return cells;
}

const std::vector<Column> kTimeColumns { { "Requests", false }, { "Rate", true }, { "Mean", true },
                                         { "Median", true },    { "p95", true },  { "p99", true },
                                         { "Promise", false } };

void addJourneys(const Study &study, Section &section)
{
    Table table { "Journeys: one request of each, as its users mix them", kTimeColumns, {} };
    table.columns.front().title = "Journey";
    for (const analysis::JourneyReport &each : study.report.journeys)
        table.rows.push_back(row(each.name, each.requestsPerSecond, each.serverTime, each.state, each.objective));
    if (!table.rows.empty())
        section.blocks.emplace_back(std::move(table));
}

/// Time at all components of one kind and name: a request passes the one in its region, say.
struct NamedShare {
    std::string kind;
    std::string name;
    std::size_t parts = 0;
    double mean = 0; ///< s
    double p95 = 0;
};

/// Largest mean first.
std::vector<NamedShare> namedShares(const Study &study, const ClassReport &line)
{
    std::vector<NamedShare> shares;
    for (const analysis::TimeShare &each : line.timeShares) {
        NamedShare share { "", "On the way", 1, each.mean, each.p95 };
        if (each.component >= 0) {
            const project::Component &component = study.given().components[static_cast<std::size_t>(each.component)];
            share.kind = component.kind;
            share.name = component.name;
        }
        const auto place = std::find_if(shares.begin(), shares.end(), [&](const NamedShare &have) {
            return have.name == share.name && have.kind == share.kind;
        });
        if (place == shares.end()) {
            shares.push_back(std::move(share));
            continue;
        }
        ++place->parts;
        place->mean += each.mean;
        place->p95 += each.p95;
    }
    std::stable_sort(shares.begin(), shares.end(),
                     [](const NamedShare &a, const NamedShare &b) { return a.mean > b.mean; });
    return shares;
}

/// Where the time of the classes goes that use most of what they promised.
void addShares(const Study &study, Section &section)
{
    std::vector<const ClassReport *> order;
    for (const ClassReport &each : study.report.classes)
        if (each.serverTime && !each.timeShares.empty())
            order.push_back(&each);
    const auto strain = [](const ClassReport *each) {
        return each->objective.limit > 0 ? each->serverTime->value.p95 / each->objective.limit : 0;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](const ClassReport *a, const ClassReport *b) { return strain(a) > strain(b); });
    order.resize(std::min(order.size(), kMostUnfolded));
    for (const ClassReport *each : order) {
        Table table { "Where the time of " + inQuotes(each->name) + " goes",
                      { { "Component", false },
                        { "Mean", true },
                        { "Part of the mean", true },
                        { "In a request as slow as p95", true } },
                      {} };
        double rest = 0;
        double rest95 = 0;
        double sum = 0;
        const std::vector<NamedShare> shares = namedShares(study, *each);
        for (const NamedShare &share : shares)
            sum += share.mean;
        for (std::size_t i = 0; i < shares.size(); ++i) {
            const NamedShare &share = shares[i];
            if (i >= kMostShares) {
                rest += share.mean;
                rest95 += share.p95;
                continue;
            }
            table.rows.push_back(
                { { share.name + (share.parts > 1 ? " (all " + std::to_string(share.parts) + ")" : "") },
                  { reporting::duration(share.mean) },
                  { reporting::percent(sum > 0 ? share.mean / sum : 0) },
                  { reporting::duration(share.p95) } });
        }
        if (std::max(rest, rest95) >= kLeastShown)
            table.rows.push_back({ { "All others" },
                                   { reporting::duration(rest) },
                                   { reporting::percent(rest / sum) },
                                   { reporting::duration(rest95) } });
        section.blocks.emplace_back(std::move(table));
    }
}

Chart timesChart(const Study &study)
{
    Chart chart {
        "Response time at the servers, as users grow", {}, study.percentileUsers, {}, {}, {}, nullptr, true, 0
    };
    chart.format = reporting::duration;
    const std::string absent = study.report.state == analysis::State::Unreachable ? "not answered" : "full";
    chart.lines = { { "Mean", {}, absent }, { "p95", {}, absent }, { "p99", {}, absent } };
    for (const std::optional<analysis::Percentiles> &each : study.percentiles) {
        chart.lines[0].values.push_back(each ? std::optional(each->mean) : std::nullopt);
        chart.lines[1].values.push_back(each ? std::optional(each->p95) : std::nullopt);
        chart.lines[2].values.push_back(each ? std::optional(each->p99) : std::nullopt);
    }
    chart.marks = { { study.users, "now" } };
    chart.alternative = "Mean, p95 and p99 over the number of users; the lines end where the stage is saturated.";
    return chart;
}

/// Whether anything in the stage refuses calls.
bool refusesCalls(const Study &study)
{
    const project::Stage &stage = study.given();
    const auto isLimiter
        = [&](const project::Component &each) { return study.catalog.kind(each.kind).is(catalog::Role::Limits); };
    const auto isLimited = [](const project::Connection &each) {
        const project::Value *room = each.parameters.find("bulkhead");
        return room && std::get_if<double>(room) && std::get<double>(*room) >= 1;
    };
    return std::any_of(stage.components.begin(), stage.components.end(), isLimiter)
        || std::any_of(stage.connections.begin(), stage.connections.end(), isLimited);
}

/// Who waits for no answer, the largest share first, in one sentence.
void addGivenUp(const Study &study, Section &section)
{
    std::vector<const ClassReport *> late;
    for (const ClassReport &each : study.report.classes)
        if (each.timedOut >= kLeastLate)
            late.push_back(&each);
    if (late.empty())
        return;
    std::stable_sort(late.begin(), late.end(),
                     [](const ClassReport *a, const ClassReport *b) { return a->timedOut > b->timedOut; });
    std::vector<std::string> shares;
    for (const ClassReport *each : late)
        shares.push_back(reporting::smallShare(each->timedOut) + " of " + inQuotes(each->name));
    section.blocks.emplace_back(Paragraph { listed(shares) + " fail, as calls are given up after their timeouts"
                                            + (refusesCalls(study) ? " or refused by a bulkhead or a rate limiter" : "")
                                            + "; the time until then is in the times above." });
}

} // namespace

Section latencySection(const Study &study)
{
    Section section { "latency", "Response times", {} };
    section.blocks.emplace_back(Paragraph { "Time at the servers, from the arrival of a request to its answer, in the "
                                            "peak hour. The way through the users' "
                                            "own network comes on top." });
    Table table { "Classes of requests and what they promise", kTimeColumns, {} };
    for (const ClassReport &each : study.report.classes)
        table.rows.push_back(row(each.name, each.requestsPerSecond,
                                 each.serverTime ? std::optional(each.serverTime->value) : std::nullopt, each.state,
                                 each.objective));
    if (table.rows.empty())
        section.blocks.emplace_back(Paragraph { "Nobody asks for anything, so there are no response times." });
    else
        section.blocks.emplace_back(std::move(table));
    addGivenUp(study, section);
    addJourneys(study, section);
    addShares(study, section);
    Chart chart = timesChart(study);
    const bool hasPoints = std::any_of(study.percentiles.begin(), study.percentiles.end(),
                                       [](const auto &each) { return each && each->mean > 0; });
    if (hasPoints && chart.users.size() == study.percentiles.size())
        section.blocks.emplace_back(std::move(chart));
    return section;
}

} // namespace headroom::report_writing
