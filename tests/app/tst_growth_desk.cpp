#include "app/growth/growth_desk.h"
#include "app/shell/docks.h"
#include "model/reporting/plan_table.h"
#include "tests/app/dialog_hands.h"
#include "tests/app/window_fixture.h"
#include "tests/support/model_support.h"
#include "views/growth/growth_panel.h"
#include "views/growth/plain_table.h"
#include "views/growth/plan_form.h"
#include "views/growth/plan_page.h"
#include "views/workload/quantity_field.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace headroom;

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
        return settled.wait(60'000);
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

QTEST_MAIN(GrowthDeskTest)
#include "tst_growth_desk.moc"
