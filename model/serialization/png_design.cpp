#include "model/serialization/png_design.h"

#include <array>
#include <cstdint>
#include <optional>

namespace headroom::serialization {

namespace {

constexpr std::string_view kSignature("\x89PNG\r\n\x1a\n", 8);
constexpr std::string_view kType("iTXt");
/// Keyword, its end, "not compressed", method 0, no language, no translated keyword.
constexpr std::string_view kHead("Headroom design\0\0\0\0\0", 20);
constexpr std::size_t kAround = 12; ///< length, type and checksum of a chunk

std::uint32_t checksum(std::string_view bytes)
{
    static const std::array<std::uint32_t, 256> table = [] {
        std::array<std::uint32_t, 256> made {};
        for (std::uint32_t i = 0; i < made.size(); ++i) {
            std::uint32_t value = i;
            for (int bit = 0; bit < 8; ++bit)
                value = (value & 1) != 0 ? 0xEDB88320U ^ (value >> 1) : value >> 1;
            made[i] = value;
        }
        return made;
    }();
    std::uint32_t sum = 0xFFFFFFFFU;
    for (const char c : bytes)
        sum = table[(sum ^ static_cast<unsigned char>(c)) & 0xFF] ^ (sum >> 8);
    return ~sum;
}

std::uint32_t numberAt(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::string numberText(std::uint32_t value)
{
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>(value >> shift & 0xFF);
    return out;
}

struct Chunk {
    std::size_t begin = 0;
    std::size_t end = 0; ///< after its checksum
    std::string_view type;
    std::string_view data;
    [[nodiscard]] bool isDesign() const { return type == kType && data.substr(0, kHead.size()) == kHead; }
};

/// The chunk that starts here; nothing when the file ends before it does.
std::optional<Chunk> chunkAt(std::string_view png, std::size_t at)
{
    if (at + kAround > png.size())
        return std::nullopt;
    const std::size_t length = numberAt(png, at);
    if (length > png.size() - at - kAround)
        return std::nullopt;
    return Chunk { at, at + kAround + length, png.substr(at + 4, 4), png.substr(at + 8, length) };
}

} // namespace

bool isPng(std::string_view bytes)
{
    return bytes.substr(0, kSignature.size()) == kSignature;
}

std::string pngWithDesign(std::string_view png, std::string_view design)
{
    std::string content(kType);
    content += kHead;
    content += design;
    std::string out(kSignature);
    bool isWritten = false;
    std::size_t at = kSignature.size();
    for (std::optional<Chunk> chunk = chunkAt(png, at); chunk; chunk = chunkAt(png, at)) {
        at = chunk->end;
        if (chunk->isDesign())
            continue;
        if (chunk->type == "IDAT" && !isWritten) {
            out += numberText(static_cast<std::uint32_t>(kHead.size() + design.size())) + content
                + numberText(checksum(content));
            isWritten = true;
        }
        out += png.substr(chunk->begin, chunk->end - chunk->begin);
    }
    return out;
}

Result<std::string> designOfPng(std::string_view png, const std::string &fileName)
{
    const char *mend = "Open the .headroom file, or export the picture again with the design in it";
    std::size_t at = kSignature.size();
    for (std::optional<Chunk> chunk = chunkAt(png, at); chunk; chunk = chunkAt(png, at)) {
        at = chunk->end;
        if (!chunk->isDesign())
            continue;
        if (checksum(png.substr(chunk->begin + 4, chunk->data.size() + 4)) != numberAt(png, chunk->end - 4))
            return Error { "the design in this picture is damaged", fileName, mend };
        return std::string(chunk->data.substr(kHead.size()));
    }
    return Error { "this picture carries no design, or what carried it cut it off", fileName, mend };
}

} // namespace headroom::serialization
