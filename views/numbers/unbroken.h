#pragma once

#include <QString>

namespace headroom::screen {

/// The text with every number kept on one line with the unit behind it, and words with a hyphen whole.
[[nodiscard]] QString unbroken(QString text);

} // namespace headroom::screen
