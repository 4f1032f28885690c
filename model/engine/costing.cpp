#include "model/engine/laws.h"
#include "model/engine/solve.h"

#include <array>
#include <cmath>

namespace headroom::engine {

namespace {

constexpr std::size_t kMostNames = 64; // of one formula

[[nodiscard]] std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// What is no number, or less than nothing, is not billed.
[[nodiscard]] double billed(double amount)
{
    return amount > 0 && std::isfinite(amount) ? amount : 0;
}

void findDays(const Columns &columns, Results &out)
{
    const Stations &in = columns.stations;
    const double rate = out.users * columns.ratePerUser;
    for (const int component : columns.bills.dayComponents) {
        const std::size_t i = at(component);
        const double peak = rate * in.pace[i] * in.perRate[i];
        if (in.isDeferred[i] || out.instances[i] <= in.least[i]) { // the same all day long
            out.dayInstances[i] = out.instances[i];
            continue;
        }
        double sum = 0;
        for (const auto &[share, samples] : columns.bills.day)
            sum += samples * instancesFor(peak * share, in.spare[i], in.least[i], in.most[i]);
        out.dayInstances[i] = sum / columns.bills.samples;
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
            values[v] = curve.values[v] * out.users;
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

void add(const Bills &bills, std::size_t line, double amount, Results &out)
{
    out.amounts[line] = amount;
    out.cost[at(bills.component[line])] += amount;
    out.totalCost += amount;
    if (bills.category[line] == bills.transfer)
        out.transferCost += amount;
}

} // namespace

void findBills(const Columns &columns, Results &out)
{
    const Bills &bills = columns.bills;
    findDays(columns, out);
    std::fill(out.cost.begin(), out.cost.end(), 0.0);
    out.totalCost = out.transferCost = 0;
    for (std::size_t line = 0; line < bills.size(); ++line) {
        const std::size_t i = at(bills.component[line]);
        const int curve = bills.curve[line];
        if (curve >= 0 && bills.isOverhead[line])
            continue;
        add(bills, line,
            billed(curve >= 0 ? onCurve(bills.curves[at(curve)], out, i, 0)
                              : bills.base[line] + bills.perUser[line] * out.users
                           + bills.perInstance[line] * out.instances[i] + bills.perDay[line] * out.dayInstances[i]),
            out);
    }
    const double between = bills.betweenPlaces * out.users;
    out.transferCost += between;
    out.totalCost += between;
    const double others = out.totalCost;
    for (const int line : bills.overheads) {
        const std::size_t row = at(line);
        const Curve &curve = bills.curves[at(bills.curve[row])];
        add(bills, row, billed(onCurve(curve, out, at(bills.component[row]), others)), out);
    }
}

} // namespace headroom::engine
