#include "views/report/report_pages.h"

#include "views/export/picture_painter.h"
#include "views/report/chart_picture.h"
#include "views/report/page_drawings.h"
#include "views/report/page_flow.h"
#include "views/report/page_text.h"

#include <QFontMetricsF>

#include <algorithm>
#include <limits>
#include <memory>

namespace headroom::paper {

namespace {

using namespace report_writing;

constexpr double kTitleSize = 24; // pt
constexpr double kSectionSize = 16;
constexpr double kSubheadingSize = 11.5;
constexpr double kTextSize = 9.5;
constexpr double kTableSize = 7.8;
constexpr double kGap = 7;          // between blocks
constexpr qsizetype kShort = 6;     // lines of a paragraph that stays with what it introduces
constexpr double kRecordGaps = 0.6; // of the usual ones
constexpr double kRecordLogo = 32;  // highest, in px at 100 %: its page has other things to hold
constexpr double kSmallest = 0.70;  // of a record that has to fit a page
constexpr double kSmaller = 0.05;
const QColor kInk(QStringLiteral("#1b2430"));
const QColor kMuted(QStringLiteral("#566270"));
const QColor kRule(QStringLiteral("#d4dae2"));
const QColor kHead(QStringLiteral("#eef2f6"));

QColor colorOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return QColor(QStringLiteral("#1f6f43"));
    case Tone::Watch:
        return QColor(QStringLiteral("#8a5a00"));
    case Tone::Bad:
        return QColor(QStringLiteral("#b3261e"));
    case Tone::Plain:
        break;
    }
    return kInk;
}

/// Flows the blocks of a document into pages.
class Layout {
public:
    /// @param scale  of letters
    /// @param gaps   of what is left free between them
    Layout(Drawings &drawings, QSizeF size, double scale, double gaps)
        : m_drawings(drawings)
        , m_flow(size)
        , m_scale(scale)
        , m_gaps(gaps)
    {
    }

    void title(const Document &document)
    {
        if (document.logo)
            logo(*document.logo, document.isRecord ? kRecordLogo : std::numeric_limits<double>::infinity());
        skip(document.isRecord && document.logo ? kGap : 30);
        m_flow.text(seen(document.title), fontOf(kTitleSize, QFont::DemiBold), kInk);
        skip(4);
        m_flow.text(seen(document.subtitle), fontOf(kSubheadingSize), kMuted);
        const std::string by
            = document.author + (document.author.empty() || document.date.empty() ? "" : ", ") + document.date;
        if (!by.empty())
            m_flow.text(seen(by), fontOf(kSubheadingSize), kMuted);
        skip(14);
    }

    /// Lines for the contents, whose page numbers are known in the end. @return page and height of each.
    void contents(const Document &document, const std::vector<Entry> &known)
    {
        m_flow.text(QStringLiteral("Contents"), fontOf(kSubheadingSize, QFont::DemiBold), kInk);
        skip(2);
        for (std::size_t i = 0; i < document.sections.size(); ++i)
            m_links.push_back({ m_flow.page(),
                                m_flow.entry(seen(document.sections[i].title),
                                             i < known.size() ? QString::number(known[i].page + 1) : QString(),
                                             fontOf(kTextSize), kInk),
                                i });
        skip(kGap);
    }

    void section(const Section &section)
    {
        skip(16);
        const QString title = seen(section.title);
        const QFont font = fontOf(kSectionSize, QFont::DemiBold);
        m_flow.lead(m_flow.heightOf(title, font) + 5, [this, title, font] {
            m_entries.push_back({ title, m_flow.page(), m_flow.y() });
            m_flow.rule(kRule);
            skip(5);
            m_flow.text(title, font, kInk);
        });
        skip(kGap);
        for (std::size_t i = 0; i < section.blocks.size(); ++i) {
            const auto *paragraph = std::get_if<Paragraph>(&section.blocks[i]);
            if (paragraph && introduces(section.blocks, i))
                lead(seen(paragraph->text), fontOf(kTextSize), kGap);
            else
                std::visit([&](const auto &each) { write(each); }, section.blocks[i]);
        }
    }

