#pragma once

#include <QString>

#include <string>

namespace headroom::app {

/// Who this process is, for other ones that find a lock of ours: process, machine, user and when it began, a line each.
[[nodiscard]] std::string thisProcess();

/// The same as a clause for people: "process 4242 of anna on desk, since 10:12".
[[nodiscard]] QString holderText(const std::string &holder);

/// The folders in the user's data folder; made when they are not there.
[[nodiscard]] QString journalFolder();
[[nodiscard]] QString backupFolder();
[[nodiscard]] QString claimFolder();

} // namespace headroom::app
