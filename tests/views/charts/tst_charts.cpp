#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/charts/cost_chart.h"
#include "views/charts/curve_plot.h"
#include "views/charts/label_places.h"
#include "views/charts/latency_chart.h"
#include "views/charts/utilization_chart.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <cmath>

namespace headroom::tst_charts {

namespace {

std::shared_ptr<const analysis::Curves> curvesOf(const char *path, std::size_t stage)
{
    const auto compiled = analysis::compile(*test::openDesign(path), stage, test::theCatalog());
    return std::make_shared<analysis::Curves>(analysis::sweep(*compiled, analysis::logarithmicUsers(1e2, 1e9, 200)));
}

} // namespace

/// The charts draw what the model computed, and their marker follows the users.
class ChartsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void labelsKeepClearOfOtherLinesWhereThereIsRoom()
    {
        const QRectF crossed(0, 0, 40, 10);
        const QRectF clear(0, 20, 40, 10);
        charts::LabelPlaces places;
        places.addLine({ QPointF(-10, 12), QPointF(50, 2) }, 1);
        QCOMPARE(places.take({ crossed, clear }, 2), std::optional(clear));
        QCOMPARE(places.take({ clear, crossed }, 2), std::optional(crossed)); // better on a line than on a label
        QCOMPARE(places.take({ clear, crossed }, 2), std::nullopt);
        charts::LabelPlaces own;
        own.addLine({ QPointF(-10, 12), QPointF(50, 2) }, 1);
        QCOMPARE(own.take({ crossed, clear }, 1), std::optional(crossed));
        charts::LabelPlaces named;
        named.addLine({ QPointF(-10, 12), QPointF(50, 2) }, 1);
        QCOMPARE(named.takeClear({ crossed }, 2), std::nullopt); // rather none than one that covers a line
        QCOMPARE(named.takeClear({ crossed, clear }, 2), std::optional(clear));
        charts::LabelPlaces marked; // a marker runs below a name, a curve does not
        marked.addLine({ QPointF(20, -50), QPointF(20, 50) }, charts::kNobody);
        marked.addLine({ QPointF(-10, 12), QPointF(50, 2) }, 1);
        QCOMPARE(marked.takeClear({ crossed, clear }, 2), std::nullopt);
        QCOMPARE(marked.takeOverMarkers({ crossed, clear }, 2), std::optional(clear));
    }

    /// Curves that leave together have room for their names beside all of them.
    void namesAreWholeWhereThereIsRoom()
    {
        charts::CurvePlot plot;
        plot.resize(280, 170);
        charts::PlotContent content;
        content.axis = { 1e6, 1e9 };
        content.scale.most = 1.1;
        content.users = 3e6;
        const QStringList names { QStringLiteral("User shards · CPU"), QStringLiteral("Feed cache · CPU"),
                                  QStringLiteral("Read replicas · CPU") };
        for (qsizetype i = 0; i < names.size(); ++i) {
            charts::Curve curve;
            curve.label = names[i];
            for (double users = 1e6; users <= 1e9; users *= 1.05)
                curve.points.append({ users, users / (1.5e8 * (1 + 0.15 * static_cast<double>(i))) });
            content.curves.append(curve);
        }
        plot.setContent(content);
        QStringList shown;
        for (const charts::CurveName &each : plot.names())
            shown.append(each.text);
        QCOMPARE(shown, names);
    }

