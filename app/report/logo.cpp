#include "app/report/logo.h"

#include "app/files/safe_file.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QSet>
#include <QSvgRenderer>
#include <QXmlStreamReader>
#include <QtEndian>

#include <algorithm>
#include <optional>

namespace headroom::app {

namespace {

using report_writing::Logo;
using LogoResult = Result<std::shared_ptr<const Logo>>;

constexpr std::int64_t kLargestLogo = 1 << 20;
constexpr qint64 kMostPixels = 40'000'000; ///< of the file; more would take too much memory to read
constexpr QSizeF kRoom(220, 64);           ///< px of a logo in a report
constexpr double kSharpness = 4;           ///< pixels kept per px, for print

const QString kSvgSpace = QStringLiteral("http://www.w3.org/2000/svg");
const QString kPageSpace = QStringLiteral("http://www.w3.org/1999/xhtml");

LogoResult refused(const char *what, const std::string &name, const char *mend)
{
    return Error { what, name, mend };
}

QSizeF fitted(QSizeF size)
{
    const double scale = std::min({ kRoom.width() / size.width(), kRoom.height() / size.height(), 1.0 });
    return size * scale;
}

/// Whether a style or a value of an attribute could fetch something.
bool reachesOut(QString text)
{
    text = text.toLower().remove(QLatin1Char(' '));
    if (text.contains(QLatin1Char('\\')) || text.contains(QLatin1String("@import"))
        || text.contains(QLatin1String("javascript:")) || text.contains(QLatin1String("expression(")))
        return true;
    for (qsizetype at = text.indexOf(QLatin1String("url(")); at >= 0; at = text.indexOf(QLatin1String("url("), at + 4))
        if (!text.mid(at + 4).startsWith(QLatin1Char('#')) && !text.mid(at + 5).startsWith(QLatin1Char('#')))
            return true;
    return false;
}

/// What of an element is not allowed in a logo.
std::optional<QString> problemOf(const QXmlStreamReader &xml)
{
    static const QSet<QString> kAllowed {
        QStringLiteral("svg"),      QStringLiteral("g"),
        QStringLiteral("defs"),     QStringLiteral("title"),
        QStringLiteral("desc"),     QStringLiteral("metadata"),
        QStringLiteral("path"),     QStringLiteral("rect"),
        QStringLiteral("circle"),   QStringLiteral("ellipse"),
        QStringLiteral("line"),     QStringLiteral("polyline"),
        QStringLiteral("polygon"),  QStringLiteral("text"),
        QStringLiteral("tspan"),    QStringLiteral("style"),
        QStringLiteral("stop"),     QStringLiteral("linearGradient"),
        QStringLiteral("clipPath"), QStringLiteral("radialGradient"),
    };
    const QString name = xml.name().toString();
    const bool isPicture = xml.namespaceUri() == kSvgSpace;
    if ((isPicture && !kAllowed.contains(name)) || xml.namespaceUri() == kPageSpace || xml.namespaceUri().isEmpty())
        return QStringLiteral("<%1>").arg(name.left(40));
    for (const QXmlStreamAttribute &each : xml.attributes()) {
        const QString key = each.name().toString().toLower();
        const bool isReference = key == QLatin1String("href") || key == QLatin1String("src");
        if (key.startsWith(QLatin1String("on")) || (isReference && !each.value().startsWith(QLatin1Char('#')))
            || reachesOut(each.value().toString()))
            return QStringLiteral("%1=…").arg(key.left(40));
    }
    return std::nullopt;
}

LogoResult svgLogo(const QByteArray &bytes, const std::string &name)
{
    QXmlStreamReader xml(bytes);
    while (!xml.atEnd()) {
        const QXmlStreamReader::TokenType token = xml.readNext();
        std::optional<QString> problem;
        if (token == QXmlStreamReader::DTD || token == QXmlStreamReader::EntityReference)
            problem = QStringLiteral("<!DOCTYPE>");
        if (token == QXmlStreamReader::ProcessingInstruction)
            problem = QStringLiteral("<?%1?>").arg(xml.processingInstructionTarget().left(40));
        if (token == QXmlStreamReader::StartElement)
            problem = problemOf(xml);
        if (token == QXmlStreamReader::Characters && reachesOut(xml.text().toString()))
            problem = QStringLiteral("url(…)");
        if (problem)
            return refused(("a logo may not hold " + problem->toStdString()).c_str(), name,
                           "Save it as plain SVG without it, or as PNG");
    }
    QSvgRenderer renderer;
    if (xml.hasError() || !renderer.load(bytes) || renderer.defaultSize().isEmpty())
        return refused("this is no whole SVG with a size", name, "Save it anew, or as PNG");
    const QSizeF size = fitted(renderer.viewBoxF().isEmpty() ? renderer.defaultSize() : renderer.viewBoxF().size());
    return std::make_shared<const Logo>(Logo { "image/svg+xml", bytes.toStdString(), size.width(), size.height() });
}

/// Whether a file that begins as PNG has all its chunks, from the first to the last; a reader of pictures would complain
/// to the terminal besides. Source: PNG specification, section 5.
bool isWholePng(const QByteArray &bytes)
{
    constexpr qsizetype kSignature = 8;
    constexpr qsizetype kAround = 12; // length, type and check sum of a chunk
    for (qsizetype at = kSignature; at + kAround <= bytes.size();) {
        const QByteArray type = bytes.mid(at + 4, 4);
        if ((at == kSignature) != (type == "IHDR"))
            return false;
        at += kAround + qsizetype(qFromBigEndian<quint32>(bytes.constData() + at));
        if (type == "IEND")
            return at <= bytes.size();
    }
    return false;
}

LogoResult pixelLogo(const QByteArray &bytes, const std::string &name)
{
    const bool isPng = bytes.startsWith("\x89PNG\r\n\x1a\n");
    if (isPng ? !isWholePng(bytes) : bytes.startsWith("\xFF\xD8\xFF") && !bytes.contains("\xFF\xD9"))
        return refused("the picture is damaged", name, "Save the logo anew");
    QBuffer source;
    source.setData(bytes);
    source.open(QIODevice::ReadOnly);
    QImageReader reader(&source);
    reader.setAutoTransform(true);
    const QSize given = reader.size();
    if (reader.format() != "png" && reader.format() != "jpeg")
        return refused("this is neither PNG, JPEG nor SVG", name, "Save the logo as one of these");
    if (qint64(given.width()) * given.height() > kMostPixels)
        return refused("the logo has more than 40 million pixels", name, "Save it smaller");
    const QImage image = reader.read();
    if (image.isNull())
        return refused("the picture is damaged", name, "Save the logo anew");
    const QSizeF size = fitted(image.size());
    const double scale = std::min({ size.width() * kSharpness / image.width(), 1.0 });
    const QSize kept(std::max(1, qRound(image.width() * scale)), std::max(1, qRound(image.height() * scale)));
    QImage drawn(kept, QImage::Format_ARGB32); // a new one has neither texts nor the place where it was taken
    drawn.fill(Qt::transparent);
    QPainter painter(&drawn);
    painter.drawImage(QPoint(),
                      image.convertToFormat(QImage::Format_ARGB32_Premultiplied)
                          .scaled(kept, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    painter.end();
    QByteArray png;
    QBuffer target(&png);
    target.open(QBuffer::ReadWrite);
    if (!drawn.save(&target, "PNG"))
        return refused("the picture could not be drawn", name, "Save the logo as SVG");
    return std::make_shared<const Logo>(Logo { "image/png", png.toStdString(), size.width(), size.height() });
}

} // namespace

LogoResult logoOf(const QByteArray &bytes, const std::string &name)
{
    if (bytes.size() > kLargestLogo)
        return refused("the logo is larger than 1 MiB", name, "Save it smaller");
    const QByteArray start = bytes.left(3) == "\xEF\xBB\xBF" ? bytes.mid(3, 200).trimmed() : bytes.left(200).trimmed();
    return start.startsWith('<') ? svgLogo(bytes, name) : pixelLogo(bytes, name);
}

LogoResult logoFrom(const std::string &path)
{
    const Result<std::string> bytes = readFile(path, kLargestLogo);
    return bytes ? logoOf(QByteArray::fromStdString(*bytes), path) : LogoResult(bytes.error());
}

} // namespace headroom::app
