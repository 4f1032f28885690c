#pragma once

#include "model/core/result.h"

#include <QString>

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

class QWidget;

namespace headroom::app {

/// Makes something off the interface's thread and waits for it: for half a second with a waiting cursor, then with a
/// bar that can be canceled. Canceled work ends at its next step, unheard.
/// @param work    outlives nothing it refers to: it may still run after a cancel, so it holds copies
/// @param label   what is done, for the bar
/// @return nothing: canceled.
[[nodiscard]] std::optional<Result<std::string>>
doPatiently(const std::function<Result<std::string>(const std::stop_token &stop)> &work, const QString &label,
            QWidget *parent);

} // namespace headroom::app
