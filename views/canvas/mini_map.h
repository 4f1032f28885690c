#pragma once

#include "views/canvas/geometry.h"
#include "views/canvas/scene.h"
#include "views/theme/theme.h"

#include <QPixmap>
#include <QWidget>

namespace headroom::canvas {

/// The whole stage in a corner: blocks in the hue of their family, findings as marks, and a frame around what is in
/// sight. A click or drag goes there. Shown only while something is out of sight.
class MiniMap final : public QWidget {
    Q_OBJECT
public:
    /// @param scene  must outlive the map.
    MiniMap(const Scene &scene, QWidget *parent);

    void setTheme(const theme::Theme &theme);
    /// Shows another scene, like that of a preview. @param scene  must outlive being shown.
    void setScene(const Scene &scene);
    [[nodiscard]] const Scene &scene() const { return *m_scene; }
    /// The stage or its findings are others now.
    void renew();
    /// @param sight  scene pixels.
    void setSight(const QRectF &sight, bool isWanted);
    /// What is framed, in pixels of the map.
    [[nodiscard]] QRectF frame() const;
    /// Stands in the lower right corner of the parent.
    void settle();

Q_SIGNALS:
    /// The user wants that point of the scene in the middle.
    void centerRequested(QPointF center);
    /// The wheel turned over that point of the scene, which stays where it is seen.
    void zoomRequested(QPointF fixed, double turn);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    [[nodiscard]] Viewport view() const;
    void paintStage(QPainter &painter) const;

    const Scene *m_scene;
    const theme::Theme *m_theme = &theme::Theme::light();
    QRectF m_sight;
    QPixmap m_stage; ///< null: to be drawn anew
};

} // namespace headroom::canvas
