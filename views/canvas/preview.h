#pragma once

#include "views/canvas/scene.h"
#include "views/canvas/scene_painter.h"

#include <memory>
#include <string>
#include <vector>

namespace headroom::canvas {

/// What a stage would be after an edit, beside what it is: drawn as it will be, with what changes marked.
class Preview {
public:
    /// @param before  what is shown now.
    /// @param after   the stage after the edit.
    Preview(const Scene &before, std::shared_ptr<const project::Stage> after, const analysis::Report *report);

    [[nodiscard]] const Scene &scene() const { return m_scene; }
    /// Around all that appears, goes, changes or moves, before and after; null: nothing that can be seen does.
    [[nodiscard]] QRectF changedArea() const { return m_area; }
    /// Everything after the edit, what appears and changes ringed; what goes and where things were is drawn as ghosts.
    void paint(QPainter &painter, ScenePainter &scenes, const Scene &before, Scenery scenery,
               const theme::Theme &theme) const;

private:
    void compareComponents(const Scene &before);
    void compareConnections(const Scene &before);

    Scene m_scene;
    std::vector<int> m_changed;      ///< components after, sorted: new, renamed or with other parameters
    std::vector<int> m_changedLines; ///< connections after, sorted
    std::vector<int> m_gone;         ///< components before
    std::vector<int> m_goneLines;    ///< connections before
    std::vector<int> m_moved;        ///< components before that stand elsewhere after
    QRectF m_area;
};

} // namespace headroom::canvas
