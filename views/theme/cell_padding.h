#pragma once

namespace headroom::theme {

/// Pixels at the sides of a table's cell, in the style sheet.
constexpr int kCellPadding = 5;

} // namespace headroom::theme
