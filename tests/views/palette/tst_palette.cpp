#include "tests/support/model_support.h"
#include "views/palette/palette_model.h"
#include "views/palette/palette_view.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace headroom;

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
        const catalog::Kind &kind = test::theCatalog().kind(activated.first().first().toString().toStdString());
        QVERIFY(std::find(kind.synonyms.begin(), kind.synonyms.end(), "redis") != kind.synonyms.end());
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

QTEST_MAIN(PaletteTest)
#include "tst_palette.moc"
