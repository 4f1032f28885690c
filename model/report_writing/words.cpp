#include "model/report_writing/words.h"

#include "model/catalog/catalog.h"
#include "model/reliability/tolerance.h"
#include "model/reporting/effect_text.h"
#include "model/reporting/estimate_text.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <numeric>
#include <regex>

namespace headroom::report_writing {

namespace {

/// At most three digits, no zeros that say nothing: "2.35", "12", "1.4".
std::string rounded(double value)
{
    const double step = value >= 100 ? 1 : value >= 10 ? 0.1 : 0.01;
    return value >= 999.5 ? reporting::grouped(value)
                          : reporting::exact(std::round(value / step) / std::round(1 / step));
}

/// Whole people below a thousand, three digits above; what a hair is missing to has come: a power of ten may be 9.999….
std::string fewUsers(double users)
{
    if (users + 1e-6 < 1000)
        return reporting::grouped(std::floor(users + 1e-6));
    const double step = std::pow(10, std::floor(std::log10(users) + 1e-9) - 2);
    return reporting::grouped(std::round(users / step) * step);
}

/// What stands before an amount: "$", "CHF ".
std::string signOf(const std::string &currency)
{
    const std::string amount = reporting::money(100, currency);
    return amount.substr(0, amount.find_first_of("0123456789"));
}

/// A figure in a sentence; empty where it has no end.
std::string valueWords(reporting::Changed figure, const std::optional<double> &value, const std::string &currency)
{
    if (!value)
        return {};
    switch (figure) {
    case reporting::Changed::Users:
        return usersWords(*value);
    case reporting::Changed::MeanLatency:
    case reporting::Changed::P99:
    case reporting::Changed::SlowestJob:
    case reporting::Changed::Work:
        return reporting::duration(*value);
    case reporting::Changed::Availability:
    case reporting::Changed::LeastAvailability:
        return availabilityWords(*value);
    case reporting::Changed::Failing:
        return reporting::smallShare(*value);
    case reporting::Changed::Cost:
        break;
    }
    return amountWords(*value, currency);
}

} // namespace

std::string count(std::size_t number, const std::string &thing)
{
    if (number == 1)
        return "1 " + thing;
    return (number == 0 ? "no " : reporting::grouped(static_cast<double>(number)) + ' ') + thing + 's';
}

std::string listed(const std::vector<std::string> &names, std::size_t most)
{
    const bool isCut = names.size() > most;
    const std::size_t shown = isCut ? most - 1 : names.size();
    std::string text;
    for (std::size_t i = 0; i < shown; ++i)
        text += (i == 0 ? "" : !isCut && i + 1 == shown ? " and " : ", ") + names[i];
    return isCut ? text + " and " + std::to_string(names.size() - shown) + " more" : text;
}

std::string inQuotes(const std::string &name)
{
    return "“" + name + "”";
}

std::string stageWords(std::size_t index, const std::string &name)
{
    const std::string number = std::to_string(index + 1);
    return name == "Stage " + number ? "stage " + number : "stage " + number + " (" + inQuotes(name) + ")";
}

std::string usersWords(double users)
{
    if (!std::isfinite(users))
        return "any number of";
    if (users >= 0.9995e9)
        return rounded(users / 1e9) + " billion";
    if (users >= 0.9995e6)
        return rounded(users / 1e6) + " million";
    return fewUsers(users);
}

std::string countedUsers(double users)
{
    const std::string words = usersWords(users);
    return words + (words == "1" ? " user" : " users");
}

std::string exactUsers(double users)
{
    const std::string words = reporting::grouped(users);
    return words + (words == "1" ? " user" : " users");
}

std::string countedRequests(double perSecond, const std::string &thing)
{
    constexpr double kLeastTold = 0.005;
    const bool isTiny = perSecond > 0 && perSecond < kLeastTold;
    const std::string words = isTiny ? "less than 0.01" : rateWords(perSecond);
    return words + ' ' + thing + (words == "1" ? "" : "s");
}

std::string twinsWords(const analysis::Report &report, const project::Stage &stage, analysis::ResourceRef resource)
{
    const auto fullAt = [&](std::size_t component) {
        return usersCell(
            report.components[component].resources[static_cast<std::size_t>(resource.resource)].usersAtSaturation);
    };
    const auto &given = stage.components;
    const auto own = static_cast<std::size_t>(resource.component);
    std::size_t twins = 0;
    for (std::size_t i = 0; i < given.size(); ++i)
        if (i != own && given[i].name == given[own].name && given[i].kind == given[own].kind
            && fullAt(i) == fullAt(own))
            ++twins;
    return twins == 0 ? "" : "with " + (twins == 1 ? "one other" : std::to_string(twins) + " others") + " of that name";
}

std::string inWords(const std::string &said, const analysis::Report &report)
{
    static const std::regex shortNumber(R"((\d+(?:\.\d+)?) ([kMB])(?![\w/]))");
    const auto isInName = [&](std::size_t at, std::size_t length) {
        return std::any_of(report.components.begin(), report.components.end(), [&](const auto &each) {
            for (std::size_t found = said.find(each.name); !each.name.empty() && found != std::string::npos;
                 found = said.find(each.name, found + 1))
                if (found <= at && at + length <= found + each.name.size())
                    return true;
            return false;
        });
    };
    std::string text;
    std::size_t end = 0;
    for (std::sregex_iterator each(said.begin(), said.end(), shortNumber), none; each != none; ++each) {
        const auto at = static_cast<std::size_t>(each->position());
        const auto length = static_cast<std::size_t>(each->length());
        const bool isWhole = at == 0
            || (std::isalnum(static_cast<unsigned char>(said[at - 1])) == 0 && said[at - 1] != '.'
                && said[at - 1] != ',');
        const char unit = (*each)[2].str().front();
        const bool isAmount = unit != 'B' || said.substr(0, at).ends_with("at "); // else they are bytes
        if (!isWhole || !isAmount || isInName(at, length))
            continue;
        double value = 0;
        if (!reporting::parseCompact((*each)[1].str(), value))
            continue;
        text += said.substr(end, at - end) + usersWords(value * (unit == 'k' ? 1e3 : unit == 'M' ? 1e6 : 1e9));
        end = at + length;
    }
    static const std::regex often(R"( at ×(\d+(?:[.,]\d+)*))");
    return std::regex_replace(text + said.substr(end), often, " at $1 times its capacity");
}

std::string inDigits(const std::string &brief)
{
    static const std::regex shortNumber(R"((\d+(?:\.\d+)?) ([kMB]))");
    std::smatch found;
    double value = 0;
    if (!std::regex_match(brief, found, shortNumber) || !reporting::parseCompact(found[1].str(), value))
        return brief;
    const char unit = found[2].str().front();
    return usersCell(value * (unit == 'k' ? 1e3 : unit == 'M' ? 1e6 : 1e9));
}

std::string rateWords(double perSecond)
{
    return perSecond < 1000 ? rounded(perSecond) : usersWords(perSecond);
}

std::string amountCell(double amount, const std::string &currency)
{
    return amount >= 1e6 ? signOf(currency) + reporting::grouped(amount) : amountWords(amount, currency);
}

std::string amountWords(double amount, const std::string &currency)
{
    constexpr double kLeastCents = 0.05;
    constexpr double kMostCents = 100;
    const std::string sign = signOf(currency);
    if (amount >= 1e9)
        return sign + rounded(amount / 1e9) + " billion";
    if (amount >= 1e6)
        return sign + rounded(amount / 1e6) + " million";
    if (!(amount >= kLeastCents && amount < kMostCents - 0.005))
        return amount >= kMostCents - 0.005 && amount < kMostCents ? sign + "100" : reporting::money(amount, currency);
    const std::string cents = reporting::exact(std::round(amount * 100));
    return sign + (cents.size() > 2 ? cents.substr(0, cents.size() - 2) : "0") + '.'
        + (cents.size() > 1 ? cents.substr(cents.size() - 2) : '0' + cents);
}

std::string usersCell(double users)
{
    return std::isfinite(users) ? fewUsers(users) : "no limit";
}

std::string unansweredWords(const project::Stage &stage, const catalog::Catalog &catalog)
{
    const bool hasClients
        = std::any_of(stage.components.begin(), stage.components.end(),
                      [&](const project::Component &each) { return catalog.kind(each.kind).behavior == "source"; });
    return hasClients ? "a part of what they need is done by no component that they reach."
                      : "it has no clients whose requests could reach it.";
}

std::string resourceWords(const analysis::Report &report, analysis::ResourceRef resource)
{
    const auto &component = report.components[static_cast<std::size_t>(resource.component)];
    return component.resources[static_cast<std::size_t>(resource.resource)].title + " of " + component.name;
}

std::string theResource(std::string title, const std::string &component)
{
    const auto isUpper = [&](std::size_t i) { return i < title.size() && title[i] >= 'A' && title[i] <= 'Z'; };
    if (isUpper(0) && !isUpper(1)) // no abbreviation
        title.front() = static_cast<char>(title.front() - 'A' + 'a');
    return "the " + title + " of " + component;
}

std::string theResource(const analysis::Report &report, analysis::ResourceRef resource)
{
    const auto &component = report.components[static_cast<std::size_t>(resource.component)];
    return theResource(component.resources[static_cast<std::size_t>(resource.resource)].title, component.name);
}

std::string keptTogether(std::string_view text)
{
    constexpr std::array<std::string_view, 22> kUnits { "%",    "k",  "M",   "B",  "/s", "k/s",    "M/s", "MB/s",
                                                        "GB/s", "KB", "MB",  "GB", "TB", "GiB",    "KiB", "ms",
                                                        "µs",   "s",  "min", "h",  "d",  "million" };
    constexpr std::string_view kEnds = " ,.;:)&<";
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t end = std::min(text.find_first_of(kEnds, i + 1), text.size());
        const bool isInside = text[i] == ' ' && i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9';
        if (isInside && std::find(kUnits.begin(), kUnits.end(), text.substr(i + 1, end - i - 1)) != kUnits.end())
            out += "\u00A0";
        else
            out += text[i];
    }
    return out;
}

