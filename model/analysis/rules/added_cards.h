#pragma once

#include "model/analysis/rules/inspection.h"

namespace headroom::analysis {

/// A new component of a kind, named as the kind is, with an id that is free in the stage.
[[nodiscard]] project::Component cardOf(const project::Stage &stage, const catalog::Kind &kind);

/// Lets a change that makes several of one take its effect: where clients call the one themselves, a balancer comes
/// between them, as they cannot choose among several (domain spec 7.5, step from one server to two). The same edit where
/// the kind needs none, nobody calls it so, or the catalog has no balancer.
[[nodiscard]] edits::Edit behindBalancer(const Inspection &in, std::size_t component, edits::SetParameter several);

} // namespace headroom::analysis
