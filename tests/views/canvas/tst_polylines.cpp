#include "tests/support/test_program.h"
#include "views/canvas/polylines.h"

#include <QCoreApplication>
#include <QTest>

#include <vector>

namespace headroom::tst_polylines {

using namespace canvas;

/// Lines as they are cut to what is in sight.
class PolylinesTest final : public QObject {
    Q_OBJECT

    static std::vector<QPolygonF> dashesOf(const QPolygonF &run, const QRectF &area, double begin = 0)
    {
        std::vector<QPolygonF> dashes;
        eachDash(run, begin, 6, 4, area, [&](const QPolygonF &dash) { dashes.push_back(dash); });
        return dashes;
    }

private Q_SLOTS:
    void partsOfSegments_data()
    {
        QTest::addColumn<QPointF>("a");
        QTest::addColumn<QPointF>("b");
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::newRow("inside") << QPointF(1, 1) << QPointF(9, 9) << 0.0 << 1.0;
        QTest::newRow("across") << QPointF(-10, 5) << QPointF(30, 5) << 0.25 << 0.5;
        QTest::newRow("back across") << QPointF(30, 5) << QPointF(-10, 5) << 0.5 << 0.75;
        QTest::newRow("through a corner") << QPointF(-5, 5) << QPointF(5, -5) << 0.0 << 0.0;
        QTest::newRow("beside") << QPointF(-10, 11) << QPointF(30, 11) << 0.0 << 0.0;
        QTest::newRow("before") << QPointF(-10, 5) << QPointF(-1, 5) << 0.0 << 0.0;
        QTest::newRow("from outside in") << QPointF(-10, 5) << QPointF(10, 5) << 0.5 << 1.0;
        QTest::newRow("a point inside") << QPointF(5, 5) << QPointF(5, 5) << 0.0 << 1.0;
        QTest::newRow("a point outside") << QPointF(15, 5) << QPointF(15, 5) << 0.0 << 0.0;
    }
    void partsOfSegments()
    {
        QFETCH(QPointF, a);
        QFETCH(QPointF, b);
        const auto [from, to] = partWithin(a, b, QRectF(0, 0, 10, 10));
        QTEST(from, "from");
        QTEST(to, "to");
    }

    void dashesGoOnAroundCorners()
    {
        const auto dashes = dashesOf({ { 0, 0 }, { 13, 0 }, { 13, 20 } }, QRectF(-50, -50, 100, 100));
        QCOMPARE(dashes.size(), std::size_t(4));
        QCOMPARE(dashes[0], QPolygonF({ { 0, 0 }, { 6, 0 } }));
        QCOMPARE(dashes[1], QPolygonF({ { 10, 0 }, { 13, 0 }, { 13, 3 } }));
        QCOMPARE(dashes[2], QPolygonF({ { 13, 7 }, { 13, 13 } }));
        QCOMPARE(dashes[3], QPolygonF({ { 13, 17 }, { 13, 20 } }));
    }

    /// A piece in sight has its dashes where the whole line has them.
    void dashesKeepTheirPhase()
    {
        const QPolygonF line { { 0, 0 }, { 1e6, 0 } };
        const auto seen = dashesOf(line, QRectF(500'003, -1, 20, 2));
        QCOMPARE(seen.size(), std::size_t(3));
        const std::vector<std::pair<double, double>> wanted { { 500'003, 500'006 },
                                                              { 500'010, 500'016 },
                                                              { 500'020, 500'023 } };
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            QVERIFY(std::abs(seen[i].front().x() - wanted[i].first) < 1e-6);
            QVERIFY(std::abs(seen[i].back().x() - wanted[i].second) < 1e-6);
        }
        const auto later = dashesOf({ { 4, 0 }, { 12, 0 } }, QRectF(-50, -50, 100, 100), 4);
        QCOMPARE(later.size(), std::size_t(2));
        QCOMPARE(later[0], QPolygonF({ { 4, 0 }, { 6, 0 } }));
        QCOMPARE(later[1], QPolygonF({ { 10, 0 }, { 12, 0 } }));
    }
};

HEADROOM_TEST(QCoreApplication, PolylinesTest)

} // namespace headroom::tst_polylines

#include "tst_polylines.moc"
