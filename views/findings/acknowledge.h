#pragma once

#include "model/analysis/finding.h"

#include <QString>

#include <optional>

class QWidget;

namespace headroom::findings {

/// The edit that acknowledges an open finding with a reason that the user is asked for, or takes an acknowledgment
/// back; nothing when the user gives no reason.
/// @param title  of the finding, as it is shown
[[nodiscard]] std::optional<edits::Edit> askToAcknowledge(const analysis::Finding &finding, const QString &title,
                                                          QWidget *parent);

} // namespace headroom::findings
