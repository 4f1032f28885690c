#include "tests/model/rules/rule_cases.h"

namespace headroom::test {

namespace {

using Entries = std::vector<project::Parameters::Entry>;

/// Scales without loss.
Entries linear(double vcpu, Entries further = {})
{
    further.insert(further.end(), { { "vcpu", vcpu }, { "sigma", 0.0 }, { "kappa", 0.0 } });
    return further;
}

/// App servers with room for everything, so many reads of 1 ms a request and a cache.
ProjectBuilder cached(double reads, Entries cache)
{
    return appOf(20, { { "read", reads, 0.001, 0 } }, { { "vcpu", 64.0 } })
        .component("cache", "distributed_cache", std::move(cache))
        .link("app", "cache", "cache_lookup");
}

/// A tenth of the reads misses and goes to two replicas of 2 vCPU.
project::Project missesOfReplicas()
{
    return cached(1, { { "hit_ratio", 0.9 } })
        .component("db", "rdb_primary", linear(64))
        .component("copies", "read_replica", linear(2, { { "replicas", 2.0 } }))
        .link("cache", "copies", "cache_miss")
        .link("db", "copies", "replicate")
        .build();
}

/// The same to a store that admits a thousand requests a second.
project::Project missesOfStore()
{
    return cached(1, { { "hit_ratio", 0.9 } })
        .component("store", "wide_column_store", { { "quota", 1000.0 } })
        .link("cache", "store", "cache_miss")
        .build();
}

/// Ten lookups a request in eight nodes, half of them of one key.
project::Project hotKeyInCache()
{
    return cached(10, { { "hit_ratio", 0.9 }, { "shards", 8.0 }, { "hot_key", 0.5 } })
        .component("db", "rdb_primary")
        .link("cache", "db", "cache_miss")
        .build();
}

project::Project hotPartition()
{
    return appOf(20, { { "read", 1, 0.001, 0 } }, { { "vcpu", 64.0 } })
        .component("store", "wide_column_store", { { "hot_key", 0.5 } })
        .link("app", "store", "query")
        .build();
}

/// Two shards; a write takes 2 ms and a read 1.
project::Project sharded(double hotKey)
{
    return appOf(20, { { "write", 1, 0.002, 0 }, { "read", 1, 0.001, 0 } }, { { "vcpu", 64.0 } })
        .component("db", "shard_group", linear(2, { { "shards", 2.0 }, { "skew", 1.0 }, { "hot_key", hotKey } }))
        .link("app", "db", "query")
        .build();
}

/// Writes of 2 ms, and reads that a second model of the data answers, all of them.
project::Project projectedOnce(double reads)
{
    return appOf(20, { { "write", 1, 0.002, 0 }, { "read", reads, 0.001, 0 } }, { { "vcpu", 64.0 } })
        .component("db", "rdb_primary", linear(2))
        .component("model", "read_model", { { "vcpu", 64.0 } })
        .link("app", "db", "query", { { "share", 1e-9 } })
        .link("app", "model", "read", { { "share", 1.0 } })
        .build();
}

/// Two servers that share the requests; one keeps sessions in the database.
project::Project sessionsInDatabase()
{
    ProjectBuilder design;
    return design.onlyClass({ { "page", 1, 0.001, 0 }, { "read", 1, 0.001, 0 } })
        .component("clients", "client_population")
        .component("lb", "lb_l7")
        .component("a", "web_app_server")
        .component("b", "web_app_server", { { "sessions_in_database", true } })
        .component("db", "rdb_primary")
        .link("clients", "lb", "call")
        .link("lb", "a", "split", { { "share", 0.5 } })
        .link("lb", "b", "split", { { "share", 0.5 } })
        .link("a", "db", "query")
        .link("b", "db", "query")
        .build();
}

project::Project standbyByHand()
{
    return appOf(2, { { "read", 1, 0.001, 0 } })
        .component("db", "rdb_primary", { { "standby", std::string("manual") } })
        .link("app", "db", "query")
        .build();
}

/// Servers in one region or in two, without a balancer over both.
project::Project inRegions(bool areTwo)
{
    ProjectBuilder design;
    design.onlyClass({ { "page", 1, 0.01, 0 } })
        .component("clients", "client_population")
        .component("eu", "region")
        .component("us", "region");
    for (const std::string each : { "eu", "us" })
        design.component("app-" + each, "web_app_server", { { "instances", 2.0 } }, areTwo ? each : "eu")
            .link("clients", "app-" + each, "split");
    return design.build();
}

} // namespace

std::vector<EdgeCase> storeEdges()
{
    const project::Project replicas = missesOfReplicas();
    const project::Project store = missesOfStore();
    const project::Project key = hotKeyInCache();
    const project::Project partition = hotPartition();
    const project::Project shards = sharded(0);
    const project::Project sessions = sessionsInDatabase();
    const project::Project byHand = standbyByHand();
    return {
        // Without hits 1 ms of 4 vCPU a request, and one request of a thousand.
        { "CA-03", "replicas at 0.999", replicas, 4004e3, replicas, 3996e3, 1.001, 1.0 },
        { "CA-03", "a store at 0.999", store, 1001e3, store, 999e3, 1.001, 1.0 },
        // Half of ten lookups of 10 µs on one node: 0.7 at 14,000 requests/s.
        { "HOT-03", "a node at 0.699", key, 14.02e6, key, 13.98e6, 0.701, 0.7 },
        // Half of the requests on a partition that admits 3,000 reads a second: 0.7 at 4,200/s.
        { "HOT-03", "a partition at 0.699", partition, 4206e3, partition, 4194e3, 0.701, 0.7 },
        { "HOT-01", "0.49 on one key", sharded(0.51), 1e4, sharded(0.49), 1e4, 1.51, 1.5 },
        // 2 ms of writes, whatever is read: 0.7 of 64 vCPU at 22,400/s.
        { "DB-06", "0.701 of the largest", shards, 22.37e6, shards, 22.43e6, 22370 * 0.002 / 64, 0.7 },
        { "DB-08", "reads 2.1 times the writes", projectedOnce(3.9), 1e5, projectedOnce(4.1), 1e5, 100 * 0.002 / 2,
          0.5 },
        { "DB-08", "reads 0.49 of the writes", projectedOnce(1.02), 1e5, projectedOnce(0.98), 1e5, 100 * 0.002 / 2,
          0.5 },
        { "ST-05", "half of 99 requests/s", sessions, 101e3, sessions, 99e3, 50.5, 50.0, true },
        { "SPOF-06", "where it is not needed yet", byHand, 1000, byHand, 999, {}, {}, true, "hobby" },
        { "STG-01", "one region", inRegions(true), 200e3, inRegions(false), 200e3, 200e3, 500e3 },
        { "STG-01", "half a million users", inRegions(true), 499e3, inRegions(true), 500e3, 499e3, 500e3 },
    };
}

} // namespace headroom::test
