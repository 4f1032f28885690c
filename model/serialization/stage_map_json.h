#pragma once

#include "model/growth/when_to_move.h"

#include <string>

namespace headroom::serialization {

/// As `headroom stages --format json` prints it: see resources/schema/stages.schema.json.
[[nodiscard]] std::string writeStageMap(const growth::StageMap &map);

} // namespace headroom::serialization
