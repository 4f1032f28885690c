#include "views/report/page_flow.h"

#include "views/report/page_text.h"

#include <QFontMetricsF>

#include <algorithm>
#include <numeric>
#include <utility>

namespace headroom::paper {

namespace {

constexpr double kPairGap = 14;    // pt between two drawings
constexpr double kLowestPair = 70; // pt in which drawings can still be read
constexpr double kPointsPerPixel = 0.75;
constexpr double kIndent = 16;      // pt of an item beside its mark
constexpr double kItemGap = 3;      // pt below an item
constexpr double kShortList = 0.25; // of a page
constexpr double kFoot = 8;         // pt between what is on a page and its margin
constexpr double kReadable = 4.6;   // pt of the smallest letters of a drawing, its notes; names are a third larger

/// pt per pixel of a drawing on a page of this size. @param besides  pt of height that something else takes
double scaleOn(QSizeF page, QSizeF drawing, double besides)
{
    const double width = page.width() - 2 * kMargin;
    const double height = page.height() - 2 * kMargin - kFoot - besides;
    return std::min({ width / drawing.width(), height / drawing.height(), kPointsPerPixel });
}

} // namespace

Flow::Flow(QSizeF size)
    : m_usual(size)
    , m_top(kMargin)
    , m_y(m_top)
    , m_pages(1)
    , m_sizes(1)
{
    usePage(size);
}

/// Gives this page a size.
void Flow::usePage(QSizeF size)
{
    m_size = m_sizes.back() = size;
    m_bottom = size.height() - kMargin - kFoot;
}

void Flow::nextPage()
{
    m_pages.emplace_back();
    m_sizes.emplace_back();
    usePage(m_usual);
    m_y = m_top;
}

void Flow::skip(double height)
{
    if (!m_leads.empty())
        lead(height, [this, height] { skip(height); });
    else if (m_y > m_top)
        m_y += height;
}

void Flow::lead(double height, std::function<void()> put)
{
    m_leads.push_back({ height, std::move(put) });
}

double Flow::leadHeight() const
{
    return std::accumulate(m_leads.begin(), m_leads.end(), 0.0,
                           [](double sum, const Lead &each) { return sum + each.height; });
}

void Flow::begin(double height)
{
    if (room() < leadHeight() + height && m_y > m_top)
        nextPage();
    for (const Lead &each : std::exchange(m_leads, {}))
        each.put();
}

void Flow::finish()
{
    if (!m_leads.empty())
        begin(0);
}

qsizetype Flow::linesOf(const QString &words, const QFont &font) const
{
    return wrapped(words, font, width()).size();
}

double Flow::heightOf(const QString &words, const QFont &font) const
{
    return lineHeight(font) * static_cast<double>(linesOf(words, font));
}

void Flow::rule(const QColor &color)
{
    const double y = m_y;
    const double right = m_size.width() - kMargin;
    m_pages.back().push_back([=](QPainter &painter) {
        painter.setPen(QPen(color, 0.8));
        painter.drawLine(QPointF(kMargin, y), QPointF(right, y));
    });
}

void Flow::line(double x, const QString &words, const QFont &font, const QColor &color, double width, bool isRight)
{
    const double left = isRight ? x + width - widthOf(words, font) : x;
    const double base = m_y + font.pixelSize() / 100.0 * 1.02;
    m_pages.back().push_back([=](QPainter &painter) { paintLine(painter, { left, base }, words, font, color); });
}

void Flow::text(const QString &words, const QFont &font, const QColor &color)
{
    if (words.isEmpty())
        return;
    const QStringList lines = wrapped(words, font, width());
    const double height = lineHeight(font);
    // Neither the first nor the last line of a paragraph alone on a page.
    const qsizetype first = lines.size() <= 3 ? lines.size() : 2;
    begin(height * static_cast<double>(first));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const qsizetype together = lines.size() - i <= 2 ? lines.size() - i : i == 0 ? first : 1;
        if (room() < height * static_cast<double>(together) && m_y > m_top)
            nextPage();
        line(kMargin, lines[i], font, color, width(), false);
        m_y += height;
    }
}

void Flow::list(const QStringList &marks, const QStringList &words, const QFont &font, const QColor &color)
{
    double height = 0;
    for (const QString &each : words)
        height += lineHeight(font) * static_cast<double>(wrapped(each, font, width() - kIndent).size()) + kItemGap;
    if (height <= (m_bottom - m_top) * kShortList)
        begin(height);
    for (qsizetype i = 0; i < words.size(); ++i)
        item(marks[i], words[i], font, color);
}

