#include "app/language/language.h"
#include "app/shell/docks.h"
#include "tests/app/window_fixture.h"
#include "tests/support/test_program.h"
#include "views/canvas/preview_bar.h"
#include "views/outline/outline_view.h"
#include "views/stages/indicator_strip.h"
#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QFontInfo>
#include <QFontMetrics>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>

namespace headroom::tst_narrow_window {

/// Panels in windows that are too small for all of them side by side: none lies over another.
class NarrowWindowTest final : public QObject {
    Q_OBJECT

    const QString m_example = QStringLiteral(HEADROOM_SOURCE_DIR "/examples/social-feed.headroom");
    Result<catalog::Catalog> m_catalog = app::loadCatalog();
    std::unique_ptr<app::MainWindow> m_window;

    QList<QDockWidget *> seen() const
    {
        QList<QDockWidget *> out;
        for (QDockWidget *dock : m_window->findChildren<QDockWidget *>())
            if (dock->isVisible() && !dock->isFloating() && m_window->rect().intersects(dock->geometry()))
                out.append(dock);
        return out;
    }

    /// Names of two that share pixels, or what is cut off by the window; empty: all is well.
    QString overlap() const
    {
        const QList<QDockWidget *> docks = seen();
        for (const QDockWidget *one : docks) {
            if (!m_window->rect().contains(one->geometry()))
                return one->objectName();
            for (const QDockWidget *other : docks)
                if (one != other && one->geometry().intersects(other->geometry()))
                    return one->objectName() + QLatin1Char(' ') + other->objectName();
        }
        return docks.size() < 3 ? QStringLiteral("too few") : QString();
    }

    void open(QSize size)
    {
        m_window = std::make_unique<app::MainWindow>(*m_catalog);
        m_window->resize(size);
        m_window->canvas().setMotion(false);
        m_window->openFile(m_example);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_catalog);
        test::isolate("tst_narrow_window");
    }
    void cleanup()
    {
        if (m_window)
            m_window->document().undoStack().setClean();
        m_window.reset();
        theme::setLetterScale(1);
    }

    void noPanelLiesOverAnother_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("letters");
        QTest::newRow("small") << QSize(1024, 700) << 1.0;
        QTest::newRow("smallest") << QSize(960, 600) << 1.0;
        QTest::newRow("usual") << QSize(1280, 720) << 1.0;
        QTest::newRow("large letters") << QSize(1280, 720) << 2.0;
        QTest::newRow("larger letters") << QSize(1280, 800) << 1.5;
    }
    void noPanelLiesOverAnother()
    {
        QFETCH(QSize, size);
        QFETCH(double, letters);
        theme::setLetterScale(letters);
        open(size);
        QTRY_COMPARE(overlap(), QString());
        QCOMPARE(m_window->size(), size);
        m_window->action("growth-plan")->trigger();
        QTRY_VERIFY(m_window->docks().dock(QStringLiteral("growth"))->isVisible());
        QTest::qWait(50);
        QCOMPARE(overlap(), QString());
    }

    /// Small names say more than the begins of large ones; German ones are the longest.
    void tabsOfPanelsAreWholeWithLargeLetters()
    {
        app::Language language;
        QVERIFY(language.speak(QStringLiteral("de")));
        const auto closed = qScopeGuard([this] {
            m_window->document().undoStack().setClean();
            m_window.reset();
        });
        theme::setLetterScale(2);
        open({ 1280, 720 });
        QTRY_COMPARE(overlap(), QString());
        int tabs = 0;
        for (const QTabBar *bar : m_window->findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
            if (!bar->isVisible() || !m_window->rect().contains(bar->geometry())) // the window keeps spare ones outside
                continue;
            tabs += bar->count();
            QTRY_VERIFY2(bar->sizeHint().width() <= bar->width(), qPrintable(bar->tabText(0)));
            QVERIFY(QFontInfo(bar->font()).pixelSize() >= 13); // no less than without large letters
        }
        QVERIFY(tabs >= 4);
    }

    /// What an edit would do has to be seen, also where nearly all room is for letters.
    void aPreviewLeavesRoomForItselfWithLargeLetters()
    {
        theme::setLetterScale(2);
        open({ 1280, 720 });
        QTRY_COMPARE(overlap(), QString());
        const auto *strip = m_window->findChild<stages::IndicatorStrip *>();
        canvas::CanvasView &canvas = m_window->canvas();
        const canvas::Viewport before { canvas.toScene({ 0, 0 }), canvas.zoom() };
        canvas.showPreview(edits::RenameElement { 4, "db", "Another name" }, QStringLiteral("The database has a name"),
                           QStringLiteral("Give it another one\nHeadroom 1.2 M → 1.4 M users"));
        const int below = canvas.height() - canvas.previewBar()->geometry().bottom();
        QVERIFY2(below >= 100, qPrintable(QString::number(below)));
        QTest::keyClick(canvas.previewBar()->cancelButton(), Qt::Key_Escape);
        QTRY_VERIFY(strip->isVisible());
        QTRY_COMPARE((canvas::Viewport { canvas.toScene({ 0, 0 }), canvas.zoom() }), before);
    }

    /// The state stands below the name, so that nothing has to be scrolled to.
    void theOutlineShowsStatesWithLargeLetters()
    {
        theme::setLetterScale(2);
        open({ 1280, 720 });
        m_window->action("show-outline")->trigger();
        auto *outline = m_window->findChild<outline::OutlineView *>();
        QTRY_VERIFY(outline->isVisible() && outline->itemOf("db")
                    && outline->itemOf("db")->text(1).contains(QLatin1Char('%')));
        QVERIFY(!outline->horizontalScrollBar()->isVisible());
        QTreeWidgetItem *item = outline->itemOf("db");
        outline->scrollToItem(item);
        const QRect row = outline->visualItemRect(item);
        QVERIFY(row.height()
                >= QFontMetrics(theme::Theme::font(13)).height() + QFontMetrics(theme::Theme::font(11)).height());
        QVERIFY(outline->viewport()->rect().contains(row));
        const QRect below(row.left(), row.center().y() + 4, row.width(), row.height() / 2 - 6);
        const QImage before = outline->viewport()->grab(below).toImage();
        item->setText(1, QStringLiteral("47 %"));
        QVERIFY(outline->viewport()->grab(below).toImage() != before);
        QVERIFY(item->toolTip(0).contains(item->text(0)));
    }

    void panelsStepBehindEachOtherWhenTheWindowShrinks()
    {
        open({ 1600, 900 });
        QTRY_COMPARE(overlap(), QString());
        const qsizetype before = seen().size();
        m_window->resize(1000, 700);
        QTRY_VERIFY(seen().size() < before);
        QCOMPARE(overlap(), QString());
    }
};

HEADROOM_TEST(QApplication, NarrowWindowTest)

} // namespace headroom::tst_narrow_window

#include "tst_narrow_window.moc"
