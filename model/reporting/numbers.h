#pragma once

#include <string>
#include <string_view>

namespace headroom::reporting {

/// Three significant digits with k, M or B (billion): 1,400,000 → "1.40 M", 7780 → "7.78 k", 12.3 → "12.3". Infinite → "∞".
[[nodiscard]] std::string compactNumber(double value);

/// As compactNumber without zeros that say nothing, for numbers that are round by nature: 12,000 → "12 k", 2.5 → "2.5".
[[nodiscard]] std::string briefNumber(double value);

/// "7.78 k/s", with the unit's own prefix.
[[nodiscard]] std::string compactRate(double perSecond);

/// Seconds as "0.41 ms", "88.5 ms", "1.35 s", "2.5 min".
[[nodiscard]] std::string duration(double seconds);

/// "$9,480" below a million, "$1.23 M" above; the currency's sign first, or its code.
[[nodiscard]] std::string money(double amount, std::string_view currency);

/// Utilization as "86 %"; above 10 as "×12" or "×1,300"; below 1 % as "<1 %" unless zero.
[[nodiscard]] std::string percent(double ratio);

/// A share that may be small, with two digits: 0.00237 → "0.24 %", 0.123 → "12 %".
[[nodiscard]] std::string smallShare(double share);

/// Users as people write them: "1,400,000".
[[nodiscard]] std::string grouped(double value);

/// Bytes: "12.0 KB", "1.50 GB".
[[nodiscard]] std::string bytes(double value);

/// The shortest text that reads back as the same number, with a decimal point in every locale.
[[nodiscard]] std::string exact(double value);

/// Reads "1.4M", "250 k", "1,000", "3e6", "1_000" as a plain number; nothing for anything else.
/// Suffixes: k, M, G, B (billion), case-insensitive except that m is refused. A comma only groups three digits.
[[nodiscard]] bool parseCompact(std::string_view text, double &value);

/// Reads a quantity typed by a person into the base unit: ("250 ms", "s") → 0.25; ("2k/s", "1/s") → 2000;
/// ("80 %", "1") → 0.8; a bare number is taken in `displayUnit`. False when it makes no sense.
[[nodiscard]] bool parseQuantity(std::string_view text, std::string_view baseUnit, std::string_view displayUnit,
                                 double &value);

/// The opposite: 0.25 with "s" shown in "ms" → "250 ms", 10000 with "1/s" → "10,000/s". Every digit counts.
[[nodiscard]] std::string quantity(double value, std::string_view baseUnit, std::string_view displayUnit);

} // namespace headroom::reporting
