#include "model/report_writing/chart_shapes.h"

#include "model/reporting/numbers.h"
#include "model/reporting/visible_text.h"

#include <algorithm>
#include <cmath>

namespace headroom::report_writing {

namespace {

constexpr double kLeft = kPlotLeft; // px, edges of the plot
constexpr double kTop = 30;
constexpr double kRight = kPlotRight;
constexpr double kBottom = 258;
constexpr std::size_t kLongestName = 28; // letters of a line of the legend
constexpr double kLegendLine = 14;
constexpr double kMarkRoom = 34;        // px that the name of a mark takes
constexpr const char *kBetween = " · "; // a component and its resource
constexpr std::array<const char *, 6> kDashes { "", "7 4", "2 3", "10 3 2 3", "5 2 1 2 1 2", "12 4" };

std::string cut(const std::string &name)
{
    std::size_t letters = 0;
    for (std::size_t i = 0; i < name.size(); ++i)
        if ((static_cast<unsigned char>(name[i]) & 0xC0) != 0x80 && ++letters > kLongestName)
            return name.substr(0, i) + "…";
    return name;
}

/// Whether the axis has a place for it.
bool isDrawable(const Chart &chart, const std::optional<double> &value)
{
    return value && std::isfinite(*value) && (!chart.isLogarithmic || *value > 0);
}

/// A round value at an axis, without digits that say nothing: "10 k", "2.5 k".
std::string tickText(const Chart &chart, double tick)
{
    std::string text = chart.format ? chart.format(tick) : reporting::briefNumber(tick);
    const std::size_t point = text.find('.');
    if (point == std::string::npos)
        return text;
    const std::size_t end = std::min(text.find_first_not_of("0123456789", point + 1), text.size());
    std::size_t keep = end;
    while (text[keep - 1] == '0')
        --keep;
    keep -= keep == point + 1 ? 1 : 0;
    return text.erase(keep, end - keep);
}

/// Where values begin and end on an axis.
struct Range {
    double from = 0;
    double to = 1;
};

Range rangeOf(const Chart &chart)
{
    double least = std::numeric_limits<double>::infinity();
    double most = 0;
    for (const Chart::Line &line : chart.lines)
        for (const std::optional<double> &value : line.values)
            if (isDrawable(chart, value)) {
                least = std::min(least, *value);
                most = std::max(most, *value);
            }
    if (chart.most > 0)
        most = std::min(std::max(most, chart.levels.empty() ? 0 : chart.levels.back().value * 1.1), chart.most);
    if (!(most > 0))
        return chart.isLogarithmic ? Range { 1, 10 } : Range { 0, 1 };
    if (!chart.isLogarithmic)
        return { 0, most };
    const double from = std::pow(10, std::floor(std::log10(least)));
    return { from, std::max(std::pow(10, std::ceil(std::log10(most))), from * 10) };
}

/// Round values from the lower to the upper end: about `count` of them, or of a logarithmic axis 1, 2 and 5 in each decade.
std::vector<double> ticksOf(const Range &range, bool isLogarithmic, double count)
{
    std::vector<double> ticks;
    if (!isLogarithmic) {
        const double rough = (range.to - range.from) / count;
        const double unit = std::pow(10, std::floor(std::log10(rough)));
        const double step = rough / unit <= 1 ? unit
            : rough / unit <= 2.5             ? 2.5 * unit
            : rough / unit <= 5               ? 5 * unit
                                              : 10 * unit;
        for (int i = 0; range.from + i * step <= range.to * (1 + 1e-9); ++i)
            ticks.push_back(range.from + i * step);
        return ticks;
    }
    const int first = static_cast<int>(std::floor(std::log10(range.from) + 1e-9));
    const int last = static_cast<int>(std::ceil(std::log10(range.to) - 1e-9));
    const bool isWide = last - first > 3;
    for (int decade = first; decade <= last; ++decade)
        for (const double part : { 1.0, 2.0, 5.0 }) {
            const double tick = part * std::pow(10, decade);
            if ((part < 1.5 || !isWide) && tick >= range.from * (1 - 1e-9) && tick <= range.to * (1 + 1e-9))
                ticks.push_back(tick);
        }
    return ticks;
}

/// About a dozen at most, as people count them.
std::vector<double> wholeMonths(const Range &range)
{
    constexpr double kMost = 12;
    double step = 1;
    for (const double longer : { 2, 3, 6, 12, 24, 60, 120, 600, 1200 })
        if ((range.to - range.from) / step > kMost)
            step = longer;
    std::vector<double> ticks;
    for (double month = std::ceil(range.from / step) * step; month <= range.to * (1 + 1e-9); month += step)
        ticks.push_back(month);
    return ticks;
}

class Drawing {
public:
    Drawing(const Chart &chart, const ChartColors &colors)
        : m_chart(chart)
        , m_colors(colors)
        , m_values(rangeOf(chart))
    {
    }

