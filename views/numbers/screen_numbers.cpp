#include "views/numbers/screen_numbers.h"

#include "model/reporting/limits_text.h"
#include "model/reporting/numbers.h"
#include "views/numbers/screen_units.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>

namespace headroom::screen {

namespace {

constexpr std::size_t kGroup = 3;
constexpr double kBinary = 1024;
constexpr double kSecondsPerMinute = 60;

bool isDigit(char c)
{
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

bool isWord(char c)
{
    return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// "1,400,000.5" and "0.25", but neither "1,5" nor "10.0.0.1".
bool isNumber(std::string_view run)
{
    const std::size_t point = run.find('.');
    if (point != std::string_view::npos && run.find_first_of(".,", point + 1) != std::string_view::npos)
        return false;
    const std::string_view whole = run.substr(0, point);
    std::size_t at = whole.find(',');
    if (at != std::string_view::npos && at > kGroup)
        return false;
    for (; at != std::string_view::npos; at = whole.find(',', at + 1))
        if (std::min(whole.find(',', at + 1), whole.size()) - at != kGroup + 1)
            return false;
    return true;
}

/// Whether what stands before a number makes it part of a name: "m7g.", "p99", "api-1.5".
bool isGlued(std::string_view text, std::size_t begin, std::size_t end)
{
    if (end < text.size() && isWord(text[end]))
        return true;
    if (begin == 0)
        return false;
    const char before = text[begin - 1];
    const bool isJoint = before == '-' || before == '.' || before == '/';
    return isWord(before) || (isJoint && begin > 1 && isWord(text[begin - 2]));
}

const std::string *nameAt(std::string_view text, std::size_t at, const std::vector<std::string> &names)
{
    const std::string *longest = nullptr;
    for (const std::string &each : names)
        if (!each.empty() && text.substr(at, each.size()) == each && (!longest || each.size() > longest->size()))
            longest = &each;
    return longest;
}

/// "12000 IOPS" → "12,000 IOPS": the number that a quantity begins with, in groups like all others on the screen.
std::string inGroups(std::string quantity)
{
    const std::size_t from = std::min(quantity.find_first_of("0123456789"), quantity.size());
    const std::size_t to = std::min(quantity.find_first_not_of("0123456789", from), quantity.size());
    if (ForFiles::isActive() || (to < quantity.size() && quantity[to] == ','))
        return quantity;
    for (std::size_t at = to; at > from + kGroup;)
        quantity.insert(at -= kGroup, 1, ',');
    return quantity;
}

/// What a locale puts into numbers.
struct Signs {
    QLocale of;
    std::string point;
    std::string group;
};

/// Kept, as asking the system takes longer than all the rest.
const Signs &signsOf(const QLocale &locale)
{
    thread_local std::optional<Signs> signs;
    if (!signs || signs->of != locale)
        signs = { locale, locale.decimalPoint().toStdString(), locale.groupSeparator().toStdString() };
    return *signs;
}

std::string inLocale(std::string_view number, const std::string &point, const std::string &group)
{
    std::string out;
    for (const char c : number)
        if (c == '.')
            out += point;
        else if (c == ',')
            out += group;
        else
            out += c;
    return out;
}

std::string binaryBytes(double value)
{
    static constexpr std::array<const char *, 5> kUnits { "B", "KiB", "MiB", "GiB", "TiB" };
    std::size_t unit = 0;
    for (; std::abs(value) >= kBinary * 0.9995 && unit + 1 < kUnits.size(); ++unit)
        value /= kBinary;
    // Up to 1023 stand before a unit, so three digits are three or four here.
    const int decimals = std::abs(value) >= 99.95 ? 0 : std::abs(value) >= 9.995 ? 1 : 2;
    return fixed(value, unit == 0 ? 0 : decimals) + ' ' + kUnits[unit];
}

} // namespace

std::string localized(std::string_view text, const std::vector<std::string> &names, const QLocale &locale)
{
    const auto &[of, point, group] = signsOf(locale);
    if (ForFiles::isActive() || (point == "." && group == ","))
        return std::string(text);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::string *name = names.empty() ? nullptr : nameAt(text, at, names)) {
            out += *name;
            at += name->size();
            continue;
        }
        if (!isDigit(text[at])) {
            out += text[at++];
            continue;
        }
        std::size_t end = std::min(text.find_first_not_of("0123456789.,", at), text.size());
        while (!isDigit(text[end - 1]))
            --end; // of the sentence
        const std::string_view run = text.substr(at, end - at);
        out += isNumber(run) && !isGlued(text, at, end) ? inLocale(run, point, group) : std::string(run);
        at = end;
    }
    return out;
}

std::string compactNumber(double value)
{
    return localized(reporting::compactNumber(value));
}

std::string briefNumber(double value)
{
    return localized(reporting::briefNumber(value));
}

std::string compactRate(double perSecond)
{
    if (!units().isPerMinute)
        return localized(reporting::compactRate(perSecond));
    std::string text = localized(reporting::compactRate(perSecond * kSecondsPerMinute));
    text.resize(text.size() - 2); // "/s"
    return text + QCoreApplication::translate("ScreenNumbers", "/min").toStdString();
}

std::string duration(double seconds)
{
    return localized(reporting::duration(seconds));
}

std::string money(double amount, std::string_view currency)
{
    const std::string number = reporting::money(amount, "USD").substr(1); // behind its "$"
    return currencySign(currency) + localized(number);
}

std::string currencySign(std::string_view currency)
{
    const std::string &label = units().currency;
    if (label.empty())
        return currency == "USD" ? "$" : currency == "EUR" ? "€" : std::string(currency) + ' ';
    return std::isalnum(static_cast<unsigned char>(label.back())) != 0 ? label + ' ' : label;
}

std::string smallShare(double share)
{
    return localized(reporting::smallShare(share));
}

std::string percent(double ratio)
{
    return localized(reporting::percent(ratio));
}

std::string grouped(double value)
{
    return localized(reporting::grouped(value));
}

std::string bytes(double value)
{
    return units().hasBinaryBytes && std::isfinite(value) ? binaryBytes(value) : localized(reporting::bytes(value));
}

std::string exact(double value)
{
    return localized(reporting::exact(value));
}

std::string fixed(double value, int decimals)
{
    return localized(QString::number(value, 'f', decimals).toStdString());
}

std::string shortQuantity(double value, std::string_view baseUnit, std::string_view displayUnit)
{
    return localized(inGroups(reporting::shortQuantity(value, baseUnit, displayUnit)));
}

std::string rangeText(double least, double most, std::string_view baseUnit, std::string_view displayUnit)
{
    const std::string from = localized(inGroups(reporting::readable(least, baseUnit, displayUnit)));
    if (most >= reporting::kNoLimit)
        return QCoreApplication::translate("ScreenNumbers", "at least %1")
            .arg(QString::fromStdString(from))
            .toStdString();
    const std::string to = localized(inGroups(reporting::readable(most, baseUnit, displayUnit)));
    return QCoreApplication::translate("ScreenNumbers", "%1 to %2")
        .arg(QString::fromStdString(from), QString::fromStdString(to))
        .toStdString();
}

} // namespace headroom::screen
