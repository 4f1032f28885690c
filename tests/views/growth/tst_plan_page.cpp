#include "model/edits/edit.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/growth/plain_table.h"
#include "views/growth/plan_form.h"
#include "views/growth/plan_page.h"
#include "views/growth/plan_timeline.h"
#include "views/workload/quantity_field.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollArea>
#include <QShortcut>
#include <QSignalSpy>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace headroom::tst_plan_page {

using growth_views::PlanPage;

namespace {

constexpr const char *kExample = "examples/growth-plan.headroom";

std::shared_ptr<const growth::Plan> planOf(const project::Snapshot &snapshot)
{
    return std::make_shared<growth::Plan>(
        growth::planOf(growth::compileDesign(snapshot, test::theCatalog()), *snapshot->plan));
}

} // namespace

/// The page of the growth plan, by real mouse and key events.
class PlanPageTest final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<PlanPage> m_page;
    project::Snapshot m_snapshot;
    std::vector<edits::Edit> m_edits;

    /// Shows the design with every edit that was asked for done.
    void show()
    {
        m_page->setSnapshot(m_snapshot, 7e4);
        m_page->setPlan(m_snapshot->plan ? planOf(m_snapshot) : nullptr);
    }
    const project::GrowthPlan &plan() { return *m_snapshot->plan; }
    void type(QLineEdit *field, const QString &text)
    {
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }

