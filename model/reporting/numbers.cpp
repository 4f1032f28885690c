#include "model/reporting/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <tuple>
#include <utility>

namespace headroom::reporting {

namespace {

/// Three significant digits, fixed notation, without locale. Halves are rounded away from zero, and so is what lies
/// below one by no more than the error of a sum: 1,875 is the same as the sum of its parts.
std::string threeDigits(double value)
{
    constexpr double kSumError = 1e-12;
    const double size = std::abs(value);
    const int decimals = size >= 99.95 || size <= 0 ? 0
        : size >= 9.995                             ? 1
        : size >= 0.9995                            ? 2
        : size >= 0.09995                           ? 3
                                                    : 4;
    const double units = std::pow(10.0, decimals);
    const double rounded
        = size < 1e15 ? std::copysign(std::round(size * units * (1 + kSumError)) / units, value) : value;
    std::array<char, 64> buffer {};
    const auto end
        = std::to_chars(buffer.data(), buffer.data() + buffer.size(), rounded, std::chars_format::fixed, decimals).ptr;
    return { buffer.data(), end };
}

/// "6000" → "6,000", "-1234.5" → "-1,234.5"; one with an exponent stays.
std::string inGroups(std::string number)
{
    if (number.find('e') != std::string::npos)
        return number;
    const std::size_t from = number.starts_with('-') ? 1 : 0;
    for (std::size_t at = std::min(number.find('.'), number.size()); at > from + 3;)
        number.insert(at -= 3, 1, ',');
    return number;
}

/// @param billion  the letter for 10⁹: people count users in billions, instruments in giga.
std::string scaled(double value, const char *gap, const char *billion = "G")
{
    if (!std::isfinite(value))
        return value < 0 ? "−∞" : "∞";
    const std::array<std::pair<double, const char *>, 4> steps {
        { { 1e12, "T" }, { 1e9, billion }, { 1e6, "M" }, { 1e3, "k" } }
    };
    for (const auto &[size, letter] : steps)
        if (std::abs(value) >= size * 0.9995)
            return threeDigits(value / size) + gap + letter;
    return threeDigits(value);
}

} // namespace

std::string compactNumber(double value)
{
    if (std::isfinite(value) && std::abs(value) < 1000 && std::floor(value) >= value)
        return exact(value);
    return scaled(value, " ", "B");
}

std::string briefNumber(double value)
{
    std::string text = compactNumber(value);
    const std::size_t point = text.find('.');
    if (point == std::string::npos)
        return text;
    std::size_t end = text.find_first_not_of("0123456789", point + 1);
    end = end == std::string::npos ? text.size() : end;
    std::size_t keep = end;
    while (keep > point + 1 && text[keep - 1] == '0')
        --keep;
    text.erase(keep == point + 1 ? point : keep, end - (keep == point + 1 ? point : keep));
    return text;
}

std::string compactRate(double perSecond)
{
    constexpr double kLeast = 1e-4; // what four places after the point can show
    if (perSecond > 0 && perSecond < kLeast)
        return "<0.0001/s";
    return scaled(perSecond, " ") + "/s";
}

std::string duration(double seconds)
{
    if (!std::isfinite(seconds))
        return "∞";
    if (seconds > 0 && seconds < 0.5e-6)
        return "<1 µs";
    if (seconds < 0.9995e-3)
        return threeDigits(seconds * 1e6) + " µs";
    if (seconds < 0.9995)
        return threeDigits(seconds * 1e3) + " ms";
    if (seconds < 120)
        return threeDigits(seconds) + " s";
    return seconds < 7200 ? threeDigits(seconds / 60) + " min" : threeDigits(seconds / 3600) + " h";
}

std::string money(double amount, std::string_view currency)
{
    const std::string sign = currency == "USD" ? "$" : currency == "EUR" ? "€" : std::string(currency) + ' ';
    if (amount >= 1e6)
        return sign + scaled(amount, " ");
    return sign + (amount < 100 ? threeDigits(amount) : grouped(amount));
}

std::string percent(double ratio)
{
    if (!std::isfinite(ratio))
        return "∞";
    if (ratio >= 10)
        return "×" + inGroups(threeDigits(ratio));
    if (ratio > 0 && ratio < 0.01)
        return "<1 %";
    return exact(std::round(ratio * 100)) + " %";
}

std::string smallShare(double share)
{
    const double percents = share * 100;
    if (percents <= 0)
        return "0 %";
    const double digit = std::pow(10.0, std::max(0.0, 1 - std::floor(std::log10(percents))));
    return exact(std::round(percents * digit) / digit) + " %";
}

std::string grouped(double value)
{
    if (!std::isfinite(value))
        return "∞";
    std::string digits = exact(std::round(std::abs(value)));
    if (digits.find('e') != std::string::npos)
        return scaled(value, " ");
    return (value < -0.5 ? "-" : "") + inGroups(std::move(digits));
}

std::string bytes(double value)
{
    if (value < 1000)
        return threeDigits(value) + " B";
    const std::string text = scaled(value, " ");
    return (text.back() == 'k' ? text.substr(0, text.size() - 1) + 'K' : text) + 'B';
}

std::string exact(double value)
{
    std::array<char, 64> buffer {};
    const bool plain = std::abs(value) < 1e15 && std::floor(value) >= value;
    const auto end = plain
        ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<long long>(value)).ptr
        : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return { buffer.data(), end };
}

