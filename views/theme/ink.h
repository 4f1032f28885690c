#pragma once

#include <QLabel>

namespace headroom::theme {

/// Gives a label's letters a color.
inline void setInk(QLabel *label, const QColor &color)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
}

} // namespace headroom::theme
