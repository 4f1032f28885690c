#pragma once

#include "views/numbers/screen_units.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace headroom::app {

/// Which look to use.
enum class LookChoice { System, Light, Dark, Contrast };
/// Whether things move.
enum class MotionChoice { System, On, Off };

/// What is remembered between sessions, by typed keys.
class Settings {
public:
    [[nodiscard]] static LookChoice look();
    static void setLook(LookChoice choice);
    [[nodiscard]] static MotionChoice motion(); ///< what follows from it for now says hasMotion()
    static void setMotion(MotionChoice choice);
    [[nodiscard]] static bool showsGrid();
    static void setGrid(bool isShown);
    [[nodiscard]] static QByteArray geometry();
    static void setGeometry(const QByteArray &geometry);
    [[nodiscard]] static QByteArray windowState();
    static void setWindowState(const QByteArray &state);
    [[nodiscard]] static QStringList recentFiles(); ///< pinned ones first, then the newest first, at most twelve
    static void addRecentFile(const QString &path);
    static void removeRecentFile(const QString &path);
    [[nodiscard]] static bool isPinned(const QString &path);
    static void setPinned(const QString &path, bool isPinned);
    [[nodiscard]] static int fontPercent(); ///< 100..200
    static void setFontPercent(int percent);
    [[nodiscard]] static QString language(); ///< "en", "de"; empty: the system's
    static void setLanguage(const QString &code);
    /// Whether a design that has a file is saved by itself some time after the last edit.
    [[nodiscard]] static bool savesByItself();
    static void setSavesByItself(bool isOn);
    [[nodiscard]] static int saveSeconds(); ///< how long after the last edit, 5..3600
    static void setSaveSeconds(int seconds);
    /// How figures are shown.
    [[nodiscard]] static screen::Units units();
    static void setUnits(const screen::Units &units);
    [[nodiscard]] static int tourStep(); ///< where the tour goes on; −1: it was finished
    static void setTourStep(int step);
    /// Keys that the user gave a command, in Qt's portable text; nothing: those of the table.
    [[nodiscard]] static std::optional<QString> keysOf(const QString &command);
    static void setKeys(const QString &command, const std::optional<QString> &keys);
    /// Whether dots run along the lines of the canvas; off until somebody asks for it.
    [[nodiscard]] static bool showsFlow();
    static void setFlow(bool isShown);
    [[nodiscard]] static bool showsMiniMap();
    static void setMiniMap(bool isShown);
    /// Whether the stage that is meant for the users is shown.
    [[nodiscard]] static bool followsUsers();
    static void setFollowsUsers(bool isOn);
    /// Whether edits reach later stages too.
    [[nodiscard]] static bool reachesLater();
    static void setReachesLater(bool isOn);
    /// Order, groups and filter of the findings, in their own words.
    [[nodiscard]] static QString findings();
    static void setFindings(const QString &choices);
    /// Ids of kinds that the palette remembers under a name.
    [[nodiscard]] static QStringList kinds(const QString &list);
    static void setKinds(const QString &list, const QStringList &kinds);
};

} // namespace headroom::app
