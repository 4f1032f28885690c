#include "tests/model/rules/rule_cases.h"

#include <cmath>

namespace headroom::test {

namespace {

/// Bytes of a page and of the files that belong to it; the network of the server has 1 Gbit/s.
project::Project files(double pageBytes, double fileBytes)
{
    return appOf(1, { { "static", 1, 0, fileBytes } }, { { "vcpu", 64.0 }, { "net_gbps", 1.0 } })
        .onlyClass({ { "page", 1, 0.01, pageBytes }, { "static", 1, 0, fileBytes } })
        .build();
}

/// An app server before a database of this size.
project::Project databaseOf(const char *size)
{
    return appOf(2, { { "read", 1, 0.001, 0 } })
        .component("db", "rdb_primary", { { "size", std::string(size) } })
        .link("app", "db", "query")
        .build();
}

/// An app server before a small database and its replicas of this size.
project::Project replicasOf(const char *size, double replicas)
{
    return appOf(20, { { "read", 1, 0.001, 0 } })
        .component("db", "rdb_primary", { { "size", std::string("db.r6g.large") } })
        .component("replica", "read_replica", { { "size", std::string(size) }, { "replicas", replicas } })
        .link("app", "replica", "read")
        .link("db", "replica", "replicate")
        .build();
}

/// ln(price)/ln(effective power) of a step from 16 to 32 vCPU, USL with σ = 0.02 and κ = 1e-4.
double stepExponent()
{
    const auto power = [](double n) { return n / (1 + 0.02 * (n - 1) + 1e-4 * n * (n - 1)); };
    return std::log(3.437 / 1.718) / std::log(power(32) / power(16));
}

project::Project seen(ProjectBuilder design)
{
    return design.component("eyes", "monitoring").build();
}

} // namespace

std::vector<EdgeCase> capacityEdges()
{
    // One server of 2 vCPU: full at 2/0.0111 = 180.2 requests/s.
    const project::Project one = appOf(1).build();
    const double full = 2 / kPage * kRate;
    return {
        { "CAP-NEXT", "0.71 instead of 0.69", one, 0.69 * full, one, 0.71 * full, 0.69, 1.0 },
        { "CAP-01", "0.999 instead of 1", one, full, one, 0.999 * full, 1.0, 1.0, true },
        { "CAP-02", "0.849 instead of 0.851", one, 0.851 * full, one, 0.849 * full, 0.851, 0.85, true },
        { "CAP-03", "0.699 instead of 0.701", one, 0.701 * full, one, 0.699 * full, 0.701, 0.7 },
        { "CAP-03", "0.851 instead of 0.849", one, 0.849 * full, one, 0.851 * full, 0.849, 0.7 },
        // Two servers of which one dies: 0.451 · 2.
        { "CAP-04", "0.449 instead of 0.451", appOf(2).build(), 0.902 * full, appOf(2).build(), 0.898 * full, 0.902,
          0.9, true },
        // 100 KB a request: 0.7 of 1 Gbit/s are 875 requests/s.
        { "CAP-07", "0.699 instead of 0.701", files(40e3, 60e3), 0.701 * 1250 * kRate, files(40e3, 60e3),
          0.699 * 1250 * kRate, 0.701, 0.7 },
        { "CAP-07", "most of it pages", files(49e3, 51e3), 900e3, files(51e3, 49e3), 900e3, 0.72, 0.7 },
        { "COST-02", "a step of 1.26", databaseOf("db.r6g.8xlarge"), 1e4, databaseOf("db.r6g.4xlarge"), 1e4,
          stepExponent(), 1.585 },
        // 8 of 32 vCPU each are as strong as 8 · 18.61/12.09 = 12.3, so 13 of 1.718 instead of 8 of 3.437.
        { "COST-02", "a step of 1.26", replicasOf("db.r6g.8xlarge", 8), 1e6, replicasOf("db.r6g.4xlarge", 8), 1e6,
          stepExponent(), 1.585, true },
        { "OBS-01", "999 users", appOf(1).build(), 1000, appOf(1).build(), 999, 1000.0, 1000.0, true },
        { "OBS-01", "monitored", appOf(1).build(), 5000, seen(appOf(1)), 5000, 5000.0, 1000.0, true },
    };
}

} // namespace headroom::test
