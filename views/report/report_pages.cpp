#include "views/report/report_pages.h"

#include "model/report_writing/chart_svg.h"
#include "model/reporting/visible_text.h"
#include "views/export/picture_painter.h"
#include "views/report/page_flow.h"

#include <QFontMetricsF>
#include <QSvgRenderer>

#include <algorithm>
#include <memory>

namespace headroom::paper {

namespace {

using namespace report_writing;

constexpr double kTitleSize = 24; // pt
constexpr double kSectionSize = 16;
constexpr double kSubheadingSize = 11.5;
constexpr double kTextSize = 9.5;
constexpr double kTableSize = 7.8;
constexpr double kGap = 7; // between blocks
const QColor kInk(QStringLiteral("#1b2430"));
const QColor kMuted(QStringLiteral("#566270"));
const QColor kRule(QStringLiteral("#d4dae2"));
const QColor kHead(QStringLiteral("#eef2f6"));

QString seen(const std::string &text)
{
    return QString::fromStdString(reporting::visibleText(text));
}

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
    Layout(const DiagramSource &diagrams, QSizeF size)
        : m_diagrams(diagrams)
        , m_flow(size)
    {
    }

    void title(const Document &document)
    {
        m_flow.skip(30);
        m_flow.text(seen(document.title), fontOf(kTitleSize, QFont::DemiBold), kInk);
        m_flow.skip(4);
        m_flow.text(seen(document.subtitle), fontOf(kSubheadingSize), kMuted);
        const std::string by
            = document.author + (document.author.empty() || document.date.empty() ? "" : ", ") + document.date;
        if (!by.empty())
            m_flow.text(seen(by), fontOf(kSubheadingSize), kMuted);
        m_flow.skip(14);
    }

    /// Lines for the contents, whose page numbers are known in the end. @return page and height of each.
    void contents(const Document &document, const std::vector<Entry> &known)
    {
        m_flow.text(QStringLiteral("Contents"), fontOf(kSubheadingSize, QFont::DemiBold), kInk);
        m_flow.skip(2);
        for (std::size_t i = 0; i < document.sections.size(); ++i)
            m_flow.entry(seen(document.sections[i].title),
                         i < known.size() ? QString::number(known[i].page + 1) : QString(), fontOf(kTextSize), kInk);
        m_flow.skip(kGap);
    }

    void section(const Section &section)
    {
        m_flow.skip(16);
        m_flow.keepWithNext(kSectionSize * 2 + 60);
        m_entries.push_back({ seen(section.title), m_flow.page() });
        m_flow.rule(kRule);
        m_flow.skip(5);
        m_flow.text(seen(section.title), fontOf(kSectionSize, QFont::DemiBold), kInk);
        m_flow.skip(kGap);
        for (const Block &block : section.blocks)
            std::visit([&](const auto &each) { write(each); }, block);
    }

    [[nodiscard]] Flow &flow() { return m_flow; }
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }

private:
    void write(const Paragraph &paragraph)
    {
        for (const QString &line : QString::fromStdString(paragraph.text).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
            m_flow.text(seen(line.toStdString()), fontOf(kTextSize), kInk);
        m_flow.skip(kGap);
    }
    void write(const Subheading &heading)
    {
        m_flow.skip(4);
        m_flow.keepWithNext(kSubheadingSize * 1.5 + 50);
        m_flow.text(seen(heading.text), fontOf(kSubheadingSize, QFont::DemiBold), kInk);
        m_flow.skip(3);
    }
    void write(const List &list)
    {
        for (std::size_t i = 0; i < list.items.size(); ++i)
            m_flow.item(list.isNumbered ? QString::number(i + 1) + QLatin1Char('.') : QStringLiteral("•"),
                        seen(list.items[i]), fontOf(kTextSize), kInk);
        m_flow.skip(kGap);
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
        m_flow.skip(kGap + 3);
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
        m_flow.keepWithNext(60);
        m_flow.text(seen(table.caption), fontOf(kTextSize, QFont::DemiBold), kInk);
        m_flow.skip(3);
        m_flow.table(flowing, kRule, kHead);
        m_flow.skip(kGap + 4);
    }
    void write(const Diagram &diagram)
    {
        if (!m_diagrams)
            return;
        auto picture = std::make_shared<pictures::Picture>(m_diagrams(diagram.stage));
        m_flow.picture(picture->size, [picture](QPainter &painter) { pictures::paintPicture(painter, *picture); });
        m_flow.text(seen(diagram.caption), fontOf(kTableSize), kMuted);
        m_flow.skip(kGap + 4);
    }
    void write(const Chart &chart)
    {
        auto renderer
            = std::make_shared<QSvgRenderer>(QByteArray::fromStdString(chartSvg(chart))
                                                 .replace("Roboto, 'Helvetica Neue', Arial, sans-serif", "Roboto"));
        m_flow.picture({ kChartWidth, kChartHeight }, [renderer](QPainter &painter) {
            renderer->render(&painter, QRectF(0, 0, kChartWidth, kChartHeight));
        });
        m_flow.skip(kGap + 4);
    }

    const DiagramSource &m_diagrams;
    Flow m_flow;
    std::vector<Entry> m_entries;
};

std::vector<Entry> layOut(const Document &document, Layout &layout, const std::vector<Entry> &known)
{
    layout.title(document);
    if (document.hasContents())
        layout.contents(document, known);
    for (const Section &each : document.sections)
        layout.section(each);
    return layout.entries();
}

void frame(Pages &pages, const Document &document, QSizeF size)
{
    const QString title = seen(document.title);
    const QString count = QString::number(pages.pages.size());
    for (std::size_t i = 0; i < pages.pages.size(); ++i) {
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
    // Contents come first and take as much room whatever the numbers are, so two rounds settle them.
    Layout first(diagrams, size);
    const std::vector<Entry> known = layOut(document, first, {});
    Layout second(diagrams, size);
    Pages pages;
    pages.contents = layOut(document, second, known);
    pages.pages = second.flow().takePages();
    frame(pages, document, size);
    return pages;
}

} // namespace headroom::paper
