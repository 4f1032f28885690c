#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <string>
#include <tuple>

namespace headroom::app {

/// Notices that another program has changed, replaced or removed a file, within a second.
///
/// The system's signals come first; looking twice a second covers network folders and replaced files, of which they
/// say nothing. Contents decide: a file that was only touched is not changed.
class FileWatch final : public QObject {
    Q_OBJECT

public:
    explicit FileWatch(QObject *parent = nullptr);

    /// @param path  empty: watch nothing. @param hash  of the contents that are known, see hashOf().
    void watch(const QString &path, const std::string &hash);
    /// Looks now.
    void look();

Q_SIGNALS:
    /// Other contents than those known are there; told once for each. @param hash  of them.
    void changed(const std::string &hash);
    void removed();

private:
    using Stamp = std::tuple<std::uint64_t, std::int64_t, std::int64_t, std::int64_t>; ///< inode, size, s, ns
    [[nodiscard]] static Stamp stampOf(const std::string &path);

    QFileSystemWatcher m_watcher;
    QTimer m_clock;
    QString m_path;
    std::string m_hash;
    Stamp m_stamp;
    bool m_isThere = true;
};

} // namespace headroom::app
