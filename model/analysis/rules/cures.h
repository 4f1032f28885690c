#pragma once

#include "model/analysis/rules/inspection.h"

#include <optional>

namespace headroom::analysis {

/// One more instance of a tier, or `wanted`, in the way its kind grows, behind a balancer where it needs one then
/// (behindBalancer()); nothing when it cannot.
[[nodiscard]] std::optional<edits::Edit> oneMore(const Inspection &in, std::size_t component, double wanted = 0);

/// Enough instances for this utilization of a station that is fuller: more of them, or a higher limit of a tier that has
/// grown to its own. Nothing for other resources, and where there is no room for more.
[[nodiscard]] std::optional<edits::Edit> spreadOut(const Inspection &in, std::size_t component,
                                                   const ResourceReport &resource, double target);

/// The cheapest size at which every resource is at most so full, or as full as now where the size does not change that.
/// Nothing when no size of its ladder will do.
[[nodiscard]] std::optional<edits::Edit> largerSize(const Inspection &in, std::size_t component, double target,
                                                    double memoryTarget);

/// The cheapest size at which the same memory is that full, with no less power. Nothing for memory stated by hand.
[[nodiscard]] std::optional<edits::Edit> moreMemory(const Inspection &in, std::size_t component,
                                                    const ResourceReport &memory, double target);

/// Pooled connections that the calls over a connection keep busy, of one instance of the caller: as long as the resource
/// of the pool says (RES-08), and while they wait at the callee; Little's law.
/// @pre the callee's station is not full
[[nodiscard]] double busyOver(const Inspection &in, std::size_t connection);

/// Connections of a component that its callers' pools may open: what administrators need is kept.
[[nodiscard]] double roomForPools(const Inspection &in, std::size_t component);

/// Connections that the callers' pools open at a component with all tiers at their most, or as they are.
[[nodiscard]] double poolsOf(const Inspection &in, std::size_t component, bool atMost);

/// Smaller pools of all callers that together stay within `most`, none of them fuller than `busy` by what is asked now.
/// Nothing where even these are too many: a pooler would not get by with fewer either.
[[nodiscard]] std::optional<edits::Edit> smallerPools(const Inspection &in, std::size_t component, double most,
                                                      double busy, bool atMost);

} // namespace headroom::analysis
