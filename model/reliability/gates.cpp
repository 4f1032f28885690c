#include "model/reliability/gates.h"

#include "model/engine/wide.h"

#include <algorithm>

namespace headroom::reliability {

int Gates::add(Kind kind, std::span<const int> of, std::span<const double> weighted, double felt)
{
    gates.push_back(
        { felt, -1, static_cast<std::uint32_t>(children.size()), static_cast<std::uint32_t>(of.size()), kind });
    if (kind == Kind::Share) {
        weights.resize(children.size(), 1.0);
        weights.insert(weights.end(), weighted.begin(), weighted.end());
        weights.resize(children.size() + of.size(), 1.0);
    }
    children.insert(children.end(), of.begin(), of.end());
    return static_cast<int>(gates.size()) - 1;
}

int Gates::addEvent(int event)
{
    const int gate = add(Kind::Event, {});
    gates.back().event = event;
    return gate;
}

std::vector<char> Gates::binary() const
{
    std::vector<char> found(gates.size(), 1);
    if (weights.empty()) // no shares
        return found;
    for (std::size_t g = 0; g < gates.size(); ++g) {
        found[g] = gates[g].kind != Kind::Share;
        for (const int child : childrenOf(g))
            found[g] = found[g] && found[static_cast<std::size_t>(child)];
    }
    return found;
}

void Gates::evaluate(std::span<const char> up, std::vector<double> &values) const
{
    values.resize(gates.size());
    for (std::size_t g = 0; g < gates.size(); ++g) {
        const Gate &gate = gates[g];
        if (gate.kind == Kind::Event) {
            values[g] = up[static_cast<std::size_t>(gate.event)] ? 1 : 0;
            continue;
        }
        double least = 1;
        double most = 0;
        for (const int child : childrenOf(g)) {
            least = std::min(least, values[static_cast<std::size_t>(child)]);
            most = std::max(most, values[static_cast<std::size_t>(child)]);
        }
        values[g] = gate.kind == Kind::All ? least : most;
        if (gate.kind != Kind::Share || least == most)
            continue;
        double sum = 0;
        double total = 0;
        for (std::size_t i = gate.first; i < gate.first + gate.count; ++i) {
            sum += weights[i] * std::max(values[static_cast<std::size_t>(children[i])], (1 - gate.felt) * most);
            total += weights[i];
        }
        values[g] = sum / total;
    }
}

HEADROOM_WIDE void Gates::evaluate(std::span<States> values) const
{
    for (std::size_t g = 0; g < gates.size(); ++g) {
        const Gate &gate = gates[g];
        if (gate.kind == Kind::Event)
            continue;
        // An any is the all of the opposites, so that no branch is to be guessed.
        const std::uint64_t flip = gate.kind == Kind::All ? 0 : ~std::uint64_t(0);
        States found = kAll;
        for (const int child : childrenOf(g)) {
            const States &value = values[static_cast<std::size_t>(child)];
            for (std::size_t word = 0; word < found.size(); ++word)
                found[word] &= value[word] ^ flip;
        }
        for (std::size_t word = 0; word < found.size(); ++word)
            values[g][word] = found[word] ^ flip;
    }
}

void Gates::evaluate(std::span<const States> up, std::vector<States> &values) const
{
    values.resize(gates.size());
    for (std::size_t g = 0; g < gates.size(); ++g)
        if (gates[g].kind == Kind::Event)
            values[g] = up[static_cast<std::size_t>(gates[g].event)];
    evaluate(std::span<States>(values));
}

} // namespace headroom::reliability
