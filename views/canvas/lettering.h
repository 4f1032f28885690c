#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QRawFont>
#include <QString>
#include <QStringList>

#include <array>
#include <memory>
#include <vector>

namespace headroom::canvas {

/// Letters of cards: fonts with their metrics, made once, and how names are broken into lines. Measuring a name takes
/// longer than painting it, so widths of words are kept.
class Lettering {
public:
    /// What the letters of numbers and units look like, by their code; nothing in those is kerned or joined.
    struct Glyphs {
        static constexpr std::size_t kCodes = 256;
        QRawFont font;
        std::array<quint32, kCodes> index {}; ///< 0: the font has none
        std::array<double, kCodes> advance {};
    };
    struct Face {
        QFont font;
        QFontMetricsF metrics;
        std::shared_ptr<const Glyphs> glyphs;
    };
    /// @param size  scene pixels.
    [[nodiscard]] Face face(int size, QFont::Weight weight);

    /// Draws text in one line within the box, in its middle by height; cut with "…" where it is too wide.
    /// The painter has font and color already.
    static void drawLine(QPainter &painter, const Face &face, const QRectF &box, const QString &text,
                         Qt::Alignment alignment = Qt::AlignLeft);

    /// The same of a short number with its unit, which need not be shaped: a fraction of the time.
    static void drawNumber(QPainter &painter, const Face &face, const QRectF &box, const QString &text,
                           Qt::Alignment alignment = Qt::AlignLeft);
    [[nodiscard]] static double numberWidth(const Face &face, const QString &text);

    /// Draws a name as large as it fits whole into the box, on one line or more; what fits nowhere is cut at the least
    /// size, on as many lines as there is room for.
    /// @param largest, least  letters in device pixels, of which there are `scale` in one of the painter.
    /// @param pitch  from line to line, of the height of letters.
    void drawName(QPainter &painter, const QRectF &box, const QString &name, QFont::Weight weight, double scale,
                  double largest, double least, double pitch = 1);

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
