#pragma once

#include <QString>

namespace headroom::app {

/// The group of settings that belong to one design: "export/" and a hash, as a path holds characters that keys may not.
/// @param topic   "export"
/// @param design  path of its file; empty: a new design
[[nodiscard]] QString groupOfDesign(const QString &topic, const QString &design);

} // namespace headroom::app
