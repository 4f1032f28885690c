#include "model/analysis/ties.h"

#include "model/analysis/compiled_stage.h"
#include "model/engine/columns.h"
#include "model/engine/results.h"

#include <cmath>
#include <string_view>
#include <tuple>

namespace headroom::analysis {

int firstByKind(const CompiledStage &stage, const engine::Columns &columns, const engine::Limits &limits, int row)
{
    constexpr double kSame = 1e-12; // relative
    const auto nameOf = [&](std::size_t each) {
        const auto i = static_cast<std::size_t>(columns.resources.component[each]);
        const auto resource = each - static_cast<std::size_t>(columns.stations.firstResource[i]);
        const CompiledComponent &component = stage.components[i];
        return std::tuple<std::string_view, std::string_view, std::string_view>(
            component.kind->id, component.resources[resource].spec->id, component.id);
    };
    int first = row;
    for (std::size_t other = 0; row >= 0 && other < limits.full.size(); ++other) {
        const double full = limits.full[static_cast<std::size_t>(row)];
        if (std::abs(limits.full[other] - full) <= kSame * full
            && nameOf(other) < nameOf(static_cast<std::size_t>(first)))
            first = static_cast<int>(other);
    }
    return first;
}

} // namespace headroom::analysis
