#include "model/workload/read_write.h"

#include <cmath>
#include <string_view>

namespace headroom::workload {

Result<Mix> withReadsPerWrite(const project::Workload &workload, const catalog::Catalog &catalog, double ratio)
{
    if (!std::isfinite(ratio) || ratio <= 0)
        return Error { "reads to a write must be above 0", "", "Write for example 10" };
    Mix mix { actingJourneys(workload, catalog), {} };
    std::vector<project::RequestClass> classes = classesOf(workload, catalog);
    std::vector<double> shares = sharesOf(mix.journeys, classes);
    if (mix.journeys.empty())
        for (std::size_t c = 0; c < classes.size(); ++c)
            shares[c] = classes[c].share;
    double reads = 0;
    double writes = 0;
    for (std::size_t c = 0; c < classes.size(); ++c)
        (changesState(classes[c], catalog) ? writes : reads) += shares[c];
    if (writes <= 0)
        return Error { "no request counts as a write", "", "Add a step that writes to a journey first" };
    if (reads <= 0)
        return Error { "no request counts as a read", "", "Add a step that reads to a journey first" };
    const double all = reads + writes;
    const double factors[] { ratio / (1 + ratio) * all / reads, all / ((1 + ratio) * writes) };
    for (project::RequestClass &each : classes) {
        const double factor = factors[changesState(each, catalog) ? 1 : 0];
        each.share *= factor;
        for (project::Journey &journey : mix.journeys)
            for (project::ClassVisit &visit : journey.visits)
                if (visit.requestClass == each.id)
                    visit.count *= factor;
    }
    if (mix.journeys.empty())
        mix.classes = std::move(classes);
    return mix;
}

} // namespace headroom::workload
