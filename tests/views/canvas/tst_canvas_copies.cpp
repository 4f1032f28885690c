#include "tests/support/test_program.h"
#include "tests/views/canvas/canvas_design.h"
#include "views/canvas/copied_cards.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTimer>
#include <QWindow>

#include <memory>

namespace headroom::tst_canvas_copies {

/// Copies by clipboard and by mouse, the menu of kinds, lines and gaps: real events go in, edits come out.
class CanvasCopiesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void altDragPutsACopyDown();
    void copiedPlaceComesWithItsContents();
    void clipboardCarriesDesignTextAndPicture();
    void picturesForTheClipboardAreDrawnWhenWanted();
    void pasteIntoAnotherViewWorks();
    void unknownKindsAreCopiedWhole();
    void strangeTextIsNotPasted();
    void cutTakesItAway();
    void duplicateSelectsTheCopy();
    void handleLetGoOnFreeGroundOffersKinds();
    void aBalancerOffersFewKindsAndServersFirst();
    void alignMovesTheContentsOfPlaces();
    void alignTellsWhoLeavesItsPlace();
    void rightClickSelectsWhatIsThere();
    void menuPastesWhereItWasAskedFor();
    void keysPasteAtThePointer();

private:
    template <typename Kind>
    [[nodiscard]] const Kind *onlyEdit() const
    {
        return m_edits.size() == 1 ? std::get_if<Kind>(&m_edits.front()) : nullptr;
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {});
    /// Does what was asked for, as a document would.
    void obey();
    /// Gives the view a way to paste by Ctrl+V and by its context menu, as the window does.
    QAction *offerPaste();
    /// Where the middle of what was pasted last is, in widget pixels.
    [[nodiscard]] QPointF pastedAt();

    project::Snapshot m_design;
    std::unique_ptr<canvas::CanvasView> m_view;
    std::vector<edits::Edit> m_edits;
};

void CanvasCopiesTest::init()
{
    m_view = std::make_unique<canvas::CanvasView>(test::theCatalog());
    m_view->setMotion(false);
    m_view->resize(1200, 700);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_design = tests::design();
    m_view->setSnapshot(m_design, 0);
    m_edits.clear();
    connect(m_view.get(), &canvas::CanvasView::editRequested, this,
            [this](const edits::Edit &edit) { m_edits.push_back(edit); });
}

void CanvasCopiesTest::cleanup()
{
    m_view.reset();
}

void CanvasCopiesTest::drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseMove(m_view.get(), from);
    QTest::mousePress(m_view.get(), Qt::LeftButton, modifiers, from);
    QTest::mouseMove(m_view.get(), (from + to) / 2);
    QTest::mouseMove(m_view.get(), to);
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, modifiers, to);
}

void CanvasCopiesTest::obey()
{
    QVERIFY(!m_edits.empty());
    const auto after = edits::apply(*m_design, m_edits.back(), test::theCatalog());
    QVERIFY2(after.ok(), after ? "" : after.error().message().c_str());
    m_design = after.value();
    m_view->setSnapshot(m_design, 0);
}

void CanvasCopiesTest::altDragPutsACopyDown()
{
    const QPoint from = m_view->cardRect("db").center().toPoint();
    drag(from, from + QPoint(0, 160), Qt::AltModifier);
    QVERIFY(onlyEdit<edits::Batch>());
    obey();
    const auto &components = m_design->stages.front()->components;
    QCOMPARE(components.size(), std::size_t(5));
    QCOMPARE(components.back().name, std::string("db 2"));
    QCOMPARE(components.back().position, (project::Point { 800, 240 }));
    QCOMPARE(components[3].position, (project::Point { 800, 80 }));
    QCOMPARE(m_view->selection(), std::vector<std::string> { components.back().id });
}

void CanvasCopiesTest::copiedPlaceComesWithItsContents()
{
    m_view->setSelection({ "zone" });
    m_view->copySelection();
    m_view->paste();
    obey();
    const auto &components = m_design->stages.front()->components;
    QCOMPARE(components.size(), std::size_t(6));
    QCOMPARE(components.back().place, components[4].id);
}

