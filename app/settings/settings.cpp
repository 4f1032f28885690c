#include "app/settings/settings.h"

#include <QSettings>

#include <algorithm>

namespace headroom::app {

namespace {

constexpr int kMostRecent = 12;
const QString kLook = QStringLiteral("look");
const QString kMotion = QStringLiteral("motion");
const QString kAsSystem = QStringLiteral("system");
const QString kGrid = QStringLiteral("grid");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kState = QStringLiteral("window/state");
const QString kFlow = QStringLiteral("flow");
const QString kMiniMap = QStringLiteral("minimap");
const QString kPalette = QStringLiteral("palette/");
const QString kRecent = QStringLiteral("files/recent");
const QString kPinned = QStringLiteral("files/pinned");
const QString kFontPercent = QStringLiteral("font_percent");
const QString kLanguage = QStringLiteral("language");
const QString kSavesByItself = QStringLiteral("files/saves_by_itself");
const QString kSaveSeconds = QStringLiteral("files/save_seconds");
const QString kUnits = QStringLiteral("units/");
const QString kTourStep = QStringLiteral("tour/step");
const QString kFollowsUsers = QStringLiteral("stages/follow_users");
const QString kReachesLater = QStringLiteral("stages/reach_later");
const QString kFindings = QStringLiteral("findings");
const QString kKeys = QStringLiteral("keys/");

} // namespace

LookChoice Settings::look()
{
    const QString word = QSettings().value(kLook).toString();
    return word == QLatin1String("light")   ? LookChoice::Light
        : word == QLatin1String("dark")     ? LookChoice::Dark
        : word == QLatin1String("contrast") ? LookChoice::Contrast
                                            : LookChoice::System;
}

void Settings::setLook(LookChoice choice)
{
    QSettings().setValue(kLook,
                         choice == LookChoice::Light          ? QStringLiteral("light")
                             : choice == LookChoice::Dark     ? QStringLiteral("dark")
                             : choice == LookChoice::Contrast ? QStringLiteral("contrast")
                                                              : QStringLiteral("system"));
}

/// A choice of one's own is kept as true or false, as before there was another one.
MotionChoice Settings::motion()
{
    const QVariant kept = QSettings().value(kMotion, kAsSystem);
    return kept.toString() == kAsSystem ? MotionChoice::System : kept.toBool() ? MotionChoice::On : MotionChoice::Off;
}
void Settings::setMotion(MotionChoice choice)
{
    QSettings().setValue(kMotion,
                         choice == MotionChoice::System ? QVariant(kAsSystem) : QVariant(choice == MotionChoice::On));
}
bool Settings::showsGrid()
{
    return QSettings().value(kGrid, true).toBool();
}
void Settings::setGrid(bool isShown)
{
    QSettings().setValue(kGrid, isShown);
}
QByteArray Settings::geometry()
{
    return QSettings().value(kGeometry).toByteArray();
}
void Settings::setGeometry(const QByteArray &geometry)
{
    QSettings().setValue(kGeometry, geometry);
}
QByteArray Settings::windowState()
{
    return QSettings().value(kState).toByteArray();
}
void Settings::setWindowState(const QByteArray &state)
{
    QSettings().setValue(kState, state);
}
bool Settings::followsUsers()
{
    return QSettings().value(kFollowsUsers, false).toBool();
}
void Settings::setFollowsUsers(bool isOn)
{
    QSettings().setValue(kFollowsUsers, isOn);
}
bool Settings::reachesLater()
{
    return QSettings().value(kReachesLater, false).toBool();
}
void Settings::setReachesLater(bool isOn)
{
    QSettings().setValue(kReachesLater, isOn);
}
QStringList Settings::recentFiles()
{
    QStringList files;
    QStringList others;
    for (const QString &path : QSettings().value(kRecent).toStringList())
        (isPinned(path) ? files : others).append(path);
    return files + others;
}

void Settings::addRecentFile(const QString &path)
{
    QStringList files = QSettings().value(kRecent).toStringList();
    files.removeAll(path);
    files.prepend(path);
    while (files.size() > kMostRecent) {
        qsizetype oldest = files.size() - 1;
        while (oldest > 0 && isPinned(files[oldest]))
            --oldest;
        files.removeAt(oldest);
    }
    QSettings().setValue(kRecent, files);
}

void Settings::removeRecentFile(const QString &path)
{
    setPinned(path, false);
    QStringList files = QSettings().value(kRecent).toStringList();
    files.removeAll(path);
    QSettings().setValue(kRecent, files);
}

bool Settings::isPinned(const QString &path)
{
    return QSettings().value(kPinned).toStringList().contains(path);
}

void Settings::setPinned(const QString &path, bool isPinned)
{
    QStringList files = QSettings().value(kPinned).toStringList();
    files.removeAll(path);
    if (isPinned)
        files.append(path);
    QSettings().setValue(kPinned, files);
}

int Settings::fontPercent()
{
    return std::clamp(QSettings().value(kFontPercent, 100).toInt(), 100, 200);
}
void Settings::setFontPercent(int percent)
{
    QSettings().setValue(kFontPercent, percent);
}
QString Settings::language()
{
    return QSettings().value(kLanguage).toString();
}
void Settings::setLanguage(const QString &code)
{
    QSettings().setValue(kLanguage, code);
}
bool Settings::savesByItself()
{
    return QSettings().value(kSavesByItself, false).toBool();
}
void Settings::setSavesByItself(bool isOn)
{
    QSettings().setValue(kSavesByItself, isOn);
}
int Settings::saveSeconds()
{
    return std::clamp(QSettings().value(kSaveSeconds, 30).toInt(), 5, 3600);
}
void Settings::setSaveSeconds(int seconds)
{
    QSettings().setValue(kSaveSeconds, seconds);
}

screen::Units Settings::units()
{
    const QSettings kept;
    const screen::Units plain;
    return { kept.value(kUnits + QLatin1String("binary_bytes"), false).toBool(),
             kept.value(kUnits + QLatin1String("per_minute"), false).toBool(),
             kept.value(kUnits + QLatin1String("currency")).toString().left(8).toStdString(),
             kept.value(kUnits + QLatin1String("watch"), plain.watch).toDouble(),
             kept.value(kUnits + QLatin1String("critical"), plain.critical).toDouble() };
}

void Settings::setUnits(const screen::Units &units)
{
    QSettings kept;
    kept.setValue(kUnits + QLatin1String("binary_bytes"), units.hasBinaryBytes);
    kept.setValue(kUnits + QLatin1String("per_minute"), units.isPerMinute);
    kept.setValue(kUnits + QLatin1String("currency"), QString::fromStdString(units.currency));
    kept.setValue(kUnits + QLatin1String("watch"), units.watch);
    kept.setValue(kUnits + QLatin1String("critical"), units.critical);
}

int Settings::tourStep()
{
    return QSettings().value(kTourStep, 0).toInt();
}
void Settings::setTourStep(int step)
{
    QSettings().setValue(kTourStep, step);
}

std::optional<QString> Settings::keysOf(const QString &command)
{
    const QVariant keys = QSettings().value(kKeys + command);
    return keys.isValid() ? std::optional(keys.toString()) : std::nullopt;
}

void Settings::setKeys(const QString &command, const std::optional<QString> &keys)
{
    if (keys)
        QSettings().setValue(kKeys + command, *keys);
    else
        QSettings().remove(kKeys + command);
}

bool Settings::showsFlow()
{
    return QSettings().value(kFlow, false).toBool();
}

void Settings::setFlow(bool isShown)
{
    QSettings().setValue(kFlow, isShown);
}

bool Settings::showsMiniMap()
{
    return QSettings().value(kMiniMap, true).toBool();
}

void Settings::setMiniMap(bool isShown)
{
    QSettings().setValue(kMiniMap, isShown);
}

QString Settings::findings()
{
    return QSettings().value(kFindings).toString();
}

void Settings::setFindings(const QString &choices)
{
    QSettings().setValue(kFindings, choices);
}

QStringList Settings::kinds(const QString &list)
{
    return QSettings().value(kPalette + list).toStringList();
}

void Settings::setKinds(const QString &list, const QStringList &kinds)
{
    QSettings().setValue(kPalette + list, kinds);
}

} // namespace headroom::app
