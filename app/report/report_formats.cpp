#include "app/report/report_formats.h"

#include "app/language/words.h"
#include "app/report/inline_svg.h"
#include "model/analysis/analyze.h"
#include "model/core/nearest.h"
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

using report_writing::Diagram;

report_writing::Document documentOf(const ReportOrder &order)
{
    const report_writing::Wish wish { *order.project, *order.catalog, order.stage, order.users, order.sections,
                                      order.title,    order.author,   order.date,  order.logo,  order.stop };
    if (!order.from)
        return report_writing::reportOf(wish);
    return report_writing::decisionOf(wish, { order.origin ? *order.origin : *order.project, *order.from });
}

/// The design that a drawing is of.
const project::Project &projectOf(const ReportOrder &order, const Diagram &diagram)
{
    return diagram.isOfOther && order.origin ? *order.origin : *order.project;
}

/// Without what is too small to read where two drawings share a line.
pictures::DiagramOptions lookOf(const ReportOrder &order, bool isSubject)
{
    pictures::DiagramOptions look;
    look.showsTitle = false;
    look.showsFindings = isSubject;
    if (order.from)
        look.showsLegend = look.showsNumbers = false;
    return look;
}

/// The report that the text has of a drawing's stage, so that it is not solved again; null: it has none.
std::shared_ptr<const analysis::Report> solvedOf(const ReportOrder &order, const report_writing::Document &document,
                                                 const Diagram &diagram)
{
    const bool isBefore = order.from && (order.origin ? diagram.isOfOther : diagram.stage == *order.from);
    if (isBefore)
        return document.solvedBefore;
    return diagram.stage == order.stage ? document.solved : nullptr;
}

/// A stage at the upper end of its range, and the stages that are spoken of at the users of the report, with their
/// findings, as many as the text has.
pictures::Picture drawing(const ReportOrder &order, const report_writing::Document &document, const Diagram &diagram)
{
    if (order.stop.stop_requested())
        return {};
    const SpeaksEnglish asTheReport;
    const project::Project &project = projectOf(order, diagram);
    const bool isSubject = order.from || diagram.stage == order.stage;
    auto report = solvedOf(order, document, diagram);
    if (!report)
        report = std::make_shared<const analysis::Report>(
            analysis::analyze(project, diagram.stage, diagram.users, *order.catalog));
    pictures::Subject subject { &project, diagram.stage, report.get() };
    if (order.from && diagram.isMarked)
        subject.before = (order.origin ? *order.origin : *order.project).stages[*order.from];
    return pictures::pictureOf(subject, lookOf(order, isSubject), *order.catalog);
}

/// Ids of two designs' drawings stay apart.
std::string svg(const ReportOrder &order, const report_writing::Document &document, const Diagram &diagram)
{
    const std::size_t place = diagram.stage + (diagram.isOfOther ? order.project->stages.size() : 0);
    return inlineSvg(drawing(order, document, diagram), place);
}

std::string html(const ReportOrder &order)
{
    const report_writing::Document document = documentOf(order);
    if (order.stop.stop_requested())
        return {};
    return report_writing::htmlText(document, [&](const Diagram &diagram) { return svg(order, document, diagram); });
}

std::string markdown(const ReportOrder &order)
{
    const report_writing::Document document = documentOf(order);
    if (order.stop.stop_requested())
        return {};
    return report_writing::markdownText(document, [&](const Diagram &diagram) {
        return exchange::mermaidText({ projectOf(order, diagram), diagram.stage, *order.catalog });
    });
}

std::string pdf(const ReportOrder &order)
{
    const report_writing::Document document = documentOf(order);
    if (order.stop.stop_requested())
        return {};
    return paper::reportPdf(
               document, [&](const Diagram &diagram) { return drawing(order, document, diagram); },
               order.isLetter ? QPageSize::Letter : QPageSize::A4)
        .toStdString();
}

} // namespace

const std::vector<ReportFormat> &reportFormats()
{
    static const std::vector<ReportFormat> kFormats {
        { "html", { ".html", ".htm" }, "HTML", true, true, false, html },
        { "pdf", { ".pdf" }, "PDF", true, true, true, pdf },
        { "md", { ".md", ".markdown" }, "Markdown", false, false, false, markdown },
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
    const std::string name = lowered(file);
    for (const ReportFormat &format : reportFormats())
        for (const std::string_view ending : format.endings)
            if (name.size() > ending.size() && name.ends_with(ending))
                return &format;
    return nullptr;
}

} // namespace headroom::app
