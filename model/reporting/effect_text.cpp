#include "model/reporting/effect_text.h"

#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <vector>

namespace headroom::reporting {

namespace {

constexpr double kVisible = 5e-4; // of a figure: what rounding to three digits would hide
constexpr double kVisibleDowntime = 1e-3;

bool differs(double a, double b, double portion)
{
    if (!std::isfinite(a) || !std::isfinite(b))
        return std::isfinite(a) != std::isfinite(b);
    return std::abs(a - b) > portion * std::max(std::abs(a), std::abs(b));
}

/// Percent with as many digits as the better of both needs to show its first two that are no nines.
std::function<std::string(double)> availabilityWords(double one, double other)
{
    const double least = std::max(std::min(1 - one, 1 - other), 1e-9);
    const double scale = std::pow(10, std::clamp(std::ceil(-std::log10(least)) - 1, 2.0, 7.0));
    return [scale](double value) { return exact(std::round(value * 100 * scale) / scale) + " %"; };
}

class Changes {
public:
    using Words = std::function<std::string(double)>;

    void add(std::optional<double> before, std::optional<double> after, double portion, const Words &words,
             const std::string &prefix, const std::string &suffix)
    {
        if (before.has_value() == after.has_value() && (!before || !differs(*before, *after, portion)))
            return;
        const std::string was = before ? words(*before) : "–";
        const std::string is = after ? words(*after) : "–";
        if (was != is) // else rounding hides it
            m_text += (m_text.empty() ? "" : " · ") + prefix + was + " → " + is + suffix;
    }

    void addAvailability(std::optional<double> before, std::optional<double> after, const std::string &prefix)
    {
        if (before && after && !differs(1 - *before, 1 - *after, kVisibleDowntime))
            return;
        add(before, after, 0, availabilityWords(before.value_or(0), after.value_or(0)), prefix, "");
    }

    [[nodiscard]] std::string text() const { return m_text; }

private:
    std::string m_text;
};

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

std::string effectText(const analysis::Effect &effect, std::string_view currency)
{
    const analysis::Figures &before = effect.before;
    const analysis::Figures &after = effect.after;
    Changes changes;
    changes.add(before.usersAtSaturation, after.usersAtSaturation, kVisible, compactNumber, "", " users at saturation");
    changes.add(before.meanLatency, after.meanLatency, kVisible, duration, "mean ", "");
    changes.add(before.p99, after.p99, kVisible, duration, "p99 ", "");
    changes.addAvailability(before.availability, after.availability, "reads available ");
    changes.addAvailability(before.leastAvailability, after.leastAvailability, "least available class ");
    changes.add(before.slowestJob, after.slowestJob, kVisible, duration, "slowest job ", "");
    changes.add(
        before.costPerMonth, after.costPerMonth, kVisible, [&](double amount) { return money(amount, currency); }, "",
        " a month");
    return changes.text().empty() ? "no figure changes" : changes.text();
}

} // namespace headroom::reporting
