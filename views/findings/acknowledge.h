#pragma once

#include "model/analysis/finding.h"

#include <optional>

class QWidget;

namespace headroom::findings {

/// The edit that acknowledges an open finding with a reason that the user is asked for, or takes an acknowledgment
/// back; nothing when the user gives no reason.
[[nodiscard]] std::optional<edits::Edit> askToAcknowledge(const analysis::Finding &finding, QWidget *parent);

} // namespace headroom::findings
