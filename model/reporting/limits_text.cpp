#include "model/reporting/limits_text.h"

#include "model/reporting/numbers.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace headroom::reporting {

namespace {

constexpr double kLeastGrouped = 1e3; ///< "1,000", as all numbers of a document
constexpr std::size_t kLongest = 8;   ///< characters of a number before it is cut to four digits
constexpr double kTiny = 0.01;        ///< of a unit: below, a smaller unit reads better
constexpr double kMostMinutes = 600;  ///< that are told in minutes
constexpr double kHuge = 1e4;         ///< of a unit: from here on a larger one does

bool isWhole(double value)
{
    return std::abs(value - std::round(value)) <= 1e-9 * std::abs(value);
}

/// As exact(), without an exponent where a person would write none: "0.0001", not "1e-04".
std::string plain(double value)
{
    if (std::abs(value) >= 1 || std::abs(value) < 1e-9)
        return exact(value);
    std::array<char, 64> buffer {};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed).ptr;
    return { buffer.data(), end };
}

/// Groups thousands, cuts long numbers that are not whole.
std::string number(double value)
{
    const bool isLarge = std::abs(value) >= kLeastGrouped && std::abs(value) < kNoLimit;
    if (isLarge && isWhole(value))
        return grouped(value);
    std::string text = plain(value);
    if (value != 0 && text.size() > kLongest) {
        const double step = std::pow(10, std::floor(std::log10(std::abs(value))) - 3);
        value = step < 1 ? std::round(value / step) / std::round(1 / step) : std::round(value / step) * step;
        text = plain(value);
    }
    if (!isLarge)
        return text;
    const double whole = std::trunc(value);
    return grouped(whole) + text.substr(exact(whole).size()); // what is behind the point stays as it is
}

/// How many of the base unit one of these is; 0 when it is none.
double factorOf(std::string_view base, std::string_view unit)
{
    double factor = 0;
    return parseQuantity("1", base, unit, factor) ? factor : 0;
}

} // namespace

std::string shortQuantity(double value, std::string_view baseUnit, std::string_view displayUnit)
{
    const std::string_view unit = displayUnit.empty() ? baseUnit : displayUnit;
    const double factor = factorOf(baseUnit, unit);
    const double shown = std::round(value / (factor > 0 ? factor : 1) * 1e9) / 1e9;
    if (unit.starts_with("1/")) // "400/s"
        return number(shown) + std::string(unit.substr(1));
    return number(shown) + (unit == "1" ? "" : ' ' + std::string(unit));
}

std::string readable(double value, std::string_view baseUnit, std::string_view displayUnit)
{
    using Units = std::pair<std::string_view, std::string_view>; // base and one that is made of it, large ones first
    static constexpr std::array<Units, 11> kWhole { { { "h", "h" },
                                                      { "h", "min" },
                                                      { "s", "h" },
                                                      { "s", "min" },
                                                      { "s", "s" },
                                                      { "s", "ms" },
                                                      { "s", "µs" },
                                                      { "B", "GB" },
                                                      { "B", "MB" },
                                                      { "B", "KB" },
                                                      { "B", "B" } } };
    static constexpr std::array<Units, 10> kFitting { { { "GB", "TB" },
                                                        { "GB", "GB" },
                                                        { "GB", "MB" },
                                                        { "GB", "KB" },
                                                        { "GiB", "GiB" },
                                                        { "GiB", "MiB" },
                                                        { "GiB", "KiB" },
                                                        { "B/s", "GB/s" },
                                                        { "B/s", "MB/s" },
                                                        { "B/s", "KB/s" } } };
    const std::string_view unit = displayUnit.empty() ? baseUnit : displayUnit;
    const double shown = value / std::max(factorOf(baseUnit, unit), 1e-300);
    if (value > 0)
        for (const auto &[base, each] : kWhole) {
            const double factor = base == baseUnit ? factorOf(base, each) : 0;
            const double count = factor > 0 ? value / factor : 0;
            // "1.1 ms" rather than "1,100 µs"; hours have no tenths and hundredths that people know.
            const bool isOfTime = each == "h" || each == "min";
            const bool isShort
                = isOfTime ? isWhole(count) && (each == "h" || count <= kMostMinutes) : isWhole(count * 100);
            if (count >= 1 - 1e-9 && isShort)
                return shortQuantity(value, baseUnit, each);
        }
    if (value > 0 && (shown < kTiny || shown >= kHuge))
        for (const auto &[base, each] : kFitting) {
            const double factor = base == baseUnit ? factorOf(base, each) : 0;
            if (factor > 0 && value >= factor * (1 - 1e-9)) // two digits behind the point are enough to read
                return shortQuantity(std::round(value / factor * 1e2) / 1e2 * factor, baseUnit, each);
        }
    return shortQuantity(value, baseUnit, unit);
}

std::string rangeText(double least, double most, std::string_view baseUnit, std::string_view displayUnit)
{
    const std::string from = readable(least, baseUnit, displayUnit);
    return most >= kNoLimit ? "at least " + from : from + " to " + readable(most, baseUnit, displayUnit);
}

} // namespace headroom::reporting
