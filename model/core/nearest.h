#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// The same with small letters where they are of ASCII.
[[nodiscard]] std::string lowered(std::string_view text);

/// Edits that turn one word into another, letters of either case counting as the same: insert, remove, replace,
/// swap neighbors. Bytes, not letters, are counted. O(|a|·|b|).
/// Source: optimal string alignment, Damerau 1964.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);

/// The first of the candidates that the word was most likely meant to be; nothing when none is near:
/// at most a third of its letters, and at least one, may be wrong, or it begins one candidate alone.
[[nodiscard]] std::optional<std::string> nearest(const std::string &word, const std::vector<std::string> &candidates);

/// ". Did you mean X?", or a full stop when nothing is near.
[[nodiscard]] std::string didYouMean(const std::string &word, const std::vector<std::string> &candidates);

} // namespace headroom
