#include "model/analysis/effects.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <random>

namespace headroom::tst_properties {

using namespace test;

namespace {

/// A random design: clients, a balancer, one to three app pools, and a store that may have a cache and replicas.
ProjectBuilder randomDesign(std::mt19937_64 &random)
{
    const auto pick = [&random](double low, double high) {
        return low + (high - low) * static_cast<double>(random() % 1000) / 1000;
    };
    ProjectBuilder design;
    design.component("clients", "client_population")
        .component("lb", "lb_l7")
        .component("db", "rdb_primary", { { "vcpu", std::round(pick(2, 32)) } });
    design.link("clients", "lb", "call");
    const bool hasCache = random() % 2;
    const bool hasReplicas = random() % 2;
    if (hasCache)
        design.component("cache", "distributed_cache", { { "hit_ratio", pick(0, 1) } });
    if (hasReplicas)
        design.component("copies", "read_replica", { { "replicas", std::round(pick(1, 5)) } })
            .link("db", "copies", "replicate");
    const int pools = 1 + static_cast<int>(random() % 3);
    for (int i = 0; i < pools; ++i) {
        const std::string id = "app" + std::to_string(i);
        design.component(id, "web_app_server", { { "instances", std::round(pick(1, 10)) } });
        design.link("lb", id, "split", { { "share", pick(0.5, 3) } });
        if (hasCache)
            design.link(id, "cache", "cache_lookup");
        design.link(id, "db", "query", { { "share", hasReplicas ? 0.1 : 1.0 } });
        if (hasReplicas)
            design.link(id, "copies", "read", { { "share", 0.9 } });
    }
    return design.upTo(1e5);
}

} // namespace

/// What must hold for every design, tried on many random ones.
class PropertiesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void moreUsersNeverLowerAnyUtilization()
    {
        std::mt19937_64 random(1);
        for (int round = 0; round < 40; ++round) {
            const auto design = randomDesign(random);
            for (double users = 100; users < 1e7; users *= 3) {
                const auto less = design.at(users);
                const auto more = design.at(users * 3);
                for (std::size_t i = 0; i < less.components.size(); ++i)
                    for (std::size_t r = 0; r < less.components[i].resources.size(); ++r)
                        QVERIFY(more.components[i].resources[r].utilization
                                >= less.components[i].resources[r].utilization - 1e-12);
            }
        }
    }

    void thresholdsAreWhereUtilizationReachesThem()
    {
        std::mt19937_64 random(2);
        for (int round = 0; round < 40; ++round) {
            const auto design = randomDesign(random);
            const auto report = design.at(1000);
            QVERIFY(std::isfinite(report.usersAtSaturation));
            for (const auto &[users, utilization] :
                 { std::pair(report.usersAt070, 0.70), std::pair(report.usersAt085, 0.85),
                   std::pair(report.usersAtSaturation, 1.0) }) {
                const auto there = design.at(users);
                double most = 0;
                for (const auto &component : there.components)
                    most = std::max(most, component.utilization);
                QVERIFY(std::abs(most - utilization) < 1e-6);
            }
        }
    }

    void aMeanExistsExactlyBelowSaturation()
    {
        std::mt19937_64 random(3);
        for (int round = 0; round < 40; ++round) {
            const auto design = randomDesign(random);
            const double full = design.at(1000).usersAtSaturation;
            QVERIFY(design.at(full * 0.999).meanLatency);
            QVERIFY(!design.at(full * 1.001).meanLatency);
        }
    }

    void tenTimesTheLoadOnTenTimesTheServersWaitsNoLonger()
    {
        const auto at = [](double users, double vcpu) {
            return componentOf(ProjectBuilder()
                                   .onlyClass({ { "page", 1, 0.02, 0 } })
                                   .component("clients", "client_population")
                                   .component("app", "web_app_server", { { "vcpu", vcpu } })
                                   .link("clients", "app", "call")
                                   .at(users),
                               "app")
                .wait;
        };
        for (const double users : { 10000.0, 30000.0, 45000.0 })
            QVERIFY(at(users * 10, 20) <= at(users, 2));
    }

    void costIsTheSumOfItsParts()
    {
        const project::Snapshot design = openDesign("examples/social-feed.headroom");
        for (std::size_t stage = 0; stage < 6; ++stage) { // in the last, lines between regions cost as well
            const auto report = analysis::analyze(*design, stage, 1e5, theCatalog());
            double sum = 0;
            for (const auto &component : report.components)
                sum += component.costPerMonth;
            QVERIFY(std::abs(sum - report.costPerMonth) < 1e-6 * sum);
        }
    }

