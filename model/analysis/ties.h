#pragma once

namespace headroom::engine {
struct Columns;
struct Limits;
} // namespace headroom::engine

namespace headroom::analysis {

class CompiledStage;

/// Of the resources that fill up with one of them to the last user, the first by kind and resource: what a report names
/// does not depend on the order of the file.
/// @param row  of the columns; −1: none, which it stays.  O(resources).
[[nodiscard]] int firstByKind(const CompiledStage &stage, const engine::Columns &columns, const engine::Limits &limits,
                              int row);

} // namespace headroom::analysis
