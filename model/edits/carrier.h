#pragma once

#include "model/edits/later_stages.h"

#include <optional>
#include <string>

namespace headroom::edits {

/// From which stage a step goes to which later one.
struct Passage {
    const project::Stage &here; ///< before the step
    const project::Stage &there;
    bool overrides = false; ///< parameters that had another value there, too
};

/// What a step of one stage means for a later one; nothing where it means nothing there, which `reach` then says.
/// @param reach  of the later stage.
[[nodiscard]] std::optional<Step> carryOver(const Step &step, const Passage &passage, StageReach &reach);

/// Says that the later stage refuses the step that was carried there.
void noteRefused(const Step &carried, const Passage &passage, const std::string &why, StageReach &reach);

/// Says that the later stage took the step.
void noteTouched(const Step &carried, StageReach &reach);

} // namespace headroom::edits
