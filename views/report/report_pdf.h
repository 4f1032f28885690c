#pragma once

#include "model/report_writing/document.h"
#include "views/report/report_pages.h"

#include <QByteArray>
#include <QPageSize>

namespace headroom::paper {

/// The report as a PDF: text stays text, drawings and charts stay lines. Same document, same bytes: the file holds no
/// date of its own. Needs QGuiApplication with any platform, for the letters.
/// @param size  A4 or Letter.
[[nodiscard]] QByteArray reportPdf(const report_writing::Document &document, const DiagramSource &diagrams,
                                   QPageSize::PageSizeId size);

} // namespace headroom::paper
