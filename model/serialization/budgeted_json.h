#pragma once

#include "model/core/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace headroom::serialization {

/// What a text may ask of us before it is refused.
struct JsonBudget {
    std::size_t bytes = std::size_t(64) << 20;
    int depth = 64;
    std::size_t values = 4'000'000;
};

/// Parses JSON within a budget that is kept while reading, not after it. Refuses duplicate keys, numbers that are not
/// finite, and text that is not UTF-8; a byte order mark is skipped.
/// @param fileName  named in messages, with the line where reading stopped.
[[nodiscard]] Result<nlohmann::json> parseJson(std::string_view text, const std::string &fileName,
                                               const JsonBudget &budget = {});

/// The line, counted from 1, on which the value at this path ("stages/2/name") begins or its key stands; 0 when there
/// is none.
/// @pre parseJson() took the text.
[[nodiscard]] std::size_t lineOfPath(std::string_view text, std::string_view path);

} // namespace headroom::serialization
