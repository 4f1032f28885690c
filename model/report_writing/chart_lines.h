#pragma once

#include "model/report_writing/document.h"

#include <vector>

namespace headroom::report_writing {

/// Adds the five lines that end highest. Lines that would lie upon each other, as those of equal regions do, are one,
/// named "3 × Shards · CPU" where only their places differ, else after the first: "Shards · CPU, like 2 others".
/// @param lines  without gaps, all of one length.
void addHighest(Chart &chart, std::vector<Chart::Line> lines);

} // namespace headroom::report_writing
