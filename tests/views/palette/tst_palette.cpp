#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/palette/palette_model.h"
#include "views/palette/palette_view.h"

#include <QApplication>
#include <QHoverEvent>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace headroom::tst_palette {

/// The palette is searched, and gives kinds by double click, Enter and drag.
class PaletteTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void typingFiltersAndEnterAdds()
    {
        palette::PaletteView view(test::theCatalog());
        view.resize(200, 600);
        view.show();
        auto *search = view.findChild<QLineEdit *>();
        QSignalSpy activated(&view, &palette::PaletteView::kindActivated);
        QTest::keyClicks(search, "redis"); // a synonym, in no title
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(search->selectedText(), QStringLiteral("redis")); // the next is typed over it
        const catalog::Kind &kind = test::theCatalog().kind(activated.first().first().toString().toStdString());
        QVERIFY(std::find(kind.synonyms.begin(), kind.synonyms.end(), "redis") != kind.synonyms.end());
    }

    void theKindThatIsNamedComesFirst()
    {
        palette::PaletteView view(test::theCatalog());
        view.show();
        auto *search = view.findChild<QLineEdit *>();
        QSignalSpy activated(&view, &palette::PaletteView::kindActivated);
        QTest::keyClicks(search, "app server"); // which is in "All-in-one server" too, further up
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(test::theCatalog().kind(activated.last().first().toString().toStdString()).title,
                 std::string("App server"));
        QTest::keyClick(search, Qt::Key_Slash); // the key that leads here stands in no name
        QTest::keyClicks(search, "dns");
        QCOMPARE(search->text(), QStringLiteral("dns"));
    }

    void aDoubleClickAddsTheKindUnderIt()
    {
        palette::PaletteView view(test::theCatalog());
        view.resize(200, 900);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        auto *list = view.findChild<QListView *>();
        QSignalSpy activated(&view, &palette::PaletteView::kindActivated);
        const QPoint at = list->viewport()->mapFrom(
            &view,
            view.rowRect(QStringLiteral("cdn")).isNull() ? QPoint() : view.rowRect(QStringLiteral("lb_l7")).center());
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().toString(), QStringLiteral("lb_l7"));
    }

    void nothingFoundIsSaid()
    {
        palette::PaletteView view(test::theCatalog());
        view.show();
        auto *search = view.findChild<QLineEdit *>();
        QTest::keyClicks(search, "zzzz");
        QSignalSpy activated(&view, &palette::PaletteView::kindActivated);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(activated.size(), 0);
        bool isSaid = false;
        for (const QLabel *label : view.findChildren<QLabel *>())
            isSaid = isSaid || (label->isVisible() && label->text().contains(QStringLiteral("zzzz")));
        QVERIFY(isSaid);
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(search->text().isEmpty());
    }

    void theStarMakesAFavourite()
    {
        palette::PaletteView view(test::theCatalog());
        view.resize(200, 1600);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        auto *list = view.findChild<QListView *>();
        QSignalSpy changed(&view, &palette::PaletteView::favouritesChanged);
        QSignalSpy activated(&view, &palette::PaletteView::kindActivated);
        const auto click = [&] {
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                              list->viewport()->mapFrom(&view, view.starRect(QStringLiteral("cdn")).center()));
        };
        const int before = view.rowRect(QStringLiteral("cdn")).top();
        click();
        QCOMPARE(changed.last().first().toStringList(), QStringList { QStringLiteral("cdn") });
        QVERIFY(view.rowRect(QStringLiteral("cdn")).top() < before); // it is on top now
        click();
        QVERIFY(changed.last().first().toStringList().isEmpty());
        QCOMPARE(view.rowRect(QStringLiteral("cdn")).top(), before);
        QCOMPARE(activated.size(), 0);
    }

    void whatWasDraggedLeavesNoRowHovered()
    {
        palette::PaletteView view(test::theCatalog());
        view.resize(200, 1600);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        auto *list = view.findChild<QListView *>();
        const QPoint at = list->viewport()->mapFrom(&view, view.rowRect(QStringLiteral("dns")).center());
        bool wasDragged = false;
        QTimer::singleShot(0, &view, [&] {
            wasDragged = true;
            view.noteUse(QStringLiteral("dns")); // as its drop does; another row is at that point now
            QTest::keyClick(&view, Qt::Key_Escape);
        });
        QTest::mousePress(list->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseMove(list->viewport(), at + QPoint(4, 0));
        QTest::mouseMove(list->viewport(), at + QPoint(40, 0));
        QCoreApplication::processEvents();
        QVERIFY(wasDragged);
        const QImage now = list->viewport()->grab().toImage();
        QHoverEvent leave(QEvent::HoverLeave, QPointF(-1, -1), QPointF(-1, -1), QPointF(-1, -1));
        QCoreApplication::sendEvent(list->viewport(), &leave);
        QCOMPARE(now, list->viewport()->grab().toImage());
    }

    void whatWasUsedLastIsOnTop()
    {
        palette::PaletteView view(test::theCatalog());
        QSignalSpy changed(&view, &palette::PaletteView::recentChanged);
        for (const char *kind : { "cdn", "dns", "lb_l7", "cdn", "monitoring", "custom", "worker_pool" })
            view.noteUse(QLatin1String(kind));
        QCOMPARE(changed.last().first().toStringList(),
                 (QStringList { QStringLiteral("worker_pool"), QStringLiteral("custom"), QStringLiteral("monitoring"),
                                QStringLiteral("cdn"), QStringLiteral("lb_l7") }));
        const qsizetype count = changed.size();
        view.noteUse(QStringLiteral("worker_pool"));
        QCOMPARE(changed.size(), count);
        auto *list = view.findChild<QListView *>();
        QCOMPARE(list->model()->index(1, 0).data().toString().toStdString(),
                 test::theCatalog().kind("worker_pool").title);
    }

    void searchLeavesTheFamiliesOnly()
    {
        palette::PaletteModel model(test::theCatalog());
        model.setFavourites({ QStringLiteral("cdn"), QStringLiteral("gone_kind") });
        model.setRecent({ QStringLiteral("cdn") });
        const auto count = [&model] {
            int found = 0;
            for (int row = 0; row < model.rowCount(); ++row)
                found += model.index(row).data(palette::PaletteModel::KindRole).toString() == QLatin1String("cdn");
            return found;
        };
        QCOMPARE(count(), 3);
        model.setFilter(QStringLiteral("cdn"));
        QCOMPARE(count(), 1);
    }

    void everyKindIsListedOnceUnderItsFamily()
    {
        palette::PaletteModel model(test::theCatalog());
        QStringList kinds;
        for (int row = 0; row < model.rowCount(); ++row)
            if (const QString kind = model.index(row).data(palette::PaletteModel::KindRole).toString(); !kind.isEmpty())
                kinds.append(kind);
        QCOMPARE(kinds.size(), qsizetype(test::theCatalog().kinds().size()));
        QCOMPARE(QSet<QString>(kinds.begin(), kinds.end()).size(), kinds.size());
    }

    void aDragCarriesTheKind()
    {
        palette::PaletteModel model(test::theCatalog());
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex index = model.index(row);
            if (index.data(palette::PaletteModel::KindRole).toString().isEmpty()) {
                QVERIFY(!(model.flags(index) & Qt::ItemIsDragEnabled));
                continue;
            }
            const std::unique_ptr<QMimeData> data(model.mimeData({ index }));
            QCOMPARE(QString::fromUtf8(data->data(QStringLiteral("application/x-headroom-kind"))),
                     index.data(palette::PaletteModel::KindRole).toString());
        }
    }
};

HEADROOM_TEST(QApplication, PaletteTest)

} // namespace headroom::tst_palette

#include "tst_palette.moc"
