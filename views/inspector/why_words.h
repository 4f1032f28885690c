#pragma once

#include "model/derivation/derivation.h"

#include <QString>

#include <vector>

namespace headroom::inspector {

/// A metric as the list of metrics names it: "CPU utilization: 0.87".
/// @param owner  name of the component in question, which need not be said again; empty for the whole design.
[[nodiscard]] QString metricTitle(const derivation::Metric &metric, const QString &owner);

/// A row of the tree: "Service time · published".
[[nodiscard]] QString nodeTitle(const derivation::Derivation &node, const QString &owner);

/// How many digits of a number are written.
enum class Digits {
    Brief, ///< three that say something, as everywhere in the window
    Whole  ///< as the model writes it
};

/// Its value with the unit, as the screen shows both.
[[nodiscard]] QString valueWords(const derivation::Derivation &node, Digits digits = Digits::Brief);

/// Three lines: symbol and formula, the formula with the values, the result; of an input its value.
[[nodiscard]] QString formulaOf(const derivation::Derivation &node, Digits digits = Digits::Brief);

/// Lines of a formula as rich text: what follows "_" in a symbol of one letter is set lower, in longer names "_" is a space.
[[nodiscard]] QString setInType(const QString &formula);

/// Name and source of the formula, its note, and how far an input can be trusted; empty when there is nothing to say.
[[nodiscard]] QString aboutNode(const derivation::Derivation &node);

/// The inputs that move a number most, one a line.
[[nodiscard]] QString sensitivityText(const std::vector<derivation::Sensitivity> &found);

} // namespace headroom::inspector
