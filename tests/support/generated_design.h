#pragma once

#include "model/project/project.h"

#include <cstdint>

namespace headroom::test {

/// What a generated design is to be like.
struct GeneratedShape {
    std::size_t components = 100; ///< ≥ 16
    double perComponent = 2.5;    ///< connections
    std::size_t classes = 1;      ///< of requests, each with other counts and times
    std::size_t loops = 0;        ///< connections that lead back, with a gain far below one
    std::size_t layers = 20;      ///< of services that call each other
    bool holds = false;           ///< threads and pools of connections; else event loops without pools
    std::uint64_t seed = 1;
};

/// A mesh: clients and a balancer before web servers with a cache and a database each, and services in layers that
/// call those below; a fifth of them autoscaled, some of the shape of somebody else's interface.
/// The visits of a layer add up to about those of the one above. Same shape, same design.
[[nodiscard]] project::Project generatedDesign(const GeneratedShape &shape);

/// Users at which its services are about half used.
[[nodiscard]] double generatedUsers(const GeneratedShape &shape);

} // namespace headroom::test
