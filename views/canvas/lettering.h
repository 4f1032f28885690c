#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QString>
#include <QStringList>

#include <vector>

namespace headroom::canvas {

/// Letters of cards: fonts with their metrics, made once, and how names are broken into lines. Measuring a name takes
/// longer than painting it, so widths of words are kept.
class Lettering {
public:
    struct Face {
        QFont font;
        QFontMetricsF metrics;
    };
    /// @param size  scene pixels.
    [[nodiscard]] Face face(int size, QFont::Weight weight);

    /// Draws text in one line within the box, in its middle by height; cut with "…" where it is too wide.
    /// The painter has font and color already.
    static void drawLine(QPainter &painter, const Face &face, const QRectF &box, const QString &text,
                         Qt::Alignment alignment = Qt::AlignLeft);

    /// Draws a name as large as it fits whole into the box, on one line or more; what fits nowhere is cut at the least
    /// size, on as many lines as there is room for.
    /// @param largest, least  letters in device pixels, of which there are `scale` in one of the painter.
    void drawName(QPainter &painter, const QRectF &box, const QString &name, QFont::Weight weight, double scale,
                  double largest, double least);

private:
    struct Words {
        QStringList words;
        std::vector<double> widths; ///< of letters of kMeasured pixels
        double space = 0;
    };
    [[nodiscard]] const Words &wordsOf(const QString &name, QFont::Weight weight);
    /// The words in lines no wider than that, unless a word is. @param share  of the kept widths that letters have now.
    [[nodiscard]] static QStringList wrapped(const Words &words, double share, double width);

    QHash<std::pair<int, int>, Face> m_faces;
    QHash<std::pair<QString, int>, Words> m_words;
};

} // namespace headroom::canvas
