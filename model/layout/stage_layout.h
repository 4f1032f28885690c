#pragma once

#include "model/edits/edit.h"
#include "model/layout/diagram.h"

#include <string>
#include <vector>

namespace headroom::layout {

/// The one undo step that brings a stage to a placement of its diagram: cards move, places are drawn around their
/// contents, waypoints are given up. Nothing that is there already is touched; no steps: nothing changes.
[[nodiscard]] edits::Batch layoutEdit(const project::Project &project, std::size_t stage, const Diagram &diagram,
                                      const Placement &placement, std::string title);

/// Puts those components where layoutOf() finds room beside the others, which stay where they are.
/// @param loose  ids of components without a position.
void placeLoose(project::Stage &stage, const std::vector<std::string> &loose, const catalog::Catalog &catalog);

/// The step that lays out the chosen components only: those of each place among themselves, around where they were.
/// What stands in chosen places is laid out with them. Locked ones stay. Fewer than two in a place stay.
[[nodiscard]] edits::Batch tidyEdit(const project::Project &project, std::size_t stage,
                                    const std::vector<std::string> &ids, const catalog::Catalog &catalog,
                                    std::string title);

/// Whether all cards of a stage, two at least, stand at one position, as in a file that somebody wrote without any.
[[nodiscard]] bool isPile(const project::Stage &stage, const catalog::Catalog &catalog);

/// The project with every stage that is a pile laid out; the same snapshot where there is none.
[[nodiscard]] project::Snapshot withoutPiles(const project::Snapshot &project, const catalog::Catalog &catalog);

} // namespace headroom::layout
