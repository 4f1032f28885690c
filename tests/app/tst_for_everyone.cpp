#include "app/files/safe_file.h"
#include "app/shell/file_guard.h"
#include "model/serialization/project_json.h"
#include "tests/app/window_fixture.h"
#include "tests/support/test_program.h"
#include "views/findings/findings_view.h"
#include "views/growth/growth_panel.h"
#include "views/inspector/inspector_view.h"
#include "views/notices/notice_bar.h"
#include "views/workload/workload_dialog.h"

#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QPointer>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollArea>
#include <QSet>
#include <QStyleHints>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>

namespace headroom::tst_for_everyone {

/// Whoever uses no mouse sees where the keys go, and whoever does not see is told what everything is called.
class ForEveryoneTest final : public test::WindowTest {
    Q_OBJECT

    const QString m_example = QStringLiteral(HEADROOM_SOURCE_DIR "/examples/social-feed.headroom");

    /// What the Tab key can reach in there now.
    static QList<QWidget *> controlsIn(QWidget &root)
    {
        QList<QWidget *> found;
        for (QWidget *each : root.findChildren<QWidget *>()) {
            const bool isPart = qobject_cast<QAbstractSpinBox *>(each->parentWidget())
                || qobject_cast<QComboBox *>(each->parentWidget()); // of a control that is asked itself
            if (each->isVisible() && each->isEnabled() && (each->focusPolicy() & Qt::TabFocus) && !each->focusProxy()
                && !isPart)
                found.append(each);
        }
        return found;
    }

    static QString describe(const QWidget &widget)
    {
        QStringList way;
        for (const QWidget *each = &widget; each && way.size() < 4; each = each->parentWidget())
            way.append(QLatin1String(each->metaObject()->className())
                       + (each->objectName().isEmpty() ? QString() : QLatin1Char('#') + each->objectName()));
        return way.join(QStringLiteral(" in "));
    }

    static QStringList namelessIn(QWidget &root)
    {
        QStringList nameless;
        for (QWidget *each : controlsIn(root)) {
            if (const auto *tabs = qobject_cast<QTabBar *>(each); tabs && tabs->count() == 0)
                continue; // one that the window keeps for later
            QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(each);
            if (!spoken || spoken->text(QAccessible::Name).trimmed().isEmpty())
                nameless.append(describe(*each));
        }
        nameless.removeDuplicates();
        return nameless;
    }

    /// A control and what is around it, within its window.
    static QRect placeOf(const QWidget &widget)
    {
        return QRect(widget.mapTo(widget.window(), QPoint()), widget.size()).adjusted(-5, -5, 5, 5)
            & widget.window()->rect();
    }

    /// Those that look the same with the keys as without. What the window does meanwhile, as answers that arrive and
    /// panels that still take their place, may move a control or take the keys away: it is then looked at again.
    static QStringList unseenIn(QWidget &root, QWidget &elsewhere)
    {
        constexpr int kMostLooks = 5;
        QList<QPointer<QWidget>> controls; // some may go on the way
        for (QWidget *each : controlsIn(root))
            controls.append(each);
        QStringList unseen;
        for (const QPointer<QWidget> &each : std::as_const(controls)) {
            if (each == &elsewhere)
                continue;
            bool isSeen = false;
            int compared = 0;
            for (int look = 0; look < kMostLooks && each && !isSeen; ++look) {
                for (QWidget *up = each->parentWidget(); up; up = up->parentWidget())
                    if (auto *area = qobject_cast<QScrollArea *>(up); area && area->isAncestorOf(each))
                        area->ensureWidgetVisible(each);
                each->setFocus(Qt::TabFocusReason);
                QCoreApplication::processEvents();
                if (!each || QApplication::focusWidget() != each || each->visibleRegion().isEmpty())
                    continue;
                const QRect place = placeOf(*each);
                const QImage with = each->window()->grab(place).toImage();
                elsewhere.setFocus(Qt::TabFocusReason);
                QCoreApplication::processEvents();
                if (!each || QApplication::focusWidget() == each || placeOf(*each) != place)
                    continue;
                isSeen = with != each->window()->grab(place).toImage();
                ++compared;
            }
            if (each && compared > 0 && !isSeen)
                unseen.append(describe(*each));
        }
        unseen.removeDuplicates();
        return unseen;
    }

