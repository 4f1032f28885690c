#include "app/shell/header_bar.h"
#include "tests/app/window_fixture.h"
#include "tests/support/test_program.h"
#include "views/charts/latency_chart.h"
#include "views/findings/finding_card.h"
#include "views/findings/finding_tree.h"
#include "views/findings/findings_view.h"
#include "views/growth/stage_bars.h"
#include "views/history/history_view.h"
#include "views/inspector/inspector_view.h"
#include "views/outline/outline_view.h"
#include "views/preferences/preferences_dialog.h"
#include "views/shortcuts/shortcut_editor.h"
#include "views/shortcuts/shortcut_sheet.h"
#include "views/start/start_page.h"
#include "views/tour/tour.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QStyle>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace headroom::tst_window_panels {

/// The panels around the canvas, presenting, keys, preferences and the tour, by real events.
class WindowPanelsTest final : public test::WindowTest {
    Q_OBJECT

    const QString m_example = QStringLiteral(HEADROOM_SOURCE_DIR "/examples/social-feed.headroom");

    template <typename Dialog>
    void inDialog(const std::function<void(Dialog &)> &act)
    {
        QTimer::singleShot(0, this, [act] {
            auto *dialog = qobject_cast<Dialog *>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            act(*dialog);
        });
    }

private Q_SLOTS:
    void init() { QVERIFY(open("tst_window_panels", m_example)); }
    void cleanup() { close(); }

    void theHistoryNamesStepsAndJumps()
    {
        m_window->action("show-history")->trigger();
        auto *history = m_window->findChild<history::HistoryView *>();
        const project::Snapshot before = m_window->document().snapshot();
        QVERIFY(m_window->document().perform(edits::RenameElement { 4, "db", "Main store" }));
        QVERIFY(m_window->document().perform(edits::SetNotes { 4, "db", "why" }));
        QTRY_COMPARE(history->count(), 3);
        QCOMPARE(history->item(1)->text(), m_window->document().undoStack().text(0));
        QCOMPARE(history->currentRow(), 2);
        const auto click = [history](int row) {
            QTest::mouseClick(history->viewport(), Qt::LeftButton, {},
                              history->visualItemRect(history->item(row)).center());
        };
        click(0);
        QVERIFY(*m_window->document().snapshot() == *before);
        click(2);
        QCOMPARE(m_window->document().undoStack().index(), 2);
        history->setCurrentRow(1);
        history->setFocus();
        QTest::keyClick(history, Qt::Key_Return);
        QCOMPARE(m_window->document().undoStack().index(), 1);
    }

    void theOutlineIsTheStageAsATree()
    {
        m_window->action("show-outline")->trigger();
        auto *outline = m_window->findChild<outline::OutlineView *>();
        QTRY_VERIFY(outline->itemOf("db"));
        const project::Stage &stage = *m_window->document().snapshot()->stages[4];
        for (const project::Component &each : stage.components) {
            const QTreeWidgetItem *item = outline->itemOf(each.id);
            QVERIFY(item);
            QCOMPARE(item->text(0), QString::fromStdString(each.name));
            QCOMPARE(item->parent(), each.place.empty() ? nullptr : outline->itemOf(each.place));
        }
        for (const project::Connection &each : stage.connections)
            QCOMPARE(outline->itemOf(each.id)->parent(), outline->itemOf(each.from));
        QTRY_VERIFY(outline->itemOf("db")->text(1).contains(QLatin1Char('%')));
        outline->scrollToItem(outline->itemOf("db"));
        QTest::mouseClick(outline->viewport(), Qt::LeftButton, {},
                          outline->visualItemRect(outline->itemOf("db")).center());
        QCOMPARE(m_window->canvas().selection(), std::vector<std::string> { "db" });
        m_window->canvas().setSelection({ "lb" });
        QVERIFY(outline->itemOf("lb")->isSelected() && !outline->itemOf("db")->isSelected());
    }

