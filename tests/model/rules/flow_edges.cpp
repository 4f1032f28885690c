#include "tests/model/rules/rule_cases.h"

namespace headroom::test {

namespace {

/// Two services that call each other, with so many calls back.
project::Project circling(double back)
{
    return appOf(2, { { "rpc", 1, 0, 0 } })
        .component("a", "microservice")
        .component("b", "microservice")
        .link("app", "a", "call")
        .link("a", "b", "call")
        .link("b", "a", "call", { { "calls", back } })
        .build();
}

project::Project withStore(bool isConnected)
{
    ProjectBuilder design = appOf(2);
    design.component("db", "rdb_primary");
    if (isConnected)
        design.onlyClass({ { "page", 1, 0.01, 0 }, { "read", 1, 0.001, 0 } }).link("app", "db", "query");
    return design.build();
}

project::Project reading(bool hasStore)
{
    ProjectBuilder design = appOf(2, { { "read", 1, 0.001, 0 } });
    if (hasStore)
        design.component("db", "rdb_primary").link("app", "db", "query");
    return design.build();
}

/// Background work in a queue, with and without workers.
project::Project queueing(bool hasWorkers)
{
    ProjectBuilder design = appOf(2, { { "task", 1, 0.01, 0 } });
    design.component("queue", "message_queue").link("app", "queue", "async");
    if (hasWorkers)
        design.component("workers", "worker_pool").link("queue", "workers", "async");
    return design.build();
}

project::Project of(const char *kind)
{
    return appOf(2).component("x", kind).build();
}

} // namespace

std::vector<EdgeCase> flowEdges()
{
    const project::Project nobody = ProjectBuilder().component("app", "web_app_server").build();
    return {
        { "FLOW-DIVERGE", "0.999 calls back", circling(1), 1e3, circling(0.999), 1e-3 },
        { "FLOW-EMPTY", "one component", ProjectBuilder().build(), 1e3, nobody, 1e3 },
        { "FLOW-IDLE", "connected", withStore(false), 1e3, withStore(true), 1e3 },
        { "FLOW-KEPT", "workers take it out", queueing(false), 1e3, queueing(true), 1e3 },
        { "FLOW-LOST", "somebody does it", reading(false), 1e3, reading(true), 1e3 },
        { "FLOW-SOURCE", "with clients", nobody, 1e3, appOf(2).build(), 1e3 },
        { "KIND-01", "a kind of the catalog", of("flux_capacitor"), 1e3, of("monitoring"), 1e3 },
    };
}

} // namespace headroom::test