    void finish() { m_flow.finish(); }
    [[nodiscard]] Flow &flow() { return m_flow; }
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    [[nodiscard]] const std::vector<Link> &links() const { return m_links; }

private:
    [[nodiscard]] QFont fontOf(double size, QFont::Weight weight = QFont::Normal) const
    {
        return paper::fontOf(size * m_scale, weight);
    }
    void skip(double height) { m_flow.skip(height * m_gaps); }
    /// A text that stays with what comes next.
    void lead(const QString &words, const QFont &font, double gap)
    {
        m_flow.lead(m_flow.heightOf(words, font), [this, words, font] { m_flow.text(words, font, kInk); });
        skip(gap);
    }
    /// Whether a block is a short paragraph between a heading and what it is about.
    [[nodiscard]] bool introduces(const std::vector<Block> &blocks, std::size_t at) const
    {
        const bool isFirst = at == 0 || std::holds_alternative<Subheading>(blocks[at - 1]);
        if (!isFirst || at + 1 >= blocks.size() || std::holds_alternative<Paragraph>(blocks[at + 1]))
            return false;
        const std::string &text = std::get<Paragraph>(blocks[at]).text;
        return text.find('\n') == std::string::npos && m_flow.linesOf(seen(text), fontOf(kTextSize)) <= kShort;
    }
    void logo(const Logo &given, double highest)
    {
        Logo shown = given;
        const double factor = std::min(1.0, highest / given.height);
        shown.width *= factor;
        shown.height *= factor;
        m_flow.picture({ { shown.width, shown.height }, painterOf(shown), {}, false }, fontOf(kTableSize), kMuted);
    }
    void write(const Paragraph &paragraph)
    {
        for (const QString &line : QString::fromStdString(paragraph.text).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
            m_flow.text(seen(line.toStdString()), fontOf(kTextSize), kInk);
        skip(kGap);
    }
    void write(const Subheading &heading)
    {
        skip(4);
        lead(seen(heading.text), fontOf(kSubheadingSize, QFont::DemiBold), 3);
    }
    void write(const List &list)
    {
        QStringList marks;
        QStringList words;
        for (const std::string &item : list.items) {
            words.append(seen(item));
            marks.append(list.isNumbered ? QString::number(words.size()) + QLatin1Char('.') : QStringLiteral("•"));
        }
        m_flow.list(marks, words, fontOf(kTextSize), kInk);
        skip(kGap);
    }
    void write(const KeyFigures &keys)
    {
        FlowTable table;
        table.font = fontOf(kTextSize);
        for (const KeyFigures::Figure &each : keys.figures)
            table.rows.push_back({ { seen(each.caption), kMuted },
                                   { seen(each.value.text), colorOf(each.value.tone), true },
                                   { seen(each.remark), kMuted } });
        table.isRight = { false, false, false };
        m_flow.table(table, kRule, kHead);
        skip(kGap + 3);
    }
    void write(const Table &table)
    {
        FlowTable flowing;
        flowing.font = fontOf(kTableSize);
        for (const Column &column : table.columns) {
            flowing.head.push_back(seen(column.title));
            flowing.isRight.push_back(column.isNumber);
        }
        for (const std::vector<Cell> &row : table.rows) {
            std::vector<FlowTable::Cell> cells;
            for (const Cell &cell : row)
                cells.push_back({ seen(cell.text), colorOf(cell.tone), cell.tone == Tone::Bad });
            flowing.rows.push_back(std::move(cells));
        }
        lead(seen(table.caption), fontOf(kTextSize, QFont::DemiBold), 3);
        m_flow.table(flowing, kRule, kHead);
        skip(kGap + 4);
    }
    void write(const Diagram &diagram)
    {
        const Flow::Drawn drawn = m_drawings.of(diagram);
        if (drawn.size.isEmpty())
            return;
        m_flow.picture(drawn, fontOf(kTableSize), kMuted);
        skip(kGap + 4);
    }
    void write(const DiagramPair &pair)
    {
        const Flow::Drawn before = m_drawings.of(pair.before);
        const Flow::Drawn after = m_drawings.of(pair.after);
        if (before.size.isEmpty() || after.size.isEmpty())
            return;
        m_flow.pair(before, after, fontOf(kTableSize), kMuted);
        skip(kGap + 4);
    }
    void write(const Chart &chart)
    {
        const auto picture = std::make_shared<const pictures::Picture>(pictureOf(chart));
        m_flow.picture({ picture->size, [picture](QPainter &painter) { pictures::paintPicture(painter, *picture); } },
                       fontOf(kTableSize), kMuted);
        skip(kGap + 4);
    }

    Drawings &m_drawings;
    Flow m_flow;
    double m_scale;
    double m_gaps;
    std::vector<Entry> m_entries;
    std::vector<Link> m_links;
};

void layOut(const Document &document, Layout &layout, const std::vector<Entry> &known)
{
    layout.title(document);
    if (document.hasContents())
        layout.contents(document, known);
    for (const Section &each : document.sections)
        layout.section(each);
    layout.finish();
}

void frame(Pages &pages, const Document &document)
{
    const QString title = seen(document.title);
    const QString count = QString::number(pages.pages.size());
    for (std::size_t i = 0; i < pages.pages.size(); ++i) {
        const QSizeF size = pages.sizes[i];
        const QString number = QStringLiteral("page %1 of %2").arg(i + 1).arg(count);
        pages.pages[i].push_back([=](QPainter &painter) {
            const QFont font = fontOf(kTableSize);
            const double width = size.width() - 2 * kMargin;
            const QString by = QFontMetricsF(font).elidedText(title, Qt::ElideRight, width * 75);
            if (i > 0)
                paintLine(painter, { kMargin, kMargin - 14 }, by, font, kMuted);
            const double foot = size.height() - kMargin + 14;
            paintLine(painter, { kMargin, foot }, QStringLiteral("Headroom"), font, kMuted);
            paintLine(painter, { kMargin + width - widthOf(number, font), foot }, number, font, kMuted);
        });
    }
}

} // namespace

Pages pagesOf(const Document &document, const DiagramSource &diagrams, QSizeF size)
{
    Drawings drawings(diagrams);
    Pages pages;
    for (double scale = 1;; scale -= kSmaller) {
        // Contents come first and take as much room whatever the numbers are, so two rounds settle them.
        const double gaps = document.isRecord ? scale * kRecordGaps : scale;
        Layout first(drawings, size, scale, gaps);
        layOut(document, first, {});
        Layout second(drawings, size, scale, gaps);
        layOut(document, second, first.entries());
        const bool isShort = second.flow().page() == 0 || !document.isRecord || scale - kSmaller < kSmallest;
        if (!isShort)
            continue;
        pages.contents = second.entries();
        pages.links = second.links();
        pages.sizes = second.flow().sizes();
        pages.pages = second.flow().takePages();
        frame(pages, document);
        return pages;
    }
}

} // namespace headroom::paper
