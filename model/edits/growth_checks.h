#pragma once

#include "model/core/result.h"
#include "model/project/project.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace headroom::edits {

constexpr double kMostPlannedUsers = 1e12;
constexpr double kLongestPlan = 1200;             ///< months
constexpr double kLongestLead = 120;              ///< months
constexpr std::size_t kMaximumPlannedUsers = 240; ///< points of a curve
constexpr std::size_t kMaximumUncertainties = 100;
constexpr double kLargestBound = 1e15; ///< of an uncertain input, either way

/// What is wrong with a plan: users from 1 to 1e12, at most 1,200 months, a curve that begins at month 0 and goes on in
/// time, a start like "2026-01". Nothing when it may be.
[[nodiscard]] std::optional<Error> wrongPlan(const project::GrowthPlan &plan);

/// Whether the text is a month of a year, "2026-01".
[[nodiscard]] bool isMonth(std::string_view text);

/// What is wrong with one range: its names, its numbers, or their order. Whether the input exists and the range fits it
/// is for the computation to say: elements come and go. Nothing when it may be.
[[nodiscard]] std::optional<Error> wrongUncertainty(const project::Uncertainty &given);

/// The same of all of them, and no input may be there twice.
[[nodiscard]] std::optional<Error> wrongUncertainties(const std::vector<project::Uncertainty> &given);

} // namespace headroom::edits
