#pragma once

#include "model/edits/edit.h"

#include <functional>
#include <string>
#include <vector>

namespace headroom::edits {

/// A design whose only stage holds copies of those components, with what stands in the places among them and the
/// connections that have both ends there. Ids that the stage lacks and connections named alone are left out.
/// O(elements of the stage).
[[nodiscard]] project::Project copyOf(const project::Project &project, std::size_t stage,
                                      const std::vector<std::string> &ids);

/// The place that a component is to belong to after it was put down, or empty.
using PlaceOf = std::function<std::string(const project::Component &)>;

/// The one undo step that puts the elements of `copies` into a stage of the project, `offset` away from where they
/// stood, under ids and names that are free there. What stood in a copied place stands in its copy; `placeOf` says
/// where the others belong.
/// @param title  how the undo step is called.
[[nodiscard]] Batch pasteOf(const project::Project &project, std::size_t stage, const project::Stage &copies,
                            project::Point offset, const PlaceOf &placeOf, std::string title);

/// Ids of the components that a batch adds, in its order.
[[nodiscard]] std::vector<std::string> addedBy(const Batch &batch);

} // namespace headroom::edits
