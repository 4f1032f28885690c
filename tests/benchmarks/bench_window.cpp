#include "app/resources/resources.h"
#include "app/shell/main_window.h"
#include "tests/benchmarks/measure.h"
#include "views/canvas/canvas_view.h"

#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <tuple>

namespace headroom::bench {

namespace {

constexpr int kSteps = 240;

/// How long the interface was not listening between two looks at the clock: every event handled is a frame or less.
class BusyTimes {
public:
    /// Handles events until `isDone`, noting how long each round took.
    template <typename IsDone>
    void handleUntil(IsDone isDone)
    {
        using Clock = std::chrono::steady_clock;
        while (!isDone()) {
            const Clock::time_point start = Clock::now();
            QCoreApplication::processEvents(QEventLoop::AllEvents);
            QCoreApplication::sendPostedEvents();
            const double taken = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
            m_longest = std::max(m_longest, taken);
        }
    }
    double takeLongest() { return std::exchange(m_longest, 0.0); }

private:
    double m_longest = 0;
};

} // namespace

void benchWindow(Table &table)
{
    const Result<catalog::Catalog> catalog = app::loadCatalog();
    if (!catalog)
        return;
    app::MainWindow window(*catalog);
    window.resize(1600, 1000);
    window.openFile(QStringLiteral(HEADROOM_SOURCE_DIR "/examples/video-site.headroom"));
    window.show();
    bool isSettled = false;
    QObject::connect(&window, &app::MainWindow::settled, &window, [&isSettled] { isSettled = true; });
    BusyTimes busy;
    window.showStage(6);
    busy.handleUntil([&] { return isSettled; });
    QTest::qWait(800);
    Times frames, answers;
    for (int i = 0; i < kSteps; ++i) {
        isSettled = false;
        busy.takeLongest();
        const auto start = std::chrono::steady_clock::now();
        window.setUsers(1e3 * std::pow(1e6, static_cast<double>(i) / (kSteps - 1)));
        const double direct
            = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        busy.handleUntil([&] { return isSettled; });
        busy.handleUntil([n = 0]() mutable { return ++n > 2; }); // the repaint
        frames.milliseconds.push_back(std::max(direct, busy.takeLongest()));
        answers.milliseconds.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(frames.milliseconds.begin(), frames.milliseconds.end());
    std::sort(answers.milliseconds.begin(), answers.milliseconds.end());
    table.add("users slider at 1600x1000: longest frame of each step", frames, 16);
    table.add("  from the move to every number and chart repainted", answers, 32);
    window.document().undoStack().setClean();
}

void benchAnalyze(Table &table, const std::string &path)
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("generated.headroom"));
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return;
    out.write(QByteArray::fromStdString(generatedFile(100)));
    out.close();
    const QStringList arguments { QStringLiteral("analyze"), file, QStringLiteral("-o"),
                                  folder.filePath(QStringLiteral("answer.txt")) };
    table.add("headroom analyze of 100 components, start to exit",
              measure(21, [&] { QProcess::execute(QString::fromStdString(path), arguments); }), 60);
}

void benchReports(Table &table, const std::string &path)
{
    QTemporaryDir folder;
    for (const auto &[what, ending, limit] : { std::tuple("HTML", "html", 1000.0), std::tuple("PDF", "pdf", 3000.0) }) {
        const QStringList arguments { QStringLiteral("report"),
                                      QStringLiteral(HEADROOM_SOURCE_DIR "/examples/social-feed.headroom"),
                                      QStringLiteral("-o"), folder.filePath(QStringLiteral("report.") + ending) };
        table.add(std::string("headroom report of the largest example as ") + what + ", start to exit",
                  measure(5, [&] { QProcess::execute(QString::fromStdString(path), arguments); }), limit);
    }
}

void benchStart(Table &table, const std::string &path)
{
    const QStringList arguments { QStringLiteral("--first-paint"), QStringLiteral("--size"),
                                  QStringLiteral("1600x1000"),
                                  QStringLiteral(HEADROOM_SOURCE_DIR "/examples/social-feed.headroom") };
    table.add("start of the program until its window with an example is painted",
              measure(9, [&] { QProcess::execute(QString::fromStdString(path), arguments); }), 200);
}

} // namespace headroom::bench
