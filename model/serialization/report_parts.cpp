#include "model/serialization/report_parts.h"

#include "model/reporting/effect_text.h"
#include "model/reporting/sweep_table.h"

#include <cmath>

namespace headroom::serialization {

using nlohmann::ordered_json;
using namespace analysis;

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
    if (figures.slowestJob)
        put(out, "slowest_job_s", *figures.slowestJob);
    if (figures.failing.value_or(0) > 0)
        put(out, "failing", *figures.failing);
    out["cost_per_month"] = money(figures.costPerMonth, currency);
    return out;
}

ordered_json findingOf(const Finding &finding, const std::string &currency)
{
    ordered_json out;
    out["rule"] = finding.rule;
    out["severity"] = reporting::severityWord(finding.severity);
    out["subjects"] = finding.subjects;
    out["message"] = finding.title + ". " + finding.message;
    if (!finding.fix.empty())
        out["fix"] = finding.fix;
    if (finding.measured && std::isfinite(*finding.measured))
        out["measured"] = *finding.measured;
    if (!finding.metric.empty())
        out["metric"] = finding.metric;
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

ordered_json backlogOf(const BacklogReport &backlog, const ComponentReport &component)
{
    ordered_json out;
    out["resource"] = component.resources[static_cast<std::size_t>(backlog.resource)].id;
    put(out, "arriving_per_second", backlog.arriving);
    put(out, "pace_per_second", backlog.pace);
    out["grows"] = !backlog.age.has_value();
    if (backlog.age) {
        put(out, "most", backlog.most.value_or(0));
        put(out, "age_s", *backlog.age);
        put(out, "drain_s", backlog.drain.value_or(0));
    }
    if (backlog.deadline > 0) {
        put(out, "deadline_s", backlog.deadline);
        out["holds"] = !backlog.isLate();
    }
    return out;
}

ordered_json jobOf(const JobReport &job, const Report &report)
{
    ordered_json out;
    out["id"] = job.id;
    out["name"] = job.name;
    out["kind"] = job.isBatch ? "batch" : "event";
    put(out, "items", job.items);
    put(out, "items_per_second_daily_mean", job.itemsPerSecond);
    put(out, "items_per_second_peak", job.peakPerSecond);
    out["state"] = reporting::stateName(job.state);
    if (job.slowest >= 0)
        out["slowest"] = report.components[static_cast<std::size_t>(job.slowest)].id;
    if (job.time)
        put(out, "time_s", *job.time);
    if (job.deadline > 0) {
        put(out, "deadline_s", job.deadline);
        out["holds"] = job.holds.value_or(false);
    }
    return out;
}

} // namespace headroom::serialization
