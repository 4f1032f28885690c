#include "model/reliability/availability.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <random>

namespace headroom::tst_availability {

using namespace test;

namespace {

/// One operation; entry at component 0.
flow::Network networkOf(int components)
{
    flow::Network network;
    network.components = components;
    network.operations = 1;
    network.entries = { 0 };
    network.handles.assign(static_cast<std::size_t>(components), 1);
    network.hits.assign(static_cast<std::size_t>(components), 1);
    return network;
}

void need(flow::Network &network, int from, int to, int group = -1)
{
    network.steps.push_back({ .from = from, .to = to, .group = group });
}

reliability::Surroundings free(int components)
{
    return { std::vector<int>(static_cast<std::size_t>(components), -1),
             std::vector<double>(static_cast<std::size_t>(components), 0.0) };
}

double enumerated(const reliability::Structure &structure, const std::vector<double> &up)
{
    double sum = 0;
    for (std::size_t mask = 0; mask < std::size_t(1) << up.size(); ++mask) {
        double probability = 1;
        std::vector<char> state;
        for (std::size_t i = 0; i < up.size(); ++i) {
            const bool isUp = mask >> i & 1;
            probability *= isUp ? up[i] : 1 - up[i];
            state.push_back(isUp);
        }
        sum += probability * structure.value(state);
    }
    return sum;
}

} // namespace

/// Availability and single points against enumeration and the mistakes that tools of this kind make.
class AvailabilityTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void partsInSeriesMultiply()
    {
        flow::Network network = networkOf(3);
        need(network, 0, 1);
        need(network, 0, 2);
        const auto around = free(3);
        const reliability::Structure structure(network, around, { 1 }, { 1 });
        const double result = reliability::availability(structure, { 1, 0.999, 0.999 }).value;
        QVERIFY(std::abs(result - 0.998001) < 1e-12);
    }

    // Two apps behind a balancer that share one database: 0.9999 · (1 − 0.001²) · 0.999, 48 minutes a month down.
    void branchesThatShareADependencyAreNotIndependent()
    {
        flow::Network network = networkOf(4);
        need(network, 0, 1, 0);
        need(network, 0, 2, 0);
        need(network, 1, 3);
        need(network, 2, 3);
        const auto around = free(4);
        const reliability::Structure structure(network, around, { 1 }, { 1 });
        const double result = reliability::availability(structure, { 0.9999, 0.999, 0.999, 0.999 }).value;
        QVERIFY(std::abs(result - 0.9999 * (1 - 1e-6) * 0.999) < 1e-12);
        QVERIFY(std::abs((1 - result) * 730 * 60 - 48.2) < 0.1);
    }

    void randomStructuresEqualEnumeration()
    {
        std::mt19937_64 random(7);
        for (int round = 0; round < 60; ++round) {
            const int count = 4 + static_cast<int>(random() % 8);
            flow::Network network = networkOf(count);
            reliability::Surroundings around = free(count);
            for (int i = 1; i < count; ++i) { // edges lead forwards; some share a group
                const int from = static_cast<int>(random() % static_cast<unsigned>(i));
                need(network, from, i, random() % 2 ? from : -1);
                if (i > 2 && random() % 3 == 0)
                    need(network, static_cast<int>(random() % static_cast<unsigned>(i)), i);
            }
            around.failoverShare[0] = round % 3 == 0 ? 0.04 : 0;
            if (count > 6)
                around.enclosing[static_cast<std::size_t>(count - 2)] = count - 1;
            const reliability::Structure structure(network, around, { 1 }, { 1 });
            std::vector<double> up;
            for (int i = 0; i < count; ++i)
                up.push_back(0.5 + 0.5 * static_cast<double>(random() % 1000) / 1000);
            const double result = reliability::availability(structure, up).value;
            QVERIFY(std::abs(result - enumerated(structure, up)) < 1e-12);
            QVERIFY(result >= 0 && result <= 1);
        }
    }

