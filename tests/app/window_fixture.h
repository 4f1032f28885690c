#pragma once

#include "app/resources/resources.h"
#include "app/shell/docks.h"
#include "app/shell/main_window.h"
#include "views/canvas/canvas_view.h"
#include "views/theme/letters.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
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

/// Tests of the window: each function has one of its own, which closes without asking about what was not saved.
class WindowTest : public QObject {
protected:
    Result<catalog::Catalog> m_catalog = app::loadCatalog();
    std::unique_ptr<app::MainWindow> m_window;
    std::unique_ptr<QTemporaryDir> m_folder; ///< of copyOf(), empty before each function

    /// @return whether the file is open in a shown window
    bool open(const char *program, const QString &file)
    {
        if (!m_catalog)
            return false;
        isolate(program);
        m_window = openWindow(*m_catalog, file);
        return m_window != nullptr;
    }
    /// The path of a copy of an example that may be written to.
    QString copyOf(const QString &example, const QString &name)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const QString path = m_folder->filePath(name);
        return QFile::copy(QStringLiteral(HEADROOM_SOURCE_DIR "/examples/") + example, path) ? path : QString();
    }
    void close()
    {
        if (m_window)
            m_window->document().undoStack().setClean();
        m_window.reset();
        theme::setLetterScale(1);
    }
    QDockWidget *dock(const char *id) { return m_window->docks().dock(QLatin1String(id)); }
};

} // namespace headroom::test
