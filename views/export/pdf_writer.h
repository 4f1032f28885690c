#pragma once

#include "model/core/result.h"
#include "views/export/shapes.h"

#include <QByteArray>
#include <QPageLayout>

#include <optional>
#include <vector>

namespace headroom::pictures {

/// The pages of a PDF.
struct Sheet {
    std::optional<QPageSize::PageSizeId> size = {}; ///< absent: each page as large as its picture
};

/// A page for each picture, in order, as PDF 1.4: lines and text, fonts embedded, title in the metadata. On a sheet of a
/// fixed size the picture is turned where that makes it larger, set in the middle, and never enlarged beyond 100 %.
/// The same pictures give the same bytes: it says neither when nor where it was made.
/// @param title  of the document; empty: that of the first picture.
/// @pre  at least one picture. Error: it could not be made.
[[nodiscard]] Result<QByteArray> pdfOf(const std::vector<Picture> &pictures, const Sheet &sheet,
                                       const QString &title = {});

} // namespace headroom::pictures
