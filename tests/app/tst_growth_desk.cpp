#include "app/growth/growth_desk.h"
#include "app/shell/docks.h"
#include "model/reporting/plan_table.h"
#include "tests/app/dialog_hands.h"
#include "tests/app/window_fixture.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/charts/cost_chart.h"
#include "views/charts/latency_chart.h"
#include "views/charts/stage_map.h"
#include "views/charts/utilization_chart.h"
#include "views/growth/cheapest_form.h"
#include "views/growth/cheapest_page.h"
#include "views/growth/costs_page.h"
#include "views/growth/growth_panel.h"
#include "views/growth/not_yet_page.h"
#include "views/growth/plain_table.h"
#include "views/growth/plan_form.h"
#include "views/growth/plan_page.h"
#include "views/growth/plan_timeline.h"
#include "views/growth/stage_bars.h"
#include "views/growth/study_page.h"
#include "views/workload/quantity_field.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <set>

namespace headroom::tst_growth_desk {

/// The pages about growth in the window: what they compute, what they change, and how they share the window's bottom.
class GrowthDeskTest final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<app::MainWindow> m_window;
    QTemporaryDir m_folder;

    const project::Project &project() { return *m_window->document().snapshot(); }
    growth_views::PlanPage *plan() { return m_window->growthPanel().plan(); }
    bool isShown(const char *dock) { return !m_window->docks().dock(QLatin1String(dock))->isHidden(); }
    /// Waits until nothing is computed any more.
    bool settles()
    {
        if (!m_window->growthDesk().isBusy())
            return true;
        QSignalSpy settled(&m_window->growthDesk(), &app::GrowthDesk::settled);
        return settled.wait(240'000); // bands of all curves take their time on a busy machine
    }

private Q_SLOTS:
    void init()
    {
        test::isolate("growth-desk");
        const QString file = m_folder.filePath(QStringLiteral("a.headroom"));
        QFile::remove(file);
        QFile::copy(QStringLiteral(HEADROOM_SOURCE_DIR "/examples/growth-plan.headroom"), file);
        m_window = test::openWindow(test::theCatalog(), file);
        QVERIFY(m_window);
    }
    void cleanup()
    {
        m_window->document().undoStack().setClean();
        m_window->close();
        m_window.reset();
    }

    void thePlanOfTheExampleIsComputedWhenItIsLookedAt()
    {
        QVERIFY(!plan()->plan());
        m_window->action("growth-plan")->trigger();
        QVERIFY(settles());
        QVERIFY(plan()->plan());
        QCOMPARE(plan()->steps()->rowCount(), 3);
    }

    void editsOfThePlanAreUndone()
    {
        m_window->action("growth-plan")->trigger();
        QVERIFY(settles());
        workload_views::QuantityField *to = plan()->form()->toField();
        to->setFocus();
        to->selectAll();
        QTest::keyClicks(to, QStringLiteral("500k"));
        QTest::keyClick(to, Qt::Key_Return);
        QCOMPARE(project().plan->to, 5e5);
        QVERIFY(settles());
        QCOMPARE(plan()->plan()->settings.to, 5e5);
        m_window->action("undo")->trigger();
        QCOMPARE(project().plan->to, 5e6);
        QVERIFY(settles());
        QCOMPARE(plan()->plan()->settings.to, 5e6);
        QCOMPARE(to->text(), QStringLiteral("5,000,000"));
    }

    void aDayOfThePlanIsShown()
    {
        m_window->action("growth-plan")->trigger();
        QVERIFY(settles());
        Q_EMIT plan()->momentRequested(3, 250'000);
        QCOMPARE(m_window->stage(), 3);
        QCOMPARE(m_window->users(), 250'000.0);
    }

    void thePlanIsExported()
    {
        m_window->action("growth-plan")->trigger();
        QVERIFY(settles());
        const QString path = m_folder.filePath(QStringLiteral("plan.csv"));
        test::nameFile(path);
        QTest::mouseClick(plan()->exportButton(), Qt::LeftButton);
        QCOMPARE(QString::fromUtf8(test::contentOf(path)),
                 QString::fromStdString(reporting::planTable(*plan()->plan())));
    }

    void theCheapestWayIsFoundAppliedAndUndone()
    {
        m_window->showStage(2);
        m_window->setUsers(70'000);
        m_window->action("cheapest")->trigger();
        growth_views::CheapestPage *page = m_window->growthPanel().cheapest();
        const project::Snapshot before = m_window->document().snapshot();
        QTest::mouseClick(page->form()->searchButton(), Qt::LeftButton);
        QVERIFY(settles());
        QVERIFY(page->optimum() && page->optimum()->cheapest);
        QVERIFY(!page->chosen()->edits.empty());
        QVERIFY(page->form()->progressBar()->isHidden());
        QTest::mouseClick(page->applyButton(), Qt::LeftButton);
        QVERIFY(!(project() == *before));
        for (std::size_t i = 0; i < before->stages.size(); ++i)
            QVERIFY(i == 2 || *project().stages[i] == *before->stages[i]);
        QVERIFY(!page->applyButton()->isEnabled()); // it is like this now; another point may be tried
        m_window->action("undo")->trigger();
        QVERIFY(project() == *before); // one step
        QVERIFY(page->applyButton()->isEnabled());
        QVERIFY(m_window->document().perform(edits::RenameStage { 2, "Another" }));
        QVERIFY(!page->applyButton()->isEnabled());
    }

    void aSearchIsStoppedByHandAndByAnEdit()
    {
        m_window->action("cheapest")->trigger();
        growth_views::CheapestPage *page = m_window->growthPanel().cheapest();
        page->form()->scopeBox()->setCurrentIndex(1);
        for (const bool isByHand : { false, true }) {
            QTest::mouseClick(page->form()->searchButton(), Qt::LeftButton);
            QVERIFY(!page->form()->progressBar()->isHidden());
            if (isByHand)
                QTest::mouseClick(page->form()->searchButton(), Qt::LeftButton);
            else
                QVERIFY(m_window->document().perform(edits::RenameStage { 0, "Another" }));
            QVERIFY(settles());
            QVERIFY(page->form()->progressBar()->isHidden());
            const QString said = page->answer();
            if (isByHand) { // what there is until then is shown
                QVERIFY2(said.startsWith(QStringLiteral("Stopped after ")), qPrintable(said));
                QVERIFY(page->optimum() && !page->optimum()->isProven);
                QCOMPARE(page->stages()->rowCount(), static_cast<int>(project().stages.size()));
            } else {
                QVERIFY2(said.contains(QStringLiteral("the design has changed")), qPrintable(said));
                QVERIFY(!page->optimum());
            }
        }
    }

    void samplesAreDrawnAndBandsLieAroundTheCurves()
    {
        m_window->action("uncertainty")->trigger();
        growth_views::StudyPage *page = m_window->growthPanel().study();
        workload_views::QuantityField *samples = page->samplesField();
        samples->setFocus();
        samples->selectAll();
        QTest::keyClicks(samples, QStringLiteral("40"));
        QTest::keyClick(samples, Qt::Key_Return);
        QVERIFY(settles());
        QVERIFY(page->study());
        QCOMPARE(page->study()->evaluated, std::size_t(40));
        QCOMPARE(page->study()->bands.size(), project().stages.size());
        QVERIFY(m_window->latencyChart().bands().isEmpty() && m_window->stageMap().spreads().empty());
        page->bandsBox()->click();
        QVERIFY(settles());
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->latencyChart().bands().isEmpty(), 60'000);
        const auto banded = [](const charts::CurveChart &chart) {
            std::set<QString> labels;
            for (const charts::CurveBand &each : chart.bands())
                labels.insert(each.label);
            return labels;
        };
        QCOMPARE(banded(m_window->latencyChart()).size(), std::size_t(3));
        for (const charts::CurveChart *chart :
             { static_cast<const charts::CurveChart *>(m_window->findChild<charts::UtilizationChart *>()),
               static_cast<const charts::CurveChart *>(m_window->findChild<charts::CostChart *>()) })
            for (const charts::Curve &curve : chart->curves())
                QVERIFY2(curve.points.size() < 4 || banded(*chart).contains(curve.label), qPrintable(curve.label));
        QCOMPARE(m_window->stageMap().spreads().size(), project().stages.size());
        m_window->action("growth-plan")->trigger();
        QVERIFY(settles());
        const growth_views::PlanTimeline *timeline = plan()->timeline();
        for (const growth::PlanMonth &each : plan()->plan()->months) {
            const auto band = timeline->billBand(each.month);
            QVERIFY(band && band->first <= each.cost && each.cost <= band->second);
        }
        page->bandsBox()->setChecked(false);
        QVERIFY(!timeline->billBand(0));
        m_window->action("uncertainty")->trigger();
        QVERIFY(settles());
        QVERIFY(m_window->latencyChart().bands().isEmpty() && m_window->stageMap().spreads().empty());
        QVERIFY(m_window->document().perform(edits::SetUncertainties { {} }));
        QVERIFY(settles());
        QVERIFY(!page->study());
    }

    void costsFollowTheStage()
    {
        m_window->action("growth-costs")->trigger();
        QVERIFY(settles());
        growth_views::CostsPage *page = m_window->growthPanel().costs();
        QVERIFY(page->growth());
        QCOMPARE(page->growth()->stageIndex, static_cast<std::size_t>(m_window->stage()));
        QCOMPARE(page->bills()->stages().size(), project().stages.size());
        m_window->showStage(1);
        QVERIFY(settles());
        QCOMPARE(page->growth()->stageIndex, std::size_t(1));
    }

    // stage 5 at 5,000 users: its replicas are far from needed
    void whatIsNotNeededYetIsTakenOut()
    {
        m_window->showStage(4);
        m_window->setUsers(5'000);
        m_window->action("not-yet")->trigger();
        QVERIFY(settles());
        growth_views::NotYetPage *page = m_window->growthPanel().notYet();
        QVERIFY(page->found() && !page->found()->parts.empty());
        QCOMPARE(page->table()->rowCount(), static_cast<int>(page->found()->parts.size()));
        QVERIFY(!page->removeButton()->isEnabled() && page->removeAllButton()->isEnabled());
        QVERIFY(page->verdict().contains(QStringLiteral("stage 2")));
        page->table()->setCurrentCell(0, 0);
        QVERIFY(page->removeButton()->isEnabled() && !page->consequence().isEmpty());
        const growth::Unneeded part = page->found()->parts.front();
        const project::Snapshot before = m_window->document().snapshot();
        const int steps = m_window->document().undoStack().count();
        page->removeButton()->click();
        QCOMPARE(m_window->document().undoStack().count(), steps + 1);
        QVERIFY(!project().stages[4]->findComponent(part.id));
        QVERIFY(project().stages[5] == before->stages[5]);
        QVERIFY(!page->removeButton()->isEnabled()); // of the design as it was
        QVERIFY(settles());
        QVERIFY(qAbs(page->found()->costPerMonth - part.effect.after.costPerMonth) < 1e-6);
        m_window->action("undo")->trigger();
        QVERIFY(settles());
        page->removeAllButton()->click();
        QCOMPARE(m_window->document().undoStack().count(), steps + 1);
        QVERIFY(settles());
        QVERIFY(page->found()->costPerMonth < part.effect.after.costPerMonth);
        m_window->setUsers(1'000'000); // the stage is needed now, and then some
        QVERIFY(settles());
        QVERIFY(page->found()->users > 9e5);
    }

    void thePanelHasTheBottomForItself()
    {
        QVERIFY(isShown("utilization") && isShown("findings") && !isShown("growth"));
        m_window->action("show-growth")->trigger();
        QVERIFY(isShown("growth") && !isShown("utilization") && !isShown("findings"));
        m_window->action("show-growth")->trigger();
        QVERIFY(!isShown("growth") && isShown("utilization") && isShown("findings"));
        m_window->action("show-findings")->trigger(); // hidden by hand it stays so
        m_window->action("show-growth")->trigger();
        m_window->docks().dock(QStringLiteral("growth"))->close();
        QVERIFY(isShown("utilization") && !isShown("findings"));
        m_window->action("show-growth")->trigger();
        m_window->action("reset-layout")->trigger();
        QVERIFY(!isShown("growth") && isShown("findings"));
    }

    void theBottomIsFullAgainAfterAnotherStart()
    {
        m_window->action("show-growth")->trigger();
        const QByteArray state = m_window->docks().state();
        m_window->action("show-growth")->trigger();
        QVERIFY(m_window->docks().restore(state));
        QVERIFY(isShown("growth") && !isShown("utilization"));
        m_window->action("show-growth")->setChecked(false);
        QVERIFY(isShown("utilization") && isShown("findings"));
    }
};

HEADROOM_TEST(QApplication, GrowthDeskTest)

} // namespace headroom::tst_growth_desk

#include "tst_growth_desk.moc"
