#pragma once

#include "model/layout/diagram.h"
#include "model/project/project.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::exchange {

// What writer and reader of draw.io diagrams agree on. Every element of a design is a UserObject with these attributes:
inline constexpr const char *kProjectData = "headroom-project";   ///< of a page: JSON of the design without stages
inline constexpr const char *kStageData = "headroom-stage";       ///< of a page: JSON of the stage without elements
inline constexpr const char *kComponentId = "headroom-component"; ///< of a component: its id
inline constexpr const char *kConnectionId = "headroom-connection";
inline constexpr const char *kKind = "headroom-kind";
inline constexpr const char *kParameters = "headroom-parameters"; ///< JSON object; absent: none
inline constexpr const char *kData = "headroom-data";   ///< JSON: name, position and all else the file has of it
inline constexpr const char *kDrawn = "headroom-drawn"; ///< "x y width height" on the page, as it was written
inline constexpr const char *kOrder = "headroom-order"; ///< place in the stage's list, from 0

/// A rectangle on a page, in scene pixels.
struct Rectangle {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

/// "x y width height" and back; nothing for anything else.
[[nodiscard]] std::string rectangleText(const Rectangle &rectangle);
[[nodiscard]] std::optional<Rectangle> rectangleFrom(std::string_view text);

/// Where each component is drawn: cards where they stand, places around what is in them, also when the canvas shows them
/// as one card.
[[nodiscard]] std::vector<Rectangle> rectanglesOf(const project::Stage &stage, const catalog::Catalog &catalog);

} // namespace headroom::exchange
