#include "app/resources/resources.h"
#include "app/shell/header_bar.h"
#include "app/shell/main_window.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/canvas/canvas_view.h"
#include "views/findings/finding_tree.h"
#include "views/findings/findings_view.h"
#include "views/inspector/inspector_view.h"
#include "views/inspector/remedy_list.h"
#include "views/inspector/why_panel.h"
#include "views/palette/palette_view.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>

namespace headroom::tst_main_window {

/// The whole window through real mouse and key events.
class MainWindowTest final : public QObject {
    Q_OBJECT

    const QString m_example = QStringLiteral(HEADROOM_SOURCE_DIR "/examples/social-feed.headroom");
    Result<catalog::Catalog> m_catalog = app::loadCatalog();
    std::unique_ptr<app::MainWindow> m_window;

    bool settles()
    {
        QSignalSpy settled(m_window.get(), &app::MainWindow::settled);
        return QTest::qWaitFor([&] { return !settled.isEmpty(); }, 10000);
    }
    const project::Stage &stage() const
    {
        return *m_window->document().snapshot()->stages[static_cast<std::size_t>(m_window->stage())];
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("headroom-test"));
        QCoreApplication::setApplicationName(QStringLiteral("tst_main_window"));
        QSettings().clear();
        QVERIFY(m_catalog);
    }
    void init()
    {
        m_window = std::make_unique<app::MainWindow>(*m_catalog);
        m_window->resize(1280, 800);
        m_window->canvas().setMotion(false);
        QVERIFY(m_window->openFile(m_example));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(settles());
    }
    void cleanup()
    {
        m_window->document().undoStack().setClean();
        m_window.reset();
    }

    void bracketsStepTheStagesAndNumbersFollow()
    {
        m_window->canvas().setFocus();
        QCOMPARE(m_window->stage(), 4);
        QTest::keyClick(m_window.get(), Qt::Key_BracketRight);
        QCOMPARE(m_window->stage(), 5);
        QVERIFY(settles());
        QCOMPARE(m_window->report()->stageIndex, std::size_t(5));
        QTest::keyClick(m_window.get(), Qt::Key_BracketLeft);
        QTest::keyClick(m_window.get(), Qt::Key_BracketLeft);
        QCOMPARE(m_window->stage(), 3);
        for (int i = 0; i < 9; ++i)
            QTest::keyClick(m_window.get(), Qt::Key_BracketLeft);
        QCOMPARE(m_window->stage(), 0);
    }

    void bracketsInATextFieldAreText()
    {
        auto *search = m_window->palettePanel().findChild<QLineEdit *>();
        m_window->canvas().setFocus();
        QTest::keyClick(m_window.get(), Qt::Key_Slash);
        QVERIFY(search->hasFocus());
        QTest::keyClicks(search, "[/]");
        QCOMPARE(search->text(), QStringLiteral("[/]"));
        QCOMPARE(m_window->stage(), 4);
    }

    void typedUsersReachTheModel()
    {
        QLineEdit *number = m_window->header().users()->numberField();
        number->setFocus();
        number->selectAll();
        QTest::keyClicks(number, "2.5M");
        QTest::keyClick(number, Qt::Key_Return);
        QVERIFY(settles());
        QCOMPARE(m_window->report()->users, 2.5e6);
    }

