#pragma once

#include "model/analysis/compiled_stage.h"

namespace headroom::analysis {

/// The resource that bears what misses ask of a component when shared caches are empty: its station, or the quota of what
/// has none; −1: nothing does.  CompiledComponent::coldWork is what is then asked of it per dynamic request.
[[nodiscard]] int coldRow(const CompiledComponent &component);

/// What empty shared caches add to it per dynamic request, spread over the instances; 0 for what is behind none.
[[nodiscard]] double coldMore(const CompiledComponent &component);

} // namespace headroom::analysis
