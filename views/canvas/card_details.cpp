#include "views/canvas/card_painter.h"
#include "views/canvas/place_toggle.h"
#include "views/canvas/symbols.h"

#include <algorithm>

// What stands on a card.
namespace headroom::canvas {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kIconSquare = 34;
constexpr double kTextLeft = 52;
constexpr double kTightPitch = 0.68; ///< of lines of small letters, whose boxes are a third higher than they

/// @param scale  device pixels per scene pixel.
void drawIcon(QPainter &painter, const QString &name, const QRectF &box, const QColor &color, double scale)
{
    const int pixels = std::max(4, static_cast<int>(std::lround(box.width() * scale)));
    const QPixmap icon = Theme::icon(name, pixels, color);
    painter.drawPixmap(box, icon, QRectF(icon.rect()));
}

} // namespace

void CardPainter::paintDetail(QPainter &painter, const ComponentFace &face, double scale)
{
    const QRectF square(10, 10, kIconSquare, kIconSquare);
    painter.setPen(Qt::NoPen);
    painter.setBrush(face.isPlaceholder ? m_theme->color(Role::Window) : m_theme->familySoft(face.family));
    painter.drawRoundedRect(square, 8, 8);
    const QColor hue = face.isPlaceholder ? m_theme->color(Role::Faint) : m_theme->family(face.family);
    drawIcon(painter, face.icon, QRectF(square.center() - QPointF(10, 10), QSizeF(20, 20)), hue, scale);

    const double right = kCardWidth - 10;
    const double nameRight = face.isCollapsed ? kCardFold.left() - 4 : right;
    const Lettering::Face nameFace = m_letters.face(13, QFont::DemiBold);
    painter.setFont(nameFace.font);
    painter.setPen(m_theme->color(face.isPlaceholder ? Role::Secondary : Role::Text));
    Lettering::drawLine(painter, nameFace, { kTextLeft, 9, nameRight - kTextLeft, 18 }, face.name);
    const double badge = face.instances.isEmpty()
        ? 0
        : m_letters.face(10, QFont::DemiBold).metrics.horizontalAdvance(face.instances) + 14;
    const Lettering::Face lineFace = m_letters.face(11, QFont::Normal);
    painter.setFont(lineFace.font);
    painter.setPen(m_theme->color(Role::Secondary));
    Lettering::drawLine(painter, lineFace, { kTextLeft, 27, right - badge - kTextLeft, 15 }, face.subtitle);
    paintInstances(painter, face);
    if (face.isLocked)
        paintLock(painter, scale);
    if (face.isCollapsed)
        paintOpener(painter);
}

/// What opens a collapsed place, at the right of its name.
void CardPainter::paintOpener(QPainter &painter) const
{
    painter.setPen(QPen(m_theme->color(Role::CardLine), 1));
    painter.setBrush(m_theme->color(Role::Panel));
    painter.drawEllipse(kCardFold);
    paintFold(painter, kCardFold, false, m_theme->color(Role::Secondary));
}

/// On the lower right corner of the icon's square.
void CardPainter::paintLock(QPainter &painter, double scale) const
{
    const QRectF badge(33, 31, 18, 18);
    painter.setPen(QPen(m_theme->color(Role::CardLine), 1));
    painter.setBrush(m_theme->color(Role::Panel));
    painter.drawEllipse(badge);
    drawIcon(painter, QStringLiteral("lock"), badge.adjusted(3, 3, -3, -3), m_theme->color(Role::Text), scale);
}

void CardPainter::paintLoad(QPainter &painter, const ComponentFace &face)
{
    const Lettering::Face letters = m_letters.face(11, QFont::DemiBold);
    painter.setFont(letters.font);
    const QColor color = stateColor(*m_theme, face.barState);
    const double width = Lettering::numberWidth(letters, face.value);
    const QRectF textBox(kCardWidth - 10 - width, 46, width + 1, 15);
    const double symbolRight = face.value.isEmpty() ? kCardWidth - 12 : textBox.left() - 5;
    const bool hasSymbol = face.barState != CardState::Unknown && (!face.hasBar || face.barState != CardState::Fine);
    if (hasSymbol)
        drawSymbol(painter, face.barState, QRectF(symbolRight - 8, 49.5, 8, 8), color);
    painter.setPen(face.hasBar ? color : m_theme->color(Role::Secondary));
    Lettering::drawNumber(painter, letters, textBox, face.value, Qt::AlignRight);
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

void CardPainter::paintInstances(QPainter &painter, const ComponentFace &face)
{
    if (face.instances.isEmpty())
        return;
    const Lettering::Face letters = m_letters.face(10, QFont::DemiBold);
    painter.setFont(letters.font);
    const double width = letters.metrics.horizontalAdvance(face.instances) + 10;
    const QRectF badge(kCardWidth - 9 - width, 27, width, 15);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(Role::Window));
    painter.drawRoundedRect(badge, 7.5, 7.5);
    painter.setPen(m_theme->color(Role::Secondary));
    Lettering::drawLine(painter, letters, badge, face.instances, Qt::AlignHCenter);
}

