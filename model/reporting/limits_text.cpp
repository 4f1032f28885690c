#include "model/reporting/limits_text.h"

#include "model/reporting/numbers.h"

#include <array>
#include <cmath>
#include <utility>

namespace headroom::reporting {

namespace {

constexpr double kLeastGrouped = 1e4; ///< "1000" but "10,000"
constexpr std::size_t kLongest = 8;   ///< characters of a number before it is cut to four digits

bool isWhole(double value)
{
    return std::abs(value - std::round(value)) <= 1e-9 * std::abs(value);
}

/// Groups whole numbers, cuts long ones.
std::string number(double value)
{
    if (isWhole(value) && std::abs(value) >= kLeastGrouped && std::abs(value) < kNoLimit)
        return grouped(value);
    std::string text = exact(value);
    if (text.size() <= kLongest || value == 0)
        return text;
    const double step = std::pow(10, std::floor(std::log10(std::abs(value))) - 3);
    return exact(step < 1 ? std::round(value / step) / std::round(1 / step) : std::round(value / step) * step);
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
    return number(shown) + (unit == "1" ? "" : ' ' + std::string(unit));
}

std::string readable(double value, std::string_view baseUnit, std::string_view displayUnit)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kUnits { {
        { "s", "h" },
        { "s", "min" },
        { "s", "s" },
        { "s", "ms" },
        { "s", "µs" },
        { "B", "GB" },
        { "B", "MB" },
        { "B", "KB" },
        { "B", "B" },
    } };
    std::string_view unit = displayUnit.empty() ? baseUnit : displayUnit;
    if (value > 0)
        for (const auto &[base, each] : kUnits) {
            const double factor = base == baseUnit ? factorOf(base, each) : 0;
            if (factor > 0 && value >= factor * (1 - 1e-9) && isWhole(value / factor)) {
                unit = each;
                break;
            }
        }
    return shortQuantity(value, baseUnit, unit);
}

std::string rangeText(double least, double most, std::string_view baseUnit, std::string_view displayUnit)
{
    const std::string from = readable(least, baseUnit, displayUnit);
    return most >= kNoLimit ? "at least " + from : from + " to " + readable(most, baseUnit, displayUnit);
}

} // namespace headroom::reporting
