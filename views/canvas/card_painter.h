#pragma once

#include "views/canvas/faces.h"
#include "views/canvas/geometry.h"
#include "views/theme/theme.h"

#include <QCache>
#include <QPainter>
#include <QPixmap>

namespace headroom::canvas {

/// Draws cards from pictures that it keeps: one per look and zoom, in bounded memory.
class CardPainter {
public:
    CardPainter();

    void setTheme(const theme::Theme &theme);
    /// Draws one card into a painter in widget pixels.
    /// @param inMotion  a picture kept for the last zoom at rest may be stretched instead of drawn anew.
    void paint(QPainter &painter, const ComponentFace &face, const QRectF &sceneRect, const Viewport &view,
               bool inMotion);
    /// Names the zoom whose pictures serve while the zoom changes.
    void settle(double zoom) { m_settledZoom = zoom; }
    /// The color of a card that is drawn as a block.
    [[nodiscard]] QColor blockColor(const ComponentFace &face) const;

private:
    struct Key {
        std::size_t look = 0;
        double zoom = 0;
        double ratio = 0;
        bool operator==(const Key &) const = default;
        friend std::size_t qHash(const Key &key, std::size_t seed)
        {
            return qHashMulti(seed, key.look, key.zoom, key.ratio);
        }
    };

    [[nodiscard]] QPixmap render(const ComponentFace &face, double zoom, double ratio) const;
    void paintBody(QPainter &painter, const ComponentFace &face) const;
    void paintDetail(QPainter &painter, const ComponentFace &face, double zoom, double ratio) const;
    void paintLoad(QPainter &painter, const ComponentFace &face) const;
    void paintInstances(QPainter &painter, const ComponentFace &face) const;
    void paintTag(QPainter &painter, const ComponentFace &face) const;
    void paintLock(QPainter &painter, double zoom, double ratio) const;
    void paintFarName(QPainter &painter, const QString &name, const QRectF &box, double zoom,
                      QFont::Weight weight) const;
    void paintCompact(QPainter &painter, const ComponentFace &face, double zoom, double ratio) const;

    const theme::Theme *m_theme = nullptr;
    QCache<Key, QPixmap> m_pictures;
    double m_settledZoom = 1;
};

} // namespace headroom::canvas
