#include "model/derivation/limits_of_methods.h"

namespace headroom::derivation {

namespace {

using Limits = std::vector<std::string>; // empty: another family's

constexpr const char *kCalibrated
    = "Service times are calibrated defaults, not measurements of your code; the order of bottlenecks "
      "is firmer than the number of users at each.";
constexpr const char *kFewInputs
    = "What would change it most is ranked among the inputs shown here alone; the work and the load behind the call, "
      "which usually do more, are not among them.";
constexpr const char *kLinear
    = "Load is taken as proportional to users: a product that people use more as it grows needs a "
      "workload of its own.";

Limits ofTimes(std::string_view metric)
{
    if (metric == "wait" || metric == "latency" || metric == "service_time")
        return {
            "Arrivals are Poisson and service times exponential unless their variation is stated; burstier traffic "
            "waits longer, steadier work shorter.",
            "It is the mean of the peak hour in steady state: no warm-up, no burst within the hour.",
            "Threads and pooled connections are held for the work and calls behind them, not for the queueing there; "
            "who waits for one waits as at an M/M/m station.",
            "Calls made at once take independent times; where they meet at a station they also queue behind each "
            "other, "
            "which is left out.",
            kCalibrated
        };
    if (metric == "p50" || metric == "p95" || metric == "p99" || metric.starts_with("user_p")
        || metric.ends_with("promise") || metric == "promised_p95")
        return {
            "Visits of one request to the same station share one wait; different stations are independent.",
            "Arrivals are Poisson and service times exponential; a tail that is heavier in truth is longer than this.",
            "Calls that are given up count with the time until then, and the request goes on without them; with more "
            "than 1,000 components, loops without end or more than 32 such calls in a class they take as long as they "
            "take.",
            "It is the distribution of the peak hour in steady state; garbage collection, deploys and failures, "
            "which make many real tails, are not in it.",
            kCalibrated
        };
    if (metric == "timed_out")
        return { "Components are up and calls independent of each other; in truth slow calls come together.",
                 "Arrivals are Poisson and service times exponential; a heavier tail is cut more often.",
                 "With more than 1,000 components nobody is taken to give up.", kFewInputs, kCalibrated };
    if (metric == "refused" || metric == "answered_per_second")
        return { "What is refused still counts as load of everything behind; in truth that gets less.",
                 "Exact where nobody may wait for a thread, else on the safe side: up to 1.5 % too little is answered.",
                 "Calls of a thread take as long as they do without queueing at the callee.", kCalibrated };
    if (metric == "least_latency")
        return {
            "A bound, not an estimate: every user waits for the answer before the next request, and nobody gives up.",
            kCalibrated
        };
    if (metric.starts_with("backlog") || metric == "time" || metric == "items_per_second")
        return {
            "A fluid: work comes and is done evenly within an hour, so that short bursts are not seen.",
            "All workers work all day, first come, first served; failed items, redeliveries and warm-up are not in it.",
            kCalibrated
        };
    return {};
}

Limits ofFailure(std::string_view metric)
{
    if (metric == "target_availability")
        return { "What a tier asks for is a choice of this program, to be replaced by your contract." };
    if (metric == "availability" || metric.starts_with("downtime"))
        return { "Components fail and are repaired independently, except through the zone or region they stand in; "
                 "faulty releases, "
                 "operators' errors and overload are not in it.",
                 "Times to failure and repair are defaults without a single authoritative source." };
    if (metric == "single_point_of_failure")
        return { "Says what the connections drawn here imply: a hidden dependency that is not drawn, such as a shared "
                 "account or "
                 "provider, is not seen." };
    return {};
}

Limits ofMoney(std::string_view metric)
{
    if (metric == "over_provisioning_index" || metric.ends_with("_cost_per_month") || metric == "scale_up_ceiling"
        || metric.ends_with("_crossover"))
        return {
            "Only the stages of this design are compared, at the sizes and counts that the catalog lets be changed; "
            "a design that nobody drew is not found.",
            "Sizing keeps resources at 70 %, memory at 80 %; latency is not looked at.",
            "Ideal scale-out multiplies what may not be divided, such as one primary database: a bound, not a "
            "design.",
            "What would change it most is not ranked: each trial would size every stage anew. Ask it of "
            "system.cost_per_month.",
            "List prices on demand, without discounts, free tiers, taxes, support plans or people."
        };
    if (metric.starts_with("cost_per"))
        return {
            "List prices on demand, in one currency, without discounts, free tiers, taxes, support plans or people.",
            "Usage follows the mean of a typical day; a month of twelve unlike ones is not modelled."
        };
    return {};
}

Limits ofLoad(std::string_view metric)
{
    if (metric == "hit_ratio")
        return {
            "A stated ratio is what the design claims; a computed one is that of a cache which keeps exactly the most "
            "popular entries, an upper bound for real ones."
        };
    if (metric == "rule")
        return { "A figure of a rule of thumb: its threshold is where designs usually begin to suffer, not a law.",
                 kCalibrated };
    if (metric == "instances")
        return { "The number an ideal autoscaler settles at: it reacts at once, and starting takes no time." };
    if (metric == "load" || metric == "preset_users" || metric == "mean_load" || metric == "requests_per_second"
        || metric.ends_with("bytes_per_second"))
        return { kLinear, "Retries are in it as a steady state; a storm that dies down on its own is not." };
    if (metric == "given_up")
        return {
            "Of a nested call all but its slowest part is taken as a gamma law, and its parts as independent of each "
            "other; in truth slow calls come together.",
            kFewInputs, kCalibrated
        };
    if (metric == "attempts" || metric == "storm_attempts" || metric == "failure" || metric == "success")
        return { "Attempts fail independently of each other; in truth the second often fails with the first.",
                 "A steady state: how fast a storm grows, and backoff, which only spreads it, are not in it.",
                 kFewInputs };
    if (metric == "capacity")
        return {
            "One figure per instance: interference of neighbours, throttling and garbage collection are not in it."
        };
    if (metric.starts_with("users_at") || metric == "headroom")
        return {
            kLinear,
            "Assumes that every tier has grown to its own limit, and that nothing but the named resource gives way "
            "first.",
            kCalibrated
        };
    return {};
}

} // namespace

std::vector<std::string> limitsOf(std::string_view metric)
{
    for (const auto family : { ofTimes, ofFailure, ofMoney, ofLoad })
        if (Limits found = family(metric); !found.empty())
            return found;
    return { "The mean of the peak hour on the hottest instance; a burst within the hour goes above it.", kCalibrated };
}

} // namespace headroom::derivation
