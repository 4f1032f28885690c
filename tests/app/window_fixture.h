#pragma once

#include "app/resources/resources.h"
#include "app/shell/main_window.h"
#include "views/canvas/canvas_view.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

#include <memory>

namespace headroom::test {

/// Settings and data folder of this test program alone, and empty.
inline void isolate(const char *name)
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("headroom-test"));
    QCoreApplication::setApplicationName(QLatin1String(name));
    QSettings().clear();
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
}

/// A shown window with an example of its own in a file.
inline std::unique_ptr<app::MainWindow> openWindow(const catalog::Catalog &catalog, const QString &file)
{
    auto window = std::make_unique<app::MainWindow>(catalog);
    window->resize(1280, 800);
    window->canvas().setMotion(false);
    if (!file.isEmpty())
        window->openFile(file);
    else
        window->startFromTemplate(QStringLiteral("seven-stages"));
    window->show();
    return QTest::qWaitForWindowActive(window.get()) ? std::move(window) : nullptr;
}

} // namespace headroom::test
