#include "app/journal/journal.h"

#include "app/files/safe_file.h"
#include "model/serialization/budgeted_json.h"

#include <nlohmann/json.hpp>

#include <unistd.h>

namespace headroom::app {

namespace {

using nlohmann::json;

constexpr std::string_view kMagic = "HEADROOM-JOURNAL\n";
constexpr int kVersion = 1;
constexpr std::int64_t kLargestJournal = std::int64_t(512) << 20;

std::string printed(const json &value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json common(const JournalState &state)
{
    return { { "step", state.step }, { "steps", state.steps }, { "time", state.time } };
}

/// Adds what one record says; false when it does not fit the text before it.
bool advance(JournalState &state, std::string_view payload)
{
    const Result<json> record = serialization::parseJson(payload, "journal");
    if (!record || !record->is_object())
        return false;
    const json &value = *record;
    if (value.contains("text")) {
        state.text = value.value("text", "");
    } else {
        const LineChange change { value.value("at", std::size_t(0)), value.value("removed", std::size_t(0)),
                                  value.value("added", "") };
        std::optional<std::string> next = applied(state.text, change);
        if (!next)
            return false;
        state.text = *std::move(next);
    }
    state.step = value.value("step", "");
    state.steps = value.value("steps", 0);
    state.time = value.value("time", std::int64_t(0));
    return true;
}

} // namespace

JournalWriter::JournalWriter(std::string path)
    : m_path(std::move(path))
{
}

Result<Done> JournalWriter::begin(const JournalHeader &header, const JournalState &state)
{
    m_file.close();
    const json first { { "path", header.path }, { "base", header.baseHash }, { "version", kVersion } };
    json whole = common(state);
    whole["text"] = state.text;
    Result<Done> written = writeFileSafely(m_path, std::string(kMagic) + frame(printed(first)) + frame(printed(whole)));
    if (!written)
        return written;
    m_text = state.text;
    m_records = 0;
    return m_file.open(m_path);
}

Result<Done> JournalWriter::append(const JournalState &state)
{
    LineChange change = changeBetween(m_text, state.text);
    json record = common(state);
    record["at"] = change.at;
    record["removed"] = change.removed;
    record["added"] = std::move(change.added);
    Result<Done> written = m_file.append(frame(printed(record)));
    if (!written) {
        m_file.close();
        return written;
    }
    m_text = state.text;
    ++m_records;
    return written;
}

void JournalWriter::remove()
{
    m_file.close();
    ::unlink(m_path.c_str());
}

std::optional<ReadJournal> readJournal(const std::string &path)
{
    const Result<std::string> bytes = readFile(path, kLargestJournal);
    if (!bytes || !bytes->starts_with(kMagic))
        return std::nullopt;
    std::size_t offset = kMagic.size();
    const std::optional<std::string_view> first = nextRecord(*bytes, offset);
    if (!first)
        return std::nullopt;
    ReadJournal read;
    try { // a journal has our own types, or is none
        const Result<json> header = serialization::parseJson(*first, "journal");
        if (!header || header->value("version", 0) != kVersion)
            return std::nullopt;
        read.header = { header->value("path", ""), header->value("base", ""), kVersion };
        bool hasState = false;
        while (const std::optional<std::string_view> payload = nextRecord(*bytes, offset)) {
            if (!advance(read.state, *payload))
                break;
            hasState = true;
        }
        return hasState ? std::optional(std::move(read)) : std::nullopt;
    } catch (const json::exception &) {
        return std::nullopt;
    }
}

} // namespace headroom::app