    /// Another window, a parent or a property can have a widget styled anew; it keeps its color and its font.
    void whatIsStyledAnewKeepsItsLetters()
    {
        const QList<QLabel *> labels = m_window->findChildren<QLabel *>();
        const auto file = std::find_if(labels.begin(), labels.end(), [](const QLabel *each) {
            return each->text().startsWith(QStringLiteral("social-feed.headroom"));
        });
        QVERIFY(file != labels.end());
        const QFont font = (*file)->font();
        const QColor faint = theme::Theme::light().color(theme::Role::Faint);
        m_window->action("look-dark")->trigger();
        m_window->action("look-light")->trigger();
        QCOMPARE((*file)->palette().color(QPalette::WindowText), faint);
        m_window->style()->unpolish(*file);
        m_window->style()->polish(*file);
        QCOMPARE((*file)->palette().color(QPalette::WindowText), faint);
        QCOMPARE((*file)->font().pixelSize(), font.pixelSize());
    }

    void theSheetOfKeysFinds()
    {
        QStringList all;
        QStringList found;
        inDialog<shortcuts::ShortcutSheet>([&](shortcuts::ShortcutSheet &sheet) {
            all = sheet.shown();
            QTest::keyClicks(sheet.field(), "undo");
            found = sheet.shown();
            QTest::keyClick(&sheet, Qt::Key_Escape);
        });
        m_window->canvas().setFocus();
        QTest::keyClick(m_window.get(), Qt::Key_Question);
        QVERIFY(all.size() > 30);
        QCOMPARE(found, QStringList { QStringLiteral("Undo") });
    }

    void keysAreChangedAndAConflictIsSaid()
    {
        inDialog<shortcuts::ShortcutEditor>([](shortcuts::ShortcutEditor &editor) {
            editor.choose(QStringLiteral("fit-all"));
            editor.keyField()->setKeySequence(QKeySequence(QStringLiteral("Ctrl+S")));
            QVERIFY(editor.hasConflict());
            QVERIFY(editor.conflict()->text().contains(QStringLiteral("Save")));
            editor.keyField()->setFocus();
            QTest::keyClick(editor.keyField(), Qt::Key_U, Qt::ControlModifier);
            QVERIFY(!editor.hasConflict());
            editor.accept();
        });
        m_window->action("edit-keys")->trigger();
        QCOMPARE(m_window->action("fit-all")->shortcut(), QKeySequence(QStringLiteral("Ctrl+U")));
        m_window.reset();
        m_window = test::openWindow(*m_catalog, m_example); // remembered
        QCOMPARE(m_window->action("fit-all")->shortcut(), QKeySequence(QStringLiteral("Ctrl+U")));
    }

    void escLeavesTheFieldOfKeys()
    {
        inDialog<shortcuts::ShortcutEditor>([](shortcuts::ShortcutEditor &editor) {
            editor.choose(QStringLiteral("fit-all"));
            const QKeySequence before = editor.keyField()->keySequence();
            editor.keyField()->setFocus();
            QTest::keyClick(editor.keyField(), Qt::Key_Escape);
            QCOMPARE(editor.keyField()->keySequence(), before);
            QVERIFY(!editor.isVisible());
        });
        m_window->action("edit-keys")->trigger();
    }

    void noTwoCommandsHaveTheSameKeys()
    {
        QHash<QKeySequence, QString> taken;
        for (const QAction *action : m_window->actions())
            for (const QKeySequence &keys : action->shortcuts()) {
                QVERIFY2(!taken.contains(keys), qPrintable(action->objectName() + QLatin1Char(' ') + taken[keys]));
                taken.insert(keys, action->objectName());
            }
    }

