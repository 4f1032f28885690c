#pragma once

#include "model/project/project.h"

#include <string>
#include <vector>

namespace headroom::edits {

/// The rectangle of a component, in scene pixels.
struct Box {
    std::string id;
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

/// How components are brought into line.
enum class Arrangement { Left, Center, Right, Top, Middle, Bottom, SpreadAcross, SpreadDown };

/// Where the boxes go, in their order: flush with the outermost one or on the middle of all, or with equal gaps
/// between the first and the last. Fewer than two boxes (three for equal gaps) stay where they are.
[[nodiscard]] std::vector<project::Point> arranged(const std::vector<Box> &boxes, Arrangement arrangement);

} // namespace headroom::edits
