#include "views/export/text_fit.h"

#include "model/reporting/visible_text.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>
#include <QTextBoundaryFinder>

#include <map>

namespace headroom::pictures {

namespace {

constexpr double kCapitals = 0.711; ///< height of capitals over that of the font, of Roboto
/// Pixels; with any spacing Qt joins no letters, so that "fi" is found when a PDF is searched. The least that counts.
constexpr double kNoLigatures = 1.0 / 64;
constexpr double kTight = 0.8; ///< share of its room from which a text may not grow in another font

const QFontMetricsF &metricsOf(int pixels, int weight)
{
    thread_local std::map<std::pair<int, int>, QFontMetricsF> kept;
    const auto found = kept.find({ pixels, weight });
    return found != kept.end() ? found->second
                               : kept.emplace(std::pair(pixels, weight), pictureFont(pixels, weight)).first->second;
}

} // namespace

QFont pictureFont(int pixels, int weight)
{
    QFont font = theme::drawnFont(pixels, static_cast<QFont::Weight>(weight));
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setLetterSpacing(QFont::AbsoluteSpacing, kNoLigatures);
    return font;
}

double widthOf(const QString &text, int pixels, int weight)
{
    return metricsOf(pixels, weight).horizontalAdvance(text);
}

bool isRightToLeft(const QString &text)
{
    return text.isRightToLeft();
}

QString visible(const std::string &utf8)
{
    return QString::fromStdString(reporting::visibleText(utf8));
}

QString visible(const QString &text)
{
    return visible(text.simplified().toStdString());
}

Label label(const QString &text, QPointF middle, int pixels, int weight, const QColor &color, double room,
            Anchor anchor)
{
    Label out;
    out.text = visible(text);
    out.pixels = pixels;
    out.weight = weight;
    out.color = color;
    out.anchor = anchor;
    out.at = middle + QPointF(0, pixels * kCapitals / 2);
    out.width = widthOf(out.text, pixels, weight);
    if (out.width > room) {
        out.text = metricsOf(pixels, weight).elidedText(out.text, Qt::ElideRight, room);
        out.width = widthOf(out.text, pixels, weight);
    }
    out.isTight = out.width > room * kTight;
    return out;
}

QStringList twoLines(const QString &text, int pixels, int weight, double first, double second)
{
    if (widthOf(text, pixels, weight) <= first)
        return { text };
    const auto lastBreak = [&](QTextBoundaryFinder::BoundaryType type) {
        QTextBoundaryFinder finder(type, text);
        qsizetype best = 0;
        for (qsizetype at = finder.toNextBoundary(); at > 0; at = finder.toNextBoundary()) {
            if (widthOf(text.left(at).trimmed(), pixels, weight) > first)
                break;
            best = at;
        }
        return best;
    };
    qsizetype cut = lastBreak(QTextBoundaryFinder::Line);
    if (cut <= 0)
        cut = std::max<qsizetype>(1, lastBreak(QTextBoundaryFinder::Grapheme));
    return { text.left(cut).trimmed(),
             metricsOf(pixels, weight).elidedText(text.mid(cut).trimmed(), Qt::ElideRight, second) };
}

} // namespace headroom::pictures