    /// Goes with the Tab key from stop to stop until one comes again (of a group of choices
    /// Tab need not come back to the first). @return  those that look the same without the keys
    static QStringList unseenOnTheWay(QDialog &dialog, int &stops)
    {
        constexpr int kMost = 200;
        QStringList unseen;
        if (!QApplication::focusWidget())
            QTest::keyClick(&dialog, Qt::Key_Tab);
        QWidget *stop = QApplication::focusWidget();
        QSet<QWidget *> been;
        for (int steps = 0; stop && steps < kMost; ++steps) {
            ++stops;
            been.insert(stop);
            const QPointer<QWidget> held = stop;
            QCoreApplication::processEvents();
            const QImage with = stop->grab().toImage();
            QTest::keyClick(stop, Qt::Key_Tab);
            QCoreApplication::processEvents();
            QWidget *next = QApplication::focusWidget();
            if (next == stop && controlsIn(dialog).size() > 1)
                return unseen << describe(*stop) + QStringLiteral(" keeps the keys");
            if (held && next != stop && with == stop->grab().toImage())
                unseen.append(describe(*stop));
            if (been.contains(next))
                return unseen;
            stop = next;
        }
        return unseen << QStringLiteral("the way of the keys has no end");
    }

    static void eachDialog()
    {
        QTest::addColumn<QString>("action");
        for (const char *action : { "preferences", "shortcuts", "edit-keys", "export", "report", "compare-stages",
                                    "about", "workload", "save-as", "open", "print" })
            QTest::newRow(action) << action;
        for (const char *action : { "acknowledge", "unsaved", "unreadable", "elsewhere", "versions" })
            QTest::newRow(action) << action;
    }

    /// Brings a question about, or else opens the dialog of the action of that name.
    void askAbout(const QString &question)
    {
        app::Document &document = m_window->document();
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("shop.headroom"));
        const auto write
            = [&file](const std::string &text) { QVERIFY(app::writeFileSafely(file.toStdString(), text)); };
        if (question == QLatin1String("acknowledge")) {
            auto *findings = m_window->findChild<findings::FindingsView *>();
            QTRY_VERIFY(findings->count() > 0);
            findings->choose(0);
            findings->acknowledgeButton()->click();
        } else if (question == QLatin1String("unsaved")) {
            QVERIFY(document.perform(edits::RenameProject { "Shop" }));
            m_window->close();
            QVERIFY(m_window->isVisible());
        } else if (question == QLatin1String("unreadable")) {
            write("{ \"format\": ");
            QVERIFY(!m_window->openFile(file));
        } else if (question == QLatin1String("elsewhere")) {
            write(serialization::writeProject(*document.snapshot()));
            const auto other = // whose lock this window meets as it would another program's
                test::openWindow(*m_catalog, file);
            QVERIFY(other);
            QVERIFY(!m_window->openFile(file));
        } else if (question == QLatin1String("versions")) {
            QVERIFY(document.save(file));
            QVERIFY(document.perform(edits::RenameProject { "Mine" }));
            project::Project theirs = *document.snapshot();
            theirs.name = "Theirs";
            write(serialization::writeProject(theirs));
            m_window->guard().watch().look();
            QTRY_VERIFY(m_window->notice().isVisible());
            m_window->notice().buttons().first()->click();
        } else {
            m_window->action(question.toLatin1().constData())->trigger();
        }
    }

