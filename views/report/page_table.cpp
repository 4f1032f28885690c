#include "model/report_writing/words.h"
#include "views/report/column_widths.h"
#include "views/report/page_flow.h"
#include "views/report/page_text.h"

#include <algorithm>
#include <numeric>

namespace headroom::paper {

namespace {

constexpr double kCellGap = 8;     // pt between columns
constexpr double kRowGap = 2.4;    // pt above and below the text of a row
constexpr double kNarrowest = 34;  // pt of a column that wraps
constexpr double kLongTable = 0.5; // of a page, above which a table may be cut

} // namespace

/// As wide as the widest cell where all fit; else the narrow ones stay and the wide ones wrap.
std::vector<double> Flow::widthsOf(const FlowTable &table) const
{
    const std::size_t columns = table.isRight.size();
    std::vector<double> natural(columns, 0);
    std::vector<double> least(columns, 0);
    const auto look = [&](std::size_t i, const QString &text, const QFont &font) {
        natural[i] = std::max(natural[i], widthOf(text, font) + 1);
        const QString kept = QString::fromStdString(report_writing::keptTogether(text.toStdString()));
        for (const QString &word : kept.split(QLatin1Char(' ')))
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

double Flow::heightOf(const std::vector<FlowTable::Cell> &cells, const FlowTable &table,
                      const std::vector<double> &widths) const
{
    qsizetype most = 1;
    for (std::size_t i = 0; i < cells.size(); ++i)
        most = std::max(most, wrapped(cells[i].text, strong(table.font, cells[i].isStrong), widths[i]).size());
    return lineHeight(table.font) * static_cast<double>(most) + 2 * kRowGap;
}

void Flow::table(const FlowTable &table, const QColor &rule, const QColor &head)
{
    const std::vector<double> widths = widthsOf(table);
    std::vector<FlowTable::Cell> heading;
    for (const QString &each : table.head)
        heading.push_back({ each, QColor(Qt::black), true });
    const double top = heading.empty() ? 0 : heightOf(heading, table, widths);
    std::vector<double> heights;
    for (const auto &cells : table.rows)
        heights.push_back(heightOf(cells, table, widths));
    // Cut is only what is long, and then so that no row is alone on a page.
    const double all = std::accumulate(heights.begin(), heights.end(), top);
    const bool isLong = all > (m_bottom - m_top) * kLongTable;
    begin(isLong ? top + heights[0] + (heights.size() > 1 ? heights[1] : 0) : all);
    bool isHeaded = heading.empty();
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const bool hasCompany = i + 2 == table.rows.size();
        const double height = heights[i] + (hasCompany ? heights[i + 1] : 0);
        if (room() < height + (isHeaded ? 0 : top) && m_y > m_top && i > 0) {
            nextPage();
            isHeaded = heading.empty();
        }
        if (!isHeaded)
            row(heading, table, widths, rule, head);
        isHeaded = true;
        row(table.rows[i], table, widths, rule, {});
    }
}

} // namespace headroom::paper
