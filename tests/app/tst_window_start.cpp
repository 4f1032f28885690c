#include "app/files/safe_file.h"
#include "app/resources/resources.h"
#include "app/settings/settings.h"
#include "tests/app/window_fixture.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/palette/palette_view.h"
#include "views/start/design_tile.h"
#include "views/start/start_page.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <algorithm>

namespace headroom::tst_window_start {

/// Where one begins: templates, examples and recent files.
class WindowStartTest final : public test::WindowTest {
    Q_OBJECT

    QString m_file;

private Q_SLOTS:
    void init()
    {
        m_file = copyOf(QStringLiteral("web-shop.headroom"), QStringLiteral("shop.headroom"));
        QVERIFY(open("tst_window_start", m_file));
    }
    void cleanup() { close(); }

    void theStartPageBeginsDesigns()
    {
        m_window->showStart();
        QVERIFY(!m_window->palettePanel().isVisible());
        start::StartPage &page = m_window->startPage();
        QTest::mouseClick(page.tile(QStringLiteral("empty")), Qt::LeftButton);
        QVERIFY(!m_window->isAtStart());
        QVERIFY(m_window->palettePanel().isVisible());
        QVERIFY(m_window->document().snapshot()->stages.front()->components.empty());
        m_window->showStart();
        page.tile(QStringLiteral("social-feed"))->setFocus();
        QTest::keyClick(page.tile(QStringLiteral("social-feed")), Qt::Key_Space);
        QCOMPARE(m_window->document().snapshot()->name, test::openDesign("examples/social-feed.headroom")->name);
        QVERIFY(m_window->document().path().isEmpty()); // the example itself stays as it is
    }

    /// Nobody edits a design that the start page hides.
    void whatNeedsTheDesignLeavesTheStartPage()
    {
        m_window->showStart();
        for (const char *stays : { "save", "look-dark", "look-light" })
            m_window->action(stays)->trigger();
        QVERIFY(m_window->isAtStart());
        m_window->action("find-kind")->trigger();
        QVERIFY(!m_window->isAtStart());
        QVERIFY(m_window->palettePanel().isVisible());
        m_window->showStart();
        m_window->action("stage-next")->trigger();
        QVERIFY(!m_window->isAtStart());
    }

    void escapeGoesBackToAnOpenDesign()
    {
        m_window->startFromTemplate(QStringLiteral("single-server"));
        QVERIFY(m_window->document().perform(edits::RenameProject { "Mine" }));
        m_window->showStart();
        QVERIFY(m_window->isAtStart());
        QTest::keyClick(&m_window->startPage(), Qt::Key_Escape);
        QVERIFY(!m_window->isAtStart());
        QCOMPARE(m_window->document().snapshot()->name, std::string("Mine"));
        m_window->action("undo")->trigger();
    }

    void newOnTheStartPageBeginsAnEmptyDesign()
    {
        m_window->showStart();
        m_window->action("new")->trigger();
        QVERIFY(!m_window->isAtStart());
        QVERIFY(m_window->document().path().isEmpty());
        QVERIFY(m_window->document().snapshot()->stages.front()->components.empty());
        QCOMPARE(m_window->windowTitle(), QStringLiteral("New design[*] – Headroom"));
        m_window->showStart(); // where nobody sees it
        QCOMPARE(m_window->windowTitle(), QStringLiteral("Headroom"));
    }

    void recentFilesArePinnedAndMissingOnesGrey()
    {
        const QString other = m_folder->filePath(QStringLiteral("other.headroom"));
        QVERIFY(app::writeFileSafely(other.toStdString(), test::sourceText("examples/social-feed.headroom")));
        QVERIFY(m_window->openFile(other));
        QCOMPARE(app::Settings::recentFiles(), QStringList({ other, m_file }));
        m_window->showStart();
        const auto tool = [this](const QString &name) -> QToolButton * {
            for (QToolButton *each : m_window->startPage().findChildren<QToolButton *>())
                if (each->accessibleName() == name && each->isVisible())
                    return each;
            return nullptr;
        };
        QVERIFY(tool(QStringLiteral("Pin shop")));
        QTest::mouseClick(tool(QStringLiteral("Pin shop")), Qt::LeftButton);
        QCOMPARE(app::Settings::recentFiles(), QStringList({ m_file, other }));
        QVERIFY(QFile::remove(m_file));
        m_window->action("start-page")->trigger();
        m_window->showStart();
        QPushButton *missing = nullptr;
        for (QPushButton *each : m_window->startPage().findChildren<QPushButton *>())
            if (each->accessibleName() == QStringLiteral("shop (missing)"))
                missing = each;
        QVERIFY(missing && !missing->isEnabled());
        QTest::mouseClick(tool(QStringLiteral("Take shop (missing) off the list")), Qt::LeftButton);
        QCOMPARE(app::Settings::recentFiles(), QStringList { other });
    }

    /// Templates stand in the order in which a design grows, the one of all stages last.
    void templatesStandInTheOrderOfGrowth()
    {
        m_window->showStart();
        start::StartPage &page = m_window->startPage();
        QTest::qWait(0);
        const auto place = [&page](const char *id) {
            const QPoint corner = page.tile(QLatin1String(id))->pos();
            return corner.y() * 10000 + corner.x();
        };
        const char *const grown[] { "empty",         "single-server", "separate-database", "load-balanced",
                                    "cache-and-cdn", "read-replicas", "queues-and-async",  "shards-and-regions",
                                    "seven-stages" };
        for (std::size_t i = 1; i < std::size(grown); ++i)
            QVERIFY2(place(grown[i - 1]) < place(grown[i]), grown[i]);
        const int columns = static_cast<int>(std::count_if(std::begin(grown), std::end(grown), [&](const char *id) {
            return page.tile(QLatin1String(id))->y() == page.tile(QStringLiteral("empty"))->y();
        }));
        QVERIFY2(9 % columns == 0 || 9 % columns >= columns / 2,
                 qPrintable(QString::number(columns)));                                  // no lonely last one
        QCOMPARE(app::templateNames(), QStringList(std::begin(grown), std::end(grown))); // as in menus
    }
};

HEADROOM_TEST(QApplication, WindowStartTest)

} // namespace headroom::tst_window_start

#include "tst_window_start.moc"
