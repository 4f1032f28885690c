#include "tests/model/reliability/route_design.h"

#include <algorithm>
#include <map>

namespace headroom::test {

double Design::ask(int node, const States &states, const std::vector<double> &values) const
{
    if (!isUp(node / network.operations, states))
        return 0;
    double value = 1;
    std::map<int, std::vector<const flow::Step *>> groups;
    for (const flow::Step &step : network.steps)
        if (step.from == node && step.group < 0)
            value = std::min(value, values[at(step.to)]);
        else if (step.from == node)
            groups[step.group].push_back(&step);
    const double felt = around.failoverShare[at(node / network.operations)];
    for (const auto &[id, steps] : groups) {
        double best = 0, sum = 0, total = 0;
        for (const flow::Step *step : steps)
            best = std::max(best, values[at(step->to)]);
        for (const flow::Step *step : steps) {
            sum += step->weight * std::max(values[at(step->to)], (1 - felt) * best);
            total += step->weight;
        }
        value = std::min(value, felt > 0 ? sum / total : best);
    }
    return value;
}

double Design::value(const States &states) const
{
    std::vector<double> values(network.handles.size(), 1.0);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t node = values.size(); node-- > 0;) {
            const double now = ask(static_cast<int>(node), states, values);
            changed = changed || now != values[node];
            values[node] = now;
        }
    }
    return values[0];
}

double Design::enumerated() const
{
    double sum = 0;
    for (std::size_t mask = 0; mask < std::size_t(1) << up.size(); ++mask) {
        double probability = 1;
        States states;
        for (std::size_t i = 0; i < up.size(); ++i) {
            states.push_back(mask >> i & 1);
            probability *= states.back() ? up[i] : 1 - up[i];
        }
        if (probability > 0)
            sum += probability * value(states);
    }
    return sum;
}

Design randomDesign(std::mt19937_64 &random, int count)
{
    const auto upTo = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
    Design design(count);
    for (int i = 1; i < count; ++i) {
        const int from = upTo(i);
        design.need(from, i, upTo(2) ? from : -1, 1 + upTo(3));
        if (i > 2 && upTo(2) == 0)
            design.need(upTo(i), i, upTo(3) ? -1 : 100 + i % 3);
    }
    if (upTo(3) == 0)
        design.need(count - 1, upTo(count));
    if (count > 5 && upTo(2) == 0)
        design.around.enclosing[at(count - 2)] = design.around.enclosing[at(count - 3)] = count - 1;
    if (upTo(4) == 0 && design.network.steps.back().to != 0)
        design.around.failoverShare[0] = 0.04;
    for (double &each : design.up)
        each = upTo(12) == 0 ? 1.0 : 0.5 + 0.5 * upTo(1000) / 1000.0;
    return design;
}

} // namespace headroom::test
