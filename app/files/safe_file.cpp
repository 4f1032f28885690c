#include "app/files/safe_file.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace headroom::app {

namespace {

namespace fs = std::filesystem;

constexpr const char *kSuffix = ".headroom-tmp";
constexpr std::time_t kStale = 3600; // s; a temporary file this old belongs to nobody

/// Closes a file descriptor unless close() was called and checked.
class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool isOpen() const { return m_number >= 0; }
    [[nodiscard]] bool close() { return ::close(std::exchange(m_number, -1)) == 0; }

private:
    int m_number;
};

std::string quoted(const std::string &path)
{
    return "\"" + fs::path(path).filename().string() + "\"";
}

Error readProblem(const std::string &path, int code)
{
    switch (code) {
    case ENOENT:
        return { "there is no such file", path, "Check the name" };
    case EACCES:
    case EPERM:
        return { "you may not read this file", path, "Ask its owner for permission, or open a copy" };
    case EISDIR:
        return { "this is a folder", path, "Name a file inside it" };
    default:
        return { std::string("the file cannot be read: ") + std::strerror(code), path, "Try again, or open a copy" };
    }
}

/// What to do about a file made from a design, which itself is not at stake.
const char *cureOfMade(int code)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return "Nothing was written. Free space or choose another folder";
    case EACCES:
    case EPERM:
    case EROFS:
    case ENOENT:
    case ENOTDIR:
        return "Nothing was written. Choose another folder";
    default:
        return "Nothing was written. Try again or choose another folder";
    }
}

Error writeProblem(const std::string &path, int code)
{
    const std::string safe = "Your file is unchanged and your edits are still open. ";
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return { "the disk holding " + quoted(path) + " is full", "", safe + "Free space or choose Save As" };
    case EFBIG:
        return { "the file " + quoted(path) + " would be larger than the system allows", "", safe + "Choose Save As" };
    case EACCES:
    case EPERM:
    case EROFS:
        return { "you may not write to the folder of " + quoted(path), "", safe + "Choose Save As" };
    case ENOENT:
    case ENOTDIR:
        return { "the folder of " + quoted(path) + " does not exist", "", safe + "Choose Save As" };
    default:
        return { quoted(path) + " could not be saved: " + std::strerror(code), "",
                 safe + "Try again or choose Save As" };
    }
}

/// Writes all bytes or says why not (0: done).
int writeAll(int file, const std::string &bytes)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::write(file, bytes.data() + done, bytes.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count < 0 ? errno : ENOSPC;
        done += static_cast<std::size_t>(count);
    }
    return 0;
}

void sweepLeftovers(const fs::path &folder, const std::string &name)
{
    std::error_code ignored;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, ignored)) {
        const std::string file = entry.path().filename().string();
        struct stat status { };
        if (file.starts_with("." + name + ".") && file.ends_with(kSuffix) && ::lstat(entry.path().c_str(), &status) == 0
            && std::time(nullptr) - status.st_mtime > kStale)
            fs::remove(entry.path(), ignored);
    }
}

/// Flushes and renames; 0 when the new content is in place.
int finish(Descriptor &file, const fs::path &temporary, const fs::path &target)
{
    struct stat old { };
    const bool isThere = ::stat(target.c_str(), &old) == 0;
    // Only root may give a file away; whoever may not keeps it.
    [[maybe_unused]] const bool hasOwner = isThere && ::fchown(file.number(), old.st_uid, old.st_gid) == 0;
    const mode_t mode = isThere ? old.st_mode & 07777 : 0644;
    if (::fchmod(file.number(), mode) != 0 || ::fsync(file.number()) != 0 || !file.close())
        return errno;
    return ::rename(temporary.c_str(), target.c_str()) == 0 ? 0 : errno;
}

/// Makes the new name outlast a power cut; false when the disk does not say so.
bool flushFolder(const fs::path &path)
{
    const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return folder.isOpen() && (::fsync(folder.number()) == 0 || errno == EINVAL); // EINVAL: it has no such promise
}

