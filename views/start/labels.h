#pragma once

#include <QColor>
#include <QFont>
#include <QLabel>

namespace headroom::start {

constexpr int kRecentWidth = 256; ///< of the column of files, at least

/// A label that takes no text for markup.
[[nodiscard]] inline QLabel *plainLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    return label;
}

inline void paint(QLabel *label, const QFont &font, const QColor &color)
{
    label->setFont(font);
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
}

} // namespace headroom::start
