#pragma once

#include <QPolygonF>
#include <QRectF>

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace headroom::canvas {

/// Finds the numbered rectangles near a place: square cells, each with the numbers of what touches it.
class UniformGrid {
public:
    explicit UniformGrid(double cell = 384)
        : m_cell(cell)
    {
    }

    void clear();
    void insert(int item, const QRectF &area);
    /// Puts the item into the cells along its segments only, not into all of its bounding box.
    void insertLine(int item, const QPolygonF &line);
    /// Takes an item away that was put in with this area.
    void remove(int item, const QRectF &area);
    /// Takes an item away that was put in along this line.
    void removeLine(int item, const QPolygonF &line);
    /// Whether some item is in a cell that the area touches; null: none is.
    [[nodiscard]] bool touches(const QRectF &area) const
    {
        return !area.isNull() && any(area, [](int) { return true; });
    }
    /// Numbers of the items in the cells that the area touches, ascending, each once; a superset of the true hits.
    void query(const QRectF &area, std::vector<int> &items) const;

    /// Whether one of the items in the cells that the area touches is meant; items may be asked for more than once.
    template <typename IsMeant>
    [[nodiscard]] bool any(const QRectF &area, const IsMeant &isMeant) const
    {
        const Cells cells = cellsOf(area);
        for (int row = cells.top; row <= cells.bottom; ++row)
            for (int column = cells.left; column <= cells.right; ++column)
                if (const auto found = m_items.find(key(column, row)); found != m_items.end())
                    for (const int item : found->second)
                        if (isMeant(item))
                            return true;
        return false;
    }

private:
    struct Cells {
        int left, top, right, bottom;
        bool operator==(const Cells &) const = default;
    };
    [[nodiscard]] Cells cellsOf(const QRectF &area) const;
    static std::uint64_t key(int column, int row);
    void put(int column, int row, int item);
    void drop(int column, int row, int item);
    /// Calls `visit` with the cells along a line, some of them more than once.
    template <typename Visit>
    void along(const QPolygonF &line, const Visit &visit) const;

    double m_cell;
    std::unordered_map<std::uint64_t, std::vector<int>> m_items;
};

} // namespace headroom::canvas