    void singlePointsEqualBruteRemoval()
    {
        const project::Snapshot design = openDesign("resources/templates/seven-stages.headroom");
        // Known by looking: S1 the server, S2 app server and database, S3 and later none.
        const std::vector<std::vector<std::string>> expected { { "app" }, { "app", "db" }, {}, {}, {}, {}, {} };
        for (std::size_t stage = 0; stage < 7; ++stage) {
            const auto report = analysis::analyze(*design, stage, design->stages[stage]->users.to, theCatalog());
            std::vector<std::string> found;
            for (const auto &component : report.components)
                if (component.isSinglePoint)
                    found.push_back(component.id);
            QCOMPARE(found, expected[stage]);
        }
    }

    void anotherAppServerNeverLowersAvailability()
    {
        const auto at = [](double instances) {
            return *ProjectBuilder()
                        .onlyClass({ { "page", 1, 0.001, 0 } })
                        .component("clients", "client_population")
                        .component("lb", "lb_l7")
                        .component("app", "web_app_server", { { "instances", instances } })
                        .link("clients", "lb", "call")
                        .link("lb", "app", "split")
                        .at(1000)
                        .availability;
        };
        QVERIFY(at(2) > at(1));
        QVERIFY(at(3) >= at(2));
    }

    void monitoringAndReplicasGiveNoCreditForWrites()
    {
        auto design = ProjectBuilder()
                          .onlyClass({ { "page", 1, 0.001, 0 }, { "write", 1, 0.001, 0 } })
                          .component("clients", "client_population")
                          .component("app", "web_app_server", { { "instances", 2.0 } })
                          .component("db", "rdb_primary")
                          .link("clients", "app", "call")
                          .link("app", "db", "query");
        const double before = *design.at(1000).availability;
        design.component("copies", "read_replica", { { "replicas", 3.0 } })
            .link("db", "copies", "replicate")
            .component("eyes", "monitoring");
        const auto after = design.at(1000);
        QCOMPARE(*after.availability, before);
        QVERIFY(componentOf(after, "db").isSinglePoint);
    }

    void everyComponentTellsItsOwnAvailability()
    {
        const auto report
            = analysis::analyze(*openDesign("resources/templates/seven-stages.headroom"), 2, 1e5, theCatalog());
        const double u = 4.0 / 4384; // primary with standby: domain spec 5.4 with 2.3's figures
        QVERIFY(std::abs(componentOf(report, "db").availability
                         - (1 - ((0.98 * 90 / 3600 + 0.02 * 4) / 4380 + 0.98 * u * u)))
                < 1e-9);
        QVERIFY(std::abs(componentOf(report, "lb").availability - 0.9999) < 1e-12);
    }

    void aLoneBalancerRunByOneselfIsASinglePoint()
    {
        const auto report = ProjectBuilder()
                                .onlyClass({ { "page", 1, 0.001, 0 } })
                                .component("clients", "client_population")
                                .component("lb", "lb_l7", { { "managed", false }, { "instances", 1.0 } })
                                .component("app", "web_app_server", { { "instances", 2.0 } })
                                .link("clients", "lb", "call")
                                .link("lb", "app", "split")
                                .at(1000);
        QVERIFY(componentOf(report, "lb").isSinglePoint);
        QVERIFY(!componentOf(report, "app").isSinglePoint);
    }

    void instancesInOneZoneShareItsFate()
    {
        const auto report = ProjectBuilder()
                                .onlyClass({ { "page", 1, 0.001, 0 } })
                                .component("zone", "az")
                                .component("clients", "client_population")
                                .component("app", "web_app_server", { { "instances", 3.0 } }, "zone")
                                .link("clients", "app", "call")
                                .at(1000);
        QVERIFY(componentOf(report, "zone").isSinglePoint);
        QVERIFY(std::abs(*report.availability - 17520.0 / (17520 + 4)) < 1e-6);
    }
};

HEADROOM_TEST(QCoreApplication, AvailabilityTest)

} // namespace headroom::tst_availability

#include "tst_availability.moc"
