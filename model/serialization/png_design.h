#pragma once

#include "model/core/result.h"

#include <string>
#include <string_view>

namespace headroom::serialization {

/// Whether the bytes begin as every PNG does.
[[nodiscard]] bool isPng(std::string_view bytes);

/// The picture with the text of a design in it, as an iTXt chunk before the first data; one that is there is replaced.
/// @pre  png is a whole PNG.  Source: ISO 15948, 5.3 chunks, 11.3.4.5 iTXt, annex D (CRC).
[[nodiscard]] std::string pngWithDesign(std::string_view png, std::string_view design);

/// The text of the design that a picture carries. It is not compressed, so nothing can be larger than the file.
/// @param fileName  named in messages.
/// Error: there is none (other programs drop it when they save a picture), or it is damaged.
[[nodiscard]] Result<std::string> designOfPng(std::string_view png, const std::string &fileName);

} // namespace headroom::serialization
