#include "model/growth/uncertainty.h"

#include "model/analysis/compile_like.h"
#include "model/analysis/retries.h"
#include "model/analysis/rules/stages.h"
#include "model/analysis/solve_figures.h"
#include "model/engine/solve.h"
#include "model/growth/stage_figures.h"
#include "model/growth/stage_ranges.h"
#include "model/growth/tier_short.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

namespace headroom::growth {

namespace {

using analysis::CompiledStage;

constexpr double kEndless = std::numeric_limits<double>::infinity();
constexpr double kUsual = 0.70; // from where on resources without a band of their own are watched
constexpr std::size_t kMostSamples = 100'000;
const double kAsIs = std::nan("");

/// 0 ≤ u < 1, of 53 random bits: the same on every machine.
double unit(std::mt19937_64 &random)
{
    return static_cast<double>(random() >> 11) * 0x1p-53;
}

/// Linear between the two nearest in order; where one of those is infinite, the lower or upper one that is nearer.
double quantile(const std::vector<double> &sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(place);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    const double part = place - static_cast<double>(low);
    if (sorted[low] == sorted[high]) // NOLINT: also two infinities
        return sorted[low];
    if (!std::isfinite(sorted[high]))
        return part < 0.5 ? sorted[low] : sorted[high];
    return sorted[low] + (sorted[high] - sorted[low]) * part;
}

Band bandOf(double base, std::vector<double> values)
{
    Band out { base, 0, 0, 0, values.size() };
    if (values.empty())
        return out;
    std::sort(values.begin(), values.end());
    out.p05 = quantile(values, 0.05);
    out.p50 = quantile(values, 0.50);
    out.p95 = quantile(values, 0.95);
    return out;
}

double costAt(const CompiledStage &stage, double users, engine::Results &results)
{
    if (stage.retries)
        stage.retries->solve(users, results);
    else
        engine::solve(*stage.columns, users, results);
    return results.totalCost;
}

/// Where a resource stands among all of a stage. @pre it is there
std::size_t rowOf(const CompiledStage &stage, const std::pair<std::string, std::string> &resource)
{
    std::size_t row = 0;
    for (const analysis::CompiledComponent &component : stage.components)
        for (const analysis::CompiledResource &each : component.resources) {
            if (component.id == resource.first && each.spec->id == resource.second)
                return row;
            ++row;
        }
    return row;
}

/// The id of the resource in that row; empty: there is none.
std::string_view resourceOf(const CompiledStage &stage, std::size_t row)
{
    for (const analysis::CompiledComponent &component : stage.components) {
        if (row < component.resources.size())
            return component.resources[row].spec->id;
        row -= component.resources.size();
    }
    return {};
}

/// Users at which a resource turns amber: 0.70, or where its band begins, on the straight line through 0.85 and 1.
double usersAtAmber(const CompiledStage &compiled, int row)
{
    if (row < 0)
        return kEndless;
    const auto at = static_cast<std::size_t>(row);
    const engine::Limits &limits = *compiled.limits;
    const double amber = analysis::watchedFrom(resourceOf(compiled, at));
    if (amber <= kUsual || !std::isfinite(limits.full[at]))
        return limits.at070[at];
    return std::max(0.0, limits.at085[at] + (limits.full[at] - limits.at085[at]) / 0.15 * (amber - 0.85));
}

double costOf(const cost::Offer &offer)
{
    return offer.cost.value_or(kEndless);
}

double swingOf(double low, double high)
{
    if (!std::isfinite(low) && !std::isfinite(high))
        return 0;
    return std::isfinite(low) && std::isfinite(high) ? std::abs(high - low) : kEndless;
}

} // namespace

double TornadoBar::swing() const
{
    return swingOf(low, high);
}

Result<std::shared_ptr<Study>> Study::make(const CompiledDesign &design, std::span<const project::Uncertainty> ranges,
                                           StudyRequest request)
{
    const std::size_t only = request.stages.size() == 1 ? request.stages.front() : 0;
    Result<std::vector<InputRange>> inputs = resolveRangesIn(only, *design.project, ranges, *design.catalog);
    if (!inputs)
        return inputs.error();
    if (request.samples < 1 || request.samples > kMostSamples)
        return Error { "a study has 1 to 100,000 samples", "", "Ask for 1,000" };
    if (request.stages.empty())
        for (std::size_t i = 0; i < design.stages.size(); ++i)
            request.stages.push_back(i);
    for (const std::size_t stage : request.stages)
        if (stage >= design.stages.size())
            return Error { "there is no stage " + std::to_string(stage + 1), "",
                           "The design has " + std::to_string(design.stages.size()) };
    return std::shared_ptr<Study>(new Study(design, std::move(inputs).value(), std::move(request)));
}

Study::Study(CompiledDesign design, std::vector<InputRange> inputs, StudyRequest request)
    : m_design(std::move(design))
    , m_inputs(std::move(inputs))
    , m_request(std::move(request))
    , m_outcomes(m_request.samples)
{
    for (const std::size_t stage : m_request.stages) {
        const CompiledStage &compiled = *m_design.stages[stage];
        const analysis::Report report = analysis::solveFigures(compiled, std::max(1.0, compiled.range.to));
        m_serves.push_back(report.state != analysis::State::Unreachable && !report.classes.empty());
        m_triggers.push_back(m_serves.back() ? triggerAt(compiled) : std::nullopt);
        m_watched.push_back(m_serves.back() ? watchedTriggerAt(compiled) : std::nullopt);
        m_most.push_back(
            analysis::mostUsersOf(analysis::stageOfDesign(analysis::Inspection(compiled, report)), *m_design.catalog));
        std::vector<std::size_t> &rows = m_rows.emplace_back();
        auto &resources = m_resources.emplace_back();
        for (const auto &curve : analysis::sweep(*m_design.stages[stage], {}).utilization) {
            resources.emplace_back(curve.component, curve.resource);
            rows.push_back(rowOf(*m_design.stages[stage], resources.back()));
        }
    }
    drawPlaces();
    for (const StageFigures &each : stageFigures(m_design))
        m_isJudged.push_back(!each.judged.empty());
    m_base = outcomesOf(std::vector<double>(m_inputs.size(), kAsIs), m_request.percentileSamples > 0);
}

void Study::drawPlaces()
{
    const std::size_t count = m_request.samples;
    m_places.resize(count * m_inputs.size());
    std::mt19937_64 random(m_request.seed);
    std::vector<std::size_t> order(count);
    for (std::size_t input = 0; input < m_inputs.size(); ++input) {
        std::iota(order.begin(), order.end(), std::size_t(0));
        for (std::size_t i = count; i > 1; --i) // Fisher and Yates; the library's shuffle differs between libraries
            std::swap(order[i - 1], order[static_cast<std::size_t>(unit(random) * static_cast<double>(i))]);
        for (std::size_t sample = 0; sample < count; ++sample)
            m_places[sample * m_inputs.size() + input]
                = (static_cast<double>(order[sample]) + unit(random)) / static_cast<double>(count);
    }
}

std::vector<double> Study::usersOf(std::size_t stage) const
{
    return m_request.users.empty() ? std::vector<double> { m_design.project->stages[stage]->users.to }
                                   : m_request.users;
}

std::vector<double> Study::monthsOf(std::size_t stage) const
{
    std::vector<double> months;
    for (const auto &[of, month] : m_request.bills)
        if (of == stage)
            months.push_back(month);
    return months;
}

/// As triggerAt(), without its search: the resource that is watched stays the design's, its users come from the sample;
/// or what fills first there, once the load is beyond such a stage, or where that would be full before.
double Study::triggerOf(const CompiledStage &compiled, std::size_t at) const
{
    const std::optional<MoveTrigger> &base = m_triggers[at];
    const CompiledStage &asIs = *m_design.stages[m_request.stages[at]];
    if (&compiled == &asIs || !base)
        return base ? base->users : kEndless;
    const double first = usersAtAmber(compiled, compiled.limits->bottleneck);
    const double beyond = compiled.ratePerUser > 0 ? m_most[at] / 1000 / compiled.ratePerUser : kEndless;
    const double found = std::min(watchedIn(compiled, at), std::max(first, beyond));
    return found <= compiled.limits->usersAtSaturation ? found : first;
}

/// Of the resource that is watched in such a stage; infinite where that does not fill.
double Study::watchedIn(const CompiledStage &compiled, std::size_t at) const
{
    if (!m_watched[at])
        return kEndless;
    const MoveTrigger &base = *m_watched[at];
    const CompiledStage &asIs = *m_design.stages[m_request.stages[at]];
    std::size_t row = 0;
    std::size_t nearest = 0;
    double least = kEndless; // how far a resource of that component is from 70 % at the trigger
    for (const analysis::CompiledComponent &component : asIs.components)
        for (std::size_t i = 0; i < component.resources.size(); ++i, ++row) {
            const double distance = std::abs(std::log(asIs.limits->at070[row] / base.users));
            if ((base.component.empty() || component.id == base.component) && distance < least) {
                least = distance;
                nearest = row;
            }
        }
    if (!std::isfinite(least) || nearest >= compiled.limits->at070.size())
        return kEndless;
    return base.users * compiled.limits->at070[nearest] / asIs.limits->at070[nearest];
}

Study::Outcome Study::outcomeOf(const CompiledStage &compiled, std::size_t at, bool withPercentiles) const
{
    Outcome out;
    out.saturation = m_serves[at] ? compiled.limits->usersAtSaturation : kEndless;
    out.red = m_serves[at] ? compiled.limits->usersAt085 : kEndless;
    out.trigger = triggerOf(compiled, at);
    if (!compiled.classes.empty() && compiled.classes[compiled.readingClass].availability)
        out.availability = compiled.classes[compiled.readingClass].availability->value;
    engine::Results results;
    analysis::Report report; // its memory is used again
    for (const double users : usersOf(m_request.stages[at])) {
        out.cost.push_back(costAt(compiled, users, results));
        const int first = compiled.limits->bottleneck;
        out.utilization.push_back(first >= 0 ? results.filled[static_cast<std::size_t>(first)] : 0);
        std::vector<double> &curves = out.resources.emplace_back();
        for (const std::size_t row : m_rows[at])
            curves.push_back(row < results.filled.size() ? results.filled[row] : 0);
        if (!withPercentiles)
            continue;
        analysis::solveFiguresInto(compiled, users, { .percentiles = true }, report);
        if (const auto &time = report.serverTime)
            out.percentiles.push_back({ time->value.p50, time->value.p95, time->value.p99 });
        else
            out.percentiles.push_back({ kEndless, kEndless, kEndless });
        out.judged = leastProtected(report).availability;
    }
    return out;
}

Study::Outcomes Study::outcomesOf(std::span<const double> places, bool withPercentiles) const
{
    const bool isAsIs = std::all_of(places.begin(), places.end(), [](double each) { return std::isnan(each); });
    const project::Project sampled
        = isAsIs ? *m_design.project : withInputs(*m_design.project, m_inputs, places, *m_design.catalog);
    const double growth = growthFactor(m_inputs, places);
    Outcomes out;
    for (std::size_t at = 0; at < m_request.stages.size(); ++at) {
        const std::size_t stage = m_request.stages[at];
        const auto compiled = isAsIs ? m_design.stages[stage]
                                     : (withPercentiles ? analysis::compileLike : analysis::compileLoadsLike)(
                                         *m_design.stages[stage], sampled, stage, *m_design.catalog);
        out.push_back(outcomeOf(*compiled, at, withPercentiles));
        if (m_request.offers) {
            const cost::GrowthCosts costs(sampled, stage, *m_design.catalog);
            for (const double users : usersOf(stage))
                out.back().offers.push_back(costs.at(users));
        }
        if (!m_request.plan)
            continue;
        const UsersOverTime users(*m_request.plan); // growing f times as fast, they come after an f-th of the time
        const std::optional<double> month = users.monthOf(out.back().trigger);
        out.back().month = month ? *month / growth : kEndless;
        engine::Results results;
        for (const double each : monthsOf(stage))
            out.back().bills.push_back(costAt(*compiled, users.goingOn(each * growth), results));
    }
    return out;
}

void Study::evaluate(std::size_t sample)
{
    const std::span<const double> places(m_places.data() + sample * m_inputs.size(), m_inputs.size());
    Outcomes &known = m_outcomes[sample];
    if (known.empty()) {
        known = outcomesOf(places, sample < m_request.percentileSamples);
    } else if (known.front().percentiles.empty()) {
        Outcomes asked = outcomesOf(places, true);
        for (std::size_t at = 0; at < known.size(); ++at) {
            known[at].percentiles = std::move(asked[at].percentiles);
            known[at].judged = asked[at].judged;
        }
    }
}

template <typename Ask>
Band Study::spread(std::size_t at, const Ask &ask) const
{
    std::vector<double> values;
    for (const Outcomes &each : m_outcomes)
        if (!each.empty())
            if (const std::optional<double> value = ask(each[at]))
                values.push_back(*value);
    return bandOf(ask(m_base[at]).value_or(kEndless), std::move(values));
}

void Study::addPoints(const std::vector<double> &users, std::size_t at, StageBands &out) const
{
    const auto of = [&](const auto &ask) {
        return spread(at, [&](const Outcome &each) { return std::optional<double>(ask(each)); });
    };
    for (std::size_t i = 0; i < users.size(); ++i) {
        const auto percentile = [&](std::size_t which) {
            return spread(at, [i, which](const Outcome &each) {
                return each.percentiles.empty() ? std::nullopt : std::optional(each.percentiles[i][which]);
            });
        };
        BandPoint point { users[i], of([i](const Outcome &each) { return each.utilization[i]; }),
                          of([i](const Outcome &each) { return each.cost[i]; }), percentile(2) };
        point.p50 = percentile(0);
        point.p95 = percentile(1);
        for (std::size_t row = 0; row < m_rows[at].size(); ++row)
            point.resources.push_back(of([i, row](const Outcome &each) { return each.resources[i][row]; }));
        if (m_request.offers) {
            point.scaleUp = of([i](const Outcome &each) { return costOf(each.offers[i].scaleUp); });
            point.scaleOut = of([i](const Outcome &each) { return each.offers[i].scaleOut; });
            point.cheapest = of([i](const Outcome &each) {
                const cost::GrowthPoint &offered = each.offers[i];
                return offered.cheapest ? costOf(offered.sized[*offered.cheapest]) : kEndless;
            });
            for (std::size_t stage = 0; stage < m_design.stages.size(); ++stage)
                point.sized.push_back(
                    of([i, stage](const Outcome &each) { return costOf(each.offers[i].sized[stage]); }));
        }
        out.points.push_back(std::move(point));
    }
}

std::vector<StageBands> Study::bands() const
{
    std::vector<StageBands> found;
    for (std::size_t at = 0; at < m_request.stages.size(); ++at) {
        const auto of = [&](const auto &ask) { return spread(at, ask); };
        const auto one = [](double value) { return std::optional(value); };
        StageBands out;
        out.stage = m_request.stages[at];
        out.name = m_design.project->stages[out.stage]->name;
        out.resources = m_resources[at];
        out.serves = m_serves[at];
        addPoints(usersOf(out.stage), at, out);
        out.usersAtSaturation = of([&](const Outcome &each) { return one(each.saturation); });
        out.usersAtRed = of([&](const Outcome &each) { return one(each.red); });
        out.usersAtTrigger = of([&](const Outcome &each) { return one(each.trigger); });
        out.availability = of([](const Outcome &each) { return each.availability; });
        if (m_isJudged[out.stage])
            out.judged = of([](const Outcome &each) { return each.judged; });
        if (m_request.plan)
            out.month = of([&](const Outcome &each) { return one(each.month); });
        const std::vector<double> months = m_request.plan ? monthsOf(out.stage) : std::vector<double>();
        for (std::size_t i = 0; i < months.size(); ++i)
            out.bills.push_back({ months[i], of([&](const Outcome &each) { return one(each.bills[i]); }) });
        found.push_back(std::move(out));
    }
    return found;
}

std::vector<Tornado> Study::tornado(const std::stop_token &stop) const
{
    using Figure = Tornado::Figure;
    std::vector<std::pair<Outcomes, Outcomes>> ends; // per input: low, high
    const bool withPercentiles = m_request.percentileSamples > 0;
    for (std::size_t input = 0; input < m_inputs.size(); ++input) {
        if (stop.stop_requested())
            return {};
        std::vector<double> places(m_inputs.size(), kAsIs);
        places[input] = 0;
        Outcomes low = outcomesOf(places, withPercentiles);
        places[input] = 1;
        ends.emplace_back(std::move(low), outcomesOf(places, withPercentiles));
    }
    const std::pair<Figure, double (*)(const Outcome &)> figures[] {
        { Figure::UsersAtSaturation, [](const Outcome &each) { return each.saturation; } },
        { Figure::UsersAtTrigger, [](const Outcome &each) { return each.trigger; } },
        { Figure::Utilization, [](const Outcome &each) { return each.utilization.back(); } },
        { Figure::Cost, [](const Outcome &each) { return each.cost.back(); } },
        { Figure::P99,
          [](const Outcome &each) { return each.percentiles.empty() ? kEndless : each.percentiles.back()[2]; } },
    };
    std::vector<Tornado> found;
    for (std::size_t at = 0; at < m_request.stages.size(); ++at)
        for (const auto &[figure, ask] : figures) {
            if (!m_serves[at])
                continue;
            Tornado out { figure, m_request.stages[at], ask(m_base[at]), {} };
            for (std::size_t input = 0; input < ends.size(); ++input)
                if (!m_inputs[input].isGone)
                    out.bars.push_back({ input, ask(ends[input].first[at]), ask(ends[input].second[at]) });
            std::stable_sort(out.bars.begin(), out.bars.end(),
                             [](const TornadoBar &a, const TornadoBar &b) { return a.swing() > b.swing(); });
            found.push_back(std::move(out));
        }
    return found;
}

} // namespace headroom::growth
