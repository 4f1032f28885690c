#pragma once

#include "app/files/append_file.h"
#include "app/journal/record.h"
#include "model/core/result.h"

#include <cstdint>
#include <optional>
#include <string>

namespace headroom::app {

/// What a journal begins with: the design it is about.
struct JournalHeader {
    std::string path;     ///< of the user's file; empty: never saved
    std::string baseHash; ///< of that file's bytes when it was opened or saved last; empty without a file
    int version = 1;
    bool operator==(const JournalHeader &) const = default;
};

/// A state of the design between two saves.
struct JournalState {
    std::string text;      ///< as it would be saved
    std::string step;      ///< what was done last, in users' words
    int steps = 0;         ///< since the last save
    std::int64_t time = 0; ///< ms since 1970, UTC
    bool operator==(const JournalState &) const = default;
};

/// Writes one journal. Not to be used by two threads at once.
///
/// A record holds the lines that changed, so that it is right for every edit there will ever be; the file begins
/// with a whole text and is begun anew now and then, which keeps it small and the reading of it short.
class JournalWriter {
public:
    /// @param path  of the journal; its folder must be there.
    explicit JournalWriter(std::string path);

    /// Replaces the file by one that begins with this state, in one step.
    [[nodiscard]] Result<Done> begin(const JournalHeader &header, const JournalState &state);
    /// Adds a state; on the disk when this returns. After an error only begin() helps.
    /// @pre begin() went well.
    [[nodiscard]] Result<Done> append(const JournalState &state);
    /// Removes the file.
    void remove();

    [[nodiscard]] bool isBegun() const { return m_file.isOpen(); }
    [[nodiscard]] int records() const { return m_records; } ///< since begin()

private:
    std::string m_path;
    AppendFile m_file;
    std::string m_text;
    int m_records = 0;
};

/// What a journal tells.
struct ReadJournal {
    JournalHeader header;
    JournalState state; ///< the last whole one
};

/// Reads every whole record of a journal; what a crash tore at its end is left out.
/// @return nothing when there is no header with a whole state.
[[nodiscard]] std::optional<ReadJournal> readJournal(const std::string &path);

} // namespace headroom::app
