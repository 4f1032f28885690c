#include "views/canvas/uniform_grid.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace headroom::canvas {

namespace {

constexpr std::size_t kMany = 2000;
constexpr double kFarthest = 1e6; ///< cells beyond this are counted as the outermost one

int cellOf(double coordinate, double cell)
{
    return static_cast<int>(std::floor(std::clamp(coordinate / cell, -kFarthest, kFarthest)));
}

/// Ascending, each once. Of many, which are most of all there are, counting is several times faster than sorting.
void sortManyUnique(std::vector<int> &items)
{
    if (items.size() < kMany) {
        std::sort(items.begin(), items.end());
        items.erase(std::unique(items.begin(), items.end()), items.end());
        return;
    }
    std::vector<bool> isThere(static_cast<std::size_t>(*std::max_element(items.begin(), items.end())) + 1, false);
    for (const int item : items)
        isThere[static_cast<std::size_t>(item)] = true;
    items.clear();
    for (std::size_t item = 0; item < isThere.size(); ++item)
        if (isThere[item])
            items.push_back(static_cast<int>(item));
}

} // namespace

void UniformGrid::clear()
{
    m_items.clear();
}

UniformGrid::Cells UniformGrid::cellsOf(const QRectF &area) const
{
    return { cellOf(area.left(), m_cell), cellOf(area.top(), m_cell), cellOf(area.right(), m_cell),
             cellOf(area.bottom(), m_cell) };
}

std::uint64_t UniformGrid::key(int column, int row)
{
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(column)) << 32U) | static_cast<std::uint32_t>(row);
}

void UniformGrid::put(int column, int row, int item)
{
    std::vector<int> &items = m_items[key(column, row)];
    if (items.empty() || items.back() != item)
        items.push_back(item);
}

void UniformGrid::drop(int column, int row, int item)
{
    const auto found = m_items.find(key(column, row));
    if (found == m_items.end())
        return;
    std::erase(found->second, item);
    if (found->second.empty())
        m_items.erase(found);
}

void UniformGrid::insert(int item, const QRectF &area)
{
    const Cells cells = cellsOf(area);
    for (int row = cells.top; row <= cells.bottom; ++row)
        for (int column = cells.left; column <= cells.right; ++column)
            put(column, row, item);
}

void UniformGrid::remove(int item, const QRectF &area)
{
    const Cells cells = cellsOf(area);
    for (int row = cells.top; row <= cells.bottom; ++row)
        for (int column = cells.left; column <= cells.right; ++column)
            drop(column, row, item);
}

template <typename Visit>
void UniformGrid::along(const QPolygonF &line, const Visit &visit) const
{
    Cells last { 0, 0, -1, -1 };
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QPointF from = line[i - 1];
        const QPointF way = line[i] - from;
        const double longest = std::max(std::abs(way.x()), std::abs(way.y()));
        const int parts = std::clamp(static_cast<int>(longest / (m_cell / 2)) + 1, 1, 4096);
        for (int part = 0; part < parts; ++part) {
            const QRectF area = QRectF(from + way * part / parts, from + way * (part + 1) / parts).normalized();
            const Cells cells = cellsOf(area);
            if (cells == std::exchange(last, cells)) // most stay in a cell
                continue;
            for (int row = cells.top; row <= cells.bottom; ++row)
                for (int column = cells.left; column <= cells.right; ++column)
                    visit(column, row);
        }
    }
}

void UniformGrid::insertLine(int item, const QPolygonF &line)
{
    along(line, [&](int column, int row) { put(column, row, item); });
}

void UniformGrid::removeLine(int item, const QPolygonF &line)
{
    along(line, [&](int column, int row) { drop(column, row, item); });
}

void UniformGrid::query(const QRectF &area, std::vector<int> &items) const
{
    items.clear();
    const Cells cells = cellsOf(area);
    const double count = (cells.right - cells.left + 1.0) * (cells.bottom - cells.top + 1.0);
    if (count > 4.0 * static_cast<double>(m_items.size())) {
        for (const auto &[cell, found] : m_items)
            items.insert(items.end(), found.begin(), found.end());
    } else {
        for (int row = cells.top; row <= cells.bottom; ++row)
            for (int column = cells.left; column <= cells.right; ++column)
                if (const auto found = m_items.find(key(column, row)); found != m_items.end())
                    items.insert(items.end(), found->second.begin(), found->second.end());
    }
    sortManyUnique(items);
}

} // namespace headroom::canvas
