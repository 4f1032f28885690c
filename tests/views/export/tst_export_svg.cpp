#include "tests/support/random_design.h"
#include "tests/support/test_program.h"
#include "tests/views/export/export_support.h"
#include "views/export/svg_writer.h"
#include "views/export/text_fit.h"

#include <QApplication>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <clocale>
#include <ctime>

namespace headroom::tst_export_svg {

namespace {

/// What may be in a picture; anything else could load or run something.
const QMap<QString, QSet<QString>> kAllowed {
    { QStringLiteral("svg"), { "version", "width", "height", "viewBox", "font-family", "role" } },
    { QStringLiteral("title"), {} },
    { QStringLiteral("desc"), {} },
    { QStringLiteral("g"),
      { "id", "role", "opacity", "transform", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin" } },
    { QStringLiteral("rect"),
      { "x", "y", "width", "height", "rx", "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width",
        "stroke-dasharray", "stroke-linejoin", "stroke-linecap" } },
    { QStringLiteral("path"),
      { "d", "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linejoin",
        "stroke-linecap" } },
    { QStringLiteral("circle"), { "cx", "cy", "r", "fill", "stroke" } },
    { QStringLiteral("ellipse"), { "cx", "cy", "rx", "ry", "fill", "stroke" } },
    { QStringLiteral("text"),
      { "x", "y", "font-size", "font-weight", "text-anchor", "direction", "fill", "text-decoration", "textLength",
        "lengthAdjust" } },
};

/// What a reader of XML finds in a picture.
struct Parsed {
    QStringList problems;
    QStringList ids;
    QStringList texts;
    QStringList titles;
};

Parsed parse(const QByteArray &svg)
{
    Parsed out;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        const QXmlStreamReader::TokenType token = reader.readNext();
        if (token == QXmlStreamReader::DTD || token == QXmlStreamReader::EntityReference
            || token == QXmlStreamReader::ProcessingInstruction || token == QXmlStreamReader::Comment)
            out.problems << QStringLiteral("token %1").arg(token);
        if (token != QXmlStreamReader::StartElement)
            continue;
        const QString name = reader.name().toString();
        const auto allowed = kAllowed.find(name);
        if (allowed == kAllowed.end()) {
            out.problems << QStringLiteral("element %1").arg(name);
            continue;
        }
        for (const QXmlStreamAttribute &each : reader.attributes()) {
            const QString attribute = each.qualifiedName().toString();
            if (!allowed->contains(attribute))
                out.problems << QStringLiteral("attribute %1 of %2").arg(attribute, name);
            if (attribute == QLatin1String("id"))
                out.ids << each.value().toString();
            else if (each.value().contains(QLatin1String("url(")) || each.value().contains(QLatin1String(":")))
                out.problems << QStringLiteral("value %1").arg(each.value());
        }
        if (name == QLatin1String("text"))
            out.texts << reader.readElementText();
        else if (name == QLatin1String("title"))
            out.titles << reader.readElementText();
    }
    if (reader.hasError())
        out.problems << reader.errorString();
    return out;
}

/// Cards of what is gone.
int goneIn(const Parsed &parsed)
{
    const auto isGone = [](const QString &id) {
        return id.startsWith(QLatin1String("hr-gone-")) && !id.startsWith(QLatin1String("hr-gone-line-"));
    };
    return static_cast<int>(std::count_if(parsed.ids.begin(), parsed.ids.end(), isGone));
}

} // namespace

/// The picture of a stage as SVG.
class ExportSvgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyDesignKeepsTheAllowList();
    void idsAreUniqueAndStable();
    void everyComponentSaysWhatItIs();
    void noNameRunsOrHidesAnything();
    void whatCannotBeSeenIsWrittenOut();
    void longNamesTakeASecondLine();
    void rightToLeftNamesBeginAtTheirRightEnd();
    void optionsLeaveOutWhatTheySay();
    void smallPicturesHaveAllKeyFigures();
    void aColumnOfCardsHasAllKeyFiguresWithinThePicture();
    void theLegendExplainsTheSignsOfFindings();
    void aSelectionIsAlone();
    void aDifferenceMarksWhatChanged();
    void whatIsBuiltAnewIsNeitherNewNorGone();
    void allStagesShareASheet();
    void strangeDesignsAreDrawn();
    void sameBytesInEveryLocaleAndZone();
};

void ExportSvgTest::everyDesignKeepsTheAllowList()
{
    for (const std::string &path : test::allDesigns()) {
        const project::Snapshot design = test::openDesign(path);
        for (std::size_t stage = 0; stage < design->stages.size(); ++stage)
            for (const bool isDark : { false, true }) {
                const Parsed parsed = parse(pictures::svgOf(tests::drawn(*design, stage, { isDark })));
                QVERIFY2(parsed.problems.isEmpty(), qPrintable(parsed.problems.join(QStringLiteral(", "))));
                for (const project::Component &each : design->stages[stage]->components)
                    QVERIFY2(parsed.titles.contains(QString::fromStdString(each.name).simplified()), each.name.c_str());
            }
    }
}

/// Pictures of the first stages are narrow: what does not fit beside each other goes on below, within the picture.
void ExportSvgTest::smallPicturesHaveAllKeyFigures()
{
    for (const std::string &path : test::allDesigns()) {
        const project::Snapshot design = test::openDesign(path);
        for (std::size_t stage = 0; stage < design->stages.size(); ++stage) {
            const pictures::Picture picture = tests::drawn(*design, stage);
            const pictures::Part *heading = tests::partOf(picture, QStringLiteral("heading"));
            QVERIFY(heading);
            QList<QRectF> boxes;
            for (const pictures::Shape &shape : heading->shapes)
                if (const auto *text = std::get_if<pictures::Label>(&shape)) {
                    boxes.append({ text->at.x(), text->at.y() - text->pixels * 0.8, text->width, text->pixels * 0.9 });
                    QVERIFY2(text->at.x() + text->width <= picture.size.width(), qPrintable(text->text));
                }
            for (qsizetype i = 0; i < boxes.size(); ++i)
                for (qsizetype j = 0; j < i; ++j)
                    QVERIFY2(!boxes[i].intersects(boxes[j]), path.c_str());
            QVERIFY2(tests::wordsOf(*heading).contains(QStringLiteral("Headroom")), path.c_str());
        }
    }
}

void ExportSvgTest::aColumnOfCardsHasAllKeyFiguresWithinThePicture()
{
    project::Project project = tests::named(std::string(70, 'W'));
    project::Stage stage = *project.stages.front();
    stage.users.to = 1e8; // so that much is named
    std::erase_if(stage.components, [](const auto &each) { return each.id == "zone" || each.id == "odd"; });
    std::erase_if(stage.connections, [](const auto &each) { return each.to == "odd"; });
    double y = 0;
    for (project::Component &each : stage.components) {
        each.place.clear();
        each.position = { 0, y += 160 };
    }
    project.stages = { std::make_shared<project::Stage>(stage) };
    const pictures::Picture picture = tests::drawn(project);
    const pictures::Part *heading = tests::partOf(picture, QStringLiteral("heading"));
    QVERIFY(heading);
    const QStringList words = tests::wordsOf(*heading);
    for (const char *each : { "Load", "Headroom" })
        QVERIFY2(!words.filter(QLatin1String(each)).isEmpty(), qPrintable(words.join(QLatin1Char('|'))));
    for (const pictures::Shape &shape : heading->shapes)
        if (const auto *text = std::get_if<pictures::Label>(&shape))
            QVERIFY2(text->at.x() + text->width <= picture.size.width(), qPrintable(text->text));
}

void ExportSvgTest::idsAreUniqueAndStable()
{
    const project::Snapshot design = test::openDesign("examples/web-shop.headroom");
    const Parsed parsed = parse(pictures::svgOf(tests::drawn(*design, 6)));
    QCOMPARE(QSet<QString>(parsed.ids.begin(), parsed.ids.end()).size(), parsed.ids.size());
    for (const QString &id : parsed.ids)
        QVERIFY2(id.startsWith(QLatin1String("hr-")), qPrintable(id));
    QVERIFY(parsed.ids.contains(QLatin1String("hr-part-clients")));
    project::Project renamed = *design; // names and places on the canvas change no id
    project::Stage stage = *renamed.stages[6];
    for (project::Component &each : stage.components) {
        each.name += "!";
        each.position.x += 8;
    }
    renamed.stages[6] = std::make_shared<project::Stage>(stage);
    QCOMPARE(parse(pictures::svgOf(tests::drawn(renamed, 6))).ids, parsed.ids);
    // Ids that differ in characters which no id of XML may hold stay apart.
    const project::Project odd
        = test::ProjectBuilder().component("a.b", "web_app_server").component("a_b", "web_app_server").build();
    const QStringList ids = parse(pictures::svgOf(tests::drawn(odd))).ids;
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
    QVERIFY(ids.contains(QLatin1String("hr-part-a_2eb")));
}

void ExportSvgTest::everyComponentSaysWhatItIs()
{
    const project::Snapshot design = test::openDesign("examples/social-feed.headroom");
    const QByteArray svg = pictures::svgOf(tests::drawn(*design, 4));
    const qsizetype at = svg.indexOf("id=\"hr-part-db\" role=\"img\">");
    QVERIFY(at > 0);
    const QByteArray head = svg.mid(at, 400);
    QVERIFY2(head.contains("<title>Database primary</title>"), head.constData());
    QVERIFY2(head.contains("CPU: "), head.constData());
}

void ExportSvgTest::noNameRunsOrHidesAnything()
{
    QCOMPARE(tests::injections().size(), 60);
    for (const QString &name : tests::injections()) {
        const QByteArray svg = pictures::svgOf(tests::drawn(tests::named(name.toStdString())));
        const Parsed parsed = parse(svg);
        QVERIFY2(parsed.problems.isEmpty(), qPrintable(name + parsed.problems.join(QStringLiteral(", "))));
        QVERIFY2(!svg.contains("<script") && !svg.contains("<!"), qPrintable(name));
        const QString shown = pictures::visible(QString::fromStdString(name.toStdString())); // drops a byte order mark
        QVERIFY2(parsed.titles.count(shown) >= 4, qPrintable(name)); // design, place and components
        for (const QString &text : parsed.texts + parsed.titles)
            for (const QChar c : text)
                QVERIFY2(c.unicode() >= 0x20 && c != QChar(0x202E), qPrintable(name));
    }
}

void ExportSvgTest::whatCannotBeSeenIsWrittenOut()
{
    const Parsed parsed = parse(pictures::svgOf(tests::drawn(tests::named("a\x01\xE2\x80\xAEz"))));
    QVERIFY(parsed.problems.isEmpty());
    QVERIFY2(parsed.texts.contains(QLatin1String("a\\u{1}\\u{202E}z")),
             qPrintable(parsed.texts.join(QLatin1Char('|'))));
}

void ExportSvgTest::longNamesTakeASecondLine()
{
    const std::string name = "Customer relationship synchronization gateway for the old systems";
    const Parsed parsed = parse(pictures::svgOf(tests::drawn(tests::named(name))));
    QVERIFY(parsed.titles.contains(QString::fromStdString(name)));
    QVERIFY2(parsed.texts.contains(QLatin1String("Customer"))
                 || parsed.texts.contains(QLatin1String("Customer relationship")),
             qPrintable(parsed.texts.join(QLatin1Char('|'))));
    // No line of a card is wider than the card.
    for (const pictures::Part &part : tests::drawn(tests::named(name)).parts)
        if (part.id.startsWith(QLatin1String("part-")))
            for (const pictures::Shape &shape : part.shapes)
                if (const auto *label = std::get_if<pictures::Label>(&shape))
                    QVERIFY2(label->width <= 122.5, qPrintable(label->text));
}

void ExportSvgTest::rightToLeftNamesBeginAtTheirRightEnd()
{
    const QString name = QStringLiteral("خادم التطبيق");
    const QByteArray svg = pictures::svgOf(tests::drawn(tests::named(name.toStdString())));
    QVERIFY(parse(svg).problems.isEmpty());
    const qsizetype at = svg.indexOf(">" + name.toUtf8() + "</text>", svg.indexOf("hr-part-app"));
    QVERIFY(at > 0);
    const QByteArray tag = svg.mid(svg.lastIndexOf("<text", at), at - svg.lastIndexOf("<text", at));
    QVERIFY2(tag.contains("direction=\"rtl\"") && tag.contains("text-anchor=\"end\""), tag.constData());
}

void ExportSvgTest::optionsLeaveOutWhatTheySay()
{
    const project::Snapshot design = test::openDesign("examples/social-feed.headroom");
    const auto texts = [&](const pictures::DiagramOptions &options) {
        return parse(pictures::svgOf(tests::drawn(*design, 4, options))).texts;
    };
    const auto has
        = [](const QStringList &all, const char *part) { return all.filter(QLatin1String(part)).size() > 0; };
    const auto flows = [&](const pictures::DiagramOptions &options) {
        return parse(pictures::svgOf(tests::drawn(*design, 4, options))).ids.filter(QLatin1String("hr-flow-")).size();
    };
    const QStringList full = texts({});
    QVERIFY(has(full, "bottleneck") && has(full, "waits for the answer"));
    QVERIFY(has(full, "Stage 5 of 7") && has(full, "p99 latency") && flows({}) > 10);
    pictures::DiagramOptions options;
    options.showsFindings = false;
    QVERIFY(!has(texts(options), "bottleneck"));
    options = {};
    options.showsNumbers = false;
    QVERIFY(!has(texts(options), "p99") && has(texts(options), "bottleneck"));
    QCOMPARE(flows(options), 0); // no connection of this design has a name
    options = {};
    options.showsLegend = false;
    QVERIFY(!has(texts(options), "waits for the answer"));
    options = {};
    options.showsTitle = false;
    QVERIFY(!has(texts(options), "Stage 5 of 7") && !has(texts(options), "p99 latency"));
    options = {};
    options.hasGround = false;
    QVERIFY(!tests::drawn(*design, 4, options).ground.isValid());
}

/// Cards that are critical beside findings that are warnings.
void ExportSvgTest::theLegendExplainsTheSignsOfFindings()
{
    const project::Snapshot design = test::openDesign("examples/web-shop.headroom");
    const auto legendOf = [&](bool showsFindings) {
        pictures::DiagramOptions options;
        options.showsFindings = showsFindings;
        const QString svg = QString::fromUtf8(pictures::svgOf(tests::drawn(*design, 0, options)));
        return svg.mid(svg.indexOf(QStringLiteral("hr-legend")));
    };
    QVERIFY(legendOf(true).contains(QStringLiteral(">critical<")));
    QVERIFY(legendOf(true).contains(QStringLiteral(">warning<")));
    QVERIFY(!legendOf(false).contains(QStringLiteral(">warning<")));
}

void ExportSvgTest::aSelectionIsAlone()
{
    const project::Snapshot design = test::openDesign("examples/social-feed.headroom");
    const QStringList ids = parse(pictures::svgOf(tests::drawn(*design, 4, {}, { "db", "replicas", "zone-a" }))).ids;
    QVERIFY(ids.contains(QLatin1String("hr-part-db")));
    QVERIFY(!ids.contains(QLatin1String("hr-part-clients")));
    int inside = 0; // the zone brings what is in it
    for (const project::Component &each : design->stages[4]->components)
        inside += each.place == "zone-a" && ids.contains(QStringLiteral("hr-part-") + QString::fromStdString(each.id))
            ? 1
            : 0;
    QVERIFY(inside > 0 || !design->stages[4]->findComponent("zone-a"));
}

void ExportSvgTest::aDifferenceMarksWhatChanged()
{
    const project::Snapshot design = test::openDesign("examples/social-feed.headroom");
    pictures::Subject subject { design.get(), 4, nullptr, design->stages[1], QStringLiteral("before"), {} };
    const Parsed parsed = parse(pictures::svgOf(pictures::pictureOf(subject, {}, test::theCatalog())));
    QVERIFY2(parsed.problems.isEmpty(), qPrintable(parsed.problems.join(QLatin1Char(' '))));
    int added = 0;
    for (const project::Component &each : design->stages[4]->components)
        added += design->stages[1]->findComponent(each.id) ? 0 : 1;
    QVERIFY(added > 0);
    QVERIFY(parsed.texts.filter(QLatin1String("new")).size() > added); // each, and the legend
    // The other way round all of them are gone.
    const Parsed back = parse(pictures::svgOf(pictures::pictureOf(
        { design.get(), 1, nullptr, design->stages[4], QStringLiteral("after"), {} }, {}, test::theCatalog())));
    QCOMPARE(goneIn(back), added);
    QCOMPARE(back.texts.filter(QLatin1String("Gone: ")).size(), 1); // in words too
    subject.before = design->stages[4];
    const Parsed same = parse(pictures::svgOf(pictures::pictureOf(subject, {}, test::theCatalog())));
    QCOMPARE(same.texts.count(QLatin1String("new")), 0);
    QVERIFY(same.texts.filter(QLatin1String("Gone: ")).isEmpty());
}

/// Under another id, of the same kind and name, it is neither new nor gone; with another name it is changed.
void ExportSvgTest::whatIsBuiltAnewIsNeitherNewNorGone()
{
    const project::Snapshot design = test::openDesign("examples/social-feed.headroom");
    auto before = std::make_shared<project::Stage>(*design->stages[4]);
    for (project::Component &each : before->components) {
        if (each.id == "cache")
            each.id = "cache-of-old";
        if (each.id == "db")
            each.name = "Database of old";
    }
    for (project::Connection &each : before->connections)
        for (std::string *end : { &each.from, &each.to })
            if (*end == "cache")
                *end = "cache-of-old";
    pictures::Subject subject { design.get(), 4, nullptr, before, QStringLiteral("before"), {} };
    const Parsed parsed = parse(pictures::svgOf(pictures::pictureOf(subject, {}, test::theCatalog())));
    QVERIFY2(parsed.problems.isEmpty(), qPrintable(parsed.problems.join(QLatin1Char(' '))));
    QCOMPARE(goneIn(parsed), 0);
    QVERIFY(parsed.texts.filter(QLatin1String("Gone: ")).isEmpty());
    QCOMPARE(parsed.texts.count(QLatin1String("new")), 0);
    QCOMPARE(parsed.texts.count(QLatin1String("built anew")), 2); // the card and the legend
    QVERIFY(parsed.texts.count(QLatin1String("changed")) > 1);
    for (project::Component &each : before->components)
        if (each.id == "cache-of-old")
            each.name = "Something else"; // now it is another one
    const Parsed other = parse(pictures::svgOf(pictures::pictureOf(subject, {}, test::theCatalog())));
    QCOMPARE(goneIn(other), 1);
    QVERIFY(other.texts.count(QLatin1String("new")) > 0);
}

void ExportSvgTest::allStagesShareASheet()
{
    const project::Snapshot design = test::openDesign("examples/web-shop.headroom");
    pictures::DiagramOptions options;
    options.isOnSheet = true;
    std::vector<pictures::Picture> all;
    for (std::size_t i = 0; i < design->stages.size(); ++i)
        all.push_back(tests::drawn(*design, i, options));
    const pictures::Picture sheet = pictures::sheetOf(all, options, test::theCatalog());
    const Parsed parsed = parse(pictures::svgOf(sheet));
    QVERIFY(parsed.problems.isEmpty());
    QCOMPARE(QSet<QString>(parsed.ids.begin(), parsed.ids.end()).size(), parsed.ids.size());
    QVERIFY(parsed.ids.contains(QLatin1String("hr-s7-part-clients")));
    QCOMPARE(parsed.titles.count(QStringLiteral("Legend")), 1); // at the foot, for all
    QCOMPARE(parsed.texts.filter(QStringLiteral("Figures rest on")).size(), 1);
    for (const pictures::Picture &each : all)
        QVERIFY(each.size.width() <= sheet.size.width() && each.size.height() <= sheet.size.height());
}

void ExportSvgTest::strangeDesignsAreDrawn()
{
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const project::Project project = test::hostileDesign(seed);
        const Parsed parsed = parse(
            pictures::svgOf(pictures::pictureOf({ &project, 0, nullptr, nullptr, {}, {} }, {}, test::theCatalog())));
        QVERIFY2(parsed.problems.isEmpty(),
                 qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(parsed.problems.value(0))));
    }
    project::Project empty;
    empty.stages = { std::make_shared<project::Stage>() };
    QVERIFY(parse(pictures::svgOf(tests::drawn(empty))).problems.isEmpty());
}

void ExportSvgTest::sameBytesInEveryLocaleAndZone()
{
    const project::Snapshot design = test::openDesign("examples/video-site.headroom");
    const QByteArray before = pictures::svgOf(tests::drawn(*design, 3));
    std::setlocale(LC_ALL, "de_DE.UTF-8");
    QLocale::setDefault(QLocale(QLocale::Turkish));
    qputenv("TZ", "Asia/Kathmandu");
    ::tzset();
    QCOMPARE(pictures::svgOf(tests::drawn(*design, 3)), before);
    QLocale::setDefault(QLocale::c());
    std::setlocale(LC_ALL, "C.UTF-8");
    qunsetenv("TZ");
    ::tzset();
}

HEADROOM_TEST(QApplication, ExportSvgTest)

} // namespace headroom::tst_export_svg

#include "tst_export_svg.moc"
