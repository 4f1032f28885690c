#pragma once

#include "model/reliability/gates.h"

#include <vector>

namespace headroom::reliability {

/// How often each gate is used by gates below the roots, and by them. O(children).
[[nodiscard]] std::vector<int> usesOf(const Gates &gates, const std::vector<int> &roots);

/// Whether a gate is a plain 1 (All without children) or 0 (Any without).
[[nodiscard]] bool isConstant(const Gates &gates, int gate, Gates::Kind kind);

/// Rebuilds gates bottom-up with what is known put in.
class Rebuild {
public:
    /// Both must outlive this. @param events  of the structure.
    Rebuild(const Gates &from, const std::vector<int> &uses, std::size_t events);

    Gates to;
    std::vector<int> made; ///< per old gate

    int constant(bool value);
    int event(int index);
    /// The gate anew over its new children: constants put in, nested gates of its kind unfolded.
    int rebuilt(std::size_t gate, std::span<const int> children);

private:
    /// Children of an all or any gate without repetition and without constants that change nothing, nested gates of
    /// its kind that nobody else uses unfolded. Valid until the next call.
    std::span<const int> flat(std::size_t gate, std::span<const int> children);

    const Gates &m_from;
    const std::vector<int> &m_uses;
    std::vector<int> m_eventGate; ///< per event
    std::vector<int> m_mark;      ///< per new gate: last gate that took it as a child
    std::vector<int> m_kept;
    int m_works = -1;
    int m_fails = -1;
};

} // namespace headroom::reliability
