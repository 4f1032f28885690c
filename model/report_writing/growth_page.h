#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <functional>
#include <stop_token>
#include <string>

namespace headroom::report_writing {

/// What the page is made of besides the design.
struct GrowthPageParts {
    /// The drawing of a stage as SVG text; ids in it are unique in the page.
    std::function<std::string(std::size_t stage)> diagrams;
    /// Id of the element that draws a component in the diagram of a stage.
    std::function<std::string(std::size_t stage, const std::string &component)> drawnId;
    std::string style;      ///< resources/growth/growth.css
    std::string script;     ///< resources/growth/growth.js
    std::string scriptHash; ///< SHA-256 of the script's bytes, Base64: the page's policy allows this script alone
};

/// The growth of a design as one HTML page that needs neither Headroom nor a network: diagrams of its stages, a stepper,
/// a slider of users, numbers and charts computed beforehand. Without its script, and on paper, all stages are shown.
/// Same design, same bytes. Solves every stage at some dozens of numbers of users; once asked to stop it comes back after
/// the next of them, and the page is of no use.
[[nodiscard]] std::string growthPage(const project::Project &project, const catalog::Catalog &catalog,
                                     const GrowthPageParts &parts, const std::stop_token &stop = {});

/// JSON for a script element: no letter of it can end the element, and all of it is ASCII.
[[nodiscard]] std::string scriptSafe(const std::string &json);

} // namespace headroom::report_writing
