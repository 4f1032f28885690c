#include "app/export/text_rows.h"

#include "model/analysis/effects.h"
#include "model/cost/comparisons.h"
#include "model/exchange/text_formats.h"
#include "views/export/line_ways.h"

namespace headroom::app {

namespace {

Result<std::string> textOf(const exchange::TextFormat &format, const ExportRequest &request)
{
    const std::string title = format.title;
    if (request.stages.size() > 1 && !format.holdsDesign)
        return Error { "one file of " + title + " holds one stage", "", "Name it with --stage" };
    if (!request.only.empty())
        return Error { title + " holds whole stages", "", "Leave out --only" };
    if (request.before)
        return Error { title + " holds no comparison", "", "Leave out --compare" };
    const std::size_t stage = request.stages.front();
    if (request.stop.stop_requested())
        return std::string();
    if (!format.needsReport) {
        const auto ways = [&request](std::size_t each) {
            return pictures::waysOf(request.project->stages[each], *request.catalog);
        };
        return format.write({ *request.project, stage, *request.catalog, nullptr, ways });
    }
    analysis::Report report = reportFor(request, stage);
    if (!cost::withComparisons(report, *request.project, *request.catalog, request.stop)
        || !analysis::withEffects(report, *request.project, *request.catalog, request.stop))
        return std::string();
    return format.write({ *request.project, stage, *request.catalog, &report });
}

} // namespace

std::vector<ExportFormat> textRows()
{
    std::vector<ExportFormat> rows;
    for (const exchange::TextFormat &format : exchange::textFormats()) {
        std::vector<const char *> endings;
        for (const std::string &ending : format.endings)
            endings.push_back(ending.c_str());
        rows.push_back(
            { format.id, endings, format.title, false, format.holdsDesign ? Scope::WholeDesign : Scope::OneStage,
              [&format](const ExportRequest &request) { return textOf(format, request); }, format.needsReport });
    }
    return rows;
}

} // namespace headroom::app
