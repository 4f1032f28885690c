#include "views/report/report_pages.h"

#include "model/reporting/visible_text.h"
#include "views/export/picture_painter.h"
#include "views/report/chart_picture.h"
#include "views/report/page_flow.h"

#include <QFontMetricsF>
#include <QImage>
#include <QSvgRenderer>

#include <algorithm>
#include <map>
#include <memory>

namespace headroom::paper {

namespace {

using namespace report_writing;

constexpr double kTitleSize = 24; // pt
constexpr double kSectionSize = 16;
constexpr double kSubheadingSize = 11.5;
constexpr double kTextSize = 9.5;
constexpr double kTableSize = 7.8;
constexpr double kGap = 7;            // between blocks
constexpr double kAroundDrawing = 92; // pt of heading and paragraph above a drawing, caption below
constexpr double kRecordGaps = 0.6;   // of the usual ones
constexpr double kSmallest = 0.75;    // of a record that has to fit a page
constexpr double kSmaller = 0.05;
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

std::function<void(QPainter &)> painterOf(const QByteArray &svg, QSizeF size)
{
    auto renderer = std::make_shared<QSvgRenderer>(svg);
    return [renderer, size](QPainter &painter) { renderer->render(&painter, QRectF(QPointF(), size)); };
}

std::function<void(QPainter &)> painterOf(const Logo &logo)
{
    const QByteArray bytes = QByteArray::fromStdString(logo.bytes);
    const QSizeF size(logo.width, logo.height);
    if (logo.mime == "image/svg+xml")
        return painterOf(bytes, size);
    return [image = QImage::fromData(bytes), size](QPainter &painter) {
        painter.drawImage(QRectF(QPointF(), size), image);
    };
}

/// The drawings of a document, each made once however often the document is laid out.
class Drawings {
public:
    explicit Drawings(const DiagramSource &source)
        : m_source(source)
    {
    }

    Flow::Drawn of(const Diagram &diagram)
    {
        std::shared_ptr<const pictures::Picture> &picture = m_made[&diagram];
        if (!picture)
            picture = std::make_shared<const pictures::Picture>(m_source ? m_source(diagram) : pictures::Picture());
        return { picture->size, [picture](QPainter &painter) { pictures::paintPicture(painter, *picture); },
                 seen(diagram.caption) };
    }

private:
    const DiagramSource &m_source;
    std::map<const Diagram *, std::shared_ptr<const pictures::Picture>> m_made;
};

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
            logo(*document.logo);
        skip(30);
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
        m_flow.keepWithNext((kSectionSize * 2 + 60) * m_scale);
        m_entries.push_back({ seen(section.title), m_flow.page(), m_flow.y() });
        m_flow.rule(kRule);
        skip(5);
        m_flow.text(seen(section.title), fontOf(kSectionSize, QFont::DemiBold), kInk);
        skip(kGap);
        for (std::size_t i = 0; i < section.blocks.size(); ++i) {
            keepDrawing(section.blocks, i);
            std::visit([&](const auto &each) { write(each); }, section.blocks[i]);
        }
    }

    [[nodiscard]] Flow &flow() { return m_flow; }
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    [[nodiscard]] const std::vector<Link> &links() const { return m_links; }

private:
    [[nodiscard]] QFont fontOf(double size, QFont::Weight weight = QFont::Normal) const
    {
        return paper::fontOf(size * m_scale, weight);
    }
    void skip(double height) { m_flow.skip(height * m_gaps); }
    /// A heading with a paragraph about a drawing stays with it.
    void keepDrawing(const std::vector<Block> &blocks, std::size_t at)
    {
        if (at + 2 >= blocks.size() || !std::holds_alternative<Subheading>(blocks[at])
            || !std::holds_alternative<Paragraph>(blocks[at + 1]))
            return;
        const auto *diagram = std::get_if<Diagram>(&blocks[at + 2]);
        const Flow::Drawn drawn = diagram ? m_drawings.of(*diagram) : Flow::Drawn {};
        if (!drawn.size.isEmpty())
            m_flow.keepWithNext(m_flow.heightOf(drawn) + kAroundDrawing * m_scale);
    }
    void logo(const Logo &logo)
    {
        const Flow::Drawn drawn { { logo.width, logo.height }, painterOf(logo), {}, false };
        m_flow.picture(drawn, fontOf(kTableSize), kMuted);
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
        m_flow.keepWithNext((kSubheadingSize * 1.5 + 50) * m_scale);
        m_flow.text(seen(heading.text), fontOf(kSubheadingSize, QFont::DemiBold), kInk);
        skip(3);
    }
    void write(const List &list)
    {
        for (std::size_t i = 0; i < list.items.size(); ++i)
            m_flow.item(list.isNumbered ? QString::number(i + 1) + QLatin1Char('.') : QStringLiteral("•"),
                        seen(list.items[i]), fontOf(kTextSize), kInk);
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
        m_flow.keepWithNext(60);
        m_flow.text(seen(table.caption), fontOf(kTextSize, QFont::DemiBold), kInk);
        skip(3);
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
        pages.pages = second.flow().takePages();
        frame(pages, document, size);
        return pages;
    }
}

} // namespace headroom::paper
