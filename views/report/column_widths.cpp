#include "views/report/column_widths.h"

#include <algorithm>
#include <numeric>

namespace headroom::paper {

std::vector<double> sharedWidths(const std::vector<double> &natural, const std::vector<double> &least, double available)
{
    std::vector<double> widths = least;
    double left = available - std::accumulate(least.begin(), least.end(), 0.0);
    if (left <= 0) {
        for (double &each : widths)
            each *= available / (available - left);
        return widths;
    }
    std::vector<std::size_t> order(natural.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return natural[a] - least[a] < natural[b] - least[b]; });
    for (std::size_t k = 0; k < order.size(); ++k) {
        const std::size_t i = order[k];
        const double more = std::min(natural[i] - least[i], left / static_cast<double>(order.size() - k));
        widths[i] += more;
        left -= more;
    }
    return widths;
}

} // namespace headroom::paper
