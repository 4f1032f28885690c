#pragma once

#include "model/catalog/formula.h"

#include <array>

namespace headroom::catalog {

/// A straight line in a few variables: base + Σ slope·variable.
struct Affine {
    static constexpr std::size_t kVariables = 4;
    double base = 0;
    std::array<double, kVariables> slopes {};
    [[nodiscard]] bool isConstant() const;
};

/// The formula as a straight line, where it is one; nothing when it bends (min of two lines, a price table).
/// @param values  one per formula.names(), in that order.  O(length), no allocation.
[[nodiscard]] std::optional<Affine> affineOf(const Formula &formula, std::span<const Affine> values);

} // namespace headroom::catalog
