#include "app/shell/windows.h"

#include "app/shell/main_window.h"

#include <QFileInfo>

namespace headroom::app {

namespace {
constexpr int kStep = 32; ///< pixels between a window and the next
}

Windows::Windows(const catalog::Catalog &catalog)
    : m_catalog(catalog)
{
}

Windows::~Windows()
{
    const QList<MainWindow *> left = std::exchange(m_windows, {});
    for (MainWindow *window : left) {
        window->disconnect(this);
        delete window;
    }
}

MainWindow &Windows::add()
{
    auto *window = new MainWindow(m_catalog);
    window->setAttribute(Qt::WA_DeleteOnClose);
    if (!m_windows.isEmpty())
        window->move(m_windows.last()->pos() + QPoint(kStep, kStep));
    m_windows.append(window);
    connect(window, &QObject::destroyed, this, [this, window] { m_windows.removeAll(window); });
    connect(window, &MainWindow::openRequested, this, [this, window](const QString &path) { open(path, *window); });
    connect(window, &MainWindow::windowRequested, this, [this] {
        MainWindow &made = add();
        made.startFromTemplate(QStringLiteral("empty"));
        made.showStart();
        made.show();
    });
    connect(window, &MainWindow::preferencesChanged, this, [this] {
        for (MainWindow *each : std::as_const(m_windows))
            each->applyPreferences();
    });
    return *window;
}

MainWindow *Windows::windowOf(const QString &path) const
{
    const QFileInfo wanted(path);
    for (MainWindow *window : m_windows)
        if (const QString &open = window->document().path(); !open.isEmpty() && QFileInfo(open) == wanted)
            return window;
    return nullptr;
}

void Windows::open(const QString &path, MainWindow &asking)
{
    if (MainWindow *there = windowOf(path)) {
        there->show();
        there->raise();
        there->activateWindow();
        return;
    }
    if (asking.isPristine()) {
        asking.openFile(path);
        return;
    }
    MainWindow &made = add();
    if (made.openFile(path))
        made.show();
    else
        made.close();
}

} // namespace headroom::app
