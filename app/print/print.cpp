#include "app/print/print.h"

#include "views/export/picture_painter.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>

namespace headroom::app {

namespace {

constexpr double kMargin = 28;          ///< points
constexpr double kPixelsPerInch = 96.0; ///< at 100 %

} // namespace

void askAndPrint(const std::vector<pictures::Picture> &pages, const QString &name, QWidget *parent)
{
    QPrinter printer(QPrinter::HighResolution);
    printer.setDocName(name);
    const QSizeF size = pages.front().size;
    printer.setPageOrientation(size.width() > size.height() ? QPageLayout::Landscape : QPageLayout::Portrait);
    QPrintDialog dialog(&printer, parent);
    dialog.setWindowTitle(QCoreApplication::translate("Print", "Print"));
    if (dialog.exec() == QDialog::Accepted)
        printPages(printer, pages);
}

void printPages(QPrinter &printer, const std::vector<pictures::Picture> &pages)
{
    printer.setPageMargins(QMarginsF(kMargin, kMargin, kMargin, kMargin), QPageLayout::Point);
    QPainter painter;
    if (!painter.begin(&printer))
        return;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (i > 0)
            printer.newPage();
        const QRectF area(QPointF(), printer.pageLayout().paintRectPixels(printer.resolution()).size());
        pictures::paintFitted(painter, pages[i], area, printer.resolution() / kPixelsPerInch);
    }
}

} // namespace headroom::app