bool parseCompact(std::string_view text, double &value)
{
    std::string digits;
    double factor = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ',') { // groups of three only: "1,5M" means one and a half to half the world
            const std::size_t end = std::min(text.find_first_not_of("0123456789", i + 1), text.size());
            if (digits.empty() || end - i != 4)
                return false;
            continue;
        }
        if (c == '_' || c == ' ')
            continue;
        const bool isLast = text.find_first_not_of(' ', i + 1) == std::string_view::npos;
        if (isLast && !digits.empty() && (c == 'k' || c == 'K'))
            factor = 1e3;
        else if (isLast && !digits.empty() && c == 'M')
            factor = 1e6;
        else if (isLast && !digits.empty() && (c == 'G' || c == 'g' || c == 'B' || c == 'b'))
            factor = 1e9;
        else
            digits += c;
    }
    double number = 0;
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || code != std::errc() || end != digits.data() + digits.size()
        || !std::isfinite(number * factor))
        return false;
    value = number * factor;
    return true;
}

namespace {

double unitFactor(std::string_view unit, std::string_view base)
{
    static constexpr std::array<std::tuple<std::string_view, std::string_view, double>, 37> units {
        { { "s", "ms", 1e-3 },          { "s", "us", 1e-6 },
          { "s", "µs", 1e-6 },          { "s", "min", 60 },
          { "s", "h", 3600 },           { "s", "d", 86400 },
          { "h", "min", 1.0 / 60 },     { "h", "d", 24 },
          { "d", "h", 1.0 / 24 },       { "1", "%", 0.01 },
          { "B", "KB", 1e3 },           { "B", "MB", 1e6 },
          { "B", "GB", 1e9 },           { "B", "KiB", 1024 },
          { "B", "MiB", 1048576 },      { "B", "GiB", 1073741824 },
          { "B/s", "KB/s", 1e3 },       { "B/s", "MB/s", 1e6 },
          { "B/s", "GB/s", 1e9 },       { "MB/s", "KB/s", 1e-3 },
          { "MB/s", "GB/s", 1e3 },      { "Gbit/s", "Mbit/s", 1e-3 },
          { "Gbit/s", "MB/s", 8e-3 },   { "Gbit/s", "GB/s", 8 },
          { "GiB", "MiB", 1.0 / 1024 }, { "GiB", "KiB", 1.0 / 1048576 },
          { "GiB", "TiB", 1024 },       { "GiB", "GB", 1e9 / 1073741824 },
          { "GB", "TB", 1000 },         { "GB", "MB", 1e-3 },
          { "GB", "KB", 1e-6 },         { "GB", "GiB", 1.073741824 },
          { "1/s", "/s", 1 },           { "1/s", "/min", 1.0 / 60 },
          { "1/s", "/h", 1.0 / 3600 },  { "IOPS", "/s", 1 },
          { "IOPS", "iops", 1 } }
    };
    if (unit.empty() || unit == base)
        return 1;
    for (const auto &[of, name, factor] : units)
        if (of == base && name == unit)
            return factor;
    return 0;
}

} // namespace

bool parseQuantity(std::string_view text, std::string_view baseUnit, std::string_view displayUnit, double &value)
{
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    // "5 1/s": that digit is none of the number's; in "401/s" it is.
    if (baseUnit.starts_with("1/") && text.ends_with(' ' + std::string(baseUnit)))
        return parseQuantity(text.substr(0, text.size() - baseUnit.size()), baseUnit, baseUnit, value);
    std::size_t split = text.find_last_of("0123456789.") + 1;
    if (split == 0)
        return false;
    std::string_view unit = text.substr(split);
    while (!unit.empty() && unit.front() == ' ')
        unit.remove_prefix(1);
    double number = 0;
    if (unit.empty() || unitFactor(unit, baseUnit) > 0) {
        const double factor = unitFactor(unit.empty() ? displayUnit : unit, baseUnit);
        if (!parseCompact(text.substr(0, split), number) || factor <= 0)
            return false;
        value = number * factor;
        return true;
    }
    std::string_view rest = unit.substr(1); // after the "k" of "2.5k IOPS" or "2.5 k IOPS"
    while (!rest.empty() && rest.front() == ' ')
        rest.remove_prefix(1);
    const double factor = unitFactor(rest, baseUnit);
    if (factor <= 0 || !parseCompact(text.substr(0, static_cast<std::size_t>(unit.data() - text.data()) + 1), number))
        return false;
    value = number * factor;
    return true;
}

std::string quantity(double value, std::string_view baseUnit, std::string_view displayUnit)
{
    const double factor = unitFactor(displayUnit, baseUnit);
    const std::string_view unit = displayUnit.empty() ? baseUnit : displayUnit;
    const double shown = std::round(value / (factor > 0 ? factor : 1) * 1e9) / 1e9;
    if (unit.starts_with("1/"))
        return inGroups(exact(shown)) + std::string(unit.substr(1));
    return inGroups(exact(shown)) + (unit == "1" ? "" : ' ' + std::string(unit));
}

} // namespace headroom::reporting
