#pragma once

#include "model/edits/edit.h"
#include "model/project/project.h"
#include "views/canvas/geometry.h"
#include "views/canvas/scene.h"
#include "views/theme/theme.h"

#include <QPainter>
#include <Qt>

#include <string>
#include <vector>

namespace headroom::canvas {

/// What a gesture may ask of the canvas it happens on.
class ToolHost {
public:
    virtual ~ToolHost() = default;
    [[nodiscard]] virtual const Scene &scene() const = 0;
    [[nodiscard]] virtual const project::Project &project() const = 0;
    [[nodiscard]] virtual std::size_t stageIndex() const = 0;
    [[nodiscard]] virtual const Viewport &viewport() const = 0;
    [[nodiscard]] virtual const theme::Theme &theme() const = 0;
    [[nodiscard]] virtual std::vector<std::string> selectedIds() const = 0;
    /// Keys that are held now.
    [[nodiscard]] virtual Qt::KeyboardModifiers modifiers() const = 0;
    /// What is in sight, in scene pixels.
    [[nodiscard]] virtual QRectF sight() const = 0;
    virtual void moveViewport(QPointF origin) = 0;
    virtual void select(const std::vector<std::string> &ids) = 0;
    virtual void request(const edits::Edit &edit) = 0;
    /// Takes components off the picture while a gesture shows them elsewhere; empty puts them back.
    virtual void lift(std::vector<int> components) = 0;
    virtual void paintGhosts(QPainter &painter, const std::vector<int> &components, QPointF offset) = 0;
    virtual void paintPreview(QPainter &painter, const QPolygonF &route) = 0;
    /// Asks which kind to add at a scene point, connected from that component.
    virtual void offerKinds(int from, QPointF point) = 0;
    /// A number that no gesture had before.
    virtual int newGesture() = 0;
    virtual void refresh() = 0;
    /// Says what an edit did besides what was asked for.
    virtual void remark(const QString &what) = 0;
};

/// One gesture of the mouse, from press to release. Positions are widget pixels.
class Tool {
public:
    explicit Tool(ToolHost &host)
        : m_host(host)
    {
    }
    virtual ~Tool() = default;
    Tool(const Tool &) = delete;
    Tool &operator=(const Tool &) = delete;

    virtual void drag(QPointF position) = 0;
    virtual void release(QPointF position) = 0;
    /// Leaves everything as it was before the press.
    virtual void cancel() { }
    virtual void paint(QPainter &) { }
    /// Whether it wants to see what lies beyond the edge that it is dragged over.
    [[nodiscard]] virtual bool reachesOut() const { return true; }
    [[nodiscard]] virtual Qt::CursorShape cursor() const { return Qt::ArrowCursor; }

protected:
    ToolHost &m_host;
};

} // namespace headroom::canvas
