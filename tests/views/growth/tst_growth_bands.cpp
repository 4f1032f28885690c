#include "model/cost/growth.h"
#include "model/growth/plan.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/growth/costs_page.h"
#include "views/growth/growth_cost_chart.h"
#include "views/growth/not_yet_page.h"
#include "views/growth/plain_table.h"
#include "views/growth/plan_page.h"
#include "views/growth/plan_timeline.h"
#include "views/growth/stage_bars.h"

#include <QApplication>
#include <QCheckBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace headroom::tst_growth_bands {

using namespace growth_views;

namespace {

constexpr const char *kTemplate = "resources/templates/seven-stages.headroom";

template <typename Page>
std::unique_ptr<Page> shown()
{
    auto page = std::make_unique<Page>(nullptr);
    page->setTheme(theme::Theme::light());
    page->resize(1000, 420);
    page->show();
    return page;
}

growth::Band band(double base, double low, double high)
{
    return { base, low, base, high, 100 };
}

} // namespace

/// Where the pages of growth show between what a figure lies, and what is not needed yet.
class GrowthBandsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBillOfThisDesignHasABand()
    {
        const auto page = shown<CostsPage>();
        const project::Snapshot design = test::openDesign(kTemplate);
        page->setGrowth(std::make_shared<cost::Growth>(
            cost::GrowthCosts(*design, 2, test::theCatalog()).over(analysis::logarithmicUsers(1e2, 1e6, 9))));
        QVERIFY(page->chart()->bands().isEmpty() && page->chart()->bandKey()->isHidden());
        auto bands = std::make_shared<growth::StageBands>();
        for (const double users : { 1e3, 1e4, 1e5 })
            bands->points.push_back({ users, {}, band(users, 0.8 * users, 1.5 * users), {} });
        page->setBands(bands);
        QCOMPARE(page->chart()->bands().size(), 1);
        QCOMPARE(page->chart()->bands().front().high[1], QPointF(1e4, 1.5e4));
        page->perThousandBox()->setChecked(true);
        QCOMPARE(page->chart()->bands().front().high[1], QPointF(1e4, 1500)); // 15,000 a month for 10 · 1,000
        QToolButton *key = page->chart()->bandKey(); // the legend says what it is, and hides it
        QVERIFY(key->isVisible());
        QCOMPARE(key->text(), QStringLiteral("5 – 95 %"));
        QCOMPARE(page->chart()->viewport()->content().bands.size(), 1);
        QTest::mouseClick(key, Qt::LeftButton);
        QVERIFY(page->chart()->viewport()->content().bands.isEmpty());
        QTest::mouseClick(key, Qt::LeftButton);
        QCOMPARE(page->chart()->viewport()->content().bands.size(), 1);
        for (QToolButton *entry : page->chart()->legend()) // a curve that is hidden takes its band along
            if (entry->accessibleName() == page->chart()->bands().front().label)
                QTest::mouseClick(entry, Qt::LeftButton);
        QVERIFY(page->chart()->viewport()->content().bands.isEmpty());
        page->setBands(nullptr);
        QVERIFY(page->chart()->bands().isEmpty() && key->isHidden());
    }

    void everyCurveOfGrowthHasABand()
    {
        const auto page = shown<CostsPage>();
        const project::Snapshot design = test::openDesign(kTemplate);
        page->setGrowth(std::make_shared<cost::Growth>(
            cost::GrowthCosts(*design, 2, test::theCatalog()).over(analysis::logarithmicUsers(1e2, 1e8, 25))));
        page->everyStageBox()->setChecked(true);
        auto own = std::make_shared<growth::StageBands>();
        auto others = std::make_shared<growth::StageBands>();
        for (const double users : analysis::logarithmicUsers(1e2, 1e8, 49)) {
            own->points.push_back({ users, {}, band(1, 2, 3), {} });
            growth::BandPoint &point = others->points.emplace_back();
            point.users = users;
            point.scaleUp = band(1, 4, 5);
            point.scaleOut = band(1, 6, 7);
            point.cheapest = band(1, 8, 9);
            for (std::size_t stage = 0; stage < 7; ++stage)
                point.sized.push_back(band(1, 10 + double(stage), 20 + double(stage)));
        }
        page->setBands(own);
        page->setOfferBands(others);
        std::map<QString, Qt::BrushStyle> hatches;
        for (const charts::CurveBand &each : page->chart()->bands())
            hatches[each.label] = each.hatch;
        std::set<Qt::BrushStyle> different;
        for (const charts::Curve &curve : page->chart()->curves()) {
            if (curve.points.size() < 4)
                continue; // too short
            QVERIFY2(hatches.contains(curve.label), qPrintable(curve.label));
            if (curve.badge.isEmpty()) // told apart without color
                QVERIFY2(different.insert(hatches[curve.label]).second, qPrintable(curve.label));
        }
        QVERIFY(hatches.size() >= 8 && !different.contains(Qt::NoBrush));
        page->setOfferBands(nullptr);
        for (const charts::CurveBand &each : page->chart()->bands())
            QVERIFY(each.label.startsWith(QStringLiteral("this design")));
    }

    // The bill of a stage without machines for so many users has no band there, and one on both sides.
    void aBandEndsWhereItsFigureDoes()
    {
        growth::StageBands bands;
        for (int i = 0; i < 9; ++i)
            bands.points.push_back(
                { 1.0 + i, {}, i == 4 ? band(1, 1, std::numeric_limits<double>::infinity()) : band(1, 1, 2), {} });
        const charts::Curve curve { QStringLiteral("c"), { { 1, 1 }, { 9, 1 } } };
        const QList<charts::CurveBand> found
            = charts::bandsAround(curve, &bands, [](const growth::BandPoint &point) { return &point.cost; });
        QCOMPARE(found.size(), 2);
        QCOMPARE(found[0].low.last().x(), 4.0);
        QCOMPARE(found[1].low.first().x(), 6.0);
    }

    void billsSayThatTheyAreBeingComputed()
    {
        const auto page = shown<CostsPage>();
        page->setStages({}, "USD");
        QVERIFY(page->bills()->accessibleDescription().contains(QStringLiteral("being computed")));
        QVERIFY(page->downtimes()->accessibleDescription().contains(QStringLiteral("being computed")));
        page->views()->setCurrentIndex(1);
        const QImage empty = page->bills()->grab().toImage();
        page->setStages(growth::stageFigures(growth::compileDesign(test::openDesign(kTemplate), test::theCatalog())),
                        "USD");
        QVERIFY(!page->bills()->accessibleDescription().contains(QStringLiteral("being computed")));
        QVERIFY(empty != page->bills()->grab().toImage());
    }

    void billsAndDowntimesHaveBands()
    {
        const auto page = shown<CostsPage>();
        const project::Snapshot design = test::openDesign(kTemplate);
        const auto figures = growth::stageFigures(growth::compileDesign(design, test::theCatalog()));
        page->setStages(figures, "USD");
        const auto said = [](const StageBars *bars) { return bars->linesOf(2).join(QLatin1Char('|')); };
        QVERIFY(!said(page->bills()).contains(QStringLiteral("5 – 95 %")));
        std::vector<growth::StageBands> stages(7);
        for (growth::StageBands &each : stages) {
            each.points = { { 1e5, {}, band(1930, 1500, 2400), {} } };
            each.availability = band(0.99976, 0.999, 0.9999);
        }
        page->setSpreads(stages);
        QVERIFY2(said(page->bills()).contains(QStringLiteral("$1,500 – $2,400")), qPrintable(said(page->bills())));
        // 0.01 and 0.1 % of 730 h: 4.38 and 43.8 minutes
        QVERIFY2(said(page->downtimes()).contains(QStringLiteral("52.6 min – 8.76 h")),
                 qPrintable(said(page->downtimes())));
        page->views()->setCurrentIndex(2);
        const QImage with = page->downtimes()->grab().toImage();
        page->setSpreads({});
        QVERIFY(with != page->downtimes()->grab().toImage());
    }

    void theTimelineSaysWhenAStageMayHaveToBeLeft()
    {
        const auto page = shown<PlanPage>();
        const project::Snapshot design = test::openDesign("examples/growth-plan.headroom");
        page->setSnapshot(design, 5e4);
        page->setPlan(std::make_shared<growth::Plan>(
            growth::planOf(growth::compileDesign(design, test::theCatalog()), *design->plan)));
        PlanTimeline *timeline = page->timeline();
        std::vector<growth::StageBands> stages(1);
        stages[0].stage = 2; // in force from the beginning
        stages[0].month = band(1.8, 1.2, std::numeric_limits<double>::infinity());
        timeline->setSpreads(stages);
        const QPointF at = timeline->stageRect(0).center();
        QTest::mouseMove(timeline, at.toPoint());
        const QString said = timeline->hoverLines().join(QLatin1Char('|'));
        QVERIFY2(said.contains(QStringLiteral("month 1.2 – never")), qPrintable(said));
        timeline->setSpreads({});
        QVERIFY(!timeline->hoverLines().join(QLatin1Char('|')).contains(QStringLiteral("never")));
    }

    void theBillOfAPlanHasABand()
    {
        const auto page = shown<PlanPage>();
        const project::Snapshot design = test::openDesign("examples/growth-plan.headroom");
        const auto plan = std::make_shared<growth::Plan>(
            growth::planOf(growth::compileDesign(design, test::theCatalog()), *design->plan));
        page->setSnapshot(design, 5e4);
        page->setPlan(plan);
        PlanTimeline *timeline = page->timeline();
        const QPointF first(timeline->xOf(plan->steps[0].inPlace / 2), timeline->costArea().center().y());
        QTest::mouseMove(timeline, first.toPoint());
        const auto said = [&] { return timeline->hoverLines().join(QLatin1Char('|')); };
        QVERIFY(!said().contains(QStringLiteral("5 – 95 %")) && !timeline->billBand(0.5));
        const QImage without = timeline->grab().toImage();
        std::vector<growth::StageBands> stages(2);
        const double left = plan->steps[0].inPlace;
        stages[0].stage = plan->firstStage;
        stages[0].bills = { { 0, band(500, 400, 800) }, { left, band(700, 600, 1200) } };
        stages[1].stage = plan->steps[0].to;
        stages[1].bills = { { left, band(1e3, 900, 1500) }, { 12, band(2e3, 1000, 2e6) } };
        timeline->setBills(stages);
        QVERIFY2(said().contains(QStringLiteral("5 – 95 %\t$50")), qPrintable(said())); // halfway, but for a pixel
        const auto halfway = timeline->billBand(left / 2);
        QVERIFY(halfway && std::abs(halfway->first - 500) < 1e-9 && std::abs(halfway->second - 1000) < 1e-9);
        QCOMPARE(timeline->billBand(left), (std::optional(std::pair(900.0, 1500.0)))); // the stage that then is there
        const QImage with = timeline->grab().toImage();
        QVERIFY(with != without); // and the axis holds two millions now
        page->setPlan(plan);      // of another plan nothing is known
        QVERIFY(!timeline->billBand(0.5));
    }

    void whatIsNotNeededYetIsChosenAndTakenOut()
    {
        const auto page = shown<NotYetPage>();
        QVERIFY(page->verdict().contains(QStringLiteral("computed")));
        const auto found = std::make_shared<growth::NotYet>(
            growth::notNeededAt(*test::openDesign(kTemplate), 4, 5'000, test::theCatalog()));
        page->setFound(found);
        QVERIFY(page->verdict().contains(QStringLiteral("Built for the load of stage 5")));
        QCOMPARE(page->table()->rowCount(), static_cast<int>(found->parts.size()));
        QVERIFY(page->table()->isVisible() && !page->removeButton()->isEnabled());
        QSignalSpy edits(page.get(), &NotYetPage::editRequested);
        QSignalSpy chosen(page.get(), &NotYetPage::elementChosen);
        QTest::keyClick(page->table(), Qt::Key_Delete); // nothing is chosen
        QVERIFY(edits.isEmpty());
        page->table()->setCurrentCell(1, 0);
        QCOMPARE(chosen.value(0).value(0).toString(), QString::fromStdString(found->parts[1].id));
        QVERIFY(page->consequence().startsWith(QStringLiteral("Without ")));
        QTest::keyClick(page->table(), Qt::Key_Delete);
        QVERIFY(edits.value(0).value(0).value<edits::Edit>() == found->parts[1].removal);
        page->removeAllButton()->click();
        QVERIFY(edits.value(1).value(0).value<edits::Edit>() == *found->removal);
        page->setOutdated();
        QVERIFY(!page->removeButton()->isEnabled() && !page->removeAllButton()->isEnabled());
        QTest::keyClick(page->table(), Qt::Key_Delete);
        QCOMPARE(edits.size(), 2);
    }

    void aDesignThatIsShortOfSomethingSaysSo()
    {
        const auto page = shown<NotYetPage>();
        page->setFound(std::make_shared<growth::NotYet>(
            growth::notNeededAt(*test::openDesign(kTemplate), 2, 150'000, test::theCatalog())));
        QVERIFY(page->verdict().contains(QStringLiteral("nothing to spare")));
        QVERIFY(page->table()->isHidden() && page->removeButton()->isHidden() && page->removeAllButton()->isHidden());
    }
};

HEADROOM_TEST(QApplication, GrowthBandsTest)

} // namespace headroom::tst_growth_bands

#include "tst_growth_bands.moc"
