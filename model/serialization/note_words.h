#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <string>

namespace headroom::serialization {

/// A note or message of the reader with names in place of the path into the file, as people who never saw the file
/// read it: "stages/4/components/2: …" → "Stage 5 “Replicas”, Database: …". What has no such path stays as it is.
[[nodiscard]] std::string withNames(const std::string &note, const project::Project &project,
                                    const catalog::Catalog &catalog);

} // namespace headroom::serialization
