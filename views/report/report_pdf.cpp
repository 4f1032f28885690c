#include "views/report/report_pdf.h"

#include "model/report_writing/chart_svg.h"
#include "model/reporting/visible_text.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

namespace headroom::paper {

namespace {

constexpr int kResolution = 1200; // dots per inch

/// Qt's own would hold the time.
QByteArray metadataOf(const std::string &title)
{
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title><rdf:Alt><rdf:li "
           "xml:lang=\"x-default\">"
        + QByteArray::fromStdString(report_writing::markupText(title))
        + "</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>\n";
}

} // namespace

QByteArray withoutDate(QByteArray pdf)
{
    const QByteArray key = "/CreationDate (";
    const qsizetype at = pdf.lastIndexOf(key);
    const qsizetype table = pdf.lastIndexOf("\nxref\n");
    const qsizetype end = at < 0 ? -1 : pdf.indexOf(')', at);
    if (at < 0 || table < at || end < 0)
        return pdf;
    const qsizetype from = at + key.size();
    const QByteArray date = "D:20000101000000Z";
    const qsizetype shift = date.size() - (end - from);
    pdf.replace(from, end - from, date);
    // Entries of 20 bytes after "xref\n0 N\n": those behind the date have moved.
    const qsizetype moved = table + shift + 1;
    qsizetype entry = pdf.indexOf('\n', pdf.indexOf('\n', moved) + 1) + 1;
    for (; entry + 20 <= pdf.size() && pdf.mid(entry + 10, 1) == " "; entry += 20) {
        const qsizetype offset = pdf.mid(entry, 10).toLongLong();
        if (offset > at)
            pdf.replace(entry, 10, QByteArray::number(offset + shift).rightJustified(10, '0'));
    }
    const qsizetype start = pdf.lastIndexOf("startxref\n") + 10;
    pdf.replace(start, pdf.indexOf('\n', start) - start, QByteArray::number(moved));
    return pdf;
}

QByteArray reportPdf(const report_writing::Document &document, const DiagramSource &diagrams,
                     QPageSize::PageSizeId size)
{
    const QPageSize paper(size);
    const QSizeF points = paper.size(QPageSize::Point);
    const Pages pages = pagesOf(document, diagrams, points);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODeviceBase::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kResolution);
    writer.setPageSize(paper);
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(QString::fromStdString(reporting::visibleText(document.title)));
    writer.setCreator(QStringLiteral("Headroom"));
    writer.setDocumentXmpMetadata(metadataOf(document.title));
    QPainter painter(&writer);
    for (std::size_t i = 0; i < pages.pages.size(); ++i) {
        if (i > 0)
            writer.newPage();
        painter.resetTransform();
        painter.scale(kResolution / 72.0, kResolution / 72.0);
        for (const auto &paint : pages.pages[i])
            paint(painter);
    }
    painter.end();
    return withoutDate(bytes);
}

} // namespace headroom::paper
