#include "model/report_writing/growth_page.h"
#include "model/report_writing/markdown_writer.h"
#include "model/report_writing/report_document.h"
#include "tests/model/report_writing/report_reading.h"
#include "tests/support/model_support.h"
#include "tests/support/nasty_names.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

namespace headroom::tst_growth_page {

using namespace report_writing;
using test::theCatalog;
using namespace test;

namespace {

std::string pageOf(const project::Project &project)
{
    return growthPage(project, theCatalog(), { plainDrawing, {}, "p{}", "\"use strict\";", "HASH" });
}

} // namespace

/// The page of a design's growth is whole, and safe whatever its names.
class GrowthPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theGrowthPageNeedsNothingAndRunsOneScript()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        const QString page = QString::fromStdString(pageOf(*project));
        QVERIFY(
            page.contains(QStringLiteral("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-HASH'")));
        QCOMPARE(page.count(QStringLiteral("<script")), 2); // the data and the script
        QVERIFY(!page.contains(QRegularExpression(QStringLiteral("(src|href)=|url\\(|@import"))));
        for (int i = 1; i <= static_cast<int>(project->stages.size()); ++i)
            QVERIFY(page.contains(QStringLiteral("id=\"stage-%1\"").arg(i)));
    }

    void whatFillsTogetherIsSaidOnTheGrowthPage()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        const QString page = QString::fromStdString(pageOf(*project));
        QVERIFY(page.contains(QRegularExpression(
            QStringLiteral("The CPU of User shards[^.]*, with 2 others of that name, fills first"))));
        QVERIFY(
            page.contains(QRegularExpression(QStringLiteral("User shards[^\"]* users, with 2 others of that name\""))));
    }

    void dataOfTheGrowthPageIsWholeWhateverTheNames()
    {
        project::Project project = *test::openDesign("resources/templates/separate-database.headroom");
        for (const std::string &name : test::nastyNames()) {
            auto stage = std::make_shared<project::Stage>(*project.stages[0]);
            project.name = stage->name = name;
            for (project::Component &each : stage->components)
                each.name = name;
            project.stages = { stage };
            const std::string page = pageOf(project);
            const QByteArray text = QByteArray::fromStdString(page);
            QCOMPARE(text.count("<script"), 2);
            QCOMPARE(text.count("</script"), 2);
            const QByteArray opening = "<script type=\"application/json\" id=\"data\">";
            const qsizetype from = text.indexOf(opening) + opening.size();
            const QByteArray json = text.mid(from, text.indexOf("</script>", from) - from);
            QJsonParseError error;
            const QJsonDocument data = QJsonDocument::fromJson(json, &error);
            QCOMPARE(error.error, QJsonParseError::NoError);
            QVERIFY(!json.contains('<'));
            QCOMPARE(data[QStringLiteral("stages")].toArray().size(), 1);
        }
    }
};

HEADROOM_TEST(QCoreApplication, GrowthPageTest)

} // namespace headroom::tst_growth_page

#include "tst_growth_page.moc"
