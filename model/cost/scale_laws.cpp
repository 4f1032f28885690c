#include "model/cost/scale_laws.h"

#include <cassert>
#include <cmath>

namespace headroom::cost {

double scaleUpExponent(double factor)
{
    assert(factor > 0);
    return std::log2(factor);
}

double verticalPrice(double power, double exponent)
{
    assert(power > 0);
    return std::pow(power, exponent);
}

double horizontalPrice(double power, const HorizontalLaw &law)
{
    return law.fixed + power * (1 + law.overhead) / law.efficiency;
}

std::optional<double> crossover(double exponent, const HorizontalLaw &law)
{
    const auto isCheaper = [&](double power) { return verticalPrice(power, exponent) < horizontalPrice(power, law); };
    if (!isCheaper(1))
        return 1;
    double high = 2;
    while (isCheaper(high)) {
        high *= 2;
        if (high > 1e12)
            return std::nullopt;
    }
    double low = high / 2;
    while (high - low > 1e-12 * high) {
        const double middle = (low + high) / 2;
        if (middle <= low || middle >= high)
            break;
        (isCheaper(middle) ? low : high) = middle;
    }
    return high;
}

double scalability(double n, double sigma, double kappa)
{
    return n / (1 + sigma * (n - 1) + kappa * n * (n - 1));
}

std::vector<LadderStep> ladderSteps(const catalog::SizeLadder &ladder, double sigma, double kappa)
{
    std::vector<LadderStep> steps;
    const auto figure = [](const catalog::SizeOption &size, const char *name, double otherwise) {
        const auto found = size.figures.find(name);
        return found == size.figures.end() ? otherwise : found->second;
    };
    const auto familyOf = [](const std::string &id) { return id.substr(0, id.rfind('.')); };
    for (const catalog::SizeOption &size : ladder.sizes) {
        LadderStep step { size.id, figure(size, "vcpu", 0), 0, figure(size, "price_hour", 0), 0, std::nullopt };
        if (step.vcpu < 1 || step.priceHour <= 0)
            continue;
        step.effective = scalability(step.vcpu, sigma, kappa) * figure(size, "baseline", 1);
        step.pricePerEffective = step.priceHour / step.effective;
        if (!steps.empty() && familyOf(steps.back().size) == familyOf(step.size)
            && step.effective > steps.back().effective)
            step.exponent
                = std::log(step.priceHour / steps.back().priceHour) / std::log(step.effective / steps.back().effective);
        steps.push_back(std::move(step));
    }
    return steps;
}

} // namespace headroom::cost
