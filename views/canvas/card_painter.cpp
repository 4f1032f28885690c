#include "views/canvas/card_painter.h"
#include "views/canvas/symbols.h"

namespace headroom::canvas {

using theme::Role;
using theme::Theme;

namespace {

constexpr qsizetype kKeptKilobytes = 32 * 1024; ///< of each layer; a screen of 4K pixels full of cards needs 20 MiB
constexpr qsizetype kKeptBodies = 1024;
constexpr int kMostInMotion = 12;    ///< cards painted anew in a frame
constexpr double kShadowMargin = 14; ///< of a picture around its card: shadow and tag
constexpr QRectF kCard(0, 0, kCardWidth, kCardHeight);

qsizetype kilobytesOf(const QPixmap &picture)
{
    return static_cast<qsizetype>(picture.width()) * picture.height() * 4 / 1024 + 1;
}

/// Keeps a picture and gives it back.
template <typename Pictures, typename Key>
QPixmap keep(Pictures &pictures, const Key &key, const QPixmap &picture)
{
    pictures.insert(key, new QPixmap(picture), kilobytesOf(picture));
    return picture;
}

void prepare(QPainter &painter, double zoom)
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
    painter.scale(zoom, zoom);
    painter.translate(kShadowMargin, kShadowMargin);
}

} // namespace

CardPainter::CardPainter()
    : m_pictures(kKeptKilobytes)
    , m_grounds(kKeptKilobytes)
    , m_bodies(kKeptBodies)
{
}

void CardPainter::setTheme(const Theme &theme)
{
    m_theme = &theme;
    m_pictures.clear();
    m_grounds.clear();
    m_bodies.clear();
}

void CardPainter::begin(bool inMotion)
{
    m_inMotion = inMotion;
    m_painted = 0;
    m_isSharp = true;
}

QColor CardPainter::blockColor(const ComponentFace &face) const
{
    if (face.state == CardState::Critical || face.state == CardState::Warning)
        return stateColor(*m_theme, face.state);
    return m_theme->family(face.family);
}

void CardPainter::paint(QPainter &painter, const ComponentFace &face, const QRectF &sceneRect, const Viewport &view)
{
    const double ratio = painter.device()->devicePixelRatioF();
    const QPointF exact = view.toWidget(sceneRect.topLeft() - QPointF(kShadowMargin, kShadowMargin));
    const QPointF corner(std::round(exact.x() * ratio) / ratio, std::round(exact.y() * ratio) / ratio);
    if (const QPixmap *picture = kept(face, view.zoom, ratio))
        return painter.drawPixmap(corner, *picture);
    const bool isZooming = m_inMotion && view.zoom != m_settledZoom;
    if (isZooming || (m_inMotion && m_painted >= kMostInMotion)) {
        m_isSharp = false;
        const bool isSameDetail
            = (m_settledZoom >= kFullDetail) == (view.zoom >= kFullDetail) && m_settledZoom >= kBlocks;
        const QPixmap *other = isZooming && isSameDetail ? kept(face, m_settledZoom, ratio) : nullptr;
        if (!other)
            return paintPlain(painter, face, corner, view.zoom, ratio);
        const QSizeF size = other->deviceIndependentSize() * (view.zoom / m_settledZoom);
        return painter.drawPixmap(QRectF(exact, size), *other, QRectF(QPointF(), other->size()));
    }
    painter.drawPixmap(corner, made(face, view.zoom, ratio));
}

const QPixmap *CardPainter::kept(const ComponentFace &face, double zoom, double ratio) const
{
    return zoom >= kFullDetail ? m_pictures.object({ face.look, zoom, ratio })
                               : m_grounds.object({ face.ground, zoom, ratio });
}

/// From afar a card shows no numbers: its ground is all of it.
QPixmap CardPainter::made(const ComponentFace &face, double zoom, double ratio)
{
    ++m_painted;
    QPixmap picture = ground(face, zoom, ratio);
    if (zoom < kFullDetail)
        return picture;
    QPainter painter(&picture);
    prepare(painter, zoom);
    paintLoad(painter, face);
    paintTag(painter, face);
    painter.end();
    return keep(m_pictures, Key { face.look, zoom, ratio }, picture);
}

