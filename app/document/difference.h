#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <QString>

#include <vector>

namespace headroom::app {

/// Something in which two versions of a design are not the same, in users' words.
struct Difference {
    QString place;  ///< "Stage 5: Replicas"; "Design" for what belongs to all stages
    QString what;   ///< "Database primary · vCPUs"
    QString mine;   ///< empty: not there
    QString theirs; ///< empty: not there
    bool operator==(const Difference &) const = default;
};

/// Everything that differs, stage by stage, at most `most` lines; a last line then says how many are left out.
[[nodiscard]] std::vector<Difference> differencesBetween(const project::Project &mine, const project::Project &theirs,
                                                         const catalog::Catalog &catalog, std::size_t most = 500);

} // namespace headroom::app
