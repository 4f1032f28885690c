#include "model/derivation/interview.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_interview {

using namespace derivation;

/// One question after the other, as a window asks them.
class InterviewTest final : public QObject {
    Q_OBJECT

    const project::Snapshot m_design = test::openDesign("examples/social-feed.headroom");

private Q_SLOTS:
    void answersAreThoseOfExplain()
    {
        Interview interview(test::theCatalog());
        const Explainer explainer(*m_design, 4, 1.4e6, test::theCatalog());
        std::size_t asked = 0;
        for (const Metric &each : explainer.metrics()) {
            const Answer answer = interview.answer({ m_design, 4, 1.4e6, each.element, nameOf(each) });
            QCOMPARE(answer.path, each.path);
            QVERIFY(answer.root);
            const auto expected = explainer.explain(each.path);
            QCOMPARE(answer.root->value, expected->value);
            QCOMPARE(answer.root->label, expected->label);
            ++asked;
        }
        QVERIFY(asked > 100);
    }

    void whatAnElementLacksGivesItsFirst()
    {
        Interview interview(test::theCatalog());
        const Answer answer = interview.answer({ m_design, 4, 1.4e6, "dns", "cpu.utilization" });
        QVERIFY(!answer.metrics.empty());
        QCOMPARE(answer.path, answer.metrics.front().path);
        for (const Metric &each : answer.metrics)
            QVERIFY(each.path.starts_with("dns."));
    }

    void anUnknownElementHasNoAnswer()
    {
        const Answer answer = Interview(test::theCatalog()).answer({ m_design, 4, 1.4e6, "nobody", {} });
        QVERIFY(answer.metrics.empty() && answer.path.empty() && !answer.root);
    }

    void anotherNumberOfUsersIsAnotherAnswer()
    {
        Interview interview(test::theCatalog());
        const auto rate = [&](double users) {
            return *interview.answer({ m_design, 4, users, {}, "system.load" }).root->value;
        };
        QCOMPARE(rate(2e6), 2 * rate(1e6));
    }

    void whatBelongsToWhom()
    {
        QCOMPARE(nameOf({ "db.cpu.utilization", {}, {}, {}, "db" }), std::string("cpu.utilization"));
        QCOMPARE(nameOf({ "connection.on.latency", {}, {}, {}, "on" }), std::string("latency"));
        QCOMPARE(nameOf({ "class.feed.latency", {}, {}, {}, {} }), std::string("class.feed.latency"));
    }
};

HEADROOM_TEST(QCoreApplication, InterviewTest)

} // namespace headroom::tst_interview

#include "tst_interview.moc"
