#include "model/reporting/visible_text.h"

#include <array>
#include <cstdint>
#include <cstdio>

namespace headroom::reporting {

namespace {

constexpr std::uint32_t kBroken = 0xFFFD;

struct Letter {
    std::uint32_t code = kBroken;
    std::size_t bytes = 1;
    bool isBroken = false;
};

/// The code point that starts here; of bytes that are no UTF-8 the first alone.
Letter letterAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) : 0U;
    };
    const std::uint32_t lead = byte(at);
    if (lead < 0x80)
        return { lead, 1, false };
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4)
        return { kBroken, 1, true };
    std::uint32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80)
            return { kBroken, 1, true };
        code = (code << 6) | (byte(at + i) & 0x3F);
    }
    constexpr std::array<std::uint32_t, 5> kLeast { 0, 0, 0x80, 0x800, 0x10000 };
    if (code < kLeast[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return { kBroken, 1, true };
    return { code, length, false };
}

bool isInvisible(std::uint32_t code)
{
    struct Range {
        std::uint32_t first;
        std::uint32_t last;
    };
    constexpr std::array kRanges {
        Range { 0x00, 0x1F },     Range { 0x7F, 0x9F },     Range { 0x61C, 0x61C },     Range { 0x180E, 0x180E },
        Range { 0x200B, 0x200B }, Range { 0x200E, 0x200F }, Range { 0x2028, 0x202E },   Range { 0x2060, 0x206F },
        Range { 0xFEFF, 0xFEFF }, Range { 0xFFF9, 0xFFFB }, Range { 0x1D173, 0x1D17A }, Range { 0xE0000, 0xE007F },
    };
    if ((code & 0xFFFE) == 0xFFFE) // no character in any plane
        return true;
    for (const Range &range : kRanges)
        if (code >= range.first && code <= range.last)
            return true;
    return false;
}

} // namespace

std::string visibleText(std::string_view utf8)
{
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const Letter letter = letterAt(utf8, at);
        if (letter.isBroken || isInvisible(letter.code)) {
            char escape[16];
            std::snprintf(escape, sizeof escape, "\\u{%X}", static_cast<unsigned>(letter.code));
            out += escape;
        } else {
            out += utf8.substr(at, letter.bytes);
        }
        at += letter.bytes;
    }
    return out;
}

std::string markupText(std::string_view text)
{
    std::string out;
    for (const char c : visibleText(text)) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

} // namespace headroom::reporting
