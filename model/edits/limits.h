#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace headroom::edits {

constexpr std::size_t kMaximumId = 64;        ///< letters, digits, '_', '-', '.'
constexpr std::size_t kMaximumName = 200;     ///< code points
constexpr std::size_t kMaximumNotes = 10'000; ///< code points
constexpr std::size_t kMaximumAcknowledgments = 1'000;
constexpr std::size_t kMaximumComponents = 20'000;  ///< of one stage
constexpr std::size_t kMaximumConnections = 60'000; ///< of one stage
constexpr std::size_t kMaximumStages = 1'000;       ///< of a design
constexpr double kMostStageUsers = 1e12;            ///< upper end of a stage's range
constexpr double kFarthest = 1e6;                   ///< scene pixels from the origin
constexpr double kSmallestPlace = 40;               ///< scene pixels that an edit leaves of a place's side

/// Whether the text may be the id of an element: 1 to 64 ASCII letters, digits, '_', '-' and '.'.
[[nodiscard]] bool isLegalId(std::string_view id);

/// Number of code points; every byte that does not continue one counts.
[[nodiscard]] std::size_t codePoints(std::string_view text);

/// The first `most` code points.
[[nodiscard]] std::string_view cutTo(std::string_view text, std::size_t most);

/// Whether the bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool isUtf8(std::string_view text);

/// Whether a coordinate is finite and on the canvas.
[[nodiscard]] bool isOnCanvas(double coordinate);

} // namespace headroom::edits
