#include "model/analysis/compiled_stage.h"
#include "tests/support/generated_design.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_scale {

using namespace test;

namespace {

/// clients → web → s0 → s1 → …, each called once.
ProjectBuilder chain(int length, double calls = 1)
{
    ProjectBuilder design;
    design.component("clients", "client_population").component("web", "web_app_server");
    design.link("clients", "web", "call");
    for (int i = 0; i < length; ++i) {
        const std::string id = "s" + std::to_string(i);
        design.component(id, "microservice", { { "service_time", 0.001 } });
        design.link(i == 0 ? "web" : "s" + std::to_string(i - 1), id, "call", { { "calls", calls } });
    }
    return design.onlyClass({ { "page", 1, 0.001, 0 }, { "rpc", 1, 0, 0 } });
}

} // namespace

/// Designs far larger, deeper or stranger than anybody draws get an answer.
class ScaleTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aChainOfTenThousandIsAnswered()
    {
        const auto report = chain(10000).at(1000);
        QVERIFY(isReached(report, "s9999"));
        QCOMPARE(report.state, analysis::State::Fine);
        QVERIFY(*report.meanLatency >= 10.001);
        QVERIFY(report.serverTime.has_value());
        // A sum of ten thousand like parts lies close to its mean.
        QVERIFY(report.serverTime->value.p99 > *report.meanLatency);
        QVERIFY(report.serverTime->value.p99 < 1.2 * *report.meanLatency);
        QCOMPARE(report.classes[0].singlePoints.size(), std::size_t(10001));
    }

    void aLongLoopSettlesOrIsNamed()
    {
        // Each of 2,000 calls the next half as often again as once, which without a way back is bounded.
        ProjectBuilder settles = chain(2000);
        settles.link("s1999", "s0", "call", { { "calls", 0.5 } });
        const auto report = settles.at(1000);
        QVERIFY(!hasFinding(report, "FLOW-DIVERGE"));
        QVERIFY(std::abs(componentOf(report, "s7").requestsPerSecond / componentOf(report, "web").requestsPerSecond - 2)
                < 1e-9);
        for (const double calls : { 1.0, 1.5 }) {
            ProjectBuilder diverges = chain(2000);
            diverges.link("s1999", "s0", "call", { { "calls", calls } });
            const auto named = diverges.at(1000);
            bool isNamed = false;
            for (const analysis::Finding &finding : named.findings)
                isNamed = isNamed || (finding.severity == analysis::Severity::Error && finding.subjects.size() == 2000);
            QVERIFY(isNamed);
        }
    }

    void noUsersAndTooManyAreAnswered()
    {
        const GeneratedShape shape { .components = 300, .classes = 2 };
        project::Project design = generatedDesign(shape);
        auto open = std::make_shared<project::Stage>(*design.stages[0]); // else bulkheads keep the load off
        for (project::Connection &each : open->connections)
            each.parameters.set("bulkhead", 0.0);
        design.stages[0] = open;
        const auto stage = analysis::compile(design, 0, theCatalog());
        const auto none = analysis::solve(*stage, 0);
        QCOMPARE(none.state, analysis::State::Fine);
        QCOMPARE(none.requestsPerSecond, 0.0);
        for (const auto &component : none.components)
            QCOMPARE(component.wait, 0.0);
        const auto many = analysis::solve(*stage, 1e12);
        QCOMPARE(many.state, analysis::State::Saturated);
        QVERIFY(!many.meanLatency);
        for (const auto &component : many.components)
            QVERIFY(std::isfinite(component.wait) && std::isfinite(component.utilization));
        const auto full = analysis::solve(*stage, stage->limits ? many.usersAtSaturation : 0);
        const auto &bottleneck = full.components[static_cast<std::size_t>(full.bottleneck.component)];
        QVERIFY2(bottleneck.utilization > 1 - 1e-9, QByteArray::number(bottleneck.utilization, 'g', 17));
    }

    void aHundredThousandComponentsAreAnswered()
    {
        const GeneratedShape shape { .components = 100000 };
        const project::Project design = generatedDesign(shape);
        const auto stage = analysis::compile(design, 0, theCatalog());
        const auto report = analysis::solve(*stage, generatedUsers(shape));
        QCOMPARE(report.components.size(), std::size_t(100000));
        QVERIFY(report.bottleneck.exists());
        QVERIFY(report.availability.has_value());
        for (const auto &component : report.components)
            QVERIFY(component.isReached);
    }

private:
    static bool isReached(const analysis::Report &report, const std::string &id)
    {
        return componentOf(report, id).isReached;
    }
};

HEADROOM_TEST(QCoreApplication, ScaleTest)

} // namespace headroom::tst_scale

#include "tst_scale.moc"
