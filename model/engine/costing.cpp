#include "model/core/at.h"
#include "model/engine/laws.h"
#include "model/engine/solve.h"
#include "model/engine/wide.h"

#include <array>
#include <limits>

namespace headroom::engine {

namespace {

constexpr std::size_t kMostNames = 64; // of one formula
constexpr double kMostMoney = std::numeric_limits<double>::max();

/// What is no number, or less than nothing, is not billed.
[[nodiscard]] double billed(double amount)
{
    return amount > 0 && amount <= kMostMoney ? amount : 0;
}

/// Of autoscaled tiers; all others are the same all day long.
HEADROOM_WIDE void findDays(const Columns &columns, std::span<const int> scaled, Results &out)
{
    const Stations &in = columns.stations;
    const double rate = out.users * columns.ratePerUser;
    for (const int component : scaled) {
        const std::size_t i = at(component);
        if (out.instances[i] <= in.least[i])
            continue;
        const double peak = rate * in.pace[i] * in.perRate[i];
        const double jobs = columns.jobs.exist()
            ? lineAt(columns.jobs.dayInstances, columns.jobs.dayInstancesPerUser, i, out.users)
            : 0;
        double sums[4] {}; // each sum waits for the one before
        for (std::size_t s = 0; const auto &[share, samples] : columns.bills.day)
            sums[s++ % 4] += samples * instancesFor(peak * share + jobs, in.spare[i], in.least[i], in.most[i]);
        out.dayInstances[i] = ((sums[0] + sums[1]) + (sums[2] + sums[3])) / columns.bills.samples;
    }
}

[[nodiscard]] double onCurve(const Curve &curve, const Results &out, std::size_t component, double others)
{
    std::array<double, kMostNames> values;
    for (std::size_t v = 0; v < curve.values.size(); ++v)
        switch (curve.inputs[v]) {
        case Input::Constant:
            values[v] = curve.values[v];
            break;
        case Input::PerUser:
            values[v] = curve.values[v] * out.users + (curve.bases.empty() ? 0 : curve.bases[v]);
            break;
        case Input::Instances:
            values[v] = out.instances[component];
            break;
        case Input::DayInstances:
            values[v] = out.dayInstances[component];
            break;
        case Input::Others:
            values[v] = others;
            break;
        }
    return curve.formula->evaluate(std::span<const double>(values.data(), curve.values.size()));
}

/// All lines that are straight; the others come to 0.
HEADROOM_WIDE void fillStraight(const Bills &bills, Range block, Results &out)
{
    const int *const component = bills.component.data();
    const double *const base = bills.base.data();
    const double *const perUser = bills.perUser.data();
    const double *const perInstance = bills.perInstance.data();
    const double *const perDay = bills.perDay.data();
    const double *const instances = out.instances.data();
    const double *const day = out.dayInstances.data();
    double *const amounts = out.amounts.data();
    const double users = out.users;
#pragma GCC ivdep
    for (std::size_t line = block.first; line < block.last; ++line) {
        const int i = component[line];
        const double amount
            = base[line] + perUser[line] * users + perInstance[line] * instances[i] + perDay[line] * day[i];
        amounts[line] = amount > 0 && amount <= kMostMoney ? amount : 0;
    }
}

/// In four strands, as each sum waits for the one before.
[[nodiscard]] double sumOf(std::span<const double> values)
{
    double sums[4] {};
    std::size_t i = 0;
    for (; i + 4 <= values.size(); i += 4)
        for (std::size_t strand = 0; strand < 4; ++strand)
            sums[strand] += values[i + strand];
    for (; i < values.size(); ++i)
        sums[0] += values[i];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

} // namespace

std::optional<catalog::Affine> straightened(const Curve &curve)
{
    std::array<catalog::Affine, kMostNames> values;
    for (std::size_t v = 0; v < curve.values.size(); ++v) {
        values[v] = {};
        if (curve.inputs[v] == Input::Constant)
            values[v].base = curve.values[v];
        else
            values[v].slopes[static_cast<std::size_t>(curve.inputs[v]) - 1]
                = curve.inputs[v] == Input::PerUser ? curve.values[v] : 1;
        if (!curve.bases.empty() && curve.inputs[v] == Input::PerUser)
            values[v].base = curve.bases[v];
    }
    return catalog::affineOf(*curve.formula, std::span<const catalog::Affine>(values.data(), curve.values.size()));
}

void setLine(Bills &bills, std::size_t line, const Curve &curve)
{
    if (bills.curve[line] >= 0) {
        bills.curves[at(bills.curve[line])].values = curve.values;
        return;
    }
    const std::optional<catalog::Affine> straight = straightened(curve);
    if (!straight)
        return;
    bills.base[line] = straight->base;
    bills.perUser[line] = straight->slopes[0];
    bills.perInstance[line] = straight->slopes[1];
    bills.perDay[line] = straight->slopes[2];
}

void findBills(const Columns &columns, Results &out)
{
    const Bills &bills = columns.bills;
    for (const int component : bills.dayComponents)
        out.dayInstances[at(component)] = out.instances[at(component)];
    findDays(columns, bills.dayScaled, out);
    std::fill(out.cost.begin(), out.cost.end(), 0.0);
    double total = bills.betweenPlacesBase + bills.betweenPlaces * out.users;
    double transfer = total;
    auto curved = bills.curved.begin();
    inBlocks({ 0, bills.size() }, [&](Range block) {
        fillStraight(bills, block, out);
        for (; curved != bills.curved.end() && at(*curved) < block.last; ++curved)
            out.amounts[at(*curved)]
                = billed(onCurve(bills.curves[at(bills.curve[at(*curved)])], out, at(bills.component[at(*curved)]), 0));
        for (std::size_t line = block.first; line < block.last; ++line)
            out.cost[at(bills.component[line])] += out.amounts[line];
        total += sumOf(std::span(out.amounts).subspan(block.first, block.last - block.first));
    });
    for (const int line : bills.transfers)
        transfer += out.amounts[at(line)];
    out.totalCost = total;
    out.transferCost = transfer;
    addOverheads(columns, out);
}

void findBills(const Columns &columns, std::size_t component, Range lines, Results &out)
{
    const Bills &bills = columns.bills;
    const int index = static_cast<int>(component);
    out.dayInstances[component] = out.instances[component];
    if (columns.stations.target[component] > 0 && !columns.stations.isDeferred[component])
        findDays(columns, { &index, 1 }, out);
    out.cost[component] = 0;
    for (std::size_t line = lines.first; line < lines.last; ++line) {
        if (bills.isOverhead[line])
            continue;
        const double amount = bills.curve[line] >= 0 ? onCurve(bills.curves[at(bills.curve[line])], out, component, 0)
                                                     : bills.base[line] + bills.perUser[line] * out.users
                + bills.perInstance[line] * out.instances[component] + bills.perDay[line] * out.dayInstances[component];
        out.amounts[line] = billed(amount);
        out.cost[component] += out.amounts[line];
    }
}

void addOverheads(const Columns &columns, Results &out)
{
    const Bills &bills = columns.bills;
    const double others = out.totalCost;
    for (const int line : bills.overheads) {
        const std::size_t row = at(line);
        const std::size_t component = at(bills.component[row]);
        out.amounts[row] = billed(onCurve(bills.curves[at(bills.curve[row])], out, component, others));
        out.totalCost += out.amounts[row];
    }
}

} // namespace headroom::engine