/// All bytes up to the end, however many there are at the start.
Result<std::string> readToEnd(int file, const std::string &path, std::int64_t mostBytes)
{
    std::string bytes;
    char buffer[65536];
    for (;;) {
        const ssize_t count = ::read(file, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return readProblem(path, errno);
        if (count == 0)
            return bytes;
        bytes.append(buffer, static_cast<std::size_t>(count));
        if (static_cast<std::int64_t>(bytes.size()) > mostBytes)
            return Error { "there is more than the " + std::to_string(mostBytes >> 20) + " MiB that are read", path,
                           "Open a smaller file" };
    }
}

} // namespace

Result<std::string> readFile(const std::string &path, std::int64_t mostBytes)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen())
        return readProblem(path, errno);
    struct stat status { };
    if (::fstat(file.number(), &status) != 0)
        return readProblem(path, errno);
    if (S_ISDIR(status.st_mode))
        return readProblem(path, EISDIR);
    if (!S_ISREG(status.st_mode))
        return Error { "this is not a regular file", path, "Name a file" };
    if (status.st_size > mostBytes)
        return Error { (status.st_size >> 20 == mostBytes >> 20
                            ? "the file is larger than the "
                            : "the file has " + std::to_string(status.st_size >> 20) + " MiB, more than the ")
                           + std::to_string(mostBytes >> 20) + " MiB that are read",
                       path, "Open a smaller file" };
    return readToEnd(file.number(), path, mostBytes);
}

Result<std::string> readStandardInput(std::int64_t mostBytes)
{
    return readToEnd(STDIN_FILENO, "standard input", mostBytes);
}

Result<Done> writeFileSafely(const std::string &path, const std::string &bytes, Content content)
{
    const auto problem = [&](int why) {
        Error error = writeProblem(path, why);
        if (content == Content::Made)
            error.mend = cureOfMade(why);
        return error;
    };
    std::error_code error;
    fs::path target = fs::weakly_canonical(fs::absolute(path, error), error);
    if (error)
        return problem(error.value());
    if (fs::is_directory(target, error))
        return Error { quoted(path) + " is a folder", "", "Choose another name" };
    if (fs::exists(target, error) && !fs::is_regular_file(target, error)) // a device shall not become a file
        return Error { quoted(path) + " is not a regular file", "", "Choose another name" };
    struct sigaction ignore { };
    struct sigaction before { };
    ignore.sa_handler = SIG_IGN; // a file size limit shall be an error, not the end of the program
    ::sigaction(SIGXFSZ, &ignore, &before);
    std::string temporary = (target.parent_path() / ("." + target.filename().string() + ".XXXXXX")).string() + kSuffix;
    Descriptor file(::mkstemps(temporary.data(), static_cast<int>(std::strlen(kSuffix))));
    int code = file.isOpen() ? writeAll(file.number(), bytes) : errno;
    if (code == 0)
        code = finish(file, temporary, target);
    ::sigaction(SIGXFSZ, &before, nullptr);
    if (code != 0) {
        ::unlink(temporary.c_str());
        return problem(code);
    }
    if (!flushFolder(target.parent_path()))
        return Error { "the new version of " + quoted(path) + " is written, but the disk does not confirm it", "",
                       content == Content::Made
                           ? "Write it again, or to another disk"
                           : "Your edits are still open. Save again, or choose Save As for another disk" };
    sweepLeftovers(target.parent_path(), target.filename().string());
    const Result<std::string> readBack = readFile(target.string(), static_cast<std::int64_t>(bytes.size()) + 1);
    if (!readBack || *readBack != bytes)
        return Error { "what the disk gives back for " + quoted(path) + " is not what was written", "",
                       content == Content::Made ? "Write it to another disk"
                                                : "Your edits are still open. Save to another disk at once" };
    return Done {};
}

} // namespace headroom::app
