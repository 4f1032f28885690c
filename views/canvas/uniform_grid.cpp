#include "views/canvas/uniform_grid.h"

#include <algorithm>
#include <cmath>

namespace headroom::canvas {

namespace {

constexpr double kFarthest = 1e6; ///< cells beyond this are counted as the outermost one

int cellOf(double coordinate, double cell)
{
    return static_cast<int>(std::floor(std::clamp(coordinate / cell, -kFarthest, kFarthest)));
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

void UniformGrid::insert(int item, const QRectF &area)
{
    const Cells cells = cellsOf(area);
    for (int row = cells.top; row <= cells.bottom; ++row)
        for (int column = cells.left; column <= cells.right; ++column)
            put(column, row, item);
}

void UniformGrid::insertSegment(int item, QPointF from, QPointF to)
{
    const double longest = std::max(std::abs(to.x() - from.x()), std::abs(to.y() - from.y()));
    const int parts = std::clamp(static_cast<int>(longest / (m_cell / 2)) + 1, 1, 4096);
    for (int part = 0; part < parts; ++part) {
        const QPointF a = from + (to - from) * part / parts;
        const QPointF b = from + (to - from) * (part + 1) / parts;
        insert(item, QRectF(a, b).normalized());
    }
}

void UniformGrid::remove(int item, const QRectF &area)
{
    const Cells cells = cellsOf(area);
    for (int row = cells.top; row <= cells.bottom; ++row)
        for (int column = cells.left; column <= cells.right; ++column)
            if (const auto found = m_items.find(key(column, row)); found != m_items.end())
                std::erase(found->second, item);
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
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
}

} // namespace headroom::canvas
