#pragma once

#include "views/theme/theme.h"

namespace headroom::theme {

/// Words that cannot be used. Where all words are nearly white, these have to be told from them by more than a shade.
inline QColor offColor(const Theme &theme)
{
    const bool isStark = theme.color(Role::Window) == theme.color(Role::Panel);
    return isStark ? theme.color(Role::Hairline).lighter(130) : theme.color(Role::Faint);
}

} // namespace headroom::theme
