#pragma once

#include "model/derivation/derivation.h"

#include <initializer_list>

namespace headroom::derivation {

/// A name of a formula made of any id: "m7g.large" → "m7g_large".
[[nodiscard]] std::string symbolOf(std::string_view id);

/// An input. Give it `trust`, `source` and `place` where it has them.
[[nodiscard]] Derivation leaf(std::string label, std::string symbol, double value, std::string unit);

/// A constant that is true by convention.
[[nodiscard]] Derivation constant(std::string label, std::string symbol, double value, std::string unit);

/// A time that the model takes for granted, illustrative; no parameter changes it. s.
[[nodiscard]] Derivation assumed(std::string label, std::string symbol, double value);

/// A value that `formula` gives for the children.  @pre the formula parses and uses no other names than their symbols.
[[nodiscard]] Derivation computed(std::string label, std::string symbol, double value, std::string unit,
                                  std::string_view formula, std::vector<Derivation> children);

/// The sum of the children, with their symbols made distinct; a plain zero without children.
[[nodiscard]] Derivation sum(std::string label, std::string symbol, double value, std::string unit,
                             std::vector<Derivation> children);

/// The product of the children. As sum() otherwise, but 1 without children.
[[nodiscard]] Derivation product(std::string label, std::string symbol, double value, std::string unit,
                                 std::vector<Derivation> children);

/// The least or greatest of the children: `function` is "min" or "max". As sum() otherwise.
[[nodiscard]] Derivation extreme(std::string_view function, std::string label, std::string symbol, double value,
                                 std::string unit, std::vector<Derivation> children);

/// A value found by a procedure that no formula states; `note` says which.
[[nodiscard]] Derivation method(std::string label, std::string symbol, std::optional<double> value, std::string unit,
                                std::string note, std::vector<Derivation> children);

/// The node with the name and the source of its formula.
[[nodiscard]] Derivation named(Derivation node, std::string name, std::string source = {});

/// The same node under another symbol.
[[nodiscard]] Derivation as(std::string symbol, Derivation node);

/// A node without its children, which `where` unfolds.
[[nodiscard]] Derivation folded(const Derivation &node, std::string where);

} // namespace headroom::derivation
