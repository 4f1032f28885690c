#pragma once

#include "views/report/report_pages.h"

#include <QByteArray>

namespace headroom::paper {

/// The PDF with its lines of contents leading to their sections, and with the sections as its outline: QPdfWriter knows
/// neither. A file that Qt does not write so is left as it is.
/// @param pages  what was painted on its pages
/// Source: ISO 32000-1, 12.3.2 destinations, 12.3.3 document outline, 12.5.6.5 link annotations.
[[nodiscard]] QByteArray withLinks(const QByteArray &pdf, const Pages &pages);

} // namespace headroom::paper
