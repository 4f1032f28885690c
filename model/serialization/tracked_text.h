#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

namespace headroom::serialization {

/// Walks over a text for a parser and tells how far the parser has come.
class TrackedIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    /// @param latest  kept at the next character to be read; must outlive the iterator.
    TrackedIterator(const char *at, const char **latest)
        : m_at(at)
        , m_latest(latest)
    {
    }

    reference operator*() const { return *m_at; }
    TrackedIterator &operator++()
    {
        *m_latest = ++m_at;
        return *this;
    }
    bool operator==(const TrackedIterator &other) const { return m_at == other.m_at; }

private:
    const char *m_at;
    const char **m_latest;
};

/// The line, counted from 1, of the character that was read last; a parser may have read one character too many.
[[nodiscard]] inline std::size_t lineBefore(std::string_view text, const char *next)
{
    const std::size_t read = static_cast<std::size_t>(next - text.data());
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(read > 0 ? read - 1 : 0);
    return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

/// Without the byte order mark that some editors put first.
[[nodiscard]] inline std::string_view withoutByteOrderMark(std::string_view text)
{
    return text.substr(0, 3) == "\xEF\xBB\xBF" ? text.substr(3) : text;
}

} // namespace headroom::serialization
