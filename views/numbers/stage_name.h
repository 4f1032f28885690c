#pragma once

#include <QString>

#include <cstddef>

namespace headroom::screen {

/// "stage 4 (Catalog cache)"; "stage 1" where its name says no more than that.
[[nodiscard]] QString stageName(std::size_t stage, const QString &name);

} // namespace headroom::screen
