#pragma once

#include "model/edits/checks.h"
#include "model/edits/edit.h"

namespace headroom::edits {

/// Carry out edits of the row of stages on a project that nobody else has seen. Each gives the Problem that kept the
/// edit from being done; the project is then as it was.
[[nodiscard]] Problem applyTo(project::Project &project, const AddStage &edit, const catalog::Catalog &catalog);
[[nodiscard]] Problem applyTo(project::Project &project, const RemoveStage &edit, const catalog::Catalog &catalog);
[[nodiscard]] Problem applyTo(project::Project &project, const RenameStage &edit, const catalog::Catalog &catalog);
[[nodiscard]] Problem applyTo(project::Project &project, const SetUserRange &edit, const catalog::Catalog &catalog);
[[nodiscard]] Problem applyTo(project::Project &project, const MoveStage &edit, const catalog::Catalog &catalog);

/// What keeps a stage from having that range of users.
[[nodiscard]] Problem wrongRange(const project::UserRange &users);

/// There is no stage of that index.
[[nodiscard]] Error missingStage(const project::Project &project, std::size_t stage);

} // namespace headroom::edits