    /// A tail that lies just above the limit and climbs at the right leaves no room for the whole sentence.
    void theLimitIsNamedInBriefWhereCurvesLeaveNoMoreRoom()
    {
        charts::CurvePlot plot;
        plot.resize(240, 170);
        charts::PlotContent content;
        content.axis = { 1e4, 1e7 };
        content.scale.most = 1;
        content.users = 3e5;
        content.limit = { QStringLiteral("objective of Browse: p95 ≤ 250 ms"), 0.25, QStringLiteral("p95 ≤ 250 ms") };
        charts::Curve tail;
        for (double users = 1e4; users < 5e5; users *= 1.1)
            tail.points.append({ users, 0.325 });
        tail.points.append({ 8e5, 1 });
        content.curves = { tail };
        for (const double part : { 0.5, 0.12 }) { // of most requests, and of half of them
            charts::Curve curve = tail;
            for (QPointF &point : curve.points)
                point.ry() *= part;
            content.curves.append(curve);
        }
        plot.setContent(content);
        const auto brief = plot.limitName();
        QVERIFY(brief && brief->isClear);
        QCOMPARE(brief->text, content.limit->brief);
        content.curves.clear();
        plot.setContent(content);
        QCOMPARE(plot.limitName()->text, content.limit->label);
    }

    void curvesAreFiniteAndLabeled()
    {
        charts::UtilizationChart chart;
        chart.setCurves(curvesOf("examples/social-feed.headroom", 4));
        QVERIFY(chart.curves().size() >= 3);
        QCOMPARE(chart.curves().first().label, QStringLiteral("Push and e-mail · Quota"));
        for (const charts::Curve &curve : chart.curves()) {
            QVERIFY(curve.points.size() > 10 && curve.points.size() <= 200);
            for (const QPointF &point : curve.points)
                QVERIFY(std::isfinite(point.x()) && std::isfinite(point.y()));
        }
    }

    /// Each step of the users slider brings new curves, mostly of the same names.
    void theLegendIsMadeAnewOnlyWhenItSaysSomethingElse()
    {
        charts::UtilizationChart chart;
        const auto large = curvesOf("examples/social-feed.headroom", 4);
        chart.setCurves(large);
        QVERIFY(chart.legend().size() >= 3);
        const qint64 icon = chart.legend().first()->icon().cacheKey();
        chart.setCurves(std::make_shared<analysis::Curves>(*large));
        QCOMPARE(chart.legend().first()->icon().cacheKey(), icon);
        chart.legend().first()->click();
        QVERIFY(chart.legend().first()->icon().cacheKey() != icon);
        QVERIFY(chart.legend().first()->toolTip().contains(QStringLiteral("Show")));
        const qint64 hidden = chart.legend().first()->icon().cacheKey();
        chart.setTheme(theme::Theme::dark());
        QVERIFY(chart.legend().first()->icon().cacheKey() != hidden);
        const auto small = curvesOf("examples/social-feed.headroom", 0);
        chart.setCurves(small);
        QCOMPARE(chart.legend().size(), chart.curves().size());
        for (qsizetype i = 0; i < chart.legend().size(); ++i)
            QCOMPARE(chart.legend()[i]->accessibleName(), chart.curves()[i].label);
    }

    void curvesAreToldApartByMoreThanColor()
    {
        charts::UtilizationChart chart;
        chart.setCurves(curvesOf("examples/social-feed.headroom", 4));
        for (qsizetype i = 1; i < chart.curves().size(); ++i)
            QVERIFY(chart.curves()[i].style != chart.curves()[i - 1].style);
    }

    void aDesignWithoutLoadHasNoCurves()
    {
        charts::UtilizationChart chart;
        chart.setCurves(curvesOf("resources/templates/empty.headroom", 0));
        QVERIFY(chart.curves().isEmpty());
        chart.resize(400, 240);
        QVERIFY(!chart.grab().isNull());
        charts::CostChart cost;
        cost.setCurves(nullptr);
        QVERIFY(!cost.grab().isNull());
    }

