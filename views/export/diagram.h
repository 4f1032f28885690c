#pragma once

#include "model/analysis/report.h"
#include "model/catalog/catalog.h"
#include "model/project/project.h"
#include "views/export/shapes.h"
#include "views/theme/theme.h"

#include <memory>
#include <string>
#include <vector>

namespace headroom::pictures {

/// What a picture is of.
struct Subject {
    const project::Project *project = nullptr;
    std::size_t stage = 0;                    ///< < stages
    const analysis::Report *report = nullptr; ///< of that stage; null: only what is drawn, without numbers and marks
    std::shared_ptr<const project::Stage> before = {}; ///< not null: what changed since that stage is marked
    QString beforeName = {};
    std::vector<std::string> only = {}; ///< ids; these components with what is in them; empty: the whole stage
};

/// How it is drawn.
struct DiagramOptions {
    bool isDark = false;
    bool hasGround = true;     ///< false: transparent between the cards
    bool showsFindings = true; ///< what is wrong: frames and tags; with a title or a legend also the worst in words
    bool showsNumbers = true;  ///< loads and flows; with a title also the key figures
    bool showsLegend = true;
    bool showsTitle = true; ///< name of the design, stage, users
    bool isOnSheet = false; ///< with others, which share one legend
};

/// Lays a stage out into shapes, with the scene, routes and faces of the canvas. Names are shown as they are, what
/// cannot be seen in them as escapes. Needs QGuiApplication with any platform, for the letters.
/// The same input gives the same picture in every locale; words are in the language of the interface.
/// @pre  subject.project has the stage; the report, where there is one, is of it.
[[nodiscard]] Picture pictureOf(const Subject &subject, const DiagramOptions &options, const catalog::Catalog &catalog);

/// The id of the part that draws a component in its picture.
[[nodiscard]] QString partIdOf(const std::string &component);

/// Several pictures on one sheet, in rows, each with its ids prefixed by its place ("s3-"), and one legend below.
/// @pre  at least one; all drawn with these options and `isOnSheet`.
[[nodiscard]] Picture sheetOf(const std::vector<Picture> &pictures, const DiagramOptions &options,
                              const catalog::Catalog &catalog);

/// The theme that the options name.
[[nodiscard]] const theme::Theme &themeOf(const DiagramOptions &options);

} // namespace headroom::pictures
