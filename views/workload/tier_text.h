#pragma once

#include "model/reliability/tolerance.h"

#include <QString>

namespace headroom::workload_views {

/// "Standard"
[[nodiscard]] QString tierName(const reliability::Tier &tier);

/// "Standard · 99.9 %"
[[nodiscard]] QString tierText(const reliability::Tier &tier);

} // namespace headroom::workload_views