    void theSameDesignGivesTheSameNumbersAgain()
    {
        const project::Snapshot design = openDesign("examples/web-shop.headroom");
        const auto once = analysis::analyze(*design, 4, 1e6, theCatalog());
        const auto again = analysis::analyze(*design, 4, 1e6, theCatalog());
        QCOMPARE(once.costPerMonth, again.costPerMonth);
        QCOMPARE(*once.meanLatency, *again.meanLatency);
        QVERIFY(once.findings == again.findings);
    }

    void moreCapacityNeverRaisesUtilization()
    {
        const auto at = [](double vcpu) {
            return resourceOf(ProjectBuilder()
                                  .component("clients", "client_population")
                                  .component("app", "web_app_server")
                                  .component("db", "rdb_primary", { { "vcpu", vcpu } })
                                  .link("clients", "app", "call")
                                  .link("app", "db", "query")
                                  .at(2e4),
                              "db", "cpu")
                .utilization;
        };
        for (double vcpu = 2; vcpu < 64; vcpu *= 2)
            QVERIFY(at(vcpu * 2) < at(vcpu));
    }

    /// What is taken over from the design as it is, and done on several threads, changes no number.
    void cureEffectsAreThoseOfTheEditedDesignsByThemselves()
    {
        int cures = 0;
        for (const std::string example : { "examples/social-feed.headroom", "examples/web-shop.headroom" }) {
            const project::Snapshot design = openDesign(example);
            for (std::size_t stage = 0; stage < design->stages.size(); stage += 3) {
                const double users = 2 * design->stages[stage]->users.to;
                analysis::Report report = analysis::analyze(*design, stage, users, theCatalog());
                QVERIFY(analysis::withEffects(report, *design, theCatalog()));
                for (const analysis::Finding &finding : report.findings) {
                    if (!finding.cure)
                        continue;
                    ++cures;
                    auto alone = analysis::effectOf(*design, stage, users, theCatalog(), *finding.cure);
                    QVERIFY(alone && finding.effect);
                    if (analysis::isAboutWork(finding)) { // its own work, see tst_jobs
                        alone->before.slowestJob = finding.effect->before.slowestJob;
                        alone->after.slowestJob = finding.effect->after.slowestJob;
                    }
                    QVERIFY2(alone->before == finding.effect->before, finding.rule.c_str());
                    QVERIFY2(alone->after == finding.effect->after, finding.rule.c_str());
                }
            }
        }
        QVERIFY(cures > 20);
    }

    /// Equal regions fill up together: all are the bottleneck, and the next in line is something else.
    void twinsAreTheBottleneckTogether()
    {
        const auto compiled
            = analysis::compile(*openDesign("resources/templates/seven-stages.headroom"), 6, theCatalog());
        const auto report = analysis::solve(*compiled, 1e8);
        QVERIFY(report.bottlenecks.size() >= 3);
        const auto &first = report.components[static_cast<std::size_t>(report.bottleneck.component)];
        for (const analysis::ResourceRef &each : report.bottlenecks) {
            QCOMPARE(report.components[static_cast<std::size_t>(each.component)].kind, first.kind);
            QVERIFY(report.components[static_cast<std::size_t>(each.component)].isBottleneck);
        }
        const auto &next = report.components[static_cast<std::size_t>(report.next.component)];
        QVERIFY(next.resources[static_cast<std::size_t>(report.next.resource)].usersAtSaturation
                > 1.01 * report.usersAtSaturation);
        const analysis::Curves curves = analysis::sweep(*compiled, analysis::logarithmicUsers(1e6, 1e9, 20));
        QVERIFY(curves.utilization.front().label.find(" ×3 · ") != std::string::npos);
        QVERIFY(curves.utilization[0].label != curves.utilization[1].label);
    }

    void curvesAgreeWithReports()
    {
        const project::Snapshot design = openDesign("examples/social-feed.headroom");
        const auto compiled = analysis::compile(*design, 4, theCatalog());
        const auto users = analysis::logarithmicUsers(1e3, 1e7, 9);
        const auto curves = analysis::sweep(*compiled, users);
        QCOMPARE(curves.users.size(), users.size());
        for (std::size_t i = 0; i < users.size(); ++i) {
            const auto report = analysis::solve(*compiled, users[i]);
            QVERIFY(std::abs(curves.costPerMonth[i] - report.costPerMonth) < 1e-9 * report.costPerMonth);
            QVERIFY(
                std::abs(curves.utilization.front().values[i]
                         - resourceOf(report, curves.utilization.front().component, curves.utilization.front().resource)
                               .utilization)
                < 1e-12);
        }
    }
};

HEADROOM_TEST(QCoreApplication, PropertiesTest)

} // namespace headroom::tst_properties

#include "tst_properties.moc"
