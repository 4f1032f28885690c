#pragma once

#include "model/core/result.h"

#include <cstdint>
#include <string>

namespace headroom::app {

constexpr std::int64_t kMaximumFileBytes = std::int64_t(64) << 20;

/// The bytes of a regular file.
/// @param path  UTF-8. Error: missing, a directory, no permission, larger than `mostBytes`.
[[nodiscard]] Result<std::string> readFile(const std::string &path, std::int64_t mostBytes = kMaximumFileBytes);

/// The bytes of standard input to its end. Error: more than `mostBytes`, or it cannot be read.
[[nodiscard]] Result<std::string> readStandardInput(std::int64_t mostBytes = kMaximumFileBytes);

/// What is written: a design with its edits, or something made from it, which can be made again.
enum class Content { Design, Made };

/// Replaces or creates a file so that at every moment either the old or the new content is there in full:
/// temporary file beside it, every write checked, flushed to disk, renamed, read back and compared.
/// Keeps the mode of an existing file and follows a symbolic link to its target.
/// Devices and pipes are refused. Error: nothing has changed; `what` says why and `mend` what to do.
[[nodiscard]] Result<Done> writeFileSafely(const std::string &path, const std::string &bytes,
                                           Content content = Content::Design);

} // namespace headroom::app