QPixmap CardPainter::ground(const ComponentFace &face, double zoom, double ratio)
{
    const Key key { face.ground, zoom, ratio };
    if (const QPixmap *picture = m_grounds.object(key))
        return *picture;
    QPixmap picture = body(face, zoom, ratio);
    QPainter painter(&picture);
    prepare(painter, zoom);
    if (zoom >= kFullDetail)
        paintDetail(painter, face, zoom * ratio);
    else
        paintCompact(painter, face, zoom, zoom * ratio);
    painter.end();
    return keep(m_grounds, key, picture);
}

QPixmap CardPainter::body(const ComponentFace &face, double zoom, double ratio)
{
    const bool isBad = face.state == CardState::Critical || face.state == CardState::Warning;
    const std::size_t look
        = (isBad ? static_cast<std::size_t>(face.state) : 0) * 4 + (face.isPlaceholder ? 2 : 0) + face.isCollapsed;
    const Key key { look, zoom, ratio };
    if (const QPixmap *picture = m_bodies.object(key))
        return *picture;
    QPixmap picture((QSizeF(kCardWidth + 2 * kShadowMargin, kCardHeight + 2 * kShadowMargin) * zoom * ratio).toSize()
                    + QSize(1, 1));
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    prepare(painter, zoom);
    paintBody(painter, face);
    painter.end();
    return keep(m_bodies, key, picture);
}

/// What can be painted in a moment: no letters, and a square for the icon.
void CardPainter::paintPlain(QPainter &painter, const ComponentFace &face, QPointF corner, double zoom, double ratio)
{
    painter.drawPixmap(corner, body(face, zoom, ratio));
    const QRectF icon = zoom < kNarrow ? chipAt(zoom) : QRectF(17, (kCardHeight - 20) / 2, 20, 20);
    painter.fillRect(
        QRectF(corner + (icon.topLeft() + QPointF(kShadowMargin, kShadowMargin)) * zoom, icon.size() * zoom),
        face.isPlaceholder ? m_theme->color(Role::Faint) : m_theme->family(face.family));
}

QRectF CardPainter::chipAt(double zoom)
{
    constexpr double kLeast = 11; // widget pixels, in which an icon can be told from others
    const double side = std::max(kLeast / zoom, kCardHeight * 0.6);
    return { -kShadowMargin, -kShadowMargin, side, side };
}

void CardPainter::paintBody(QPainter &painter, const ComponentFace &face) const
{
    QColor shadow = m_theme->color(Role::Shadow);
    painter.setPen(Qt::NoPen);
    for (int ring = 5; ring >= 1; --ring) {
        shadow.setAlphaF(m_theme->isDark() ? 0.055F : 0.013F);
        painter.setBrush(shadow);
        const double grow = ring * 1.1;
        painter.drawRoundedRect(kCard.adjusted(-grow, -grow + 2, grow, grow + 2), kCardRadius + grow,
                                kCardRadius + grow);
    }
    if (face.isCollapsed) { // a pile of cards
        painter.setPen(QPen(m_theme->color(Role::CardLine), 1.2));
        painter.setBrush(m_theme->color(Role::Panel));
        for (const double back : { 7.0, 3.5 })
            painter.drawRoundedRect(kCard.adjusted(back, back, -back, back), kCardRadius, kCardRadius);
    }
    QPen border(m_theme->color(Role::CardLine), 1.2);
    if (face.state == CardState::Critical || face.state == CardState::Warning)
        border = QPen(stateColor(*m_theme, face.state), 1.6);
    if (face.isPlaceholder) {
        border = QPen(m_theme->color(Role::Faint), 1.4);
        border.setDashPattern({ 4, 3 });
    }
    painter.setPen(border);
    painter.setBrush(m_theme->color(face.isPlaceholder ? Role::Canvas : Role::Panel));
    painter.drawRoundedRect(kCard, kCardRadius, kCardRadius);
}

} // namespace headroom::canvas
