#pragma once

#include "model/reliability/estimate.h"

#include <string>

namespace headroom::reporting {

/// An availability from 0 to 1 as a percentage of at most eight digits: "99.928756 %".
[[nodiscard]] std::string availabilityPercent(double value);

/// The same for a sentence, to two digits of what is missing and never more than there is: "99.92 %".
[[nodiscard]] std::string availabilityInWords(double value);

/// The availability and, where it was sampled, its interval: "99.93 %, sampled: 99.91 % to 99.95 % with 99 % confidence".
[[nodiscard]] std::string estimateText(const reliability::Estimate &estimate);

/// For a cell of a table: the availability, or the interval of a sampled one: "99.91 % – 99.95 %".
[[nodiscard]] std::string estimateCell(const reliability::Estimate &estimate);

} // namespace headroom::reporting
