#pragma once

#include <QLocale>
#include <QString>

#include <string>
#include <string_view>
#include <vector>

// Numbers as they stand on the screen: in the user's units (screen_units.h), with the decimal sign and the grouping of
// QLocale(). The model, files, exports and the command line write a decimal point everywhere (model/reporting/numbers.h).
// UTF-8, like the functions of the model that they stand for.
namespace headroom::screen {

/// A text of the model with its numbers as the locale writes them: "1,400.5 users" → "1.400,5 users" in German.
/// What is no number of its own ("m7g.large", "10.0.0.1", "api-1.5") stays.
/// @param names  stand in the text and stay as they are.
[[nodiscard]] std::string localized(std::string_view text, const std::vector<std::string> &names = {},
                                    const QLocale &locale = QLocale());

[[nodiscard]] std::string compactNumber(double value);
[[nodiscard]] std::string briefNumber(double value);
[[nodiscard]] std::string compactRate(double perSecond); ///< "7.78 k/s", or "467 k/min"
[[nodiscard]] std::string duration(double seconds);
[[nodiscard]] std::string money(double amount, std::string_view currency);
/// What stands before an amount: the user's label or the design's sign, "$" or "CHF ".
[[nodiscard]] std::string currencySign(std::string_view currency);
[[nodiscard]] std::string percent(double ratio);
[[nodiscard]] std::string smallShare(double share);
[[nodiscard]] std::string grouped(double value);
[[nodiscard]] std::string bytes(double value); ///< "1.50 GB", or "1.40 GiB"
[[nodiscard]] std::string exact(double value);
[[nodiscard]] std::string fixed(double value, int decimals); ///< so many digits after the decimal sign
[[nodiscard]] std::string shortQuantity(double value, std::string_view baseUnit, std::string_view displayUnit);
[[nodiscard]] std::string rangeText(double least, double most, std::string_view baseUnit, std::string_view displayUnit);

/// What a person typed in the locale's way or with a decimal point, as the model reads it: "1,5 GB/s" and "1.5 GB/s" →
/// "1.5 GB/s"; "1.400.000" → "1400000" where the point groups. A sign that groups does so only before three digits:
/// "1.500" is fifteen hundred in German, as the screen shows it, and "1.50" one and a half.
[[nodiscard]] std::string typed(std::string_view text, const QLocale &locale = QLocale());

/// reporting::parseCompact() and reporting::parseQuantity() of typed().
[[nodiscard]] bool parseCompact(std::string_view text, double &value);
[[nodiscard]] bool parseQuantity(std::string_view text, std::string_view baseUnit, std::string_view displayUnit,
                                 double &value);

} // namespace headroom::screen
