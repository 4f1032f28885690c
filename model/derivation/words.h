#pragma once

#include "model/derivation/derivation.h"

namespace headroom::derivation {

/// The word for it in files: "measured", "published", "illustrative", "size", "yours", "definition".
[[nodiscard]] const char *idOf(Trust trust);

/// The same for readers: "from the size", "by definition"; the others read as they are.
[[nodiscard]] const char *textOf(Trust trust);

/// "component", "connection", "workload", "class" or "question".
[[nodiscard]] const char *idOf(Place::Owner owner);

} // namespace headroom::derivation
