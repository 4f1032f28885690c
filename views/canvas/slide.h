#pragma once

#include "views/canvas/geometry.h"
#include "views/canvas/scene.h"

#include <QHash>

#include <string>
#include <unordered_map>
#include <vector>

namespace headroom::canvas {

/// The way cards go when the stage changes: from where they were to where they are, new ones out of nothing,
/// and those that are gone into it.
class Slide {
public:
    /// Remembers where everything is in the widget now.
    void start(const Scene &scene, const Viewport &view);
    /// Learns where it goes. @return false when there is nothing to show.
    bool aim(const Scene &scene, const Viewport &view);
    void stop();

    void setProgress(double progress) { m_progress = progress; }
    [[nodiscard]] double progress() const { return m_progress; }
    [[nodiscard]] bool isRunning() const { return !m_offsets.empty(); }
    [[nodiscard]] QRectF rectOf(const Scene &scene, int component) const;
    [[nodiscard]] double opacityOf(int component) const;
    /// Cards of the stage before that this one lacks, where they were in the widget.
    [[nodiscard]] const std::vector<ComponentFace> &gone() const { return m_gone; }

private:
    struct Offset {
        QPointF way;
        bool isNew = false;
    };
    std::unordered_map<std::string, QPointF> m_before; ///< widget pixels
    std::vector<Offset> m_offsets;                     ///< by component
    std::vector<ComponentFace> m_gone;                 ///< until aim() all cards there were
    double m_progress = 1;
};

} // namespace headroom::canvas
