#pragma once

#include "model/catalog/catalog.h"
#include "model/core/result.h"
#include "model/project/project.h"
#include "model/report_writing/document.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::app {

/// What somebody wants a report of.
struct ReportOrder {
    project::Snapshot project;                 ///< never null
    const catalog::Catalog *catalog = nullptr; ///< never null
    std::size_t stage = 0;
    double users = 0;
    std::optional<std::size_t> from = {};   ///< a decision record: the stage that is left for `stage`
    project::Snapshot origin = {};          ///< the design of `from`; null: the same
    std::vector<std::string> sections = {}; ///< ids; empty: all
    std::string title = {};                 ///< empty: the design's name
    std::string author = {};
    std::string date = {};
    std::shared_ptr<const report_writing::Logo> logo = {}; ///< null: none
    bool isLetter = false;                                 ///< paper of a PDF; else A4
    std::stop_token stop = {};                             ///< once asked for, the text is of no use and may be empty
};

/// A row of the table of formats of reports.
struct ReportFormat {
    const char *id;                    ///< as in --to
    std::vector<const char *> endings; ///< ".html"
    const char *title;                 ///< a name, not translated
    bool isDrawn;                      ///< needs QGuiApplication
    bool hasLogo;                      ///< shows `logo`
    bool hasPaper;                     ///< is cut into pages of `isLetter`
    std::string (*make)(const ReportOrder &order);
};

[[nodiscard]] const std::vector<ReportFormat> &reportFormats();
/// Null: there is none of this id, or with such an ending (of either case).
[[nodiscard]] const ReportFormat *reportFormatNamed(std::string_view id);
[[nodiscard]] const ReportFormat *reportFormatOfFile(std::string_view file);

} // namespace headroom::app
