#pragma once

#include "app/desktop/desktop_motion.h"

#include <QList>
#include <QObject>
#include <QString>

namespace headroom::app {

class Language;
class MainWindow;

/// The windows of this process, one for each design.
class Windows final : public QObject {
    Q_OBJECT

public:
    /// @param language  spoken; must outlive the windows.
    explicit Windows(Language &language);
    ~Windows() override;

    /// A further window, not shown yet. It deletes itself when it is closed.
    MainWindow &add();
    /// Shows the file: where it is open already, in the asking window when nothing is lost by it, else in another one.
    void open(const QString &path, MainWindow &asking);
    /// Takes the language and the size of the letters from the settings: when they are others, every window is made anew
    /// around its design, with its undo steps, its journal and where it was.
    void remake();
    [[nodiscard]] MainWindow *windowOf(const QString &path) const;
    /// What the desktop says about motion; asked for once the first window is there.
    [[nodiscard]] DesktopMotion &desktopMotion() { return m_desktopMotion; }
    [[nodiscard]] const QList<MainWindow *> &all() const { return m_windows; }

private:
    void adopt(MainWindow *window);

    Language &m_language;
    DesktopMotion m_desktopMotion;
    QList<MainWindow *> m_windows;
    int m_letters; ///< in percent, that the windows were made with
};

} // namespace headroom::app
