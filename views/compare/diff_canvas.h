#pragma once

#include "views/canvas/badges.h"
#include "views/canvas/scene.h"
#include "views/canvas/scene_painter.h"
#include "views/canvas/two_fingers.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace headroom::compare {

using canvas::Badge;
using canvas::roleOf;
using canvas::signOf;

/// One stage to be looked at, with badges on what differs from another. Dragging pans, the wheel zooms.
class DiffCanvas final : public QWidget {
    Q_OBJECT

public:
    /// @param catalog  must outlive the view.
    explicit DiffCanvas(const catalog::Catalog &catalog, QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    void setStage(const std::shared_ptr<const project::Stage> &stage, std::vector<Badge> badges);
    [[nodiscard]] const std::vector<Badge> &badges() const { return m_badges; }
    [[nodiscard]] const canvas::Viewport &camera() const { return m_view; }
    /// Looks at the stage from there; tells nobody.
    void setCamera(const canvas::Viewport &view);
    /// Where all of the area is in sight. @param area  scene pixels
    [[nodiscard]] canvas::Viewport cameraFor(const QRectF &area) const;
    [[nodiscard]] QRectF bounds() const { return m_scene.bounds(); }
    /// Where the badge of an element is, in widget pixels; null without one.
    [[nodiscard]] QRectF badgeRect(const std::string &id) const;
    /// What changed at the badge or card there, a line each; empty: nothing.
    [[nodiscard]] QStringList linesAt(QPointF position) const;
    /// Draws attention to one element; empty: to none.
    void setMarked(const std::string &id);
    [[nodiscard]] const std::string &marked() const { return m_marked; }

Q_SIGNALS:
    void cameraMoved(); ///< by the user
    void elementRequested(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void follow(const canvas::TwoFingers &fingers);
    void moveBy(QPointF pixels);
    void zoomAt(QPointF position, double factor);

    canvas::Scene m_scene;
    canvas::ScenePainter m_painter;
    const theme::Theme *m_theme;
    canvas::Viewport m_view;
    std::vector<Badge> m_badges;
    std::string m_marked;
    QPointF m_grip; ///< where the pointer holds the stage
    bool m_isDragged = false;
};

} // namespace headroom::compare
