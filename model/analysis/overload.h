#pragma once

#include "model/analysis/compiled_stage.h"

#include <optional>

namespace headroom::analysis {

/// The threads of a component whose visits may wait for one up to a number; null: nothing is ever refused.
[[nodiscard]] const CompiledResource *threadsWithQueue(const CompiledComponent &component);

/// s that a visit is at the cores, of the time that it holds its thread. @pre entering > 0
[[nodiscard]] double timeAtCores(const CompiledComponent &component);

/// What the hottest instance refuses: Poisson arrivals at a machine of K = threads + queue places that finishes as the
/// closed network of its cores and the calls its threads wait for does (flow-equivalent server). Exact without a queue,
/// else on the safe side; what is refused still loads the components behind it.
/// @param report  with its resources and requests.
/// Source: Gross et al., 4th ed., sections 2.2 and 2.5; Lazowska et al. 1984, chapter 9; domain spec 4.3.
[[nodiscard]] std::optional<PlacesReport> placesOf(const CompiledComponent &component, const ComponentReport &report);

/// @param report  with its classes and users at saturation.
[[nodiscard]] std::optional<OverloadReport> overloadOf(const CompiledStage &stage, const Report &report);

/// What goes between components, by how far apart they stand; nearest first, what nobody sends left out.
/// @param report  with its connections.
[[nodiscard]] std::vector<TrafficReport> trafficOf(const CompiledStage &stage, const Report &report);

/// s of the mean request when nobody waits for anything: D of the asymptotic bounds.
[[nodiscard]] double bareLatency(const CompiledStage &stage);

} // namespace headroom::analysis
