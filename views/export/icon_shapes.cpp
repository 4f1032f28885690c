#include "views/export/icon_shapes.h"

#include <QFile>
#include <QHash>
#include <QXmlStreamReader>

namespace headroom::pictures {

namespace {

const QByteArray kUnknown = QByteArrayLiteral("<rect x=\"4\" y=\"4\" width=\"16\" height=\"16\" rx=\"4\"/>");

/// What is drawn in a file, element by element, so that nothing but shapes gets into a picture.
QByteArray elementsOf(const QString &name)
{
    QFile file(QStringLiteral(":/headroom/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return kUnknown;
    static const QStringList shapes { QStringLiteral("path"), QStringLiteral("rect"), QStringLiteral("circle"),
                                      QStringLiteral("ellipse") };
    QXmlStreamReader reader(&file);
    QByteArray out;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement || !shapes.contains(reader.name().toString()))
            continue;
        out += '<' + reader.name().toLatin1();
        for (const QXmlStreamAttribute &each : reader.attributes())
            out += ' ' + each.name().toLatin1() + "=\"" + each.value().toLatin1() + '"';
        out += "/>";
    }
    return out.isEmpty() ? kUnknown : out;
}

} // namespace

const QByteArray &iconElements(const QString &name)
{
    thread_local QHash<QString, QByteArray> kept;
    auto found = kept.find(name);
    if (found == kept.end())
        found = kept.insert(name, elementsOf(name));
    return *found;
}

QByteArray iconDocument(const QString &name, const QByteArray &color)
{
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" fill=\"none\" "
           "stroke=\""
        + color + "\" stroke-width=\"1.7\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"
        + QByteArray(iconElements(name)).replace("currentColor", color) + "</svg>";
}

} // namespace headroom::pictures
