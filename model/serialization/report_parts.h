#pragma once

#include "model/analysis/report.h"

#include <nlohmann/json.hpp>

#include <string>

namespace headroom::serialization {

/// Writes the number only if it exists: JSON has neither NaN nor infinity.
void put(nlohmann::ordered_json &into, const char *key, double value);

/// An amount with its currency.
[[nodiscard]] nlohmann::ordered_json money(double amount, const std::string &currency);

/// An availability: how it is known, its interval where it is sampled, and the downtime it comes to.
/// @param withSamples  says how many were drawn, too.
[[nodiscard]] nlohmann::ordered_json availabilityOf(const reliability::Estimate &estimate, bool withSamples = false);

/// The figures by which two designs are compared; what does not exist is absent.
[[nodiscard]] nlohmann::ordered_json figuresOf(const analysis::Figures &figures, const std::string &currency);

/// A finding with what its cure changes.
[[nodiscard]] nlohmann::ordered_json findingOf(const analysis::Finding &finding, const std::string &currency);

/// What waits in front of a component.
[[nodiscard]] nlohmann::ordered_json backlogOf(const analysis::BacklogReport &backlog,
                                               const analysis::ComponentReport &component);
[[nodiscard]] nlohmann::ordered_json jobOf(const analysis::JobReport &job, const analysis::Report &report);

} // namespace headroom::serialization