void CardPainter::paintTag(QPainter &painter, const ComponentFace &face)
{
    if (face.tag.isEmpty())
        return;
    const CardState tone = face.state == CardState::Critical ? CardState::Critical : CardState::Warning;
    const Lettering::Face letters = m_letters.face(10, QFont::Bold);
    painter.setFont(letters.font);
    const double width = letters.metrics.horizontalAdvance(face.tag) + 31;
    const QRectF pill(kCardWidth + 4 - width, -10, width, 19);
    const QColor color = stateColor(*m_theme, tone);
    painter.setPen(QPen(color, 1.2));
    painter.setBrush(stateSoft(*m_theme, tone));
    painter.drawRoundedRect(pill, 9.5, 9.5);
    drawSymbol(painter, tone, QRectF(pill.left() + 9, pill.center().y() - 4, 8, 8), color);
    painter.setPen(color);
    Lettering::drawLine(painter, letters, pill.adjusted(21, 0, -8, 0), face.tag);
}

void CardPainter::paintCompact(QPainter &painter, const ComponentFace &face, double zoom, double scale)
{
    const QColor hue = face.isPlaceholder ? m_theme->color(Role::Faint) : m_theme->family(face.family);
    if (zoom < kNarrow)
        return paintNarrow(painter, face, hue, zoom, scale);
    const double iconSize = 30;
    drawIcon(painter, face.icon, QRectF(9, (kCardHeight - iconSize) / 2, iconSize, iconSize), hue, scale);
    const bool isBad = face.state == CardState::Critical || face.state == CardState::Warning;
    const double right = kCardWidth - (face.state == CardState::Unknown ? 8 : 32);
    if (face.state != CardState::Unknown)
        drawSymbol(painter, face.state, QRectF(kCardWidth - 28, (kCardHeight - 19) / 2, 19, 19),
                   stateColor(*m_theme, face.state));
    painter.setPen(m_theme->color(Role::Text));
    m_letters.drawName(painter, QRectF(45, 2, right - 45, kCardHeight - 4), face.name,
                       isBad ? QFont::Bold : QFont::DemiBold, zoom, std::clamp(24 * zoom, 8.0, 11.0), 7);
}

/// A name needs nearly the whole card: the icon rides on one corner, large enough to be told from others, the state on
/// the other.
void CardPainter::paintNarrow(QPainter &painter, const ComponentFace &face, const QColor &hue, double zoom,
                              double scale)
{
    const QRectF chip = chipAt(zoom);
    painter.setPen(Qt::NoPen);
    painter.setBrush(hue);
    painter.drawRoundedRect(chip, chip.width() / 4, chip.width() / 4);
    const double inset = 0.5 / zoom;
    drawIcon(painter, face.icon, chip.adjusted(inset, inset, -inset, -inset), m_theme->color(Role::Panel), scale);
    const double left = chip.right() + 0.5 / zoom;
    const bool isBad = face.state == CardState::Critical || face.state == CardState::Warning;
    painter.setPen(m_theme->color(Role::Text));
    m_letters.drawName(painter, QRectF(left, 1, kCardWidth - left - 1, kCardHeight - 2), face.name,
                       isBad ? QFont::Bold : QFont::DemiBold, zoom, 8, 7, kTightPitch);
    if (face.state == CardState::Unknown)
        return;
    const QRectF badge(kCardWidth - 20, -13, 27, 27);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(Role::Panel));
    painter.drawEllipse(badge);
    drawSymbol(painter, face.state, badge.adjusted(4, 4, -4, -4), stateColor(*m_theme, face.state));
}

} // namespace headroom::canvas
