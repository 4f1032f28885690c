#include "app/files/append_file.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace headroom::app {

namespace {

constexpr std::size_t kMostHolder = 4096;

Error problem(const std::string &path, int code)
{
    return { std::string("unsaved edits cannot be kept safe: ") + std::strerror(code), path,
             "Save the design soon, and free space on that disk" };
}

bool writeWhole(int file, const std::string &bytes)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::write(file, bytes.data() + done, bytes.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count == 0)
            errno = ENOSPC;
        if (count <= 0)
            return false;
        done += static_cast<std::size_t>(count);
    }
    return true;
}

} // namespace

AppendFile::~AppendFile()
{
    close();
}

Result<Done> AppendFile::open(const std::string &path)
{
    close();
    m_path = path;
    m_file = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    if (m_file < 0)
        return problem(path, errno);
    return Done {};
}

Result<Done> AppendFile::append(const std::string &bytes)
{
    if (!writeWhole(m_file, bytes) || ::fsync(m_file) != 0)
        return problem(m_path, errno);
    return Done {};
}

void AppendFile::close()
{
    if (m_file >= 0)
        ::close(std::exchange(m_file, -1));
}

LockFile::~LockFile()
{
    release();
}

bool LockFile::take(const std::string &path, const std::string &holder)
{
    release();
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    struct stat held { };
    struct stat named { };
    // The holder before may have removed the name between our open and our lock.
    if (::flock(file, LOCK_EX | LOCK_NB) != 0 || ::fstat(file, &held) != 0 || ::stat(path.c_str(), &named) != 0
        || held.st_ino != named.st_ino) {
        ::close(file);
        return false;
    }
    // Who holds it is a courtesy; the lock stands without it.
    [[maybe_unused]] const bool isSaid = ::ftruncate(file, 0) == 0 && writeWhole(file, holder);
    m_file = file;
    m_path = path;
    return true;
}

void LockFile::release()
{
    if (m_file < 0)
        return;
    ::unlink(m_path.c_str());
    ::close(std::exchange(m_file, -1));
}

std::string LockFile::holderOf(const std::string &path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return {};
    std::string holder;
    if (::flock(file, LOCK_SH | LOCK_NB) != 0) {
        holder.resize(kMostHolder);
        const ssize_t count = ::read(file, holder.data(), holder.size());
        holder.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        if (holder.empty())
            holder = "?";
    }
    ::close(file);
    return holder;
}

} // namespace headroom::app
