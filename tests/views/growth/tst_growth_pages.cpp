#include "model/edits/edit.h"
#include "model/growth/stage_figures.h"
#include "tests/support/model_support.h"
#include "views/growth/cheapest_form.h"
#include "views/growth/cheapest_page.h"
#include "views/growth/costs_page.h"
#include "views/growth/front_chart.h"
#include "views/growth/growth_cost_chart.h"
#include "views/growth/plain_table.h"
#include "views/growth/range_list.h"
#include "views/growth/stage_bars.h"
#include "views/growth/study_page.h"
#include "views/growth/tornado_chart.h"
#include "views/workload/quantity_field.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

#include <cmath>
#include <limits>

using namespace headroom;
using namespace headroom::growth_views;

namespace {

constexpr const char *kExample = "examples/growth-plan.headroom";
constexpr double kNever = std::numeric_limits<double>::infinity();

growth::SizedStage sizedAt(double cost, double p99, double availability)
{
    return { 1, { { 1, "app", "size", project::Value(std::string("t4g.large")) } }, cost, p99, availability, 9e3 };
}

/// Two stages: the second has fronts of three and two designs.
std::shared_ptr<const growth::Optimum> answer()
{
    growth::Optimum out;
    out.currency = "USD";
    out.goal.users = 5000;
    out.goal.p99 = 0.3;
    growth::StageOptimum first;
    first.name = "Single server";
    first.reason = "CPU of Server is full";
    first.isProven = true;
    growth::StageOptimum second;
    second.stage = 1;
    second.name = "Separate database";
    second.isProven = true;
    second.method = "in order of cost";
    second.tried = 17;
    second.latencyFront = { sizedAt(100, 0.28, 0.998), sizedAt(150, 0.2, 0.998), sizedAt(300, 0.1, 0.998) };
    second.availabilityFront = { sizedAt(100, 0.28, 0.998), sizedAt(220, 0.28, 0.9999) };
    second.latencyFront[2].edits.clear();
    second.availabilityFront[1].edits.clear();
    second.best = second.latencyFront[0];
    out.stages = { first, second };
    out.cheapest = 1;
    out.isProven = true;
    return std::make_shared<growth::Optimum>(out);
}

} // namespace

