#include "model/edits/limits.h"

#include <algorithm>
#include <cmath>

namespace headroom::edits {

namespace {

bool continuesCodePoint(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// Length of the well-formed code point that starts here; 0 when there is none.
std::size_t lengthOfCodePoint(std::string_view text)
{
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned lead = byte(0);
    if (lead < 0x80)
        return 1;
    const std::size_t length = lead >= 0xC2 && lead < 0xE0 ? 2
        : lead >= 0xE0 && lead < 0xF0                      ? 3
        : lead >= 0xF0 && lead < 0xF5                      ? 4
                                                           : 0;
    if (length == 0 || length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if (!continuesCodePoint(text[i]))
            return 0;
    const unsigned second = byte(1);
    const bool isOverlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool isSurrogate = lead == 0xED && second >= 0xA0;
    const bool isTooHigh = lead == 0xF4 && second >= 0x90;
    return isOverlong || isSurrogate || isTooHigh ? 0 : length;
}

} // namespace

bool isLegalId(std::string_view id)
{
    return !id.empty() && id.size() <= kMaximumId && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'
            || c == '.';
    });
}

std::size_t codePoints(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !continuesCodePoint(c); }));
}

std::string_view cutTo(std::string_view text, std::size_t most)
{
    std::size_t points = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (!continuesCodePoint(text[i]) && ++points > most)
            return text.substr(0, i);
    return text;
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = lengthOfCodePoint(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

bool isOnCanvas(double coordinate)
{
    return std::isfinite(coordinate) && std::abs(coordinate) <= kFarthest;
}

} // namespace headroom::edits
