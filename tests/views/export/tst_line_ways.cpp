#include "model/exchange/design_text.h"
#include "tests/support/random_design.h"
#include "tests/support/test_program.h"
#include "tests/views/export/export_support.h"
#include "views/canvas/edge_router.h"
#include "views/canvas/scene.h"
#include "views/export/line_ways.h"

#include <QCoreApplication>
#include <QTest>
#include <QXmlStreamReader>

namespace headroom::tst_line_ways {

namespace {

exchange::Ways waysOf(const project::Project &project, std::size_t stage)
{
    return pictures::waysOf(project.stages[stage], test::theCatalog());
}

std::string drawioOf(const project::Project &project)
{
    return exchange::drawioText(
        { project, 0, test::theCatalog(), nullptr, [&](std::size_t stage) { return waysOf(project, stage); } });
}

canvas::Scene sceneOf(const project::Project &project, std::size_t stage)
{
    canvas::Scene scene(test::theCatalog());
    scene.setStage(project.stages[stage]);
    return scene;
}

QPolygonF polygon(const std::vector<project::Point> &way)
{
    QPolygonF line;
    for (const project::Point &point : way)
        line << QPointF(point.x, point.y);
    return line;
}

/// What draw.io draws of the points of a curved line: parabolas from middle to middle.
QPolygonF curved(const QPolygonF &way)
{
    if (way.size() < 3)
        return way;
    QPolygonF line { way.front() };
    for (qsizetype i = 1; i + 1 < way.size(); ++i) {
        const QPointF from = line.back();
        const QPointF to = i + 2 < way.size() ? (way[i] + way[i + 1]) / 2 : way.back();
        for (int part = 1; part <= 8; ++part) {
            const double t = part / 8.0;
            line << (1 - t) * (1 - t) * from + 2 * t * (1 - t) * way[i] + t * t * to;
        }
    }
    return line;
}

/// Cards that a line passes through, those at its ends left out.
int cardsUnder(const canvas::Scene &scene, const canvas::ConnectionFace &face, const QPolygonF &line)
{
    int count = 0;
    for (std::size_t i = 0; i < scene.components().size(); ++i) {
        const canvas::ComponentFace &card = scene.components()[i];
        const bool isEnd = static_cast<int>(i) == face.from || static_cast<int>(i) == face.to;
        count += !card.isPlace && !isEnd && canvas::crosses(line, card.rect) ? 1 : 0;
    }
    return count;
}

} // namespace

/// Other programs get the lines as the canvas leads them.
class LineWaysTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noLineRunsThroughMoreCardsThanOnOurPictures()
    {
        for (const std::string &path : test::allDesigns()) {
            const project::Snapshot project = test::openDesign(path);
            for (std::size_t stage = 0; stage < project->stages.size(); ++stage) {
                const canvas::Scene scene = sceneOf(*project, stage);
                const exchange::Ways ways = waysOf(*project, stage);
                QCOMPARE(ways.size(), scene.connections().size());
                for (std::size_t i = 0; i < ways.size(); ++i) {
                    const canvas::ConnectionFace &face = scene.connections()[i];
                    const QPolygonF way = face.isSquare ? polygon(ways[i]) : curved(polygon(ways[i]));
                    QVERIFY2(cardsUnder(scene, face, way) <= cardsUnder(scene, face, face.route),
                             (path + ", stage " + std::to_string(stage + 1) + ": " + face.id).c_str());
                }
            }
        }
    }

    void aFreeLineHasItsEndsOnlyAndALedOneHasFewPoints()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        int free = 0;
        int led = 0;
        for (const std::vector<project::Point> &way : waysOf(*project, 6)) {
            QVERIFY(way.size() >= 2 && way.size() <= 20);
            (way.size() == 2 ? free : led)++;
        }
        QVERIFY(free > 0 && led > 0);
    }

    void drawioHasThePointsBetweenTheEnds()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        std::size_t points = 0;
        for (std::size_t stage = 0; stage < project->stages.size(); ++stage)
            for (const std::vector<project::Point> &way : waysOf(*project, stage))
                points += way.size() - 2;
        QXmlStreamReader xml(QByteArray::fromStdString(drawioOf(*project)));
        std::size_t found = 0;
        while (!xml.atEnd())
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("mxPoint"))
                ++found;
        QVERIFY(!xml.hasError());
        QCOMPARE(found, points);
    }

    void designsComeBackWithTheWaysOfTheirLines()
    {
        for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
            const project::Project project = test::randomDesign(seed);
            const auto again = exchange::readDrawio(drawioOf(project), "test.drawio", test::theCatalog());
            QVERIFY(again);
            if (*again->project != project)
                QFAIL(qPrintable(QStringLiteral("seed %1 comes back otherwise").arg(seed)));
        }
        for (const std::string &path : test::allDesigns()) {
            const project::Snapshot project = test::openDesign(path);
            const auto again = exchange::readDrawio(drawioOf(*project), "test.drawio", test::theCatalog());
            QVERIFY2(again && *again->project == *project && again->notes.empty(), path.c_str());
        }
    }

    void placesThatAreOneCardAreOpenThere()
    {
        project::Project project = *test::openDesign("examples/social-feed.headroom");
        auto stage = std::make_shared<project::Stage>(*project.stages[6]);
        for (project::Component &each : stage->components)
            each.parameters.set("collapsed", true);
        const exchange::Ways open = waysOf(project, 6);
        project.stages[6] = stage;
        QCOMPARE(waysOf(project, 6), open);
    }
};

HEADROOM_TEST(QCoreApplication, LineWaysTest)

} // namespace headroom::tst_line_ways

#include "tst_line_ways.moc"
