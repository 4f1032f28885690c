#pragma once

#include <QFont>

namespace headroom::theme {

/// How much larger than usual the letters of the interface are, 1..2. Theme::font() follows; widgets that have their
/// font already keep it.
void setLetterScale(double scale);
[[nodiscard]] double letterScale();

/// A length that grows with the letters.
[[nodiscard]] int scaled(int pixels);

/// The font of Theme::font() for what is drawn in a scene that has a zoom of its own: always this large.
[[nodiscard]] QFont drawnFont(int pixelSize, QFont::Weight weight = QFont::Normal);

/// Makes Theme::dark() the one of high contrast.
void setHighContrast(bool isOn);
[[nodiscard]] bool hasHighContrast();

} // namespace headroom::theme
