#include "views/export/card_shapes.h"

#include "views/canvas/geometry.h"
#include "views/canvas/symbols.h"
#include "views/export/text_fit.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace headroom::pictures {

using canvas::CardState;
using canvas::ComponentFace;
using canvas::kCardHeight;
using canvas::kCardRadius;
using canvas::kCardWidth;
using theme::Role;
using theme::Theme;

namespace {

constexpr double kTextLeft = 52;
constexpr double kRight = kCardWidth - 10;
constexpr double kGap = 5; ///< between texts that share a line

bool isBad(CardState state)
{
    return state == CardState::Critical || state == CardState::Warning;
}

/// Puts the shapes of one card down, each where its face's rectangle is.
class CardDrawing {
public:
    CardDrawing(const ComponentFace &face, const Theme &theme, Change change)
        : m_face(face)
        , m_theme(theme)
        , m_change(change)
    {
    }

    std::vector<Shape> draw()
    {
        addBody();
        addIcon();
        addNames();
        if (m_change == Change::Gone)
            return std::move(m_shapes);
        addLoad();
        addTag();
        if (m_face.isLocked && m_change == Change::None)
            addLock();
        return std::move(m_shapes);
    }

private:
    [[nodiscard]] QRectF at(const QRectF &inCard) const { return inCard.translated(m_face.rect.topLeft()); }
    [[nodiscard]] QPointF at(double x, double y) const { return m_face.rect.topLeft() + QPointF(x, y); }
    [[nodiscard]] QColor color(Role role) const { return m_theme.color(role); }
    void add(Shape shape) { m_shapes.push_back(std::move(shape)); }

    void addBody();
    void addIcon();
    void addNames();
    void addSubtitle(double room);
    void addLoad();
    void addTag();
    void addLock();
    [[nodiscard]] double instancesWidth() const;

