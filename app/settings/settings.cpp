#include "app/settings/settings.h"

#include <QSettings>

namespace headroom::app {

namespace {

constexpr int kMostRecent = 8;
const QString kLook = QStringLiteral("look");
const QString kMotion = QStringLiteral("motion");
const QString kGrid = QStringLiteral("grid");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kState = QStringLiteral("window/state");
const QString kRecent = QStringLiteral("files/recent");

} // namespace

LookChoice Settings::look()
{
    const QString word = QSettings().value(kLook).toString();
    return word == QLatin1String("light") ? LookChoice::Light
        : word == QLatin1String("dark")   ? LookChoice::Dark
                                          : LookChoice::System;
}

void Settings::setLook(LookChoice choice)
{
    QSettings().setValue(kLook,
                         choice == LookChoice::Light      ? QStringLiteral("light")
                             : choice == LookChoice::Dark ? QStringLiteral("dark")
                                                          : QStringLiteral("system"));
}

bool Settings::hasMotion()
{
    return QSettings().value(kMotion, true).toBool();
}
void Settings::setMotion(bool isOn)
{
    QSettings().setValue(kMotion, isOn);
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
QStringList Settings::recentFiles()
{
    return QSettings().value(kRecent).toStringList();
}

void Settings::addRecentFile(const QString &path)
{
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    QSettings().setValue(kRecent, QStringList(files.mid(0, kMostRecent)));
}

} // namespace headroom::app
