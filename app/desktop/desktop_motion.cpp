#include "app/desktop/desktop_motion.h"

#include "app/settings/settings.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QtConcurrentRun>

#include <algorithm>

namespace headroom::app {

namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");

/// A setting of the portal that says whether things may move.
struct Wish {
    QLatin1String group;
    QLatin1String key;
};
enum WishId : std::size_t { Reduced, Animated, Duration, WishCount };
constexpr std::array<Wish, WishCount> kWishes {
    { { QLatin1String("org.freedesktop.appearance"), QLatin1String("reduced-motion") },
      { QLatin1String("org.gnome.desktop.interface"), QLatin1String("enable-animations") },
      { QLatin1String("org.kde.kdeglobals.KDE"), QLatin1String("AnimationDurationFactor") } }
};

bool mayMove = true; // as the desktop said last

/// What an answer means, which comes in one or two wrappings; nothing when it is not what it should be.
std::optional<bool> readWish(std::size_t wish, QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = qvariant_cast<QDBusVariant>(value).variant();
    if (!value.isValid())
        return std::nullopt;
    if (wish == Animated)
        return value.toBool();
    bool isNumber = false;
    const double number = value.toString().toDouble(&isNumber); // KDE's comes as text
    if (!isNumber)
        return std::nullopt;
    return wish == Reduced ? number != 1 : number > 0;
}

/// libdbus would start a bus of its own where there is none.
bool hasSessionBus()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
        || (!runtime.isEmpty() && QFileInfo::exists(runtime + QLatin1String("/bus")));
}

} // namespace

bool hasMotion()
{
    const MotionChoice choice = Settings::motion();
    return choice == MotionChoice::On || (choice == MotionChoice::System && mayMove);
}

DesktopMotion::DesktopMotion(QObject *parent)
    : QObject(parent)
{
}

DesktopMotion::~DesktopMotion()
{
    mayMove = true;
}

void DesktopMotion::ask()
{
    readFiles(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation));
    if (hasSessionBus()) // in a thread, as a bus may let who connects wait
        QtConcurrent::run(&QDBusConnection::sessionBus).then(this, [this](const QDBusConnection &bus) {
            if (bus.isConnected())
                listenTo(bus);
        });
}

void DesktopMotion::readFiles(const QString &folder)
{
    std::optional<bool> moves;
    const auto read = [&](const char *file, const char *key) {
        const QVariant value = QSettings(folder + QLatin1String(file), QSettings::IniFormat).value(QLatin1String(key));
        bool isNumber = false;
        const double factor = value.toString().toDouble(&isNumber);
        if (value.isValid())
            moves = moves.value_or(true) && (isNumber ? factor > 0 : value.toBool());
    };
    read("/gtk-3.0/settings.ini", "Settings/gtk-enable-animations");
    read("/gtk-4.0/settings.ini", "Settings/gtk-enable-animations");
    read("/kdeglobals", "KDE/AnimationDurationFactor");
    m_byFiles = moves;
    conclude();
}

void DesktopMotion::listenTo(QDBusConnection portal)
{
    // Without the name of the service, whose owner would be waited for.
    portal.connect({}, kPath, kInterface, QStringLiteral("SettingChanged"), this, SLOT(hearChange(QDBusMessage)));
    for (std::size_t wish = 0; wish < kWishes.size(); ++wish) {
        QDBusMessage question = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
        question << QString(kWishes[wish].group) << QString(kWishes[wish].key);
        auto *answer = new QDBusPendingCallWatcher(portal.asyncCall(question), this);
        connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, wish] {
            answer->deleteLater();
            const QDBusPendingReply<QDBusVariant> reply = *answer;
            if (!reply.isError())
                take(wish, reply.value().variant());
        });
    }
}

void DesktopMotion::hearChange(const QDBusMessage &message)
{
    const QVariantList said = message.arguments();
    for (std::size_t wish = 0; said.size() == 3 && wish < kWishes.size(); ++wish)
        if (said[0].toString() == kWishes[wish].group && said[1].toString() == kWishes[wish].key)
            take(wish, said[2]);
}

void DesktopMotion::take(std::size_t wish, const QVariant &value)
{
    m_bySession[wish] = readWish(wish, value);
    conclude();
}

/// The session knows better than files that a desktop may have left behind; who asks anywhere for less motion gets it.
void DesktopMotion::conclude()
{
    const bool hasAnswer = std::any_of(m_bySession.begin(), m_bySession.end(), [](const auto &each) { return each; });
    const bool isAllowed
        = std::all_of(m_bySession.begin(), m_bySession.end(), [](const auto &each) { return each.value_or(true); });
    const bool moves = hasAnswer ? isAllowed : m_byFiles.value_or(true);
    if (std::exchange(mayMove, moves) != moves)
        Q_EMIT changed();
}

} // namespace headroom::app
