#pragma once

#include "views/canvas/faces.h"
#include "views/canvas/geometry.h"
#include "views/canvas/lettering.h"
#include "views/theme/theme.h"

#include <QCache>
#include <QPainter>
#include <QPixmap>

namespace headroom::canvas {

/// Draws cards from pictures that it keeps, in bounded memory and in three layers, so that little is painted anew when
/// numbers change: the body by state, the ground with icon and name, the whole card with its numbers.
class CardPainter {
public:
    CardPainter();

    void setTheme(const theme::Theme &theme);
    /// Begins a picture of the canvas. @param inMotion  few cards are painted anew; for others serve stretched pictures
    /// of the last zoom at rest, or plain ones without letters.
    void begin(bool inMotion);
    /// Draws one card into a painter in widget pixels.
    void paint(QPainter &painter, const ComponentFace &face, const QRectF &sceneRect, const Viewport &view);
    /// Names the zoom whose pictures serve while the zoom changes.
    void settle(double zoom) { m_settledZoom = zoom; }
    /// The color of a card that is drawn as a block.
    [[nodiscard]] QColor blockColor(const ComponentFace &face) const;
    /// Whether no card was stretched or plain since begin().
    [[nodiscard]] bool isSharp() const { return m_isSharp; }
    /// Cards, or grounds of them, that were painted anew since begin(). For tests.
    [[nodiscard]] int painted() const { return m_painted; }

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
    using Pictures = QCache<Key, QPixmap>;

    [[nodiscard]] const QPixmap *kept(const ComponentFace &face, double zoom, double ratio) const;
    [[nodiscard]] QPixmap made(const ComponentFace &face, double zoom, double ratio);
    [[nodiscard]] QPixmap ground(const ComponentFace &face, double zoom, double ratio);
    [[nodiscard]] QPixmap body(const ComponentFace &face, double zoom, double ratio);
    [[nodiscard]] static QPixmap blank(double zoom, double ratio);
    void paintPlain(QPainter &painter, const ComponentFace &face, QPointF corner, double zoom, double ratio);
    void paintBody(QPainter &painter, const ComponentFace &face) const;
    void paintDetail(QPainter &painter, const ComponentFace &face, double scale);
    void paintCompact(QPainter &painter, const ComponentFace &face, double zoom, double scale);
    void paintNarrow(QPainter &painter, const ComponentFace &face, const QColor &hue, double zoom, double scale);
    static constexpr double kNarrow = 0.34; ///< below this zoom an icon leaves no room for a name beside it
    /// Where the icon is on a narrow card, in its scene pixels.
    [[nodiscard]] static QRectF chipAt(double zoom);
    void paintLoad(QPainter &painter, const ComponentFace &face);
    void paintInstances(QPainter &painter, const ComponentFace &face);
    void paintTag(QPainter &painter, const ComponentFace &face);
    void paintOpener(QPainter &painter) const;
    void paintLock(QPainter &painter, double scale) const;

    const theme::Theme *m_theme = nullptr;
    Pictures m_pictures;
    Pictures m_grounds;
    Pictures m_bodies;
    Lettering m_letters;
    double m_settledZoom = 1;
    bool m_inMotion = false;
    bool m_isSharp = true;
    int m_painted = 0;
};

} // namespace headroom::canvas
