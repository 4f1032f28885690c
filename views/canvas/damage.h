#pragma once

#include "views/canvas/geometry.h"

#include <QRectF>

#include <vector>

namespace headroom::canvas {

/// From which zoom on something is seen.
enum class Seen { Always, AsCards, AsNumbers };

/// Which parts of a scene look different than they did, so that no more is painted anew.
class Damage {
public:
    /// @param area  scene pixels, of the element itself; shadows, rings and arrows are reckoned with when painting.
    void add(const QRectF &area, Seen from = Seen::Always)
    {
        if (area.isNull() || covers(from))
            return;
        if (m_areas.size() >= kMostAreas)
            addAll(from);
        else
            m_areas.push_back({ area, from });
    }
    void addAll(Seen from = Seen::Always) { m_all = std::min(m_all, static_cast<int>(from)); }
    /// Whether whatever is added for that zoom is part of what may look different anyway.
    [[nodiscard]] bool covers(Seen from) const { return m_all <= static_cast<int>(from); }
    /// Whether all of what is seen at that zoom may look different.
    [[nodiscard]] bool isAll(double zoom) const { return m_all <= levelAt(zoom); }
    /// What looks different at that zoom, unless all does.
    [[nodiscard]] std::vector<QRectF> areas(double zoom) const
    {
        std::vector<QRectF> seen;
        for (const Area &each : m_areas)
            if (static_cast<int>(each.from) <= levelAt(zoom))
                seen.push_back(each.rect);
        return seen;
    }

private:
    static constexpr std::size_t kMostAreas = 256; ///< more are as good as all
    struct Area {
        QRectF rect;
        Seen from;
    };
    static int levelAt(double zoom) { return zoom < kBlocks ? 0 : zoom < kFullDetail ? 1 : 2; }

    std::vector<Area> m_areas;
    int m_all = 3; ///< from this level on all may be different; 3: at none
};

} // namespace headroom::canvas
