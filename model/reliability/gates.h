#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace headroom::reliability {

/// A monotone formula over events as flat gates, children before parents. An event is up or down.
struct Gates {
    enum class Kind : unsigned char {
        Event, ///< up or down
        All,   ///< the least of its children; 1 without any
        Any,   ///< the most of its children; 0 without any
        Share ///< the children's mean by weight, a worse child lifted to (1 − felt) of the best: its users move there
    };
    struct Gate {
        double felt = 0; ///< share of a child's downtime that its users feel before they have moved, 0..1
        int event = -1;
        std::uint32_t first = 0; ///< of its children
        std::uint32_t count = 0;
        Kind kind = Kind::All;
        bool operator==(const Gate &) const = default;
    };
    std::vector<Gate> gates;
    std::vector<int> children;   ///< of all gates, one after the other
    std::vector<double> weights; ///< beside children, up to those of the last share; only those of shares matter

    bool operator==(const Gates &) const = default;

    [[nodiscard]] std::span<const int> childrenOf(std::size_t gate) const
    {
        return std::span(children).subspan(gates[gate].first, gates[gate].count);
    }
    /// Of the children of a share; empty for other gates.
    [[nodiscard]] std::span<const double> weightsOf(std::size_t gate) const
    {
        const Gate &of = gates[gate];
        return of.kind == Kind::Share ? std::span(weights).subspan(of.first, of.count) : std::span<const double>();
    }
    /// Appends a gate and gives its index. @param weighted  the weights of the children of a share
    int add(Kind kind, std::span<const int> of, std::span<const double> weighted = {}, double felt = 0);
    int addEvent(int event);

    /// Whether a gate has only the values 0 and 1. O(gates).
    [[nodiscard]] std::vector<char> binary() const;

    /// The value of every gate with these events up. O(children).
    void evaluate(std::span<const char> up, std::vector<double> &values) const;

    /// Many states at once, a bit for each.
    using States = std::array<std::uint64_t, 4>;
    static constexpr std::size_t kStates = 256;
    static constexpr States kAll { ~std::uint64_t(0), ~std::uint64_t(0), ~std::uint64_t(0), ~std::uint64_t(0) };
    [[nodiscard]] static bool isSet(const States &states, std::size_t state)
    {
        return states[state / 64] >> state % 64 & 1;
    }
    static void clear(States &states, std::size_t state) { states[state / 64] &= ~(std::uint64_t(1) << state % 64); }

    /// Which of the states leave each gate above 0. O(children).
    /// @param values  per gate; those of the events tell in which of them each is up.
    void evaluate(std::span<States> values) const;
    /// The same. @param up  per event
    void evaluate(std::span<const States> up, std::vector<States> &values) const;
};

} // namespace headroom::reliability
