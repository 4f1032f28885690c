#include "app/shell/windows.h"

#include "app/language/language.h"
#include "app/shell/main_window.h"

#include <QApplication>
#include <QFileInfo>
#include <QTimer>

namespace headroom::app {

namespace {
constexpr int kStep = 32;        ///< pixels between a window and the next
constexpr int kAfterDialog = 50; ///< ms until it is asked again whether a dialog has ended
} // namespace

Windows::Windows(Language &language)
    : m_language(language)
    , m_letters(Settings::fontPercent())
{
    connect(&m_desktopMotion, &DesktopMotion::changed, this, [this] {
        for (MainWindow *each : std::as_const(m_windows))
            each->applyMotion();
    });
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
    auto *window = new MainWindow(m_language.catalog());
    if (!m_windows.isEmpty())
        window->move(m_windows.last()->pos() + QPoint(kStep, kStep));
    adopt(window);
    return *window;
}

void Windows::adopt(MainWindow *window)
{
    window->setAttribute(Qt::WA_DeleteOnClose);
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
    // Queued: the window that asks is still at work, and goes.
    connect(window, &MainWindow::remakeRequested, this, &Windows::remake, Qt::QueuedConnection);
}

void Windows::remake()
{
    if (QApplication::activeModalWidget()) { // whose function still runs in the window it belongs to
        QTimer::singleShot(kAfterDialog, this, &Windows::remake);
        return;
    }
    const QString before = m_language.code();
    const bool isOther = m_language.speak(Settings::language()) && m_language.code() != before;
    const int letters = std::exchange(m_letters, Settings::fontPercent());
    if (!isOther && letters == m_letters)
        return;
    const bool quits = QGuiApplication::quitOnLastWindowClosed();
    QGuiApplication::setQuitOnLastWindowClosed(false);
    const QList<MainWindow *> old = std::exchange(m_windows, {});
    MainWindow *active = nullptr;
    for (MainWindow *window : old) {
        const bool wasActive = window->isActiveWindow();
        window->disconnect(this);
        Handover handover = window->handOver();
        delete window;
        auto *made = new MainWindow(m_language.catalog(), nullptr, std::move(handover.work));
        adopt(made);
        made->takeOver(handover);
        if (wasActive)
            active = made;
    }
    if (active) { // where the preferences were, not the one that happens to be made last
        active->raise();
        active->activateWindow();
    }
    QGuiApplication::setQuitOnLastWindowClosed(quits);
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
        there->leaveStart();
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