/// The pages of the cheapest way, of uncertainty and of costs, by real mouse and key events.
class GrowthPagesTest final : public QObject {
    Q_OBJECT

private:
    template <typename Page>
    std::unique_ptr<Page> shown()
    {
        auto page = std::make_unique<Page>(nullptr);
        page->setTheme(theme::Theme::light());
        page->resize(1000, 460);
        page->show();
        return QTest::qWaitForWindowExposed(page.get()) ? std::move(page) : nullptr;
    }

private Q_SLOTS:
    void goalsAreReadAsPeopleWriteThem()
    {
        const auto page = shown<CheapestPage>();
        CheapestForm &form = *page->form();
        form.proposeUsers(70'000);
        std::optional<growth::Goal> goal = form.goal();
        QVERIFY(goal);
        QCOMPARE(goal->users, 7e4);
        QVERIFY(!goal->p99 && !goal->availability && !goal->budget);
        form.usersField()->setFocus();
        form.usersField()->selectAll();
        QTest::keyClicks(form.usersField(), QStringLiteral("2M"));
        QTest::keyClicks(form.latencyField(), QStringLiteral("0.25 s"));
        QTest::keyClicks(form.availabilityField(), QStringLiteral("99.95"));
        QTest::keyClicks(form.budgetField(), QStringLiteral("$12,000"));
        form.proposeUsers(1000); // what was typed stays
        goal = form.goal();
        QVERIFY(goal);
        QCOMPARE(goal->users, 2e6);
        QCOMPARE(goal->p99, std::optional(0.25));
        QCOMPARE(goal->availability, std::optional(0.9995));
        QCOMPARE(goal->budget, std::optional(12'000.0));
    }

    void aGoalThatMakesNoSenseIsSaid()
    {
        const auto page = shown<CheapestPage>();
        CheapestForm &form = *page->form();
        form.proposeUsers(70'000);
        QTest::keyClicks(form.availabilityField(), QStringLiteral("120 %"));
        QVERIFY(!form.goal());
        QVERIFY(form.error().contains(QStringLiteral("Availability at least")));
        QVERIFY(page->focusWidget() == form.availabilityField());
        form.availabilityField()->clear();
        QVERIFY(form.goal());
        QVERIFY(form.error().isEmpty());
        form.usersField()->clear();
        QVERIFY(!form.goal() && !form.error().isEmpty());
    }

    void oneButtonSearchesAndStops()
    {
        const auto page = shown<CheapestPage>();
        CheapestForm &form = *page->form();
        QSignalSpy searched(&form, &CheapestForm::searchRequested);
        QSignalSpy stopped(&form, &CheapestForm::stopRequested);
        QTest::mouseClick(form.searchButton(), Qt::LeftButton);
        form.setProgress(0.4);
        QVERIFY(form.progressBar()->isVisible());
        QCOMPARE(form.progressBar()->value(), 400);
        QTest::mouseClick(form.searchButton(), Qt::LeftButton);
        form.setProgress(std::nullopt);
        QVERIFY(!form.progressBar()->isVisible());
        form.latencyField()->setFocus();
        QTest::keyClick(form.latencyField(), Qt::Key_Return);
        QCOMPARE(searched.size(), 2);
        QCOMPARE(stopped.size(), 1);
    }

    void theAnswerSaysHowAndWhetherProven()
    {
        const auto page = shown<CheapestPage>();
        page->setCatalog(test::theCatalog());
        page->setOptimum(answer(), test::openDesign(kExample));
        QVERIFY2(page->answer().contains(QStringLiteral("stage 2, Separate database, for $100")),
                 qPrintable(page->answer()));
        QVERIFY(page->answer().contains(QStringLiteral("Proven")));
        QVERIFY(page->answer().contains(QStringLiteral("17 designs")));
        QCOMPARE(page->stages()->rowCount(), 2);
        QCOMPARE(page->stages()->item(0, 6)->text(), QStringLiteral("CPU of Server is full"));
        QCOMPARE(page->stages()->chosen(), 1);
        QCOMPARE(page->changes()->rowCount(), 1);
        QCOMPARE(page->changes()->item(0, 3)->text(), QStringLiteral("t4g.large"));
    }

    void pointsOfTheFrontsAreChosenAndApplied()
    {
        const auto page = shown<CheapestPage>();
        page->setCatalog(test::theCatalog());
        page->setOptimum(answer(), test::openDesign(kExample));
        QCoreApplication::processEvents(); // the fronts have their sizes now
        std::vector<double> applied;
        connect(page.get(), &CheapestPage::applyRequested, this,
                [&](const growth::SizedStage &sized) { applied.push_back(sized.cost); });
        QTest::mouseClick(page->applyButton(), Qt::LeftButton); // the cheapest, when nothing else is chosen
        FrontChart *latency = page->latencyFront();
        QTest::mouseClick(latency, Qt::LeftButton, {}, latency->toWidget(latency->points()[1]).toPoint());
        QCOMPARE(latency->chosen(), 1);
        QTest::mouseClick(page->applyButton(), Qt::LeftButton);
        FrontChart *availability = page->availabilityFront();
        availability->setFocus();
        QTest::keyClick(availability, Qt::Key_Right);
        QTest::keyClick(availability, Qt::Key_Right);
        QCOMPARE(latency->chosen(), -1); // one at a time
        QVERIFY(availability->accessibleDescription().contains(QStringLiteral("99.99 %")));
        QTest::keyClick(availability, Qt::Key_Return);
        QTest::mouseDClick(latency, Qt::LeftButton, {}, latency->toWidget(latency->points()[2]).toPoint());
        QVERIFY((applied == std::vector<double> { 100, 150, 220, 300 }));
    }

    void nothingIsAppliedToAnotherDesign()
    {
        const auto page = shown<CheapestPage>();
        page->setCatalog(test::theCatalog());
        QVERIFY(!page->applyButton()->isEnabled());
        page->setOptimum(answer(), test::openDesign(kExample));
        QVERIFY(page->applyButton()->isEnabled());
        page->setCurrent(false);
        QVERIFY(!page->applyButton()->isEnabled());
        page->setCurrent(true);
        page->stages()->setCurrentCell(0, 0); // a stage that does not hold
        QVERIFY(!page->applyButton()->isEnabled());
        QVERIFY(page->latencyFront()->points().isEmpty());
        QVERIFY(!page->grab().isNull());
    }

    void rangesAreTypedAddedAndRemoved()
    {
        const auto page = shown<StudyPage>();
        project::Snapshot design = test::openDesign(kExample);
        const auto show = [&] {
            const auto inputs = growth::resolveRanges(*design, design->uncertainties, test::theCatalog());
            QVERIFY(inputs);
            page->setSnapshot(design, 3, inputs.value(), growth::inputChoices(*design, 3, test::theCatalog()), "USD");
        };
        show();
        connect(page.get(), &StudyPage::rangesStated, this, [&](const std::vector<project::Uncertainty> &ranges) {
            const auto done = edits::apply(*design, edits::SetUncertainties { ranges }, test::theCatalog());
            QVERIFY(done);
            design = done.value();
            show();
        });
        RangeList &list = *page->ranges();
        QCOMPARE(list.count(), std::size_t(4));
        const auto type = [](QLineEdit *field, const char *text) {
            field->setFocus();
            field->selectAll();
            QTest::keyClicks(field, QLatin1String(text));
            QTest::keyClick(field, Qt::Key_Return);
        };
        type(list.highField(0), "5"); // peak over mean
        QCOMPARE(design->uncertainties[0].high, 5.0);
        type(list.lowField(3), "95 %"); // hit ratio, relative
        QCOMPARE(design->uncertainties[3].low, 0.95);
        type(list.lowField(0), "6"); // above the high end
        QVERIFY(!list.error().isEmpty());
        QCOMPARE(design->uncertainties[0].low, 2.0);
        QTest::mouseClick(list.removeButton(1), Qt::LeftButton);
        QCOMPARE(design->uncertainties.size(), std::size_t(3));
        QCOMPARE(list.count(), std::size_t(3));
        Q_EMIT list.addButton()->menu()->aboutToShow();
        QAction *demand = nullptr;
        for (QAction *each : list.addButton()->menu()->actions().first()->menu()->actions())
            if (each->text() == QStringLiteral("Service demand"))
                demand = each;
        QVERIFY(demand);
        demand->trigger();
        QCOMPARE(design->uncertainties.back(), (project::Uncertainty { "", "service_demand", 0.8, 1.2, false }));
        QCOMPARE(list.count(), std::size_t(4));
    }

    void theWidestBarIsAboveAndLeadsToItsRange()
    {
        TornadoChart chart;
        chart.setTheme(theme::Theme::light());
        chart.resize(600, 200);
        chart.setRows({ { QStringLiteral("peak"), 2, 150, 50, QStringLiteral("2"), QStringLiteral("4") },
                        { QStringLiteral("hits"), 0, 90, kNever, QStringLiteral("0.7"), QStringLiteral("0.9") } },
                      100, [](double value) { return QString::number(value); });
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QVERIFY(chart.lowRect(0).left() >= chart.xOf(100) - 0.5 && chart.highRect(0).right() <= chart.xOf(100) + 0.5);
        QCOMPARE(chart.highRect(1).right(), chart.xOf(kNever));
        QSignalSpy asked(&chart, &TornadoChart::inputRequested);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.lowRect(0).center().toPoint());
        QCOMPARE(asked.value(0).value(0).toInt(), 2);
        QTest::keyClick(&chart, Qt::Key_Down);
        QVERIFY(chart.accessibleDescription().contains(QStringLiteral("hits")));
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(asked.value(1).value(0).toInt(), 0);
        chart.setRows({}, 0, {});
        chart.setEmptyText(QStringLiteral("nothing"));
        QVERIFY(!chart.grab().isNull());
    }

    void aStudyIsShownAsFarAsItIs()
    {
        const auto page = shown<StudyPage>();
        const project::Snapshot design = test::openDesign(kExample);
        const auto inputs = growth::resolveRanges(*design, design->uncertainties, test::theCatalog());
        QVERIFY(inputs);
        page->setSnapshot(design, 3, inputs.value(), {}, "USD");
        growth::StudyRequest request;
        request.samples = 20;
        request.percentileSamples = 2;
        request.plan = design->plan;
        const auto made
            = growth::Study::make(growth::compileDesign(design, test::theCatalog()), design->uncertainties, request);
        QVERIFY(made);
        for (std::size_t i = 0; i < 10; ++i)
            made.value()->evaluate(i);
        auto view = std::make_shared<StudyView>();
        view->inputs = made.value()->inputs();
        view->bands = made.value()->bands();
        view->tornado = made.value()->tornado();
        view->evaluated = 10;
        view->samples = 20;
        page->setBusy(true);
        page->setStudy(view);
        QCOMPARE(page->state(), QStringLiteral("10 of 20 samples"));
        QCOMPARE(page->runButton()->text(), QStringLiteral("Stop"));
        QCOMPARE(page->tornado()->rows().size(), 4);
        for (qsizetype i = 1; i < 4; ++i)
            QVERIFY(std::abs(page->tornado()->rows()[i].high - page->tornado()->rows()[i].low)
                    <= std::abs(page->tornado()->rows()[i - 1].high - page->tornado()->rows()[i - 1].low) + 1e-9);
        QCOMPARE(page->spreads()->rowCount(), 7);
        QCOMPARE(page->spreads()->columnCount(), 8); // with the month of the plan
        QVERIFY(page->spreads()->item(2, 2)->text().contains(QStringLiteral(" – ")));
        page->figureBox()->setCurrentIndex(3);
        QVERIFY(page->tornado()->rows().first().low > 1); // money now
        page->views()->setCurrentIndex(1);
        view = std::make_shared<StudyView>(*view);
        view->evaluated = 20;
        page->setBusy(false);
        page->setStudy(view);
        QVERIFY(page->state().contains(QStringLiteral("20 samples, seed 1")));
        QVERIFY(!page->runButton()->isEnabled()); // the same seed gives the same answer
    }

    void costsAreComparedAndCrossingsExplained()
    {
        const auto page = shown<CostsPage>();
        const project::Snapshot design = test::openDesign("resources/templates/seven-stages.headroom");
        const cost::GrowthCosts costs(*design, 2, test::theCatalog());
        const auto growth = std::make_shared<cost::Growth>(costs.over(analysis::logarithmicUsers(1e2, 1e8, 25)));
        page->setGrowth(growth);
        page->setStages(growth::stageFigures(growth::compileDesign(design, test::theCatalog())), "USD");
        page->setPresent(2, 7e4);
        const GrowthCostChart &chart = *page->chart();
        const auto curve = [&](const char *label) -> const charts::Curve * {
            for (const charts::Curve &each : chart.curves())
                if (each.label == QLatin1String(label))
                    return &each;
            return nullptr;
        };
        QVERIFY(curve("this design") && curve("this design, saturated") && curve("larger machines alone")
                && curve("ideally many small ones") && curve("cheapest that holds"));
        // larger machines end at their ceiling, and what is saturated is another curve
        QVERIFY(growth->ceiling && curve("larger machines alone")->points.last().x() <= *growth->ceiling);
        QVERIFY(curve("this design")->points.last().x() < curve("this design, saturated")->points.first().x());
        QSet<int> styles;
        for (const charts::Curve &each : chart.curves())
            styles.insert(each.style * 100 + static_cast<int>(each.role));
        QCOMPARE(styles.size(), chart.curves().size());
        QVERIFY(!chart.marks().isEmpty());
        QVERIFY2(page->notes().contains(QStringLiteral("costs less than")), qPrintable(page->notes()));
        const QPointF at = chart.toViewport(chart.marks().first().at);
        QTest::mouseMove(chart.viewport(), at.toPoint());
        QVERIFY(chart.viewport()->hoverLines().join(QLatin1Char('|')).contains(chart.marks().first().text));
        QTest::mouseClick(page->perThousandBox(), Qt::LeftButton, {}, { 8, page->perThousandBox()->height() / 2 });
        QVERIFY(std::abs(curve("this design")->points.first().y() - growth->points.front().cost / 0.1) < 1e-6);
        page->everyStageBox()->setChecked(true);
        QVERIFY(curve("stage 1") && curve("stage 7"));
        QVERIFY(chart.csv().startsWith(QStringLiteral("users,\"this design\"")));
    }

    void billsAndDowntimesAreToldByStage()
    {
        const auto page = shown<CostsPage>();
        const project::Snapshot design = test::openDesign("resources/templates/seven-stages.headroom");
        const auto stages = growth::stageFigures(growth::compileDesign(design, test::theCatalog()));
        page->setStages(stages, "USD");
        page->views()->setCurrentIndex(1);
        const StageBars &bills = *page->bills();
        double wide = 0;
        for (const QRectF &part : bills.partsOf(4))
            wide += part.width();
        for (int stage = 0; stage < 7; ++stage) {
            double sum = 0;
            for (const QRectF &part : bills.partsOf(stage))
                sum += part.width();
            QVERIFY(std::abs(sum - wide) < 1); // each is the whole of its own bill
        }
        page->views()->setCurrentIndex(2);
        StageBars *down = page->downtimes();
        // domain spec 7.2: 80 minutes in stage 1, 10.5 in stage 3
        QVERIFY2(down->linesOf(0).join(QLatin1Char('|')).contains(QStringLiteral("down a month\t80")),
                 qPrintable(down->linesOf(0).join(QLatin1Char('|'))));
        QVERIFY(down->linesOf(2).join(QLatin1Char('|')).contains(QStringLiteral("down a month\t10.5 min")));
        QVERIFY(down->partsOf(2).front().width() < down->partsOf(0).front().width());
        QSignalSpy asked(page.get(), &CostsPage::stageRequested);
        QTest::mouseClick(down, Qt::LeftButton, {}, down->partsOf(3).front().center().toPoint());
        QCOMPARE(asked.value(0).value(0).toInt(), 3);
        down->setCurrent(3);
        QTest::keyClick(down, Qt::Key_Down);
        QCOMPARE(asked.value(1).value(0).toInt(), 4);
        down->copyCsv();
        QCOMPARE(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), 8);
        page->setStages({}, {});
        QVERIFY(!page->grab().isNull());
    }
};

QTEST_MAIN(GrowthPagesTest)
#include "tst_growth_pages.moc"
