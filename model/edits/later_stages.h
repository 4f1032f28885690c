#pragma once

#include "model/edits/edit.h"

#include <string>
#include <vector>

namespace headroom::edits {

/// Why an edit leaves an element of a later stage as it is.
enum class Skip {
    NotThere,     ///< the stage does not have it
    AlreadyThere, ///< the stage has what is to be added
    OtherKind,    ///< its id stands for something else there
    OtherValue,   ///< what is to be changed was something else there already
    OtherSpot,    ///< it stands elsewhere there
    EndMissing,   ///< a connection whose other end the stage does not have
    Refused       ///< the stage cannot take it; `SkippedElement::detail` says why
};

/// An element of a later stage that an edit leaves as it is.
struct SkippedElement {
    std::string id;
    std::string name; ///< as people call it
    Skip why = Skip::NotThere;
    std::string detail = {};
    bool operator==(const SkippedElement &) const = default;
};

/// What an edit does to one later stage.
struct StageReach {
    std::size_t stage = 0;
    std::vector<std::string> touched; ///< ids, each once
    std::vector<SkippedElement> skipped;
    bool operator==(const StageReach &) const = default;
};

/// An edit that also reaches later stages, as one undo step.
struct LaterEdit {
    Edit edit;                      ///< the given one where it reaches no other stage
    std::vector<StageReach> stages; ///< every later stage, ascending; none: the edit does not concern a single stage
    /// Indexes of the later stages that change.
    [[nodiscard]] std::vector<std::size_t> reached() const;
};

/// Carries an edit of stage n on to the stages behind it, wherever they have the same component or connection in the
/// same state: what is added comes where its id is free and both ends are there, what is removed goes, what is moved
/// moves from the same spot, a parameter, name, note or kind changes where it had the same value before.
/// Edits of the whole design, of the row of stages and of several stages at once are left as they are. The result can
/// be applied whenever the edit can.
/// @param overrides  parameters change whatever they were before.
[[nodiscard]] LaterEdit reachLater(const Edit &edit, const project::Project &before, const catalog::Catalog &catalog,
                                   bool overrides = false);

/// "stage 4", "stages 4, 6", "stages 4–7": numbers as people count. @param stages  ascending indexes, at least one.
[[nodiscard]] std::string stagesText(const std::vector<std::size_t> &stages);
/// The numbers alone: "4", "4, 6", "4–7, 9".
[[nodiscard]] std::string stageNumbers(const std::vector<std::size_t> &stages);

} // namespace headroom::edits
