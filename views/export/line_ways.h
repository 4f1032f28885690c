#pragma once

#include "model/catalog/catalog.h"
#include "model/exchange/text_formats.h"

#include <memory>

namespace headroom::pictures {

/// How the lines of a stage run when every place is open: as the canvas leads them, in the fewest points that keep within
/// three pixels of that way. A smooth line that meets no card when drawn straight has only its two ends, so that other
/// programs can move what it joins. A line that is not drawn has none. Needs no fonts and no QGuiApplication.
[[nodiscard]] exchange::Ways waysOf(const std::shared_ptr<const project::Stage> &stage,
                                    const catalog::Catalog &catalog);

} // namespace headroom::pictures
