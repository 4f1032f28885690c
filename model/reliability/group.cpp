#include "model/reliability/group.h"

#include <algorithm>
#include <cmath>

namespace headroom::reliability {

double atLeast(double needed, double n, double one)
{
    n = std::clamp(n, 1.0, 1000.0);
    needed = std::clamp(needed, 1.0, n);
    double sum = 0;
    for (double k = needed; k <= n; ++k)
        sum += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(one)
                        + (n - k) * (one < 1 ? std::log1p(-one) : (n > k ? -1e300 : 0)));
    return std::min(1.0, sum);
}

} // namespace headroom::reliability
