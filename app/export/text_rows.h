#pragma once

#include "app/export/formats.h"

namespace headroom::app {

/// A row for each text that other programs read (model/exchange).
[[nodiscard]] std::vector<ExportFormat> textRows();

} // namespace headroom::app
