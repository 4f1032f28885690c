#include "app/files/holder.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QLocale>
#include <QStandardPaths>
#include <QStringList>
#include <QSysInfo>

namespace headroom::app {

namespace {

QString dataFolder(const QString &name)
{
    const QString path = QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(name);
    QDir().mkpath(path);
    return path;
}

} // namespace

std::string thisProcess()
{
    static const QString started = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    return QStringList { QString::number(QCoreApplication::applicationPid()), QSysInfo::machineHostName(),
                         qEnvironmentVariable("USER"), started }
        .join(QLatin1Char('\n'))
        .toStdString();
}

QString holderText(const std::string &holder)
{
    const QStringList parts = QString::fromStdString(holder).split(QLatin1Char('\n'));
    if (parts.size() < 4)
        return QCoreApplication::translate("headroom::app::Holder", "another window of Headroom");
    const QDateTime since = QDateTime::fromString(parts[3], Qt::ISODate).toLocalTime();
    QString who = QCoreApplication::translate("headroom::app::Holder", "process %1").arg(parts[0]);
    if (!parts[2].isEmpty())
        who = QCoreApplication::translate("headroom::app::Holder", "%1 of %2").arg(who, parts[2]);
    if (!parts[1].isEmpty())
        who = QCoreApplication::translate("headroom::app::Holder", "%1 on %2").arg(who, parts[1]);
    return QCoreApplication::translate("headroom::app::Holder", "%1, since %2")
        .arg(who, QLocale().toString(since.time(), QLocale::ShortFormat));
}

QString journalFolder()
{
    return dataFolder(QStringLiteral("journals"));
}
QString backupFolder()
{
    return dataFolder(QStringLiteral("backups"));
}
QString claimFolder()
{
    return dataFolder(QStringLiteral("open"));
}

} // namespace headroom::app