    void theMainJobEndToEnd()
    {
        canvas::CanvasView &canvas = m_window->canvas();
        const project::Snapshot before = m_window->document().snapshot();
        // a component from the palette, by a real drop
        QMimeData data;
        data.setData(QStringLiteral("application/x-headroom-kind"), "distributed_cache");
        const QPointF at(canvas.width() / 2.0, canvas.height() - 60.0);
        QDragEnterEvent enter(at.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas, &enter);
        QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas, &drop);
        QCOMPARE(stage().components.size(), before->stages[4]->components.size() + 1);
        const std::string id = stage().components.back().id;
        QCOMPARE(canvas.selection(), std::vector<std::string> { id });
        // connected from a card's handle
        const std::size_t connections = stage().connections.size();
        QTest::mouseMove(&canvas, canvas.cardRect("app-b").center().toPoint());
        QTest::mousePress(&canvas, Qt::LeftButton, {}, canvas.handlePoint("app-b").toPoint());
        QTest::mouseMove(&canvas, (canvas.handlePoint("app-b") + QPointF(30, 30)).toPoint());
        QTest::mouseMove(&canvas, canvas.cardRect(id).center().toPoint());
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, canvas.cardRect(id).center().toPoint());
        QCOMPARE(stage().connections.size(), connections + 1);
        QCOMPARE(stage().connections.back().from, std::string("app-b"));
        QCOMPARE(stage().connections.back().to, id);
        QCOMPARE(stage().connections.back().kind, std::string("cache_lookup"));
        // moved
        const project::Point placed = stage().findComponent(id)->position;
        const QPoint card = canvas.cardRect(id).center().toPoint();
        QTest::mousePress(&canvas, Qt::LeftButton, {}, card);
        QTest::mouseMove(&canvas, card - QPoint(20, 6));
        QTest::mouseMove(&canvas, card - QPoint(80, 8));
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, card - QPoint(80, 8));
        QVERIFY(stage().findComponent(id)->position.x < placed.x - 20);
        // renamed in place
        QTest::keyClick(&canvas, Qt::Key_F2);
        QTest::keyClicks(QApplication::focusWidget(), "Hot cache");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(stage().findComponent(id)->name, std::string("Hot cache"));
        // saved, and as it was when opened again
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("mine.headroom"));
        QVERIFY(m_window->document().save(path));
        app::Document again(*m_catalog);
        QVERIFY(again.open(path));
        QVERIFY(*again.snapshot() == *m_window->document().snapshot());
        // deleted, then everything undone and redone
        canvas.setFocus();
        QTest::keyClick(&canvas, Qt::Key_Delete);
        QVERIFY(!stage().findComponent(id));
        const project::Snapshot after = m_window->document().snapshot();
        while (m_window->action("undo")->isEnabled())
            QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(*m_window->document().snapshot() == *before);
        while (m_window->action("redo")->isEnabled())
            QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(*m_window->document().snapshot() == *after);
    }

    void aFileThatDoesNotOpenIsExplainedAndTheDesignStays()
    {
        const project::Snapshot before = m_window->document().snapshot();
        QString said;
        QTimer::singleShot(0, this, [&said] {
            if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
                said = box->text();
                box->accept();
            }
        });
        QVERIFY(!m_window->openFile(QStringLiteral("/no/such/file.headroom")));
        QVERIFY(said.contains(QStringLiteral("no such file")));
        QCOMPARE(m_window->document().snapshot(), before);
    }

    void bothLooksPaintEveryStage()
    {
        for (const app::LookChoice look : { app::LookChoice::Light, app::LookChoice::Dark }) {
            m_window->setLook(look);
            for (int i = 0; i < 7; ++i) {
                m_window->showStage(i);
                settles();
                QVERIFY(!m_window->grab().isNull());
            }
        }
    }

    void everyExampleAndTemplateIsDrawn()
    {
        for (const std::string &path : test::allDesigns()) {
            QVERIFY(m_window->openFile(QStringLiteral(HEADROOM_SOURCE_DIR "/") + QString::fromStdString(path)));
            QVERIFY(settles());
            QVERIFY(!m_window->grab().isNull());
        }
    }

    // Both take their time off the interface's thread.
    void whyAndWhatWouldChangeItMostAreAnswered()
    {
        m_window->canvas().setSelection({ "db" });
        auto *view = m_window->findChild<inspector::InspectorView *>();
        inspector::WhyPanel *why = view->why();
        view->tabs()->setCurrentIndex(2);
        QTRY_VERIFY(why->metric().starts_with("db."));
        why->setMetric("db.cpu.utilization");
        QTRY_COMPARE(why->metric(), std::string("db.cpu.utilization"));
        QTest::mouseClick(why->sensitivityButton(), Qt::LeftButton);
        QVERIFY(!why->sensitivityButton()->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(why->sensitivityButton()->isEnabled(), 30000);
        QVERIFY2(why->aboutText().contains(QStringLiteral("%")), qPrintable(why->aboutText()));
    }

    /// Beside the number stands what can be done about it and for how much; it is shown before it is done.
    void whyOffersWhatHelpsAndItsPrice()
    {
        QTRY_VERIFY(m_window->report());
        const std::vector<analysis::Finding> &findings = m_window->report()->findings;
        const auto found = std::find_if(findings.begin(), findings.end(), [](const analysis::Finding &each) {
            return each.cure && !each.acknowledged && !each.subjects.empty();
        });
        QVERIFY(found != findings.end());
        m_window->canvas().setSelection({ found->subjects.front() });
        auto *view = m_window->findChild<inspector::InspectorView *>();
        view->tabs()->setCurrentIndex(2);
        const inspector::RemedyList *remedies = view->why()->remedies();
        QTRY_VERIFY(remedies->isVisible());
        QPushButton *first = remedies->buttons().front();
        QTRY_VERIFY2_WITH_TIMEOUT(first->text().contains(QStringLiteral("Show: ")), qPrintable(first->text()), 30000);
        QVERIFY(!remedies->sentences().front()->text().isEmpty());
        const auto before = m_window->document().snapshot();
        QTest::mouseClick(first, Qt::LeftButton);
        QVERIFY(m_window->canvas().hasPreview());
        QCOMPARE(m_window->document().snapshot(), before);
        m_window->canvas().applyPreview();
        QVERIFY(m_window->document().snapshot() != before);
        QCOMPARE(m_window->document().undoStack().count(), 1);
        m_window->canvas().setSelection({ "clients" }); // nothing is wrong with those
        QVERIFY(!remedies->isVisible());
    }

    void findingsSayWhatTheirCureChanges()
    {
        m_window->showStage(0);
        m_window->setUsers(9000);
        QVERIFY(settles());
        findings::FindingTree *list = m_window->findChild<findings::FindingsView *>()->list();
        bool isSaid = false;
        for (int i = 0; i < list->cardCount(); ++i)
            isSaid = isSaid
                || list->cardAt(i)->data(0, Qt::AccessibleTextRole).toString().contains(QStringLiteral("Fixed: "));
        QVERIFY(isSaid);
    }

    void panelsCanBeHidden()
    {
        QVERIFY(m_window->palettePanel().isVisible());
        m_window->action("show-palette")->trigger();
        QVERIFY(!m_window->palettePanel().isVisible());
        m_window->action("show-palette")->trigger();
        QVERIFY(m_window->palettePanel().isVisible());
    }

    void theSmallestWindowCutsNothingOff()
    {
        m_window->resize(1280, 720);
        QVERIFY(QTest::qWaitFor([&] { return m_window->width() == 1280; }));
        for (const QWidget *part :
             { static_cast<QWidget *>(&m_window->inspector()), static_cast<QWidget *>(&m_window->header()),
               static_cast<QWidget *>(&m_window->canvas()) }) {
            const QRect inWindow(part->mapTo(m_window.get(), QPoint()), part->size());
            QVERIFY(m_window->rect().contains(inWindow));
        }
        QVERIFY(m_window->canvas().height() > 200);
    }
};

HEADROOM_TEST(QApplication, MainWindowTest)

} // namespace headroom::tst_main_window

#include "tst_main_window.moc"
