#pragma once

#include "model/core/result.h"
#include "views/export/shapes.h"

#include <QByteArray>
#include <QImage>

#include <string_view>

namespace headroom::pictures {

constexpr double kMostPixels = 200e6; ///< of a PNG; a picture needs four bytes of memory for each

/// The picture as an image of exactly ⌈size · scale⌉ pixels, with the physical size set so that it shows as large as at
/// 100 %. Painted in tiles, as Qt paints no further than 32,767 pixels. @param scale  0.1..4.
/// Error: more than 200 million pixels; names the size and the mend.
[[nodiscard]] Result<QImage> imageOf(const Picture &picture, double scale);

/// imageOf() as PNG. @param design  text of a `.headroom` file that the picture carries; empty: none.
/// The same input gives the same bytes. Source: PNG (ISO 15948), 11.3.4.5 iTXt.
[[nodiscard]] Result<QByteArray> pngOf(const Picture &picture, double scale, std::string_view design = {});

} // namespace headroom::pictures
