#pragma once

#include "model/report_writing/document.h"
#include "views/export/shapes.h"

#include <QPainter>
#include <QSizeF>
#include <QString>

#include <functional>
#include <vector>

namespace headroom::paper {

/// A drawing of the document; asked for once each.
using DiagramSource = std::function<pictures::Picture(const report_writing::Diagram &diagram)>;

constexpr double kMargin = 54; ///< pt on every side

/// A page as what is painted on it, in points from its upper left corner.
using Page = std::vector<std::function<void(QPainter &)>>;

/// Where a section begins.
struct Entry {
    QString title;
    int page = 0; ///< from 0
    double y = 0; ///< pt from the top of the page
};

/// A line of the contents.
struct Link {
    int page = 0;
    QRectF rect;
    std::size_t entry = 0; ///< that it leads to
};

/// A report cut into pages: title, contents with page numbers, sections; with header and footer. No row of a table that
/// fits a page is cut, headings stay with what follows, heads of tables come again on every page. A diagram whose letters
/// would be too small to read gets a page of its own, across or of twice the size. A decision record is made smaller, down to three quarters, until it fits one page.
struct Pages {
    std::vector<Page> pages;
    std::vector<QSizeF> sizes; ///< of each, pt
    std::vector<Entry> contents;
    std::vector<Link> links;
};

/// @param size  of a page in points. Needs QGuiApplication, for the letters.
[[nodiscard]] Pages pagesOf(const report_writing::Document &document, const DiagramSource &diagrams, QSizeF size);

} // namespace headroom::paper
