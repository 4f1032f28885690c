#include "tests/support/test_program.h"
#include "tests/views/inspector/inspector_bench.h"
#include "views/inspector/remedy_list.h"
#include "views/inspector/why_words.h"
#include "views/theme/letters.h"

#include <QApplication>
#include <QLabel>
#include <QScopeGuard>
#include <QTabBar>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

namespace headroom::tst_inspector_why {

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
        // three digits on the panel, all of them in the tool tip; indices set lower
        QCOMPARE(derivation::valueText(used, "1"), std::string("0.37072"));
        QVERIFY2(why->formulaText().endsWith(QStringLiteral("= 0.371")), qPrintable(why->formulaText()));
        const auto *formula = why->findChild<QLabel *>(QStringLiteral("formula"));
        QVERIFY2(formula->text().startsWith(QStringLiteral("ρ<sub>cpu</sub> =")), qPrintable(formula->text()));
        QVERIFY2(formula->toolTip().contains(QStringLiteral("0.37072")), qPrintable(formula->toolTip()));
        for (QTreeWidgetItemIterator it(why->tree()); *it; ++it)
            QVERIFY2(!(*it)->text(0).contains(QLatin1Char('_')), qPrintable((*it)->text(0)));
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

    void formulasAreSetInType()
    {
        QCOMPARE(inspector::setInType(QStringLiteral("ρ_cpu = a_b_c < side_write\n= 1")),
                 QStringLiteral("ρ<sub>cpu</sub> = a<sub>b&nbsp;c</sub> &lt; side&nbsp;write<br>= 1"));
        derivation::Derivation leaf;
        leaf.symbol = "x";
        for (const auto &[value, unit, brief, whole] :
             { std::tuple(12.0854, "vCPU", "12.1 vCPU", "12.085 vCPU"),
               std::tuple(4.7332e-4, "1", "4.73e-4", "4.7332e-4"), std::tuple(1.0, "1", "1", "1"),
               std::tuple(1234.56, "1", "1,235", "1,234.6"), std::tuple(86400.0, "s", "86,400 s", "86,400 s"),
               std::tuple(0.02996, "1", "0.03", "0.02996") }) {
            leaf.value = value;
            leaf.unit = unit;
            QCOMPARE(inspector::valueWords(leaf), QString::fromUtf8(brief));
            QCOMPARE(inspector::valueWords(leaf, inspector::Digits::Whole), QString::fromUtf8(whole));
        }
    }

    /// A row is as high as its name needs at the width there is.
    void namesInTheTreeAreWhole()
    {
        m_view->setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog())));
        m_view->resize(300, 800);
        m_view->tabs()->setCurrentIndex(2);
        select("db");
        m_view->why()->refreshNow();
        m_view->why()->setMetric("db.cpu.utilization");
        QTreeWidget *tree = m_view->why()->tree();
        tree->expandAll();
        QTest::qWait(0);
        int wrapped = 0;
        for (QTreeWidgetItemIterator it(tree); *it; ++it) {
            const QRect cell = tree->visualRect(tree->indexFromItem(*it, 0));
            const QFontMetrics metrics(tree->font());
            const int least
                = metrics.boundingRect(QRect(0, 0, cell.width() - 6, 1000), Qt::TextWordWrap, (*it)->text(0)).height();
            QVERIFY2(cell.height() >= least,
                     qPrintable(QStringLiteral("%1: %2 of %3").arg((*it)->text(0)).arg(cell.height()).arg(least)));
            wrapped += least > metrics.height() + 2;
        }
        QVERIFY(wrapped > 0);
    }

    /// Nothing lies beyond the right edge, where it could not be scrolled to.
    void largeLettersStayWithinThePanel()
    {
        theme::setLetterScale(2);
        const auto back = qScopeGuard([] { theme::setLetterScale(1); });
        close();
        open();
        m_view->setTheme(theme::Theme::light());
        m_view->setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog())));
        select("db");
        m_view->tabs()->setCurrentIndex(2);
        inspector::WhyPanel *why = m_view->why();
        why->remedies()->setRemedies({ { QStringLiteral("Run two."), QStringLiteral("+$1,820 / mo, more or less") } });
        why->refreshNow();
        const inspector::WrappedButton *most = why->sensitivityButton();
        QTRY_VERIFY(most->text().contains(QLatin1Char('\n')));
        QCOMPARE(QString(most->text()).replace(QLatin1Char('\n'), QLatin1Char(' ')), most->words());
        QTRY_COMPARE_LE(why->width(), why->parentWidget()->width());
        QVERIFY(most->height() >= most->sizeHint().height()); // all lines of it
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

HEADROOM_TEST(QApplication, InspectorWhyTest)

} // namespace headroom::tst_inspector_why

#include "tst_inspector_why.moc"
