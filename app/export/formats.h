#pragma once

#include "model/analysis/report.h"
#include "model/catalog/catalog.h"
#include "model/core/result.h"
#include "model/project/project.h"
#include "views/export/diagram.h"
#include "views/export/pdf_writer.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::app {

/// The sheets a PDF is made of.
enum class Paper { A4, Letter, Fit };

/// What somebody wants to take out of a design, in whichever format.
struct ExportRequest {
    project::Snapshot project;                 ///< never null
    const catalog::Catalog *catalog = nullptr; ///< never null
    std::vector<std::size_t> stages;           ///< indices, in order, at least one
    std::optional<double> users = {};          ///< registered; absent: the upper end of each stage
    std::optional<std::size_t> before = {};    ///< index of the stage that the first of `stages` is compared with
    std::vector<std::string> only = {};        ///< ids of components; empty: all
    pictures::DiagramOptions look = {};
    double scale = 2; ///< pixels of a PNG per pixel at 100 %, 1..4
    Paper paper = Paper::Fit;
    bool onePage = false;    ///< a PDF has one page for all stages
    bool holdsDesign = true; ///< a PNG carries the whole design, so that Headroom can open it
    /// Reports that were made already, by stage, of this project and these users; filled as they are asked for.
    std::shared_ptr<std::map<std::size_t, analysis::Report>> reports = {};
    std::stop_token stop = {}; ///< once asked for, what is made is of no use and may be empty
};

/// What of a design a file of some format can hold.
enum class Scope {
    AnyPart,     ///< a stage, all of them, a selection, what changed since a stage
    WholeDesign, ///< all stages, whatever is chosen
    OneStage,
};

/// A row of the table of formats. A new one is a row in formats.cpp and a function.
struct ExportFormat {
    const char *id;                    ///< as in --to
    std::vector<const char *> endings; ///< ".svg"; several formats may share one, the first row has it
    const char *title;                 ///< shown in the dialog, not translated: it is a name
    bool isDrawn;                      ///< a picture, made with fonts: needs QGuiApplication
    Scope scope;
    /// The bytes of the file. Error: says what cannot be and the mend.
    std::function<Result<std::string>(const ExportRequest &request)> make;
    bool tellsOfUsers = true; ///< it says something that depends on their number
    bool isPage = false;      ///< a page with a look of its own: of how pictures look nothing can be chosen
};

[[nodiscard]] const std::vector<ExportFormat> &exportFormats();
/// The row with this id; null: there is none.
[[nodiscard]] const ExportFormat *formatNamed(std::string_view id);
/// The row whose ending a file name has, letters of either case counting as the same; null: none.
[[nodiscard]] const ExportFormat *formatOfFile(std::string_view file);

/// What the model says of a stage at the users of the request, with percentiles.
[[nodiscard]] analysis::Report reportFor(const ExportRequest &request, std::size_t stage);

/// The sheets that the request's paper means; nothing: as large as the picture.
[[nodiscard]] pictures::Sheet sheetFor(Paper paper);
/// The pictures of a PDF or of a printer, a page each.
[[nodiscard]] std::vector<pictures::Picture> pagesFor(const ExportRequest &request);

/// The picture of one of the request's stages. @pre  stage is in request.stages.
[[nodiscard]] pictures::Picture pictureFor(const ExportRequest &request, std::size_t stage);
/// All stages of the request: the one picture, or all on a sheet.
[[nodiscard]] pictures::Picture pictureFor(const ExportRequest &request);

} // namespace headroom::app
