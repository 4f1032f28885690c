#include "app/export/growth_row.h"

#include "app/language/words.h"
#include "app/report/inline_svg.h"
#include "app/resources/resources.h"
#include "model/report_writing/growth_page.h"

#include <QCryptographicHash>

namespace headroom::app {

namespace {

/// All stages whatever was chosen: that is what the page is for.
Result<std::string> growthPage(const ExportRequest &request)
{
    if (!request.only.empty() || request.before)
        return Error { "the growth page holds all stages as they are", "", "Leave out --only and --compare" };
    report_writing::GrowthPageParts parts;
    pictures::DiagramOptions look;
    look.showsFindings = look.showsNumbers = look.showsLegend = look.showsTitle = false;
    look.hasGround = false;
    parts.diagrams = [&](std::size_t stage) {
        const SpeaksEnglish asTheRest;
        return inlineSvg(pictures::pictureOf({ request.project.get(), stage }, look, *request.catalog), stage);
    };
    parts.drawnId = [](std::size_t stage, const std::string &component) {
        return idPrefix(stage) + pictures::partIdOf(component).toStdString();
    };
    parts.style = growthStyle();
    parts.script = growthScript();
    parts.scriptHash = QCryptographicHash::hash(QByteArray::fromStdString(parts.script), QCryptographicHash::Sha256)
                           .toBase64()
                           .toStdString();
    return report_writing::growthPage(*request.project, *request.catalog, parts, request.stop);
}

} // namespace

ExportFormat growthRow()
{
    return { "html", { ".html", ".htm" }, "Growth page (HTML)", true, Scope::WholeDesign, growthPage, true, true };
}

} // namespace headroom::app
