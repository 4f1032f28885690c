#include "model/layout/dot_text.h"
#include "model/layout/layered.h"
#include "model/layout/layers.h"
#include "model/layout/lines.h"
#include "model/layout/looks.h"
#include "model/layout/loops.h"
#include "model/layout/stage_layout.h"
#include "tests/support/dice.h"
#include "tests/support/model_support.h"
#include "tests/support/random_design.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_layout {

using namespace layout;

namespace {

bool touch(const Placement &placement, std::size_t a, std::size_t b)
{
    const auto &[x1, y1] = placement.corners[a];
    const auto &[x2, y2] = placement.corners[b];
    return x1 < x2 + placement.sizes[b].width && x2 < x1 + placement.sizes[a].width
        && y1 < y2 + placement.sizes[b].height && y2 < y1 + placement.sizes[a].height;
}

bool isInside(const Placement &placement, std::size_t inner, std::size_t outer)
{
    const project::Point a = placement.corners[inner];
    const project::Point b = placement.corners[outer];
    return a.x >= b.x && a.y >= b.y && a.x + placement.sizes[inner].width <= b.x + placement.sizes[outer].width
        && a.y + placement.sizes[inner].height <= b.y + placement.sizes[outer].height;
}

/// No two boxes of one place on each other, everything in its place.
QString whatIsWrong(const Diagram &diagram, const Placement &placement)
{
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
        if (diagram.boxes[i].carrier >= 0)
            continue;
        const int parent = diagram.boxes[i].parent;
        if (parent >= 0 && !isInside(placement, i, static_cast<std::size_t>(parent)))
            return QStringLiteral("%1 is not in %2").arg(i).arg(parent);
        for (std::size_t j = 0; j < i; ++j)
            if (diagram.boxes[j].carrier < 0 && diagram.boxes[j].parent == parent && touch(placement, i, j)
                && !(diagram.boxes[i].isPinned && diagram.boxes[j].isPinned))
                return QStringLiteral("%1 stands on %2").arg(i).arg(j);
    }
    return {};
}

} // namespace