std::string availabilityWords(double value)
{
    return reporting::availabilityInWords(value);
}

std::string availabilityWords(const reliability::Estimate &estimate)
{
    return estimate.isExact ? availabilityWords(estimate.value)
                            : availabilityWords(estimate.low) + " to " + availabilityWords(estimate.high);
}

std::string listedCounted(const std::vector<std::string> &names, std::size_t most)
{
    std::vector<std::string> words;
    std::vector<std::size_t> times;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto here = names.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(names.begin(), here, names[i]) != here)
            continue;
        times.push_back(static_cast<std::size_t>(std::count(here, names.end(), names[i])));
        words.push_back((times.back() > 1 ? std::to_string(times.back()) + " × " : "") + names[i]);
    }
    if (words.size() <= most)
        return listed(words, most);
    words.resize(most - 1);
    const std::size_t said
        = std::accumulate(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(most) - 1, std::size_t(0));
    std::string text;
    for (const std::string &each : words)
        text += (text.empty() ? "" : ", ") + each;
    return text + " and " + std::to_string(names.size() - said) + " more";
}

std::string downtimeWords(double seconds)
{
    if (seconds < 1)
        return "less than a second";
    const auto said = [](double value, const char *unit) {
        const std::string text = rounded(value);
        return text + ' ' + unit + (text == "1" ? "" : "s");
    };
    if (seconds < 120)
        return said(seconds, "second");
    if (seconds < 7200)
        return said(seconds / 60, "minute");
    return seconds < 2 * kSecondsPerDay ? said(seconds / 3600, "hour") : said(seconds / kSecondsPerDay, "day");
}

