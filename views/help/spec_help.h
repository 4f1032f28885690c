#pragma once

#include "model/catalog/catalog.h"

#include <QString>

namespace headroom::help {

/// What a kind of components is, what can fill up in it and what can be stated about it; simple markup.
[[nodiscard]] QString helpOf(const catalog::Kind &kind, const catalog::Catalog &catalog);

/// What a parameter means: its range, default and where that comes from; simple markup.
[[nodiscard]] QString helpOf(const catalog::ParameterSpec &spec);

} // namespace headroom::help
