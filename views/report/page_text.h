#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QPointF>
#include <QStringList>

namespace headroom::paper {

/// The font of reports. @param size  pt
[[nodiscard]] QFont fontOf(double size, QFont::Weight weight = QFont::Normal);

/// The same font, heavier where something is to stand out.
[[nodiscard]] QFont strong(QFont font, bool isStrong);

/// pt from one line to the next, in a font of fontOf().
[[nodiscard]] double lineHeight(const QFont &font);

/// pt that the text is wide, in a font of fontOf().
[[nodiscard]] double widthOf(const QString &text, const QFont &font);

/// The text in lines of at most `width` pt, at least one.
[[nodiscard]] QStringList wrapped(const QString &text, const QFont &font, double width);

/// One line of text with a font of fontOf(), which is a hundred times as large. @param base  where the base line begins
void paintLine(QPainter &painter, QPointF base, const QString &words, const QFont &font, const QColor &color);

} // namespace headroom::paper
