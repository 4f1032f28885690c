#include "model/layout/looks.h"
#include "tests/support/test_program.h"
#include "tests/views/canvas/canvas_design.h"
#include "views/canvas/edge_router.h"
#include "views/canvas/ports.h"
#include "views/canvas/scene.h"

#include <QApplication>
#include <QLineF>
#include <QTest>

namespace headroom::tst_routes {

using namespace canvas;

namespace {

constexpr QSizeF kCard(174, 66);

Obstacles standing(const std::vector<QRectF> &cards)
{
    return [cards](const QRectF &, std::vector<QRectF> &found) { found = cards; };
}

/// The distance of a point from a line.
double distance(const QPolygonF &line, QPointF point)
{
    double least = 1e9;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QPointF way = line[i] - line[i - 1];
        const double square = QPointF::dotProduct(way, way);
        const double t = square > 0 ? std::clamp(QPointF::dotProduct(point - line[i - 1], way) / square, 0.0, 1.0) : 0;
        least = std::min(least, QLineF(line[i - 1] + t * way, point).length());
    }
    return least;
}

/// The least distance between the points of two lines, away from their ends.
double apart(const QPolygonF &a, const QPolygonF &b)
{
    double least = 1e9;
    for (const QPointF &p : a)
        for (const QPointF &q : b)
            least = std::min(least, QLineF(p, q).length());
    return least;
}

project::Connection line(const char *id, const char *from, const char *to, const char *kind)
{
    project::Connection made;
    made.id = id;
    made.from = from;
    made.to = to;
    made.kind = kind;
    return made;
}

} // namespace

/// How lines run: square, through points, side by side, and where their labels stand.
class RoutesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void squareLinesRunAlongTheAxes();
    void squareLinesGoRoundCards();
    void linesGoThroughTheirPoints();
    void endsAreSpread();
    void aStraightLineStaysStraight();
    void twoLinesBetweenTwoCardsAreApart();
    void labelsLieOnNothing();
    void aCollapsedPlaceIsOneCard();
};

void RoutesTest::squareLinesRunAlongTheAxes()
{
    WayHints hints;
    hints.isOrthogonal = true;
    const QPolygonF way = route(QRectF({ 0, 0 }, kCard), QRectF({ 400, 200 }, kCard), {}, hints);
    QCOMPARE(way.front(), QPointF(174, 33));
    QCOMPARE(way.back(), QPointF(400, 233));
    for (qsizetype i = 1; i < way.size(); ++i) {
        const QLineF part(way[i - 1], way[i]);
        QVERIFY(part.length() < 12 || std::abs(part.dx()) < 0.1
                || std::abs(part.dy()) < 0.1); // round corners are short
    }
}

void RoutesTest::squareLinesGoRoundCards()
{
    WayHints hints;
    hints.isOrthogonal = true;
    const std::vector<QRectF> cards { QRectF({ 300, 0 }, kCard), QRectF({ 300, 90 }, kCard) };
    const QPolygonF way = route(QRectF({ 0, 40 }, kCard), QRectF({ 640, 40 }, kCard), standing(cards), hints);
    QCOMPARE(crossings(way, cards), 0);
}

void RoutesTest::linesGoThroughTheirPoints()
{
    for (const bool isOrthogonal : { false, true }) {
        WayHints hints;
        hints.isOrthogonal = isOrthogonal;
        hints.waypoints = { { 250, 300 }, { 420, -80 } };
        const QPolygonF way = route(QRectF({ 0, 0 }, kCard), QRectF({ 600, 0 }, kCard), {}, hints);
        for (const QPointF &point : hints.waypoints)
            QVERIFY(distance(way, point) < (isOrthogonal ? 5.0 : 0.01)); // corners are round
        QVERIFY(QRectF({ 0, 0 }, kCard).adjusted(-1, -1, 1, 1).contains(way.front()));
        QVERIFY(QRectF({ 600, 0 }, kCard).adjusted(-1, -1, 1, 1).contains(way.back()));
    }
}

void RoutesTest::endsAreSpread()
{
    std::vector<ComponentFace> cards(4);
    cards[0].rect = QRectF({ 0, 200 }, kCard);
    for (int i = 1; i < 4; ++i)
        cards[static_cast<std::size_t>(i)].rect = QRectF({ 400, 200.0 * (3 - i) }, kCard);
    std::vector<ConnectionFace> lines(3);
    for (int i = 0; i < 3; ++i) {
        lines[static_cast<std::size_t>(i)].from = 0;
        lines[static_cast<std::size_t>(i)].to = i + 1;
        lines[static_cast<std::size_t>(i)].bundle = 1;
    }
    assignPorts(cards, lines);
    QVERIFY(lines[2].fromShift < lines[1].fromShift && lines[1].fromShift < lines[0].fromShift); // as the callees stand
    QVERIFY(std::abs(lines[1].fromShift) < 0.5);
    for (const ConnectionFace &each : lines)
        QCOMPARE(each.toShift, 0.0);
}

