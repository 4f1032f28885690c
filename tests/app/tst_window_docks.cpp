#include "app/settings/settings.h"
#include "app/shell/toast.h"
#include "tests/app/window_fixture.h"
#include "tests/support/test_program.h"
#include "views/canvas/canvas_view.h"
#include "views/docks/tab_fit.h"
#include "views/stages/users_slider.h"

#include <QApplication>
#include <QLabel>
#include <QMenuBar>
#include <QScopeGuard>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

namespace headroom::tst_window_docks {

/// Where the panels around the canvas stand: floating, hidden, away, back, and put in place anew.
class WindowDocksTest final : public test::WindowTest {
    Q_OBJECT

    const QString m_example = QStringLiteral(HEADROOM_SOURCE_DIR "/examples/social-feed.headroom");

    docks::DockTitle *title(const char *id) { return qobject_cast<docks::DockTitle *>(dock(id)->titleBarWidget()); }

private Q_SLOTS:
    void init() { QVERIFY(open("tst_window_docks", m_example)); }
    void cleanup() { close(); }

    void aPanelFloatsHidesAndIsRemembered()
    {
        QTest::mouseClick(title("findings")->floatButton(), Qt::LeftButton);
        QVERIFY(dock("findings")->isFloating());
        QTest::mouseClick(title("cost")->closeButton(), Qt::LeftButton);
        QVERIFY(dock("cost")->isHidden());
        QVERIFY(!m_window->action("show-cost")->isChecked());
        m_window->addDockWidget(Qt::LeftDockWidgetArea, dock("inspector"));
        m_window->close();
        m_window.reset();
        m_window = test::openWindow(*m_catalog, m_example);
        QVERIFY(dock("findings")->isFloating());
        QVERIFY(dock("cost")->isHidden());
        QCOMPARE(m_window->dockWidgetArea(dock("inspector")), Qt::LeftDockWidgetArea);
        m_window->action("reset-layout")->trigger();
        QVERIFY(!dock("findings")->isFloating());
        QVERIFY(!dock("cost")->isHidden());
        QCOMPARE(m_window->dockWidgetArea(dock("inspector")), Qt::RightDockWidgetArea);
    }

    void aPanelBehindTabsIsNamedOnce()
    {
        QTRY_VERIFY(title("utilization")->text()->isHidden());
        QVERIFY(!title("inspector")->text()->isHidden());
        QVERIFY(!title("palette")->text()->isHidden()); // the outline beside it is hidden
        QTRY_VERIFY(title("utilization")->height() < title("inspector")->height());
        QTest::mouseClick(title("utilization")->floatButton(), Qt::LeftButton);
        QTRY_VERIFY(!title("utilization")->text()->isHidden());
        QTRY_VERIFY(!title("stage-map")->text()->isHidden()); // which stands alone now
    }

    void aFloatingPanelHasAnEdge()
    {
        m_window->setLook(app::LookChoice::Dark);
        const auto edge = [this] {
            const QImage seen = dock("cost")->grab().toImage();
            return seen.pixelColor(0, seen.height() / 2);
        };
        const QColor wanted = theme::Theme::dark().color(theme::Role::Edge);
        QVERIFY(edge() != wanted);
        QTest::mouseClick(title("cost")->floatButton(), Qt::LeftButton);
        QTRY_COMPARE(edge(), wanted);
        dock("cost")->resize(500, 400);
        QTRY_COMPARE(edge(), wanted);
        QTest::mouseClick(title("cost")->floatButton(), Qt::LeftButton);
        QTRY_VERIFY(edge() != wanted);
    }