    const ComponentFace &m_face;
    const Theme &m_theme;
    Change m_change;
    std::vector<Shape> m_shapes;
};

void CardDrawing::addBody()
{
    const QRectF card(0, 0, kCardWidth, kCardHeight);
    if (m_change == Change::Gone) {
        add(Box { at(card), kCardRadius, color(Role::Canvas), goneStroke(m_theme) });
        return;
    }
    QColor shadow = color(Role::Shadow);
    for (const double grow : { 4.5, 2.6, 1.0 }) {
        shadow.setAlphaF(m_theme.isDark() ? 0.09F : 0.022F);
        add(Box { at(card.adjusted(-grow, -grow + 2, grow, grow + 2)), kCardRadius + grow, shadow });
    }
    if (m_face.isCollapsed) // a pile of cards
        for (const double back : { 7.0, 3.5 })
            add(Box { at(card.adjusted(back, back, -back, back)),
                      kCardRadius,
                      color(Role::Panel),
                      { color(Role::CardLine), 1.2 } });
    Stroke border { color(Role::CardLine), 1.2 };
    if (m_change != Change::None)
        border = { changeColor(m_theme, m_change), 2 };
    else if (m_face.isPlaceholder)
        border = { color(Role::Faint), 1.4, { 5.6, 4.2 } };
    else if (isBad(m_face.state))
        border = { canvas::stateColor(m_theme, m_face.state), 1.6 };
    add(Box { at(card), kCardRadius, color(m_face.isPlaceholder ? Role::Canvas : Role::Panel), border });
}

void CardDrawing::addIcon()
{
    const bool isPale = m_face.isPlaceholder || m_change == Change::Gone;
    const QRectF square(10, 10, 34, 34);
    add(Box { at(square), 8, isPale ? color(Role::Window) : m_theme.familySoft(m_face.family) });
    add(Glyph { m_face.icon, at(QRectF(square.center() - QPointF(10, 10), QSizeF(20, 20))),
                isPale ? color(Role::Faint) : m_theme.family(m_face.family) });
}

double CardDrawing::instancesWidth() const
{
    return m_face.instances.isEmpty() ? 0 : widthOf(m_face.instances, 10, kStrong) + 10;
}

/// The name on one line, a little smaller where that helps; else on two, which takes the place of the line below it.
void CardDrawing::addNames()
{
    const bool isGone = m_change == Change::Gone;
    const QColor ink = color(m_face.isPlaceholder || isGone ? Role::Secondary : Role::Text);
    const QString name = visible(m_face.name);
    const double room = kRight - kTextLeft;
    const double badge = instancesWidth();
    const double below = badge > 0 ? room - badge - kGap : room;
    int pixels = 13;
    while (pixels > 12 && widthOf(name, pixels, kStrong) > room)
        --pixels;
    const auto put = [&](const QString &text, double y, int size, double width) {
        Label line = label(text, at(kTextLeft, y), size, kStrong, ink, width);
        line.isStruck = isGone;
        add(line);
    };
    if (widthOf(name, pixels, kStrong) <= room) {
        put(name, 18.5, pixels, room);
        addSubtitle(below);
    } else {
        const QStringList lines = twoLines(name, 12, kStrong, room, below);
        put(lines.front(), 19, 12, room);
        put(lines.back(), 34, 12, below);
    }
    if (badge > 0 && !isGone) {
        const QRectF pill(kCardWidth - 9 - badge, 27, badge, 15);
        add(Box { at(pill), 7.5, color(Role::Window) });
        add(label(m_face.instances, at(pill.center().x(), pill.center().y()), 10, kStrong, color(Role::Secondary),
                  badge, Anchor::Middle));
    }
}

/// A little smaller where that helps; else without its last parts, as half a number says nothing.
void CardDrawing::addSubtitle(double room)
{
    QString text = m_face.subtitle;
    const auto fits = [&](int pixels) { return widthOf(visible(text), pixels, kPlain) <= room; };
    while (!fits(10)) {
        const qsizetype end = std::max(text.lastIndexOf(QStringLiteral(" · ")), text.lastIndexOf(QStringLiteral(", ")));
        if (end <= 0)
            break;
        text.truncate(end);
    }
    const int pixels = fits(11) ? 11 : 10;
    add(label(text, at(kTextLeft, 34.5), pixels, kPlain, color(Role::Secondary), room));
}

void CardDrawing::addLoad()
{
    const QColor tone = canvas::stateColor(m_theme, m_face.barState);
    const double width = widthOf(m_face.value, 11, kStrong);
    const double symbolRight = m_face.value.isEmpty() ? kCardWidth - 12 : kRight - width - kGap;
    const bool hasSymbol
        = m_face.barState != CardState::Unknown && (!m_face.hasBar || m_face.barState != CardState::Fine);
    if (hasSymbol)
        addSymbol(m_shapes, m_face.barState, at(QRectF(symbolRight - 8, 49.5, 8, 8)), tone);
    if (!m_face.value.isEmpty())
        add(label(m_face.value, at(kRight, 53.5), 11, kStrong, m_face.hasBar ? tone : color(Role::Secondary), 1e9,
                  Anchor::End));
    if (!m_face.hasBar)
        return;
    const QRectF track(10, 51, std::max(30.0, std::min(symbolRight - (hasSymbol ? 14 : 4), 128.0) - 10), 5);
    add(Box { at(track), 2.5, color(Role::Hairline) });
    QRectF filled = track;
    filled.setWidth(std::clamp(track.width() * m_face.utilization, 5.0, track.width()));
    add(Box { at(filled), 2.5, tone });
}

/// Rides on the upper edge: what changed, or else what is wrong.
void CardDrawing::addTag()
{
    const bool isChange = m_change != Change::None;
    const QString text = isChange ? changeWord(m_change) : m_face.tag;
    if (text.isEmpty())
        return;
    const CardState tone = m_face.state == CardState::Critical ? CardState::Critical : CardState::Warning;
    const QColor ink = isChange ? changeColor(m_theme, m_change) : canvas::stateColor(m_theme, tone);
    const QColor soft = isChange ? changeSoft(m_theme, m_change) : canvas::stateSoft(m_theme, tone);
    const double left = isChange ? 9 : 21;
    const double width = std::min(widthOf(text, 10, QFont::Bold) + left + 10, kCardWidth);
    const QRectF pill(kCardWidth + 4 - width, -10, width, 19);
    add(Box { at(pill), 9.5, soft, { ink, 1.2 } });
    if (!isChange)
        addSymbol(m_shapes, tone, at(QRectF(pill.left() + 9, pill.center().y() - 4, 8, 8)), ink);
    add(label(text, at(pill.left() + left, pill.center().y()), 10, QFont::Bold, ink, width - left - 8));
}

/// On the lower right corner of the icon's square.
void CardDrawing::addLock()
{
    const QRectF badge(34, 32, 16, 16);
    add(Box { at(badge), 8, color(Role::Panel), { color(Role::CardLine), 1 } });
    add(Glyph { QStringLiteral("lock"), at(badge.adjusted(3, 3, -3, -3)), color(Role::Secondary) });
}

} // namespace

