#include "model/derivation/derivation.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_overload {

using namespace test;

namespace {

/// A page that costs its server nothing, which calls a service with threads; 1 request/s per thousand users.
ProjectBuilder service(std::vector<project::Parameters::Entry> parameters, double callLatency)
{
    parameters.emplace_back("instances", 1.0);
    return ProjectBuilder()
        .onlyClass({ { "page", 1, 1e-6, 1000 } })
        .component("clients", "client_population")
        .component("app", "web_app_server",
                   { { "threads_per_vcpu", 0.0 }, { "vcpu", 1024.0 }, { "http_time", 0.0 }, { "net_gbps", 100.0 } })
        .component("service", "microservice", std::move(parameters))
        .component("leaf", "microservice",
                   { { "threads", 0.0 }, { "vcpu", 1024.0 }, { "service_time", 0.0 }, { "instances", 1.0 } })
        .link("clients", "app", "call")
        .link("app", "service", "call", { { "latency", 0.0 }, { "timeout", 0.0 } })
        .link("service", "leaf", "call", { { "latency", callLatency }, { "timeout", 0.0 } });
}

const analysis::PlacesReport &placesOf(const analysis::Report &report)
{
    const auto &places = componentOf(report, "service").places;
    if (!places)
        qFatal("no places");
    return *places;
}

} // namespace

/// What is refused, and what overload leaves (domain spec 4.1, 4.3, 4.8).
class OverloadTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Domain spec 4.3: λ = 80, 32 threads that each hold for 528 ms, 64 more places: M/M/32/96.
    void threadsThatWaitForACall()
    {
        const auto report = service({ { "vcpu", 1024.0 }, { "service_time", 0.0 } }, 0.528).at(80e3);
        const analysis::PlacesReport &places = placesOf(report);
        QCOMPARE(places.threads, 32.0);
        QCOMPARE(places.queue, 64.0);
        QVERIFY(isClose(places.refused, 0.242424, 2e-6));
        QVERIFY(isClose(places.answeredPerSecond, 60.6061, 1e-6));
        QVERIFY(isClose(*places.latency, 1.53244, 3e-6));
    }

    /// Domain spec 4.3: λ = 120, S = 0.1, ten cores, one thread each, ten more places: M/M/10/20.
    void threadsThatCompute()
    {
        const auto report
            = service({ { "vcpu", 10.0 }, { "service_time", 0.1 }, { "threads", 10.0 }, { "accept_queue", 10.0 } }, 0)
                  .at(120e3);
        QVERIFY(isClose(placesOf(report).refused, 0.179666, 3e-6));
        QVERIFY(isClose(placesOf(report).answeredPerSecond, 98.4401, 1e-6));
        QVERIFY(isClose(*placesOf(report).latency, 0.16360, 3e-5));
    }

    void nothingIsRefusedFarBelow()
    {
        const auto report = service({ { "vcpu", 2.0 }, { "service_time", 0.01 } }, 0.05).at(60e3);
        QCOMPARE(placesOf(report).refused, 0.0);
        QCOMPARE(placesOf(report).answeredPerSecond, componentOf(report, "service").requestsPerSecond);
        QVERIFY(!placesOf(report).latency);
        const auto loop = service({ { "vcpu", 2.0 }, { "service_time", 0.01 }, { "threads", 0.0 } }, 0.05).at(60e3);
        QVERIFY(!componentOf(loop, "service").places); // an event loop takes everything in
    }

    /// More users are refused more, a longer queue refuses less, and what is answered never exceeds the capacity.
    void monotone()
    {
        double before = 0;
        for (double users = 100e3; users < 3e6; users *= 1.2) {
            double longer = 1;
            for (const double queue : { 0.0, 8.0, 64.0, 512.0 }) {
                const auto report
                    = service({ { "vcpu", 2.0 }, { "service_time", 0.01 }, { "accept_queue", queue } }, 0.05).at(users);
                const analysis::PlacesReport &places = placesOf(report);
                QVERIFY(places.refused <= longer);
                QVERIFY(places.answeredPerSecond <= 200 * (1 + 1e-9)); // two cores, 10 ms
                QVERIFY(isClose(places.answeredPerSecond, users / 1e3 * (1 - places.refused), 1e-9));
                longer = places.refused;
                if (queue > 60 && queue < 70) {
                    QVERIFY(places.refused >= before);
                    before = places.refused;
                }
            }
        }
        QVERIFY(before > 0.9);
    }

    /// Domain spec 4.8: stage 3 at 200,000 users: N = 3,020, X_max = 163.9/s, so R ≥ 3.43 s.
    void closedBoundOfTheThirdStage()
    {
        const project::Snapshot design = openDesign("resources/templates/seven-stages.headroom");
        const auto report = analysis::analyze(*design, 2, 200e3, theCatalog());
        QVERIFY(report.overload.has_value());
        QVERIFY(isClose(report.overload->users, 3020, 2e-3));
        QVERIFY(isClose(report.overload->answeredPerSecond, 163.9, 1e-3));
        QVERIFY(isClose(report.overload->latency, 3.43, 2e-2));
        QVERIFY(!analysis::analyze(*design, 2, 100e3, theCatalog()).overload);
    }

    void boundsUnfold()
    {
        const project::Snapshot design = openDesign("resources/templates/seven-stages.headroom");
        const derivation::Explainer explainer(*design, 2, 200e3, theCatalog());
        for (const char *path : { "system.answered_per_second", "system.least_latency" }) {
            const auto root = explainer.explain(path);
            QVERIFY(root && root->value);
            QVERIFY(isClose(*derivation::reevaluate(*root), *root->value, 1e-12));
        }
        const derivation::Explainer calm(*design, 2, 100e3, theCatalog());
        QVERIFY(!calm.explain("system.least_latency"));
    }
};

HEADROOM_TEST(QCoreApplication, OverloadTest)

} // namespace headroom::tst_overload

#include "tst_overload.moc"
