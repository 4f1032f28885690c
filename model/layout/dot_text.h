#pragma once

#include "model/core/result.h"
#include "model/layout/diagram.h"

#include <string>
#include <string_view>

namespace headroom::layout {

/// The diagram for Graphviz: fixed boxes from left to right, a cluster per open place, boxes named by their index.
/// Lines are not asked for, as the canvas leads its own.
[[nodiscard]] std::string dotText(const Diagram &diagram);

/// Corners from what `dot -Tplain` answers; those of open places are left at (0, 0).
/// Error: the text is not such an answer, or lacks a box.
[[nodiscard]] Result<std::vector<project::Point>> readPlain(std::string_view text, const Diagram &diagram);

} // namespace headroom::layout
