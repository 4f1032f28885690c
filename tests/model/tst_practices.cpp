#include "model/analysis/compiled_stage.h"
#include "model/analysis/effects.h"
#include "model/edits/edit.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_practices {

using namespace test;

namespace {

bool isClose(double a, double b, double tolerance = 1e-9)
{
    return std::abs(a - b) <= tolerance * std::max({ 1e-12, std::abs(a), std::abs(b) });
}

/// A stage of the seven (from 1) with a practice switched off, or as it is.
project::Snapshot switched(std::size_t stage, const char *element = nullptr, const char *practice = nullptr)
{
    const project::Snapshot seven = openDesign("resources/templates/seven-stages.headroom");
    if (!element)
        return seven;
    const auto after = edits::apply(*seven, edits::SetParameter { stage - 1, element, practice, false }, theCatalog());
    if (!after)
        qFatal("%s", after.error().message().c_str());
    return *after;
}

analysis::Report at(const project::Snapshot &design, std::size_t stage, double users)
{
    return analysis::analyze(*design, stage - 1, users, theCatalog());
}

/// Of a resource, on all instances of a component together.
double usedBy(const analysis::Report &report, const char *component, const char *resource)
{
    return resourceOf(report, component, resource).used * componentOf(report, component).instances;
}

const analysis::ClassReport &classOf(const analysis::Report &report, const std::string &id)
{
    for (const analysis::ClassReport &each : report.classes)
        if (each.id == id)
            return each;
    qFatal("no class %s", id.c_str());
}

} // namespace

/// Practices that are switches, by what they change (domain spec 7.3).
class PracticesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Stage 6 at 5,000 requests a second: audit work (4 ms) is back on the servers, event writes (1.6 ms) on the
    /// primary, and the mail provider (0.13 a request, 2,000/s) in the path of posts.
    void withoutTheQueueItIsBackInTheRequest()
    {
        const auto on = at(switched(6), 6, 5e6);
        const auto off = at(switched(6, "app", "async_noncritical"), 6, 5e6);
        QVERIFY(isClose(usedBy(off, "app", "cpu") - usedBy(on, "app", "cpu"), 5000 * 0.004, 1e-6));
        QVERIFY(isClose(resourceOf(on, "db", "cpu").used, 5000 * (0.0014 + 0.05 * 0.002), 1e-6));
        QVERIFY(isClose(resourceOf(off, "db", "cpu").used, 5000 * (0.0014 + 0.0016 + 0.05 * 0.002), 1e-6));
        QVERIFY(isClose(componentOf(on, "mail").utilization, 0.13 * 5000 / 3 / 2000, 1e-6));
        QVERIFY(isClose(componentOf(off, "mail").utilization, 0.13 * 5000 / 2000, 1e-6));
        QVERIFY(
            isClose(classOf(off, "post").availability->value / classOf(on, "post").availability->value, 0.999, 1e-9));
        QVERIFY(isClose(classOf(off, "feed").availability->value, classOf(on, "feed").availability->value));
        const double longer = *classOf(off, "post").meanLatency - *classOf(on, "post").meanLatency;
        QVERIFY2(longer > 0.12, qPrintable(QString::number(longer)));
        QCOMPARE(componentOf(off, "broker").requestsPerSecond, 0.0);
        QCOMPARE(componentOf(off, "workers").requestsPerSecond, 0.0);
    }

    /// Its cure is the switch, and what it brings is found by solving the design with it.
    /// Every request opens a connection: 5 ms more for all of them, 2 ms more of the database's CPU, also after a
    /// component has been resized.
    void withoutAPoolEveryRequestOpensAConnection()
    {
        const auto pooled = at(switched(3), 3, 50e3);
        const project::Snapshot design = switched(3, "app-db", "connection_pooling");
        const auto opened = at(design, 3, 50e3);
        QVERIFY(std::abs(*opened.meanLatency - *pooled.meanLatency - 0.005) < 0.001); // and a little more waiting
        for (double analysis::Percentiles::*each :
             { &analysis::Percentiles::p50, &analysis::Percentiles::p95, &analysis::Percentiles::p99 })
            QVERIFY(opened.serverTime->value.*each - pooled.serverTime->value.*each > 0.004);
        const double more = usedBy(opened, "db", "cpu") - usedBy(pooled, "db", "cpu");
        QVERIFY(std::abs(more - 50 * 0.002) < 1e-9);
        const auto stage = analysis::compile(*design, 2, theCatalog());
        for (std::size_t i = 0; i < stage->components.size(); ++i) {
            const auto again = analysis::remake(*stage, stage->components[i], design->stages[2]->components[i]);
            QVERIFY(std::abs(again.work - stage->components[i].work) <= 1e-12);
            QVERIFY(std::abs(again.noPoolHold - stage->components[i].noPoolHold) <= 1e-12);
            QVERIFY(std::abs(again.variability - stage->components[i].variability) <= 1e-12);
        }
    }

    void theSwitchIsTheCure()
    {
        const project::Snapshot design = switched(6, "app", "async_noncritical");
        auto report = at(design, 6, 1e7);
        analysis::withEffects(report, *design, theCatalog());
        for (const analysis::Finding &each : report.findings) {
            if (each.rule != "Q-06")
                continue;
            QVERIFY(each.cure && each.effect);
            QVERIFY(each.effect->after.usersAtSaturation > each.effect->before.usersAtSaturation);
            QVERIFY(*each.effect->after.leastAvailability > *each.effect->before.leastAvailability);
            return;
        }
        QFAIL("no finding");
    }

    /// Stage 5: of 4 ms of reads that miss the cache 5 % went to the primary; now the replicas have all of it.
    void whoeverMayReadOldReadsAtTheReplica()
    {
        const auto on = at(switched(5), 5, 2e6);
        const auto off = at(switched(5, "replica", "read_your_writes"), 5, 2e6);
        QVERIFY(
            isClose(resourceOf(on, "db", "cpu").used - resourceOf(off, "db", "cpu").used, 2000 * 0.05 * 0.004, 1e-6));
        QVERIFY(isClose(resourceOf(off, "replica", "cpu").used - resourceOf(on, "replica", "cpu").used,
                        2000 * 0.05 * 0.004 / 3, 1e-6));
        QVERIFY(off.usersAtSaturation <= on.usersAtSaturation * (1 + 1e-9));
        QVERIFY(!hasFinding(on, "DB-07"));
        for (const analysis::Finding &each : off.findings)
            if (each.rule == "DB-07") // stale 0.2 s after a write, with a lag of 0.1 s
                QVERIFY(isClose(*each.measured, std::exp(-2.0)));
        QVERIFY(hasFinding(off, "DB-07"));
    }

    /// Stage 3 in one zone, which fails every 17,520 h for 4 h: that factor, and a single point of failure.
    void oneZoneIsASinglePoint()
    {
        const auto on = at(switched(3), 3, 1e5);
        const auto off = at(switched(3, "region", "multi_az"), 3, 1e5);
        QVERIFY(isClose(*off.availability / *on.availability, 17520.0 / 17524.0));
        QVERIFY(!componentOf(on, "region").isSinglePoint);
        QVERIFY(componentOf(off, "region").isSinglePoint);
        QVERIFY(!hasFinding(on, "SPOF-05"));
        QVERIFY(hasFinding(off, "SPOF-05"));
        QVERIFY(on.tolerance.lostPlaces.empty());
        QVERIFY(!off.tolerance.lostPlaces.empty());
    }
};

HEADROOM_TEST(QCoreApplication, PracticesTest)

} // namespace headroom::tst_practices

#include "tst_practices.moc"
