#include "app/files/file_watch.h"

#include "app/files/safe_file.h"
#include "app/files/text_hash.h"

#include <QFileInfo>

#include <sys/stat.h>

namespace headroom::app {

namespace {
constexpr int kEveryMilliseconds = 500;
}

FileWatch::FileWatch(QObject *parent)
    : QObject(parent)
{
    m_clock.setInterval(kEveryMilliseconds);
    connect(&m_clock, &QTimer::timeout, this, &FileWatch::look);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &FileWatch::look);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FileWatch::look);
}

void FileWatch::watch(const QString &path, const std::string &hash)
{
    if (path != m_path) {
        const QStringList before = m_watcher.files() + m_watcher.directories();
        if (!before.isEmpty())
            m_watcher.removePaths(before);
        m_path = path;
        if (!path.isEmpty())
            m_watcher.addPaths({ path, QFileInfo(path).path() });
    }
    m_hash = hash;
    m_isThere = true;
    m_stamp = {};
    if (path.isEmpty())
        m_clock.stop();
    else
        m_clock.start();
}

FileWatch::Stamp FileWatch::stampOf(const std::string &path)
{
    struct stat status { };
    if (::stat(path.c_str(), &status) != 0)
        return {};
    return { status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec };
}

void FileWatch::look()
{
    if (m_path.isEmpty())
        return;
    const std::string path = m_path.toStdString();
    const Stamp stamp = stampOf(path);
    if (stamp == Stamp()) {
        if (std::exchange(m_isThere, false))
            Q_EMIT removed();
        return;
    }
    if (!m_watcher.files().contains(m_path))
        m_watcher.addPath(m_path); // a replaced file is no longer watched
    m_isThere = true;
    if (stamp == m_stamp)
        return;
    const Result<std::string> bytes = readFile(path);
    if (!bytes)
        return; // in the middle of being replaced; the next look tells
    m_stamp = stamp;
    const std::string hash = hashOf(*bytes);
    if (hash == m_hash)
        return;
    m_hash = hash;
    Q_EMIT changed(hash);
}

} // namespace headroom::app
