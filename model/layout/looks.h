#pragma once

#include "model/project/project.h"

#include <string>
#include <string_view>
#include <vector>

namespace headroom::layout {

// How elements are drawn is stated by parameters that every kind has (resources/catalog/looks.json). They change no
// result; these functions read them.

/// The component keeps its position: neither dragged nor laid out.
[[nodiscard]] bool isLocked(const project::Component &component);

/// The place is shown as one card that stands for what is inside.
[[nodiscard]] bool isCollapsed(const project::Component &component);

/// −1: below the others, 0: among them in their order, 1: above them.
[[nodiscard]] int layerOf(const project::Component &component);

/// The line runs along the axes; else smoothly.
[[nodiscard]] bool isSquare(const project::Connection &connection);

/// Points that the line is led through, from caller to callee, in scene pixels; empty where the text names none, or
/// is none: "120,40 300,80".
[[nodiscard]] std::vector<project::Point> waypointsOf(const project::Connection &connection);

/// The text that names these points; coordinates are rounded to whole pixels.
[[nodiscard]] std::string waypointsText(const std::vector<project::Point> &points);

/// Whether the parameter of that id says how an element is drawn, or what was noted about it.
[[nodiscard]] bool isLook(std::string_view parameter);

/// How much two versions of a design differ, as far as results go.
enum class Change {
    None,
    Looks,     ///< looks and notes: no result is another
    Positions, ///< besides those, where cards stand and how large places are: where a cure puts what it adds
    Model      ///< anything else
};

/// Stages that both versions share are not looked at; of others O(components + connections).
[[nodiscard]] Change changeBetween(const project::Project &before, const project::Project &after);

inline constexpr const char *kLocked = "locked"; ///< ids of the parameters
inline constexpr const char *kCollapsed = "collapsed";
inline constexpr const char *kLayer = "layer";
inline constexpr const char *kShape = "line";
inline constexpr const char *kWaypoints = "waypoints";
inline constexpr const char *kNote = "note";  ///< of a connection; components have a field of their own
constexpr std::size_t kMaximumWaypoints = 32; ///< of one connection; more are not read

} // namespace headroom::layout
