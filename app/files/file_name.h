#pragma once

#include <QString>

namespace headroom::app {

/// A name for a file, of letters and digits in lower case and single dashes, so that nothing in it leads elsewhere.
/// @return  at most 80 letters; "design" when nothing is left of the text.
[[nodiscard]] QString asFileName(const QString &text);

} // namespace headroom::app