    void preferencesAreSeenAtOnceAndTakenBack()
    {
        const int before = m_window->header().height();
        inDialog<preferences::PreferencesDialog>([&](preferences::PreferencesDialog &dialog) {
            auto *size = dialog.findChild<QSlider *>();
            size->setFocus();
            QTest::keyClick(size, Qt::Key_End);
            QCOMPARE(theme::letterScale(), 2.0);
            QVERIFY(m_window->header().height() > before);
            QTest::keyClick(dialog.findChild<QComboBox *>(), Qt::Key_End);
            QVERIFY(app::Settings::look() == app::LookChoice::Contrast);
            QTest::keyClick(&dialog, Qt::Key_Escape);
        });
        m_window->action("preferences")->trigger();
        QCOMPARE(theme::letterScale(), 1.0);
        QCOMPARE(m_window->header().height(), before);
        QVERIFY(app::Settings::look() == app::LookChoice::System);
    }

    /// The command palette finds a preference by its name, and it can be changed at once.
    void aPreferenceIsFoundByItsName()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("preferences currency"));
        bool wasThere = false;
        inDialog<preferences::PreferencesDialog>([&](preferences::PreferencesDialog &dialog) {
            wasThere = dialog.focusWidget() == dialog.findChild<QWidget *>(QStringLiteral("currency"));
            QTest::keyClicks(dialog.focusWidget(), QStringLiteral("CHF"));
            wasThere = wasThere && screen::units().currency == "CHF";
            QTest::keyClick(&dialog, Qt::Key_Escape);
        });
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(wasThere);
        QCOMPARE(screen::units().currency, std::string());
    }

    /// Who looks for a finding wants to do something about it.
    void aFindingIsFoundAndChosen()
    {
        auto *list = m_window->findChild<findings::FindingsView *>();
        QTRY_VERIFY(list->count() > 1);
        list->choose(0);
        const int last = list->count() - 1;
        QTreeWidgetItem *wanted = list->list()->cardAt(last);
        while (wanted->data(0, findings::SubjectRole).toString().isEmpty())
            wanted = list->list()->itemAbove(wanted);
        const QString title = wanted->data(0, findings::TitleRole).toString();
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), title);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(list->list()->currentItem(), wanted);
        QCOMPARE(m_window->canvas().selection(),
                 std::vector<std::string> { wanted->data(0, findings::SubjectRole).toString().toStdString() });
    }

    /// Bills and downtimes need no panel of growth: how long each stage is down stands beside the cost.
    void theAvailabilityOfEveryStageIsShown()
    {
        growth_views::StageBars &chart = m_window->availabilityChart();
        m_window->docks().reveal(QStringLiteral("availability"));
        QTRY_COMPARE(chart.stages().size(), m_window->document().snapshot()->stages.size());
        QVERIFY(chart.isVisible());
        const int other = m_window->stage() == 0 ? 1 : 0;
        QVERIFY(!chart.partsOf(other).empty());
        QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.partsOf(other).front().center().toPoint());
        QCOMPARE(m_window->stage(), other);
        QVERIFY(chart.accessibleDescription().contains(QStringLiteral("down a year")));
        const std::optional<double> before = chart.stages()[static_cast<std::size_t>(other)].availability;
        const auto &stage = *m_window->document().snapshot()->stages[static_cast<std::size_t>(other)];
        for (const project::Component &each : stage.components)
            if (each.kind == "allinone_server" || each.kind == "web_app_server" || each.kind == "rdb_primary") {
                (void)m_window->document().perform(
                    edits::RemoveElements { static_cast<std::size_t>(other), { each.id } });
                break;
            }
        QTRY_VERIFY(chart.stages()[static_cast<std::size_t>(other)].availability != before);
    }

    void theZoomIsReadAndChosen()
    {
        auto *zoom = m_window->canvas().findChild<QToolButton *>(QStringLiteral("zoom"));
        QVERIFY(zoom && zoom->isVisible());
        const auto shown = [this] { return QStringLiteral("%1 %").arg(std::lround(m_window->canvas().zoom() * 100)); };
        QCOMPARE(zoom->text(), shown());
        QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(zoom->text(), shown());
        QVERIFY(zoom->accessibleName().contains(zoom->text()));
        const auto choose = [&](const char *action) {
            bool wasThere = false;
            QTimer::singleShot(0, zoom, [&] { // the menu has a loop of its own
                auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
                QVERIFY(menu);
                wasThere = true;
                const QRect line = menu->actionGeometry(m_window->action(action));
                QVERIFY(line.isValid());
                QTest::mouseClick(menu, Qt::LeftButton, {}, line.center());
            });
            QTest::mouseClick(zoom, Qt::LeftButton);
            return wasThere;
        };
        QVERIFY(choose("zoom-reset"));
        QCOMPARE(zoom->text(), QStringLiteral("100 %"));
        QCOMPARE(m_window->canvas().zoom(), 1.0);
        QVERIFY(choose("fit-all"));
        QVERIFY(m_window->canvas().zoom() < 1);
        QCOMPARE(zoom->text(), shown());
        QVERIFY(m_window->canvas().rect().contains(zoom->geometry()));
    }

    void largeLettersCutNothingOff()
    {
        app::Settings::setFontPercent(200);
        m_window->applyPreferences();
        m_window->resize(1600, 1000);
        QTRY_COMPARE(m_window->width(), 1600);
        for (const QWidget *part :
             { static_cast<QWidget *>(&m_window->inspector()), static_cast<QWidget *>(&m_window->header()),
               static_cast<QWidget *>(&m_window->canvas()) })
            QVERIFY(m_window->rect().contains(QRect(part->mapTo(m_window.get(), QPoint()), part->size())));
        QVERIFY(m_window->canvas().height() > 150);
    }

    void theTourIsLeftAndTakenUpAgain()
    {
        tour::Tour &tour = m_window->tour();
        m_window->action("tour")->trigger();
        QVERIFY(tour.isVisible());
        QTest::mouseClick(tour.nextButton(), Qt::LeftButton);
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Return); // as by the mouse
        QCOMPARE(tour.step(), 2);
        QTest::keyClick(&tour, Qt::Key_Escape);
        QVERIFY(!tour.isVisible());
        m_window.reset();
        m_window = test::openWindow(*m_catalog, m_example);
        m_window->action("tour")->trigger();
        QCOMPARE(m_window->tour().step(), 2);
        for (int i = 0; i < 3; ++i)
            QTest::mouseClick(m_window->tour().nextButton(), Qt::LeftButton);
        QVERIFY(!m_window->tour().isVisible());
        m_window->action("tour")->trigger(); // finished: from the start
        QCOMPARE(m_window->tour().step(), 0);
    }

    void aPointerOnOneChartIsSeenOnAllAndAClickMovesTheUsers()
    {
        auto &latency = m_window->latencyChart();
        QTRY_VERIFY_WITH_TIMEOUT(!latency.curves().isEmpty(), 60000);
        m_window->docks().reveal(QStringLiteral("latency"));
        QTRY_VERIFY(latency.viewport()->isVisible());
        const QPoint at = latency.toViewport({ 5e5, 0.05 }).toPoint();
        QTest::mouseMove(latency.viewport(), at);
        QTRY_VERIFY(latency.viewport()->hoverLines().size() >= 4);
        const auto *other
            = m_window->findChild<QDockWidget *>(QStringLiteral("utilization"))->findChild<charts::CurvePlot *>();
        QCOMPARE(other->hoverLines().first(), latency.viewport()->hoverLines().first());
        QTest::mouseClick(latency.viewport(), Qt::LeftButton, {}, at);
        QVERIFY(std::abs(m_window->users() / 5e5 - 1) < 0.05);
        QCOMPARE(latency.users(), m_window->users());
    }
};

HEADROOM_TEST(QApplication, WindowPanelsTest)

} // namespace headroom::tst_window_panels

#include "tst_window_panels.moc"
