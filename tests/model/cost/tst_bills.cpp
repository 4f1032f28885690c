#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_bills {

using namespace test;

namespace {

/// Users behind a balancer and some servers with room for all of them; 1,000 users ask once a second.
ProjectBuilder behind(const std::string &balancer, project::OperationUse page)
{
    return ProjectBuilder()
        .onlyClass({ std::move(page), { "resolve", 0, 0, 0 } })
        .upTo(1e7)
        .component("clients", "client_population")
        .component("lb", balancer)
        .component("app", "web_app_server", { { "vcpu", 64.0 }, { "http_time", 0.0 }, { "instances", 10.0 } })
        .link("clients", "lb", "call")
        .link("lb", "app", "split");
}

/// Servers of a burstable size, alone behind a balancer, with work of their own besides 3 ms a request.
ProjectBuilder burstable(const std::string &policy, const std::string &housekeeping)
{
    return ProjectBuilder()
        .onlyClass({ { "page", 1, 0.003, 0 }, { "resolve", 0, 0, 0 } })
        .upTo(1e6)
        .component("clients", "client_population")
        .component("app", "web_app_server",
                   { { "size", std::string("t4g.small") },
                     { "burst_policy", policy },
                     { "http_time", 0.0 },
                     { "instances", 1.0 },
                     { "housekeeping", std::stod(housekeeping) } })
        .link("clients", "app", "call");
}

double costOf(const analysis::Report &report, const std::string &component)
{
    return componentOf(report, component).costPerMonth;
}

constexpr double kHours = 730;

} // namespace

/// Bills of providers, by hand from the prices of domain spec 2.3.
class BillsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBalancerIsBilledForWhatUsersUpload()
    {
        project::OperationUse upload { "page", 1, 0.003, 0 };
        upload.requestBytes = 1e6;
        const project::OperationUse download { "page", 1, 0.003, 1e6 };
        const double asked = costOf(behind("lb_l7", upload).at(1e5), "lb");
        // 33.3 requests/s of 1 MB in the mean: 120 GB/h, a unit each
        QVERIFY(isClose(asked, (0.0225 + 0.008 * 120) * kHours, 1e-3));
        QVERIFY(isClose(asked, costOf(behind("lb_l7", download).at(1e5), "lb"), 1e-3));
    }

    /// 800 new connections a second and 100,000 open ones are a unit, ten requests go over each.
    void aLayer4UnitHoldsMore()
    {
        project::OperationUse small { "page", 1, 0.0001, 0 };
        small.requestBytes = 1;
        const double mean = 1e7 / 1000 / 3;
        const double units = std::max({ mean / 8000, 15 * mean / 1e5, mean * 1 * 3600 / 1e9 });
        QVERIFY(isClose(costOf(behind("lb_l4", small).at(1e7), "lb"), (0.0225 + 0.006 * units) * kHours, 1e-6));
    }

    void freshReadsAreReads()
    {
        auto design = ProjectBuilder()
                          .onlyClass({ { "page", 1, 0.003, 0 },
                                       { "resolve", 0, 0, 0 },
                                       { "read", 2, 0, 0 },
                                       { "fresh_read", 3, 0, 0 },
                                       { "write", 1, 0, 0 } })
                          .upTo(1e6)
                          .component("clients", "client_population")
                          .component("app", "web_app_server", { { "vcpu", 64.0 } })
                          .component("store", "wide_column_store")
                          .link("clients", "app", "call")
                          .link("app", "store", "query");
        const double millions = 1e5 / 1000 / 3 * 2.628; // and 10 GB of rows
        QVERIFY(isClose(costOf(design.at(1e5), "store"), millions * (0.125 * 5 + 0.625) + 0.25 * 10, 1e-6));
    }

    /// 0.4 vCPU are earned all day long, 0.3 of them taken by housekeeping: 0.1 in the mean, 0.3 at the peak are left.
    void creditsAreSpentOnHousekeepingAllDay()
    {
        const auto report = burstable("credits", "0.3").at(5e4);
        QVERIFY(isClose(resourceOf(report, "app", "cpu").usersAtSaturation, 1e5, 1e-6));
        const auto idle = burstable("credits", "0").at(5e4);
        QVERIFY(isClose(resourceOf(idle, "app", "cpu").usersAtSaturation, 0.4 * 3 / 0.003 * 1000, 1e-6));
    }

    void surplusCountsHousekeeping()
    {
        const auto report = burstable("unlimited", "0.3").at(3e5);
        const double surplus = 0.003 * 100 + 0.3 - 0.4; // vCPU in the mean
        const auto within = burstable("unlimited", "0").at(1e3);
        QVERIFY(isClose(costOf(report, "app") - costOf(within, "app"), surplus * 0.04 * kHours, 1e-6));
    }

    /// A function is at work, and billed, until it answers: its own time and the call it waits for.
    void aFunctionIsHeldWhileItWaits()
    {
        auto design = ProjectBuilder()
                          .onlyClass({ { "page", 1, 0.05, 0 }, { "rpc", 1, 0, 0 } })
                          .upTo(1e7)
                          .component("clients", "client_population")
                          .component("function", "serverless_function")
                          .component("other", "third_party_api", { { "service_time", 0.45 }, { "quota", 1e6 } })
                          .link("clients", "function", "call", { { "latency", 0.0 } })
                          .link("function", "other", "call", { { "latency", 0.0 } });
        const auto report = design.at(1e6);
        QVERIFY(isClose(resourceOf(report, "function", "concurrency").used, 500, 1e-9));
        QVERIFY(isClose(resourceOf(report, "function", "concurrency").usersAtSaturation, 2e6, 1e-9));
        QVERIFY(isClose(costOf(report, "function"), 2.628 * 1000 / 3 * (0.2 + 16.67 * 0.5), 1e-9));
    }
};

HEADROOM_TEST(QCoreApplication, BillsTest)

} // namespace headroom::tst_bills

#include "tst_bills.moc"
