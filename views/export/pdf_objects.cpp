#include "views/export/pdf_objects.h"

#include <algorithm>
#include <utility>

namespace headroom::pictures {

namespace {

constexpr qsizetype kEntryBytes = 20; ///< of a line of the table
constexpr qsizetype kOffsetDigits = 10;
constexpr qsizetype kKindAt = 17; ///< of a line of the table: 'n' in use, 'f' free

QByteArray entryText(qsizetype offset, bool isFree)
{
    const QByteArray digits = QByteArray::number(offset).rightJustified(kOffsetDigits, '0');
    return digits + (isFree ? " 65535 f \n" : " 00000 n \n");
}

} // namespace

std::optional<PdfObjects> PdfObjects::read(const QByteArray &pdf)
{
    const qsizetype start = pdf.lastIndexOf("startxref\n");
    const qsizetype table = pdf.lastIndexOf("\nxref\n0 ", start) + 1;
    const qsizetype trailer = pdf.lastIndexOf("trailer\n", start);
    if (start < 0 || table <= 0 || trailer < table)
        return std::nullopt;
    const qsizetype lines = pdf.indexOf('\n', table + 5) + 1;
    const int count = pdf.mid(table + 7, lines - table - 8).toInt();
    if (count < 2 || lines + count * kEntryBytes > trailer)
        return std::nullopt;
    QList<std::pair<qsizetype, int>> places; // where each object begins, in the order of the file
    for (int i = 1; i < count; ++i) {
        const qsizetype at = lines + i * kEntryBytes;
        if (pdf[at + kKindAt] == 'n')
            places.append({ pdf.mid(at, kOffsetDigits).toLongLong(), i });
    }
    std::sort(places.begin(), places.end());
    PdfObjects out;
    out.m_objects.resize(count);
    out.m_header = pdf.left(places.isEmpty() ? 0 : places.first().first);
    for (qsizetype i = 0; i < places.size(); ++i) {
        const auto [from, number] = places[i];
        const qsizetype end = i + 1 < places.size() ? places[i + 1].first : table;
        const QByteArray head = QByteArray::number(number) + " 0 obj";
        const QByteArray text = pdf.mid(from, end - from);
        const qsizetype tail = text.lastIndexOf("endobj");
        if (!text.startsWith(head) || tail < 0)
            return std::nullopt;
        out.m_objects[number] = text.mid(head.size(), tail - head.size()).trimmed();
    }
    out.m_trailer = pdf.mid(trailer + 8, start - trailer - 8).trimmed();
    return out;
}

int PdfObjects::add(const QByteArray &content)
{
    m_objects.append(content);
    return count();
}

int PdfObjects::referenceIn(const QByteArray &dictionary, const QByteArray &key)
{
    const qsizetype at = dictionary.indexOf(key + ' ');
    if (at < 0)
        return 0;
    const qsizetype from = at + key.size() + 1;
    return dictionary.mid(from, dictionary.indexOf(' ', from) - from).toInt();
}

QList<int> PdfObjects::pages() const
{
    QList<int> found;
    const int tree = referenceIn(m_objects.value(root()), "/Pages");
    const QByteArray pages = m_objects.value(tree);
    const qsizetype from = pages.indexOf('[', pages.indexOf("/Kids"));
    const QList<QByteArray> words = pages.mid(from + 1, pages.indexOf(']', from) - from - 1).simplified().split(' ');
    for (qsizetype i = 0; i + 2 < words.size(); i += 3)
        found.append(words[i].toInt());
    return found;
}

QByteArray PdfObjects::written() const
{
    QByteArray out = m_header;
    QByteArray table = "xref\n0 " + QByteArray::number(m_objects.size()) + '\n' + entryText(0, true);
    for (int i = 1; i <= count(); ++i) {
        table += entryText(m_objects[i].isEmpty() ? 0 : out.size(), m_objects[i].isEmpty());
        if (!m_objects[i].isEmpty())
            out += QByteArray::number(i) + " 0 obj\n" + m_objects[i] + "\nendobj\n";
    }
    QByteArray trailer = m_trailer;
    const qsizetype size = trailer.indexOf("/Size ");
    trailer.replace(size, trailer.indexOf('\n', size) - size, "/Size " + QByteArray::number(m_objects.size()));
    const QByteArray start = QByteArray::number(out.size());
    return out + table + "trailer\n" + trailer + "\nstartxref\n" + start + "\n%%EOF\n";
}

} // namespace headroom::pictures
