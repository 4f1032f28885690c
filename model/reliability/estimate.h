#pragma once

#include "model/core/quantity.h"

namespace headroom::reliability {

/// An availability and how it is known.
struct Estimate {
    double value = 1;    ///< 0..1
    bool isExact = true; ///< false: the mean of random samples
    double low = 1;      ///< 99 % confidence interval of a sampled value; both ends are the value when it is exact
    double high = 1;
    double samples = 0; ///< drawn; 0 when exact

    /// Expected seconds down in a month of 730 h (an SLA's has 30 days) and in a year of 8,760 h.
    [[nodiscard]] double downPerMonth() const { return (1 - value) * kSecondsPerMonth; }
    [[nodiscard]] double downPerYear() const { return (1 - value) * 12 * kSecondsPerMonth; }
    bool operator==(const Estimate &) const = default;

    [[nodiscard]] static Estimate exact(double value) { return { value, true, value, value, 0 }; }
};

} // namespace headroom::reliability
