#pragma once

#include "views/theme/theme.h"

#include <QString>

class QPainter;

namespace headroom::inspector {

/// Writes lines, bars and boxes from top to bottom; without a painter it only measures.
class LoadPen {
public:
    LoadPen(QPainter *painter, const theme::Theme &theme, double width)
        : m_painter(painter)
        , m_theme(theme)
        , m_width(width)
    {
    }

    [[nodiscard]] double bottom() const { return m_y; }
    void space(double height) { m_y += height; }
    /// A name at the left and something about it at the right. @param height  pixels at usual letters.
    void line(const QString &left, const QString &right, const QFont &font, theme::Role leftRole, theme::Role rightRole,
              double height = 20);
    /// As many lines as it takes.
    void words(const QString &text, const QFont &font, theme::Role role);
    void bar(double share, theme::Role role);
    void rule();
    /// A tinted box with wrapped lines; the first is set in a fixed-width bold.
    void box(const QStringList &formula, const QString &words, theme::Role ink, theme::Role ground);
    /// A line for one number of a component.
    void figure(const QString &name, const QString &value, theme::Role ink = theme::Role::Text);

private:
    QPainter *m_painter;
    const theme::Theme &m_theme;
    double m_width;
    double m_y = 10;
};

} // namespace headroom::inspector
