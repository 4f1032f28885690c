#include "model/reporting/ways_text.h"
#include "model/reporting/numbers.h"

#include <cmath>

namespace headroom::reporting {

namespace {

std::string answeredText(const analysis::OverloadReport &overload, double arriving)
{
    return compactRate(overload.answeredPerSecond) + " of " + compactRate(arriving) + ", in "
        + duration(overload.latency) + " at least while " + compactNumber(overload.users)
        + " users wait for their answers";
}

std::string trafficText(const analysis::TrafficReport &traffic, const std::string &currency)
{
    const std::string waited = traffic.roundTrips > 0 ? exact(std::round(traffic.roundTrips * 100) / 100)
            + " round trips a request (" + duration(traffic.roundTripTime) + "), "
                                                      : "nobody waits, ";
    return compactRate(traffic.requestsPerSecond) + ", " + bytes(traffic.bytesPerSecond) + "/s, " + waited
        + money(traffic.costPerMonth, currency) + " a month";
}

} // namespace

std::vector<WayLine> waysText(const analysis::Report &report)
{
    std::vector<WayLine> lines;
    if (report.overload)
        lines.push_back({ "Answered at most", answeredText(*report.overload, report.requestsPerSecond) });
    for (const analysis::ComponentReport &component : report.components)
        if (component.places && component.places->refused > 0)
            lines.push_back({ "Refused by " + component.name,
                              percent(component.places->refused) + ": its threads and its accept queue are full" });
    for (const analysis::TrafficReport &traffic : report.traffic)
        if (traffic.reach != analysis::Reach::Near)
            lines.push_back({ traffic.reach == analysis::Reach::Host        ? "Within hosts"
                                  : traffic.reach == analysis::Reach::Zones ? "Between zones"
                                                                            : "Between regions",
                              trafficText(traffic, report.currency) });
    return lines;
}

analysis::ResourceRef fullWithoutUsers(const analysis::Report &report, double analysis::ResourceReport::*level)
{
    for (std::size_t i = 0; i < report.components.size(); ++i)
        for (std::size_t r = 0; r < report.components[i].resources.size(); ++r)
            if (report.components[i].resources[r].*level <= 0)
                return { static_cast<int>(i), static_cast<int>(r) };
    return {};
}

} // namespace headroom::reporting
