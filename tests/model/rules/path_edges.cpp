#include "tests/model/rules/rule_cases.h"

namespace headroom::test {

namespace {

using Entries = std::vector<project::Parameters::Entry>;

/// An app server that asks somebody else's service on every request.
project::Project partnered(bool hasFallback)
{
    return appOf(2, { { "rpc", 1, 0, 0 } })
        .component("partner", "third_party_api")
        .link("app", "partner", "call", { { "fallback", hasFallback } })
        .build();
}

/// An app server in one region, and its database where it is said to be.
project::Project apart(const char *databasePlace)
{
    ProjectBuilder design = appOf(2, { { "read", 1, 0.001, 0 } }, {}, "eu");
    return design.component("eu", "region")
        .component("us", "region")
        .component("db", "rdb_primary", {}, databasePlace)
        .link("app", "db", "query")
        .build();
}

/// Two servers of a tier: in one zone, or one in each of two.
project::Project zoned(bool isSpread)
{
    ProjectBuilder design;
    design.onlyClass({ { "page", 1, 0.01, 0 } })
        .component("clients", "client_population")
        .component("lb", "lb_l7")
        .component("zone1", "az")
        .component("zone2", "az")
        .component("a", "web_app_server", { { "instances", 2.0 } }, "zone1")
        .link("clients", "lb", "call")
        .link("lb", "a", "split");
    if (isSpread)
        design.component("b", "web_app_server", { { "instances", 2.0 } }, "zone2").link("lb", "b", "split");
    return design.build();
}

constexpr double kZoneMinutes = (1 - 17520 / 17524.0) * 730 * 60;

/// A database in a zone, with a standby there or without.
project::Project standingBy(const char *standby)
{
    return appOf(2, { { "read", 1, 0.001, 0 } })
        .component("zone1", "az")
        .component("db", "rdb_primary", { { "standby", std::string(standby) } }, "zone1")
        .link("app", "db", "query")
        .build();
}

/// Two single servers that share the requests, one in a zone and one where it is said to be.
project::Project divided(const char *place)
{
    ProjectBuilder design;
    return design.onlyClass({ { "page", 1, 0.01, 0 } })
        .component("clients", "client_population")
        .component("lb", "lb_l7")
        .component("zone1", "az")
        .component("zone2", "az")
        .component("a", "web_app_server", {}, "zone1")
        .component("b", "web_app_server", {}, place)
        .link("clients", "lb", "call")
        .link("lb", "a", "split")
        .link("lb", "b", "split")
        .build();
}

/// Requests that make so many calls at once and need so many of the answers.
project::Project fanned(double calls, double needed)
{
    return appOf(2, { { "rpc", 1, 0, 0 } })
        .component("leaves", "microservice", { { "vcpu", 400.0 }, { "threads", 0.0 }, { "instances", 2.0 } })
        .link("app", "leaves", "parallel", { { "calls", calls }, { "needed", needed } })
        .build();
}

/// An app server whose enqueueing is waited for, or is not.
project::Project enqueueing(const char *connection)
{
    return appOf(2, { { "notify", 1, 0.01, 0 } })
        .component("queue", "message_queue")
        .component("workers", "worker_pool", { { "instances", 4.0 } })
        .link("app", "queue", connection)
        .link("queue", "workers", "async")
        .build();
}

/// Two regions whose servers share one database, or have one each.
project::Project regional(bool isShared)
{
    ProjectBuilder design;
    design.onlyClass({ { "page", 1, 0.01, 0 }, { "read", 1, 0.001, 0 } })
        .component("clients", "client_population")
        .component("lb", "gslb")
        .link("clients", "lb", "call");
    for (const std::string region : { "eu", "us" }) {
        design.component(region, "region")
            .component("app-" + region, "web_app_server", { { "instances", 2.0 } }, region)
            .link("lb", "app-" + region, "split");
        if (region == "eu" || !isShared)
            design.component("db-" + region, "rdb_primary", {}, region);
        design.link("app-" + region, isShared ? "db-eu" : "db-" + region, "query");
    }
    return design.build();
}

} // namespace

std::vector<EdgeCase> requestPathEdges()
{
    return {
        { "LAT-05", "with a fallback", partnered(false), 1e4, partnered(true), 1e4, {}, {}, true },
        { "LAT-06", "in its own region", apart("us"), 1e4, apart("eu"), 1e4 },
        { "LAT-04", "nine calls", fanned(10, 1), 1e3, fanned(9, 1), 1e3, 10.0, 10.0, true },
        { "LAT-04", "nine of ten answers will do", fanned(10, 1), 1e3, fanned(10, 0.9), 1e3, 10.0, 10.0, true },
        { "SPOF-05", "two zones", zoned(false), 1e4, zoned(true), 1e4, kZoneMinutes, 0.0, true },
        { "SPOF-05", "no standby", standingBy("automatic"), 1e4, standingBy("none"), 1e4, kZoneMinutes, 0.0, true },
        { "SPOF-05", "one in each zone", divided("zone1"), 1e4, divided("zone2"), 1e4, kZoneMinutes, 0.0, true },
        { "Q-05", "not waited for", enqueueing("call"), 1e4, enqueueing("async"), 1e4 },
        { "MR-02", "a database in each", regional(true), 1e4, regional(false), 1e4 },
    };
}

} // namespace headroom::test
