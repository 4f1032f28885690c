#include "tests/benchmarks/measure.h"

#include <QApplication>
#include <QStandardPaths>

#include <cstdio>
#include <cstdlib>

/// Prints how long the work takes that people wait for. Offscreen unless a platform is set.
/// With --model, without the window; with --canvas, the canvas and the window with large designs alone; with --growth,
/// growth alone.
int main(int argc, char **argv)
{
    if (!std::getenv("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication program(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("headroom-test"));
    QCoreApplication::setApplicationName(QStringLiteral("bench"));
    const double pace = headroom::bench::paceOfThisMachine();
    headroom::bench::Table table(pace);
    if (QCoreApplication::arguments().contains(QStringLiteral("--canvas"))) {
        headroom::bench::benchCanvas(table);
        headroom::bench::benchOpening(table);
        table.print();
        return table.allKept() ? 0 : 1;
    }
    if (QCoreApplication::arguments().contains(QStringLiteral("--growth"))) {
        headroom::bench::benchGrowth(table);
        headroom::bench::benchGrowthWindow(table);
        table.print();
        return table.allKept() ? 0 : 1;
    }
    const std::string binary = (QCoreApplication::applicationDirPath() + QStringLiteral("/headroom")).toStdString();
    const bool isScaleKept = headroom::bench::benchScale(pace);
    headroom::bench::benchModel(table);
    headroom::bench::benchGrowth(table);
    headroom::bench::benchAnalyze(table, binary);
    headroom::bench::benchReports(table, binary);
    if (!QCoreApplication::arguments().contains(QStringLiteral("--model"))) {
        headroom::bench::benchExport(table);
        headroom::bench::benchWindow(table);
        headroom::bench::benchGrowthWindow(table);
        headroom::bench::benchCanvas(table);
        headroom::bench::benchOpening(table);
        headroom::bench::benchStart(table, binary);
    }
    std::printf("\n");
    table.print();
    return table.allKept() && isScaleKept ? 0 : 1;
}
