#include "app/report/report_formats.h"

#include "app/report/inline_svg.h"
#include "model/analysis/analyze.h"
#include "model/exchange/text_formats.h"
#include "model/report_writing/html_writer.h"
#include "model/report_writing/markdown_writer.h"
#include "model/report_writing/report_document.h"
#include "views/export/diagram.h"
#include "views/report/report_pdf.h"

#include <algorithm>
#include <cctype>

namespace headroom::app {

namespace {

report_writing::Document documentOf(const ReportOrder &order)
{
    const report_writing::Wish wish { *order.project, *order.catalog, order.stage,  order.users,
                                      order.sections, order.title,    order.author, order.date };
    return order.from ? report_writing::decisionOf(wish, *order.from) : report_writing::reportOf(wish);
}

/// A stage at the upper end of its range, and the stages that are spoken of at the users of the report.
pictures::Picture drawing(const ReportOrder &order, std::size_t stage)
{
    if (order.stop.stop_requested())
        return {};
    const bool isSubject = stage == order.stage || stage == order.from;
    const double users = isSubject ? order.users : order.project->stages[stage]->users.to;
    const analysis::Report report = analysis::analyze(*order.project, stage, users, *order.catalog);
    pictures::DiagramOptions look;
    look.showsTitle = false;
    look.showsFindings = isSubject;
    return pictures::pictureOf({ order.project.get(), stage, &report }, look, *order.catalog);
}

std::string html(const ReportOrder &order)
{
    const report_writing::Document document = documentOf(order);
    if (order.stop.stop_requested())
        return {};
    return report_writing::htmlText(document,
                                    [&](std::size_t stage) { return inlineSvg(drawing(order, stage), stage); });
}

std::string markdown(const ReportOrder &order)
{
    return report_writing::markdownText(documentOf(order), [&](std::size_t stage) {
        return exchange::mermaidText({ *order.project, stage, *order.catalog });
    });
}

std::string pdf(const ReportOrder &order)
{
    const report_writing::Document document = documentOf(order);
    if (order.stop.stop_requested())
        return {};
    return paper::reportPdf(
               document, [&](std::size_t stage) { return drawing(order, stage); },
               order.isLetter ? QPageSize::Letter : QPageSize::A4)
        .toStdString();
}

} // namespace

const std::vector<ReportFormat> &reportFormats()
{
    static const std::vector<ReportFormat> kFormats {
        { "html", { ".html", ".htm" }, "HTML", true, false, html },
        { "pdf", { ".pdf" }, "PDF", true, true, pdf },
        { "md", { ".md", ".markdown" }, "Markdown", false, false, markdown },
    };
    return kFormats;
}

const ReportFormat *reportFormatNamed(std::string_view id)
{
    for (const ReportFormat &format : reportFormats())
        if (format.id == id)
            return &format;
    return nullptr;
}

const ReportFormat *reportFormatOfFile(std::string_view file)
{
    std::string name(file);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const ReportFormat &format : reportFormats())
        for (const std::string_view ending : format.endings)
            if (name.size() > ending.size() && name.ends_with(ending))
                return &format;
    return nullptr;
}

} // namespace headroom::app
