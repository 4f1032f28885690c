#include "model/edits/limits.h"
#include "model/exchange/design_text.h"
#include "model/exchange/text_formats.h"
#include "model/serialization/project_json.h"
#include "tests/support/model_support.h"
#include "tests/support/nasty_names.h"
#include "tests/support/random_design.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QFile>
#include <QTest>

namespace headroom::tst_drawio {

using exchange::drawioText;
using exchange::readDrawio;
using test::theCatalog;

namespace {

std::string written(const project::Project &project)
{
    return drawioText({ project, 0, theCatalog() });
}

/// For text_test.py, which has them read by others, where a folder for them is named.
void keep(const std::string &text, std::uint64_t seed)
{
    if (const QString folder = qEnvironmentVariable("HEADROOM_DRAWIO_FILES"); !folder.isEmpty()) {
        QFile file(QStringLiteral("%1/%2.drawio").arg(folder).arg(seed));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.c_str()) < 0)
            qFatal("not written: %s", qPrintable(file.fileName()));
    }
}

std::string replaced(std::string text, const std::string &part, const std::string &by)
{
    const std::size_t at = text.find(part);
    if (at == std::string::npos)
        qFatal("the part is not there: %s", part.c_str());
    return text.replace(at, part.size(), by);
}

project::Project small()
{
    return test::ProjectBuilder()
        .component("zone", "az")
        .component("users", "client_population")
        .component("app", "web_app_server", {}, "zone")
        .component("db", "rdb_primary")
        .link("users", "app", "call")
        .link("app", "db", "call")
        .upTo(1000)
        .build();
}

project::Project readAgain(const std::string &text, std::vector<std::string> *notes = nullptr)
{
    const auto read = readDrawio(text, "test.drawio", theCatalog());
    if (!read)
        qFatal("%s", read.error().message().c_str());
    if (notes)
        *notes = read->notes;
    return *read->project;
}

} // namespace

