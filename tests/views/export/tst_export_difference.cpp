#include "tests/support/own_ids.h"
#include "tests/support/test_program.h"
#include "tests/views/export/export_support.h"

#include <QApplication>
#include <QSet>
#include <QTest>

namespace headroom::tst_export_difference {

namespace {

QStringList allWordsOf(const pictures::Picture &picture)
{
    QStringList words;
    for (const pictures::Part &each : picture.parts)
        words << tests::wordsOf(each);
    return words;
}

} // namespace

/// What a picture says of another stage, and of what is wrong.
class ExportDifferenceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void connectionsThatAreGoneAreDrawnAndListed();
    void whatIsBuiltAnewIsNoGhost();
    void ghostsCoverNothingThatIsSaid();
    void findingsOfConnectionsStandUnderThePicture();
};

void ExportDifferenceTest::connectionsThatAreGoneAreDrawnAndListed()
{
    const project::Snapshot design = test::openDesign("examples/social-feed.headroom");
    const project::Stage &after = *design->stages[5];
    pictures::Subject subject { design.get(), 5, nullptr, design->stages[4], QStringLiteral("before"), {} };
    const pictures::Picture picture = pictures::pictureOf(subject, {}, test::theCatalog());
    int gone = 0;
    for (const project::Connection &each : design->stages[4]->connections) {
        const auto *line = tests::partOf(picture, QStringLiteral("gone-line-") + QString::fromStdString(each.id));
        QCOMPARE(line != nullptr, after.findConnection(each.id) == nullptr);
        if (!line)
            continue;
        ++gone;
        // The cards stand elsewhere than before: the line ends at where they are, and is dashed.
        const auto *path = std::get_if<pictures::Path>(&line->shapes.at(0));
        QVERIFY(path && !path->stroke.dashes.isEmpty());
        const QRectF from = tests::cardOf(picture, QString::fromStdString("part-" + each.from));
        QVERIFY(from.adjusted(-2, -2, 2, 2).contains(path->points.front()));
    }
    QCOMPARE(gone, 6);
    const QStringList words = allWordsOf(picture).filter(QStringLiteral("6 connection"));
    QCOMPARE(words.size(), 1);
    QVERIFY(words.front().contains(QStringLiteral("2 × Feed API → Database primary")));
    QVERIFY(words.front().contains(QStringLiteral("2 × Feed API → Push and e-mail")));
}

void ExportDifferenceTest::ghostsCoverNothingThatIsSaid()
{
    int ghosts = 0;
    for (const char *path : { "examples/web-shop.headroom", "examples/video-site.headroom" }) {
        const project::Snapshot design = test::openDesign(path);
        for (std::size_t stage = 0; stage < design->stages.size(); ++stage)
            for (std::size_t before = 0; before < design->stages.size(); ++before) {
                if (before == stage)
                    continue;
                const analysis::Report report
                    = analysis::analyze(*design, stage, design->stages[stage]->users.to, test::theCatalog());
                pictures::Subject subject {
                    design.get(), stage, &report, design->stages[before], QStringLiteral("before"), {}
                };
                const pictures::Picture picture = pictures::pictureOf(subject, {}, test::theCatalog());
                std::vector<QRectF> labels;
                for (const pictures::Part &each : picture.parts)
                    if (each.id.startsWith(QLatin1String("flow-")))
                        labels.push_back(std::get<pictures::Box>(each.shapes.front()).rect);
                QVERIFY(!labels.empty());
                for (const project::Component &each : design->stages[before]->components) {
                    const QString id = QStringLiteral("gone-") + QString::fromStdString(each.id);
                    if (!tests::partOf(picture, id) || test::theCatalog().kind(each.kind).behavior == "place")
                        continue;
                    ++ghosts;
                    const QRectF card = tests::cardOf(picture, id);
                    for (const QRectF &label : labels)
                        QVERIFY2(!card.intersects(label),
                                 qPrintable(QStringLiteral("%1, %2 → %3: %4")
                                                .arg(QLatin1String(path))
                                                .arg(before + 1)
                                                .arg(stage + 1)
                                                .arg(id)));
                }
            }
    }
    QVERIFY(ghosts > 50);
}

