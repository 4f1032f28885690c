#pragma once

#include <cassert>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom::analysis {

/// A few dozen values by name, in one piece of memory. The names belong to the catalog, which outlives them.
class NamedValues {
public:
    using Entry = std::pair<std::string_view, double>;
    using const_iterator = std::vector<Entry>::const_iterator;

    [[nodiscard]] const_iterator begin() const { return m_entries.begin(); }
    [[nodiscard]] const_iterator end() const { return m_entries.end(); }
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    void reserve(std::size_t count) { m_entries.reserve(count); }

    /// O(size).
    [[nodiscard]] const_iterator find(std::string_view name) const
    {
        auto at = m_entries.begin();
        while (at != m_entries.end() && at->first != name)
            ++at;
        return at;
    }
    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != end(); }
    /// @pre contains(name)
    [[nodiscard]] double at(std::string_view name) const
    {
        assert(contains(name));
        return find(name)->second;
    }
    /// The value, added as 0 when there is none. @param name  outlives this.
    double &operator[](std::string_view name)
    {
        const auto found = find(name);
        if (found != end())
            return m_entries[static_cast<std::size_t>(found - begin())].second;
        return m_entries.emplace_back(name, 0.0).second;
    }

private:
    std::vector<Entry> m_entries;
};

} // namespace headroom::analysis
