#pragma once

#include <compare>

namespace headroom {

/// A number with a unit that the compiler checks; Tag names the unit and is never instantiated.
template <typename Tag>
class Quantity {
public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(double value)
        : m_value(value)
    {
    }
    [[nodiscard]] constexpr double value() const { return m_value; }

    constexpr auto operator<=>(const Quantity &) const = default;
    constexpr Quantity operator+(Quantity other) const { return Quantity(m_value + other.m_value); }
    constexpr Quantity operator-(Quantity other) const { return Quantity(m_value - other.m_value); }
    constexpr Quantity operator*(double factor) const { return Quantity(m_value * factor); }
    constexpr Quantity operator/(double divisor) const { return Quantity(m_value / divisor); }
    constexpr double operator/(Quantity other) const { return m_value / other.m_value; }

private:
    double m_value = 0;
};

using Rate = Quantity<struct PerSecondTag>;  ///< 1/s
using Seconds = Quantity<struct SecondsTag>; ///< s

/// Offered load in erlangs: what λ and S keep busy on average.
constexpr double operator*(Rate rate, Seconds time)
{
    return rate.value() * time.value();
}

constexpr double kHoursPerMonth = 730.0;                     ///< domain convention: month = 730 h
constexpr double kSecondsPerMonth = kHoursPerMonth * 3600.0; ///< 2,628,000 s
constexpr double kSecondsPerHour = 3600.0;
constexpr double kSecondsPerDay = 86400.0;
constexpr double kGigabyte = 1e9; ///< bytes, as providers bill them

} // namespace headroom