QColor changeColor(const Theme &theme, Change change)
{
    constexpr std::array roles { Role::Faint, Role::Fine, Role::Accent, Role::Accent, Role::Faint };
    return theme.color(roles[static_cast<std::size_t>(change)]);
}

QColor changeSoft(const Theme &theme, Change change)
{
    constexpr std::array roles { Role::Window, Role::FineSoft, Role::AccentSoft, Role::AccentSoft, Role::Canvas };
    return theme.color(roles[static_cast<std::size_t>(change)]);
}

QString changeWord(Change change)
{
    switch (change) {
    case Change::Added:
        return QCoreApplication::translate("Picture", "new");
    case Change::Changed:
        return QCoreApplication::translate("Picture", "changed");
    case Change::Anew:
        return QCoreApplication::translate("Picture", "built anew");
    case Change::Gone:
        return QCoreApplication::translate("Picture", "gone");
    case Change::None:
        break;
    }
    return {};
}

Stroke goneStroke(const Theme &theme)
{
    return { changeColor(theme, Change::Gone), 1.4, { 5, 4 } };
}

std::vector<Shape> cardShapes(const ComponentFace &face, const Theme &theme, Change change)
{
    return CardDrawing(face, theme, change).draw();
}

std::vector<Shape> placeShapes(const ComponentFace &face, const Theme &theme, Change change)
{
    if (change == Change::Gone)
        return { Box { face.rect, canvas::kPlaceRadius, {}, goneStroke(theme) } };
    QColor tint = theme.color(Role::Accent);
    tint.setAlphaF(theme.isDark() ? 0.05F : 0.035F);
    QColor line = change == Change::None ? theme.color(Role::Faint) : changeColor(theme, change);
    line.setAlphaF(change == Change::None ? 0.6F : 1.0F);
    return { Box { face.rect, canvas::kPlaceRadius, tint, { line, change == Change::None ? 1.3 : 1.8, { 5, 4.5 } } } };
}

std::vector<Shape> placeNameShapes(const ComponentFace &face, const Theme &theme, Change change)
{
    const bool isPlain = change == Change::None || change == Change::Gone;
    const QString name
        = isPlain ? visible(face.name) : QStringLiteral("%1 · %2").arg(visible(face.name), changeWord(change));
    const double room = std::max(face.rect.width() - 28, 24.0);
    const double width = std::min(widthOf(name, 11, kStrong) + 20, room);
    const QRectF pill(face.rect.left() + 14, face.rect.top() - 9, width, 18);
    const QColor ink = isPlain ? theme.color(Role::Secondary) : changeColor(theme, change);
    const QColor line = isPlain ? theme.color(Role::CardLine) : ink;
    Label text = label(name, { pill.left() + 10, pill.center().y() }, 11, kStrong, ink, width - 18);
    text.isStruck = change == Change::Gone;
    return { Box { pill, 9, theme.color(Role::Canvas), { line, 1 } }, text };
}

void addSymbol(std::vector<Shape> &shapes, CardState state, const QRectF &area, const QColor &color)
{
    const QPointF c = area.center();
    if (state == CardState::Critical)
        shapes.emplace_back(
            Path { { { c.x(), area.top() }, { area.right(), c.y() }, { c.x(), area.bottom() }, { area.left(), c.y() } },
                   true,
                   color });
    else if (state == CardState::Warning)
        shapes.emplace_back(Path { { { c.x(), area.top() }, area.bottomRight(), area.bottomLeft() }, true, color });
    else if (state == CardState::Fine)
        shapes.emplace_back(Path { { { area.left(), c.y() },
                                     { area.left() + area.width() * 0.38, area.bottom() - area.height() * 0.12 },
                                     { area.right(), area.top() + area.height() * 0.12 } },
                                   false,
                                   {},
                                   { color, area.width() / 5, {}, true } });
}

} // namespace headroom::pictures