/// Boxes are laid out: in columns, in their places, around what is pinned.
class LayoutTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// As in a file that somebody wrote without positions.
    void pilesAreLaidOut()
    {
        const project::Snapshot design = test::openDesign("examples/social-feed.headroom");
        QCOMPARE(withoutPiles(design, test::theCatalog()), design); // not even copied
        project::Project piled = *design;
        auto stage = std::make_shared<project::Stage>(*design->stages[4]);
        for (project::Component &each : stage->components)
            each.position = {};
        piled.stages[4] = stage;
        const auto given = std::make_shared<const project::Project>(piled);
        QVERIFY(isPile(*given->stages[4], test::theCatalog()));
        const project::Snapshot spread = withoutPiles(given, test::theCatalog());
        QVERIFY(!isPile(*spread->stages[4], test::theCatalog()));
        QVERIFY(spread->stages[3] == given->stages[3]);
        const Diagram diagram = diagramOf(*spread->stages[4], test::theCatalog());
        Placement placement;
        for (const Box &box : diagram.boxes) {
            placement.corners.push_back(box.corner);
            placement.sizes.push_back(box.size);
        }
        QCOMPARE(whatIsWrong(diagram, placement), QString());
        auto undone = std::make_shared<project::Stage>(*spread->stages[4]);
        for (std::size_t i = 0; i < undone->components.size(); ++i) {
            undone->components[i].position = {};
            undone->components[i].size = stage->components[i].size;
        }
        for (std::size_t i = 0; i < undone->connections.size(); ++i)
            undone->connections[i].parameters = stage->connections[i].parameters;
        QVERIFY(*undone == *stage); // nothing but places changes
        stage->components.resize(1);
        QVERIFY(!isPile(*stage, test::theCatalog())); // one is none
    }

    void itemsKeepOrderAndGap()
    {
        // Two that want the same place part evenly; a third that is far away is left alone.
        const std::vector<double> middles = spaced({ { 0, 10 }, { 0, 10 }, { 100, 10 } }, 6);
        QCOMPARE(middles, (std::vector<double> { -8, 8, 100 }));
        // The heavier one gives way less: w·way is balanced.
        const std::vector<double> uneven = spaced({ { 0, 10, 3 }, { 0, 10, 1 } }, 6);
        QCOMPARE(uneven, (std::vector<double> { -4, 12 }));
        QVERIFY(spaced({}, 6).empty());
    }

    void loopsAreCutOnce()
    {
        const auto kept = withoutLoops(4, { { 0, 1 }, { 1, 2 }, { 2, 0 }, { 2, 3 }, { 3, 3 } });
        QCOMPARE(kept, (std::vector<std::pair<int, int>> { { 0, 1 }, { 0, 2 }, { 1, 2 }, { 2, 3 } }));
    }

    void calleesStandRightOfCallers()
    {
        const std::vector<project::Size> sizes(5, { 174, 66 });
        const std::vector<project::Point> corners = layered(sizes, { { 0, 1 }, { 1, 2 }, { 0, 2 }, { 1, 3 } });
        QVERIFY(corners[0].x < corners[1].x && corners[1].x < corners[2].x);
        QCOMPARE(corners[2].x, corners[3].x);
        QVERIFY(corners[4].y > std::max(corners[2].y, corners[3].y) + 66); // joined to nothing
    }

    /// A chain of twelve is 13 cards wide and one high: it is folded, row by row to and fro, neighbours stay close.
    void aStripIsFolded()
    {
        const std::vector<project::Size> sizes(12, { 174, 66 });
        std::vector<std::pair<int, int>> arrows;
        for (int i = 0; i + 1 < 12; ++i)
            arrows.emplace_back(i, i + 1);
        const std::vector<project::Point> corners = layered(sizes, arrows);
        double right = 0;
        double bottom = 0;
        for (std::size_t i = 0; i < corners.size(); ++i) {
            right = std::max(right, corners[i].x + 174);
            bottom = std::max(bottom, corners[i].y + 66);
            QVERIFY(corners[i].x >= 0 && corners[i].y >= 0);
            if (i > 0) { // beside or below each other
                const double across = std::abs(corners[i].x - corners[i - 1].x);
                const double down = std::abs(corners[i].y - corners[i - 1].y);
                QVERIFY2((across <= 174 + 98 && down < 1) || (across < 174 && down <= 66 + 110),
                         qPrintable(QString::number(i)));
            }
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(std::abs(corners[i].x - corners[j].x) >= 174 || std::abs(corners[i].y - corners[j].y) >= 66);
        }
        QVERIFY2(right / bottom < 4 && right / bottom > 1, qPrintable(QString::number(right / bottom)));
        const auto brief
            = layered(std::vector<project::Size>(5, { 174, 66 }), { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 4 } });
        QCOMPARE(brief[4].y, brief[0].y); // five fit as they are
    }

    /// Positions of Graphviz are folded alike, a place as one piece, and nothing where something is pinned.
    void foundStripsAreFoldedByPlaces()
    {
        Diagram diagram;
        std::vector<project::Point> found;
        for (int i = 0; i < 12; ++i) {
            diagram.boxes.push_back({ { 0, 0 }, { 174, 66 } });
            found.push_back({ i * 300.0, 0 });
        }
        Box place { { 0, 0 }, { 360, 240 } };
        place.isOpen = true;
        diagram.boxes.push_back(place);
        found.push_back({ 0, 0 });
        diagram.boxes[10].parent = diagram.boxes[11].parent = 12;
        const Placement folded = settled(diagram, found);
        QVERIFY2(whatIsWrong(diagram, folded).isEmpty(), qPrintable(whatIsWrong(diagram, folded)));
        double right = 0;
        for (std::size_t i = 0; i < 12; ++i)
            right = std::max(right, folded.corners[i].x + 174);
        QVERIFY2(right < 2400, qPrintable(QString::number(right)));
        QCOMPARE(folded.corners[11].x - folded.corners[10].x, 304.0); // 300 on the grid of 8
        diagram.boxes[3].isPinned = true;
        const Placement kept = settled(diagram, found);
        QVERIFY(kept.corners[9].x - kept.corners[0].x >= 2400);
    }

    void aLadderCrossesNothing()
    {
        // 0→5, 1→4, 2→3: turned round, no arrows cross.
        const std::vector<project::Point> corners
            = layered(std::vector<project::Size>(6, { 174, 66 }), { { 0, 5 }, { 1, 4 }, { 2, 3 } });
        QVERIFY((corners[0].y < corners[1].y) == (corners[5].y < corners[4].y));
        QVERIFY((corners[1].y < corners[2].y) == (corners[4].y < corners[3].y));
    }

    void everyDesignFitsItsPlaces()
    {
        for (const std::string &path : test::allDesigns()) {
            const project::Snapshot design = test::openDesign(path);
            for (const auto &stage : design->stages) {
                const Diagram diagram = diagramOf(*stage, test::theCatalog());
                const QString wrong = whatIsWrong(diagram, layoutOf(diagram));
                QVERIFY2(wrong.isEmpty(), qPrintable(QString::fromStdString(path) + wrong));
            }
        }
    }

    void randomDesignsFitTheirPlacesAndPins()
    {
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            const project::Project design = seed % 2 ? test::randomDesign(seed) : test::hostileDesign(seed);
            test::Dice dice(seed);
            for (const auto &each : design.stages) {
                project::Stage stage = *each;
                for (std::size_t i = 0; i < stage.components.size(); ++i) {
                    stage.components[i].position = { dice.whole(-40, 40) * 8, dice.whole(-40, 40) * 8 };
                    stage.components[i].parameters.erase(kLocked);
                    if (dice.chance(0.1))
                        stage.components[i].parameters.set(kCollapsed, true);
                }
                Diagram diagram = diagramOf(stage, test::theCatalog());
                QString wrong = whatIsWrong(diagram, layoutOf(diagram));
                QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("seed %1: ").arg(seed) + wrong));
                for (Box &box : diagram.boxes)
                    box.isPinned = box.parent < 0 && box.carrier < 0 && dice.chance(0.2);
                const Placement placement = layoutOf(diagram);
                wrong = whatIsWrong(diagram, placement);
                QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("seed %1, pinned: ").arg(seed) + wrong));
                for (std::size_t i = 0; i < diagram.boxes.size(); ++i)
                    QVERIFY(!diagram.boxes[i].isPinned || placement.corners[i] == diagram.boxes[i].corner);
            }
        }
    }

    void graphvizIsToldBoxesAndClusters()
    {
        Diagram diagram;
        diagram.boxes = { { {}, { 360, 240 }, -1, -1, true, false },
                          { {}, { 144, 72 }, 0, -1, false, false },
                          { {}, { 144, 72 }, -1, -1, false, false } };
        diagram.arrows = { { 2, 1 } };
        const std::string text = dotText(diagram);
        QVERIFY(text.find("subgraph cluster0 {\nmargin=40;\nb1 [width=2, height=1];\n}\n") != std::string::npos);
        QVERIFY(text.find("b2 -> b1;") != std::string::npos);
        const auto corners
            = readPlain("graph 1 6 3\nnode b1 5 1.5 2 1\nnode b2 1 2.5 2 1\nedge b2 b1\nstop\n", diagram);
        QVERIFY(corners);
        QCOMPARE((*corners)[1].x, 288.0); // 5 in · 72 − 144 / 2
        QCOMPARE((*corners)[1].y, 72.0);
        QCOMPARE((*corners)[2].y, 0.0);
        const Placement placement = settled(diagram, *corners);
        QVERIFY(isInside(placement, 1, 0));
    }

    void waypointsAreText()
    {
        project::Connection line;
        const auto read = [&line](const char *text) {
            line.parameters.set(kWaypoints, std::string(text));
            return waypointsOf(line);
        };
        QVERIFY(waypointsOf(line).empty());
        QCOMPARE(read("120,-40 300.5,80"), (std::vector<project::Point> { { 120, -40 }, { 300.5, 80 } }));
        QCOMPARE(waypointsText({ { 120.4, -40 }, { 300.5, 80 } }), std::string("120,-40 301,80"));
        for (const char *text : { "", "x", "1", "1,", "1,2 ", "1,2  3,4", "1,2;3,4", "nan,1", "1,inf", "9e9,1" })
            QVERIFY2(read(text).size() <= 1, text);
        QVERIFY(read("1,2 x").empty());
        std::string many;
        for (int i = 0; i < 500; ++i)
            many += "1,2 ";
        QCOMPARE(read(many.c_str()).size(), kMaximumWaypoints);
    }

    void wrongAnswersAreRefused()
    {
        Diagram diagram;
        diagram.boxes = { { {}, { 144, 72 }, -1, -1, false, false } };
        for (const char *text : { "", "graph 1 6 3\nstop\n", "graph 1 6 x\nnode b0 1 1 2 1\n", "node b7 1 1 2 1\n",
                                  "node b0 nan 1 2 1\n", "node b0 1\n", "node b0 1e999 1 2 1\n" })
            QVERIFY2(!readPlain(text, diagram), text);
    }

    void layingOutIsOneStep()
    {
        const project::Snapshot before = test::openDesign("examples/social-feed.headroom");
        const std::size_t stage = before->stages.size() - 1;
        const Diagram diagram = diagramOf(*before->stages[stage], test::theCatalog());
        const edits::Batch step = layoutEdit(*before, stage, diagram, layoutOf(diagram), "Lay out");
        QVERIFY(!step.steps.empty());
        const auto after = edits::apply(*before, step, test::theCatalog());
        QVERIFY(after);
        const Diagram again = diagramOf(*(*after)->stages[stage], test::theCatalog());
        QVERIFY(layoutEdit(**after, stage, again, layoutOf(again), "Lay out").steps.empty()); // it is there already
        for (const project::Component &each : (*after)->stages[stage]->components)
            QCOMPARE(each.place, before->stages[stage]->findComponent(each.id)->place);
    }

    void tidyingLeavesTheRestAlone()
    {
        test::ProjectBuilder builder;
        builder.component("a", "web_app_server").component("b", "web_app_server").component("c", "rdb_primary");
        builder.link("a", "b", "call").link("b", "c", "query");
        const project::Project before = builder.build();
        const edits::Batch step = tidyEdit(before, 0, { "a", "b" }, test::theCatalog(), "Tidy");
        const auto after = edits::apply(before, step, test::theCatalog());
        QVERIFY(after);
        const project::Stage &stage = *(*after)->stages[0];
        QCOMPARE(stage.findComponent("c")->position, before.stages[0]->findComponent("c")->position);
        QVERIFY(stage.findComponent("a")->position.x + 174 < stage.findComponent("b")->position.x);
        QVERIFY(tidyEdit(before, 0, { "a" }, test::theCatalog(), "Tidy").steps.empty());
    }

    /// What results may depend on is not called a look, and what looks.json lists is.
    void looksAreThoseOfTheCatalog()
    {
        const auto isListed
            = [](const catalog::ParameterSpec &spec) { return spec.group == "Look" || spec.group == "Note"; };
        for (const catalog::Kind &kind : test::theCatalog().kinds())
            for (const catalog::ParameterSpec &spec : kind.parameters)
                QVERIFY2(layout::isLook(spec.id) == isListed(spec), spec.id.c_str());
        for (const catalog::ConnectionKind &kind : test::theCatalog().connectionKinds())
            for (const catalog::ParameterSpec &spec : kind.parameters)
                QVERIFY2(layout::isLook(spec.id) == isListed(spec), spec.id.c_str());
    }

    void changesAreTold()
    {
        using layout::Change;
        const project::Snapshot design = test::openDesign("resources/templates/seven-stages.headroom");
        const auto after = [&](const edits::Edit &edit) {
            return layout::changeBetween(*design, **edits::apply(*design, edit, test::theCatalog()));
        };
        const std::string line = design->stages[2]->connections.front().id;
        QCOMPARE(layout::changeBetween(*design, *design), Change::None);
        QCOMPARE(after(edits::SetParameter { 2, "app", "locked", true }), Change::Looks);
        QCOMPARE(after(edits::SetParameter { 2, line, "note", std::string("x") }), Change::Looks);
        QCOMPARE(after(edits::SetNotes { 2, "app", "x" }), Change::Looks);
        QCOMPARE(after(edits::SetParameter { 2, "app", "n_max", 77.0 }), Change::Model);
        QCOMPARE(after(edits::RenameElement { 2, "app", "x" }), Change::Model); // reports say names
        QCOMPARE(after(edits::RemoveStage { 2 }), Change::Model);
        project::Project moved = *design;
        project::Stage stage = *design->stages[2];
        stage.components.front().position.x += 8;
        moved.stages[2] = std::make_shared<project::Stage>(stage);
        QCOMPARE(layout::changeBetween(*design, moved), Change::Positions);
    }

    void whatNobodyKnowsCanBeLocked()
    {
        project::Project design = *test::openDesign("resources/templates/seven-stages.headroom");
        project::Stage stage = *design.stages[2];
        stage.components.front().kind = "flux_capacitor";
        const std::string id = stage.components.front().id;
        design.stages[2] = std::make_shared<project::Stage>(stage);
        const auto locked
            = edits::apply(design, edits::SetParameter { 2, id, layout::kLocked, true }, test::theCatalog());
        QVERIFY2(locked.ok(), locked ? "" : locked.error().message().c_str());
        QVERIFY(layout::isLocked((*locked)->stages[2]->components.front()));
    }
};

HEADROOM_TEST(QCoreApplication, LayoutTest)

} // namespace headroom::tst_layout

#include "tst_layout.moc"
