#pragma once

#include "model/analysis/compiled_stage.h"
#include "model/cost/provisioning.h"
#include "model/growth/removals.h"

#include <memory>
#include <optional>
#include <vector>

namespace headroom::growth {

/// A stage, asked what it would be without some of its parts.
class Remover {
public:
    /// @pre the stage exists, users > 0; the catalog outlives the remover
    Remover(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog);

    [[nodiscard]] const analysis::CompiledStage &compiled() const { return *m_compiled; }
    [[nodiscard]] const analysis::Report &now() const { return m_now; } ///< with percentiles
    [[nodiscard]] const analysis::Report &twice() const { return m_twice; }
    /// Twice the users are carried within the limits.
    [[nodiscard]] bool isSound() const { return missedIn(m_twice).empty(); }

    /// A way to take it out of the design after which all is still done at twice the users.
    struct Way {
        std::vector<edits::Step> steps;
        project::Snapshot after;
        std::shared_ptr<const analysis::CompiledStage> compiled;
        [[nodiscard]] analysis::Report at(double users, bool hasPercentiles) const;
    };
    /// Nothing when something would then be missing. Compiles and solves the stage once or twice.
    /// @param from  the design, or what is left of it
    [[nodiscard]] std::optional<Way> without(const Removable &removable, const project::Project &from) const;

    /// What would be missing without it, in words; empty: nothing. @param from  as for without()
    [[nodiscard]] std::string missedWithout(const Removable &removable, const project::Project &from) const;

private:
    [[nodiscard]] std::string missedIn(const analysis::Report &report) const;

    std::size_t m_stage;
    double m_users;
    const catalog::Catalog &m_catalog;
    std::shared_ptr<const analysis::CompiledStage> m_compiled;
    analysis::Report m_now;
    analysis::Report m_twice;
    cost::Tolerance m_tolerance;
    std::string m_breach; ///< what the stage as it is does not keep; empty: it keeps its tier
};

} // namespace headroom::growth