    /// Opens the dialog of the row and calls it for each of its pages. @return whether it came
    bool withDialog(const std::function<void(QDialog &)> &look)
    {
        bool wasThere = false;
        const auto lookAtAll = [&](QWidget *widget) {
            auto *dialog = qobject_cast<QDialog *>(widget);
            if (!dialog)
                return;
            const auto end = qScopeGuard([dialog] { dialog->reject(); });
            if (!QTest::qWaitForWindowActive(dialog))
                return;
            wasThere = true;
            auto *pages = dialog->findChild<QTabWidget *>();
            for (int page = 0; page < (pages ? pages->count() : 1); ++page) {
                if (pages) {
                    pages->setCurrentIndex(page);
                    pages->tabBar()->setFocus(Qt::TabFocusReason);
                }
                QTest::qWait(200);
                look(*dialog);
            }
        };
        QTimer opening; // until it is there, however long that takes
        opening.callOnTimeout(this, [&] {
            if (QWidget *modal = QApplication::activeModalWidget()) {
                opening.stop();
                lookAtAll(modal);
                opening.start(); // another may follow
            }
        });
        opening.start(300);
        QFETCH(const QString, action);
        askAbout(action);
        opening.stop();
        QTest::qWait(300);
        for (QWidget *top : QApplication::topLevelWidgets())
            if (top->isVisible())
                lookAtAll(top);
        return wasThere;
    }

    /// Calls it for the window with each of its panels in front.
    void withEachPanel(const std::function<void(const char *)> &look)
    {
        m_window->resize(1600, 1000);
        m_window->canvas().setSelection({ "db" });
        for (const char *panel : { "palette", "outline", "inspector", "history", "utilization", "latency", "cost",
                                   "stage-map", "availability", "findings" }) {
            m_window->docks().reveal(QLatin1String(panel));
            QTest::qWait(50);
            look(panel);
        }
        for (int tab = 0; tab < 3; ++tab) {
            m_window->docks().reveal(QStringLiteral("inspector"));
            m_window->inspector().tabs()->setCurrentIndex(tab);
            QTest::qWait(300);
            look("inspector");
        }
        m_window->docks().reveal(QStringLiteral("growth"));
        for (int page = 0; page < m_window->growthPanel().tabs()->count(); ++page) {
            m_window->growthPanel().tabs()->setCurrentIndex(page);
            QTest::qWait(200);
            look("growth");
        }
    }

private Q_SLOTS:
    void init() { QVERIFY(open("tst_for_everyone", m_example)); }
    void cleanup() { close(); }

    void everyControlOfTheWindowHasAName()
    {
        QStringList nameless;
        withEachPanel([&](const char *) { nameless += namelessIn(*m_window); });
        m_window->showStart();
        QTest::qWait(100);
        nameless += namelessIn(*m_window);
        nameless.removeDuplicates();
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
    }

    void everyControlOfADialogHasAName_data() { eachDialog(); }
    void everyControlOfADialogHasAName()
    {
        QStringList nameless;
        QVERIFY(withDialog([&](QDialog &dialog) { nameless += namelessIn(dialog); }));
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
    }

    void everyStopInADialogIsSeen_data() { eachDialog(); }
    void everyStopInADialogIsSeen()
    {
        QGuiApplication::styleHints()->setCursorFlashTime(0);
        QStringList unseen;
        int stops = 0;
        QVERIFY(withDialog([&](QDialog &dialog) { unseen += unseenOnTheWay(dialog, stops); }));
        QCOMPARE_GE(stops, 1);
        unseen.removeDuplicates();
        QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(QLatin1Char('\n'))));
    }

    void whereTheKeysGoIsSeen()
    {
        QGuiApplication::styleHints()->setCursorFlashTime(0);
        QStringList unseen;
        withEachPanel([&](const char *panel) {
            QWidget *root = qstrcmp(panel, "palette") == 0 ? m_window.get() : dock(panel)->widget();
            unseen += unseenIn(*root, m_window->canvas());
        });
        unseen.removeDuplicates();
        QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(QLatin1Char('\n'))));
    }

    void whereTheKeysGoIsSeenOnTheStartPage()
    {
        m_window->showStart();
        QTest::qWait(100);
        const QList<QWidget *> controls = controlsIn(*m_window);
        QVERIFY(controls.size() > 3);
        QStringList unseen = unseenIn(*m_window, *controls.first());
        unseen += unseenIn(*controls.first()->parentWidget(), *controls.last());
        unseen.removeDuplicates();
        QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(QLatin1Char('\n'))));
    }
};

HEADROOM_TEST(QApplication, ForEveryoneTest)

} // namespace headroom::tst_for_everyone

#include "tst_for_everyone.moc"
