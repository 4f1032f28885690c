#include "model/serialization/report_parts.h"

#include <cmath>

namespace headroom::serialization {

using nlohmann::ordered_json;
using namespace analysis;

namespace {

const char *nameOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Info:
        break;
    }
    return "info";
}

} // namespace

void put(ordered_json &into, const char *key, double value)
{
    if (std::isfinite(value))
        into[key] = value;
}

ordered_json money(double amount, const std::string &currency)
{
    ordered_json out;
    put(out, "amount", amount);
    out["currency"] = currency;
    return out;
}

ordered_json availabilityOf(const reliability::Estimate &estimate, bool withSamples)
{
    ordered_json out;
    out["value"] = estimate.value;
    out["basis"] = estimate.isExact ? "exact" : "sampled";
    if (!estimate.isExact) {
        out["low_99"] = estimate.low;
        out["high_99"] = estimate.high;
        if (withSamples)
            out["samples"] = estimate.samples;
    }
    put(out, "downtime_s_per_month", estimate.downPerMonth());
    put(out, "downtime_s_per_year", estimate.downPerYear());
    return out;
}

ordered_json figuresOf(const Figures &figures, const std::string &currency)
{
    ordered_json out;
    put(out, "users_at_saturation", figures.usersAtSaturation);
    if (figures.meanLatency)
        put(out, "mean_ms", *figures.meanLatency * 1e3);
    if (figures.p99)
        put(out, "p99_ms", *figures.p99 * 1e3);
    if (figures.availability)
        put(out, "availability", *figures.availability);
    if (figures.leastAvailability)
        put(out, "least_availability", *figures.leastAvailability);
    out["cost_per_month"] = money(figures.costPerMonth, currency);
    return out;
}

ordered_json findingOf(const Finding &finding, const std::string &currency)
{
    ordered_json out;
    out["rule"] = finding.rule;
    out["severity"] = nameOf(finding.severity);
    out["subjects"] = finding.subjects;
    out["message"] = finding.title + ". " + finding.message;
    if (!finding.fix.empty())
        out["fix"] = finding.fix;
    if (finding.measured && std::isfinite(*finding.measured))
        out["measured"] = *finding.measured;
    if (finding.threshold && std::isfinite(*finding.threshold))
        out["threshold"] = *finding.threshold;
    if (finding.effect) {
        out["effect"]["before"] = figuresOf(finding.effect->before, currency);
        out["effect"]["after"] = figuresOf(finding.effect->after, currency);
    }
    if (finding.acknowledged)
        out["acknowledged"] = *finding.acknowledged;
    return out;
}

} // namespace headroom::serialization
