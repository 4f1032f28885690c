#pragma once

#include "model/growth/not_needed.h"

#include <QString>
#include <QStringList>

namespace headroom::growth_views {

/// For which load the design is built, which load it has, and what it costs beside what would do.
[[nodiscard]] QString verdictText(const growth::NotYet &found);

/// A row per component that could go: what it is, why, what it costs a month, and what would change without it.
[[nodiscard]] QStringList notYetHeads();
[[nodiscard]] QStringList notYetCells(const growth::Unneeded &part, const std::string &currency);

/// What becomes of the design without this part, or without all that can go together.
[[nodiscard]] QString withoutText(const growth::Unneeded &part, const growth::NotYet &found);
[[nodiscard]] QString withoutAllText(const growth::NotYet &found);
/// What could go, but not with all of those, and what would be missing then; a line each.
[[nodiscard]] QString keptText(const growth::NotYet &found);

} // namespace headroom::growth_views