std::string capital(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string distanceWords(double users, double now)
{
    const double ratio = users / now;
    if (!std::isfinite(ratio) || ratio <= 0)
        return "";
    if (ratio >= 2)
        return "about " + rounded(ratio >= 10 ? std::round(ratio) : std::round(ratio * 10) / 10) + " times as many";
    const double more = std::round((ratio - 1) * 100);
    if (more >= 1)
        return reporting::exact(more) + " % more";
    return more <= -1 ? reporting::exact(-more) + " % fewer" : "as many";
}

std::string partWords(double ratio)
{
    return ratio < 1.995 ? reporting::percent(ratio) + " of" : rounded(ratio) + " times";
}

std::string effectWords(const analysis::Finding &finding, const std::string &currency)
{
    std::string text;
    for (const reporting::FigureChange &each : reporting::visibleChanges(finding)) {
        const std::string before = valueWords(each.figure, each.before, currency);
        const std::string after = valueWords(each.figure, each.after, currency);
        const bool isTime = each.figure == reporting::Changed::MeanLatency || each.figure == reporting::Changed::P99
            || each.figure == reporting::Changed::SlowestJob || each.figure == reporting::Changed::Work;
        if (after == before || (!isTime && (after.empty() || before.empty())))
            continue; // rounding hides it, or there is nothing to compare
        if (each.after && !std::isfinite(*each.after)) {
            text += (text.empty() ? "never full instead of at " : ", never full instead of at ") + before + " users";
            continue;
        }
        if (each.figure == reporting::Changed::Work && each.after && *each.after <= 0) {
            text += std::string(text.empty() ? "" : ", ") + "its work done without waiting in the queue"
                + (before.empty() ? ", where waiting had no end" : " instead of after " + before);
            continue;
        }
        const reporting::ChangeWords around = reporting::changeWords(each.figure);
        text += text.empty() ? "" : ", ";
        text += around.before;
        text += before.empty() ? after + " where waiting had no end"
            : after.empty()    ? "without end instead of " + before
                               : after + " instead of " + before;
        text += around.after;
    }
    return text;
}

Tone toneOf(analysis::Band band)
{
    switch (band) {
    case analysis::Band::Fine:
        return Tone::Plain;
    case analysis::Band::Watch:
        return Tone::Watch;
    case analysis::Band::Critical:
    case analysis::Band::Saturated:
        break;
    }
    return Tone::Bad;
}

Cell utilizationCell(double utilization, analysis::Band band)
{
    const char *word = band == analysis::Band::Watch ? " (watch)"
        : band == analysis::Band::Critical           ? " (critical)"
        : band == analysis::Band::Saturated          ? " (saturated)"
                                                     : "";
    return { reporting::percent(utilization) + word, toneOf(band) };
}

std::string tierSentence(const analysis::ToleranceReport &tolerance)
{
    using enum reliability::Tier::SinglePoints;
    const auto protects = reliability::tierOf(tolerance.tier).singlePoints;
    return "The tier " + inQuotes(tolerance.tier) + " asks for " + availabilityWords(tolerance.targetAvailability)
        + " of " + (protects == Own || protects == None ? "every class of requests" : "reads") + ", with at most "
        + downtimeWords((1 - tolerance.targetAvailability) * kSecondsPerMonth) + " of downtime a month. That is "
        + (tolerance.isAvailabilityMet ? "met." : "missed.");
}

const analysis::ClassReport &leastAvailable(const analysis::Report &report)
{
    const auto value
        = [](const analysis::ClassReport &each) { return each.availability ? each.availability->value : 2; };
    return *std::min_element(report.classes.begin(), report.classes.end(),
                             [&](const auto &a, const auto &b) { return value(a) < value(b); });
}

Cell timeCell(const std::optional<double> &seconds, analysis::State state)
{
    if (seconds)
        return { reporting::duration(*seconds) };
    return { state == analysis::State::Unreachable     ? "none: unreachable"
                 : state == analysis::State::Saturated ? "none: saturated"
                                                       : "–",
             state == analysis::State::Fine ? Tone::Plain : Tone::Bad };
}

} // namespace headroom::report_writing
