#include "tests/benchmarks/measure.h"

#include <QApplication>
#include <QStandardPaths>

#include <cstdlib>

/// Prints how long the work takes that people wait for. Offscreen unless a platform is set.
int main(int argc, char **argv)
{
    if (!std::getenv("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication program(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("headroom-test"));
    QCoreApplication::setApplicationName(QStringLiteral("bench"));
    headroom::bench::Table table;
    headroom::bench::benchModel(table);
    headroom::bench::benchWindow(table);
    headroom::bench::benchStart(table,
                                (QCoreApplication::applicationDirPath() + QStringLiteral("/headroom")).toStdString());
    table.print();
    return table.allKept() ? 0 : 1;
}
