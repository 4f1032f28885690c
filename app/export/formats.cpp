#include "app/export/formats.h"

#include "app/export/growth_row.h"
#include "app/export/text_rows.h"
#include "app/language/words.h"
#include "model/analysis/analyze.h"
#include "model/core/nearest.h"
#include "model/cost/comparisons.h"
#include "model/serialization/project_json.h"
#include "views/export/png_writer.h"
#include "views/export/svg_writer.h"
#include "views/export/text_fit.h"

#include <algorithm>
#include <cctype>

namespace headroom::app {

namespace {

/// Of an export that nobody waits for any more.
Error stopped()
{
    return { "this was canceled", "", "" };
}

Result<std::string> svg(const ExportRequest &request)
{
    return pictures::svgOf(pictureFor(request)).toStdString();
}

Result<std::string> png(const ExportRequest &request)
{
    const std::string design = request.holdsDesign ? serialization::writeProject(*request.project) : std::string();
    const pictures::Picture picture = pictureFor(request);
    if (request.stop.stop_requested())
        return stopped();
    const Result<QByteArray> bytes = pictures::pngOf(picture, request.scale, design);
    return bytes ? Result<std::string>(bytes->toStdString()) : bytes.error();
}

Result<std::string> pdf(const ExportRequest &request)
{
    const QString title = request.stages.size() > 1 ? pictures::visible(request.project->name) : QString();
    const std::vector<pictures::Picture> pages = pagesFor(request);
    if (request.stop.stop_requested())
        return stopped();
    const Result<QByteArray> bytes = pictures::pdfOf(pages, sheetFor(request.paper), title);
    return bytes ? Result<std::string>(bytes->toStdString()) : bytes.error();
}

} // namespace

const std::vector<ExportFormat> &exportFormats()
{
    static const std::vector<ExportFormat> formats = [] {
        std::vector<ExportFormat> rows {
            { "svg", { ".svg" }, "SVG", true, Scope::AnyPart, svg },
            { "png", { ".png" }, "PNG", true, Scope::AnyPart, png },
            { "pdf", { ".pdf" }, "PDF", true, Scope::AnyPart, pdf },
            growthRow(),
        };
        for (ExportFormat &each : textRows())
            rows.push_back(std::move(each));
        return rows;
    }();
    return formats;
}

const ExportFormat *formatNamed(std::string_view id)
{
    for (const ExportFormat &format : exportFormats())
        if (format.id == id)
            return &format;
    return nullptr;
}

const ExportFormat *formatOfFile(std::string_view file)
{
    const std::string name = lowered(file);
    for (const ExportFormat &format : exportFormats())
        for (const std::string_view ending : format.endings)
            if (name.size() > ending.size() && name.ends_with(ending))
                return &format;
    return nullptr;
}

analysis::Report reportFor(const ExportRequest &request, std::size_t stage)
{
    if (request.reports)
        if (const auto found = request.reports->find(stage); found != request.reports->end())
            return found->second;
    const double users = request.users.value_or(request.project->stages[stage]->users.to);
    analysis::Report report = analysis::analyze(*request.project, stage, users, *request.catalog);
    if (request.reports)
        request.reports->emplace(stage, report);
    return report;
}

pictures::Sheet sheetFor(Paper paper)
{
    if (paper == Paper::Fit)
        return {};
    return { paper == Paper::A4 ? QPageSize::A4 : QPageSize::Letter };
}

std::vector<pictures::Picture> pagesFor(const ExportRequest &request)
{
    if (request.onePage)
        return { pictureFor(request) };
    std::vector<pictures::Picture> pages;
    for (const std::size_t stage : request.stages)
        pages.push_back(request.stop.stop_requested() ? pictures::Picture() : pictureFor(request, stage));
    return pages;
}

pictures::Picture pictureFor(const ExportRequest &request, std::size_t stage)
{
    const SpeaksEnglish asTheModel; // whose sentences stand in the picture
    pictures::Subject subject { request.project.get(), stage, nullptr, nullptr, {}, request.only };
    if (request.before) {
        subject.before = request.project->stages[*request.before];
        subject.beforeName = QString::fromStdString(subject.before->name);
    }
    if (!request.look.showsNumbers && !request.look.showsFindings)
        return pictures::pictureOf(subject, request.look, *request.catalog);
    analysis::Report report = reportFor(request, stage);
    if (request.look.showsFindings)
        cost::withComparisons(report, *request.project, *request.catalog, request.stop);
    subject.report = &report;
    return pictures::pictureOf(subject, request.look, *request.catalog);
}

pictures::Picture pictureFor(const ExportRequest &request)
{
    if (request.stages.size() == 1)
        return pictureFor(request, request.stages.front());
    ExportRequest onSheet = request;
    onSheet.look.isOnSheet = true;
    std::vector<pictures::Picture> pictures;
    for (const std::size_t stage : request.stages) {
        if (request.stop.stop_requested())
            return {};
        pictures.push_back(pictureFor(onSheet, stage));
    }
    return pictures::sheetOf(pictures, request.look, *request.catalog);
}

} // namespace headroom::app
