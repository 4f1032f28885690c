#include "model/derivation/metric_table.h"

namespace headroom::derivation {

namespace {

using analysis::ClassReport;
using analysis::ConnectionReport;
using analysis::JourneyReport;
using analysis::Percentiles;
using Value = std::optional<double>;

bool retries(const ConnectionReport &connection)
{
    return connection.retries.has_value();
}

bool isLate(const ConnectionReport &connection)
{
    return connection.givenUp > 0;
}

} // namespace

std::span<const ClassMetric> classMetrics()
{
    static const std::vector<ClassMetric> rows {
        { "requests_per_second", "Requests", "1/s", [](const ClassReport &c) { return Value(c.requestsPerSecond); },
          [](Derivator &by, std::size_t i) { return by.classRate(i); } },
        { "latency", "Mean latency", "s", [](const ClassReport &c) { return c.meanLatency; },
          [](Derivator &by, std::size_t i) { return by.classLatency(i); } },
        { "p50", "Median server time", "s",
          [](const ClassReport &c) { return quantile(c.serverTime, &Percentiles::p50); },
          [](Derivator &by, std::size_t i) { return by.classQuantile(i, 0.50); } },
        { "p95", "p95 server time", "s", [](const ClassReport &c) { return quantile(c.serverTime, &Percentiles::p95); },
          [](Derivator &by, std::size_t i) { return by.classQuantile(i, 0.95); } },
        { "p99", "p99 server time", "s", [](const ClassReport &c) { return quantile(c.serverTime, &Percentiles::p99); },
          [](Derivator &by, std::size_t i) { return by.classQuantile(i, 0.99); } },
        { "user_p50", "Median user time", "s",
          [](const ClassReport &c) { return quantile(c.userTime, &Percentiles::p50); },
          [](Derivator &by, std::size_t i) { return by.classUserQuantile(i, 0.50); } },
        { "user_p95", "p95 user time", "s",
          [](const ClassReport &c) { return quantile(c.userTime, &Percentiles::p95); },
          [](Derivator &by, std::size_t i) { return by.classUserQuantile(i, 0.95); } },
        { "user_p99", "p99 user time", "s",
          [](const ClassReport &c) { return quantile(c.userTime, &Percentiles::p99); },
          [](Derivator &by, std::size_t i) { return by.classUserQuantile(i, 0.99); } },
        { "timed_out", "Requests that time out", "1", [](const ClassReport &c) { return Value(c.timedOut); },
          [](Derivator &by, std::size_t i) { return by.timedOut(i); } },
        { "promised_p95", "Promised p95 server time", "s",
          [](const ClassReport &c) { return Value(c.objective.limit); },
          [](Derivator &by, std::size_t i) { return by.classPromise(i); } },
        { "keeps_promise", "Promise kept", "1",
          [](const ClassReport &c) { return Value(c.objective.holds.value_or(false) ? 1 : 0); },
          [](Derivator &by, std::size_t i) { return by.keepsPromise(i); } },
        { "availability", "Availability", "1",
          [](const ClassReport &c) { return c.availability ? Value(c.availability->value) : std::nullopt; },
          [](Derivator &by, std::size_t i) { return by.classAvailability(i); } },
    };
    return rows;
}

std::span<const ConnectionMetric> connectionMetrics()
{
    static const std::vector<ConnectionMetric> rows {
        { "requests_per_second", "Requests", "1/s",
          [](const ConnectionReport &c) { return Value(c.requestsPerSecond); },
          [](Derivator &by, std::size_t i) { return by.connectionRate(i); } },
        { "bytes_per_second", "Bytes", "B/s", [](const ConnectionReport &c) { return Value(c.bytesPerSecond); },
          [](Derivator &by, std::size_t i) { return by.connectionBytes(i, false); } },
        { "request_bytes_per_second", "Bytes with the calls", "B/s",
          [](const ConnectionReport &c) { return Value(c.requestBytesPerSecond); },
          [](Derivator &by, std::size_t i) { return by.connectionBytes(i, true); } },
        { "attempts", "Attempts per call", "1",
          [](const ConnectionReport &c) { return c.retries ? Value(c.retries->attempts) : std::nullopt; },
          [](Derivator &by, std::size_t i) { return by.connectionAttempts(i); }, retries },
        { "failure", "Attempts that fail", "1",
          [](const ConnectionReport &c) { return c.retries ? Value(c.retries->failure) : std::nullopt; },
          [](Derivator &by, std::size_t i) { return by.connectionFailure(i); }, retries },
        { "success", "Calls that succeed", "1",
          [](const ConnectionReport &c) { return c.retries ? Value(c.retries->success) : std::nullopt; },
          [](Derivator &by, std::size_t i) { return by.connectionSuccess(i); }, retries },
        { "storm_attempts", "Attempts per call after an outage", "1",
          [](const ConnectionReport &c) { return c.retries ? Value(c.retries->stormAttempts) : std::nullopt; },
          [](Derivator &by, std::size_t i) { return by.connectionStorm(i); }, retries },
        { "given_up", "Attempts that are given up", "1",
          [](const ConnectionReport &c) { return c.givenUp > 0 ? Value(c.givenUp) : std::nullopt; },
          [](Derivator &by, std::size_t i) { return by.givenUp(*by.report().findLate(i)); }, isLate },
    };
    return rows;
}

std::span<const JourneyMetric> journeyMetrics()
{
    static const std::vector<JourneyMetric> rows {
        { "requests_per_second", "Requests", "1/s", [](const JourneyReport &j) { return Value(j.requestsPerSecond); },
          [](Derivator &by, std::size_t i) { return by.journeyRate(i); } },
        { "latency", "Mean latency", "s", [](const JourneyReport &j) { return j.meanLatency; },
          [](Derivator &by, std::size_t i) { return by.journeyLatency(i); } },
        { "p50", "Median server time", "s",
          [](const JourneyReport &j) { return quantile(j.serverTime, &Percentiles::p50); },
          [](Derivator &by, std::size_t i) { return by.journeyQuantile(i, 0.50); } },
        { "p95", "p95 server time", "s",
          [](const JourneyReport &j) { return quantile(j.serverTime, &Percentiles::p95); },
          [](Derivator &by, std::size_t i) { return by.journeyQuantile(i, 0.95); } },
        { "p99", "p99 server time", "s",
          [](const JourneyReport &j) { return quantile(j.serverTime, &Percentiles::p99); },
          [](Derivator &by, std::size_t i) { return by.journeyQuantile(i, 0.99); } },
        { "timed_out", "Requests that time out", "1", [](const JourneyReport &j) { return Value(j.timedOut); },
          [](Derivator &by, std::size_t i) { return by.journeyTimedOut(i); } },
        { "availability", "Availability", "1",
          [](const JourneyReport &j) { return j.availability ? Value(j.availability->value) : std::nullopt; },
          [](Derivator &by, std::size_t i) { return by.journeyAvailability(i); } },
    };
    return rows;
}

std::span<const JobMetric> jobMetrics()
{
    using analysis::JobReport;
    static const std::vector<JobMetric> rows {
        { "items_per_second", "Items, daily mean", "1/s", [](const JobReport &j) { return Value(j.itemsPerSecond); },
          [](Derivator &by, std::size_t i) { return by.jobRate(i); } },
        { "time", "Time until all is done", "s", [](const JobReport &j) { return j.time; },
          [](Derivator &by, std::size_t i) { return by.jobTime(i); } },
    };
    return rows;
}

} // namespace headroom::derivation
