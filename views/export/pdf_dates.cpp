#include "views/export/pdf_dates.h"

#include <QCryptographicHash>
#include <QList>

#include <algorithm>
#include <cctype>

namespace headroom::pictures {

namespace {

constexpr qsizetype kEntryBytes = 20; ///< of a line of the table
constexpr qsizetype kOffsetDigits = 10;

QByteArray tenDigits(qint64 value)
{
    return QByteArray::number(value).rightJustified(kOffsetDigits, '0');
}

/// Moves the places that the table and the trailer name behind `from` by `shift` bytes.
bool moveOffsets(QByteArray &pdf, qsizetype from, qsizetype shift)
{
    const qsizetype start = pdf.lastIndexOf("startxref\n");
    const qsizetype table = pdf.lastIndexOf("\nxref\n0 ", start);
    if (start < 0 || table < 0)
        return false;
    const qsizetype countAt = table + 8;
    const qsizetype countEnd = pdf.indexOf('\n', countAt);
    const int count = pdf.mid(countAt, countEnd - countAt).trimmed().toInt();
    if (countEnd < 0 || count <= 0 || countEnd + 1 + count * kEntryBytes > pdf.size())
        return false;
    for (int i = 0; i < count; ++i) {
        const qsizetype at = countEnd + 1 + i * kEntryBytes;
        const qint64 offset = pdf.mid(at, kOffsetDigits).toLongLong();
        if (offset > from)
            pdf.replace(at, kOffsetDigits, tenDigits(offset + shift));
    }
    const qsizetype numberAt = start + 10;
    const qsizetype numberEnd = pdf.indexOf('\n', numberAt);
    const qint64 tableAt = pdf.mid(numberAt, numberEnd - numberAt).toLongLong();
    pdf.replace(numberAt, numberEnd - numberAt, QByteArray::number(tableAt + shift));
    return true;
}

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
    const QByteArray key = "\n/CreationDate ";
    const qsizetype at = pdf.indexOf(key);
    const qsizetype end = at < 0 ? -1 : pdf.indexOf(')', at);
    if (end > 0) { // its length depends on the time zone
        QByteArray shorter = pdf;
        shorter.remove(at, end + 1 - at);
        if (moveOffsets(shorter, at, -(end + 1 - at)))
            pdf = std::move(shorter);
    }
    fixId(pdf);
    return pdf;
}

} // namespace headroom::pictures
