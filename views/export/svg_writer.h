#pragma once

#include "views/export/shapes.h"

#include <QByteArray>

namespace headroom::pictures {

/// The picture as a standalone SVG 1.1 document in UTF-8, ending with LF: width and height in px with a view box, real
/// text with a generic font to fall back on, `title` and `desc` of each part, ids that begin with "hr-". No script, style
/// sheet, foreignObject or reference. The same picture gives the same bytes in every locale and time zone.
[[nodiscard]] QByteArray svgOf(const Picture &picture);

} // namespace headroom::pictures
