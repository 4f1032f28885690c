#pragma once

#include "model/core/result.h"

#include <string>

namespace headroom::app {

/// A file that only grows: each append is on the disk when it returns. For the journal, whose reader takes every
/// whole record and leaves a torn last one; everything else is written by writeFileSafely().
class AppendFile {
public:
    AppendFile() = default;
    ~AppendFile();
    AppendFile(const AppendFile &) = delete;
    AppendFile &operator=(const AppendFile &) = delete;

    /// Opens an existing file for appending. Error: it is not there or may not be written.
    [[nodiscard]] Result<Done> open(const std::string &path);
    /// Error: the disk is full or broken; bytes of this call may then be there in part, so append nothing after it.
    [[nodiscard]] Result<Done> append(const std::string &bytes);
    void close();
    [[nodiscard]] bool isOpen() const { return m_file >= 0; }

private:
    int m_file = -1;
    std::string m_path;
};

/// Held as long as the object lives and its process does; the system lets go of it when the process is killed.
class LockFile {
public:
    LockFile() = default;
    ~LockFile();
    LockFile(const LockFile &) = delete;
    LockFile &operator=(const LockFile &) = delete;

    /// Takes the lock, and writes who holds it. The file is made when it is not there.
    /// @return false when somebody else holds it, or the file cannot be made.
    [[nodiscard]] bool take(const std::string &path, const std::string &holder);
    /// Lets go and removes the file; without a lock it does nothing.
    void release();
    [[nodiscard]] bool isHeld() const { return m_file >= 0; }
    /// What the present holder wrote; empty when nobody holds the lock.
    [[nodiscard]] static std::string holderOf(const std::string &path);

private:
    int m_file = -1;
    std::string m_path;
};

} // namespace headroom::app
