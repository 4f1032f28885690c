#include "app/desktop/desktop_motion.h"
#include "tests/app/window_fixture.h"
#include "tests/support/test_program.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusServer>
#include <QDBusVariant>
#include <QSignalSpy>

namespace headroom::tst_desktop_motion {

/// Answers as a desktop's portal does, at the other end of a connection without a bus.
class FakePortal final : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    QMap<QString, QVariant> settings; ///< by group and key, joined by a blank
    int asked = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString &group, const QString &key)
    {
        ++asked;
        const QVariant value = settings.value(group + QLatin1Char(' ') + key);
        if (!value.isValid())
            sendErrorReply(QStringLiteral("org.freedesktop.portal.Error.NotFound"), QStringLiteral("no such setting"));
        return QDBusVariant(QVariant::fromValue(QDBusVariant(value.isValid() ? value : QVariant(0)))); // wrapped twice
    }
};

/// What the desktop says about motion, from a portal and from files, and what follows from it.
class DesktopMotionTest final : public QObject {
    Q_OBJECT

    const QString m_path = QStringLiteral("/org/freedesktop/portal/desktop");
    const QString m_animated = QStringLiteral("org.gnome.desktop.interface enable-animations");
    const QString m_reduced = QStringLiteral("org.freedesktop.appearance reduced-motion");
    const QString m_duration = QStringLiteral("org.kde.kdeglobals.KDE AnimationDurationFactor");

    std::unique_ptr<QDBusServer> m_server;
    std::unique_ptr<FakePortal> m_portal;
    std::unique_ptr<app::DesktopMotion> m_motion;
    QString m_near; ///< name of the portal's end of the connection

    void write(const QTemporaryDir &folder, const QString &name, const QByteArray &text)
    {
        const QFileInfo path(folder.filePath(name));
        QVERIFY(QDir().mkpath(path.path()));
        QFile file(path.filePath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    /// Connects to the portal and waits until it was asked for everything.
    void listen()
    {
        QSignalSpy come(m_server.get(), &QDBusServer::newConnection);
        const QDBusConnection far = QDBusConnection::connectToPeer(m_server->address(), QStringLiteral("far"));
        QVERIFY(far.isConnected() && (come.count() || come.wait()));
        m_motion->listenTo(far);
        QVERIFY(QTest::qWaitFor([this] { return m_portal->asked == 3; }));
        // answers come in the order of the questions
        QDBusMessage last = QDBusMessage::createMethodCall({}, m_path, QStringLiteral("org.freedesktop.DBus.Peer"),
                                                           QStringLiteral("Ping"));
        QDBusPendingCallWatcher answer(far.asyncCall(last));
        QSignalSpy answered(&answer, &QDBusPendingCallWatcher::finished);
        QVERIFY(answered.wait());
        QCoreApplication::processEvents();
    }

    void tell(const QString &setting, const QVariant &value)
    {
        const QStringList parts = setting.split(QLatin1Char(' '));
        QDBusMessage change = QDBusMessage::createSignal(m_path, QStringLiteral("org.freedesktop.portal.Settings"),
                                                         QStringLiteral("SettingChanged"));
        change << parts[0] << parts[1] << QVariant::fromValue(QDBusVariant(value));
        QVERIFY(QDBusConnection(m_near).send(change));
    }

private Q_SLOTS:
    void init()
    {
        test::isolate("tst_desktop_motion");
        m_portal = std::make_unique<FakePortal>();
        m_server = std::make_unique<QDBusServer>(QStringLiteral("unix:tmpdir=") + QDir::tempPath());
        QVERIFY2(m_server->isConnected(), qPrintable(m_server->lastError().message()));
        connect(m_server.get(), &QDBusServer::newConnection, this, [this](QDBusConnection near) {
            m_near = near.name();
            near.registerObject(m_path, m_portal.get(), QDBusConnection::ExportAllSlots);
        });
        m_motion = std::make_unique<app::DesktopMotion>();
        QVERIFY(app::hasMotion()); // until anybody says anything
    }

    void cleanup()
    {
        m_motion.reset();
        QDBusConnection::disconnectFromPeer(QStringLiteral("far"));
        if (!m_near.isEmpty())
            QDBusConnection::disconnectFromPeer(std::exchange(m_near, {}));
        m_server.reset();
        m_portal.reset();
    }

    void thePortalIsAsked_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<bool>("moves");
        QTest::newRow("animations off") << m_animated << QVariant(false) << false;
        QTest::newRow("animations on") << m_animated << QVariant(true) << true;
        QTest::newRow("reduced motion") << m_reduced << QVariant(1U) << false;
        QTest::newRow("no preference") << m_reduced << QVariant(0U) << true;
        QTest::newRow("no duration") << m_duration << QVariant(QStringLiteral("0")) << false;
        QTest::newRow("half of the duration") << m_duration << QVariant(QStringLiteral("0.5")) << true;
        QTest::newRow("something strange") << m_duration << QVariant(QStringLiteral("soon")) << true;
        QTest::newRow("nothing") << QString() << QVariant() << true;
    }
    void thePortalIsAsked()
    {
        QFETCH(const QString, setting);
        QFETCH(const QVariant, value);
        QFETCH(const bool, moves);
        m_portal->settings[setting] = value;
        listen();
        QCOMPARE(app::hasMotion(), moves);
    }

    void aChangeIsHeard()
    {
        m_portal->settings[m_animated] = true;
        listen();
        QVERIFY(app::hasMotion());
        QSignalSpy changed(m_motion.get(), &app::DesktopMotion::changed);
        tell(m_animated, false);
        QVERIFY(changed.wait());
        QVERIFY(!app::hasMotion());
        tell(m_animated, false); // nothing new
        tell(m_animated, true);
        QVERIFY(changed.wait());
        QVERIFY(app::hasMotion());
        QCOMPARE(changed.count(), 2);
    }

    void filesSpeakWhereNoPortalDoes()
    {
        const QTemporaryDir folder;
        m_motion->readFiles(folder.path());
        QVERIFY(app::hasMotion());
        write(folder, QStringLiteral("gtk-3.0/settings.ini"), "[Settings]\ngtk-enable-animations=false\n");
        m_motion->readFiles(folder.path());
        QVERIFY(!app::hasMotion());
        write(folder, QStringLiteral("gtk-3.0/settings.ini"), "[Settings]\ngtk-enable-animations=1\n");
        m_motion->readFiles(folder.path());
        QVERIFY(app::hasMotion());
        write(folder, QStringLiteral("kdeglobals"), "[General]\nName[$i]=x\n\n[KDE]\nAnimationDurationFactor=0\n");
        m_motion->readFiles(folder.path());
        QVERIFY(!app::hasMotion());
        m_portal->settings[m_animated] = true; // the files are of a desktop that is not running
        listen();
        QVERIFY(app::hasMotion());
    }

    void aChoiceOfOnesOwnCountsMore()
    {
        m_portal->settings[m_animated] = false;
        listen();
        QVERIFY(!app::hasMotion());
        app::Settings::setMotion(app::MotionChoice::On);
        QVERIFY(app::hasMotion());
        tell(m_animated, true);
        app::Settings::setMotion(app::MotionChoice::Off);
        QVERIFY(!app::hasMotion());
    }
};

HEADROOM_TEST(QApplication, DesktopMotionTest)

} // namespace headroom::tst_desktop_motion

#include "tst_desktop_motion.moc"