void CanvasCopiesTest::picturesForTheClipboardAreDrawnWhenWanted()
{
    int drawn = 0;
    const canvas::CopiedCards copied(QStringLiteral("application/x-test"), "{}", [&drawn] {
        ++drawn;
        return canvas::CopiedCards::Pictures { "<svg/>", QImage(2, 3, QImage::Format_RGB32) };
    });
    QVERIFY(copied.hasImage() && copied.hasText() && copied.hasFormat(QStringLiteral("image/svg+xml")));
    QCOMPARE(copied.data(QStringLiteral("application/x-test")), QByteArray("{}"));
    QCOMPARE(drawn, 0);
    QCOMPARE(copied.data(QStringLiteral("image/svg+xml")), QByteArray("<svg/>"));
    QCOMPARE(copied.imageData().value<QImage>().size(), QSize(2, 3));
    copied.drawNow();
    QCOMPARE(drawn, 1);
}

void CanvasCopiesTest::clipboardCarriesDesignTextAndPicture()
{
    m_view->setSelection({ "users", "app" });
    m_view->copySelection();
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QVERIFY(data->hasFormat(QStringLiteral("application/x-headroom-design+json")));
    QVERIFY(data->text().contains(QStringLiteral("\"stages\"")));
    const QImage picture = qvariant_cast<QImage>(data->imageData());
    QVERIFY(picture.width() > 500);
    QVERIFY(canvas::CanvasView::canPaste());
}

void CanvasCopiesTest::pasteIntoAnotherViewWorks()
{
    m_view->setSelection({ "users", "app" });
    m_view->copySelection();
    canvas::CanvasView other(test::theCatalog());
    auto empty = std::make_shared<project::Project>();
    empty->stages = { std::make_shared<project::Stage>() };
    other.setSnapshot(empty, 0);
    std::vector<edits::Edit> asked;
    connect(&other, &canvas::CanvasView::editRequested, this, [&](const edits::Edit &edit) { asked.push_back(edit); });
    other.paste();
    QCOMPARE(asked.size(), std::size_t(1));
    const auto after = edits::apply(*empty, asked.front(), test::theCatalog());
    QVERIFY(after.ok());
    QCOMPARE(after.value()->stages.front()->components.size(), std::size_t(2));
    QCOMPARE(after.value()->stages.front()->connections.size(), std::size_t(1));
}

/// A part of a newer version, or of somebody's own catalog, is no less when it is copied than when it is opened.
void CanvasCopiesTest::unknownKindsAreCopiedWhole()
{
    project::Component strange = tests::component("odd", "quantum_router", 40, 300);
    strange.parameters.set("qubits", 40.0);
    strange.parameters.set("mode", std::string("entangled"));
    strange.notes = "From the laboratory";
    const auto with = edits::apply(*m_design, edits::AddComponent { 0, strange }, test::theCatalog());
    QVERIFY(with.ok());
    m_design = with.value();
    m_view->setSnapshot(m_design, 0);
    m_view->setSelection({ "odd" });
    m_view->copySelection();
    m_view->paste();
    obey();
    const project::Component &copy = m_design->stages.front()->components.back();
    QVERIFY(copy.id != "odd");
    QCOMPARE(copy.kind, strange.kind);
    QCOMPARE(copy.parameters, strange.parameters);
    QCOMPARE(copy.notes, strange.notes);
}

void CanvasCopiesTest::strangeTextIsNotPasted()
{
    QStringList said;
    connect(m_view.get(), &canvas::CanvasView::refused, this, [&](const QString &why) { said << why; });
    for (const char *text : { "hello", "{\"stages\": 3}", "{\"stages\": [{}]}", "" }) {
        QGuiApplication::clipboard()->setText(QLatin1String(text));
        m_view->paste();
        QVERIFY2(m_edits.empty(), text);
    }
    QCOMPARE(said.size(), 4);
    QVERIFY(!said.contains(QString()));
    QGuiApplication::clipboard()->setImage(QImage(2, 2, QImage::Format_RGB32));
    QVERIFY(!canvas::CanvasView::canPaste());
}

void CanvasCopiesTest::cutTakesItAway()
{
    m_view->setSelection({ "db" });
    m_view->cutSelection();
    QVERIFY(onlyEdit<edits::RemoveElements>());
    QVERIFY(canvas::CanvasView::canPaste());
}

void CanvasCopiesTest::duplicateSelectsTheCopy()
{
    m_view->setSelection({ "users", "app" });
    m_view->duplicateSelection();
    obey();
    QCOMPARE(m_view->selection().size(), std::size_t(2));
    QCOMPARE(m_design->stages.front()->connections.size(), std::size_t(2));
}

