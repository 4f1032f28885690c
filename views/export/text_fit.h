#pragma once

#include "views/export/shapes.h"

#include <QFont>
#include <QStringList>

#include <string>

namespace headroom::pictures {

inline constexpr int kPlain = QFont::Normal;
inline constexpr int kStrong = QFont::Bold; ///< other programs have no weight between this and the plain one

/// The font of pictures: as on the canvas, but measured without hinting, so that it is the same at every scale.
[[nodiscard]] QFont pictureFont(int pixels, int weight);
/// Advance of a line in that font, pixels. Needs QGuiApplication, with any platform.
[[nodiscard]] double widthOf(const QString &text, int pixels, int weight);
/// Whether the first letter that has a direction runs from right to left.
[[nodiscard]] bool isRightToLeft(const QString &text);
/// A text of a file as one line in which everything can be seen.
[[nodiscard]] QString visible(const QString &text);
[[nodiscard]] QString visible(const std::string &utf8);

/// A line set into `room` pixels, cut with "…" where it does not fit. @param middle  the height its letters stand around.
[[nodiscard]] Label label(const QString &text, QPointF middle, int pixels, int weight, const QColor &color,
                          double room = 1e9, Anchor anchor = Anchor::Start);

/// The text on at most two lines of these widths, broken between words where it can be; the second is cut with "…".
[[nodiscard]] QStringList twoLines(const QString &text, int pixels, int weight, double first, double second);

} // namespace headroom::pictures
