#include "tests/support/test_program.h"
#include "views/report/report_pages.h"

#include <QApplication>
#include <QPaintEngine>
#include <QTest>

namespace headroom::tst_page_flow {

using namespace report_writing;

namespace {

/// Notes the texts that are painted, with their weight.
class Reader final : public QPaintEngine {
public:
    struct Text {
        QString words;
        bool isStrong = false;
    };

    Reader()
        : QPaintEngine(AllFeatures)
    {
    }
    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState &) override { }
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override { }
    void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override { }
    void drawPath(const QPainterPath &) override { }
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override { }
    [[nodiscard]] Type type() const override { return User; }
    void drawTextItem(const QPointF &, const QTextItem &item) override
    {
        texts.push_back({ item.text(), item.font().weight() >= QFont::DemiBold });
    }

    std::vector<Text> texts;
};

class Sheet final : public QPaintDevice {
public:
    [[nodiscard]] QPaintEngine *paintEngine() const override { return &reader; }
    mutable Reader reader;

protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override
    {
        return metric == PdmWidth || metric == PdmHeight ? 2000 : metric == PdmDepth ? 32 : 1;
    }
};

/// What stands on a page, from top to bottom, without its foot and head.
std::vector<Reader::Text> textsOf(const paper::Page &page, bool isFirst)
{
    Sheet sheet;
    QPainter painter(&sheet);
    for (const auto &paint : page)
        paint(painter);
    painter.end();
    std::vector<Reader::Text> texts = sheet.reader.texts;
    texts.resize(texts.size() - (isFirst ? 2 : 3)); // painted last
    return texts;
}

Table tableOf(int rows)
{
    Table table { "Caption", { { "Name", false }, { "Value", true } }, {} };
    for (int i = 0; i < rows; ++i)
        table.rows.push_back({ { "row " + std::to_string(i) }, { "1" } });
    return table;
}

/// A section that begins after so many lines of text.
paper::Pages paged(int lines, std::vector<Block> blocks)
{
    Document document;
    document.title = "Design";
    Section first { "first", "First", {} };
    for (int i = 0; i < lines; ++i)
        first.blocks.emplace_back(Paragraph { "filling" });
    document.sections = { first, { "second", "Second", std::move(blocks) } };
    return paper::pagesOf(
        document, [](const Diagram &) { return pictures::Picture {}; }, QSizeF(595, 842));
}

} // namespace

