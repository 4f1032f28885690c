#include "model/reporting/cut_text.h"

#include "model/reporting/numbers.h"

namespace headroom::reporting {

std::string cutPartText(const analysis::CutReport::Part &part, const analysis::ComponentReport &component,
                        const catalog::Kind &kind)
{
    if (!kind.failure.groupAvailability.empty())
        return component.name
            + (part.failures == 1       ? ""
                   : part.failures == 2 ? " and its standby"
                                        : " and its " + std::to_string(part.failures - 1) + " standbys");
    if (part.failures == 1 && component.instances <= 1)
        return component.name;
    const std::string lost = part.failures == component.instances
        ? part.failures == 2 ? "both" : "all " + grouped(part.failures)
        : part.failures > component.instances ? grouped(part.failures)
                                              : grouped(part.failures) + " of " + grouped(component.instances);
    return lost + " instances of " + component.name;
}

} // namespace headroom::reporting