    std::vector<ChartShape> shapes()
    {
        drawAxes();
        drawLevels();
        for (std::size_t i = 0; i < m_chart.lines.size(); ++i)
            drawLine(i);
        drawLegend();
        return std::move(m_shapes);
    }

private:
    [[nodiscard]] double xOf(double users) const
    {
        if (!m_chart.months.empty())
            return kLeft
                + (users - m_chart.users.front()) / (m_chart.users.back() - m_chart.users.front()) * (kRight - kLeft);
        const double from = std::log(m_chart.users.front());
        return kLeft + (std::log(users) - from) / (std::log(m_chart.users.back()) - from) * (kRight - kLeft);
    }
    [[nodiscard]] double yOf(double value) const
    {
        const double part = m_chart.isLogarithmic
            ? std::log(value / m_values.from) / std::log(m_values.to / m_values.from)
            : (value - m_values.from) / (m_values.to - m_values.from);
        return kBottom - part * (kBottom - kTop);
    }

    void line(double x1, double y1, double x2, double y2, const std::string &color, const char *dashes = "")
    {
        m_shapes.emplace_back(ChartRun { { { x1, y1 }, { x2, y2 } }, color, 1, dashes, false });
    }
    void label(double x, double y, const std::string &words, const std::string &color, ChartText::Anchor anchor,
               bool isStrong = false)
    {
        m_shapes.emplace_back(ChartText { { x, y }, reporting::visibleText(words), color, anchor, isStrong });
    }

    void drawAxes()
    {
        label(kLeft, 16, m_chart.title, m_colors.ink, ChartText::Anchor::Start, true);
        for (const double tick : ticksOf(m_values, m_chart.isLogarithmic, 5)) {
            line(kLeft, yOf(tick), kRight, yOf(tick), m_colors.grid);
            label(kLeft - 8, yOf(tick) + 4, tickText(m_chart, tick), m_colors.muted, ChartText::Anchor::End);
        }
        double free = -1e9; // labels keep a distance
        const Range across { m_chart.users.front(), m_chart.users.back() };
        for (const double tick : m_chart.months.empty() ? ticksOf(across, true, 0) : wholeMonths(across)) {
            const double x = xOf(tick);
            line(x, kTop, x, kBottom, m_colors.grid);
            if (x - free < (m_chart.months.empty() ? 44 : 28))
                continue;
            label(x, kBottom + 18, reporting::briefNumber(tick), m_colors.muted, ChartText::Anchor::Middle);
            free = x;
        }
        line(kLeft, kBottom, kRight, kBottom, m_colors.muted);
        label((kLeft + kRight) / 2, kBottom + 36,
              m_chart.months.empty() ? "registered users (logarithmic)" : m_chart.months, m_colors.muted,
              ChartText::Anchor::Middle);
    }

    void drawLevels()
    {
        for (const Chart::Level &each : m_chart.levels)
            if (each.value <= m_values.to && each.value >= m_values.from) {
                line(kLeft, yOf(each.value), kRight, yOf(each.value), m_colors.limit, "1 3");
                // At the left, where lines that rise with the users are still low.
                label(kLeft + 4, yOf(each.value) - 4, each.name, m_colors.limit, ChartText::Anchor::Start);
            }
        double height = kTop + 12;
        for (const Chart::Level &each : m_chart.marks)
            if (each.value >= m_chart.users.front() && each.value <= m_chart.users.back()) {
                line(xOf(each.value), kTop, xOf(each.value), kBottom, m_colors.ink, "4 4");
                const bool isNextClose
                    = std::any_of(m_chart.marks.begin(), m_chart.marks.end(), [&](const Chart::Level &other) {
                          return other.value > each.value && xOf(other.value) - xOf(each.value) < kMarkRoom;
                      });
                label(xOf(each.value) + (isNextClose ? -5 : 5), height, each.name, m_colors.ink,
                      isNextClose ? ChartText::Anchor::End : ChartText::Anchor::Start);
                height += 15;
            }
    }

