#include "model/growth/tier_short.h"

#include "model/reliability/tolerance.h"
#include "model/reporting/estimate_text.h"

namespace headroom::growth {

LeastProtected leastProtected(const analysis::Report &report)
{
    const bool isAll = reliability::protectsEverything(reliability::tierOf(report.tolerance.tier));
    LeastProtected least { report.availability.value_or(0), {} };
    for (const analysis::ClassReport &each : report.classes) {
        const bool isRead = &each == &report.classes[report.readingClass];
        if (each.requestsPerSecond <= 0 || (!isAll && !isRead))
            continue;
        const double availability = each.availability ? each.availability->value : 0;
        if (least.title.empty() || availability < least.availability)
            least = { availability, each.name };
    }
    return least;
}

std::string tierMissedBy(const analysis::Report &report)
{
    const analysis::ToleranceReport &tier = report.tolerance;
    std::string text;
    const auto add = [&](const std::string &what) { text += (text.empty() ? "" : ", ") + what; };
    if (const LeastProtected least = leastProtected(report); least.availability < tier.targetAvailability)
        add("“" + least.title + "” is available " + reporting::availabilityInWords(least.availability) + ", below "
            + reporting::availabilityInWords(tier.targetAvailability));
    if (const std::size_t points = tier.singlePoints.size() + tier.lostPlaces.size(); points > 0)
        add("single points of failure that the tier forbids: " + std::to_string(points));
    return text;
}

} // namespace headroom::growth
