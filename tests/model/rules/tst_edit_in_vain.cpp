#include "model/edits/edit.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>

namespace headroom::tst_edit_in_vain {

using namespace test;

/// Capacity that is added where it changes nothing (rule CAP-05).
class EditInVainTest final : public QObject {
    Q_OBJECT

    static constexpr double kUsers = 100e3;

    /// What is said after the edit of stage 3 of the template, whose bottleneck is the database's CPU.
    static std::vector<analysis::Finding> after(const std::string &component, const std::string &parameter,
                                                const project::Value &value)
    {
        const project::Snapshot design = openDesign("resources/templates/seven-stages.headroom");
        const auto edited = edits::apply(*design, edits::SetParameter { 2, component, parameter, value }, theCatalog());
        if (!edited)
            qFatal("not applied");
        const auto before = analysis::analyze(*design, 2, kUsers, theCatalog());
        const auto report
            = analysis::solve(*analysis::compile(**edited, 2, theCatalog()), kUsers, { .before = &before });
        std::vector<analysis::Finding> found;
        std::copy_if(report.findings.begin(), report.findings.end(), std::back_inserter(found),
                     [](const analysis::Finding &each) { return each.rule == "CAP-05"; });
        return found;
    }

private Q_SLOTS:
    void moreAppServersAreInVain()
    {
        const auto found = after("app", "n_max", 16.0);
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found.front().subjects, std::vector<std::string>({ "app", "db" }));
        QCOMPARE(*found.front().measured, 0.0);
    }

    void aLargerDatabaseIsNot() { QVERIFY(after("db", "size", std::string("db.r6g.2xlarge")).empty()); }

    void lessIsNoCapacityAdded()
    {
        QVERIFY(after("app", "n_max", 7.0).empty());
        QVERIFY(after("mail", "quota", 400.0).empty());
    }

    void nothingIsSaidWithoutAnEdit()
    {
        const project::Snapshot design = openDesign("resources/templates/seven-stages.headroom");
        QVERIFY(!hasFinding(analysis::analyze(*design, 2, kUsers, theCatalog()), "CAP-05"));
    }
};

HEADROOM_TEST(QCoreApplication, EditInVainTest)

} // namespace headroom::tst_edit_in_vain

#include "tst_edit_in_vain.moc"
