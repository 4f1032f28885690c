#include "model/edits/edit.h"
#include "tests/model/rules/rule_cases.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

namespace headroom::tst_rule_edges {

using namespace test;

namespace {

const analysis::Finding *findingOf(const analysis::Report &report, const std::string &rule)
{
    for (const analysis::Finding &each : report.findings)
        if (each.rule == rule)
            return &each;
    return nullptr;
}

bool isNear(double value, double expected)
{
    const bool holds = std::abs(value - expected) <= 1e-6 * std::max(1.0, std::abs(expected));
    if (!holds)
        qWarning("%.12g instead of %.12g", value, expected);
    return holds;
}

} // namespace

/// Both sides of each rule's condition: a small design it speaks about, with what it measures, and the silent neighbor.
class RuleEdgesTest final : public QObject {
    Q_OBJECT

    std::vector<EdgeCase> m_cases = edgeCases();

private Q_SLOTS:
    void aRuleSpeaksOnOneSideOfItsConditionOnly_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_cases.size(); ++i)
            QTest::addRow("%s: %s", m_cases[i].rule, m_cases[i].beside) << static_cast<int>(i);
    }
    void aRuleSpeaksOnOneSideOfItsConditionOnly()
    {
        QFETCH(int, index);
        EdgeCase &each = m_cases[static_cast<std::size_t>(index)];
        each.speaks.criticality = each.silent.criticality = each.criticality;
        const auto report = judged(each.speaks, 0, each.users, each.rule);
        const analysis::Finding *finding = findingOf(report, each.rule);
        QVERIFY2(finding, "silent where it has to speak");
        const auto quiet = judged(each.silent, 0, each.quietUsers, each.rule);
        QVERIFY2(!findingOf(quiet, each.rule), "speaks about the neighbor");
        const auto subjects = static_cast<double>(finding->subjects.size());
        QCOMPARE(finding->measured.has_value(), each.measured.has_value() || subjects > 0);
        QVERIFY(each.measured || subjects == 0 || (finding->measured == subjects && finding->threshold == 0.0));
        QVERIFY(!each.measured || isNear(*finding->measured, *each.measured));
        QVERIFY(!each.threshold || (finding->threshold && isNear(*finding->threshold, *each.threshold)));
        QVERIFY(!finding->title.empty() && finding->title.find('{') == std::string::npos);
        QCOMPARE(finding->cure.has_value(), each.hasCure);
        if (!finding->cure)
            return;
        const auto cured = edits::apply(each.speaks, *finding->cure, theCatalog());
        QVERIFY(cured);
        QVERIFY2(!findingOf(judged(**cured, 0, each.users, each.rule), each.rule), "its own cure does not silence it");
    }

    /// A rule without a row here or in tst_rules would be one that nobody has ever seen speak.
    void everyRuleHasARow()
    {
        std::map<std::string, int> rows { { "CAP-05", 1 } }; // judges edits: tst_edit_in_vain
        for (const EdgeCase &each : m_cases)
            ++rows[each.rule];
        for (const TemplateCase &each : templateCases())
            ++rows[each.rule];
        for (const catalog::RuleSpec &rule : theCatalog().rules())
            QVERIFY2(rows.erase(rule.id) == 1, (rule.id + " has no row").c_str());
        QVERIFY2(rows.empty(), rows.empty() ? "" : (rows.begin()->first + " is no rule").c_str());
    }
};

HEADROOM_TEST(QCoreApplication, RuleEdgesTest)

} // namespace headroom::tst_rule_edges

#include "tst_rule_edges.moc"