void CanvasCopiesTest::handleLetGoOnFreeGroundOffersKinds()
{
    const QPoint handle = m_view->handlePoint("app").toPoint();
    drag(handle, handle + QPoint(40, 260));
    QVERIFY(m_edits.empty());
    auto *menu = m_view->findChild<QMenu *>(QStringLiteral("kind-menu"));
    QVERIFY(menu);
    QAction *wanted = nullptr;
    for (QAction *action : menu->actions())
        if (action->text() == QString::fromStdString(test::theCatalog().kind("rdb_primary").title))
            wanted = action;
    QVERIFY(wanted);
    wanted->trigger();
    menu->close();
    obey();
    const project::Stage &stage = *m_design->stages.front();
    QCOMPARE(stage.components.back().kind, std::string("rdb_primary"));
    QCOMPARE(stage.connections.back().from, std::string("app"));
    QCOMPARE(stage.connections.back().to, stage.components.back().id);
    QCOMPARE(stage.connections.back().kind, std::string("query"));
}

void CanvasCopiesTest::aBalancerOffersFewKindsAndServersFirst()
{
    m_view->addBeside(QStringLiteral("lb_l7"));
    obey();
    const project::Component &added = m_design->stages.front()->components.back();
    QCOMPARE(added.kind, std::string("lb_l7"));
    m_view->fitAll();
    const QPoint handle = m_view->handlePoint(added.id).toPoint();
    const std::size_t before = m_edits.size();
    drag(handle, QPoint(m_view->width() - 8, m_view->height() - 8));
    QCOMPARE(m_edits.size(), before);
    auto *menu = m_view->findChild<QMenu *>(QStringLiteral("kind-menu"));
    QVERIFY(menu);
    QVERIFY2(menu->actions().size() <= 14, qPrintable(QString::number(menu->actions().size())));
    const std::string first = menu->actions().first()->text().toStdString();
    for (const catalog::Kind &kind : test::theCatalog().kinds())
        if (kind.title == first)
            QCOMPARE(kind.family, std::string("compute"));
    QVERIFY(menu->actions().last()->menu()); // all others
    menu->close();
}

void CanvasCopiesTest::alignMovesTheContentsOfPlaces()
{
    m_view->setSelection({ "zone", "db" });
    m_view->arrangeSelection(edits::Arrangement::Bottom);
    const auto *step = onlyEdit<edits::Batch>();
    QVERIFY(step);
    QCOMPARE(step->title, std::string("Align bottom edges"));
    obey();
    const auto &components = m_design->stages.front()->components;
    QCOMPARE(components[3].position.y + 66, components[0].position.y + components[0].size->height);
    m_edits.clear();
    m_view->setSelection({ "zone", "users" });
    m_view->arrangeSelection(edits::Arrangement::Left);
    obey();
    const auto &after = m_design->stages.front()->components;
    QCOMPARE(after[0].position.x, 0.0);
    QCOMPARE(after[2].position.x, 40.0); // the server went with its zone
    QCOMPARE(after[2].place, std::string("zone"));
}

void CanvasCopiesTest::alignTellsWhoLeavesItsPlace()
{
    QSignalSpy remarks(m_view.get(), &canvas::CanvasView::remarked);
    m_view->setSelection({ "users", "db" });
    m_view->arrangeSelection(edits::Arrangement::Left);
    QVERIFY(remarks.isEmpty()); // neither is in a place before or after
    const auto &server = m_design->stages.front()->components[2];
    QCOMPARE(server.place, std::string("zone"));
    m_view->setSelection({ "users", server.id });
    m_view->arrangeSelection(edits::Arrangement::Left);
    QCOMPARE(remarks.size(), 1);
    QVERIFY(remarks.first().first().toString().contains(QString::fromStdString(server.name)));
    obey();
    QVERIFY(m_design->stages.front()->components[2].place.empty());
}