    void aClickInThePlotAsksForItsUsers()
    {
        charts::CostChart chart;
        chart.resize(420, 260);
        chart.setCurves(curvesOf("examples/social-feed.headroom", 4));
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QSignalSpy asked(&chart, &charts::CurveChart::usersRequested);
        QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, chart.toViewport({ 1e6, 5000 }).toPoint());
        QCOMPARE(asked.size(), 1);
        QVERIFY(std::abs(asked.first().first().toDouble() / 1e6 - 1) < 0.05);
    }

    // From a bill of tens to one of a million.
    void aJumpOfScaleKeepsTheGridSmall()
    {
        charts::CostChart chart;
        for (const int stage : { 0, 6, 0 }) {
            chart.setCurves(curvesOf("resources/templates/seven-stages.headroom", static_cast<std::size_t>(stage)));
            QVERIFY(chart.scale().ticks.size() >= 3 && chart.scale().ticks.size() <= 8);
            QVERIFY(chart.scale().ticks.back() <= chart.scale().most * 1.0001);
        }
    }

    void ticksAreRoundNumbers()
    {
        QCOMPARE(charts::linearScale(100).ticks, (std::vector<double> { 0, 25, 50, 75, 100 }));
        QCOMPARE(charts::linearScale(90).ticks, (std::vector<double> { 0, 25, 50, 75, 100 }));
        QCOMPARE(charts::linearScale(7).ticks, (std::vector<double> { 0, 2, 4, 6, 8 }));
        QCOMPARE(charts::logarithmicScale(0.02, 3).ticks, (std::vector<double> { 0.01, 0.1, 1, 10 }));
        QCOMPARE(charts::logarithmicScale(1e-12, 1).ticks.size(), std::size_t(7));
        QCOMPARE(charts::logarithmicScale(0.01, 1).shareOf(0.1), 0.5);
        QCOMPARE(charts::linearScale(100).shareOf(25), 0.25);
    }

    void theLegendHidesAndShowsCurves()
    {
        charts::UtilizationChart chart;
        chart.resize(420, 260);
        chart.setCurves(curvesOf("examples/social-feed.headroom", 4));
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QCOMPARE(chart.legend().size(), chart.curves().size());
        QTest::mouseClick(chart.legend()[1], Qt::LeftButton);
        QVERIFY(chart.curves()[1].isHidden && !chart.curves()[0].isHidden);
        QVERIFY(!chart.csv().contains(chart.curves()[1].label));
        chart.setCurves(curvesOf("examples/social-feed.headroom", 4)); // stays hidden when numbers come anew
        QVERIFY(chart.curves()[1].isHidden);
        chart.legend()[1]->setFocus();
        QTest::keyClick(chart.legend()[1], Qt::Key_Space);
        QVERIFY(!chart.curves()[1].isHidden);
    }

    void theLegendNamesCurvesAsSoonAsTheNamesFit()
    {
        charts::UtilizationChart chart;
        chart.resize(240, 260);
        chart.setCurves(curvesOf("examples/social-feed.headroom", 4));
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        int names = 0;
        for (const QToolButton *button : chart.legend()) {
            QVERIFY(!button->isVisible());
            names += button->fontMetrics().horizontalAdvance(button->text());
        }
        QVERIFY(chart.namesButton()->isVisible()); // a menu has room for all of them
        QVERIFY(chart.namesButton()->text().contains(QString::number(chart.curves().size())));
        Q_EMIT chart.namesButton()->menu()->aboutToShow();
        const QList<QAction *> rows = chart.namesButton()->menu()->actions();
        QCOMPARE(rows.size(), chart.curves().size());
        QCOMPARE(rows[1]->text(), chart.curves()[1].label);
        rows[1]->trigger();
        QVERIFY(chart.curves()[1].isHidden);
        Q_EMIT chart.namesButton()->menu()->aboutToShow();
        QVERIFY(!chart.namesButton()->menu()->actions()[1]->isChecked());
        chart.namesButton()->menu()->actions()[1]->trigger();
        QVERIFY(!chart.curves()[1].isHidden);
        chart.resize(names + 46 * static_cast<int>(chart.legend().size()) + 90, 260);
        QCoreApplication::processEvents();
        for (const QToolButton *button : chart.legend()) {
            QVERIFY(button->isVisible());
            QVERIFY(button->width()
                    >= button->fontMetrics().horizontalAdvance(button->text()) + 36); // a gap to the next
        }
        QVERIFY(!chart.namesButton()->isVisible());
        QVERIFY(chart.minimumSizeHint().width() <= 240); // and can be narrow again
    }

    void thePointerReadsEveryCurve()
    {
        charts::UtilizationChart chart;
        chart.resize(420, 260);
        const auto curves = curvesOf("examples/social-feed.headroom", 4);
        chart.setCurves(curves);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QSignalSpy hovered(&chart, &charts::CurveChart::hovered);
        QTest::mouseMove(chart.viewport(), chart.toViewport({ 1e6, 0.5 }).toPoint());
        QTRY_VERIFY(!hovered.isEmpty());
        QVERIFY(std::abs(hovered.last().first().toDouble() / 1e6 - 1) < 0.05);
        const QStringList lines = chart.viewport()->hoverLines();
        QCOMPARE(lines.size(), chart.curves().size() + 1);
        QVERIFY(lines[1].startsWith(chart.curves()[0].label));
        // Between two points: straight on the users' logarithm.
        const charts::Curve line { {}, { { 100, 1 }, { 10000, 3 } }, theme::Role::Series1, Qt::SolidLine };
        QCOMPARE(charts::valueAt(line, 1000).value_or(0), 2.0);
        QVERIFY(!charts::valueAt(line, 99) && !charts::valueAt(line, 10001));
    }

    // 100 px apart: each for itself; 5 px apart: one that stands for both, in their middle
    void marksThatWouldOverlapAreOne()
    {
        const auto alone = charts::clustersOf({ { 0, 0 }, { 100, 0 }, { 100, 60 } });
        QCOMPARE(alone.size(), 3);
        const auto together = charts::clustersOf({ { 105, 10 }, { 0, 0 }, { 100, 10 } });
        QCOMPARE(together.size(), 2);
        QCOMPARE(together[0].marks, QList<qsizetype> { 1 });
        QCOMPARE(together[1].marks, (QList<qsizetype> { 2, 0 })); // from left to right
        QCOMPARE(together[1].at, QPointF(102.5, 10));
        QList<QPointF> crowd;
        for (int i = 0; i < 40; ++i)
            crowd.append({ i * 6.0, (i % 3) * 4.0 });
        qsizetype marks = 0;
        const auto clusters = charts::clustersOf(crowd);
        for (qsizetype i = 0; i < clusters.size(); ++i) {
            marks += clusters[i].marks.size();
            for (qsizetype k = i + 1; k < clusters.size(); ++k) {
                const QSizeF size = charts::clusterSize(clusters[i].marks.size());
                const QSizeF other = charts::clusterSize(clusters[k].marks.size());
                QVERIFY(std::abs(clusters[i].at.x() - clusters[k].at.x()) >= (size.width() + other.width()) / 2
                        || std::abs(clusters[i].at.y() - clusters[k].at.y()) >= size.height());
            }
        }
        QCOMPARE(marks, 40);
        QVERIFY(clusters.size() < 40);
    }

    void marksAreSaidByPointerAndKeys()
    {
        charts::CurvePlot plot;
        plot.resize(600, 300);
        charts::PlotContent content;
        content.axis = { 1e2, 1e8 };
        content.scale = charts::linearScale(100);
        content.curves = { { QStringLiteral("cost"), { { 1e2, 10 }, { 1e8, 90 } } } };
        content.marks = { { { 1e3, 20 }, QStringLiteral("first") },
                          { { 1.01e6, 60 }, QStringLiteral("second") },
                          { { 1.02e6, 60 }, QStringLiteral("third") },
                          { { 1e9, 60 }, QStringLiteral("out of sight") } };
        content.valueText = content.exactText = [](double value) { return QString::number(value); };
        plot.setContent(content);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QCOMPARE(plot.clusters().size(), 2);
        const auto said = [&plot] { return plot.hoverLines().join(QLatin1Char('|')); };
        plot.setFocus();
        QTest::keyClick(&plot, Qt::Key_Right, Qt::ControlModifier);
        QVERIFY2(said().contains(QStringLiteral("1  first")) && !said().contains(QStringLiteral("second")),
                 qPrintable(said()));
        QTest::keyClick(&plot, Qt::Key_Right, Qt::ControlModifier);
        for (const char *each : { "2 marks here", "2  second", "3  third" })
            QVERIFY2(said().contains(QLatin1String(each)), qPrintable(said()));
        QVERIFY(plot.accessibleDescription().contains(QStringLiteral("third")));
        QTest::keyClick(&plot, Qt::Key_Right, Qt::ControlModifier); // there is no further one
        QVERIFY(said().contains(QStringLiteral("third")));
        QTest::keyClick(&plot, Qt::Key_Left, Qt::ControlModifier);
        QVERIFY(said().contains(QStringLiteral("first")));
        QTest::mouseMove(&plot, plot.clusters()[1].at.toPoint());
        QVERIFY(said().contains(QStringLiteral("second")) && said().contains(QStringLiteral("third")));
    }

    void valuesAreLogarithmicOnRequest()
    {
        charts::CostChart chart;
        chart.setCurves(curvesOf("examples/social-feed.headroom", 4));
        QVERIFY(!chart.scale().isLogarithmic && !(chart.scale().least > 0));
        chart.setLogarithmic(true);
        QVERIFY(chart.scale().isLogarithmic && chart.scale().least > 0);
        for (const charts::Curve &curve : chart.curves())
            for (const QPointF &point : curve.points)
                QVERIFY(point.y() >= chart.scale().least * 0.999 && point.y() <= chart.scale().most * 1.001);
    }

    void itIsCopiedAsPictureAndAsCsv()
    {
        charts::CostChart chart;
        chart.resize(420, 260);
        const auto curves = curvesOf("examples/social-feed.headroom", 4);
        chart.setCurves(curves);
        chart.copyCsv();
        const QStringList rows = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(rows.first(), QStringLiteral("users,\"this design\",\"saturated\""));
        QCOMPARE(rows[1].section(QLatin1Char(','), 0, 0).toDouble(), chart.curves()[0].points.first().x());
        QCOMPARE(rows[1].section(QLatin1Char(','), 1, 1).toDouble(), chart.curves()[0].points.first().y());
        chart.copyPicture();
        QVERIFY(!QGuiApplication::clipboard()->image().isNull());
    }

    void equalNamesAreMadeDistinct()
    {
        QList<charts::Curve> curves(3);
        for (charts::Curve &curve : curves)
            curve.label = QStringLiteral("API");
        charts::makeDistinct(curves);
        QCOMPARE(curves[0].label, QStringLiteral("API"));
        QCOMPARE(curves[1].label, QStringLiteral("API 2"));
        QCOMPARE(curves[2].label, QStringLiteral("API 3"));
    }

    void latencyHasMedianTailAndTheObjective()
    {
        const project::Snapshot design = test::openDesign("examples/social-feed.headroom");
        const auto compiled = analysis::compile(*design, 4, test::theCatalog());
        const std::vector<double> users { 1e4, 1e5, 1e6 };
        auto curves = std::make_shared<charts::LatencyCurves>();
        curves->users = users;
        curves->percentiles = analysis::sweepPercentiles(*design, 4, users, test::theCatalog());
        curves->saturation = 3e6;
        charts::LatencyChart chart;
        chart.setUsers(1e6);
        chart.setCurves(curves);
        auto report = std::make_shared<analysis::Report>(analysis::solve(*compiled, 1e6, { .percentiles = true }));
        chart.setReport(report);
        QCOMPARE(chart.curves().size(), qsizetype(3));
        QCOMPARE(chart.curves()[2].points.last().y(), report->serverTime->value.p99);
        const auto &limit = chart.viewport()->content().limit;
        QVERIFY(limit);
        for (const analysis::ClassReport &each : report->classes)
            QVERIFY(limit->value <= each.objective.limit);
        QVERIFY(chart.scale().most >= limit->value); // its line is in sight
        chart.setCurves(nullptr); // they are on their way, which is not the same as that there are none
        QVERIFY(chart.curves().isEmpty());
        QCOMPARE(chart.viewport()->content().emptyText, QStringLiteral("Being computed…"));
        chart.setReport(std::make_shared<analysis::Report>(analysis::solve(*compiled, 1e9, { .percentiles = true })));
        QVERIFY(chart.viewport()->content().emptyText.startsWith(QStringLiteral("No request is answered yet")));
    }

    void theAxisHoldsThePresentUsers()
    {
        charts::CostChart chart;
        chart.setCurves(curvesOf("examples/social-feed.headroom", 4)); // saturates at 3 M: 10 k to 10 M
        QCOMPARE(chart.axis().most, 1e7);
        chart.setUsers(1e9);
        QCOMPARE(chart.axis().most, 1e9);
        QVERIFY(chart.curves().back().points.back().x() > 9e8);
        chart.setUsers(1.4e6);
        QCOMPARE(chart.axis().most, 1e7);
        chart.setUsers(700);
        QVERIFY(chart.axis().least <= 700);
    }

    void theCostIsSplitWhereTheDesignSaturates()
    {
        charts::CostChart chart;
        const auto curves = curvesOf("examples/social-feed.headroom", 4);
        chart.setCurves(curves);
        QCOMPARE(chart.curves().size(), qsizetype(2));
        QVERIFY(chart.curves()[0].points.last().x() <= curves->saturation);
        QVERIFY(chart.curves()[1].points.last().x() > curves->saturation);
    }

    /// Larger machines alone end where there are none so large; the ideal goes on.
    void theCostStandsBesideWhatElseCouldBeBuilt()
    {
        charts::CostChart chart;
        chart.setCurves(curvesOf("examples/social-feed.headroom", 4));
        auto others = std::make_shared<charts::OtherBills>();
        others->users = { 1e4, 1e5, 1e6, 2e6 };
        others->scaleUp = { 500.0, 2000.0, 30000.0, std::nullopt };
        others->scaleOut = { 300, 1000, 9000, 18000 };
        chart.setOthers(others);
        QCOMPARE(chart.curves().size(), qsizetype(4));
        const charts::Curve &up = chart.curves()[2];
        const charts::Curve &out = chart.curves()[3];
        QCOMPARE(up.points.last(), QPointF(1e6, 30000));
        QCOMPARE(out.points.last(), QPointF(2e6, 18000));
        QVERIFY(chart.csv().contains(up.label) && chart.csv().contains(out.label));
        auto empty = std::make_shared<charts::OtherBills>(*others); // of the stage before anything stood in it
        empty->scaleUp = { 0.0, 0.0, 0.0, 0.0 };
        empty->scaleOut = { 0, 0, 0, 0 };
        chart.setOthers(empty);
        QCOMPARE(chart.curves().size(), qsizetype(2));
        chart.setOthers(nullptr);
        QCOMPARE(chart.curves().size(), qsizetype(2));
    }

    void noTwoAmountsOfAnAxisReadAlike()
    {
        QCOMPARE(charts::shortMoney(0), QStringLiteral("$0"));
        QCOMPARE(charts::shortMoney(0.25), QStringLiteral("$0.25"));
        QCOMPARE(charts::shortMoney(0.5), QStringLiteral("$0.50"));
        QCOMPARE(charts::shortMoney(0.0025), QStringLiteral("$0.0025"));
        QCOMPARE(charts::shortMoney(2.5), QStringLiteral("$2.50"));
        QCOMPARE(charts::shortMoney(40), QStringLiteral("$40"));
        QCOMPARE(charts::shortMoney(12000), QStringLiteral("$12k"));
    }
};

HEADROOM_TEST(QApplication, ChartsTest)

} // namespace headroom::tst_charts

#include "tst_charts.moc"
