#include "tests/model/rules/rule_cases.h"

namespace headroom::test {

namespace {

using Entries = std::vector<project::Parameters::Entry>;

/// App servers with a cache in each process.
project::Project cachedInside(double instances, bool isShared)
{
    return appOf(instances, { { "read", 4, 0.001, 0 } })
        .component("near", "inprocess_cache", { { "shared_mutable", isShared } })
        .component("db", "rdb_primary")
        .link("app", "near", "cache_lookup")
        .link("app", "db", "query")
        .build();
}

/// Two shards of 2 vCPU that scale without loss: 4 core-seconds a second; a write takes 2 ms and a read 1.
ProjectBuilder sharded()
{
    return appOf(20, { { "write", 1, 0.002, 0 }, { "read", 1, 0.001, 0 } }, { { "vcpu", 64.0 } })
        .component("db", "shard_group",
                   { { "shards", 2.0 }, { "skew", 1.0 }, { "vcpu", 2.0 }, { "sigma", 0.0 }, { "kappa", 0.0 } })
        .link("app", "db", "query");
}

project::Project copied()
{
    return sharded()
        .component("copies", "read_replica", { { "shards", 2.0 } })
        .link("app", "copies", "read")
        .link("db", "copies", "replicate")
        .build();
}

/// A database of 2 vCPU and a model of its data made for reads, which takes a hundredth of them.
project::Project projected(double reads)
{
    return appOf(20, { { "write", 1, 0.002, 0 }, { "read", reads, 0.001, 0 } }, { { "vcpu", 64.0 } })
        .component("db", "rdb_primary", { { "vcpu", 2.0 }, { "sigma", 0.0 }, { "kappa", 0.0 } })
        .component("model", "read_model")
        .link("app", "db", "query", { { "share", 99.0 } })
        .link("app", "model", "read", { { "share", 1.0 } })
        .build();
}

/// Reads of 1 ms and one write of 4 ms a request, reads on copies.
project::Project replicated(double reads, bool hasCache)
{
    ProjectBuilder design = appOf(20, { { "write", 1, 0.004, 0 }, { "read", reads, 0.001, 0 } }, { { "vcpu", 64.0 } });
    design.component("db", "rdb_primary")
        .component("copies", "read_replica")
        .link("app", "db", "query", { { "share", 0.01 } })
        .link("app", "copies", "read", { { "share", 0.99 } })
        .link("db", "copies", "replicate");
    if (hasCache)
        design.component("cache", "distributed_cache", { { "hit_ratio", 0.0 } }).link("app", "cache", "cache_lookup");
    return design.build();
}

/// One worker of 2 vCPU and jobs of 40 ms: 50 jobs/s.
project::Project working(double job)
{
    return appOf(20, { { "notify", 1, job, 0 } }, { { "vcpu", 64.0 } })
        .component("queue", "message_queue")
        .component("workers", "worker_pool", { { "instances", 1.0 }, { "vcpu", 2.0 }, { "job_time", 0.04 } })
        .link("app", "queue", "async")
        .link("queue", "workers", "async")
        .build();
}

/// Jobs through a log broker with 64 partitions, whose events have so many keys that are all alike.
project::Project keyed(double keys)
{
    return appOf(20, { { "notify", 1, 0.001, 0 } }, { { "vcpu", 64.0 } })
        .component("log", "log_broker", { { "partitions", 64.0 }, { "event_keys", keys } })
        .component("workers", "worker_pool", { { "instances", 4.0 } })
        .link("app", "log", "async")
        .link("log", "workers", "async")
        .build();
}

} // namespace

std::vector<EdgeCase> dataEdges()
{
    const project::Project alone = sharded().build();
    return {
        { "ST-03", "one server", cachedInside(2, true), 1e4, cachedInside(1, true), 1e4 },
        { "ST-03", "data that does not change", cachedInside(2, true), 1e4, cachedInside(2, false), 1e4 },
        // Writes take 2 ms · 990/s of 4 cores.
        { "DB-03", "0.505 instead of 0.495", alone, 990e3, alone, 1010e3, 0.495, 0.5 },
        { "DB-03", "with replicas", alone, 900e3, copied(), 900e3, 0.45, 0.5 },
        // 2 ms of writes and 0.99 of 3 ms of reads; 2 cores are half used at 200/s.
        { "DB-08", "reads 2.1 times the writes", projected(3), 1e5, projected(4.3), 1e5, 100 * (0.002 + 0.00297) / 2,
          0.5 },
        { "DB-08", "the database 0.507 full", projected(3), 1e5, projected(3), 204e3, 100 * (0.002 + 0.00297) / 2,
          0.5 },
        // Of 4 ms of writes and 6.1 of reads these are 0.604; of 5.9 they are 0.596.
        { "DB-02", "0.596 reads", replicated(6.1, false), 1e4, replicated(5.9, false), 1e4, 6.1 / 10.1, 0.6 },
        { "DB-02", "a cache", replicated(6.1, false), 1e4, replicated(6.1, true), 1e4, 6.1 / 10.1, 0.6 },
        { "DB-04", "0.494 writes", replicated(3.9, false), 1e4, replicated(4.1, false), 1e4, 4 / 7.9, 0.5 },
        // A partition with one of K keys has that and 1/64 of the others: 64/K + 1 − 1/K of the mean.
        { "HOT-04", "63 keys", keyed(62), 1e4, keyed(63), 1e4, 1 + 63 / 62.0, 2.0 },
        // The daily mean is a third of the peak: 45/s of 50 at 135,000 users.
        { "Q-01", "0.893 instead of 0.907", working(0.04), 136e3, working(0.04), 134e3, 136.0 / 150, 0.9, true },
    };
}

} // namespace headroom::test
