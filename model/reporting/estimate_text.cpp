#include "model/reporting/estimate_text.h"

#include "model/reporting/numbers.h"

#include <cmath>

namespace headroom::reporting {

std::string availabilityPercent(double value)
{
    return exact(std::round(value * 1e8) / 1e6) + " %";
}

std::string availabilityInWords(double value)
{
    const double missing = 1 - value;
    if (!(missing > 1e-12))
        return "100 %";
    const double step = std::pow(10, std::floor(std::log10(missing)) - 1);
    const double told = std::ceil(missing / step - 1e-6) * step; // never more than there is, as in the diagrams
    return exact(std::round(100 * (1 - told) * 1e9) / 1e9) + " %";
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
