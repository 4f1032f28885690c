#include "views/export/pdf_writer.h"

#include "views/export/pdf_dates.h"
#include "views/export/picture_painter.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>

#include <algorithm>

namespace headroom::pictures {

namespace {

constexpr double kPointsPerPixel = 0.75; ///< 72 points and 96 pixels to the inch
constexpr double kSheetMargin = 28;      ///< points around a picture on a sheet: 10 mm
constexpr int kResolution = 1200;        ///< units to the inch
constexpr double kUnitsPerPixel = kResolution / 96.0;

QPageLayout layoutOf(const Picture &picture, const Sheet &sheet)
{
    if (!sheet.size)
        return { QPageSize(picture.size * kPointsPerPixel, QPageSize::Point, {}, QPageSize::ExactMatch),
                 QPageLayout::Portrait,
                 {},
                 QPageLayout::Point };
    const QPageSize size(*sheet.size);
    const QSizeF points = size.size(QPageSize::Point) - QSizeF(2 * kSheetMargin, 2 * kSheetMargin);
    const auto fit = [&](double width, double height) {
        return std::min(width / picture.size.width(), height / picture.size.height());
    };
    const bool isTurned = std::min(fit(points.height(), points.width()), kPointsPerPixel)
        > std::min(fit(points.width(), points.height()), kPointsPerPixel);
    return { size, isTurned ? QPageLayout::Landscape : QPageLayout::Portrait,
             QMarginsF(kSheetMargin, kSheetMargin, kSheetMargin, kSheetMargin), QPageLayout::Point };
}

} // namespace

Result<QByteArray> pdfOf(const std::vector<Picture> &pictures, const Sheet &sheet, const QString &title)
{
    const QString name = title.isEmpty() ? pictures.front().title : title;
    const SteadyOrder order;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QBuffer::ReadWrite);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kResolution);
        writer.setCreator(QStringLiteral("Headroom"));
        writer.setTitle(name);
        writer.setDocumentXmpMetadata(metadataOf(name));
        writer.setPageLayout(layoutOf(pictures.front(), sheet));
        QPainter painter;
        if (!painter.begin(&writer))
            return Error { "the document could not be begun", "PDF", "Choose SVG instead" };
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            if (i > 0) {
                writer.setPageLayout(layoutOf(pictures[i], sheet));
                writer.newPage();
            }
            const QRectF page(QPointF(), QSizeF(writer.width(), writer.height()));
            if (sheet.size && pictures[i].ground.isValid()) { // the whole sheet has the color of the picture
                const QRectF paper = writer.pageLayout().fullRectPixels(kResolution);
                const QPointF corner = writer.pageLayout().paintRectPixels(kResolution).topLeft();
                painter.fillRect(paper.translated(-corner), pictures[i].ground);
            }
            paintFitted(painter, pictures[i], page, kUnitsPerPixel);
        }
    }
    buffer.close();
    return withoutDates(std::move(bytes));
}

} // namespace headroom::pictures
