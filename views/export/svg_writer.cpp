#include "views/export/svg_writer.h"

#include "model/reporting/visible_text.h"
#include "views/export/icon_shapes.h"
#include "views/export/text_fit.h"

#include <QFontInfo>

#include <charconv>
#include <cmath>

namespace headroom::pictures {

namespace {

/// Attributes and texts with everything escaped that XML gives a meaning.
QByteArray escaped(const QString &text)
{
    return QByteArray::fromStdString(reporting::markupText(text.toStdString()));
}

/// Puts the elements of one document together.
class SvgWriter {
public:
    QByteArray write(const Picture &picture);

private:
    void write(const Part &part);
    void write(const Box &box);
    void write(const Path &path);
    void write(const Label &label);
    void write(const Glyph &glyph);
    void addColor(const char *attribute, const QColor &color);
    void addStroke(const Stroke &stroke);
    void addTitles(const QString &title, const QString &description, const char *indent);
    void number(const char *attribute, double value);
    void number(double value);

    QByteArray m_out;
};

/// Hundredths of a pixel, with a point in every locale.
void SvgWriter::number(double value)
{
    const double rounded = std::round(value * 100) / 100;
    char digits[40];
    const auto end
        = std::to_chars(digits, digits + sizeof digits, rounded == 0 ? 0.0 : rounded, std::chars_format::fixed);
    m_out.append(digits, static_cast<qsizetype>(end.ptr - digits));
}

void SvgWriter::number(const char *attribute, double value)
{
    m_out += ' ';
    m_out += attribute;
    m_out += "=\"";
    number(value);
    m_out += '"';
}

void SvgWriter::addColor(const char *attribute, const QColor &color)
{
    m_out += ' ';
    m_out += attribute;
    m_out += "=\"";
    m_out += color.isValid() ? color.name(QColor::HexRgb).toLatin1() : QByteArray("none");
    m_out += '"';
    if (color.isValid() && color.alpha() < 255) {
        m_out += ' ';
        m_out += attribute;
        m_out += "-opacity=\"";
        char digits[16];
        const auto end = std::to_chars(digits, digits + sizeof digits, std::round(color.alphaF() * 1000) / 1000,
                                       std::chars_format::fixed, 3);
        m_out.append(digits, static_cast<qsizetype>(end.ptr - digits));
        m_out += '"';
    }
}

void SvgWriter::addStroke(const Stroke &stroke)
{
    if (stroke.width <= 0)
        return;
    addColor("stroke", stroke.color);
    number("stroke-width", stroke.width);
    if (!stroke.dashes.isEmpty()) {
        m_out += " stroke-dasharray=\"";
        for (qsizetype i = 0; i < stroke.dashes.size(); ++i) {
            if (i > 0)
                m_out += ' ';
            number(stroke.dashes[i]);
        }
        m_out += '"';
    }
    m_out += stroke.hasRoundEnds ? " stroke-linecap=\"round\" stroke-linejoin=\"round\"" : " stroke-linejoin=\"round\"";
}

void SvgWriter::addTitles(const QString &title, const QString &description, const char *indent)
{
    if (!title.isEmpty())
        m_out += indent + ("<title>" + escaped(title) + "</title>\n");
    if (!description.isEmpty())
        m_out += indent + ("<desc>" + escaped(description) + "</desc>\n");
}

void SvgWriter::write(const Box &box)
{
    m_out += "  <rect";
    number("x", box.rect.x());
    number("y", box.rect.y());
    number("width", box.rect.width());
    number("height", box.rect.height());
    if (box.radius > 0)
        number("rx", std::min({ box.radius, box.rect.width() / 2, box.rect.height() / 2 }));
    addColor("fill", box.fill);
    addStroke(box.stroke);
    m_out += "/>\n";
}

void SvgWriter::write(const Path &path)
{
    m_out += "  <path d=\"";
    for (qsizetype i = 0; i < path.points.size(); ++i) {
        m_out += i == 0 ? 'M' : i == 1 ? 'L' : ' ';
        number(path.points[i].x());
        m_out += ' ';
        number(path.points[i].y());
    }
    m_out += path.isClosed ? "Z\"" : "\"";
    addColor("fill", path.fill);
    addStroke(path.stroke);
    m_out += "/>\n";
}

void SvgWriter::write(const Label &label)
{
    const bool isTurned = isRightToLeft(label.text);
    m_out += "  <text";
    number("x", label.at.x());
    number("y", label.at.y());
    number("font-size", label.pixels);
    if (label.weight != QFont::Normal)
        m_out += " font-weight=\"" + QByteArray::number(label.weight) + '"';
    // From right to left a line begins at its right end.
    const bool isEnd = label.anchor == Anchor::Middle ? false : (label.anchor == Anchor::End) != isTurned;
    if (label.anchor == Anchor::Middle)
        m_out += " text-anchor=\"middle\"";
    else if (isEnd)
        m_out += " text-anchor=\"end\"";
    if (isTurned)
        m_out += " direction=\"rtl\"";
    addColor("fill", label.color);
    if (label.isStruck)
        m_out += " text-decoration=\"line-through\"";
    if (label.isTight && !isTurned) { // a wider font would run over what is beside it
        number("textLength", label.width);
        m_out += " lengthAdjust=\"spacingAndGlyphs\"";
    }
    m_out += '>' + escaped(label.text) + "</text>\n";
}

void SvgWriter::write(const Glyph &glyph)
{
    m_out += "  <g transform=\"translate(";
    number(glyph.box.x());
    m_out += ' ';
    number(glyph.box.y());
    m_out += ") scale(";
    number(glyph.box.width() / 24);
    m_out += ")\" fill=\"none\"";
    addColor("stroke", glyph.color);
    m_out += " stroke-width=\"1.7\" stroke-linecap=\"round\" stroke-linejoin=\"round\">";
    m_out += QByteArray(iconElements(glyph.icon)).replace("currentColor", glyph.color.name().toLatin1());
    m_out += "</g>\n";
}

void SvgWriter::write(const Part &part)
{
    m_out += " <g";
    if (!part.id.isEmpty())
        m_out += " id=\"hr-" + part.id.toLatin1() + '"';
    if (!part.title.isEmpty())
        m_out += " role=\"img\"";
    if (part.opacity < 1)
        number("opacity", part.opacity);
    m_out += ">\n";
    addTitles(part.title, part.description, "  ");
    for (const Shape &shape : part.shapes)
        std::visit([this](const auto &each) { write(each); }, shape);
    m_out += " </g>\n";
}

QByteArray SvgWriter::write(const Picture &picture)
{
    QByteArray families = escaped(pictureFont(12, QFont::Normal).family());
    families = '\'' + families.replace("&#39;", "") + '\'';
    m_out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\"";
    number("width", picture.size.width());
    number("height", picture.size.height());
    m_out += " viewBox=\"0 0 ";
    number(picture.size.width());
    m_out += ' ';
    number(picture.size.height());
    m_out += "\" font-family=\"" + families
        + ", 'Noto Sans', 'DejaVu Sans', Arial, Helvetica, sans-serif\" role=\"group\">\n";
    addTitles(picture.title, picture.description, " ");
    if (picture.ground.isValid()) {
        m_out += " <rect";
        number("width", picture.size.width());
        number("height", picture.size.height());
        addColor("fill", picture.ground);
        m_out += "/>\n";
    }
    for (const Part &part : picture.parts)
        write(part);
    m_out += "</svg>\n";
    return std::move(m_out);
}

} // namespace

QByteArray svgOf(const Picture &picture)
{
    return SvgWriter().write(picture);
}

} // namespace headroom::pictures
