#include "tests/support/test_program.h"
#include "views/charts/stage_map.h"

#include <QApplication>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <QtMath>

#include <limits>

namespace headroom::tst_stage_map {

using charts::StageBar;
using charts::StageMap;

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

std::vector<StageBar> fourStages()
{
    return { { "One server", 0, 7e3, 8.5e3, 1e4, 0, 1e3, true, { "saturated at\t10.0 k" } },
             { "Empty", std::nullopt, kNever, kNever, 0, 1e3, 1e4, false, {} },
             { "Never needed", std::nullopt, 7e4, 8.5e4, 1e5, 1e4, 1e5, true, {} },
             { "Endless", 7e3, kNever, kNever, kNever, 1e5, 5e6, true, {} } };
}

} // namespace

/// Bars a stage over users, by real mouse and key events.
class StageMapTest final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<StageMap> m_map;

    QColor colorAt(QPointF at) { return m_map->grab().toImage().pixelColor(at.toPoint()); }

private Q_SLOTS:
    void init()
    {
        m_map = std::make_unique<StageMap>();
        m_map->resize(700, 240);
        m_map->setStages(fourStages());
        m_map->setUsers(2e4);
        m_map->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_map.get()));
    }
    void cleanup() { m_map.reset(); }

    void barsReachFromJustifiedToSaturated()
    {
        QCOMPARE(m_map->barRect(0).left(), m_map->xOf(1e2)); // the axis begins there
        QVERIFY(std::abs(m_map->barRect(0).right() - m_map->xOf(1e4)) < 1e-6);
        QVERIFY(m_map->barRect(1).isNull() && m_map->barRect(2).isNull());
        QVERIFY(std::abs(m_map->barRect(3).left() - m_map->xOf(7e3)) < 1e-6);
        QVERIFY(std::abs(m_map->barRect(3).right() - m_map->xOf(m_map->axis().most)) < 1e-6);
    }

    void theAxisHoldsEveryEnd()
    {
        QCOMPARE(m_map->axis().most, 1e7);
        m_map->setStages({});
        QVERIFY(m_map->axis().most > m_map->axis().least);
    }

    void statesDifferInPatternToo()
    {
        const QRectF bar = m_map->barRect(0);
        const auto pixels = [&](double from, double to) {
            const QImage image = m_map->grab().toImage();
            QSet<QRgb> colors;
            for (int x = qCeil(m_map->xOf(from)) + 9; x < qFloor(m_map->xOf(to)) - 2; ++x)
                for (int y = qCeil(bar.top()) + 1; y < qFloor(bar.bottom()) - 3; ++y)
                    colors.insert(image.pixel(x, y));
            return colors.size();
        };
        m_map->resize(4000, 240);       // room for the pieces
        QVERIFY(pixels(2e2, 6e3) <= 2); // plain, but for the grid
        QVERIFY(pixels(7e3, 8.5e3) >= 2);
        QVERIFY(pixels(8.5e3, 1e4) >= 2);
    }

    void aClickGoesToTheStageAndTheUsers()
    {
        QSignalSpy chosen(m_map.get(), &StageMap::chosen);
        const QRectF row = m_map->rowRect(3);
        QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, QPoint(qRound(m_map->xOf(1e6)), qRound(row.center().y())));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first()[0].toInt(), 3);
        QVERIFY(std::abs(chosen.first()[1].toDouble() / 1e6 - 1) < 0.05);
        QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, QPoint(20, qRound(row.center().y())));
        QCOMPARE(chosen.last()[1].toDouble(), 2e4); // on its name: the users stay
        QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, QPoint(300, 2));
        QCOMPARE(chosen.size(), 2);
    }

    void thePointerIsToldWhatTheBarSays()
    {
        QTest::mouseMove(m_map.get(), m_map->rowRect(0).center().toPoint());
        QVERIFY(m_map->hoverLines().join(QLatin1Char('\n')).contains(QStringLiteral("saturated at")));
        QVERIFY(m_map->hoverLines().first().contains(QStringLiteral("One server")));
    }

    void arrowsMoveThroughStagesAndUsers()
    {
        QSignalSpy chosen(m_map.get(), &StageMap::chosen);
        m_map->setCurrent(0);
        QTest::keyClick(m_map.get(), Qt::Key_Down);
        QCOMPARE(chosen.last()[0].toInt(), 1);
        QTest::keyClick(m_map.get(), Qt::Key_Up);
        QCOMPARE(chosen.size(), 1); // it is the first
        QTest::keyClick(m_map.get(), Qt::Key_Right);
        QVERIFY(chosen.last()[1].toDouble() > 2e4);
        QTest::keyClick(m_map.get(), Qt::Key_Left);
        QVERIFY(chosen.last()[1].toDouble() < 2e4);
    }

    // 20 rows in the room of 7: none is lower than its letters, the present one is in sight, the rest can be scrolled to.
    void manyStagesAreReadAndScrolled()
    {
        QVERIFY(m_map->scrollBar()->isHidden());
        std::vector<charts::StageBar> many;
        for (int i = 0; i < 20; ++i)
            many.push_back(fourStages().front());
        m_map->setStages(many);
        QVERIFY(m_map->scrollBar()->isVisible());
        QVERIFY(m_map->rowRect(0).height() >= QFontMetricsF(theme::Theme::font(11)).height());
        QVERIFY(m_map->rowRect(19).top() > m_map->height());
        m_map->setCurrent(19);
        QVERIFY(m_map->rowRect(19).bottom() < m_map->height() - 10 && m_map->rowRect(0).bottom() < 0);
        QSignalSpy chosen(m_map.get(), &StageMap::chosen);
        QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, QPoint(20, qRound(m_map->rowRect(17).center().y())));
        QCOMPARE(chosen.last()[0].toInt(), 17);
        m_map->setCurrent(0);
        QVERIFY(m_map->rowRect(0).top() > 0);
        const QPointF at(300, 100);
        QWheelEvent wheel(at, m_map->mapToGlobal(at), {}, { 0, -240 }, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_map.get(), &wheel);
        QVERIFY(m_map->rowRect(0).top() < 0);
        m_map->setStages(fourStages());
        QVERIFY(m_map->scrollBar()->isHidden());
        QVERIFY(m_map->rowRect(0).top() > 0);
    }

    /// Every row has its name, in a narrow and low map, too, and none runs into its bars.
    void everyRowIsNamed()
    {
        std::vector<StageBar> stages(7, fourStages().front());
        for (StageBar &each : stages)
            each.name = "Shards and regions on three continents";
        m_map->setStages(stages);
        m_map->setCurrent(3);
        for (const QSize size : { QSize(700, 240), QSize(260, 150), QSize(200, 90) }) {
            m_map->resize(size);
            const QImage image = m_map->grab().toImage();
            const auto isInk = [&](int x, int y) { return qGray(image.pixel(x, y)) < 150; };
            for (int stage = 0; stage < 7; ++stage) {
                const QRect row = m_map->rowRect(stage).toAlignedRect();
                if (row.top() < 24 || row.bottom() > m_map->height() - 20)
                    continue; // scrolled to the edge, or out of sight
                int first = -1;
                int last = -1;
                for (int x = 8; x < row.left(); ++x)
                    for (int y = row.top() + 1; y < row.bottom(); ++y)
                        if (isInk(x, y)) {
                            first = first < 0 ? x : first;
                            last = x;
                        }
                QVERIFY2(first >= 0 && first < 20, qPrintable(QStringLiteral("no name in row %1").arg(stage)));
                QVERIFY(last - first > row.left() / 2); // more than the number
                QVERIFY2(last < row.left() - 4, qPrintable(QStringLiteral("row %1 runs into its bars").arg(stage)));
            }
        }
    }

    void itIsSpoken()
    {
        m_map->setCurrent(0);
        QVERIFY(m_map->accessibleDescription().contains(QStringLiteral("saturated at: 10.0 k")));
    }
};

HEADROOM_TEST(QApplication, StageMapTest)

} // namespace headroom::tst_stage_map

#include "tst_stage_map.moc"
