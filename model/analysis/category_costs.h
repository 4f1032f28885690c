#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom::analysis {

/// USD a month by category, ascending by name: the few lines of one bill, in one piece of memory.
class CategoryCosts {
public:
    using Entry = std::pair<std::string, double>;
    using const_iterator = std::vector<Entry>::const_iterator;

    [[nodiscard]] const_iterator begin() const { return m_entries.begin(); }
    [[nodiscard]] const_iterator end() const { return m_entries.end(); }
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    void reserve(std::size_t count) { m_entries.reserve(count); }
    void clear() { m_entries.clear(); }

    /// O(size).
    [[nodiscard]] const_iterator find(std::string_view category) const
    {
        return std::find_if(begin(), end(), [&](const Entry &each) { return each.first == category; });
    }
    /// The amount. Throws std::out_of_range where there is none.
    [[nodiscard]] double at(std::string_view category) const
    {
        const auto found = find(category);
        if (found == end())
            throw std::out_of_range("no costs of the category " + std::string(category));
        return found->second;
    }
    /// Adds to what there is of a category. O(size).
    void add(std::string_view category, double amount)
    {
        auto place = m_entries.begin();
        while (place != m_entries.end() && place->first < category)
            ++place;
        if (place == m_entries.end() || place->first != category)
            place = m_entries.emplace(place, category, 0.0);
        place->second += amount;
    }

private:
    std::vector<Entry> m_entries;
};

} // namespace headroom::analysis
