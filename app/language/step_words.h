#pragma once

#include <QString>

namespace headroom::app {

/// The name of an undo step in the language spoken. @param step  as edits::describe() says it; others stay as they are.
[[nodiscard]] QString stepWords(const QString &step);

} // namespace headroom::app
