#pragma once

#include "model/project/project.h"

#include <cstdint>

namespace headroom::test {

/// A large drawing: cards in a field of rows and columns, one and a half lines a card, a twentieth of them to anywhere
/// and the others to cards nearby; families, names and kinds vary. Same arguments, same design.
/// @param components  ≥ 4.
[[nodiscard]] project::Project canvasMesh(std::size_t components, std::uint64_t seed = 1);

} // namespace headroom::test
