#pragma once

#include "model/catalog/catalog.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::cost {

/// What many small machines cost beside one large one, in prices of the base machine (domain spec 6.2).
struct HorizontalLaw {
    double overhead = 0.15;   ///< o ≥ 0: what every machine carries besides its share of the work
    double efficiency = 0.98; ///< η in (0, 1]: share of a machine's power that reaches the work
    double fixed = 0.6;       ///< F ≥ 0: balancer and session store
};

/// α of price ∝ power^α when doubling the power multiplies the price by `factor`: log₂ factor.
/// 3×, 3.5× and 4× give 1.585, 1.807 and 2. @pre factor > 0
[[nodiscard]] double scaleUpExponent(double factor);

/// Price of one machine of `power` base machines: P^α. @pre power > 0
[[nodiscard]] double verticalPrice(double power, double exponent);

/// Price of small machines that have `power` together: F + P·(1 + o)/η. @pre power ≥ 0
[[nodiscard]] double horizontalPrice(double power, const HorizontalLaw &law = {});

/// P* ≥ 1 from which on many machines cost no more than a large one: P*^α = F + P*·(1 + o)/η, by bisection to 1e-12.
/// 1 when they never cost more; nothing when α ≤ 1 and one machine stays cheaper however large.
[[nodiscard]] std::optional<double> crossover(double exponent, const HorizontalLaw &law = {});

/// C(n) = n / (1 + σ(n − 1) + κn(n − 1)), the Universal Scalability Law (Gunther). @pre n ≥ 1
[[nodiscard]] double scalability(double n, double sigma, double kappa);

/// One size of a ladder of list prices, with what its cores really add up to.
struct LadderStep {
    std::string size;
    double vcpu = 0;
    double effective = 0; ///< vCPU after contention, C(vcpu) · baseline
    double priceHour = 0;
    double pricePerEffective = 0; ///< per effective vCPU and hour
    /// α between the last smaller size of the same family and this one: ln(price ratio) / ln(effective ratio).
    std::optional<double> exponent; ///< absent for the first of a family, or where power does not grow
};

/// The ladder mode of domain spec 6.2: list prices are linear in size, power is not.
/// A family is what stands before the last full stop of a size ("db.r6g"). Sizes without vCPUs or price are left out.
[[nodiscard]] std::vector<LadderStep> ladderSteps(const catalog::SizeLadder &ladder, double sigma = 0.02,
                                                  double kappa = 1e-4);

} // namespace headroom::cost
