#pragma once

#include <QPointF>
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
    /// Puts the item into the cells along a segment only, not into all of its bounding box.
    void insertSegment(int item, QPointF from, QPointF to);
    void remove(int item, const QRectF &area);
    /// Numbers of the items in the cells that the area touches, ascending, each once; a superset of the true hits.
    void query(const QRectF &area, std::vector<int> &items) const;

private:
    struct Cells {
        int left, top, right, bottom;
    };
    [[nodiscard]] Cells cellsOf(const QRectF &area) const;
    static std::uint64_t key(int column, int row);
    void put(int column, int row, int item);

    double m_cell;
    std::unordered_map<std::uint64_t, std::vector<int>> m_items;
};

} // namespace headroom::canvas
