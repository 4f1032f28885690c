#pragma once

#include "model/cost/sizing.h"

#include <string>

namespace headroom::serialization {

/// The document of `headroom size --format json` (resources/schema/size.schema.json): what changes, or what stands in
/// the way, and the figures before and after. Ends with LF.
/// @pre `sized` is a sizing of `given`, the stage it began with.
[[nodiscard]] std::string writeSizing(const cost::SizedDesign &sized, const project::Stage &given,
                                      const catalog::Catalog &catalog);

} // namespace headroom::serialization
