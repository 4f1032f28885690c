#pragma once

#include "model/analysis/compiled_stage.h"

#include <cmath>
#include <string_view>

namespace headroom::cost {

/// A parameter, figure or derived value of a component; 0 when it has none of this name.
[[nodiscard]] inline double valueOf(const analysis::CompiledComponent &component, std::string_view name)
{
    const auto found = component.values.find(name);
    return found == component.values.end() ? 0 : found->second;
}

/// A formula of its kind with its values; `otherwise` when there is no formula or no finite value.
[[nodiscard]] inline double evaluate(const catalog::Formula &formula, const analysis::CompiledComponent &component,
                                     double otherwise)
{
    if (formula.empty())
        return otherwise;
    const double value = formula.evaluate([&](std::string_view name) { return valueOf(component, name); });
    return std::isfinite(value) ? value : otherwise;
}

} // namespace headroom::cost