void CanvasCopiesTest::rightClickSelectsWhatIsThere()
{
    m_view->setSelection({ "db" });
    QTest::mouseClick(m_view.get(), Qt::RightButton, {}, m_view->cardRect("users").center().toPoint());
    QCOMPARE(m_view->selection(), std::vector<std::string> { "users" });
    m_view->setSelection({ "db", "users" });
    QTest::mouseClick(m_view.get(), Qt::RightButton, {}, m_view->cardRect("users").center().toPoint());
    QCOMPARE(m_view->selection().size(), std::size_t(2));
    // free ground: the menu is about nothing that was selected elsewhere, or about the place around
    QTest::mouseClick(m_view.get(), Qt::RightButton, {}, QPoint(20, 20));
    QVERIFY(m_view->selection().empty());
    QTest::mouseClick(m_view.get(), Qt::RightButton, {},
                      (m_view->cardRect("zone").bottomLeft() + QPointF(20, -15)).toPoint());
    QCOMPARE(m_view->selection(), std::vector<std::string> { "zone" });
}

QAction *CanvasCopiesTest::offerPaste()
{
    auto *paste = new QAction(QStringLiteral("Paste"), m_view.get());
    paste->setShortcut(Qt::CTRL | Qt::Key_V);
    connect(paste, &QAction::triggered, m_view.get(), &canvas::CanvasView::paste);
    for (int i = 0; i < 8; ++i) // so that it lies well below where the menu was asked for
        m_view->addAction(new QAction(QStringLiteral("Something else"), m_view.get()));
    m_view->addAction(paste);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->setSelection({ "users" });
    m_view->copySelection();
    return paste;
}

QPointF CanvasCopiesTest::pastedAt()
{
    obey();
    return m_view->cardRect(m_design->stages.front()->components.back().id).center();
}

void CanvasCopiesTest::menuPastesWhereItWasAskedFor()
{
    QAction *paste = offerPaste();
    const QPoint asked(420, 380);
    QTest::mouseMove(m_view.get(), QPoint(60, 60));
    bool wasOpen = false;
    QTimer::singleShot(0, m_view.get(), [&] { // the menu has a loop of its own
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        wasOpen = true;
        const QPoint line = menu->actionGeometry(paste).center();
        QTest::mouseMove(m_view.get(), m_view->mapFromGlobal(menu->mapToGlobal(line)));
        QTest::mouseMove(menu->windowHandle(), line);
        QTest::mouseClick(menu->windowHandle(), Qt::LeftButton, {}, line);
    });
    QTest::mouseClick(m_view->windowHandle(), Qt::RightButton, {}, asked);
    QVERIFY(wasOpen);
    QCOMPARE(m_edits.size(), std::size_t(1));
    QCOMPARE_LE((pastedAt() - asked).manhattanLength(), canvas::kGrid * m_view->zoom());

    // asked for by a key, it is about no spot: beside what was copied
    m_edits.clear();
    QTest::mouseMove(m_view.get(), QPoint(60, 600));
    QTimer::singleShot(0, m_view.get(), [&] {
        QWidget *menu = QApplication::activePopupWidget();
        QVERIFY(menu);
        QTest::keyClick(menu, Qt::Key_Up);
        QTest::keyClick(menu, Qt::Key_Return);
    });
    QContextMenuEvent byKey(QContextMenuEvent::Keyboard, QPoint(600, 350), m_view->mapToGlobal(QPoint(600, 350)));
    QApplication::sendEvent(m_view.get(), &byKey);
    QCOMPARE(m_edits.size(), std::size_t(1));
    const QPointF beside = m_view->cardRect("users").center();
    QCOMPARE_LE((pastedAt() - beside).manhattanLength(), 160 * m_view->zoom());
}

void CanvasCopiesTest::keysPasteAtThePointer()
{
    offerPaste();
    const QPoint pointed(500, 420);
    QTest::mouseMove(m_view.get(), pointed);
    QTest::keyClick(m_view.get(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(m_edits.size(), std::size_t(1));
    QCOMPARE_LE((pastedAt() - pointed).manhattanLength(), canvas::kGrid * m_view->zoom());

    // where the pointer is elsewhere, beside what was copied
    m_edits.clear();
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(m_view.get(), &leave);
    QTest::keyClick(m_view.get(), Qt::Key_V, Qt::ControlModifier);
    const QPointF beside = m_view->cardRect("users").center();
    QCOMPARE_LE((pastedAt() - beside).manhattanLength(), 160 * m_view->zoom());
}

HEADROOM_TEST(QApplication, CanvasCopiesTest)

} // namespace headroom::tst_canvas_copies

#include "tst_canvas_copies.moc"
