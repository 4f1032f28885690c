#include "views/report/page_flow.h"

#include "views/report/column_widths.h"

#include <QFontMetricsF>
#include <QTextLayout>

#include <algorithm>
#include <numeric>

namespace headroom::paper {

namespace {

constexpr double kLineSpacing = 1.32; // of the font's size
constexpr double kCellGap = 8;        // pt between columns
constexpr double kRowGap = 2.4;       // pt above and below the text of a row
constexpr double kNarrowest = 34;     // pt of a column that wraps
constexpr double kPairGap = 14;       // pt between two drawings
constexpr double kLowestPair = 70;    // pt in which drawings can still be read
constexpr double kPointsPerPixel = 0.75;

double lineHeight(const QFont &font)
{
    return font.pixelSize() > 0 ? font.pixelSize() * kLineSpacing / 100 : 12;
}

QStringList wrapped(const QString &text, const QFont &font, double width)
{
    QStringList lines;
    QTextLayout layout(text, font);
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

} // namespace

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

Flow::Flow(QSizeF size)
    : m_size(size)
    , m_top(kMargin)
    , m_bottom(size.height() - kMargin - 8)
    , m_y(m_top)
    , m_pages(1)
{
}

void Flow::nextPage()
{
    m_pages.emplace_back();
    m_y = m_top;
}

void Flow::skip(double height)
{
    if (m_y > m_top)
        m_y += height;
}

void Flow::keepWithNext(double height)
{
    if (room() < height && m_y > m_top)
        nextPage();
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
    for (qsizetype i = 0; i < lines.size(); ++i) {
        // Neither the first nor the last line of a paragraph alone on a page.
        const qsizetype together = lines.size() - i <= 2 ? lines.size() - i : i == 0 ? 2 : 1;
        if (room() < height * static_cast<double>(together) && m_y > m_top)
            nextPage();
        line(kMargin, lines[i], font, color, width(), false);
        m_y += height;
    }
}

void Flow::item(const QString &mark, const QString &words, const QFont &font, const QColor &color)
{
    constexpr double kIndent = 16;
    const QStringList lines = wrapped(words, font, width() - kIndent);
    const double height = lineHeight(font);
    if (room() < height * static_cast<double>(std::min<qsizetype>(lines.size(), 6)))
        nextPage();
    line(kMargin, mark, font, color, kIndent, false);
    for (const QString &each : lines) {
        if (room() < height)
            nextPage();
        line(kMargin + kIndent, each, font, color, width() - kIndent, false);
        m_y += height;
    }
    m_y += 3;
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

double Flow::scaleOf(const Drawn &drawn) const
{
    const double highest = m_bottom - m_top - 40;
    return std::min({ width() / drawn.size.width(), highest / drawn.size.height(), kPointsPerPixel });
}

void Flow::picture(const Drawn &drawn, const QFont &font, const QColor &color)
{
    const double scale = scaleOf(drawn);
    if (room() < drawn.size.height() * scale + 20 && m_y > m_top)
        nextPage();
    const double indent = drawn.isCentered ? (width() - drawn.size.width() * scale) / 2 : 0;
    paint(drawn, { kMargin + indent, m_y }, scale);
    m_y += drawn.size.height() * scale + 4;
    text(drawn.caption, font, color);
}

void Flow::pair(const Drawn &left, const Drawn &right, const QFont &font, const QColor &color)
{
    const double half = (width() - kPairGap) / 2;
    const double captions = lineHeight(font) + 4;
    if (room() < kLowestPair + captions && m_y > m_top)
        nextPage();
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

/// As wide as the widest cell where all fit; else the narrow ones stay and the wide ones wrap.
std::vector<double> Flow::widthsOf(const FlowTable &table) const
{
    const std::size_t columns = table.isRight.size();
    std::vector<double> natural(columns, 0);
    std::vector<double> least(columns, 0);
    const auto look = [&](std::size_t i, const QString &text, const QFont &font) {
        natural[i] = std::max(natural[i], widthOf(text, font) + 1);
        for (const QString &word : text.split(QLatin1Char(' ')))
            least[i] = std::max(least[i], std::min(widthOf(word, font) + 1, kNarrowest * 2));
    };
    for (std::size_t i = 0; i < table.head.size(); ++i)
        look(i, table.head[i], strong(table.font, true));
    for (const auto &row : table.rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            look(i, row[i].text, strong(table.font, row[i].isStrong));
    const double available = width() - kCellGap * static_cast<double>(columns - 1) - 8;
    const double all = std::accumulate(natural.begin(), natural.end(), 0.0);
    if (all <= available) {
        if (!table.head.empty()) // a table with a head spans the page
            for (double &each : natural)
                each += (available - all) / static_cast<double>(columns);
        return natural;
    }
    return sharedWidths(natural, least, available);
}

void Flow::row(const std::vector<FlowTable::Cell> &cells, const FlowTable &table, const std::vector<double> &widths,
               const QColor &rule, const QColor &ground)
{
    std::vector<QStringList> lines;
    qsizetype most = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        lines.push_back(wrapped(cells[i].text, strong(table.font, cells[i].isStrong), widths[i]));
        most = std::max(most, lines.back().size());
    }
    const double height = lineHeight(table.font);
    const double whole = height * static_cast<double>(most) + 2 * kRowGap;
    const double y = m_y;
    const double all = width();
    if (ground.isValid())
        m_pages.back().push_back([=](QPainter &painter) { painter.fillRect(QRectF(kMargin, y, all, whole), ground); });
    m_y += kRowGap;
    for (qsizetype k = 0; k < most; ++k) {
        if (room() < height)
            nextPage(); // only a row that is higher than a page gets here
        double x = kMargin + 4;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (k < lines[i].size())
                line(x, lines[i][k], strong(table.font, cells[i].isStrong), cells[i].color, widths[i],
                     table.isRight[i]);
            x += widths[i] + kCellGap;
        }
        m_y += height;
    }
    m_y += kRowGap;
    this->rule(rule);
}

void Flow::table(const FlowTable &table, const QColor &rule, const QColor &head)
{
    const std::vector<double> widths = widthsOf(table);
    std::vector<FlowTable::Cell> heading;
    for (const QString &each : table.head)
        heading.push_back({ each, QColor(Qt::black), true });
    const auto heightOf = [&](const std::vector<FlowTable::Cell> &cells) {
        qsizetype most = 1;
        for (std::size_t i = 0; i < cells.size(); ++i)
            most = std::max(most, wrapped(cells[i].text, strong(table.font, cells[i].isStrong), widths[i]).size());
        return lineHeight(table.font) * static_cast<double>(most) + 2 * kRowGap;
    };
    const double top = heading.empty() ? 0 : heightOf(heading);
    bool isHeaded = heading.empty();
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto &cells = table.rows[i];
        // The last row takes the one before it along, so that none is alone on a page.
        const bool hasCompany = i + 2 == table.rows.size();
        const double height = heightOf(cells) + (hasCompany ? heightOf(table.rows[i + 1]) : 0);
        if (room() < height + (isHeaded ? 0 : top) && m_y > m_top) {
            nextPage();
            isHeaded = heading.empty();
        }
        if (!isHeaded)
            row(heading, table, widths, rule, head);
        isHeaded = true;
        row(cells, table, widths, rule, {});
    }
}

} // namespace headroom::paper
