#include "app/settings/settings.h"
#include "app/shell/compare_controls.h"
#include "app/shell/growth_controls.h"
#include "app/shell/growth_words.h"
#include "app/shell/header_bar.h"
#include "tests/app/window_fixture.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/charts/stage_map.h"
#include "views/compare/diff_canvas.h"
#include "views/compare/difference_words.h"
#include "views/compare/stage_compare.h"
#include "views/compare/table_turns.h"
#include "views/stages/grow_bar.h"
#include "views/stages/range_box.h"
#include "views/stages/reach_bar.h"

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLineEdit>
#include <QMenu>
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QToolTip>

#include <cmath>

namespace headroom::tst_growth_window {

/// The row of stages and the growth of the users, in the window, by its commands.
class GrowthWindowTest final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<app::MainWindow> m_window;
    QTemporaryDir m_folder;

    const project::Project &project() { return *m_window->document().snapshot(); }
    QString nameOf(int stage)
    {
        return QString::fromStdString(project().stages[static_cast<std::size_t>(stage)]->name);
    }
    void trigger(const char *id) { m_window->action(id)->trigger(); }

    /// Waits until every number, the map and all else has come.
    bool settles()
    {
        QSignalSpy settled(m_window.get(), &app::MainWindow::settled);
        m_window->setUsers(m_window->users() + 1);
        return settled.wait(60'000);
    }

private Q_SLOTS:
    void init()
    {
        test::isolate("growth-window");
        const QString file = m_folder.filePath(QStringLiteral("a.headroom"));
        QFile::remove(file);
        QFile::copy(QStringLiteral(HEADROOM_SOURCE_DIR "/examples/social-feed.headroom"), file);
        m_window = test::openWindow(test::theCatalog(), file);
        QVERIFY(m_window);
        m_window->showStage(4);
    }
    void cleanup()
    {
        m_window->document().undoStack().setClean();
        m_window->close();
        m_window.reset();
    }

    void stagesAreAddedCopiedMovedAndDeleted()
    {
        const std::size_t before = project().stages.size();
        const project::Snapshot start = m_window->document().snapshot();
        const QString fifth = nameOf(4);
        trigger("stage-add");
        QCOMPARE(project().stages.size(), before + 1);
        QCOMPARE(m_window->stage(), 5);
        QVERIFY(project().stages[5]->components.empty());
        trigger("stage-previous");
        trigger("stage-duplicate");
        QCOMPARE(m_window->stage(), 5);
        QVERIFY(project().stages[5]->components == project().stages[4]->components);
        trigger("stage-left");
        QCOMPARE(m_window->stage(), 4);
        QCOMPARE(nameOf(5), fifth);
        trigger("stage-delete");
        QCOMPARE(nameOf(4), fifth);
        for (int i = 0; i < 4; ++i)
            trigger("undo");
        QVERIFY(project() == *start);
    }

    void theLastStageStays()
    {
        while (project().stages.size() > 1)
            trigger("stage-delete");
        QVERIFY(!m_window->action("stage-delete")->isEnabled());
        QVERIFY(!m_window->action("stage-left")->isEnabled() && !m_window->action("stage-right")->isEnabled());
    }

    void aStageOfATemplateJoins()
    {
        const std::size_t before = project().stages.size();
        QMenu *menu = nullptr;
        for (QMenu *each : m_window->findChildren<QMenu *>())
            if (each->title() == QStringLiteral("Add a stage from a &template"))
                menu = each;
        QVERIFY(menu);
        Q_EMIT menu->aboutToShow();
        QAction *single = nullptr;
        for (QAction *each : menu->actions())
            if (!each->menu())
                single = each;
        QVERIFY(single);
        single->trigger();
        QCOMPARE(project().stages.size(), before + 1);
        QCOMPARE(m_window->stage(), 5);
    }

    void aRangeIsEditedFromTheMenu()
    {
        trigger("stage-range");
        stages::RangeBox *box = m_window->header().stepper()->rangeBox();
        QVERIFY(box && box->isVisible());
        box->fromField()->setText(QStringLiteral("100k"));
        box->toField()->setText(QStringLiteral("3M"));
        QTest::keyClick(box->toField(), Qt::Key_Return);
        QVERIFY((project().stages[4]->users == project::UserRange { 1e5, 3e6 }));
        trigger("undo");
        QVERIFY(!(project().stages[4]->users == project::UserRange { 1e5, 3e6 }));
    }

    void pageKeysStepOnTheCanvas()
    {
        m_window->canvas().setFocus();
        QTest::keyClick(&m_window->canvas(), Qt::Key_PageDown);
        QCOMPARE(m_window->stage(), 5);
        QTest::keyClick(&m_window->canvas(), Qt::Key_PageUp);
        QTest::keyClick(&m_window->canvas(), Qt::Key_BracketLeft);
        QCOMPARE(m_window->stage(), 3);
    }

    void theStageFollowsTheUsers()
    {
        m_window->header().users()->followButton()->click();
        QVERIFY(app::Settings::followsUsers());
        const auto &stages = project().stages;
        for (const std::size_t wanted : { 0U, 3U, 6U }) {
            m_window->setUsers((stages[wanted]->users.from + stages[wanted]->users.to) / 2);
            QCOMPARE(m_window->stage(), static_cast<int>(wanted));
        }
        m_window->header().users()->followButton()->click();
        m_window->setUsers(10);
        QCOMPARE(m_window->stage(), 6);
    }

    void editsReachLaterStagesWhenTheyShall()
    {
        QVERIFY(!m_window->reachBar().isVisible());
        trigger("reach-later");
        QVERIFY(app::Settings::reachesLater());
        QVERIFY(m_window->reachBar().isVisible());
        QVERIFY(m_window->reachBar().text().contains(QStringLiteral("6")));
        // A component that this stage and the next have.
        const project::Stage &here = *project().stages[4];
        const project::Stage &next = *project().stages[5];
        std::string id;
        for (const project::Component &each : here.components)
            if (const project::Component *other = next.findComponent(each.id);
                other && other->name == each.name && other->kind == each.kind)
                id = each.id;
        QVERIFY(!id.empty());
        const project::Snapshot before = m_window->document().snapshot();
        const int steps = m_window->document().undoStack().count();
        Q_EMIT m_window->canvas().editRequested(edits::RenameElement { 4, id, "Renamed" });
        QCOMPARE(project().stages[4]->findComponent(id)->name, std::string("Renamed"));
        QCOMPARE(project().stages[5]->findComponent(id)->name, std::string("Renamed"));
        QCOMPARE(m_window->document().undoStack().count(), steps + 1);
        trigger("undo");
        QVERIFY(project() == *before);
        m_window->reachBar().offButton()->click();
        QVERIFY(!m_window->reachBar().isVisible());
        Q_EMIT m_window->canvas().editRequested(edits::RenameElement { 4, id, "Renamed" });
        QVERIFY(project().stages[5]->findComponent(id)->name != "Renamed");
    }

    void fromTheLastStageThereIsNothingToReach()
    {
        trigger("reach-later");
        m_window->showStage(static_cast<int>(project().stages.size()) - 1);
        QVERIFY(!m_window->reachBar().isVisible());
    }

    void theMapSaysWhenToMoveAndGoesThere()
    {
        QVERIFY(settles());
        charts::StageMap &map = m_window->stageMap();
        QCOMPARE(map.stages().size(), project().stages.size());
        m_window->action("show-stage-map")->setChecked(true);
        for (const charts::StageBar &each : map.stages())
            QVERIFY(each.serves && each.amber < each.red && each.red < each.saturation && !each.lines.isEmpty());
        Q_EMIT map.chosen(2, 50'000);
        QCOMPARE(m_window->stage(), 2);
        QCOMPARE(m_window->users(), 50'000.0);
    }

    // "99.976 %" beside "99.976 %" and some seconds less downtime is no help.
    void availabilitiesThatReadAlikeAreAlike()
    {
        using growth::FigureChange;
        FigureChange figure {
            "availability", "Availability of reads", FigureChange::Form::Availability, 0.999761, 0.9997612, {}, {}
        };
        QCOMPARE(compare::figureCells(figure, "USD").at(1), compare::figureCells(figure, "USD").at(2));
        QCOMPARE(compare::figureCells(figure, "USD").at(3), QStringLiteral("="));
        figure.after = 0.9998;
        QVERIFY(compare::figureCells(figure, "USD").at(3).contains(QStringLiteral("less downtime a year")));
    }

    // A card has room for one change: it says how many there are, and the pointer gets them all, on both canvases.
    void everyChangeOfACardIsTold()
    {
        const project::Snapshot shop = test::openDesign("examples/web-shop.headroom");
        const growth::Difference found = growth::differenceOf(*shop, 5, *shop, 6, 18e6, test::theCatalog());
        const std::vector<compare::Badge> badges = compare::badgesOf(found, true);
        const auto cache
            = std::find_if(badges.begin(), badges.end(), [](const auto &each) { return each.id == "cache"; });
        QVERIFY(cache != badges.end());
        QVERIFY2(cache->text.startsWith(QStringLiteral("3 changes: Hit ratio 92 % → 94 %")), qPrintable(cache->text));
        QCOMPARE(cache->lines.size(), 3);
        compare::DiffCanvas canvas(test::theCatalog());
        canvas.resize(900, 600);
        canvas.setStage(shop->stages[6], badges);
        canvas.setCamera(canvas.cameraFor(canvas.bounds()));
        canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&canvas));
        const QPointF at = canvas.badgeRect("cache").center();
        QCOMPARE(canvas.linesAt(at).size(), 3);
        QVERIFY2(canvas.linesAt(at).contains(QStringLiteral("≠ Shards 3 → 6")),
                 qPrintable(canvas.linesAt(at).join(u'|')));
        QVERIFY(canvas.linesAt({ 1, 1 }).isEmpty());
        QHelpEvent help(QEvent::ToolTip, at.toPoint(), canvas.mapToGlobal(at.toPoint()));
        QCoreApplication::sendEvent(&canvas, &help);
        QVERIFY(QToolTip::text().contains(QStringLiteral("Shards 3 → 6")));
        QToolTip::hideText();
    }

    // What turns requests away is named first, whatever passes a threshold later; who serves nobody has nothing to fill.
    void growthNamesWhatFilledFirst()
    {
        const project::Snapshot shop = test::openDesign("examples/web-shop.headroom");
        const growth::Story story
            = growth::storyOf(growth::stageMapOf(growth::compileDesign(shop, test::theCatalog())));
        const growth::StoryEvent *full = story.saturation(0, 1e6);
        QVERIFY(full && full->resource == "CPU" && !story.saturation(0, full->users * 0.999));
        bool isLater = false;
        for (const growth::StoryEvent &each : story.stages[0]) {
            const app::Remark said = app::remarkOn(story, *shop, 0, each.users, false);
            if (each.users <= full->users)
                continue;
            isLater = true;
            QVERIFY2(said.text.startsWith(QStringLiteral("◆ Shop server · CPU is full since")), qPrintable(said.text));
            QVERIFY2(said.text.contains(QStringLiteral("requests are turned away; ")), qPrintable(said.text));
            QVERIFY(said.role == theme::Role::Critical);
        }
        QVERIFY(isLater);
        const project::Snapshot empty = test::openDesign("resources/templates/empty.headroom");
        const growth::Story nothing
            = growth::storyOf(growth::stageMapOf(growth::compileDesign(empty, test::theCatalog())));
        const app::Remark said = app::remarkOn(nothing, *empty, 0, 1e6, true);
        QCOMPARE(said.text, QStringLiteral("◆ Stage 1 serves nobody: nothing in it answers requests of users"));
        QVERIFY(app::remarkOn(story, *shop, 0, 100, false).text.startsWith(QStringLiteral("✓ Stage 1 (One box): ")));
    }

    void growthMovesTheUsersAndTheStages()
    {
        QVERIFY(settles());
        app::GrowPlayer &player = m_window->growth().player();
        m_window->header().growButton()->click();
        QVERIFY(m_window->growBar().isVisible() && player.isPlaying());
        QCOMPARE(m_window->stage(), 0); // in force with a thousand users
        player.play(false);
        m_window->growBar().moveButton()->click();
        int last = 0;
        double users = m_window->users();
        while (player.users() < app::GrowPlayer::kMost) {
            player.advance(1);
            QVERIFY(m_window->users() > users && m_window->stage() >= last);
            users = m_window->users();
            last = m_window->stage();
        }
        QVERIFY(last >= 5);
        QVERIFY(!player.isPlaying());
        QVERIFY(!m_window->growBar().text().isEmpty());
    }

    void stayingInAStageShowsHowItDies()
    {
        QVERIFY(settles());
        app::GrowPlayer &player = m_window->growth().player();
        m_window->showStage(1);
        m_window->action("grow-stay")->setChecked(true);
        trigger("grow");
        player.play(false);
        while (player.users() < app::GrowPlayer::kMost)
            player.advance(2);
        QCOMPARE(m_window->stage(), 1);
        QVERIFY(m_window->growBar().text().startsWith(QStringLiteral("◆")));
    }

    void escapeStopsAndTheSliderScrubs()
    {
        QVERIFY(settles());
        trigger("grow");
        app::GrowPlayer &player = m_window->growth().player();
        player.play(false);
        m_window->header().users()->bar()->setFocus();
        QTest::keyClick(m_window->header().users()->bar(), Qt::Key_End);
        QCOMPARE(player.users(), 1e9);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QVERIFY(!player.isOn());
        QVERIFY(!m_window->growBar().isVisible());
    }

    void withoutMotionTheUsersGoInSteps()
    {
        app::GrowPlayer player;
        player.setMotion(false);
        QSignalSpy moved(&player, &app::GrowPlayer::moved);
        player.begin();
        player.play(false);
        QCOMPARE(moved.size(), 1);
        player.advance(0.4);
        QCOMPARE(moved.size(), 1);
        player.advance(0.7);
        QCOMPARE(moved.size(), 2);
        player.setSpeed(4);
        player.advance(0.5);
        QCOMPARE(moved.size(), 3);
    }

    void twoStagesAreComparedWithOneCamera()
    {
        trigger("compare-stages");
        compare::StageCompare *dialog = m_window->comparison().dialog();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->before(), 3);
        QCOMPARE(dialog->after(), 4);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->figures()->rowCount() > 5, 30'000);
        QVERIFY(dialog->changes()->rowCount() > 0);
        QVERIFY(!dialog->right()->badges().empty());
        QTest::keyClick(dialog->left(), Qt::Key_Plus);
        QVERIFY(dialog->right()->camera() == dialog->left()->camera());
        QTest::keyClick(dialog->right(), Qt::Key_Left);
        QVERIFY(dialog->right()->camera() == dialog->left()->camera());
        const double zoom = dialog->left()->camera().zoom;
        QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, { 50, 50 },
                                  { 50, 50 }, dialog->left()->mapToGlobal(QPointF(50, 50)), 0.2, {});
        QVERIFY(QCoreApplication::sendEvent(dialog->left(), &pinch));
        QVERIFY(std::abs(dialog->left()->camera().zoom / zoom - 1.2) < 1e-9);
        QVERIFY(dialog->right()->camera() == dialog->left()->camera());
        const std::size_t added = dialog->right()->badges().size();
        QTest::mouseClick(dialog->swapButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->left()->badges().size(), added, 30'000);
        QCOMPARE(dialog->before(), 4);
        dialog->afterBox()->setCurrentIndex(4);
        Q_EMIT dialog->afterBox()->activated(4);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->summary() == QStringLiteral("Both are built alike."), 30'000);
        dialog->close();
    }

