#include "model/analysis/compiled_stage.h"
#include "model/analysis/solve_figures.h"
#include "model/serialization/report_json.h"
#include "tests/support/model_support.h"
#include "tests/support/random_design.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_reused_report {

using namespace test;

/// A report lends its memory to the next one and nothing else.
class ReusedReportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatANewOneSays()
    {
        analysis::Report reused;
        const auto compare = [&reused](const project::Project &design, std::size_t stage, double users) {
            const auto compiled = analysis::compile(design, stage, theCatalog());
            for (const bool percentiles : { true, false }) {
                const analysis::Report fresh = analysis::solve(*compiled, users, { .percentiles = percentiles });
                analysis::solveInto(*compiled, users, { .percentiles = percentiles }, reused);
                QCOMPARE(serialization::writeReport(reused), serialization::writeReport(fresh));
                QCOMPARE(reused.findings, fresh.findings);
                QCOMPARE(reused.holders.size(), fresh.holders.size());
                for (std::size_t i = 0; i < fresh.components.size(); ++i) {
                    QCOMPARE(reused.components[i].waitDecay, fresh.components[i].waitDecay);
                    QCOMPARE(reused.components[i].nextResource, fresh.components[i].nextResource);
                    QCOMPARE(reused.components[i].places.has_value(), fresh.components[i].places.has_value());
                    for (std::size_t r = 0; r < fresh.components[i].resources.size(); ++r)
                        QCOMPARE(reused.components[i].resources[r].isInSeries,
                                 fresh.components[i].resources[r].isInSeries);
                }
            }
        };
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (std::size_t stage = 0; stage < design->stages.size(); ++stage)
                for (const double users : { 0.5, 2.0 })
                    compare(*design, stage, users * design->stages[stage]->users.to);
        }
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            compare(randomDesign(seed), 0, usersThatFill(randomDesign(seed), seed % 2 ? 0.8 : 1.3));
            compare(hostileDesign(seed), 0, hostileUsers(seed));
        }
    }

    /// Texts of a stage are written once: what users change is not among them, and another stage writes its own.
    void keepsTextsOfItsStageAlone()
    {
        const project::Snapshot design = openDesign("examples/social-feed.headroom");
        const auto few = analysis::compile(*design, 0, theCatalog());
        const auto many = analysis::compile(*design, 6, theCatalog());
        analysis::Report reused;
        const auto compare = [&reused](const analysis::CompiledStage &stage, double users) {
            analysis::solveInto(stage, users, {}, reused);
            QCOMPARE(reused.writtenFor, stage.serial);
            QCOMPARE(serialization::writeReport(reused), serialization::writeReport(analysis::solve(stage, users)));
        };
        for (const auto &stage : { many, few, few, many, many })
            for (const double users : { 1e9, 1e3, 0.0, 1e6 })
                compare(*stage, users);
        const analysis::Report taken = std::move(reused);
        compare(*many, 1e6);
        QCOMPARE(serialization::writeReport(reused), serialization::writeReport(taken));
    }

    void figuresHaveNoFindings()
    {
        const project::Snapshot design = openDesign("examples/social-feed.headroom");
        const auto compiled = analysis::compile(*design, 0, theCatalog());
        analysis::Report reused = analysis::solve(*compiled, 1e6);
        QVERIFY(!reused.findings.empty());
        analysis::solveFiguresInto(*compiled, 1e6, {}, reused);
        QVERIFY(reused.findings.empty());
    }
};

HEADROOM_TEST(QCoreApplication, ReusedReportTest)

} // namespace headroom::tst_reused_report

#include "tst_reused_report.moc"
