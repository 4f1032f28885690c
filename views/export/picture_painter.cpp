#include "views/export/picture_painter.h"

#include "views/export/icon_shapes.h"
#include "views/export/text_fit.h"

#include <QSvgRenderer>

#include <algorithm>
#include <map>
#include <memory>

namespace headroom::pictures {

namespace {

/// Turns shapes into calls of a painter; keeps the icons it has read.
class PicturePainter {
public:
    explicit PicturePainter(QPainter &painter)
        : m_painter(painter)
    {
    }

    void paint(const Box &box)
    {
        m_painter.setPen(penOf(box.stroke));
        m_painter.setBrush(box.fill.isValid() ? QBrush(box.fill) : QBrush(Qt::NoBrush));
        if (box.radius > 0)
            m_painter.drawRoundedRect(box.rect, box.radius, box.radius);
        else
            m_painter.drawRect(box.rect);
    }

    void paint(const Path &path)
    {
        m_painter.setPen(penOf(path.stroke));
        m_painter.setBrush(path.fill.isValid() ? QBrush(path.fill) : QBrush(Qt::NoBrush));
        if (path.isClosed)
            m_painter.drawPolygon(path.points);
        else
            m_painter.drawPolyline(path.points);
    }

    void paint(const Label &label)
    {
        QFont font = pictureFont(label.pixels, label.weight);
        font.setStrikeOut(label.isStruck);
        m_painter.setFont(font);
        m_painter.setPen(label.color);
        const double share = label.anchor == Anchor::Start ? 0 : label.anchor == Anchor::Middle ? 0.5 : 1;
        m_painter.drawText(label.at - QPointF(label.width * share, 0), label.text);
    }

    void paint(const Glyph &glyph)
    {
        std::unique_ptr<QSvgRenderer> &icon = m_icons[{ glyph.icon, glyph.color.rgb() }];
        if (!icon)
            icon = std::make_unique<QSvgRenderer>(iconDocument(glyph.icon, glyph.color.name().toLatin1()));
        icon->render(&m_painter, glyph.box);
    }

private:
    static QPen penOf(const Stroke &stroke)
    {
        if (stroke.width <= 0)
            return { Qt::NoPen };
        QPen pen(stroke.color, stroke.width, Qt::SolidLine, stroke.hasRoundEnds ? Qt::RoundCap : Qt::FlatCap,
                 Qt::RoundJoin);
        if (!stroke.dashes.isEmpty()) {
            QList<qreal> pattern;
            for (const double dash : stroke.dashes)
                pattern << dash / stroke.width;
            pen.setDashPattern(pattern);
        }
        return pen;
    }

    QPainter &m_painter;
    std::map<std::pair<QString, QRgb>, std::unique_ptr<QSvgRenderer>> m_icons;
};

/// Around all shapes of a part, generously.
QRectF reachOf(const Part &part)
{
    QRectF reach;
    for (const Shape &shape : part.shapes) {
        if (const auto *box = std::get_if<Box>(&shape))
            reach |= box->rect;
        else if (const auto *path = std::get_if<Path>(&shape))
            reach |= path->points.boundingRect().adjusted(0, 0, 0.01, 0.01);
        else if (const auto *text = std::get_if<Label>(&shape))
            reach |= QRectF(text->at.x() - text->width, text->at.y() - 2 * text->pixels, 2 * text->width + 1,
                            3 * text->pixels);
        else if (const auto *glyph = std::get_if<Glyph>(&shape))
            reach |= glyph->box;
    }
    return reach.adjusted(-12, -12, 12, 12);
}

} // namespace

void paintPicture(QPainter &painter, const Picture &picture, const QRectF &visible)
{
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    if (picture.ground.isValid())
        painter.fillRect(QRectF({}, picture.size), picture.ground);
    PicturePainter shapes(painter);
    for (const Part &part : picture.parts) {
        if (!visible.isNull() && !reachOf(part).intersects(visible))
            continue;
        painter.setOpacity(part.opacity);
        for (const Shape &shape : part.shapes)
            std::visit([&](const auto &each) { shapes.paint(each); }, shape);
    }
    painter.restore();
}

void paintFitted(QPainter &painter, const Picture &picture, const QRectF &area, double unitsPerPixel)
{
    const double scale = std::min({ unitsPerPixel, area.width() / std::max(picture.size.width(), 1.0),
                                    area.height() / std::max(picture.size.height(), 1.0) });
    painter.save();
    painter.translate(area.center() - QPointF(picture.size.width(), picture.size.height()) * scale / 2);
    painter.scale(scale, scale);
    paintPicture(painter, picture);
    painter.restore();
}

} // namespace headroom::pictures
