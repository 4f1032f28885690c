#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <string>
#include <vector>

namespace headroom::growth {

/// An input that could be uncertain, with the range it is proposed to have.
struct InputChoice {
    project::Uncertainty proposed; ///< ± 20 % of what holds; of factors 0.8 to 1.2
    std::string title;             ///< "Hit ratio"
};

/// The inputs of the workload, or of one element.
struct InputGroup {
    std::string title; ///< "Workload", "Cache", "API → Cache"
    std::vector<InputChoice> choices;
    std::string place;         ///< name of the place that the element, or where a connection begins, stands in; or none
    bool isConnection = false; ///< else of a component or of the workload
};

/// Every number of the workload, and of the components and connections of a stage, that is not stated as uncertain yet;
/// the workload first, elements in the order of the stage, groups without any left out. @pre the stage exists
[[nodiscard]] std::vector<InputGroup> inputChoices(const project::Project &project, std::size_t stage,
                                                   const catalog::Catalog &catalog);

} // namespace headroom::growth
