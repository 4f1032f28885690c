#pragma once

#include "model/reliability/gates.h"

#include <vector>

namespace headroom::reliability {

/// How often each gate is used by gates below the roots, and by them. O(children).
[[nodiscard]] std::vector<int> usesOf(const Gates &gates, const std::vector<int> &roots);

/// Whether a gate is a plain 1 (All without children) or 0 (Any without).
[[nodiscard]] bool isConstant(const Gates &gates, int gate, Gates::Kind kind);

/// Rebuilds gates bottom-up with what is known put in.
struct Rebuild {
    const Gates &from;
    const std::vector<int> &uses;
    Gates to;
    std::vector<int> made;      ///< per old gate
    std::vector<int> eventGate; ///< per event
    std::vector<int> mark;      ///< per new gate: last gate that took it as a child
    int works = -1;
    int fails = -1;

    int constant(bool value);
    int event(int index);
    /// The gate anew over its new children: constants put in, nested gates of its kind unfolded.
    int rebuilt(std::size_t gate, const std::vector<int> &children);
    /// Children of an all or any gate without repetition, nested gates of its kind that nobody else uses unfolded.
    std::vector<int> flat(std::size_t gate, const std::vector<int> &children);
};

} // namespace headroom::reliability
