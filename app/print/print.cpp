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

std::shared_ptr<QPrinter> askForPrinter(const pictures::Picture &first, const QString &name, QWidget *parent)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(name);
    printer->setPageOrientation(first.size.width() > first.size.height() ? QPageLayout::Landscape
                                                                         : QPageLayout::Portrait);
    QPrintDialog dialog(printer.get(), parent);
    dialog.setWindowTitle(QCoreApplication::translate("Print", "Print"));
    return dialog.exec() == QDialog::Accepted ? printer : nullptr;
}

void printPages(QPrinter &printer, const std::vector<pictures::Picture> &pages, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return;
    printer.setPageMargins(QMarginsF(kMargin, kMargin, kMargin, kMargin), QPageLayout::Point);
    QPainter painter;
    if (!painter.begin(&printer))
        return;
    for (std::size_t i = 0; i < pages.size() && !(i > 0 && stop.stop_requested()); ++i) {
        if (i > 0)
            printer.newPage();
        const QRectF area(QPointF(), printer.pageLayout().paintRectPixels(printer.resolution()).size());
        pictures::paintFitted(painter, pages[i], area, printer.resolution() / kPixelsPerInch);
    }
}

} // namespace headroom::app
