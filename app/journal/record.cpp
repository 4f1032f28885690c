#include "app/journal/record.h"

#include <algorithm>
#include <array>

namespace headroom::app {

namespace {

constexpr std::size_t kPrefix = 8; ///< length and check sum

constexpr std::array<std::uint32_t, 256> crcTable()
{
    std::array<std::uint32_t, 256> table {};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1U) : value >> 1U;
        table[i] = value;
    }
    return table;
}

void put(std::string &into, std::uint32_t number)
{
    for (int shift = 0; shift < 32; shift += 8)
        into.push_back(static_cast<char>(number >> shift & 0xFFU));
}

std::uint32_t numberAt(std::string_view bytes, std::size_t offset)
{
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[offset + i])) << (8 * i);
    return number;
}

/// Where line number `line` begins; the size of the text for the one behind the last; nothing beyond.
std::optional<std::size_t> startOfLine(std::string_view text, std::size_t line)
{
    std::size_t at = 0;
    for (; line > 0; --line) {
        const std::size_t end = text.find('\n', at);
        if (end == std::string_view::npos)
            return line == 1 && at < text.size() ? std::optional(text.size()) : std::nullopt;
        at = end + 1;
    }
    return at;
}

std::size_t linesIn(std::string_view text)
{
    const auto ends = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    return ends + (!text.empty() && text.back() != '\n' ? 1 : 0);
}

} // namespace

std::uint32_t crc32(std::string_view bytes)
{
    static constexpr std::array<std::uint32_t, 256> kTable = crcTable();
    std::uint32_t sum = 0xFFFFFFFFU;
    for (const char byte : bytes)
        sum = kTable[(sum ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (sum >> 8U);
    return sum ^ 0xFFFFFFFFU;
}

std::string frame(std::string_view payload)
{
    std::string bytes;
    bytes.reserve(kPrefix + payload.size());
    put(bytes, static_cast<std::uint32_t>(payload.size()));
    put(bytes, crc32(payload));
    bytes.append(payload);
    return bytes;
}

std::optional<std::string_view> nextRecord(std::string_view bytes, std::size_t &offset)
{
    if (offset > bytes.size() || bytes.size() - offset < kPrefix)
        return std::nullopt;
    const std::size_t length = numberAt(bytes, offset);
    if (bytes.size() - offset - kPrefix < length)
        return std::nullopt;
    const std::string_view payload = bytes.substr(offset + kPrefix, length);
    if (crc32(payload) != numberAt(bytes, offset + 4))
        return std::nullopt;
    offset += kPrefix + length;
    return payload;
}

LineChange changeBetween(std::string_view before, std::string_view after)
{
    const std::size_t most = std::min(before.size(), after.size());
    const auto same = static_cast<std::size_t>(
        std::mismatch(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(most), after.begin()).first
        - before.begin());
    // Back to the begin of the line; a text that only goes on changes in its last line.
    const std::size_t lineEnd = same == 0 ? std::string_view::npos : before.rfind('\n', same - 1);
    const std::size_t head = lineEnd == std::string_view::npos ? 0 : lineEnd + 1;
    std::size_t tail = 0;
    while (tail < most - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    // Forward to the begin of a line in both; none: everything to the end changes.
    while (tail > 0
           && ((before.size() > tail && before[before.size() - tail - 1] != '\n')
               || (after.size() > tail && after[after.size() - tail - 1] != '\n')))
        --tail;
    LineChange change;
    change.at = static_cast<std::size_t>(
        std::count(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(head), '\n'));
    change.removed = linesIn(before.substr(head, before.size() - tail - head));
    change.added = std::string(after.substr(head, after.size() - tail - head));
    return change;
}

std::optional<std::string> applied(std::string_view before, const LineChange &change)
{
    const std::optional<std::size_t> from = startOfLine(before, change.at);
    const std::optional<std::size_t> to = startOfLine(before, change.at + change.removed);
    if (!from || !to)
        return std::nullopt;
    std::string text;
    text.reserve(before.size() - (*to - *from) + change.added.size());
    text.append(before.substr(0, *from)).append(change.added).append(before.substr(*to));
    return text;
}

} // namespace headroom::app
