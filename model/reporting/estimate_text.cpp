#include "model/reporting/estimate_text.h"

#include "model/reporting/numbers.h"

#include <cmath>

namespace headroom::reporting {

std::string availabilityPercent(double value)
{
    return exact(std::round(value * 1e8) / 1e6) + " %";
}

std::string estimateText(const reliability::Estimate &estimate)
{
    if (estimate.isExact)
        return availabilityPercent(estimate.value);
    return availabilityPercent(estimate.value) + ", sampled: " + availabilityPercent(estimate.low) + " to "
        + availabilityPercent(estimate.high) + " with 99 % confidence";
}

std::string estimateCell(const reliability::Estimate &estimate)
{
    if (estimate.isExact)
        return availabilityPercent(estimate.value);
    return availabilityPercent(estimate.low) + " – " + availabilityPercent(estimate.high);
}

} // namespace headroom::reporting
