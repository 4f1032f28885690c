#include "model/edits/edit.h"
#include "tests/support/test_program.h"
#include "tests/views/canvas/canvas_bench.h"
#include "views/canvas/edge_router.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QWheelEvent>

#include <optional>

namespace headroom::tst_canvas_keys {

using tests::design;

/// Keys, drops, wheels and screen readers at the canvas, and what is drawn anew.
class CanvasKeysTest : public QObject, private tests::CanvasBench {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void deleteRemovesTheSelection();
    void f2RenamesInPlace();
    void escapeKeepsTheName();
    void arrowsNudgeInOneGesture();
    void tabStepsThroughTheCards();
    void droppedKindIsAddedUnderThePointer();
    void secondOfAKindGetsAnotherIdAndName();
    void controlWheelKeepsThePointUnderThePointer();
    void middleDragPans();
    void theSelectionOutlivesAnEdit();
    void aReportForAnotherStageIsIgnored();
    void anErrorIsSaidInAWord();
    void everythingIsInSightAtFirst();
    void routesGoAroundACardBetween();
    void cardsAreToldToScreenReaders();
    void screenReadersSelectAndFold();
};

void CanvasKeysTest::deleteRemovesTheSelection()
{
    m_view->setSelection({ "db", "c1" });
    QTest::keyClick(m_view.get(), Qt::Key_Delete);
    const auto *removed = onlyEdit<edits::RemoveElements>();
    QVERIFY(removed);
    QCOMPARE(removed->ids, (std::vector<std::string> { "db", "c1" }));
}

void CanvasKeysTest::f2RenamesInPlace()
{
    m_view->setSelection({ "db" });
    QTest::keyClick(m_view.get(), Qt::Key_F2);
    auto *box = m_view->findChild<QLineEdit *>();
    QVERIFY(box);
    QTest::keyClicks(box, QStringLiteral("Orders"));
    QTest::keyClick(box, Qt::Key_Return);
    const auto *renamed = onlyEdit<edits::RenameElement>();
    QVERIFY(renamed);
    QCOMPARE(*renamed, (edits::RenameElement { 0, "db", "Orders" }));
}

void CanvasKeysTest::escapeKeepsTheName()
{
    m_view->setSelection({ "db" });
    QTest::keyClick(m_view.get(), Qt::Key_F2);
    auto *box = m_view->findChild<QLineEdit *>();
    QVERIFY(box);
    QTest::keyClicks(box, QStringLiteral("Orders"));
    QTest::keyClick(box, Qt::Key_Escape);
    QVERIFY(m_edits.empty());
    QCOMPARE(m_view->selection(), std::vector<std::string> { "db" }); // hiding the box must not step on to another card
}

void CanvasKeysTest::arrowsNudgeInOneGesture()
{
    m_view->setSelection({ "db" });
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_edits.size(), std::size_t(2));
    const auto *first = std::get_if<edits::MoveComponents>(&m_edits[0]);
    const auto *second = std::get_if<edits::MoveComponents>(&m_edits[1]);
    QVERIFY(first && second);
    QCOMPARE(first->moves.front().position, (project::Point { 808, 80 }));
    QCOMPARE(second->moves.front().position, (project::Point { 800, 160 })); // nobody applied the first one
    QVERIFY(edits::continues(m_edits[1], m_edits[0]));
}

void CanvasKeysTest::tabStepsThroughTheCards()
{
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Tab);
    QCOMPARE(m_view->selection(), std::vector<std::string> { "users" });
    QTest::keyClick(m_view.get(), Qt::Key_Tab);
    QCOMPARE(m_view->selection(), std::vector<std::string> { "app" });
    QTest::keyClick(m_view.get(), Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(m_view->selection(), std::vector<std::string> { "users" });
}

void CanvasKeysTest::droppedKindIsAddedUnderThePointer()
{
    const QPointF where = m_view->cardRect("zone").center();
    drop("distributed_cache", where);
    const auto *added = onlyEdit<edits::AddComponent>();
    QVERIFY(added);
    QCOMPARE(added->component.kind, std::string("distributed_cache"));
    QCOMPARE(added->component.name, test::theCatalog().kind("distributed_cache").title);
    QCOMPARE(added->component.place, std::string("zone"));
    const QRectF card(added->component.position.x, added->component.position.y, 174, 66);
    QVERIFY(card.contains(m_view->toScene(where)));
    const auto after = edits::apply(*design(), m_edits.front(), test::theCatalog());
    QVERIFY(after.ok());
    m_view->setSnapshot(after.value(), 0);
    QCOMPARE(m_view->selection(), std::vector<std::string> { added->component.id });
}

void CanvasKeysTest::secondOfAKindGetsAnotherIdAndName()
{
    m_view->addKind(QStringLiteral("dns"));
    const auto first = std::get<edits::AddComponent>(m_edits.at(0)).component;
    m_view->setSnapshot(edits::apply(*design(), m_edits.front(), test::theCatalog()).value(), 0);
    m_view->addKind(QStringLiteral("dns"));
    const auto second = std::get<edits::AddComponent>(m_edits.at(1)).component;
    QVERIFY(first.id != second.id);
    QCOMPARE(second.name, first.name + " 2");
    QVERIFY(first.position != second.position);
    drop("no such kind", { 100, 100 });
    QCOMPARE(m_edits.size(), std::size_t(2));
}

void CanvasKeysTest::controlWheelKeepsThePointUnderThePointer()
{
    const QPointF pointer(300, 200);
    const QPointF before = m_view->toScene(pointer);
    QWheelEvent wheel(pointer, m_view->mapToGlobal(pointer), {}, { 0, 240 }, Qt::NoButton, Qt::ControlModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_view.get(), &wheel);
    QVERIFY(m_view->zoom() > 1.1);
    const QPointF after = m_view->toScene(pointer);
    QVERIFY(std::abs(after.x() - before.x()) < 1e-6 && std::abs(after.y() - before.y()) < 1e-6);
}

