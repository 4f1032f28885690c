#include "model/analysis/rules/inspection.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

/// Components whose threads or pooled connections are held.
const std::vector<std::size_t> &holding(const Inspection &in)
{
    return in.componentsWith("holding", [&](std::size_t i) {
        const auto &resources = in.report.components[i].resources;
        return std::any_of(resources.begin(), resources.end(), [](const ResourceReport &each) { return each.isHeld; });
    });
}

std::string calleeName(const Inspection &in, int link)
{
    return in.name(static_cast<std::size_t>(in.stage.links[static_cast<std::size_t>(link)].to));
}

void threadsRunOut(Inspection &in)
{
    for (const std::size_t i : holding(in))
        for (std::size_t r = 0; r < in.report.components[i].resources.size(); ++r) {
            const ResourceReport &held = in.report.components[i].resources[r];
            if (!held.isHeld || held.utilization <= in.limit())
                continue;
            const int link = in.stage.components[i].resources[r].link;
            const double wanted = std::ceil(held.used / in.limit());
            const bool isIdle = in.report.isSoftwareBottleneck && in.report.bottleneck.component == static_cast<int>(i)
                && in.report.bottleneck.resource == static_cast<int>(r);
            Hit hit;
            hit.subjects = { in.id(i) };
            if (link >= 0)
                hit.subjects.push_back(in.stage.connectionId(static_cast<std::size_t>(link)));
            hit.measured = held.utilization;
            hit.metric = in.utilizationOf(i, held);
            hit.words = { { "name", in.name(i) },
                          { "needed", reporting::briefNumber(held.used) },
                          { "size", reporting::briefNumber(held.capacity) },
                          { "what",
                            link >= 0 ? in.phrase("connections", { { "callee", calleeName(in, link) } })
                                      : in.phrase("threads") },
                          { "wanted", reporting::briefNumber(wanted) },
                          { "idle", isIdle ? in.phrase("idle") : std::string() } };
            hit.cure
                = link >= 0 ? setTo(in, hit.subjects.back(), "pool", wanted) : setTo(in, in.id(i), "threads", wanted);
            in.add(std::move(hit));
        }
}

void blindMetric(Inspection &in)
{
    for (const std::size_t i : holding(in)) {
        const ResourceReport *station = in.station(i);
        const ResourceReport *threads = in.resource(i, "threads");
        if (!station || !threads || in.most(i) <= in.stage.components[i].instances
            || station->utilization >= in.limit("cpu") || threads->utilization <= in.limit())
            continue;
        in.add({ .subjects = { in.id(i) },
                 .measured = threads->utilization,
                 .words = { { "name", in.name(i) }, { "cpu", reporting::percent(station->utilization) } },
                 .metric = in.utilizationOf(i, *threads) });
    }
}

} // namespace

std::span<const Condition> holdingConditions()
{
    static constexpr Condition table[] { { "RES-08", threadsRunOut }, { "ASG-03", blindMetric } };
    return table;
}

} // namespace headroom::analysis
