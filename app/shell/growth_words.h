#pragma once

#include "model/edits/later_stages.h"
#include "model/growth/story.h"
#include "model/growth/when_to_move.h"
#include "views/charts/stage_map.h"
#include "views/theme/theme.h"

#include <QString>

namespace headroom::app {

/// A sentence with how bad it is.
struct Remark {
    QString text;
    theme::Role role = theme::Role::Text;
};

/// What just happened while users grew: what is full, or which stage took over. @param isMoving  stages take over.
[[nodiscard]] Remark remarkOn(const growth::Story &story, const project::Project &project, std::size_t stage,
                              double users, bool isMoving);

/// The stages as bars of the stage map, with what is to be said about each.
[[nodiscard]] std::vector<charts::StageBar> barsOf(const growth::StageMap &map);

/// What an edit left as it was in later stages, in a sentence or two; empty: nothing.
[[nodiscard]] QString skippedText(const edits::LaterEdit &edit);

} // namespace headroom::app
