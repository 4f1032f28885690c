#include "model/cost/comparisons.h"
#include "model/derivation/derivation.h"
#include "tests/model/rules/rule_cases.h"
#include "tests/support/derivation_support.h"
#include "tests/support/random_design.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <set>

namespace headroom::tst_finding_metrics {

using namespace test;

namespace {

/// Rules that measure what the design states or what is counted, or compare with a design that is gone.
const std::set<std::string> kCounted { "CAP-05", "LAT-02", "SPOF-07", "SPOF-08", "DB-13",
                                       "CA-01",  "HOT-02", "HOT-04",  "STG-01",  "OBS-01" };

/// What is wrong with the metrics of a stage's findings; empty when nothing is.
/// @param compares  also those that compare with other stages, for which each of them is sized
std::string problemOfFindings(const project::Project &design, std::size_t stage, double users, bool compares,
                              std::set<std::string> &unfolded)
{
    analysis::Report report = analysis::analyze(design, stage, users, theCatalog());
    if (compares)
        cost::withComparisons(report, design, theCatalog());
    const derivation::Explainer explainer(design, stage, users, theCatalog());
    for (const analysis::Finding &finding : report.findings) {
        const std::string where = finding.rule + ", \"" + finding.title + "\", " + finding.metric + ": ";
        if (finding.metric.empty()) {
            const bool isCount
                = finding.threshold == 0.0 && finding.measured == static_cast<double>(finding.subjects.size());
            if (!finding.measured && !finding.subjects.empty() && !theCatalog().rule(finding.rule)->hasThreshold)
                return where + "not even counted";
            if (finding.measured && !isCount && !kCounted.contains(finding.rule))
                return where + "measured, and no metric";
            continue;
        }
        const auto root = explainer.explain(finding.metric);
        if (!root)
            return where + "has no tree";
        if (root->value.has_value() != (finding.measured && std::isfinite(*finding.measured)))
            return where + "only one of finding and tree has a value";
        if (root->value && std::abs(*root->value - *finding.measured) > 1e-9 * std::max(1.0, std::abs(*root->value)))
            return where + std::to_string(*finding.measured) + " is not " + std::to_string(*root->value);
        if (finding.metric.starts_with("finding.") && root->children.empty())
            return where + "unfolds into nothing";
        if (const std::string problem = problemOf(*root); !problem.empty())
            return where + problem;
        if (root->limits.empty())
            return where + "no limits";
        unfolded.insert(finding.rule);
    }
    return {};
}

} // namespace

/// What a finding has measured unfolds into a tree that gives the same number.
class FindingMetricsTest final : public QObject {
    Q_OBJECT

    std::set<std::string> m_unfolded;

private Q_SLOTS:
    void everyFindingOfEveryDesign()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (std::size_t stage = 0; stage < design->stages.size(); ++stage)
                for (const double factor : { 1.0, 1.6 }) {
                    const double users = design->stages[stage]->users.to * factor;
                    const std::string problem = problemOfFindings(*design, stage, users, false, m_unfolded);
                    QVERIFY2(problem.empty(), (path + ", stage " + std::to_string(stage + 1) + ": " + problem).c_str());
                }
        }
    }

    void everyRowOfTheRules()
    {
        for (const EdgeCase &each : edgeCases()) {
            project::Project design = each.speaks;
            design.criticality = each.criticality;
            const std::string problem
                = problemOfFindings(design, 0, each.users, cost::isComparison(each.rule), m_unfolded);
            QVERIFY2(problem.empty(), (std::string(each.rule) + ": " + problem).c_str());
        }
        for (const TemplateCase &each : templateCases()) {
            const std::string problem = problemOfFindings(*projectOf(each), static_cast<std::size_t>(each.stage - 1),
                                                          each.users, cost::isComparison(each.rule), m_unfolded);
            QVERIFY2(problem.empty(), (std::string(each.rule) + ": " + problem).c_str());
        }
    }

    void everyFindingOfRandomDesigns()
    {
        for (std::uint64_t seed = 1; seed <= 100; ++seed) {
            const project::Project design = randomDesign(seed);
            const double users = usersThatFill(design, seed % 3 == 0 ? 0.5 : 0.95);
            const std::string problem = problemOfFindings(design, 0, users, false, m_unfolded);
            QVERIFY2(problem.empty(), ("seed " + std::to_string(seed) + ": " + problem).c_str());
        }
    }

    /// Each rule that measures something has been unfolded somewhere above.
    void everyRuleThatMeasuresWasSeen()
    {
        for (const catalog::RuleSpec &rule : theCatalog().rules()) {
            const bool measures = rule.says.find("{measured}") != std::string::npos || rule.hasThreshold;
            if (measures && !kCounted.contains(rule.id))
                QVERIFY2(m_unfolded.contains(rule.id), rule.id.c_str());
        }
    }

    /// What a rule measures can be asked for, and what would change it most.
    void aFindingIsAMetricOfItsStage()
    {
        const TemplateCase two { "CAP-04", 3, 100e3, { { "app", "autoscale", false }, { "app", "instances", 2.0 } } };
        const project::Snapshot design = projectOf(two);
        const derivation::Explainer explainer(*design, 2, 100e3, theCatalog());
        const auto metrics = explainer.metrics();
        const auto found = std::find_if(metrics.begin(), metrics.end(),
                                        [](const auto &each) { return each.path == "finding.CAP-04.app"; });
        QVERIFY(found != metrics.end());
        QVERIFY(std::abs(*found->value - 1.65) < 1e-3);
        const auto strongest = derivation::sensitivities(*design, 2, 100e3, theCatalog(), "finding.CAP-04.app");
        QVERIFY(!strongest.empty());
        QVERIFY(!explainer.explain("finding.CAP-04.db"));
        QVERIFY(!explainer.explain("finding.STG-02.db"));
    }
};

HEADROOM_TEST(QCoreApplication, FindingMetricsTest)

} // namespace headroom::tst_finding_metrics

#include "tst_finding_metrics.moc"
