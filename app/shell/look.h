#pragma once

#include "app/settings/settings.h"
#include "views/theme/theme.h"

namespace headroom::app {

/// Remembers which look the desktop has; call once after QApplication exists and before applyLook().
void rememberDesktopLook();

/// The theme that a choice means on this desktop.
[[nodiscard]] const theme::Theme &themeFor(LookChoice choice);

/// Style, palette, font and style sheet of the whole program.
void applyLook(const theme::Theme &theme);

} // namespace headroom::app
