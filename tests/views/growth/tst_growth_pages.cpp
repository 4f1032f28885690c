#include "model/edits/edit.h"
#include "model/growth/stage_figures.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/growth/cheapest_form.h"
#include "views/growth/cheapest_page.h"
#include "views/growth/cheapest_words.h"
#include "views/growth/costs_page.h"
#include "views/growth/front_chart.h"
#include "views/growth/growth_cost_chart.h"
#include "views/growth/plain_table.h"
#include "views/growth/stage_bars.h"
#include "views/numbers/screen_units.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMouseEvent>
#include <QProgressBar>
#include <QPushButton>
#include <QScopeGuard>
#include <QSet>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

#include <cmath>

namespace headroom::tst_growth_pages {

using namespace growth_views;

namespace {

constexpr const char *kExample = "examples/growth-plan.headroom";

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

/// The pages of the cheapest way and of costs, by real mouse and key events.
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

    void moneyIsThatOfTheScreen()
    {
        screen::setUnits({ .currency = "CHF" });
        const auto restored = qScopeGuard([] { screen::setUnits({}); });
        const auto costs = shown<CostsPage>();
        QCOMPARE(costs->chart()->atAxis(12'000), QStringLiteral("CHF 12k"));
        QCOMPARE(costs->chart()->atAxis(50), QStringLiteral("CHF 50"));
        const auto page = shown<CheapestPage>();
        page->form()->proposeUsers(70'000);
        QTest::keyClicks(page->form()->budgetField(), QStringLiteral("CHF 12,000"));
        const std::optional<growth::Goal> goal = page->form()->goal();
        QVERIFY(goal);
        QCOMPARE(goal->budget, std::optional(12'000.0));
    }

    void theTierIsTheGoalAndSaidWhereNoneIsTyped()
    {
        const auto page = shown<CheapestPage>();
        page->form()->setTier(0.9995, QStringLiteral("High"));
        QCOMPARE(page->form()->availabilityField()->placeholderText(), QStringLiteral("99.95 % (High)"));
        growth::Optimum found;
        found.goal = growth::withTier({ 500'000, {}, {}, {} }, *test::openDesign("examples/web-shop.headroom"));
        found.stages.emplace_back();
        found.stages[0].best = growth::SizedStage {};
        found.cheapest = 0;
        const QString asked
            = QStringLiteral("Asked for: 99.95 % for every kind of request, as the tier “High” of the ");
        QVERIFY2(answerText(found).contains(asked), qPrintable(answerText(found)));
        found.goal = { 500'000, {}, 0.9, {} };
        found.stages[0].tierMissed = "“Cart” is available 99.7 %, below 99.95 %";
        found.stages[0].newErrors = { "Scaling out fills the database" };
        QVERIFY(!answerText(found).contains(QStringLiteral("Asked for")));
        QVERIFY(answerText(found).contains(QStringLiteral("criticality asks more: “Cart” is available 99.7 %")));
        QVERIFY(answerText(found).contains(QStringLiteral("new error: Scaling out fills the database")));
    }

    void whereNothingMeetsItAnotherStageIsNamed()
    {
        growth::Optimum found;
        found.goal = { 500'000, {}, 0.999, {} };
        found.stages.emplace_back();
        found.stages[0].reason = "no combination keeps every resource within its limit";
        QVERIFY(!answerText(found).contains(QStringLiteral("would meet it")));
        found.elsewhere = 3;
        QVERIFY2(answerText(found).endsWith(QStringLiteral(". Stage 4 would meet it: search all stages.")),
                 qPrintable(answerText(found)));
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
        QVERIFY2(page->answer().contains(QStringLiteral("stage 2 (Separate database), for $100")),
                 qPrintable(page->answer()));
        QVERIFY(page->answer().contains(QStringLiteral("Proven")));
        QVERIFY(page->answer().contains(QStringLiteral("17 designs")));
        QCOMPARE(page->stages()->rowCount(), 2);
        QCOMPARE(page->stages()->item(0, 6)->text(), QStringLiteral("CPU of Server is full"));
        QCOMPARE(page->stages()->chosen(), 1);
        QCOMPARE(page->changes()->rowCount(), 1);
        QCOMPARE(page->changes()->item(0, 3)->text(), QStringLiteral("t4g.large"));
    }

    /// One stage first, which needs no reasons; then all of them, in a table that was not in sight until then.
    void reasonsThatComeLaterFitTheirTable()
    {
        const auto page = shown<CheapestPage>();
        page->setCatalog(test::theCatalog());
        page->resize(1098, 410);
        growth::Optimum one = *answer();
        one.stages.erase(one.stages.begin());
        one.cheapest = 0;
        page->setOptimum(std::make_shared<growth::Optimum>(one), test::openDesign(kExample));
        QTest::qWait(50);
        growth::Optimum all = *answer();
        all.stages.front().reason
            = "not searched: carrying the users alone costs $21,951 a month, more than the cheapest";
        all.stages.insert(all.stages.begin(), 6, all.stages.front());
        all.cheapest = 7;
        page->setOptimum(std::make_shared<growth::Optimum>(all), test::openDesign(kExample));
        const PlainTable &table = *page->stages();
        QTRY_VERIFY(table.isVisible());
        QTRY_COMPARE(table.horizontalHeader()->length(), table.viewport()->width());
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

    /// Where the page is low, charts and tables take turns; where it is high, both are there.
    void aLowPageShowsChartsOrTables()
    {
        const auto page = shown<CheapestPage>();
        page->setCatalog(test::theCatalog());
        page->setOptimum(answer(), test::openDesign(kExample));
        page->resize(780, 700);
        QCoreApplication::processEvents();
        QVERIFY(!page->views()->isVisible() && page->latencyFront()->isVisible() && page->stages()->isVisible());
        page->resize(780, 250);
        QCoreApplication::processEvents();
        // Of several stages the table comes first, of one its charts.
        QVERIFY(page->views()->isVisible() && !page->latencyFront()->isVisible() && page->stages()->isVisible());
        page->views()->setCurrentIndex(0);
        QVERIFY(page->latencyFront()->isVisible() && !page->stages()->isVisible());
        growth::Optimum one = *answer();
        one.stages.erase(one.stages.begin());
        one.cheapest = 0;
        page->setOptimum(std::make_shared<growth::Optimum>(one), test::openDesign(kExample));
        QVERIFY(page->latencyFront()->isVisible() && !page->stages()->isVisible());
        page->views()->setCurrentIndex(1);
        QVERIFY(!page->latencyFront()->isVisible() && page->stages()->isVisible());
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
        QVERIFY(chart.marks().size() > 2);
        for (qsizetype i = 1; i < chart.marks().size(); ++i) // numbered from left to right, the ceiling among them
            QVERIFY(chart.marks()[i - 1].at.x() <= chart.marks()[i].at.x());
        QVERIFY2(page->notes().contains(QStringLiteral("costs less than")), qPrintable(page->notes()));
        const QList<charts::MarkCluster> drawn = chart.viewport()->clusters(); // near ones share a sign between them
        const auto sign
            = std::find_if(drawn.begin(), drawn.end(), [](const auto &each) { return each.marks.contains(0); });
        QVERIFY(sign != drawn.end());
        const QPointF at = sign->at;
        QMouseEvent move(QEvent::MouseMove, at, chart.viewport()->mapToGlobal(at), Qt::NoButton, {}, {});
        QCoreApplication::sendEvent(chart.viewport(), &move); // whatever lies above it on the screen
        QVERIFY2(chart.viewport()->hoverLines().join(QLatin1Char('|')).contains(chart.marks().first().text),
                 qPrintable(chart.viewport()->hoverLines().join(QLatin1Char('|')) + QStringLiteral(" for ")
                            + chart.marks().first().text));
        QTest::mouseClick(page->perThousandBox(), Qt::LeftButton, {}, { 8, page->perThousandBox()->height() / 2 });
        QVERIFY(std::abs(curve("this design")->points.first().y() - growth->points.front().cost / 0.1) < 1e-6);
        page->everyStageBox()->setChecked(true);
        QVERIFY(curve("stage 1") && curve("stage 7"));
        // Twelve curves are told apart without color: what shares one bears its number.
        QSet<QString> looks;
        for (const charts::Curve &each : chart.curves())
            looks.insert(QStringLiteral("%1 %2 %3").arg(each.style).arg(static_cast<int>(each.role)).arg(each.badge));
        QCOMPARE(looks.size(), chart.curves().size());
        const QList<charts::BadgePlace> badges = chart.viewport()->badges();
        QVERIFY(badges.size() >= 7);
        for (const charts::BadgePlace &badge : badges) {
            const charts::Curve &its = chart.curves()[badge.curve];
            QVERIFY(its.label == QStringLiteral("stage ") + its.badge);
            QVERIFY(std::any_of(its.points.begin(), its.points.end(), [&](const QPointF &point) {
                return QLineF(chart.toViewport(point), badge.box.center()).length() < 0.01;
            }));
            for (const charts::BadgePlace &other : badges)
                QVERIFY(other.box == badge.box || !other.box.intersects(badge.box));
        }
        // What is sized part by part is a bound, and says so at the number.
        const double users = 1e5;
        const QPointF there = chart.toViewport({ users, curve("stage 4")->points.first().y() });
        QMouseEvent over(QEvent::MouseMove, there, chart.viewport()->mapToGlobal(there), Qt::NoButton, {}, {});
        QCoreApplication::sendEvent(chart.viewport(), &over);
        const QString lines = chart.viewport()->hoverLines().join(QLatin1Char('|'));
        QVERIFY2(lines.contains(QStringLiteral("cheapest that holds\t≤ $")), qPrintable(lines));
        QVERIFY2(lines.contains(QStringLiteral("this design\t$")), qPrintable(lines));
        QVERIFY(curve("cheapest that holds")->note.contains(QStringLiteral("At most so much")));
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
        // domain spec 7.2: 80 minutes a month in stage 1, 10.45 in stage 3
        QVERIFY2(down->linesOf(0).join(QLatin1Char('|')).contains(QStringLiteral("down a year\t16.")),
                 qPrintable(down->linesOf(0).join(QLatin1Char('|'))));
        QVERIFY2(down->linesOf(2).join(QLatin1Char('|')).contains(QStringLiteral("down a year\t2.09 h")),
                 qPrintable(down->linesOf(2).join(QLatin1Char('|'))));
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

HEADROOM_TEST(QApplication, GrowthPagesTest)

} // namespace headroom::tst_growth_pages

#include "tst_growth_pages.moc"
