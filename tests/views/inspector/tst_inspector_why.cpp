#include "tests/views/inspector/inspector_bench.h"

#include <QApplication>
#include <QTabBar>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

using namespace headroom;
using test::rowOf;

/// Numbers unfold, and lead to where they can be changed.
class InspectorWhyTest final : public test::InspectorBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void aNumberUnfoldsAndLeadsToWhereItCanBeChanged()
    {
        const auto report
            = analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog());
        m_view->setReport(std::make_shared<analysis::Report>(report));
        select("db");
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->tabs()->setCurrentIndex(2);
        inspector::WhyPanel *why = m_view->why();
        why->refreshNow();
        why->setMetric("db.cpu.utilization");
        QCOMPARE(why->metric(), std::string("db.cpu.utilization"));
        const double used = test::resourceOf(report, "db", "cpu").utilization;
        QVERIFY2(why->formulaText().endsWith(QString::fromStdString("= " + derivation::valueText(used, "1"))),
                 qPrintable(why->formulaText()));
        QTreeWidgetItem *input = nullptr;
        for (QTreeWidgetItemIterator it(why->tree()); *it && !input; ++it)
            if ((*it)->text(0).startsWith(QStringLiteral("vCPUs")))
                input = *it;
        QVERIFY(input);
        Q_EMIT why->tree()->itemActivated(input, 0);
        QCOMPARE(m_view->tabs()->currentIndex(), 0);
        QCOMPARE(QApplication::focusWidget(), rowOf(*m_view, "vcpu")->editor());
    }

    void questionsAreAskedOnlyWhileTheyAreSeen()
    {
        m_questions = 0;
        m_view->setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog())));
        select("db");
        QTest::qWait(200);
        QCOMPARE(m_questions, 0);
        m_view->tabs()->setCurrentIndex(2);
        QCOMPARE(m_questions, 1);
        select("app-a");
        QCOMPARE(m_view->why()->metric(), std::string()); // nothing of the database is left standing
        QTRY_COMPARE(m_questions, 2);
        QVERIFY(m_view->why()->metric().starts_with("app-a."));
    }

    void connectionsAndTheWholeStageCanBeAsked()
    {
        m_view->setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog())));
        inspector::WhyPanel *why = m_view->why();
        m_view->tabs()->setCurrentIndex(2);
        select("app-a-cache");
        why->refreshNow();
        QVERIFY2(why->metric().starts_with("connection.app-a-cache."), why->metric().c_str());
        m_view->setSelection({});
        why->refreshNow();
        why->setMetric("class.feed.latency");
        QCOMPARE(why->metric(), std::string("class.feed.latency"));
        why->setMetric("system.cost_per_month");
        QCOMPARE(why->metric(), std::string("system.cost_per_month"));
    }

    void anAnswerToAnotherQuestionIsIgnored()
    {
        m_view->setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog())));
        inspector::WhyPanel *why = m_view->why();
        m_view->tabs()->setCurrentIndex(2);
        select("db");
        why->refreshNow();
        auto late = std::make_shared<derivation::Answer>(
            m_interview.answer({ test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, "app-a", {} }));
        why->setAnswer(late);
        QVERIFY(why->metric().starts_with("db."));
        why->setSensitivities(late->question, {});
        QVERIFY(!why->aboutText().contains(QStringLiteral("No input")));
    }

    void theNextComponentAnswersTheSameQuestion()
    {
        m_view->setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog())));
        select("db");
        m_view->tabs()->setCurrentIndex(2);
        m_view->why()->refreshNow();
        m_view->why()->setMetric("db.cost_per_month");
        select("replica");
        m_view->why()->refreshNow();
        QCOMPARE(m_view->why()->metric(), std::string("replica.cost_per_month"));
    }
};

QTEST_MAIN(InspectorWhyTest)
#include "tst_inspector_why.moc"
