#pragma once

#include "model/derivation/derivation.h"

#include <functional>
#include <string>

namespace headroom::test {

/// To 1e-12.
[[nodiscard]] bool isSame(double a, double b);

/// The node and all below it.
void visit(const derivation::Derivation &node, const std::function<void(const derivation::Derivation &)> &each);

/// What is wrong with a tree: a formula that does not give its value, an input without source, …; empty when nothing is.
[[nodiscard]] std::string problemOf(const derivation::Derivation &root);

} // namespace headroom::test
