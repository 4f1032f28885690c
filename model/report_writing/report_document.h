#pragma once

#include "model/report_writing/document.h"

#include "model/catalog/catalog.h"
#include "model/core/result.h"
#include "model/project/project.h"

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom::report_writing {

/// A section that a report may have, in the order they come.
struct SectionChoice {
    const char *id;    ///< as in `headroom report --sections`
    const char *title; ///< for the dialog
};
[[nodiscard]] const std::vector<SectionChoice> &sectionChoices();

/// What a report is to be about.
struct Wish {
    const project::Project &project;
    const catalog::Catalog &catalog;
    std::size_t stage = 0;                  ///< < project.stages.size()
    double users = 0;                       ///< ≥ 0, finite
    std::vector<std::string> sections = {}; ///< ids; empty: all
    std::string title = {};                 ///< empty: the design's name
    std::string author = {};
    std::string date = {};
    std::shared_ptr<const Logo> logo = {}; ///< null: none
    std::stop_token stop = {};             ///< once asked for, a document is of no use and may be empty
};

/// The stage that a decision leaves.
struct Origin {
    const project::Project &project; ///< may be another design than that of the wish
    std::size_t stage = 0;           ///< < project.stages.size()
};

/// The report of one stage at one number of users. Same wish, same document.
[[nodiscard]] Document reportOf(const Wish &wish);

/// A page that compares two stages, of one design or of two, at the same users: what is decided, the figures side by
/// side, what changes, what is gained and paid, what stays open. @param from  as it is; wish.stage is what it becomes.
[[nodiscard]] Document decisionOf(const Wish &wish, const Origin &from);

} // namespace headroom::report_writing
