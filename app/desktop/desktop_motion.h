#pragma once

#include <QObject>
#include <QVariant>

#include <array>
#include <optional>

class QDBusConnection;
class QDBusMessage;

namespace headroom::app {

/// Whether things may move: what the user chose, else what the desktop said last; until it has said anything they may.
[[nodiscard]] bool hasMotion();

/// Hears what the desktop says about motion: from its settings portal, and where there is none from files of GTK and KDE.
/// It never waits for an answer.
class DesktopMotion final : public QObject {
    Q_OBJECT

public:
    explicit DesktopMotion(QObject *parent = nullptr);
    ~DesktopMotion() override;

    /// Reads the files and asks the portal of this session; the answers come later.
    void ask();
    /// @param folder  of settings, usually ~/.config
    void readFiles(const QString &folder);
    /// Asks the portal that can be reached there, and listens to its changes.
    void listenTo(QDBusConnection portal);

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void hearChange(const QDBusMessage &message);

private:
    void take(std::size_t wish, const QVariant &value);
    void conclude();

    std::array<std::optional<bool>, 3> m_bySession; ///< each of the portal's settings; nothing: it has no such setting
    std::optional<bool> m_byFiles;
};

} // namespace headroom::app