private Q_SLOTS:
    void rowsSayTheirDayAndTheStageThen()
    {
        const project::Snapshot worked = test::openDesign(kExample);
        const auto plan = planOf(worked);
        int begun = 0;
        for (const growth_views::CalendarRow &row : growth_views::calendarOf(*plan)) {
            QCOMPARE(row.cells[0].toDouble(), std::round(row.month * 100) / 100); // 8.61, not the month it began
            QCOMPARE(row.cells[3], QString::number(row.stage + 1));
            const growth_views::Moment then = growth_views::momentAt(*plan, row.month);
            QCOMPARE(row.stage, then.stage);
            if (!row.cells[5].startsWith(QStringLiteral("begin: ")))
                continue;
            ++begun;
            QVERIFY2(!row.cells[5].contains(QStringLiteral("Begin")), qPrintable(row.cells[5]));
        }
        QCOMPARE(begun, 3);
    }

    // Each stage is left before anything is amber: what would become of it is told all the same.
    void stagesThatAreLeftSayWhatWouldBecomeOfThem()
    {
        const project::Snapshot worked = test::openDesign(kExample);
        const auto plan = planOf(worked);
        const auto rows = growth_views::ifKept(*plan);
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows[0].name, QStringLiteral("stage 3, if kept"));
        QCOMPARE(rows[0].spans.size(), std::size_t(3)); // amber, red, full
        QVERIFY(rows[0].isIfKept && rows[0].spans[0].from > plan->steps[0].inPlace);
        const QStringList heads = growth_views::stepHeads();
        const auto at = heads.indexOf(QStringLiteral("If kept: amber · red"));
        QCOMPARE(growth_views::stepCells(plan->steps[0], *plan)[at], QStringLiteral("2026-03-06 · 2026-03-21"));
        QVERIFY2(growth_views::summaryOf(*plan).contains(
                     QStringLiteral("Stage 6, in force at the end, is amber from 11.2 M")),
                 qPrintable(growth_views::summaryOf(*plan)));
    }

    void whoLosesUsersLearnsWhenAnEarlierStageWouldDoAgain()
    {
        project::Project shrinking = *test::openDesign(kExample);
        shrinking.plan = project::GrowthPlan { 400'000, 50'000, 12, {}, 1, "" };
        const QString said = growth_views::summaryOf(*planOf(std::make_shared<project::Project>(shrinking)));
        QVERIFY2(said.contains(QStringLiteral("Stage 3 would do again from month 8")), qPrintable(said));
    }

    void init()
    {
        m_edits.clear();
        m_snapshot = test::openDesign(kExample);
        m_page = std::make_unique<PlanPage>(nullptr);
        m_page->setTheme(theme::Theme::light());
        m_page->resize(1000, 420);
        connect(m_page.get(), &PlanPage::editRequested, this, [this](const edits::Edit &edit) {
            m_edits.push_back(edit);
            const auto done = edits::apply(*m_snapshot, edit, test::theCatalog());
            QVERIFY(done);
            m_snapshot = done.value();
            show();
        });
        show();
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void cleanup() { m_page.reset(); }

    /// Domain spec 10.2: 100^(1/12) = 1.4678, doubling every 1.806 months; stages 4 before month 1.8, 5 by 6.0, 6 by 9.6.
    void theWorkedExampleIsShownWithItsNumbers()
    {
        QVERIFY2(m_page->summary().contains(QStringLiteral("×1.468 a month, doubling every 1.81 months")),
                 qPrintable(m_page->summary()));
        const QTableWidget &steps = *m_page->steps();
        QCOMPARE(steps.rowCount(), 3);
        const QString dates[] { QStringLiteral("2026-02-2"), QStringLiteral("2026-07-01"),
                                QStringLiteral("2026-10-1") };
        for (int row = 0; row < 3; ++row) {
            QVERIFY2(steps.item(row, 1)->text().startsWith(dates[row]), qPrintable(steps.item(row, 1)->text()));
            QVERIFY(steps.item(row, 2)->text().startsWith(QString::number(row + 4)));
        }
        // without a date months are counted, and these are those of the spec
        type(m_page->form()->startField(), QString(QLatin1Char(' ')));
        QVERIFY(plan().start.empty());
        QCOMPARE(m_page->steps()->item(0, 1)->text(), QStringLiteral("month 1.81"));
        QCOMPARE(m_page->steps()->item(1, 1)->text(), QStringLiteral("month 6"));
        QCOMPARE(m_page->steps()->item(2, 1)->text(), QStringLiteral("month 9.61"));
        QCOMPARE(m_page->steps()->item(0, 0)->text(), QStringLiteral("month 0.81")); // a month to build it
    }

    void theTimelineHasStagesLeadTimesAndTurns()
    {
        const growth_views::PlanTimeline &timeline = *m_page->timeline();
        QCOMPARE(timeline.stageRect(0).left(), timeline.xOf(0));
        QVERIFY(std::abs(timeline.stageRect(1).left() - timeline.xOf(1.806)) < 1);
        QVERIFY(std::abs(timeline.leadRect(1).left() - timeline.xOf(5)) < 1);
        QVERIFY(std::abs(timeline.leadRect(1).right() - timeline.xOf(6)) < 1);
        for (std::size_t row = 0; row < timeline.rows().size(); ++row)
            for (std::size_t span = 0; span < timeline.rows()[row].spans.size(); ++span)
                QVERIFY(timeline.spanRect(row, span).width() >= 3);
        QVERIFY(timeline.costArea().height() > 60);
    }

    void aClickOnTheTimelineAsksForThatDay()
    {
        QSignalSpy asked(m_page.get(), &PlanPage::momentRequested);
        growth_views::PlanTimeline *timeline = m_page->timeline();
        const QPoint at(qRound(timeline->xOf(7.81)), qRound(timeline->costArea().center().y()));
        QTest::mouseClick(timeline, Qt::LeftButton, {}, at);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toInt(), 4); // the fifth stage
        QVERIFY(std::abs(asked[0][1].toDouble() / 1e6 - 1) < 0.02);
        QTest::mouseMove(timeline, at);
        QVERIFY(timeline->hoverLines().size() >= 3);
        QVERIFY(timeline->hoverLines()[1].contains(QStringLiteral("5  ")));
    }

    void keysWalkThroughTheTimeline()
    {
        QSignalSpy asked(m_page.get(), &PlanPage::momentRequested);
        growth_views::PlanTimeline *timeline = m_page->timeline();
        timeline->setFocus();
        for (int i = 0; i < 12; ++i)
            QTest::keyClick(timeline, Qt::Key_Right);
        QVERIFY2(timeline->accessibleDescription().contains(QStringLiteral("2026-07-01: 500 k users")),
                 qPrintable(timeline->accessibleDescription()));
        QTest::keyClick(timeline, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QVERIFY(std::abs(asked[0][1].toDouble() - 5e5) < 1);
    }

    void fieldsStateThePlan()
    {
        type(m_page->form()->toField(), QStringLiteral("2M"));
        QCOMPARE(plan().to, 2e6);
        type(m_page->form()->monthsField(), QStringLiteral("24"));
        QCOMPARE(plan().months, 24.0);
        type(m_page->form()->leadField(), QStringLiteral("2.5"));
        QCOMPARE(plan().leadTime, 2.5);
        QCOMPARE(m_edits.size(), std::size_t(3));
        QVERIFY(std::abs(m_page->timeline()->leadRect(0).width()
                         - (m_page->timeline()->xOf(2.5) - m_page->timeline()->xOf(0)))
                < 1);
    }

    void aChangeHasALeadTimeOfItsOwn()
    {
        growth_views::PlanForm *form = m_page->form();
        QComboBox *of = form->ownLeadBox();
        QCOMPARE(of->count(), 1 + static_cast<int>(m_snapshot->stages.size()));
        QCOMPARE(form->ownLeadField()->value(), plan().leadTime);
        const std::size_t step = planOf(m_snapshot)->steps.size() - 1;
        const growth::PlanStep before = planOf(m_snapshot)->steps[step];
        of->setFocus();
        for (std::size_t i = 0; i <= before.to; ++i)
            QTest::keyClick(of, Qt::Key_Down);
        QCOMPARE(of->currentIndex(), static_cast<int>(before.to) + 1);
        type(form->ownLeadField(), QStringLiteral("3"));
        const std::string name = m_snapshot->stages[before.to]->name;
        QCOMPARE(plan().stageLeads, (std::vector<project::StageLead> { { name, 3 } }));
        QCOMPARE(of->currentText(), QStringLiteral("to %1: %2").arg(before.to + 1).arg(QString::fromStdString(name)));
        QCOMPARE(planOf(m_snapshot)->steps[step].decide, before.inPlace - 3);
        QTest::keyClick(of, Qt::Key_Home); // the others are as they were
        const QString other = of->itemText(static_cast<int>(before.to) + 1);
        QVERIFY2(other.contains(QStringLiteral("3 months")), qPrintable(other));
        QCOMPARE(form->ownLeadField()->value(), plan().leadTime);
        type(form->ownLeadField(), QStringLiteral("0.5"));
        QCOMPARE(plan().changeLead, std::optional(0.5));
        type(form->ownLeadField(), QString()); // emptied: as long as the others
        QCOMPARE(plan().changeLead, std::optional<double>());
        QCOMPARE(plan().stageLeads.size(), std::size_t(1));
    }

    /// Ctrl+Z in a field that was not typed into is the design's; else it takes back what was typed.
    void undoIsThatOfTheWindow()
    {
        const QShortcut undo(QKeySequence(QStringLiteral("Ctrl+Z")), m_page.get());
        QSignalSpy undone(&undo, &QShortcut::activated);
        type(m_page->form()->ownLeadField(), QStringLiteral("3"));
        QTest::keyClick(m_page->form()->ownLeadField(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(undone.size(), 1);
        m_page->form()->startField()->setFocus();
        QTest::keyClick(m_page->form()->startField(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(undone.size(), 2);
        QTest::keyClicks(m_page->form()->ownLeadField(), QStringLiteral("7"));
        QTest::keyClick(m_page->form()->ownLeadField(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(undone.size(), 2);
    }

    /// Long names of stages take no room from the other fields.
    void whatIsChosenIsNotCut()
    {
        growth_views::PlanForm *form = m_page->form();
        for (QComboBox *box : { form->shapeBox(), form->ownLeadBox() }) {
            QStyleOptionComboBox option;
            option.initFrom(box);
            option.currentText = box->currentText();
            const QRect room
                = box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
            QVERIFY2(box->fontMetrics().horizontalAdvance(box->currentText()) <= room.width(),
                     qPrintable(box->currentText()));
        }
        const QAbstractItemView *list = form->ownLeadBox()->view();
        QVERIFY(list->minimumWidth() > list->sizeHintForColumn(0) && list->sizeHintForColumn(0) > 0);
        QCOMPARE(form->shapeBox()->width(), form->monthsField()->width());
        QVERIFY(form->monthsField()->width() > form->ownLeadField()->width());
    }

    void whatMakesNoSenseIsSaidAndNotDone()
    {
        type(m_page->form()->startField(), QStringLiteral("May"));
        QVERIFY(m_page->form()->error().contains(QStringLiteral("2026-01")));
        type(m_page->form()->fromField(), QStringLiteral("none"));
        QVERIFY(!m_page->form()->error().isEmpty());
        QVERIFY(m_edits.empty());
    }

    void aCurveIsTypedOrPasted()
    {
        QComboBox *shape = m_page->form()->shapeBox();
        shape->setFocus();
        QTest::keyClick(shape, Qt::Key_Down);
        QVERIFY((plan().curve == std::vector<project::PlannedUsers> { { 0, 5e4 }, { 12, 5e6 } }));
        QPlainTextEdit *curve = m_page->form()->curveField();
        QVERIFY(curve->isVisible() && !m_page->form()->toField()->isVisible());
        curve->selectAll();
        curve->setFocus();
        curve->insertPlainText(QStringLiteral("0\t60000\n3\t90,000\n6\t1200000\n"));
        QTest::keyClick(curve, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY((plan().curve == std::vector<project::PlannedUsers> { { 0, 6e4 }, { 3, 9e4 }, { 6, 1.2e6 } }));
        QCOMPARE(plan().from, 6e4);
        QCOMPARE(plan().to, 1.2e6);
        QCOMPARE(plan().months, 6.0);
        curve->selectAll();
        curve->insertPlainText(QStringLiteral("0 60k\nlater more\n"));
        QTest::keyClick(curve, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(m_page->form()->error().startsWith(QStringLiteral("Line 2")));
        QCOMPARE(plan().curve.size(), std::size_t(3));
        QTest::keyClick(curve, Qt::Key_Escape);
        QVERIFY(m_page->form()->error().isEmpty());
    }

    /// A sheet writes numbers as the screen does, here in German.
    void aCurveIsPastedAsTheLocaleWritesIt()
    {
        const auto usual = qScopeGuard([] { QLocale::setDefault(QLocale::c()); });
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QTest::keyClick(m_page->form()->shapeBox(), Qt::Key_Down);
        QPlainTextEdit *curve = m_page->form()->curveField();
        curve->setFocus();
        curve->selectAll();
        curve->insertPlainText(QStringLiteral("Monat\tNutzer\n0\t2.450.000\n1,125\t5,5 M\n9\t12000000\n"));
        QTest::keyClick(curve, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(m_page->form()->error().isEmpty(), qPrintable(m_page->form()->error()));
        const std::vector<project::PlannedUsers> stated { { 0, 2.45e6 }, { 1.125, 5.5e6 }, { 9, 1.2e7 } };
        QVERIFY(plan().curve == stated);
        curve->insertPlainText(QStringLiteral(" ")); // what stands there now is read the same way
        QTest::keyClick(curve, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(plan().curve == stated);
    }

    /// The form is higher than a low panel: what is wrong is scrolled to, and has the color of errors.
    void whatIsWrongIsInSight()
    {
        QCoreApplication::setAttribute(Qt::AA_UseStyleSheetPropagationInWidgetStyles); // as the look of the window does
        qApp->setStyleSheet(theme::Theme::light().styleSheet());
        init(); // as in the window, where the sheet comes first
        QScrollArea low;
        low.setWidget(m_page->form());
        low.resize(m_page->form()->width() + 20, 180);
        low.show();
        QTest::keyClick(m_page->form()->shapeBox(), Qt::Key_Down);
        QPlainTextEdit *curve = m_page->form()->curveField();
        curve->setFocus();
        curve->selectAll();
        curve->insertPlainText(QStringLiteral("soon much\n"));
        QTest::keyClick(curve, Qt::Key_Return, Qt::ControlModifier);
        const QString said = m_page->form()->error();
        QVERIFY(!said.isEmpty());
        const QList<QLabel *> labels = m_page->form()->findChildren<QLabel *>();
        const auto label
            = std::find_if(labels.begin(), labels.end(), [&](const QLabel *each) { return each->text() == said; });
        QVERIFY(label != labels.end());
        QTRY_COMPARE((*label)->visibleRegion().boundingRect(), (*label)->rect());
        const QImage picture = (*label)->grab().toImage();
        const QRgb red = theme::Theme::light().color(theme::Role::Critical).rgb();
        bool isRed = false;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                isRed = isRed || picture.pixel(x, y) == red;
        QVERIFY(isRed);
        low.takeWidget()->setParent(m_page.get());
        qApp->setStyleSheet(QString());
    }

    void aDesignWithoutAPlanIsOfferedOne()
    {
        QTest::mouseClick(m_page->form()->removeButton(), Qt::LeftButton);
        QVERIFY(!m_snapshot->plan);
        QVERIFY(!m_page->exportButton()->isEnabled());
        QCOMPARE(m_page->steps()->rowCount(), 0);
        for (const growth_views::PlainTable *table : { m_page->steps(), m_page->calendar() })
            QVERIFY2(table->emptyText().startsWith(QStringLiteral("State how the users grow")),
                     qPrintable(table->emptyText()));
        QVERIFY(!m_page->grab().isNull());
        type(m_page->form()->monthsField(), QStringLiteral("6")); // changes the proposal alone
        QVERIFY(!m_snapshot->plan);
        QTest::mouseClick(m_page->form()->stateButton(), Qt::LeftButton);
        QVERIFY(m_snapshot->plan);
        QCOMPARE(plan().from, 7e4);
        QCOMPARE(plan().to, 7e5);
        QCOMPARE(plan().months, 6.0);
    }

    void aSingleChangeIsMadeInsteadOfTheNextStage()
    {
        m_page->views()->setCurrentIndex(1);
        growth_views::PlainTable *steps = m_page->steps();
        QVERIFY(!m_page->insteadButton()->isEnabled());
        int row = 0;
        while (row < steps->rowCount() && !m_page->plan()->steps[static_cast<std::size_t>(row)].instead)
            ++row;
        QVERIFY(row < steps->rowCount());
        steps->setFocus();
        steps->setCurrentCell(row, 0);
        QVERIFY(m_page->insteadButton()->isEnabled());
        const edits::Edit wanted = m_page->plan()->steps[static_cast<std::size_t>(row)].instead->edit;
        QTest::mouseClick(m_page->insteadButton(), Qt::LeftButton);
        QCOMPARE(m_edits.size(), std::size_t(1));
        QVERIFY(m_edits.front() == wanted);
    }

    void aPlanThatDoesNotHoldSaysSo()
    {
        type(m_page->form()->toField(), QStringLiteral("900M"));
        QVERIFY(!m_page->plan()->holds);
        QVERIFY(!growth_views::warningOf(*m_page->plan()).isEmpty());
        type(m_page->form()->leadField(), QStringLiteral("6"));
        QVERIFY(growth_views::warningOf(*m_page->plan()).contains(QStringLiteral("should have been begun")));
        QVERIFY(!m_page->grab().isNull());
    }

    void aDesignThatServesNobodyHasAPlanWithoutSteps()
    {
        project::Project empty = *test::openDesign("resources/templates/empty.headroom");
        empty.plan = project::GrowthPlan { 1000, 1e6, 12, {}, 1, {} };
        m_snapshot = std::make_shared<project::Project>(empty);
        show();
        QCOMPARE(m_page->steps()->rowCount(), 0);
        QVERIFY(!m_page->grab().isNull());
    }
};

HEADROOM_TEST(QApplication, PlanPageTest)

} // namespace headroom::tst_plan_page

#include "tst_plan_page.moc"
