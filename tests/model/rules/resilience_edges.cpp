#include "tests/model/rules/rule_cases.h"

#include <cmath>

namespace headroom::test {

namespace {

using Entries = std::vector<project::Parameters::Entry>;

/// An app server that calls so many services, one connection like the other.
ProjectBuilder calling(int services, const Entries &call, double threads = 0, double service = 0.01)
{
    ProjectBuilder design = appOf(2, { { "rpc", 1, 0, 0 } }, { { "threads", threads }, { "threads_per_vcpu", 0.0 } });
    for (int i = 0; i < services; ++i) {
        const std::string id = "service" + std::to_string(i);
        Entries entries = call;
        entries.emplace_back("latency", 0.0);
        design
            .component(id, "microservice",
                       { { "vcpu", 400.0 }, { "threads", 0.0 }, { "instances", 2.0 }, { "service_time", service } })
            .link("app", id, "call", std::move(entries));
    }
    return design;
}

project::Project chained(double innerTimeout)
{
    return calling(1, { { "timeout", 1.0 } })
        .component("deep", "microservice", { { "instances", 2.0 } })
        .link("service0", "deep", "call", { { "timeout", innerTimeout }, { "retries", 1.0 } })
        .build();
}

/// Two tries more, a timeout of 10 s, and a service that carries 100 requests/s.
project::Project retrying()
{
    return appOf(4, { { "rpc", 1, 0, 0 } }, { { "threads_per_vcpu", 0.0 }, { "vcpu", 64.0 } })
        .component("service", "microservice", { { "vcpu", 1.0 }, { "threads", 0.0 }, { "service_time", 0.01 } })
        .link("app", "service", "call", { { "retries", 2.0 }, { "timeout", 10.0 } })
        .build();
}

} // namespace

std::vector<EdgeCase> resilienceEdges()
{
    const Entries off { { "breaker", false } }, on { { "breaker", true } };
    const Entries shared { { "bulkhead", 0.0 } };
    ProjectBuilder half = calling(2, shared);
    project::Project separate = half.build();
    auto stage = std::make_shared<project::Stage>(*separate.stages[0]);
    stage->connections.back().parameters.set("bulkhead", 25.0);
    separate.stages[0] = stage;
    // Service alone: p99 = 10 ms · ln 100 = 46.05 ms.
    const auto patient = [](double timeout, double service = 0.01) {
        return calling(1, { { "timeout", timeout } }, 64, service).build();
    };
    return {
        { "RES-06", "with a breaker", calling(1, off).build(), 1e4, calling(1, on).build(), 1e4, {}, {}, true },
        { "RES-07", "one of the two apart", calling(2, shared).build(), 1e4, separate, 1e4, {}, {}, true },
        { "RES-07", "one service", calling(2, shared).build(), 1e4, calling(1, shared).build(), 1e4, {}, {}, true },
        // Two tries of 0.51 s within 1 s, and two of 0.5.
        { "RES-09", "two tries fit", chained(0.51), 1e4, chained(0.5), 1e4, {}, {}, true },
        // Ten times p99 are 1.382 s at 30 ms; at 10 ms they are 0.46 s, and what counts is a lost packet's second.
        { "RES-02", "9.99 times", patient(1.382, 0.03), 1e3, patient(1.381, 0.03), 1e3, 1.382 / 0.03 / std::log(100),
          10.0, true },
        { "RES-02", "one second", patient(1.001), 1e3, patient(1), 1e3, 100.1 / std::log(100), 10.0, true },
        { "RES-03", "99.01 % are back", patient(0.045), 1e3, patient(0.0462), 1e3, std::exp(-4.5), 0.01, true },
        // The promise is about 95 of 100 requests.
        { "LAT-07", "95.02 % are back", patient(0.0299), 1e3, patient(0.03), 1e3, std::exp(-2.99), 0.05, true },
        // From a third of the capacity on three times the load saturates it.
        { "RES-10", "32 of 100 requests/s", retrying(), 34e3, retrying(), 32e3, 3.0, {}, true },
    };
}

} // namespace headroom::test
