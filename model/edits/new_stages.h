#pragma once

#include "model/edits/edit.h"

namespace headroom::edits {

// What a stage that joins a design looks like. Each is for the users from where the stage before it ends up to where
// the next one begins; where nothing is left between them, for those of the stage before it.
// @pre after, stage < project.stages.size()

/// A stage without components behind the stage `after`.
[[nodiscard]] AddStage emptyStageAfter(const project::Project &project, std::size_t after, const std::string &name);

/// A copy of a stage behind it; its components are the same ones, as everywhere in the design.
[[nodiscard]] AddStage copyOfStage(const project::Project &project, std::size_t stage);

/// A stage of another design behind the stage `after`, with its own name and range. Its components that have the id and
/// kind of one of the design are taken for the same; others get ids that are free.
/// @pre fromStage < from.stages.size()
[[nodiscard]] AddStage stageOfDesign(const project::Project &project, std::size_t after, const project::Project &from,
                                     std::size_t fromStage);

} // namespace headroom::edits
