#pragma once

#include "model/core/result.h"

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace headroom::exchange {

/// Parses XML in UTF-8 and refuses what could hurt: more than 64 MiB, 4 million nodes or a depth of 256, and document
/// types, so that there are no entities to expand.
/// @param fileName  named in messages, with the line.
[[nodiscard]] Result<Done> parseXml(pugi::xml_document &document, std::string_view text, const std::string &fileName);

/// The line of a node, counted from 1. @pre the document was parsed from this text
[[nodiscard]] std::size_t lineOf(std::string_view text, pugi::xml_node node);

} // namespace headroom::exchange
