#include "views/canvas/lettering.h"
#include "views/theme/letters.h"

#include <algorithm>

namespace headroom::canvas {

namespace {

constexpr int kMeasured = 64;   ///< pixels of the letters that words are measured with
constexpr double kSlack = 1.03; ///< widths do not grow exactly as letters do
constexpr qsizetype kMostKept = 20'000;

} // namespace

Lettering::Face Lettering::face(int size, QFont::Weight weight)
{
    const std::pair<int, int> key(size, weight);
    auto found = m_faces.find(key);
    if (found == m_faces.end()) {
        const QFont font = theme::drawnFont(std::max(1, size), weight);
        found = m_faces.insert(key, { font, QFontMetricsF(font) });
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
    const double left = alignment & Qt::AlignRight ? box.right() - width
        : alignment & Qt::AlignHCenter             ? box.center().x() - width / 2
                                                   : box.left();
    const double height = face.metrics.ascent() + face.metrics.descent();
    painter.drawText(QPointF(left, box.center().y() - height / 2 + face.metrics.ascent()), shown);
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
                         double largest, double least)
{
    const Words &words = wordsOf(name, weight);
    const double widest = words.widths.empty() ? 0 : *std::max_element(words.widths.begin(), words.widths.end());
    for (double pixels = largest;; pixels -= 1) {
        const int size = std::max(1, static_cast<int>(pixels / scale));
        const Face chosen = face(size, weight);
        const double share = kSlack * size / kMeasured;
        const double lineHeight = chosen.metrics.ascent() + chosen.metrics.descent();
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