void RoutesTest::aStraightLineStaysStraight()
{
    std::vector<ComponentFace> cards(3);
    cards[0].rect = QRectF({ 0, 0 }, kCard);
    cards[1].rect = QRectF({ 400, 0 }, kCard);
    cards[2].rect = QRectF({ 400, 200 }, kCard);
    std::vector<ConnectionFace> lines(2);
    for (int i = 0; i < 2; ++i) {
        lines[static_cast<std::size_t>(i)].from = 0;
        lines[static_cast<std::size_t>(i)].to = i + 1;
        lines[static_cast<std::size_t>(i)].bundle = 1;
    }
    assignPorts(cards, lines);
    QVERIFY(std::abs(lines[0].fromShift) < 0.2);
    QVERIFY(lines[1].fromShift > 10);
}

void RoutesTest::twoLinesBetweenTwoCardsAreApart()
{
    auto stage = std::make_shared<project::Stage>();
    stage->components
        = { tests::component("a", "web_app_server", 0, 0), tests::component("b", "rdb_primary", 400, 40) };
    stage->connections = { line("c1", "a", "b", "call"), line("c2", "a", "b", "async"), line("c3", "b", "a", "call") };
    Scene scene(test::theCatalog());
    scene.setStage(stage);
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < i; ++j)
            QVERIFY(apart(scene.connection(i).route, scene.connection(j).route) > 8);
}

void RoutesTest::labelsLieOnNothing()
{
    auto stage = std::make_shared<project::Stage>();
    stage->components.push_back(tests::component("hub", "lb_l7", 0, 300));
    for (int i = 0; i < 8; ++i) {
        const std::string id = "app" + std::to_string(i);
        stage->components.push_back(tests::component(id.c_str(), "web_app_server", 420, i * 90.0));
        project::Connection each = line(("c" + std::to_string(i)).c_str(), "hub", id.c_str(), "call");
        each.name = "1.2k/s";
        stage->connections.push_back(each);
    }
    Scene scene(test::theCatalog());
    scene.setStage(stage);
    int placed = 0;
    for (int i = 0; i < 8; ++i) {
        const QRectF label = scene.connection(i).labelRect;
        if (label.isNull())
            continue;
        ++placed;
        QVERIFY(scene.isFree(label));
        for (int j = 0; j < i; ++j)
            QVERIFY(!label.intersects(scene.connection(j).labelRect));
    }
    QVERIFY(placed >= 6);
}

void RoutesTest::aCollapsedPlaceIsOneCard()
{
    auto stage = std::make_shared<project::Stage>();
    project::Component group = tests::component("group", "subsystem", 400, 0);
    group.size = project::Size { 500, 300 };
    group.parameters.set(layout::kCollapsed, true);
    stage->components = { group, tests::component("users", "client_population", 0, 0),
                          tests::component("app", "web_app_server", 440, 60, "group"),
                          tests::component("db", "rdb_primary", 640, 60, "group") };
    stage->connections = { line("in", "users", "app", "call"), line("also", "users", "db", "call"),
                           line("inside", "app", "db", "call") };
    Scene scene(test::theCatalog());
    scene.setStage(stage);
    const ComponentFace &card = scene.component(0);
    QVERIFY(card.isCollapsed && !card.isPlace);
    QCOMPARE(card.rect.size(), kCard);
    QCOMPARE(card.members, 2);
    QCOMPARE(scene.cardAt({ 450, 30 }), 0);
    QCOMPARE(scene.cardAt({ 700, 90 }), -1); // where the database stands when it is open
    QCOMPARE(scene.connection(0).bundle, 2);
    QCOMPARE(scene.connection(1).bundle, 0);
    QVERIFY(scene.connection(1).route.isEmpty() && scene.connection(2).route.isEmpty());
    QCOMPARE(scene.shownAs(2), 0);
    QCOMPARE(scene.bounds(), QRectF(0, 0, 574, 66));
}

HEADROOM_TEST(QApplication, RoutesTest)

} // namespace headroom::tst_routes

#include "tst_routes.moc"