void CanvasKeysTest::middleDragPans()
{
    const QPointF before = m_view->cardRect("db").topLeft();
    QTest::mousePress(m_view.get(), Qt::MiddleButton, {}, { 50, 50 });
    QTest::mouseMove(m_view.get(), { 80, 110 });
    QTest::mouseRelease(m_view.get(), Qt::MiddleButton, {}, { 80, 110 });
    QCOMPARE(m_view->cardRect("db").topLeft(), before + QPointF(30, 60));
    QVERIFY(m_edits.empty());
}

void CanvasKeysTest::theSelectionOutlivesAnEdit()
{
    m_view->setSelection({ "db", "users" });
    const auto after = edits::apply(*design(), edits::RemoveElements { 0, { "users" } }, test::theCatalog());
    QVERIFY(after.ok());
    m_view->setSnapshot(after.value(), 0);
    QCOMPARE(m_view->selection(), std::vector<std::string> { "db" });
    QVERIFY(m_view->cardRect("users").isNull());
}

void CanvasKeysTest::aReportForAnotherStageIsIgnored()
{
    auto report = std::make_shared<analysis::Report>();
    analysis::ComponentReport fact;
    fact.id = "db";
    fact.resources = { { { 127, 100, 1.27, analysis::Band::Saturated, false, 0, 0, 0 }, "cpu", "CPU", "vCPU" } };
    fact.fullestResource = 0;
    fact.utilization = 1.27;
    fact.band = analysis::Band::Saturated;
    report->components = { fact };
    auto elsewhere = std::make_shared<analysis::Report>(*report);
    elsewhere->stageIndex = 1;
    const auto face = [this] { return m_view->faces().component(m_view->faces().findComponent("db")); };
    m_view->setReport(elsewhere);
    QVERIFY(face().value.isEmpty());
    m_view->setReport(report);
    QCOMPARE(face().value, QStringLiteral("127 %"));
    QCOMPARE(face().state, canvas::CardState::Critical);
}

/// look.md: critical is red, ◆ and a word, also where the load is fine and a finding makes it so.
void CanvasKeysTest::anErrorIsSaidInAWord()
{
    auto report = std::make_shared<analysis::Report>();
    analysis::ComponentReport fact;
    fact.id = "users";
    fact.isReached = true;
    fact.requestsPerSecond = 3;
    report->components = { fact };
    const auto face = [this] { return m_view->faces().component(m_view->faces().findComponent("users")); };
    m_view->setReport(report);
    QVERIFY(face().tag.isEmpty());
    QCOMPARE(face().barState, canvas::CardState::Fine);
    auto found = std::make_shared<analysis::Report>(*report);
    analysis::Finding finding;
    finding.severity = analysis::Severity::Error;
    finding.subjects = { "users" };
    found->findings = { finding };
    m_view->setReport(found);
    QCOMPARE(face().state, canvas::CardState::Critical);
    QCOMPARE(face().tag, QStringLiteral("error"));
    QCOMPARE(face().barState, canvas::CardState::Unknown); // no tick beside it
    found->components.front().isSinglePoint = true;        // which is the error
    m_view->setReport(std::make_shared<analysis::Report>(*found));
    QCOMPARE(face().tag, QStringLiteral("SPOF"));
}

void CanvasKeysTest::everythingIsInSightAtFirst()
{
    for (const char *id : { "zone", "users", "app", "db" })
        QVERIFY(QRectF(m_view->rect()).contains(m_view->cardRect(id)));
    m_view->resize(700, 500);
    QTRY_VERIFY(QRectF(m_view->rect()).contains(m_view->cardRect("db")));
}

void CanvasKeysTest::routesGoAroundACardBetween()
{
    // from ── obstacle ── to, all on one line
    const QRectF from(0, 0, 174, 66);
    const QRectF to(800, 0, 174, 66);
    const std::vector<QRectF> between { QRectF(400, 0, 174, 66) };
    const auto obstacles = [&](const QRectF &, std::vector<QRectF> &cards) { cards = between; };
    QCOMPARE(canvas::crossings(canvas::route(from, to, {}), between), 1);
    const QPolygonF around = canvas::route(from, to, obstacles);
    QCOMPARE(canvas::crossings(around, between), 0);
    QCOMPARE(around.front(), QPointF(174, 33));
    QCOMPARE(around.back(), QPointF(800, 33));
}

void CanvasKeysTest::cardsAreToldToScreenReaders()
{
    QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(canvas);
    QCOMPARE(canvas->childCount(), 4);
    QCOMPARE(canvas->child(3)->text(QAccessible::Name), QStringLiteral("db"));
    QCOMPARE(canvas->child(3)->rect().size(), m_view->cardRect("db").toAlignedRect().size());
}

void CanvasKeysTest::screenReadersSelectAndFold()
{
    QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(m_view.get());
    QAccessibleActionInterface *card = canvas->child(3)->actionInterface();
    QVERIFY(card && !card->actionNames().contains(QAccessibleActionInterface::toggleAction()));
    card->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(m_view->selection(), std::vector<std::string> { "db" });
    QVERIFY(canvas->child(0)->state().expanded);
    canvas->child(0)->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
    obey();
    QVERIFY(canvas->child(0)->state().collapsed);
}

HEADROOM_TEST(QApplication, CanvasKeysTest)

} // namespace headroom::tst_canvas_keys

#include "tst_canvas_keys.moc"
