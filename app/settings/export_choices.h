#pragma once

#include "views/export/choices.h"

namespace headroom::app {

/// What was chosen for the last export of a design. @param design  path of its file; empty: designs without one.
/// What was never chosen has its default.
[[nodiscard]] pictures::Choices exportChoices(const QString &design);
void keepExportChoices(const QString &design, const pictures::Choices &choices);

} // namespace headroom::app
