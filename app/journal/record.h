#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headroom::app {

/// CRC-32 of IEEE 802.3 (reflected polynomial 0xEDB88320); "123456789" gives 0xCBF43926.
[[nodiscard]] std::uint32_t crc32(std::string_view bytes);

/// A payload with its length and check sum before it, each 4 bytes, little end first.
[[nodiscard]] std::string frame(std::string_view payload);

/// The payload of the record that begins at `offset`, which then points behind it.
/// Nothing when there is no whole record with the right sum: the end, or the torn write of a crash.
[[nodiscard]] std::optional<std::string_view> nextRecord(std::string_view bytes, std::size_t &offset);

/// How one text becomes another by exchanging a run of lines. Lines are counted from 0.
struct LineChange {
    std::size_t at = 0;
    std::size_t removed = 0;
    std::string added; ///< whole lines
    bool operator==(const LineChange &) const = default;
};

/// The shortest single run whose exchange turns `before` into `after`. O(length).
[[nodiscard]] LineChange changeBetween(std::string_view before, std::string_view after);

/// @return nothing when the text has no such lines.
[[nodiscard]] std::optional<std::string> applied(std::string_view before, const LineChange &change);

} // namespace headroom::app