/// Headings and captions, wherever they come to stand.
class PageFlowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noHeadingStandsAtTheFootOfAPage_data()
    {
        QTest::addColumn<int>("kind");
        for (const auto &[name, kind] : { std::pair("a table", 0), std::pair("a list", 1), std::pair("a paragraph", 2),
                                          std::pair("a short paragraph and a table", 3), std::pair("a chart", 4),
                                          std::pair("a heading and a long table", 5) })
            QTest::newRow(name) << kind;
    }

    void noHeadingStandsAtTheFootOfAPage()
    {
        QFETCH(int, kind);
        Chart chart { "Chart", "Lines", { 1, 10 }, { { "line", { 1.0, 2.0 } } }, {}, {}, nullptr, false, 0 };
        const std::vector<std::vector<Block>> all {
            { tableOf(5) },
            { List { { "one", "two" }, true } },
            { Paragraph { "text" } },
            { Paragraph { "About the table." }, tableOf(5) },
            { Subheading { "Sub" }, chart },
            { Subheading { "Sub" }, tableOf(80) },
        };
        for (int lines = 10; lines < 70; ++lines) {
            const paper::Pages pages = paged(lines, all[static_cast<std::size_t>(kind)]);
            for (std::size_t i = 0; i < pages.pages.size(); ++i) {
                const auto texts = textsOf(pages.pages[i], i == 0);
                QVERIFY2(!texts.empty() && !texts.back().isStrong,
                         qPrintable(QStringLiteral("%1 lines, page %2 ends with “%3”")
                                        .arg(lines)
                                        .arg(i + 1)
                                        .arg(texts.empty() ? QString() : texts.back().words)));
            }
        }
    }

    void noLineOfAParagraphIsAloneOnAPage()
    {
        for (int words = 25; words <= 75; words += 10) { // three lines and more
            std::string text;
            for (int i = 0; i < words; ++i)
                text += "sentence ";
            for (int lines = 10; lines < 70; ++lines)
                for (const paper::Page &page : paged(lines, { Paragraph { text } }).pages) {
                    Sheet sheet;
                    QPainter painter(&sheet);
                    for (const auto &paint : page)
                        paint(painter);
                    painter.end();
                    const auto count = std::count_if(
                        sheet.reader.texts.begin(), sheet.reader.texts.end(),
                        [](const Reader::Text &each) { return each.words.startsWith(QStringLiteral("sentence")); });
                    QVERIFY2(count != 1, qPrintable(QStringLiteral("%1 words after %2 lines").arg(words).arg(lines)));
                }
        }
    }

    void whatIsSaidAboutATableStaysWithIt()
    {
        for (int lines = 10; lines < 70; ++lines) {
            const paper::Pages pages = paged(lines, { Paragraph { "About the table." }, tableOf(5) });
            for (std::size_t i = 0; i < pages.pages.size(); ++i)
                QCOMPARE_NE(textsOf(pages.pages[i], i == 0).back().words, QStringLiteral("About the table."));
        }
    }

    void aTableThatIsNotLongIsOnOnePage()
    {
        for (int lines = 10; lines < 70; ++lines) {
            int pagesWithRows = 0;
            const paper::Pages pages = paged(lines, { tableOf(15) });
            for (std::size_t i = 0; i < pages.pages.size(); ++i) {
                const auto texts = textsOf(pages.pages[i], i == 0);
                pagesWithRows += std::any_of(texts.begin(), texts.end(), [](const Reader::Text &each) {
                    return each.words.startsWith(QStringLiteral("row "));
                });
            }
            QCOMPARE(pagesWithRows, 1);
        }
    }

    void aShortListIsOnOnePage()
    {
        List list { { "item one", "item two", "item three", "item four" }, false };
        for (int lines = 10; lines < 70; ++lines) {
            int pagesWithItems = 0;
            const paper::Pages pages = paged(lines, { Paragraph { "text" }, Paragraph { "more text" }, list });
            for (std::size_t i = 0; i < pages.pages.size(); ++i) {
                const auto texts = textsOf(pages.pages[i], i == 0);
                pagesWithItems += std::any_of(texts.begin(), texts.end(), [](const Reader::Text &each) {
                    return each.words.startsWith(QStringLiteral("item "));
                });
            }
            QCOMPARE(pagesWithItems, 1);
        }
    }

    void everySectionIsInTheContentsAtItsPlace()
    {
        for (int lines = 10; lines < 70; ++lines) {
            const paper::Pages pages = paged(lines, {});
            QCOMPARE(pages.contents.size(), std::size_t(2));
            const int page = pages.contents[1].page;
            const auto texts = textsOf(pages.pages[static_cast<std::size_t>(page)], page == 0);
            QVERIFY(std::any_of(texts.begin(), texts.end(),
                                [](const Reader::Text &each) { return each.words == QStringLiteral("Second"); }));
        }
    }

    void smallLettersGetAPageOfTheirOwn_data()
    {
        QTest::addColumn<QSizeF>("drawing");
        QTest::addColumn<QSizeF>("page");
        QTest::newRow("fits") << QSizeF(700, 400) << QSizeF(595, 842);
        QTest::newRow("wide") << QSizeF(1474, 850) << QSizeF(842, 595);
        QTest::newRow("wide and high") << QSizeF(2134, 1500) << QSizeF(1190, 842);
        QTest::newRow("high") << QSizeF(900, 2200) << QSizeF(842, 1190);
    }

    void smallLettersGetAPageOfTheirOwn()
    {
        QFETCH(QSizeF, drawing);
        QFETCH(QSizeF, page);
        Document document;
        document.title = "Design";
        document.sections = { { "a", "Before", { Paragraph { "text" } } },
                              { "b", "Drawn", { Subheading { "Sub" }, Diagram { 0, "Caption", "" } } },
                              { "c", "After", { Paragraph { "text" } } } };
        pictures::Picture picture;
        picture.size = drawing;
        pictures::Label letters;
        letters.text = QStringLiteral("letters");
        letters.pixels = 10;
        picture.parts.push_back({ {}, {}, {}, { letters }, 1 });
        const paper::Pages pages = paper::pagesOf(
            document, [&](const Diagram &) { return picture; }, QSizeF(595, 842));
        const auto wordsOn = [&](std::size_t i) {
            QStringList words;
            for (const Reader::Text &each : textsOf(pages.pages[i], i == 0))
                words << each.words;
            return words;
        };
        QCOMPARE(pages.sizes.size(), pages.pages.size());
        QCOMPARE(pages.contents.size(), std::size_t(3));
        const bool isOwn = page != QSizeF(595, 842);
        QCOMPARE(pages.pages.size(), std::size_t(isOwn ? 3 : 1));
        const std::size_t at = isOwn ? 1 : 0;
        QCOMPARE(pages.sizes[at], page);
        QCOMPARE(pages.sizes.front(), QSizeF(595, 842));
        QCOMPARE(pages.sizes.back(), QSizeF(595, 842));
        const QStringList words = wordsOn(at);
        for (const char *each : { "Drawn", "Sub", "letters", "Caption" })
            QVERIFY2(words.contains(QLatin1String(each)), each);
        QVERIFY(words.contains(QStringLiteral("After")) != isOwn);
        QCOMPARE(pages.contents[1].page, static_cast<int>(at));
        QCOMPARE(pages.contents[2].page, static_cast<int>(pages.pages.size()) - 1);
        QVERIFY(wordsOn(pages.pages.size() - 1).contains(QStringLiteral("After")));
    }
};

HEADROOM_TEST(QApplication, PageFlowTest)

} // namespace headroom::tst_page_flow

#include "tst_page_flow.moc"