/// A design that goes to draw.io comes back.
class DrawioTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thousandRandomDesignsComeBack()
    {
        for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
            const project::Project project = test::randomDesign(seed);
            const std::string text = written(project);
            keep(text, seed);
            const project::Project again = readAgain(text);
            if (again != project)
                QFAIL(qPrintable(QStringLiteral("seed %1 comes back otherwise").arg(seed)));
        }
    }

    void hostileDesignsComeBackAsFromTheirFile()
    {
        for (std::uint64_t seed = 1; seed <= 300; ++seed) {
            const auto read
                = serialization::readProject(serialization::writeProject(test::hostileDesign(seed)), "h", theCatalog());
            QVERIFY(read);
            if (readAgain(written(*read->project)) != *read->project)
                QFAIL(qPrintable(QStringLiteral("seed %1 comes back otherwise").arg(seed)));
        }
    }

    void everyExampleComesBack()
    {
        for (const std::string &path : test::allDesigns()) {
            const project::Snapshot project = test::openDesign(path);
            std::vector<std::string> notes;
            const project::Project again = readAgain(written(*project), &notes);
            QVERIFY2(again == *project, path.c_str());
            QVERIFY2(notes.empty(), path.c_str());
        }
    }

    void namesThatAreMarkupComeBack()
    {
        for (const std::string &name : test::nastyNames()) {
            project::Project project = small();
            auto stage = std::make_shared<project::Stage>(*project.stages[0]);
            project.name = stage->name = name;
            for (project::Component &each : stage->components)
                each.name = each.notes = name;
            for (project::Connection &each : stage->connections)
                each.name = name;
            project.stages = { stage };
            const std::string text = written(project);
            QVERIFY2(readAgain(text) == project, name.c_str());
            for (const char c : text)
                QVERIFY2(c == '\n' || static_cast<unsigned char>(c) >= 0x20, name.c_str());
            QVERIFY2(text.find("\xE2\x80\xAE") == std::string::npos, name.c_str());
        }
    }

    void linesEndAtTheSidesThatFaceEachOther_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<std::string>("ends");
        QTest::newRow("to the right") << 400.0 << 0.0
                                      << std::string("exitX=1;exitY=0.5;exitDx=0;exitDy=0;entryX=0;entryY=0.5;");
        QTest::newRow("to the left") << -400.0 << 0.0
                                     << std::string("exitX=0;exitY=0.5;exitDx=0;exitDy=0;entryX=1;entryY=0.5;");
        QTest::newRow("below") << 0.0 << 300.0
                               << std::string("exitX=0.5;exitY=1;exitDx=0;exitDy=0;entryX=0.5;entryY=0;");
        QTest::newRow("above") << 0.0 << -300.0
                               << std::string("exitX=0.5;exitY=0;exitDx=0;exitDy=0;entryX=0.5;entryY=1;");
        QTest::newRow("far to the right and lower") << 400.0 << 300.0 << std::string("exitX=1;exitY=0.5;");
    }

    void linesEndAtTheSidesThatFaceEachOther()
    {
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(std::string, ends);
        project::Project project = test::ProjectBuilder()
                                       .component("users", "client_population")
                                       .component("app", "web_app_server")
                                       .link("users", "app", "call")
                                       .build();
        project::Stage stage = *project.stages.front();
        stage.components[1].position = { stage.components[0].position.x + x, stage.components[0].position.y + y };
        project.stages = { std::make_shared<project::Stage>(stage) };
        QVERIFY(written(project).find(ends) != std::string::npos);
    }

    void whatIsMovedThereIsMovedHere()
    {
        const project::Project project = small();
        const std::string text = written(project);
        // The database stands at (0, 0), free on the page.
        const std::size_t at = text.find("headroom-component=\"db\"");
        QVERIFY(at != std::string::npos);
        const std::string moved = text.substr(0, at)
            + replaced(text.substr(at), "mxGeometry x=\"0\" y=\"0\"", "mxGeometry x=\"40.5\" y=\"-8\"");
        const project::Project again = readAgain(moved);
        const project::Component &db = *again.stages[0]->findComponent("db");
        QCOMPARE(db.position.x, 40.5);
        QCOMPARE(db.position.y, -8.0);
        QVERIFY(again.stages[0]->findComponent("app")->position == project.stages[0]->findComponent("app")->position);
    }

    void whatIsRenamedOrPutElsewhereIsSo()
    {
        const std::string text = written(small());
        const project::Project named = readAgain(replaced(text, "label=\"db\"", "label=\"Orders &amp; more\""));
        QCOMPARE(named.stages[0]->findComponent("db")->name, std::string("Orders & more"));
        const project::Project freed = readAgain(replaced(text, "parent=\"h-zone\"", "parent=\"1\""));
        QCOMPARE(freed.stages[0]->findComponent("app")->place, std::string());
        const project::Project turned = readAgain(replaced(text, "name=\"stage\"", "name=\"First\""));
        QCOMPARE(turned.stages[0]->name, std::string("First"));
    }

    void strangersAreLeftOutWithANote()
    {
        std::string text = written(small());
        text
            = replaced(text, "      </root>",
                       "<mxCell id=\"x\" value=\"Mine\" vertex=\"1\" parent=\"1\"><mxGeometry width=\"9\" height=\"9\" "
                       "as=\"geometry\"/></mxCell></root>");
        std::vector<std::string> notes;
        const project::Project again = readAgain(replaced(text, "target=\"h-db\"", "target=\"x\""), &notes);
        QCOMPARE(again.stages[0]->connections.size(), std::size_t(1));
        QCOMPARE(notes.size(), std::size_t(2));
        QVERIFY(QString::fromStdString(notes[0]).contains("1 shape"));
        QVERIFY(QString::fromStdString(notes[1]).contains("an end of"));
    }

    void badFilesAreRefusedWithTheirLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        const std::string good = written(small());
        const auto row = [](const char *name, const std::string &text, const char *words) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QString::fromUtf8(words);
        };
        row("not closed", good.substr(0, good.size() / 2), "line");
        row("another root", "<svg/>", "line 1: this is not a draw.io diagram");
        row("nothing of ours", "<mxfile><diagram name=\"a\"><mxGraphModel><root/></mxGraphModel></diagram></mxfile>",
            "no page of this diagram holds a design");
        row("compressed", "<mxfile>\n<diagram name=\"a\">7ZVNj9</diagram></mxfile>", "line 2: this page is compressed");
        row("document type", "<!DOCTYPE x [<!ENTITY a \"b\">]>" + good.substr(good.find('\n')), "document type");
        row("external entity", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><mxfile/>", "document type");
        std::string deep = "<mxfile>";
        for (int i = 0; i < 100'000; ++i)
            deep += "<a>";
        for (int i = 0; i < 100'000; ++i)
            deep += "</a>";
        row("deep", deep + "</mxfile>", "nested deeper than 256");
        row("kind is no text", replaced(good, "headroom-kind=\"&quot;az&quot;\"", "headroom-kind=\"7\""),
            "line 10, stages/0/components/0/kind");
        row("data cut", replaced(good, "headroom-data=\"{", "headroom-data=\"["), "headroom-data is not what");
        row("id twice", replaced(good, "headroom-component=\"db\"", "headroom-component=\"app\""), "there twice");
        row("not a length", replaced(good, "mxGeometry x=\"", "mxGeometry x=\"1e99"), "no length");
    }
    void badFilesAreRefusedWithTheirLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, words);
        const auto read = readDrawio(text.toStdString(), "test.drawio", theCatalog());
        QVERIFY(!read);
        const QString message = QString::fromStdString(read.error().message());
        QVERIFY2(message.contains(words), qPrintable(message));
        QVERIFY2(message.contains("test.drawio"), qPrintable(message));
    }

    void whateverIsCutOrChangedGetsAnAnswer()
    {
        const std::string good = written(*test::openDesign("examples/web-shop.headroom"));
        for (std::size_t cut = 0; cut < good.size(); cut += 997)
            QVERIFY(!readDrawio(std::string_view(good).substr(0, cut), "t", theCatalog()));
        for (std::size_t at = 0; at < good.size(); at += 1009) {
            std::string changed = good;
            changed[at] = '7';
            const auto read = readDrawio(changed, "t", theCatalog());
            QVERIFY(read || !read.error().what.empty());
        }
    }

    void anyTextThatHeadroomOpensIsTold()
    {
        QVERIFY(exchange::isDrawio("\xEF\xBB\xBF \n<mxfile/>"));
        QVERIFY(!exchange::isDrawio("{}"));
        QVERIFY(!exchange::isDrawio(""));
        const project::Project project = small();
        QVERIFY(*exchange::readDesign(written(project), "t", theCatalog())->project == project);
        QVERIFY(*exchange::readDesign(serialization::writeProject(project), "t", theCatalog())->project == project);
    }
};

HEADROOM_TEST(QCoreApplication, DrawioTest)

} // namespace headroom::tst_drawio

#include "tst_drawio.moc"
