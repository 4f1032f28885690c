#include "views/canvas/card_painter.h"
#include "views/canvas/symbols.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>

namespace headroom::canvas {

using theme::Role;
using theme::Theme;

namespace {

constexpr qsizetype kKeptKilobytes = 96 * 1024;
constexpr double kMargin = 14; ///< of a picture around its card: shadow and tag
constexpr double kIconSquare = 34;
constexpr double kTextLeft = 52;
constexpr QRectF kCard(0, 0, kCardWidth, kCardHeight);

/// @param scale  device pixels per scene pixel.
void drawIcon(QPainter &painter, const QString &name, const QRectF &box, const QColor &color, double scale)
{
    const int pixels = std::max(4, static_cast<int>(std::lround(box.width() * scale)));
    const QPixmap icon = Theme::icon(name, pixels, color);
    painter.drawPixmap(box, icon, QRectF(icon.rect()));
}

} // namespace

CardPainter::CardPainter()
    : m_pictures(kKeptKilobytes)
{
}

void CardPainter::setTheme(const Theme &theme)
{
    m_theme = &theme;
    m_pictures.clear();
}

QColor CardPainter::blockColor(const ComponentFace &face) const
{
    if (face.state == CardState::Critical || face.state == CardState::Warning)
        return stateColor(*m_theme, face.state);
    return m_theme->family(face.family);
}

void CardPainter::paint(QPainter &painter, const ComponentFace &face, const QRectF &sceneRect, const Viewport &view,
                        bool inMotion)
{
    const double ratio = painter.device()->devicePixelRatioF();
    const QPointF corner = view.toWidget(sceneRect.topLeft() - QPointF(kMargin, kMargin));
    const Key key { face.look, view.zoom, ratio };
    const QPixmap *picture = m_pictures.object(key);
    if (!picture && inMotion) {
        const bool isSameDetail
            = (m_settledZoom >= kFullDetail) == (view.zoom >= kFullDetail) && m_settledZoom >= kBlocks;
        const QPixmap *kept = isSameDetail ? m_pictures.object({ face.look, m_settledZoom, ratio }) : nullptr;
        if (kept) {
            const QSizeF size = kept->deviceIndependentSize() * (view.zoom / m_settledZoom);
            painter.drawPixmap(QRectF(corner, size), *kept, QRectF(QPointF(), kept->size()));
            return;
        }
    }
    const QPointF rounded(std::round(corner.x() * ratio) / ratio, std::round(corner.y() * ratio) / ratio);
    if (picture) {
        painter.drawPixmap(rounded, *picture);
        return;
    }
    auto *made = new QPixmap(render(face, view.zoom, ratio));
    painter.drawPixmap(rounded, *made);
    const qsizetype kilobytes = static_cast<qsizetype>(made->width()) * made->height() * 4 / 1024 + 1;
    m_pictures.insert(key, made, kilobytes);
}

QPixmap CardPainter::render(const ComponentFace &face, double zoom, double ratio) const
{
    const QSizeF size = QSizeF(kCardWidth + 2 * kMargin, kCardHeight + 2 * kMargin) * zoom * ratio;
    QPixmap picture(size.toSize() + QSize(1, 1));
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
    painter.scale(zoom, zoom);
    painter.translate(kMargin, kMargin);
    paintBody(painter, face);
    if (zoom >= kFullDetail)
        paintDetail(painter, face, zoom, ratio);
    else
        paintCompact(painter, face, zoom, ratio);
    return picture;
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

void CardPainter::paintDetail(QPainter &painter, const ComponentFace &face, double zoom, double ratio) const
{
    const QRectF square(10, 10, kIconSquare, kIconSquare);
    painter.setPen(Qt::NoPen);
    painter.setBrush(face.isPlaceholder ? m_theme->color(Role::Window) : m_theme->familySoft(face.family));
    painter.drawRoundedRect(square, 8, 8);
    const QColor hue = face.isPlaceholder ? m_theme->color(Role::Faint) : m_theme->family(face.family);
    drawIcon(painter, face.icon, QRectF(square.center() - QPointF(10, 10), QSizeF(20, 20)), hue, zoom * ratio);

    const double right = kCardWidth - 10;
    const QFont nameFont = theme::drawnFont(13, QFont::DemiBold);
    painter.setFont(nameFont);
    painter.setPen(m_theme->color(face.isPlaceholder ? Role::Secondary : Role::Text));
    const QRectF nameBox(kTextLeft, 9, right - kTextLeft, 18);
    painter.drawText(nameBox, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     QFontMetricsF(nameFont).elidedText(face.name, Qt::ElideRight, nameBox.width()));
    const QFont lineFont = theme::drawnFont(11);
    painter.setFont(lineFont);
    painter.setPen(m_theme->color(Role::Secondary));
    const double badge = QFontMetricsF(theme::drawnFont(10, QFont::DemiBold)).horizontalAdvance(face.instances) + 14;
    const double lineRight = face.instances.isEmpty() ? right : right - badge;
    const QRectF lineBox(kTextLeft, 27, lineRight - kTextLeft, 15);
    painter.drawText(lineBox, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     QFontMetricsF(lineFont).elidedText(face.subtitle, Qt::ElideRight, lineBox.width()));
    paintLoad(painter, face);
    paintInstances(painter, face);
    paintTag(painter, face);
    if (face.isLocked)
        paintLock(painter, zoom, ratio);
}

/// On the lower left corner of the icon's square.
void CardPainter::paintLock(QPainter &painter, double zoom, double ratio) const
{
    const QRectF badge(34, 32, 16, 16);
    painter.setPen(QPen(m_theme->color(Role::CardLine), 1));
    painter.setBrush(m_theme->color(Role::Panel));
    painter.drawEllipse(badge);
    drawIcon(painter, QStringLiteral("lock"), badge.adjusted(3, 3, -3, -3), m_theme->color(Role::Secondary),
             zoom * ratio);
}

void CardPainter::paintLoad(QPainter &painter, const ComponentFace &face) const
{
    const QFont font = theme::drawnFont(11, QFont::DemiBold);
    painter.setFont(font);
    const QColor color = stateColor(*m_theme, face.barState);
    const double width = QFontMetricsF(font).horizontalAdvance(face.value);
    const QRectF textBox(kCardWidth - 10 - width, 46, width + 1, 15);
    const double symbolRight = face.value.isEmpty() ? kCardWidth - 12 : textBox.left() - 5;
    const bool hasSymbol = face.barState != CardState::Unknown && (!face.hasBar || face.barState != CardState::Fine);
    if (hasSymbol)
        drawSymbol(painter, face.barState, QRectF(symbolRight - 8, 49.5, 8, 8), color);
    painter.setPen(face.hasBar ? color : m_theme->color(Role::Secondary));
    painter.drawText(textBox, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, face.value);
    if (!face.hasBar)
        return;
    const QRectF track(10, 51, std::max(30.0, std::min(symbolRight - (hasSymbol ? 14 : 4), 128.0) - 10), 5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(Role::Hairline));
    painter.drawRoundedRect(track, 2.5, 2.5);
    QRectF filled = track;
    filled.setWidth(std::clamp(track.width() * face.utilization, 5.0, track.width()));
    painter.setBrush(color);
    painter.drawRoundedRect(filled, 2.5, 2.5);
}

void CardPainter::paintInstances(QPainter &painter, const ComponentFace &face) const
{
    if (face.instances.isEmpty())
        return;
    const QFont font = theme::drawnFont(10, QFont::DemiBold);
    painter.setFont(font);
    const double width = QFontMetricsF(font).horizontalAdvance(face.instances) + 10;
    const QRectF badge(kCardWidth - 9 - width, 27, width, 15);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(Role::Window));
    painter.drawRoundedRect(badge, 7.5, 7.5);
    painter.setPen(m_theme->color(Role::Secondary));
    painter.drawText(badge, Qt::AlignCenter | Qt::TextSingleLine, face.instances);
}

void CardPainter::paintTag(QPainter &painter, const ComponentFace &face) const
{
    if (face.tag.isEmpty())
        return;
    const CardState tone = face.state == CardState::Critical ? CardState::Critical : CardState::Warning;
    const QFont font = theme::drawnFont(10, QFont::Bold);
    painter.setFont(font);
    const double width = QFontMetricsF(font).horizontalAdvance(face.tag) + 31;
    const QRectF pill(kCardWidth + 4 - width, -10, width, 19);
    const QColor color = stateColor(*m_theme, tone);
    painter.setPen(QPen(color, 1.2));
    painter.setBrush(stateSoft(*m_theme, tone));
    painter.drawRoundedRect(pill, 9.5, 9.5);
    drawSymbol(painter, tone, QRectF(pill.left() + 9, pill.center().y() - 4, 8, 8), color);
    painter.setPen(color);
    painter.drawText(pill.adjusted(21, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, face.tag);
}

/// The name as large as it fits whole, on one to three lines; what fits nowhere is cut at the least size.
void CardPainter::paintFarName(QPainter &painter, const QString &name, const QRectF &box, double zoom,
                               QFont::Weight weight) const
{
    const int flags = Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap;
    const double largest = std::clamp(24 * zoom, 8.0, 11.0);
    QFont font;
    for (double pixels = largest; pixels >= 7; pixels -= 1) {
        font = theme::drawnFont(static_cast<int>(pixels / zoom), weight);
        const QRectF used = QFontMetricsF(font).boundingRect(box, flags, name);
        if (used.width() <= box.width() && used.height() <= box.height()) {
            painter.setFont(font);
            painter.drawText(box, flags, name);
            return;
        }
    }
    painter.setFont(font);
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(name, Qt::ElideRight, box.width()));
}

void CardPainter::paintCompact(QPainter &painter, const ComponentFace &face, double zoom, double ratio) const
{
    const QColor hue = face.isPlaceholder ? m_theme->color(Role::Faint) : m_theme->family(face.family);
    const double iconSize = 30;
    drawIcon(painter, face.icon, QRectF(9, (kCardHeight - iconSize) / 2, iconSize, iconSize), hue, zoom * ratio);
    const bool isBad = face.state == CardState::Critical || face.state == CardState::Warning;
    const double right = kCardWidth - (face.state == CardState::Unknown ? 8 : 32);
    if (face.state != CardState::Unknown)
        drawSymbol(painter, face.state, QRectF(kCardWidth - 28, (kCardHeight - 19) / 2, 19, 19),
                   stateColor(*m_theme, face.state));
    painter.setPen(m_theme->color(Role::Text));
    paintFarName(painter, face.name, QRectF(45, 2, right - 45, kCardHeight - 4), zoom,
                 isBad ? QFont::Bold : QFont::DemiBold);
}

} // namespace headroom::canvas
