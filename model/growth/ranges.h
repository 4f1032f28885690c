#pragma once

#include "model/catalog/catalog.h"
#include "model/core/result.h"
#include "model/project/project.h"

#include <span>
#include <string>
#include <vector>

namespace headroom::growth {

/// An input of the model that lies somewhere between two values.
struct InputRange {
    project::Uncertainty given;
    std::string title;   ///< "Peak over mean", "Hit ratio of Cache"
    std::string unit;    ///< of the values; "1" for factors
    std::string display; ///< unit it is usually shown in
    double base = 0;     ///< the value that holds; of an element in the first stage that has it; 1 of factors
    double low = 0;      ///< absolute: where the range is relative, base times its factors; within the catalog's range
    double high = 0;     ///< ≥ low
    /// Least and most of the parameter, and whether it is a whole number.
    double minimum = 0;
    double maximum = 1e15;
    bool isWhole = false;
    /// No stage has such an element or parameter any more: base and bounds mean nothing, and nothing depends on it.
    bool isGone = false;

    /// Whether it is a factor of its own: "service_demand", "growth".
    [[nodiscard]] bool isFactor() const;
};

constexpr const char *kServiceDemand = "service_demand"; ///< of the workload: factor on the times of all operations
constexpr const char *kGrowth = "growth";                ///< factor on the speed at which a plan's users grow

/// The inputs that the ranges name, in their order.
/// Of what has been deleted since, isGone says so.
/// Error: there is no such parameter of the workload, it is no number, or the range is outside the catalog's.
[[nodiscard]] Result<std::vector<InputRange>> resolveRanges(const project::Project &project,
                                                            std::span<const project::Uncertainty> given,
                                                            const catalog::Catalog &catalog);

/// Reads "NAME=LOW..HIGH", NAME being a parameter of the workload or ELEMENT.PARAMETER; bounds as people write them
/// ("20ms", "1.5M", "80%"); "NAME=±20%" or "NAME=0.8x..1.2x" is relative.
/// Error: says which part makes no sense.
[[nodiscard]] Result<project::Uncertainty> parseRange(const std::string &text, const project::Project &project,
                                                      const catalog::Catalog &catalog);

/// The design with each input at a place of its range. What is relative is taken from each stage's own value.
/// @param places  one per input, 0 (low) … 1 (high); NaN: as the design has it.
[[nodiscard]] project::Project withInputs(const project::Project &project, std::span<const InputRange> inputs,
                                          std::span<const double> places, const catalog::Catalog &catalog);

/// The factor on the speed of growth at these places; 1 where it is certain.
[[nodiscard]] double growthFactor(std::span<const InputRange> inputs, std::span<const double> places);

} // namespace headroom::growth
