#include "model/reporting/effect_text.h"

#include "model/analysis/effects.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::reporting {

namespace {

using analysis::Figures;

constexpr double kVisible = 5e-4; // of a figure: what rounding to three digits would hide
constexpr double kVisibleDowntime = 1e-3;
constexpr double kVisibleFailing = 1e-4; // of all requests

bool differs(double a, double b, double portion)
{
    if (!std::isfinite(a) || !std::isfinite(b))
        return std::isfinite(a) != std::isfinite(b);
    return std::abs(a - b) > portion * std::max(std::abs(a), std::abs(b));
}

std::string words(const FigureChange &change, double value, std::string_view currency)
{
    switch (change.figure) {
    case Changed::Users:
        return briefNumber(value);
    case Changed::MeanLatency:
    case Changed::P99:
    case Changed::SlowestJob:
    case Changed::Work:
        return duration(value);
    case Changed::Availability:
    case Changed::LeastAvailability: {
        const double scale = std::pow(10, availabilityDecimals(change));
        return exact(std::round(value * 100 * scale) / scale) + " %";
    }
    case Changed::Failing:
        return smallShare(value);
    case Changed::Cost:
        break;
    }
    return money(value, currency);
}

} // namespace

const char *severityWord(analysis::Severity severity)
{
    switch (severity) {
    case analysis::Severity::Error:
        return "error";
    case analysis::Severity::Warning:
        return "warning";
    case analysis::Severity::Info:
        break;
    }
    return "info";
}

ChangeWords changeWords(Changed figure)
{
    switch (figure) {
    case Changed::Users:
        return { "full at ", " users" };
    case Changed::MeanLatency:
        return { "answers on average in ", "" };
    case Changed::P99:
        return { "p99 ", "" };
    case Changed::Availability:
        return { "availability of reads ", "" };
    case Changed::LeastAvailability:
        return { "the least available requests at ", "" };
    case Changed::SlowestJob:
        return { "the slowest job done in ", "" };
    case Changed::Work:
        return { "its work done in ", "" };
    case Changed::Failing:
        return { "", " of the requests fail" };
    case Changed::Cost:
        break;
    }
    return { "", " a month" };
}

std::vector<FigureChange> visibleChanges(const analysis::Finding &finding)
{
    std::vector<FigureChange> changes;
    if (!finding.effect)
        return changes;
    const auto &[before, after] = *finding.effect;
    const auto add = [&](Changed figure, std::optional<double> was, std::optional<double> is) {
        if (was.has_value() != is.has_value() || (was && differs(*was, *is, kVisible)))
            changes.push_back({ figure, was, is });
    };
    const auto addAvailability = [&](Changed figure, std::optional<double> was, std::optional<double> is) {
        if (was.has_value() != is.has_value() || (was && differs(1 - *was, 1 - *is, kVisibleDowntime)))
            changes.push_back({ figure, was, is });
    };
    const auto failing = [](const Figures &figures) { return figures.failing.value_or(0); };
    if (std::abs(failing(before) - failing(after)) > kVisibleFailing)
        changes.push_back({ Changed::Failing, before.failing, after.failing });
    add(Changed::Users, before.usersAtSaturation, after.usersAtSaturation);
    add(Changed::MeanLatency, before.meanLatency, after.meanLatency);
    add(Changed::P99, before.p99, after.p99);
    addAvailability(Changed::Availability, before.availability, after.availability);
    addAvailability(Changed::LeastAvailability, before.leastAvailability, after.leastAvailability);
    add(analysis::isAboutWork(finding) ? Changed::Work : Changed::SlowestJob, before.slowestJob, after.slowestJob);
    add(Changed::Cost, before.costPerMonth, after.costPerMonth);
    return changes;
}

int availabilityDecimals(const FigureChange &change)
{
    const double least = std::max(std::min(1 - change.before.value_or(0), 1 - change.after.value_or(0)), 1e-9);
    return static_cast<int>(std::clamp(std::ceil(-std::log10(least)) - 1, 2.0, 7.0));
}

std::string effectText(const analysis::Finding &finding, std::string_view currency)
{
    std::string text;
    for (const FigureChange &change : visibleChanges(finding)) {
        const auto said
            = [&](const std::optional<double> &value) { return value ? words(change, *value, currency) : "–"; };
        if (said(change.before) == said(change.after))
            continue; // rounding hides it
        const ChangeWords around = changeWords(change.figure);
        text += text.empty() ? "" : " · ";
        text += around.before;
        text += said(change.before) + " → " + said(change.after);
        text += around.after;
    }
    return text;
}

} // namespace headroom::reporting
