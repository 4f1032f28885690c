#pragma once

#include <QString>

// Availability as people say it, in the locale's way: with the nines, not with three digits.
namespace headroom::screen {

/// With two digits behind its nines as in reports, rounded down so that no nine is promised that is not there:
/// 0.99976118 → "99.976 %", 0.99996 → "99.996 %".
/// @param share  0 to 1.
[[nodiscard]] QString availability(double share);

/// "99.976 % → 99.98 %", with the digits of the better; one value where a digit more does not tell the two apart.
[[nodiscard]] QString availabilityChange(double before, double after);

/// A step of an axis, with all of its digits and no others: 0.999 → "99.9 %".
[[nodiscard]] QString availabilityTick(double share);

/// How long it is down in a year of 8760 hours.
[[nodiscard]] QString downtimeAYear(double share);

} // namespace headroom::screen
