#include "views/export/pdf_dates.h"

#include "views/export/pdf_objects.h"

#include <QCryptographicHash>
#include <QList>

#include <algorithm>
#include <cctype>

namespace headroom::pictures {

namespace {

/// Two hexadecimal strings of equal length in "/ID [ <…> <…> ]" become what the rest of the file amounts to.
void fixId(QByteArray &pdf)
{
    const qsizetype at = pdf.lastIndexOf("/ID [");
    const qsizetype end = at < 0 ? -1 : pdf.indexOf(']', at);
    if (end < 0)
        return;
    QList<qsizetype> digits;
    for (qsizetype i = at + 5; i < end; ++i)
        if (std::isxdigit(static_cast<unsigned char>(pdf[i])))
            digits << i;
    for (const qsizetype each : digits)
        pdf[each] = '0';
    const QByteArray sum = QCryptographicHash::hash(pdf, QCryptographicHash::Sha256).toHex();
    const qsizetype half = digits.size() / 2;
    for (qsizetype i = 0; i < digits.size(); ++i)
        pdf[digits[i]] = sum[(i % std::max<qsizetype>(half, 1)) % sum.size()];
}

} // namespace

QByteArray metadataOf(const QString &title)
{
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
           "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"
        + title.toHtmlEscaped().toUtf8()
        + "</rdf:li></rdf:Alt></dc:title>\n"
          "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
}

QByteArray withoutDates(QByteArray pdf)
{
    std::optional<PdfObjects> objects = PdfObjects::read(pdf);
    const QByteArray key = "/CreationDate ";
    for (int i = 1; objects && i <= objects->count(); ++i) {
        QByteArray content = objects->at(i);
        const qsizetype at = content.startsWith("<<") ? content.indexOf(key) : -1;
        if (at < 0 || content.contains("\nstream"))
            continue;
        content.remove(at, content.indexOf(')', at) + 1 - at); // its length depends on the time zone
        objects->set(i, content);
        pdf = objects->written();
        break;
    }
    fixId(pdf);
    return pdf;
}

} // namespace headroom::pictures
