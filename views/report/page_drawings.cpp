#include "views/report/page_drawings.h"

#include "model/reporting/visible_text.h"
#include "views/export/picture_painter.h"

#include <QImage>
#include <QSvgRenderer>

#include <algorithm>

namespace headroom::paper {

QString seen(const std::string &text)
{
    return QString::fromStdString(reporting::visibleText(text));
}

namespace {

std::function<void(QPainter &)> svgPainter(const QByteArray &svg, QSizeF size)
{
    auto renderer = std::make_shared<QSvgRenderer>(svg);
    return [renderer, size](QPainter &painter) { renderer->render(&painter, QRectF(QPointF(), size)); };
}

} // namespace

std::function<void(QPainter &)> painterOf(const report_writing::Logo &logo)
{
    const QByteArray bytes = QByteArray::fromStdString(logo.bytes);
    const QSizeF size(logo.width, logo.height);
    if (logo.mime == "image/svg+xml")
        return svgPainter(bytes, size);
    return [image = QImage::fromData(bytes), size](QPainter &painter) {
        painter.drawImage(QRectF(QPointF(), size), image);
    };
}

Flow::Drawn Drawings::of(const report_writing::Diagram &diagram)
{
    std::shared_ptr<const pictures::Picture> &picture = m_made[&diagram];
    if (!picture)
        picture = std::make_shared<const pictures::Picture>(m_source ? m_source(diagram) : pictures::Picture());
    Flow::Drawn drawn { picture->size, [picture](QPainter &painter) { pictures::paintPicture(painter, *picture); },
                        seen(diagram.caption) };
    for (const pictures::Part &part : picture->parts)
        for (const pictures::Shape &shape : part.shapes)
            if (const auto *text = std::get_if<pictures::Label>(&shape); text && !text->text.isEmpty())
                drawn.letters = drawn.letters > 0 ? std::min<double>(drawn.letters, text->pixels) : text->pixels;
    return drawn;
}

} // namespace headroom::paper
