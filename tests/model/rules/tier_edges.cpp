#include "tests/model/rules/rule_cases.h"

namespace headroom::test {

namespace {

/// Two cards of one server each, behind a balancer.
project::Project cards(const project::Parameters::Entry &parameter = { "instances", 1.0 })
{
    ProjectBuilder design;
    design.onlyClass({ { "page", 1, 0.01, 1000 } }).component("clients", "client_population").component("lb", "lb_l7");
    for (const char *each : { "a", "b" })
        design.component(each, "web_app_server", { parameter }).link("lb", each, "split");
    return design.link("clients", "lb", "call").build();
}

project::Project oneServer(const char *flag)
{
    return appOf(1, {}, { { flag, false } }).build();
}

/// Two replicas of 2 vCPU that scale without loss: 0.99 ms of reads a request, and a quarter of 4 ms of writes in each.
project::Project replaying()
{
    const auto linear = [](double vcpu) {
        return std::vector<project::Parameters::Entry> { { "vcpu", vcpu }, { "sigma", 0.0 }, { "kappa", 0.0 } };
    };
    auto two = linear(2);
    two.emplace_back("replicas", 2.0);
    return appOf(20, { { "write", 1, 0.004, 0 }, { "read", 1, 0.001, 0 } }, { { "vcpu", 64.0 } })
        .component("db", "rdb_primary", linear(64))
        .component("copies", "read_replica", std::move(two))
        .link("app", "db", "query", { { "share", 0.01 } })
        .link("app", "copies", "read", { { "share", 0.99 } })
        .link("db", "copies", "replicate")
        .build();
}

/// Two servers beside a cache in each process, whose data is shared and changes.
project::Project cachedCards(bool areTwo)
{
    ProjectBuilder design;
    design.onlyClass({ { "page", 1, 0.01, 1000 }, { "read", 1, 0.001, 0 } })
        .component("clients", "client_population")
        .component("lb", "lb_l7")
        .component("near", "inprocess_cache", { { "shared_mutable", true } })
        .component("db", "rdb_primary")
        .link("clients", "lb", "call");
    for (const std::string each : { "a", "b" })
        if (areTwo || each == "a")
            design.component(each, "web_app_server")
                .link("lb", each, "split")
                .link(each, "db", "query")
                .link(each, "near", "cache_lookup");
    return design.build();
}

} // namespace

std::vector<EdgeCase> tierEdges()
{
    // 0.4 vCPU of each server are busy without load: at 0.9 · 2 − 0.4 of pages one server has as much as it may.
    const project::Project kept = appOf(2, {}, { { "housekeeping", 0.4 } }).build();
    const double room = 1.4 / kPage * kRate;
    const project::Project copies = replaying();
    const double full = 4 / kPage * kRate; // two servers of 2 vCPU
    std::vector<EdgeCase> all {
        { "CAP-04", "0.899 with what runs anyway", kept, 1.002 * room, kept, 0.998 * room, (0.4 + 1.002 * 1.4) / 2, 0.9,
          true },
        // The one that is left does all reads, and replays what it replayed before: 1.99 ms of 2 vCPU a request.
        { "CAP-04", "0.899 with what is replayed", copies, 906e3, copies, 903e3, 906 * 0.00199 / 2, 0.9, true },
        { "CAP-04", "two cards at 0.449", cards(), 0.451 * full, cards(), 0.449 * full, 0.902, 0.9, true },
        { "CAP-04", "one card", cards(), 0.6 * full, appOf(1).build(), 0.3 * full, 1.2, 0.9, true },
        { "ST-03", "one card", cachedCards(true), 1e4, cachedCards(false), 1e4 },
    };
    const std::pair<const char *, const char *> flags[] { { "ST-01", "stateless" },
                                                          { "ST-02", "uploads_shared" },
                                                          { "ST-04", "central_scheduler" },
                                                          { "HC-01", "health_checks" },
                                                          { "ASG-04", "readiness" } };
    for (const auto &[rule, flag] : flags)
        all.push_back({ rule, "one card", cards({ flag, false }), 1e4, oneServer(flag), 1e4, {}, {}, true });
    return all;
}

} // namespace headroom::test
