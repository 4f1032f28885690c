#pragma once

#include "model/catalog/catalog.h"

#include <vector>

namespace headroom::catalog {

/// The kinds that can do something with what a component of this kind hands on, in the order of the catalog: those
/// that handle an operation it starts, passes on, or causes by what it handles. Sources, places and the kind itself,
/// unless it forwards, are left out.  O(kinds · operations).
[[nodiscard]] std::vector<const Kind *> fittingKinds(const Catalog &catalog, const Kind &from);

} // namespace headroom::catalog
