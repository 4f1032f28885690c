#include "tests/support/model_support.h"
#include "views/charts/cost_chart.h"
#include "views/charts/utilization_chart.h"

#include <QGraphicsView>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace headroom;

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

    /// From a bill of tens to one of a million: a tick interval of the old scale would fill the new one with lines.
    void aJumpOfScaleKeepsTheGridSmall()
    {
        charts::CostChart chart;
        chart.resize(420, 260);
        chart.show();
        auto *view = chart.findChild<QGraphicsView *>();
        QVERIFY(view);
        for (const int stage : { 0, 6, 0 }) {
            chart.setCurves(curvesOf("resources/templates/seven-stages.headroom", static_cast<std::size_t>(stage)));
            QVERIFY(view->scene()->items().size() < 200);
        }
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
};

QTEST_MAIN(ChartsTest)
#include "tst_charts.moc"