    void aLargerStageThatIsChosenIsShownWhole()
    {
        trigger("compare-stages");
        compare::StageCompare *dialog = m_window->comparison().dialog();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->figures()->rowCount() > 5, 30'000);
        dialog->beforeBox()->setCurrentIndex(0);
        Q_EMIT dialog->beforeBox()->activated(0);
        const auto isWhole = [&] {
            const QRectF bounds = dialog->right()->bounds();
            const double zoom = dialog->right()->camera().zoom;
            return bounds.width() * zoom <= dialog->right()->width()
                && bounds.height() * zoom <= dialog->right()->height();
        };
        QTRY_COMPARE_WITH_TIMEOUT(dialog->before(), 0, 30'000);
        const double few = dialog->right()->bounds().width();
        dialog->afterBox()->setCurrentIndex(6);
        Q_EMIT dialog->afterBox()->activated(6);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->right()->bounds().width() > few, 30'000);
        QTRY_VERIFY(isWhole());
        dialog->close();
    }

    /// What changed is told whole, on as many lines as it takes.
    void longValuesOfAComparisonGoOnBelow()
    {
        trigger("compare-stages");
        compare::StageCompare *dialog = m_window->comparison().dialog();
        QTableWidget *changes = dialog->changes();
        QTRY_VERIFY_WITH_TIMEOUT(changes->rowCount() > 0, 30'000);
        changes->item(0, 3)->setText(QStringLiteral("as many words as do not fit ").repeated(4));
        const auto drag = [changes] { changes->horizontalHeader()->resizeSection(0, changes->columnWidth(0) + 3); };
        drag();
        QTRY_VERIFY(changes->rowHeight(0) > 5 * changes->fontMetrics().lineSpacing());
        const int high = changes->rowHeight(0);
        changes->item(0, 3)->setText(QStringLiteral("few"));
        drag();
        QTRY_VERIFY(changes->rowHeight(0) < high - 2 * changes->fontMetrics().lineSpacing());
        dialog->close();
    }

    void tablesOfAComparisonTakeTurnsWhereFiguresWouldBeCut()
    {
        trigger("compare-stages");
        compare::StageCompare *dialog = m_window->comparison().dialog();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->figures()->rowCount() > 5, 30'000);
        dialog->resize(1400, 700);
        QTRY_VERIFY(!dialog->tables()->isInTurns());
        QVERIFY(dialog->changes()->isVisible() && dialog->figures()->isVisible());
        QVERIFY(!dialog->tables()->views()->isVisible());
        dialog->resize(800, 700);
        QTRY_VERIFY(dialog->tables()->isInTurns());
        QVERIFY(dialog->changes()->isVisible() && !dialog->figures()->isVisible());
        QTabBar *views = dialog->tables()->views();
        QTest::mouseClick(views, Qt::LeftButton, {}, views->tabRect(1).center());
        QVERIFY(!dialog->changes()->isVisible() && dialog->figures()->isVisible());
        const QFontMetrics letters(dialog->figures()->font());
        for (int row = 0; row < dialog->figures()->rowCount(); ++row)
            for (const int column : { 1, 2, 3 }) {
                const QString text = dialog->figures()->item(row, column)->text();
                if (text.front().isLetter())
                    continue; // of what gives way first, which may be a long name
                QTRY_VERIFY2(letters.horizontalAdvance(text) < dialog->figures()->columnWidth(column),
                             qPrintable(text));
            }
        dialog->close();
    }

    void anotherDesignIsComparedWith()
    {
        const QString path = m_folder.filePath(QStringLiteral("other.headroom"));
        QFile::remove(path);
        QFile::copy(QStringLiteral(HEADROOM_SOURCE_DIR "/examples/growth-plan.headroom"), path);
        QVERIFY(m_window->comparison().openWith(path));
        compare::StageCompare *dialog = m_window->comparison().dialog();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->figures()->rowCount() > 5, 60'000);
        QVERIFY(dialog->windowTitle().contains(QStringLiteral("other.headroom")));
        QCOMPARE(dialog->after(), 4);
        QCOMPARE(dialog->beforeBox()->count(), 7);
        QVERIFY(!dialog->swapButton()->isVisible());
        QVERIFY(dialog->beforeBox()->currentText().startsWith(QStringLiteral("other.headroom")));
        QVERIFY(!dialog->afterBox()->currentText().startsWith(QStringLiteral("other.headroom")));
        const project::Snapshot other = dialog->other();
        trigger("stage-duplicate"); // this design changes, the other does not
        QCOMPARE(dialog->afterBox()->count(), static_cast<int>(project().stages.size()));
        QVERIFY(dialog->other() == other && dialog->beforeBox()->count() == 7);
        trigger("undo");
        trigger("compare-stages"); // and both of this one again
        QVERIFY(!dialog->other() && dialog->swapButton()->isVisible());
        dialog->close();
    }

    void whatIsNoDesignIsNotCompared()
    {
        const QString path = m_folder.filePath(QStringLiteral("text.headroom"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no design") > 0);
        file.close();
        const Result<Done> opened = m_window->comparison().openWith(path);
        QVERIFY(!opened && opened.error().message().find("text.headroom") != std::string::npos);
        QVERIFY(!m_window->comparison().openWith(m_folder.filePath(QStringLiteral("nowhere"))));
    }
};

HEADROOM_TEST(QApplication, GrowthWindowTest)

} // namespace headroom::tst_growth_window

#include "tst_growth_window.moc"
