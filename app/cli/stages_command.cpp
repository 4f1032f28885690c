#include "app/cli/commands.h"

#include "app/cli/output.h"
#include "model/analysis/analyze.h"
#include "model/reporting/numbers.h"

#include <iostream>

namespace headroom::app
{

int stagesCommand(const std::string &file, const catalog::Catalog &catalog)
{
    const project::Snapshot project = openOrComplain(file, catalog);
    if (!project)
        return kExitBadInput;
    std::vector<std::vector<std::string>> rows { { "", "stage", "users", "binds first", "at its end", "full at",
                                                   "cost/month", "" } };
    std::size_t number = 0;
    for (const analysis::StageSummary &stage : analysis::summarizeStages(*project, catalog)) {
        const bool binds = !stage.bottleneckComponent.empty();
        rows.push_back({ std::to_string(++number), stage.name,
                         reporting::briefNumber(stage.from) + " – " + reporting::briefNumber(stage.to),
                         binds ? stage.bottleneckComponent + ", " + stage.bottleneckResource : "nothing",
                         binds ? reporting::percent(stage.utilizationAtTo) : "–",
                         reporting::compactNumber(stage.usersAtSaturation),
                         reporting::money(stage.costAtTo, catalog.currency()),
                         stage.failsInRange ? "fails in its range" : "" });
    }
    std::cout << table(rows, { 0, 4, 5, 6 });
    return kExitDone;
}

} // namespace headroom::app
