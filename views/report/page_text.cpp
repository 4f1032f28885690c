#include "views/report/page_text.h"

#include "model/report_writing/words.h"

#include <QFontMetricsF>
#include <QTextLayout>

namespace headroom::paper {

namespace {

constexpr double kLineSpacing = 1.32; // of the font's size

} // namespace

double lineHeight(const QFont &font)
{
    return font.pixelSize() > 0 ? font.pixelSize() * kLineSpacing / 100 : 12;
}

QStringList wrapped(const QString &text, const QFont &font, double width)
{
    QStringList lines;
    const QString kept
        = QString::fromStdString(report_writing::keptTogether(text.toStdString())); // as long as the text
    QTextLayout layout(kept, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width * 100);
        lines.append(text.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines.isEmpty() ? QStringList { QString() } : lines;
}

QFont strong(QFont font, bool isStrong)
{
    if (isStrong)
        font.setWeight(QFont::DemiBold);
    return font;
}

QFont fontOf(double size, QFont::Weight weight)
{
    QFont font(QStringLiteral("Roboto"));
    font.setStyleHint(QFont::SansSerif);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setPixelSize(static_cast<int>(size * 100 + 0.5));
    font.setWeight(weight);
    return font;
}

// Fonts are laid out at a hundred times their size, where widths are not rounded to whole pixels.

double widthOf(const QString &text, const QFont &font)
{
    return QFontMetricsF(font).horizontalAdvance(text) / 100;
}

void paintLine(QPainter &painter, QPointF base, const QString &words, const QFont &font, const QColor &color)
{
    painter.save();
    painter.translate(base);
    painter.scale(0.01, 0.01);
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(QPointF(0, 0), words);
    painter.restore();
}

} // namespace headroom::paper
