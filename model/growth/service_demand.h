#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

namespace headroom::growth {

/// Makes all service times of a design so many times as long: of what its classes and jobs ask for, and those that its
/// components state themselves (parameters in seconds that a kind's service times are made of). Times that the catalog
/// alone says, and fixed latencies, stay.
/// @param factor  > 0
void scaleServiceDemand(project::Project &project, double factor, const catalog::Catalog &catalog);

} // namespace headroom::growth