void ExportDifferenceTest::whatIsBuiltAnewIsNoGhost()
{
    const project::Snapshot design = test::withOwnIds(*test::openDesign("examples/social-feed.headroom"), 6, "region");
    pictures::Subject subject { design.get(), 6, nullptr, design->stages[5], QStringLiteral("before"), {} };
    const pictures::Picture picture = pictures::pictureOf(subject, {}, test::theCatalog());
    QSet<QString> ghosts;
    std::vector<QRectF> there;
    for (const pictures::Part &each : picture.parts) {
        if (each.id.startsWith(QLatin1String("gone-")) && !each.id.startsWith(QLatin1String("gone-line-")))
            ghosts << each.title;
        if (each.id.startsWith(QLatin1String("part-")))
            there.push_back(tests::cardOf(picture, each.id));
    }
    QCOMPARE(ghosts, (QSet<QString> { "DNS", "Zone a", "Zone b", "Database primary" }));
    for (const pictures::Part &each : picture.parts)
        if (const QRectF ghost = tests::cardOf(picture, each.id); each.id.startsWith(QLatin1String("gone-")))
            for (const QRectF &card : there)
                QVERIFY2(!card.intersects(ghost), qPrintable(each.id));
    const QStringList words = allWordsOf(picture);
    for (const char *zone : { "a", "b" }) { // on their frames, where no card hides it
        QCOMPARE(words.count(QStringLiteral("Zone %1").arg(QLatin1String(zone))), 1);
        const auto *name = tests::partOf(picture, QStringLiteral("gonename-zone-") + QLatin1String(zone));
        QVERIFY(name);
        for (const QRectF &card : there)
            QVERIFY(!card.intersects(std::get<pictures::Box>(name->shapes.front()).rect));
    }
    QVERIFY(words.count(QStringLiteral("built anew")) > 5);
    QCOMPARE(words.filter(QStringLiteral("Gone: ")).size(), 1);
    QVERIFY(!words.filter(QStringLiteral("Gone: ")).front().contains(QStringLiteral("Feed API")));
    // Families would look like changes.
    const auto *legend = tests::partOf(picture, QStringLiteral("legend"));
    QVERIFY(legend && !tests::wordsOf(*legend).contains(QStringLiteral("Data")));
    QVERIFY(tests::wordsOf(*legend).contains(QStringLiteral("new")));
}

void ExportDifferenceTest::findingsOfConnectionsStandUnderThePicture()
{
    const project::Snapshot design = test::openDesign("examples/social-feed.headroom");
    const analysis::Report report = analysis::analyze(*design, 4, design->stages[4]->users.to, test::theCatalog());
    const pictures::Picture picture
        = pictures::pictureOf({ design.get(), 4, &report, nullptr, {}, {} }, {}, test::theCatalog());
    const auto *list = tests::partOf(picture, QStringLiteral("findings"));
    QVERIFY(list);
    const QString words = tests::wordsOf(*list).join(QLatin1Char('\n'));
    int hints = 0;
    int ofLines = 0;
    for (const analysis::Finding &each : report.findings) {
        hints += each.severity == analysis::Severity::Info ? 1 : 0;
        if (each.severity == analysis::Severity::Info || each.rule != "LAT-05")
            continue;
        ++ofLines;
        QVERIFY2(words.contains(QString::fromStdString(each.title)), qPrintable(words));
    }
    QVERIFY(ofLines > 0 && hints > 0);
    QVERIFY2(words.contains(QStringLiteral("and %1 more").arg(hints)), qPrintable(words));
}

HEADROOM_TEST(QApplication, ExportDifferenceTest)

} // namespace headroom::tst_export_difference

#include "tst_export_difference.moc"
