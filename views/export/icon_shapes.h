#pragma once

#include <QByteArray>
#include <QString>

namespace headroom::pictures {

/// The drawing of an icon of resources/icons on a grid of 24 pixels, as SVG elements without a root: strokes without
/// a color of their own; "currentColor" where something is filled. An unknown name gives a rounded square.
[[nodiscard]] const QByteArray &iconElements(const QString &name);

/// The icon as a whole SVG document in one color ("#RRGGBB").
[[nodiscard]] QByteArray iconDocument(const QString &name, const QByteArray &color);

} // namespace headroom::pictures
