#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace headroom::app {

/// Which look to use.
enum class LookChoice { System, Light, Dark };

/// What is remembered between sessions, by typed keys.
class Settings {
public:
    [[nodiscard]] static LookChoice look();
    static void setLook(LookChoice choice);
    [[nodiscard]] static bool hasMotion();
    static void setMotion(bool isOn);
    [[nodiscard]] static bool showsGrid();
    static void setGrid(bool isShown);
    [[nodiscard]] static QByteArray geometry();
    static void setGeometry(const QByteArray &geometry);
    [[nodiscard]] static QByteArray windowState();
    static void setWindowState(const QByteArray &state);
    [[nodiscard]] static QStringList recentFiles(); ///< newest first, at most eight
    static void addRecentFile(const QString &path);
};

} // namespace headroom::app
