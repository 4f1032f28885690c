#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QPixmap>
#include <QString>

#include <array>
#include <string_view>

namespace headroom::theme {

/// What a color is for. Views name roles; a theme file in resources/themes gives them values.
enum class Role {
    Window,
    Panel,
    Canvas,
    GridDot,
    Hairline,
    CardLine,
    Text,
    Secondary,
    Faint,
    Accent,
    AccentSoft,
    OnAccent,
    Fine,
    FineSoft,
    Warning,
    WarningSoft,
    Critical,
    CriticalSoft,
    Traffic,
    Compute,
    Data,
    Cache,
    Async,
    People,
    Series1,
    Series2,
    Series3,
    Series4,
    Series5,
    Series6,
    Edge,
    Shadow,
    Count
};

/// A look: colors by role, the font, and icons tinted to fit. Values only; views keep a pointer to it.
class Theme {
public:
    /// The bundled themes; they live as long as the program. The font is loaded on first use (needs QGuiApplication).
    static const Theme &light();
    static const Theme &dark();

    [[nodiscard]] bool isDark() const { return m_isDark; }
    [[nodiscard]] QColor color(Role role) const { return m_colors[static_cast<std::size_t>(role)]; }
    /// Hue of a component family of the catalog ("data"); places and unknown ones get People's.
    [[nodiscard]] QColor family(std::string_view family) const;
    /// The tint behind an icon of that family.
    [[nodiscard]] QColor familySoft(std::string_view family) const;
    /// Chart series 0, 1, 2 …, again from the start after six.
    [[nodiscard]] QColor series(int index) const;
    /// The interface font; digits have equal widths. @param weight  QFont::Normal, DemiBold or Bold.
    [[nodiscard]] static QFont font(int pixelSize, QFont::Weight weight = QFont::Normal);
    /// An icon of resources/icons (file name without .svg), one color, cached. @param size  in logical pixels.
    [[nodiscard]] static QPixmap icon(const QString &name, int size, const QColor &color, qreal devicePixelRatio = 1);
    /// For Fusion and standard widgets.
    [[nodiscard]] QPalette palette() const;
    /// Style sheet for the application: buttons, line edits, tabs, scroll bars, menus, tool tips.
    [[nodiscard]] QString styleSheet() const;

private:
    explicit Theme(const QString &file);
    std::array<QColor, static_cast<std::size_t>(Role::Count)> m_colors;
    bool m_isDark = false;
};

} // namespace headroom::theme
