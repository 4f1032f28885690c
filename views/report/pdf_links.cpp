#include "views/report/pdf_links.h"

#include "views/export/pdf_objects.h"

#include <QtEndian>

namespace headroom::paper {

namespace {

using pictures::PdfObjects;

QByteArray reference(int number)
{
    return QByteArray::number(number) + " 0 R";
}

/// A text string: UTF-16 with its byte order mark, in hexadecimal.
QByteArray textString(const QString &text)
{
    QByteArray bytes("\xFE\xFF", 2);
    for (const QChar c : text) {
        const quint16 big = qToBigEndian(c.unicode());
        bytes.append(reinterpret_cast<const char *>(&big), 2);
    }
    return '<' + bytes.toHex() + '>';
}

/// @param numbers  of the objects that are the pages
QByteArray destination(const QList<int> &numbers, const Pages &pages, const Entry &entry)
{
    const double height = pages.sizes[static_cast<std::size_t>(entry.page)].height();
    return '[' + reference(numbers[entry.page]) + " /XYZ 0 " + QByteArray::number(height - entry.y + 6, 'f', 1) + " 0]";
}

/// @return the number of the outline.
int addOutline(PdfObjects &objects, const QList<int> &numbers, const Pages &pages)
{
    const std::vector<Entry> &entries = pages.contents;
    const int outline = objects.add("-"); // what it says is known when its lines have numbers
    const int first = outline + 1;
    const int last = outline + static_cast<int>(entries.size());
    for (int i = first; i <= last; ++i) {
        const Entry &entry = entries[static_cast<std::size_t>(i - first)];
        objects.add("<< /Title " + textString(entry.title) + " /Parent " + reference(outline)
                    + (i > first ? " /Prev " + reference(i - 1) : QByteArray())
                    + (i < last ? " /Next " + reference(i + 1) : QByteArray()) + " /Dest "
                    + destination(numbers, pages, entry) + " >>");
    }
    objects.set(outline,
                "<< /Type /Outlines /First " + reference(first) + " /Last " + reference(last) + " /Count "
                    + QByteArray::number(static_cast<int>(entries.size())) + " >>");
    return outline;
}

} // namespace

QByteArray withLinks(const QByteArray &pdf, const Pages &pages)
{
    std::optional<PdfObjects> objects = PdfObjects::read(pdf);
    if (!objects || pages.contents.empty())
        return pdf;
    const QList<int> numbers = objects->pages();
    QByteArray root = objects->at(objects->root());
    if (numbers.size() != static_cast<qsizetype>(pages.pages.size()) || !root.startsWith("<<"))
        return pdf;
    QList<QByteArray> annotations(numbers.size());
    for (const Link &link : pages.links) {
        const QRectF &rect = link.rect;
        const double height = pages.sizes[static_cast<std::size_t>(link.page)].height();
        const auto number = [](double value) { return QByteArray::number(value, 'f', 1) + ' '; };
        const int added
            = objects->add("<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [" + number(rect.left())
                           + number(height - rect.bottom()) + number(rect.right()) + number(height - rect.top())
                           + "] /Dest " + destination(numbers, pages, pages.contents[link.entry]) + " >>");
        annotations[link.page] += reference(added) + ' ';
    }
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        const int list = PdfObjects::referenceIn(objects->at(numbers[i]), "/Annots");
        if (list > 0 && !annotations[i].isEmpty())
            objects->set(list, "[ " + annotations[i] + ']');
    }
    root.insert(2, "\n/Outlines " + reference(addOutline(*objects, numbers, pages)));
    objects->set(objects->root(), root);
    return objects->written();
}

} // namespace headroom::paper
