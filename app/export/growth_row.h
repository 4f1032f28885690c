#pragma once

#include "app/export/formats.h"

namespace headroom::app {

/// The growth of a design as a page for browsers.
[[nodiscard]] ExportFormat growthRow();

} // namespace headroom::app
