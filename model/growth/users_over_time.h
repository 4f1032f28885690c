#pragma once

#include "model/project/project.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::growth {

/// How many registered users a plan expects, month by month. Between two points of its curve the users grow (or shrink)
/// by the same factor all along: U(m) = U₀·(U₁/U₀)^((m − m₀)/(m₁ − m₀)) (domain spec 10.2).
class UsersOverTime {
public:
    /// @pre edits::wrongPlan(plan) has nothing to say.
    explicit UsersOverTime(const project::GrowthPlan &plan);

    [[nodiscard]] double end() const { return m_points.back().month; }
    /// @param month  cut to 0 … end().
    [[nodiscard]] double at(double month) const;
    /// As at(), but after the end they go on by the factor of the last stretch.
    [[nodiscard]] double goingOn(double month) const;
    /// The first month, not before `from`, with at least so many users; nothing when they never come.
    [[nodiscard]] std::optional<double> monthOf(double users, double from = 0) const;
    [[nodiscard]] double most() const;
    /// Factor a month from begin to end: 1.4678 for a hundredfold in twelve months. Unless isSteady() a mean.
    [[nodiscard]] double factorPerMonth() const;
    /// Whether they go by that factor all along, but for some hundredths.
    [[nodiscard]] bool isSteady() const;
    /// Months in which they double at that factor; nothing when they do not grow, or now faster, now slower.
    [[nodiscard]] std::optional<double> doubling() const;

private:
    std::vector<project::PlannedUsers> m_points;
};

/// The day on which so many months of a plan have passed: ("2026-01", 1.5) → "2026-02-15"; empty without a start.
/// A month is as long as the calendar has it. @param month  ≥ 0 and below 12,000; before 0 it is the time before the plan.
[[nodiscard]] std::string dateOf(const std::string &start, double month);

} // namespace headroom::growth
