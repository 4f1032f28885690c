#include "views/report/report_pdf.h"

#include "model/reporting/visible_text.h"
#include "views/export/pdf_dates.h"
#include "views/report/pdf_links.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

namespace headroom::paper {

namespace {

constexpr int kResolution = 1200; // dots per inch

} // namespace

QByteArray reportPdf(const report_writing::Document &document, const DiagramSource &diagrams,
                     QPageSize::PageSizeId size)
{
    const pictures::SteadyOrder order;
    const QPageSize paper(size);
    const QSizeF usual = paper.size(QPageSize::Point);
    const Pages pages = pagesOf(document, diagrams, usual);
    const QString title = QString::fromStdString(reporting::visibleText(document.title));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODeviceBase::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kResolution);
        writer.setPageSize(paper);
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setTitle(title);
        writer.setCreator(QStringLiteral("Headroom"));
        writer.setDocumentXmpMetadata(pictures::metadataOf(title));
        QPainter painter(&writer);
        for (std::size_t i = 0; i < pages.pages.size(); ++i) {
            if (i > 0) {
                const QSizeF each = pages.sizes[i];
                writer.setPageSize(each == usual ? paper : QPageSize(each, QPageSize::Point));
                writer.newPage();
            }
            painter.resetTransform();
            painter.scale(kResolution / 72.0, kResolution / 72.0);
            for (const auto &paint : pages.pages[i])
                paint(painter);
        }
    }
    return pictures::withoutDates(withLinks(bytes, pages));
}

} // namespace headroom::paper