void Flow::item(const QString &mark, const QString &words, const QFont &font, const QColor &color)
{
    const QStringList lines = wrapped(words, font, width() - kIndent);
    const double height = lineHeight(font);
    begin(height * static_cast<double>(std::min<qsizetype>(lines.size(), 6)));
    line(kMargin, mark, font, color, kIndent, false);
    for (const QString &each : lines) {
        if (room() < height)
            nextPage();
        line(kMargin + kIndent, each, font, color, width() - kIndent, false);
        m_y += height;
    }
    m_y += kItemGap;
}

QRectF Flow::entry(const QString &words, const QString &number, const QFont &font, const QColor &color)
{
    if (room() < lineHeight(font))
        nextPage();
    const QRectF rect(kMargin, m_y, width(), lineHeight(font));
    line(kMargin, QFontMetricsF(font).elidedText(words, Qt::ElideRight, (width() - 40) * 100), font, color, width(),
         false);
    line(kMargin, number, font, color, width(), true);
    m_y += lineHeight(font) + 1.5;
    return rect;
}

void Flow::paint(const Drawn &drawn, QPointF corner, double scale)
{
    m_pages.back().push_back([corner, scale, paint = drawn.paint](QPainter &painter) {
        painter.save();
        painter.translate(corner);
        painter.scale(scale, scale);
        paint(painter);
        painter.restore();
    });
}

/// The usual page, or else the first on which the letters can be read: across, of twice the size, and that across.
QSizeF Flow::pageFor(const Drawn &drawn, double besides) const
{
    const QSizeF twice(m_usual.height(), 2 * m_usual.width());
    QSizeF best = m_usual;
    for (const QSizeF &size : { m_usual, m_usual.transposed(), twice, twice.transposed() }) {
        if (drawn.letters * scaleOn(best, drawn.size, besides) >= kReadable || drawn.letters <= 0)
            break;
        if (scaleOn(size, drawn.size, besides) > scaleOn(best, drawn.size, besides))
            best = size;
    }
    return best;
}

void Flow::picture(const Drawn &drawn, const QFont &font, const QColor &color)
{
    const double below = kFoot + (drawn.caption.isEmpty() ? 0 : heightOf(drawn.caption, font));
    const double besides = std::max(leadHeight() + below, 40.0);
    const QSizeF page = pageFor(drawn, besides);
    const bool isOwn = page != m_usual;
    if (isOwn && m_y > m_top)
        nextPage();
    if (isOwn)
        usePage(page);
    const double scale = scaleOn(page, drawn.size, besides);
    begin(drawn.size.height() * scale + below);
    const double indent = drawn.isCentered ? (width() - drawn.size.width() * scale) / 2 : 0;
    paint(drawn, { kMargin + indent, m_y }, scale);
    m_y += drawn.size.height() * scale + 4;
    text(drawn.caption, font, color);
    if (!isOwn)
        return;
    m_size = m_usual; // what comes next is measured for the next page, as this one is full
    m_bottom = m_usual.height() - kMargin - kFoot;
    m_y = m_bottom + 1;
}

void Flow::pair(const Drawn &left, const Drawn &right, const QFont &font, const QColor &color)
{
    const double half = (width() - kPairGap) / 2;
    const double captions = lineHeight(font) + 4;
    begin(kLowestPair + captions);
    const double highest = room() - captions;
    double taken = 0;
    double x = kMargin;
    for (const Drawn *each : { &left, &right }) {
        const double scale = std::min({ half / each->size.width(), highest / each->size.height(), kPointsPerPixel });
        paint(*each, { x + (half - each->size.width() * scale) / 2, m_y }, scale);
        taken = std::max(taken, each->size.height() * scale);
        x += half + kPairGap;
    }
    m_y += taken + 4;
    line(kMargin, QFontMetricsF(font).elidedText(left.caption, Qt::ElideRight, half * 100), font, color, half, false);
    line(kMargin + half + kPairGap, QFontMetricsF(font).elidedText(right.caption, Qt::ElideRight, half * 100), font,
         color, half, false);
    m_y += lineHeight(font);
}

} // namespace headroom::paper
