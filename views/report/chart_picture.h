#pragma once

#include "model/report_writing/document.h"
#include "views/export/shapes.h"

namespace headroom::paper {

/// The chart as a picture, its letters as letters.
[[nodiscard]] pictures::Picture pictureOf(const report_writing::Chart &chart);

} // namespace headroom::paper
