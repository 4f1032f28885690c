#include "views/canvas/symbols.h"
#include "views/export/line_shapes.h"
#include "views/export/surroundings.h"
#include "views/export/text_fit.h"
#include "views/language/words.h"

namespace headroom::pictures {

using canvas::CardState;
using canvas::LineStyle;
using theme::Role;

namespace {

constexpr double kLegendRow = 22;
constexpr double kLegendGap = 22; ///< between two entries

class Legend {
public:
    Legend(const DiagramOptions &options, double width)
        : m_theme(themeOf(options))
        , m_width(width)
    {
    }

    void addLine(const QColor &color, const QList<double> &dashes, const QString &text)
    {
        std::vector<Shape> shapes { Path { { { 0, 0 }, { 22, 0 } }, false, {}, { color, 1.8, dashes } },
                                    Path { { { 29, 0 }, { 21, 3.6 }, { 21, -3.6 } }, true, color } };
        add(std::move(shapes), 37, text);
    }

    void addState(CardState state, const QString &text)
    {
        std::vector<Shape> shapes;
        addSymbol(shapes, state, QRectF(0, -4.5, 9, 9), canvas::stateColor(m_theme, state));
        add(std::move(shapes), 16, text);
    }

    /// A line and the tag that cards have.
    void addChange(Change change)
    {
        const QColor ink = changeColor(m_theme, change);
        const bool isGone = change == Change::Gone;
        const QString word = changeWord(change);
        const double wide = widthOf(word, 10, QFont::Bold) + 16;
        Label text = label(word, { 36, 0 }, 10, QFont::Bold, isGone ? m_theme.color(Role::Secondary) : ink);
        text.isStruck = isGone;
        const Stroke line = isGone ? goneStroke(m_theme) : Stroke { ink, 2 };
        add({ Path { { { 0, 0 }, { 22, 0 } }, false, {}, line },
              Box { QRectF(28, -8.5, wide, 17), 8.5, changeSoft(m_theme, change), isGone ? line : Stroke { ink, 1.2 } },
              text },
            28 + wide, {});
    }

    void addSquare(const QColor &fill, const QColor &line, const QString &text)
    {
        add({ Box { QRectF(0, -5, 10, 10), 3, fill, { line, 1.2 } } }, 17, text);
    }

    /// Entries in rows; a word of caution at the end of the last, or on one of its own.
    Part finish(double &height)
    {
        const Label caution = label(tr("Figures rest on calibrated defaults, not on measurements."), {}, 10, kPlain,
                                    m_theme.color(Role::Faint), m_width, Anchor::End);
        if (m_showsCaution && m_x > 0 && m_x + caution.width > m_width)
            breakRow();
        if (m_showsCaution) {
            Label placed = caution;
            placed.at += QPointF(m_width, m_y);
            m_part.shapes.emplace_back(placed);
        }
        height = m_part.shapes.empty() ? 0 : m_y + kLegendRow / 2;
        m_part.id = QStringLiteral("legend");
        m_part.title = tr("Legend");
        return std::move(m_part);
    }

    void showCaution() { m_showsCaution = true; }

private:
    void breakRow()
    {
        m_x = 0;
        m_y += kLegendRow;
    }

    void add(std::vector<Shape> shapes, double textAt, const QString &text)
    {
        Part entry { {}, {}, {}, std::move(shapes), 1 };
        const Label words = label(text, { textAt, 0 }, 11, kPlain, m_theme.color(Role::Secondary), m_width - textAt);
        const double width = textAt + words.width;
        if (!text.isEmpty())
            entry.shapes.emplace_back(words);
        if (m_x > 0 && m_x + width > m_width)
            breakRow();
        translate(entry, { m_x, m_y });
        m_part.shapes.insert(m_part.shapes.end(), entry.shapes.begin(), entry.shapes.end());
        m_x += width + kLegendGap;
    }

    const theme::Theme &m_theme;
    double m_width;
    Part m_part;
    double m_x = 0;
    double m_y = kLegendRow / 2;
    bool m_showsCaution = false;
};

} // namespace

Part legend(const Shown &shown, const DiagramOptions &options, const catalog::Catalog &catalog, double width,
            double &height)
{
    const theme::Theme &theme = themeOf(options);
    Legend legend(options, width);
    if (shown.lines.count(LineStyle::Solid))
        legend.addLine(theme.color(Role::Edge), {}, tr("waits for the answer"));
    if (shown.lines.count(LineStyle::Dashed))
        legend.addLine(theme.color(Role::Async), dashesOf(LineStyle::Dashed), tr("asynchronous"));
    if (shown.hasReplication)
        legend.addLine(theme.color(Role::Data), dashesOf(LineStyle::Dotted), tr("copies data"));
    if (shown.hasWatching)
        legend.addLine(theme.color(Role::Edge), dashesOf(LineStyle::Dotted), tr("carries no load"));
    if (shown.states.count(CardState::Critical))
        legend.addState(CardState::Critical, tr("critical"));
    if (shown.states.count(CardState::Warning))
        legend.addState(CardState::Warning, tr("warning"));
    for (const Change change : { Change::Added, Change::Changed, Change::Anew, Change::Gone })
        if (shown.changes.count(change))
            legend.addChange(change);
    // Colors of families look like those of changes, and are not what a comparison is about.
    const bool isComparison = shown.changes.size() > shown.changes.count(Change::None);
    for (const catalog::Family &family : catalog.families())
        if (!isComparison && shown.families.count(family.id))
            legend.addSquare(theme.familySoft(family.id), theme.family(family.id),
                             QString::fromStdString(family.title));
    if (options.showsNumbers && !shown.states.empty())
        legend.showCaution();
    return legend.finish(height);
}

} // namespace headroom::pictures