    /// Filled marks of different shapes.
    void mark(std::size_t i, double x, double y)
    {
        const std::string &color = m_colors.lines[i % m_colors.lines.size()];
        switch (i % 4) {
        case 0:
            m_shapes.emplace_back(ChartDot { { x, y }, 3.5, color });
            break;
        case 1:
            m_shapes.emplace_back(ChartRun {
                { { x - 3, y - 3 }, { x + 3, y - 3 }, { x + 3, y + 3 }, { x - 3, y + 3 } }, color, 0, "", true });
            break;
        case 2:
            m_shapes.emplace_back(
                ChartRun { { { x, y - 4.5 }, { x + 4, y + 3 }, { x - 4, y + 3 } }, color, 0, "", true });
            break;
        default:
            m_shapes.emplace_back(
                ChartRun { { { x, y - 4.5 }, { x + 4.5, y }, { x, y + 4.5 }, { x - 4.5, y } }, color, 0, "", true });
        }
    }

    void polyline(std::size_t i, std::vector<ChartPoint> points)
    {
        m_shapes.emplace_back(ChartRun { std::move(points), m_colors.lines[i % m_colors.lines.size()], 2,
                                         kDashes[i % kDashes.size()], false });
    }

    /// Runs between gaps; what leaves the plot above ends at its edge.
    void drawLine(std::size_t i)
    {
        const std::vector<std::optional<double>> &values = m_chart.lines[i].values;
        std::vector<ChartPoint> points;
        const std::size_t every = std::max<std::size_t>(values.size() / 5, 1);
        for (std::size_t k = 0; k < values.size(); ++k) {
            const bool isDrawn = isDrawable(m_chart, values[k]) && *values[k] <= m_values.to;
            if (isDrawn) {
                points.push_back({ xOf(m_chart.users[k]), yOf(*values[k]) });
                if (k % every == (i * 2) % every)
                    mark(i, xOf(m_chart.users[k]), yOf(*values[k]));
                continue;
            }
            if (!points.empty() && values[k] && values[k - 1]) {
                const double part = (yOf(m_values.to) - yOf(*values[k - 1])) / (yOf(*values[k]) - yOf(*values[k - 1]));
                const double x = xOf(m_chart.users[k - 1]) + part * (xOf(m_chart.users[k]) - xOf(m_chart.users[k - 1]));
                points.push_back({ x, kTop });
            }
            if (!points.empty())
                polyline(i, points);
            points.clear();
        }
        if (!points.empty())
            polyline(i, points);
    }

    /// What stands behind " · " gets a line of its own, and so does the place behind a name that is too long with it.
    void drawLegend()
    {
        double y = kTop + 10;
        for (std::size_t i = 0; i < m_chart.lines.size(); ++i) {
            const std::string name = reporting::visibleText(m_chart.lines[i].name);
            const std::size_t split = std::min(name.rfind(kBetween), name.size());
            polyline(i, { { kRight + 16, y }, { kRight + 44, y } });
            mark(i, kRight + 30, y);
            const std::string component = name.substr(0, split);
            const std::size_t place = component.ends_with(')') ? component.rfind(" (") : std::string::npos;
            const bool isLong = cut(component) != component && place != std::string::npos;
            const auto add = [&](const std::string &words, const std::string &color) {
                label(kRight + 52, y + 4, cut(words), color, ChartText::Anchor::Start);
                y += kLegendLine;
            };
            add(isLong ? component.substr(0, place) : component, m_colors.ink);
            if (isLong)
                add(component.substr(place + 1), m_colors.ink);
            if (split < name.size())
                add(name.substr(split + std::string_view(kBetween).size()), m_colors.muted);
            y += 8;
        }
    }

    const Chart &m_chart;
    const ChartColors &m_colors;
    Range m_values;
    std::vector<ChartShape> m_shapes;
};

} // namespace

bool Chart::hasValue() const
{
    return std::any_of(lines.begin(), lines.end(), [&](const Line &line) {
        return std::any_of(line.values.begin(), line.values.end(),
                           [&](const auto &value) { return isDrawable(*this, value); });
    });
}

std::vector<ChartShape> chartShapes(const Chart &chart, const ChartColors &colors)
{
    return Drawing(chart, colors).shapes();
}

} // namespace headroom::report_writing
