#include "views/export/png_writer.h"

#include "model/reporting/numbers.h"
#include "model/serialization/png_design.h"
#include "views/export/picture_painter.h"

#include <QBuffer>
#include <QImageWriter>

#include <algorithm>
#include <cmath>

namespace headroom::pictures {

namespace {

constexpr int kTile = 4096;
constexpr double kPixelsPerInch = 96; ///< at 100 %
constexpr double kMetersPerInch = 0.0254;

std::string sizeText(double width, double height)
{
    return reporting::grouped(width) + " × " + reporting::grouped(height);
}

void paintTile(QImage &image, const QRect &tile, const Picture &picture, double scale)
{
    uchar *first
        = image.bits() + static_cast<qsizetype>(tile.y()) * image.bytesPerLine() + static_cast<qsizetype>(tile.x()) * 4;
    QImage part(first, tile.width(), tile.height(), image.bytesPerLine(), image.format());
    QPainter painter(&part);
    painter.translate(-tile.topLeft());
    painter.scale(scale, scale);
    paintPicture(painter, picture, QRectF(QPointF(tile.topLeft()) / scale, QSizeF(tile.size()) / scale));
}

} // namespace

Result<QImage> imageOf(const Picture &picture, double scale)
{
    const double width = std::max(1.0, std::ceil(picture.size.width() * scale - 1e-6));
    const double height = std::max(1.0, std::ceil(picture.size.height() * scale - 1e-6));
    if (width * height > kMostPixels || std::max(width, height) > 1e6)
        return Error { "the picture would have " + sizeText(width, height) + " pixels, and 200 million are the most",
                       "PNG",
                       "Choose a smaller scale, fewer stages or a selection, or SVG or PDF, which have no pixels" };
    const bool isOpaque = picture.ground.isValid() && picture.ground.alpha() == 255;
    QImage image(static_cast<int>(width), static_cast<int>(height),
                 isOpaque ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return Error { "there is not enough memory for " + sizeText(width, height) + " pixels", "PNG",
                       "Choose a smaller scale, or SVG" };
    image.fill(isOpaque ? picture.ground : QColor(Qt::transparent));
    for (int y = 0; y < image.height(); y += kTile)
        for (int x = 0; x < image.width(); x += kTile)
            paintTile(image, QRect(x, y, kTile, kTile).intersected(image.rect()), picture, scale);
    const int perMeter = static_cast<int>(std::lround(kPixelsPerInch * scale / kMetersPerInch));
    image.setDotsPerMeterX(perMeter);
    image.setDotsPerMeterY(perMeter);
    return image;
}

Result<QByteArray> pngOf(const Picture &picture, double scale, std::string_view design)
{
    const Result<QImage> image = imageOf(picture, scale);
    if (!image)
        return image.error();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QBuffer::ReadWrite);
    QImageWriter writer(&buffer, "png");
    if (!writer.write(*image))
        return Error { "the picture could not be packed: " + writer.errorString().toStdString(), "PNG",
                       "Choose a smaller scale" };
    buffer.close();
    if (design.empty())
        return bytes;
    const std::string carrying = serialization::pngWithDesign(
        std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())), design);
    return QByteArray::fromStdString(carrying);
}

} // namespace headroom::pictures
