#pragma once

#include "model/reliability/availability.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace headroom::reliability {

/// An availability taken apart the way availability() computes it, so that each step can be followed.
struct Expansion {
    enum class Kind {
        Event,    ///< one event of the structure: p
        Series,   ///< all of its parts: Π pᵢ
        Parallel, ///< any of its parts: 1 − Π (1 − pᵢ)
        Split,    ///< by one of them (Shannon): p·with + (1 − p)·without; parts: that one, with it, without it
        Number,   ///< what is left to decide nothing: how much of the requests succeeds
        Diagram   ///< a part with too many splits to be shown one by one; parts: what it depends on
    };
    struct Term {
        Kind kind = Kind::Number;
        double value = 1;            ///< 0..1
        int event = -1;              ///< of the structure
        std::size_t splits = 0;      ///< of a diagram
        std::vector<int> parts = {}; ///< terms before this one
    };
    std::vector<Term> terms;  ///< parts before what they are parts of
    std::vector<int> factors; ///< A is the product of these; none where no request can succeed
    bool isPossible = true;
};

/// The steps of an availability that is counted out; nothing of one that is sampled.
/// @param up  per event of the structure: its availability, 0..1.
/// @param mostSplits  of one independent part that are shown; beyond, the part is one term.
/// Source: domain spec 5.4.  As long as availability() takes with this effort.
[[nodiscard]] std::optional<Expansion> expansionOf(const Structure &structure, const std::vector<double> &up,
                                                   const Effort &effort, std::size_t mostSplits);

} // namespace headroom::reliability
