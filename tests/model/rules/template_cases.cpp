#include "tests/model/rules/rule_cases.h"

#include "model/cost/comparisons.h"
#include "model/edits/edit.h"

#include <stdexcept>

namespace headroom::test {

namespace {

const std::vector<TemplateCase> kCases {
    // S3 at 100,000 users: 23 ms · 100/s / 3.7693 = 0.610 of the database's CPU, full at 163,883 users.
    { "CAP-01", 3, 170e3, {}, 100e3 },
    { "CAP-02", 3, 150e3, {}, 100e3 },
    { "CAP-03", 3, 120e3, {}, 100e3 },
    // 10.16: 3 servers at 0.550 bear 0.825 when one dies; 2 of them carry 0.825 and would bear 1.65.
    { "CAP-04", 3, 100e3, { { "app", "autoscale", false }, { "app", "instances", 2.0 } } },
    { "CAP-06", 1, 1e3, { { "app", "memory_standing", 0.93 } } },
    { "CAP-08", 2, 13e3, {}, 10e3 },                         // 0.42 + 0.02 of 0.6 vCPU baseline, 0.748
    { "CAP-09", 5, 2e6, { { "mail", "quota", 350.0 } } },    // 260/s of 350
    { "LAT-01", 3, 1e5, { { "app-db", "latency", 0.02 } } }, // a feed waits for 10 round trips: 0.2 s of its 0.25
    { "LAT-03", 3, 1e5, { { "app-db", "calls", 2.0 } } },    // a feed reads 10 times
    { "LAT-02", 3, 1e5, { { "app-db", "calls", 3.0 } } },
    { "SPOF-02", 3, 1e5, { { "db", "standby", std::string("none") } } },
    { "SPOF-01", 3, 1e5, { { "db", "standby", std::string("none") } } },
    { "SPOF-03", 3, 1e5, { { "lb", "managed", false } } },
    { "SPOF-04", 3, 1e5, {}, 0, "critical" },
    { "SPOF-06", 3, 1e5, { { "db", "standby", std::string("manual") } } },
    { "SPOF-07", 3, 900, {}, 100e3, "hobby" },
    { "SPOF-08", 2, 10e3, {}, 9e3 },
    { "SPOF-09", 3, 1e5, { { "session", "replicas", 0.0 } } },
    { "ST-01", 3, 1e5, { { "app", "stateless", false } } },
    { "ST-02", 3, 1e5, { { "app", "uploads_shared", false } } },
    { "ST-04", 3, 1e5, { { "app", "central_scheduler", false } } },
    { "ST-05", 3, 1e5, { { "app", "sessions_in_database", true } } },
    { "HC-01", 3, 1e5, { { "app", "health_checks", false } } },
    { "DB-01", 4, 5e5, { { "db", "indexes", false } } },
    // From 48 to 64 vCPU: 24.03/22.16, 8 % more; 15/22.16 of its CPU is used.
    { "DB-05", 6, 1e7, { { "db", "size", std::string("db.r6g.12xlarge") } } },
    { "DB-06", 7, 1e7, {}, 1e8 }, // 1.48 ms · 3,333/s in a region = 4.93 of 24.03; 2.05 at 100 M
    { "SPOF-05", 3, 1e5, { { "region", "multi_az", false } } },
    { "DB-07", 5, 2e6, { { "replica", "read_your_writes", false } } },
    { "DB-09", 5, 2e6, { { "replica", "lag", 1.5 } } },   // 5 s are 3.3 lags
    { "DB-10", 5, 2e6, { { "app-db", "pool", 40.0 } } },  // 13 · 40 = 520 of 500
    { "ASG-05", 5, 2e6, { { "app-db", "pool", 20.0 } } }, // 40 · 20 = 800 of 500
    { "DB-11", 3, 1e5, { { "app-db", "pool", 1.0 } } },
    { "DB-12", 3, 1e5, { { "db", "backups", false } } },
    { "DB-13", 7, 1e8, { { "db-eu", "cross_shard", 0.1 } } },
    { "CA-01", 4, 5e5, { { "cache", "ttl_jitter", false } } },
    { "CA-02", 4, 5e5, { { "cache", "single_flight", false } } }, // 0.065 · 4,000/s · 0.25 s = 65
    // 10.12: 23 ms · 500/s / 6.983 = 1.647; at 200,000 users 0.659.
    { "CA-03", 4, 5e5, {}, 2e5 },
    { "CA-04", 4, 2e5, { { "cache", "hit_ratio", 0.4 } } },
    { "HOT-01", 7, 5e7, { { "db-eu", "skew", 1.6 } } },
    { "HOT-02", 7, 1e8, { { "db-eu", "vnodes", 10.0 } } },
    { "HOT-03", 7, 1e8, { { "db-eu", "hot_key", 0.2 } } },
    { "HOT-04", 6, 1e7, { { "broker", "partitions", 3.0 } } },
    { "RES-01", 3, 1e5, { { "app-db", "timeout", 0.0 } } },
    { "RES-04", 3, 1e5, { { "app-db", "retries", 2.0 }, { "app-db", "backoff", std::string("fixed") } } },
    { "RES-08", 3, 1e5, { { "app", "threads", 2.0 } } },
    // 3.3 of 20 vCPU are busy, and the 0.7 pages in progress of an instance hold its one thread.
    { "ASG-03", 3, 3e4, { { "app", "vcpu", 8.0 }, { "app", "threads", 2.0 }, { "app-session", "latency", 0.05 } } },
    { "RES-05", 3, 1e5, { { "lb-app", "retries", 2.0 }, { "app-db", "retries", 2.0 } } }, // 3 · 3
    { "RES-11", 3, 1e5, {}, 20e3 },
    { "ASG-01", 3, 1e5, { { "app", "surge", 0.2 } } }, // 4 min · 0.2 = 0.8 > 1/0.6 − 1
    { "ASG-02", 3, 1e5, { { "app", "cooldown", 0.0 } } },
    { "ASG-04", 3, 1e5, { { "app", "readiness", false } } },
    { "ASG-06", 3, 5e4, { { "workload", "peak_factor", 5.0 } } },
    { "Q-02", 6, 1e7, { { "broker", "deadline", 60.0 }, { "workers", "autoscale", false } } },
    { "Q-03", 6, 1e7, { { "app-broker", "outbox", false } } },
    { "Q-04", 6, 1e7, { { "broker", "dlq", false } } },
    { "Q-06", 6, 1e7, { { "app", "async_noncritical", false } } },
    { "MR-01", 7, 1e8, { { "gslb", "health_checks", false } } },
    { "COST-01", 7, 200, {}, 1e8 }, // 10.15: 145,166 USD against some 11
    { "STG-01", 7, 200, {}, 1e8 },
    { "STG-01", 7, 2e7, {}, 1e8 },   // writes fill 0.128 of a shard, and 0.638 at 100 M
    { "STG-01", 6, 4e5, {}, 1e7 },   // an event log for 400,000 users, two stages too early
    { "STG-02", 1, 1.4e3, {}, 1e3 }, // 0.71 of the baseline
    { "STG-02", 2, 13e3, {}, 10e3 },
    { "STG-02", 3, 1.2e5, {}, 1e5 },                              // 0.73 of the database, 0.87 of that reads
    { "STG-02", 4, 7.2e5, {}, 5e5 },                              // 0.72, 0.57 of it reads, hits 0.8
    { "STG-02", 6, 1.25e7, {}, 1e7 },                             // writes fill 0.73 of the largest size
    { "HOT-04", 6, 1e7, { { "broker", "key_exponent", 0.99 } } }, // 6.5 % of a thousand partitions
    { "COST-03", 5, 2e6, {}, 1 },
    { "OBS-02", 3, 1e5, { { "workload", "monthly_growth", 0.2 } } }, // ln 1.39 / ln 1.2 = 1.8 months of 3
};

} // namespace

analysis::Report judged(const project::Project &project, std::size_t stage, double users, std::string_view rule)
{
    analysis::Report report = analysis::analyze(project, stage, users, theCatalog());
    if (cost::isComparison(rule))
        cost::withComparisons(report, project, theCatalog());
    return report;
}

std::span<const TemplateCase> templateCases()
{
    return kCases;
}

project::Snapshot projectOf(const TemplateCase &each)
{
    const auto stage = static_cast<std::size_t>(each.stage - 1);
    project::Project design = *openDesign("resources/templates/seven-stages.headroom");
    for (const Change &change : each.changes) {
        const bool isWorkload = std::string(change.element) == "workload";
        const edits::Edit edit = isWorkload
            ? edits::Edit(edits::SetWorkloadParameter { change.parameter, change.value })
            : edits::Edit(edits::SetParameter { stage, change.element, change.parameter, change.value });
        const auto after = edits::apply(design, edit, theCatalog());
        if (!after)
            throw std::runtime_error(after.error().message());
        design = **after;
    }
    design.criticality = each.criticality;
    return std::make_shared<project::Project>(design);
}

} // namespace headroom::test
