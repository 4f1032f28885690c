#include "app/resources/resources.h"
#include "app/shell/growth_controls.h"
#include "app/shell/main_window.h"
#include "tests/benchmarks/measure.h"
#include "views/charts/cost_chart.h"
#include "views/charts/latency_chart.h"
#include "views/charts/utilization_chart.h"

#include <QAction>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <algorithm>

namespace headroom::bench {

namespace {

constexpr double kStep = 50;     ///< ms, from a stage step to all charts redrawn
constexpr double kFrame = 16.67; ///< ms, 60 frames a second
constexpr double kSpeed = 3;     ///< of growing, times the usual one
constexpr int kPatience = 60;    ///< s

void settle(app::MainWindow &window)
{
    bool isSettled = false;
    const auto connection
        = QObject::connect(&window, &app::MainWindow::settled, &window, [&isSettled] { isSettled = true; });
    window.setUsers(window.users() + 1);
    (void)QTest::qWaitFor([&isSettled] { return isSettled; }, kPatience * 1000);
    QObject::disconnect(connection);
    QTest::qWait(300); // slides and repaints end
}

/// The points that a chart shows first, by which another stage is told.
QList<QPointF> pointsOf(const charts::CurveChart *chart)
{
    return chart->curves().isEmpty() ? QList<QPointF>() : chart->curves().front().points;
}

/// From a step to the next or last stage until all three charts show it, painted.
Times stageSteps(app::MainWindow &window)
{
    const QList<charts::CurveChart *> shown { window.findChild<charts::UtilizationChart *>(), &window.latencyChart(),
                                              window.findChild<charts::CostChart *>() };
    Times times;
    for (const char *way : { "stage-previous", "stage-next", "stage-previous", "stage-next" })
        for (int i = 0; i < 6; ++i) {
            QList<QList<QPointF>> before;
            for (const charts::CurveChart *chart : shown)
                before.append(pointsOf(chart));
            const double start = now();
            window.action(way)->trigger();
            const auto isShown = [&] {
                for (qsizetype c = 0; c < shown.size(); ++c)
                    if (pointsOf(shown[c]) == before[c])
                        return false;
                return true;
            };
            const QDeadlineTimer patience(kPatience * 1000);
            while (!isShown() && !patience.hasExpired()) // qWaitFor() would sleep between two looks
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            QCoreApplication::processEvents(); // the repaint
            times.milliseconds.push_back(now() - start);
            settle(window);
        }
    std::sort(times.milliseconds.begin(), times.milliseconds.end());
    return times;
}

/// What the interface's thread does between two frames of growing users, painting included.
Times growing(app::MainWindow &window)
{
    Times times;
    double busy = 0;
    app::GrowPlayer &player = window.growth().player();
    player.setSpeed(kSpeed);
    QObject::connect(&player, &app::GrowPlayer::moved, &window, [&] {
        times.milliseconds.push_back(busy);
        busy = 0;
    });
    window.action("grow")->setChecked(true);
    QElapsedTimer patience;
    patience.start();
    while (player.isPlaying() && patience.elapsed() < kPatience * 1000) {
        const double start = now();
        QCoreApplication::processEvents(QEventLoop::AllEvents);
        QCoreApplication::sendPostedEvents();
        const double taken = now() - start;
        busy += taken;
        if (taken < 0.1)
            QThread::usleep(200); // nothing to do: the analysis gets the processor
    }
    window.action("grow")->setChecked(false);
    std::sort(times.milliseconds.begin(), times.milliseconds.end());
    return times;
}

} // namespace

void benchGrowthWindow(Table &table)
{
    const Result<catalog::Catalog> catalog = app::loadCatalog();
    if (!catalog)
        return;
    app::MainWindow window(*catalog);
    window.resize(1600, 1000);
    window.openFile(QStringLiteral(HEADROOM_SOURCE_DIR "/examples/video-site.headroom"));
    window.show();
    window.showStage(6);
    settle(window);
    table.add("a stage step at 1600x1000 until all charts are redrawn", stageSteps(window), kStep);
    table.add("users growing from 1 k to 100 M: work of a frame", growing(window), kFrame, Judged::NineteenOfTwenty);
    window.document().undoStack().setClean();
}

} // namespace headroom::bench
