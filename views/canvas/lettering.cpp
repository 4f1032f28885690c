#include "views/canvas/lettering.h"
#include "views/theme/letters.h"

#include <QGlyphRun>

#include <algorithm>
#include <numeric>

namespace headroom::canvas {

namespace {

constexpr int kMeasured = 64;   ///< pixels of the letters that words are measured with
constexpr double kSlack = 1.03; ///< widths do not grow exactly as letters do
constexpr qsizetype kMostKept = 20'000;
constexpr qsizetype kLongestNumber = 24; ///< letters

std::shared_ptr<const Lettering::Glyphs> glyphsOf(const QFont &font)
{
    auto glyphs = std::make_shared<Lettering::Glyphs>();
    glyphs->font = QRawFont::fromFont(font);
    QString codes;
    for (std::size_t code = 0; code < Lettering::Glyphs::kCodes; ++code)
        codes += QChar(code < 0x20 ? ' ' : static_cast<char16_t>(code));
    const QList<quint32> indexes = glyphs->font.glyphIndexesForString(codes);
    const QList<QPointF> advances = glyphs->font.advancesForGlyphIndexes(indexes);
    for (std::size_t code = 0; code < std::min(Lettering::Glyphs::kCodes, static_cast<std::size_t>(indexes.size()));
         ++code) {
        glyphs->index[code] = indexes[static_cast<qsizetype>(code)];
        glyphs->advance[code] = advances[static_cast<qsizetype>(code)].x();
    }
    return glyphs;
}

/// Whether each letter has a glyph of its own.
bool isPlain(const Lettering::Glyphs &glyphs, const QString &text)
{
    return text.size() <= kLongestNumber && std::all_of(text.begin(), text.end(), [&](QChar letter) {
               return letter.unicode() < Lettering::Glyphs::kCodes && glyphs.index[letter.unicode()] != 0;
           });
}

/// Where a line of that width begins on its base line.
QPointF beginOf(const Lettering::Face &face, const QRectF &box, double width, Qt::Alignment alignment)
{
    const double left = alignment & Qt::AlignRight ? box.right() - width
        : alignment & Qt::AlignHCenter             ? box.center().x() - width / 2
                                                   : box.left();
    const double height = face.metrics.ascent() + face.metrics.descent();
    return { left, box.center().y() - height / 2 + face.metrics.ascent() };
}

} // namespace

Lettering::Face Lettering::face(int size, QFont::Weight weight)
{
    const std::pair<int, int> key(size, weight);
    auto found = m_faces.find(key);
    if (found == m_faces.end()) {
        const QFont font = theme::drawnFont(std::max(1, size), weight);
        found = m_faces.insert(key, { font, QFontMetricsF(font), glyphsOf(font) });
    }
    return *found;
}

void Lettering::drawLine(QPainter &painter, const Face &face, const QRectF &box, const QString &text,
                         Qt::Alignment alignment)
{
    double width = face.metrics.horizontalAdvance(text);
    const bool isCut = width > box.width();
    const QString shown = isCut ? face.metrics.elidedText(text, Qt::ElideRight, box.width()) : text;
    if (isCut)
        width = box.width();
    painter.drawText(beginOf(face, box, width, alignment), shown);
}

double Lettering::numberWidth(const Face &face, const QString &text)
{
    if (!isPlain(*face.glyphs, text))
        return face.metrics.horizontalAdvance(text);
    return std::accumulate(text.begin(), text.end(), 0.0,
                           [&](double width, QChar letter) { return width + face.glyphs->advance[letter.unicode()]; });
}

void Lettering::drawNumber(QPainter &painter, const Face &face, const QRectF &box, const QString &text,
                           Qt::Alignment alignment)
{
    const double width = numberWidth(face, text);
    if (width > box.width() || !isPlain(*face.glyphs, text))
        return drawLine(painter, face, box, text, alignment);
    std::array<quint32, kLongestNumber> indexes {};
    std::array<QPointF, kLongestNumber> places {};
    double along = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(text.size()); ++i) {
        const std::size_t code = text[static_cast<qsizetype>(i)].unicode();
        indexes[i] = face.glyphs->index[code];
        places[i].setX(along);
        along += face.glyphs->advance[code];
    }
    QGlyphRun run;
    run.setRawFont(face.glyphs->font);
    run.setRawData(indexes.data(), places.data(), static_cast<int>(text.size()));
    painter.drawGlyphRun(beginOf(face, box, width, alignment), run);
}

const Lettering::Words &Lettering::wordsOf(const QString &name, QFont::Weight weight)
{
    const std::pair<QString, int> key(name, weight);
    const auto found = m_words.constFind(key);
    if (found != m_words.constEnd())
        return *found;
    if (m_words.size() > kMostKept)
        m_words.clear();
    const QFontMetricsF metrics = face(kMeasured, weight).metrics;
    Words words { name.split(QLatin1Char(' '), Qt::SkipEmptyParts), {}, metrics.horizontalAdvance(QLatin1Char(' ')) };
    for (const QString &word : std::as_const(words.words))
        words.widths.push_back(metrics.horizontalAdvance(word));
    return *m_words.insert(key, std::move(words));
}

QStringList Lettering::wrapped(const Words &words, double share, double width)
{
    QStringList lines;
    double left = 0;
    for (qsizetype i = 0; i < words.words.size(); ++i) {
        const double wanted = words.widths[static_cast<std::size_t>(i)] * share;
        const double gap = words.space * share;
        if (!lines.isEmpty() && gap + wanted <= left) {
            lines.back() += QLatin1Char(' ') + words.words[i];
            left -= gap + wanted;
        } else {
            lines << words.words[i];
            left = width - wanted;
        }
    }
    return lines;
}

void Lettering::drawName(QPainter &painter, const QRectF &box, const QString &name, QFont::Weight weight, double scale,
                         double largest, double least, double pitch)
{
    const Words &words = wordsOf(name, weight);
    const double widest = words.widths.empty() ? 0 : *std::max_element(words.widths.begin(), words.widths.end());
    for (double pixels = largest;; pixels -= 1) {
        const int size = std::max(1, static_cast<int>(pixels / scale));
        const Face chosen = face(size, weight);
        const double share = kSlack * size / kMeasured;
        const double lineHeight = (chosen.metrics.ascent() + chosen.metrics.descent()) * pitch;
        const qsizetype most = std::max<qsizetype>(1, static_cast<qsizetype>(box.height() / lineHeight));
        QStringList lines = wrapped(words, share, box.width());
        const bool isWhole = widest * share <= box.width() && lines.size() <= most;
        if (!isWhole && pixels - 1 >= least)
            continue;
        if (lines.size() > most)
            lines = lines.mid(0, most - 1) << lines.mid(most - 1).join(QLatin1Char(' '));
        painter.setFont(chosen.font);
        QRectF strip(box.left(), box.center().y() - lineHeight * static_cast<double>(lines.size()) / 2, box.width(),
                     lineHeight);
        for (const QString &line : std::as_const(lines)) {
            drawLine(painter, chosen, strip, line);
            strip.translate(0, lineHeight);
        }
        return;
    }
}

} // namespace headroom::canvas