    void availabilityIsATabInASmallWindow()
    {
        m_window->resize(1280, 720);
        m_window->action("reset-layout")->trigger();
        QTest::qWait(0);
        const QString name = dock("availability")->windowTitle();
        QTabBar *bar = nullptr;
        int at = -1;
        for (QTabBar *each : m_window->findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly))
            for (int i = 0; each->isVisible() && i < each->count(); ++i)
                if (each->tabText(i) == name) {
                    bar = each;
                    at = i;
                }
        QVERIFY(bar);
        QVERIFY(m_window->docks().isInSight(*dock("findings"))); // in front
        QVERIFY(!m_window->docks().isInSight(*dock("availability")));
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(at).center());
        QTRY_VERIFY(m_window->docks().isInSight(*dock("availability")));
    }

    void theButtonsOfATabStandBesideIt()
    {
        m_window->resize(1600, 1000);
        m_window->action("reset-layout")->trigger();
        QTRY_VERIFY(title("utilization")->isInTabs());
        QTRY_COMPARE(title("utilization")->height(), 0); // the chart has the room
        const QToolButton *hide = title("utilization")->closeButton();
        const QToolButton *other = title("stage-map")->closeButton();
        QVERIFY(hide->isVisible() && !other->isVisible());
        const QRect at(hide->mapTo(m_window.get(), QPoint()), hide->size());
        QCOMPARE_LT(at.bottom(), dock("utilization")->y());
        QCOMPARE_LE(at.right(), dock("utilization")->geometry().right());
        m_window->docks().reveal(QStringLiteral("stage-map"));
        QTRY_VERIFY(other->isVisible() && !hide->isVisible());
        QTest::mouseClick(title("stage-map")->closeButton(), Qt::LeftButton);
        QTRY_VERIFY(dock("stage-map")->isHidden());
        QTRY_VERIFY(!title("utilization")->isInTabs() && hide->isVisible()); // no tabs are left
        QVERIFY(title("utilization")->isAncestorOf(hide));
    }

    void aHiddenPanelComesBackByItsKeys()
    {
        QVERIFY(dock("outline")->isHidden());
        QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(!dock("outline")->isHidden());
        QVERIFY(m_window->action("show-outline")->isChecked());
        QTest::keyClick(m_window.get(), Qt::Key_F8);
        QVERIFY(dock("utilization")->isHidden() && dock("findings")->isHidden());
        QTest::keyClick(m_window.get(), Qt::Key_F8);
        QVERIFY(!dock("utilization")->isHidden() && !dock("findings")->isHidden());
    }

    void presentingMakesNoLettersSmaller()
    {
        app::Settings::setFontPercent(200);
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QVERIFY(theme::letterScale() > 1.9);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QVERIFY(theme::letterScale() > 1.9);
        app::Settings::setFontPercent(100);
        theme::setLetterScale(1);
    }

    void presentingLeavesTheCanvasAndOneChart()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QVERIFY(m_window->menuBar()->isHidden());
        QVERIFY(dock("palette")->isHidden() && dock("inspector")->isHidden() && dock("findings")->isHidden());
        QVERIFY(!dock("utilization")->isHidden());
        QVERIFY(theme::letterScale() > 1.2);
        QCOMPARE(m_window->stage(), 4);
        QTest::keyClick(m_window.get(), Qt::Key_PageDown);
        QCOMPARE(m_window->stage(), 5);
        QTest::keyClick(m_window.get(), Qt::Key_PageUp);
        QTest::keyClick(m_window.get(), Qt::Key_PageUp);
        QCOMPARE(m_window->stage(), 3);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QVERIFY(!m_window->menuBar()->isHidden());
        QVERIFY(!dock("palette")->isHidden() && !dock("findings")->isHidden());
        QCOMPARE(theme::letterScale(), 1.0);
        m_window->findChild<stages::UsersSlider *>()->setFocus();
        QTest::keyClick(m_window->focusWidget(), Qt::Key_PageDown); // there it moves the users again
        QCOMPARE(m_window->stage(), 3);
    }

    void howToEndThePresentationIsSaidWhileItLasts()
    {
        const auto *toast = m_window->findChild<app::Toast *>();
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTRY_VERIFY(toast->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QVERIFY(!toast->isVisible());
    }

    void presentingGivesThePanelsBackAsTheyWere_data()
    {
        QTest::addColumn<QSize>("window");
        QTest::newRow("usual") << QSize(1600, 1000);
        QTest::newRow("small") << QSize(1280, 690);
    }
    void presentingGivesThePanelsBackAsTheyWere()
    {
        QFETCH(const QSize, window);
        m_window->resize(window);
        const auto sizes = [this] {
            QTest::qWait(0);
            QList<QSize> all;
            for (const char *id : { "palette", "inspector", "utilization", "latency", "findings" })
                all.append(dock(id)->size());
            return all;
        };
        const QList<QSize> before = sizes();
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTest::keyClick(m_window.get(), Qt::Key_PageDown);
        QCOMPARE(m_window->stage(), 5);
        QTRY_VERIFY(dock("palette")->isHidden());
        const QRectF canvas(m_window->canvas().rect());
        for (const char *id : { "clients", "cache", "analytics" }) // the next stage is seen as a whole, too
            QVERIFY2(canvas.contains(m_window->canvas().cardRect(id)), id);
        QTest::keyClick(m_window.get(), Qt::Key_PageUp);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTRY_COMPARE(m_window->isFullScreen(), false);
        QCOMPARE(sizes(), before);
        for (const QTabBar *bar : m_window->findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly))
            if (bar->isVisible() && !bar->property("tight").toBool())
                QCOMPARE(bar->font().pixelSize(), theme::scaled(13)); // not those of a bar that was narrow for a moment
    }

    void theBottomComesBackAsItWas_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QSize>("size");
        QTest::newRow("growth, small window") << "show-growth" << QSize(1280, 720);
        QTest::newRow("growth, large window") << "show-growth" << QSize(1600, 1000);
        QTest::newRow("all charts, small window") << "show-charts" << QSize(1280, 720);
        QTest::newRow("all charts, large window") << "show-charts" << QSize(1600, 1000);
    }
    void theBottomComesBackAsItWas()
    {
        QFETCH(QString, action);
        QFETCH(QSize, size);
        m_window->resize(size);
        m_window->action("reset-layout")->trigger();
        QTest::qWait(100);
        const QByteArray name = action.toLatin1();
        const auto sizes = [this] {
            QList<QSize> all;
            for (const char *id : { "utilization", "latency", "findings" })
                all.append(dock(id)->size());
            return all;
        };
        const QList<QSize> before = sizes();
        m_window->action(name.constData())->trigger();
        QTest::qWait(0);
        QVERIFY(dock("latency")->isHidden());
        m_window->action(name.constData())->trigger();
        QTest::qWait(0);
        for (const char *id : { "utilization", "latency", "findings" })
            QVERIFY2(m_window->docks().isInSight(*dock(id)), id);
        const QList<QSize> after = sizes();
        for (int i = 0; i < before.size(); ++i) {
            const QSize off = after[i] - before[i];
            QVERIFY2(std::abs(off.width()) < 8 && std::abs(off.height()) < 8,
                     qPrintable(QStringLiteral("%1: %2, %3").arg(i).arg(off.width()).arg(off.height())));
        }
    }

    void aFloatingChartComesBackWithTheOthers()
    {
        m_window->action("reset-layout")->trigger();
        QTest::qWait(100);
        dock("latency")->setFloating(true);
        m_window->action("show-charts")->trigger();
        QVERIFY(dock("latency")->isHidden() && dock("utilization")->isHidden());
        m_window->action("show-charts")->trigger();
        QVERIFY(!dock("latency")->isHidden() && dock("latency")->isFloating());
        QVERIFY(!dock("utilization")->isHidden() && !dock("utilization")->isFloating());
        dock("latency")->setFloating(false);
    }

    /// The next key belongs to the canvas, not to whatever field comes after the panel.
    void closingGrowthLeavesTheKeysToTheCanvas()
    {
        m_window->activateWindow();
        m_window->action("show-growth")->trigger();
        QTest::qWait(0);
        QWidget *inside = dock("growth")->findChild<QAbstractButton *>();
        QVERIFY(inside);
        inside->setFocus();
        m_window->action("show-growth")->trigger();
        QTest::qWait(0);
        QCOMPARE(m_window->focusWidget(), static_cast<QWidget *>(m_window->findChild<canvas::CanvasView *>()));
    }

    /// As many panels stand behind each other as there is room for their names.
    void namesOfTabsAreWhole()
    {
        for (const int width : { 1264, 1400, 1600 }) {
            m_window->resize(width, 800);
            m_window->action("reset-layout")->trigger();
            QTest::qWait(50);
            int bars = 0;
            for (const QTabBar *bar : m_window->findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
                if (!bar->isVisible() || bar->count() < 2)
                    continue;
                ++bars;
                QVERIFY2(bar->width() >= bar->sizeHint().width(),
                         qPrintable(QStringLiteral("%1 at %2").arg(bar->tabText(0)).arg(width)));
            }
            QVERIFY(bars > 0);
        }
    }

    /// A bar that is narrow for a moment, as when a presentation ends, would move the panel below it.
    void namesThatShrinkLeaveTheBarItsHeight()
    {
        const auto usualLetters = qScopeGuard([] { theme::setLetterScale(1); });
        for (const double letters : { 1.0, 2.0 }) {
            m_window.reset();
            theme::setLetterScale(letters);
            m_window = test::openWindow(*m_catalog, m_example);
            QTabBar bar(m_window.get());
            const docks::TabFit fit(bar);
            for (const char *name : { "Utilization", "Stage map", "Availability" })
                bar.addTab(QLatin1String(name));
            bar.resize(1500, 40);
            bar.show();
            QVERIFY(!bar.property("tight").toBool());
            const QSize usual = bar.sizeHint();
            bar.resize(100, 40);
            QVERIFY(bar.property("tight").toBool());
            QVERIFY(bar.sizeHint().width() < usual.width());
            QCOMPARE(bar.sizeHint().height(), usual.height());
        }
    }

    void panelsShareTheRoomAfterTheStartPage()
    {
        m_window.reset();
        test::isolate("tst_window_docks");
        m_window = std::make_unique<app::MainWindow>(*m_catalog);
        m_window->showStart();
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->resize(1600, 1000);
        QTest::qWait(0);
        QVERIFY(m_window->openFile(m_example));
        QTest::qWait(0);
        QCOMPARE(dock("palette")->width(), 200);
        const int width = dock("utilization")->width();
        for (const char *id : { "latency", "cost", "findings" })
            QVERIFY2(std::abs(dock(id)->width() - width) < 16, qPrintable(QString::number(dock(id)->width())));
    }

    void resettingPutsEveryPanelInItsPlace()
    {
        m_window->resize(1280, 800);
        dock("findings")->setFloating(true);
        m_window->tabifyDockWidget(dock("utilization"), dock("findings"));
        dock("findings")->setFloating(false);
        dock("findings")->raise();
        QTest::qWait(0);
        m_window->action("reset-layout")->trigger();
        QTest::qWait(0);
        const char *const seen[] { "palette", "inspector", "utilization", "latency", "findings" };
        for (const char *a : seen) {
            QVERIFY2(m_window->docks().isInSight(*dock(a)), a);
            for (const char *b : seen)
                QVERIFY2(a == b || !dock(a)->geometry().intersects(dock(b)->geometry()), b);
            QVERIFY2(!dock(a)->geometry().intersects(m_window->centralWidget()->geometry()), a);
        }
    }
};

HEADROOM_TEST(QApplication, WindowDocksTest)

} // namespace headroom::tst_window_docks

#include "tst_window_docks.moc"
