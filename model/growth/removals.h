#pragma once

#include "model/analysis/compiled_stage.h"
#include "model/edits/edit.h"

#include <string>
#include <vector>

namespace headroom::growth {

/// What may be asked whether a stage needs it: a component, a place with all that stands in it, or several of these.
struct Removable {
    std::size_t component = 0;        ///< index in the stage; of several the first
    std::vector<std::string> ids;     ///< what goes; the component's first
    std::vector<std::string> several; ///< ids of the components and places, where there are several; else empty
    /// The ids of the components or places themselves, without what stands in them.
    [[nodiscard]] std::vector<std::string> heads() const;
};

/// Several at once, each but once. @pre there are some
[[nodiscard]] Removable together(const std::vector<const Removable *> &members);

/// Of a stage, places (where there are several of a sort) before components, else in its order: what only makes others'
/// work lighter, so that they could do it themselves. What does something that nobody else does (names, mail, files,
/// queued work) is never among it.
[[nodiscard]] std::vector<Removable> removablesOf(const analysis::CompiledStage &stage);

/// The ways to take it out, the plainest first: without more ado; and where it only passes on what it is asked (balancer,
/// pooler, limiter …), with its callers joined to what it called, as they were joined to it. A balancer in front of several
/// servers has no such way, and neither have several at once.
/// @param project  of which `stage` is compiled, or one in which parts of it are gone already.
[[nodiscard]] std::vector<std::vector<edits::Step>>
waysToRemove(const Removable &removable, const analysis::CompiledStage &stage, const project::Project &project);

/// The steps as one undo step of that name. @pre there are some
[[nodiscard]] edits::Edit asOneEdit(std::vector<edits::Step> steps, const std::string &title);

} // namespace headroom::growth
