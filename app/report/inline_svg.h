#pragma once

#include "views/export/shapes.h"

#include <string>

namespace headroom::app {

/// Before the ids of a stage's picture, so that those of several stages stay apart in one file: "s3-hr-".
[[nodiscard]] std::string idPrefix(std::size_t stage);

/// The picture as an element for the inside of HTML, with ids that begin with idPrefix().
[[nodiscard]] std::string inlineSvg(const pictures::Picture &picture, std::size_t stage);

} // namespace headroom::app
