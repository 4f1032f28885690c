#pragma once

#include "model/project/project.h"

#include <optional>
#include <string>

namespace headroom::app {

class Arguments;

/// --from, --to, --months or --curve, --lead-time and --start: a plan of growth, in place of what the design states.
class PlanOptions {
public:
    void declare(Arguments &arguments);

    /// The plan: of the design, with what was given instead. Complains when something is missing or makes no sense.
    [[nodiscard]] std::optional<project::GrowthPlan> read(const project::Project &project) const;

private:
    [[nodiscard]] bool readCurve(project::GrowthPlan &plan) const;
    [[nodiscard]] bool readLeads(project::GrowthPlan &plan, const project::Project &project) const;
    [[nodiscard]] bool readEnds(project::GrowthPlan &plan, bool isStated) const;

    std::optional<std::string> m_from;
    std::optional<std::string> m_to;
    std::optional<std::string> m_months;
    std::optional<std::string> m_curve;
    std::optional<std::string> m_leadTime;
    std::optional<std::string> m_start;
};

} // namespace headroom::app
