#pragma once

#include "views/canvas/geometry.h"
#include "views/canvas/scene.h"
#include "views/theme/theme.h"

#include <QPainter>
#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace headroom::canvas {

/// What is not the same about an element as in another stage, said on its card or line.
struct Badge {
    enum class What { Added, Removed, Changed };
    std::string id;
    What what = What::Changed;
    QString text;          ///< "Instances 2 → 4"
    QRectF was = {};       ///< scene pixels, of a component that the shown stage lacks
    std::string from = {}; ///< ends of a connection that the shown stage lacks
    std::string to = {};
    QStringList lines = {}; ///< all of it, for the tool tip; empty: `text` is all
};

/// Sign and color of a badge; the sign says it without the color.
[[nodiscard]] QString signOf(Badge::What what);
[[nodiscard]] theme::Role roleOf(Badge::What what);

/// Draws badges on what a scene shows, and where something is missing its outline.
class BadgePainter {
public:
    BadgePainter(const Scene &scene, const Viewport &view, const theme::Theme &theme)
        : m_scene(scene)
        , m_view(view)
        , m_theme(theme)
    {
    }
    /// Where the badge is, in widget pixels; null when nothing of it is in the scene.
    /// @param isMarked  attention is drawn to it: it says all, even where that covers a neighbor
    [[nodiscard]] QRectF rectOf(const Badge &badge, bool isMarked = false) const;
    void paint(QPainter &painter, const Badge &badge, const QRectF &visible, bool isMarked = false) const;

private:
    [[nodiscard]] QRectF cardOf(const Badge &badge) const;
    [[nodiscard]] QPolygonF wayOf(const Badge &badge) const;
    [[nodiscard]] QPointF spotOn(const QPolygonF &way, const QSizeF &size) const;

    const Scene &m_scene;
    const Viewport &m_view;
    const theme::Theme &m_theme;
};

} // namespace headroom::canvas
