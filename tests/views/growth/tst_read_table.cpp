#include "tests/support/test_program.h"
#include "views/growth/plain_table.h"
#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QTest>

namespace headroom::tst_read_table {

/// Tables that are read: what is wider than the table gives way, numbers last, and heads stand over their columns.
class ReadTableTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsGiveWayBeforeNumbers()
    {
        growth_views::PlainTable table({ QStringLiteral("Component"), QStringLiteral("Cost a month"),
                                         QStringLiteral("What changes"), QStringLiteral("Why") },
                                       QStringLiteral("Changes"), nullptr);
        table.setNumbers({ 1 });
        const QString text = QStringLiteral("A name that is long enough to be cut");
        table.resize(1200, 200);
        table.setRows({ { text, QStringLiteral("$48,800"), text, text } });
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const int wide = table.columnWidth(0);
        const int number = table.columnWidth(1);
        table.resize(560, 200);
        QTRY_VERIFY(table.columnWidth(0) < wide);
        QCOMPARE(table.columnWidth(1), number);
        QVERIFY(table.columnWidth(3) >= 60);
        QVERIFY(table.horizontalHeader()->length() <= table.viewport()->width());
        table.resize(1200, 200);
        QTRY_COMPARE(table.columnWidth(0), wide);
    }

    /// What a row is about stays readable where long reasons want all of the room.
    void theFirstColumnKeepsItsNames()
    {
        growth_views::PlainTable table({ QStringLiteral("Stage"), QStringLiteral("Proven"), QStringLiteral("Why not") },
                                       QStringLiteral("Stages"), nullptr);
        const QString name = QStringLiteral("3  Load balanced");
        table.resize(290, 200);
        table.setRows({ { name, QStringLiteral("yes"), QStringLiteral("no combination keeps every resource in it") } });
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QVERIFY(table.columnWidth(0) > table.fontMetrics().horizontalAdvance(name));
        QVERIFY(table.horizontalHeader()->length() <= table.viewport()->width());
    }

    /// A table that scrolls has room for its texts, and heads are whole in any.
    void textsAreReadableWhereTheTableScrolls()
    {
        growth_views::PlainTable table({ QStringLiteral("Begin by"), QStringLiteral("Cost"), QStringLiteral("Users"),
                                         QStringLiteral("If kept: amber, red"), QStringLiteral("Why") },
                                       QStringLiteral("Steps"), nullptr);
        table.setNumbers({ 0, 1, 2 });
        const QString days = QStringLiteral("2026-03-05 to 2026-03-17");
        table.resize(320, 200);
        table.setRows({ { QStringLiteral("2026-01-25"), QStringLiteral("$599,242 – $829,777"), QStringLiteral("100 k"),
                          days, QStringLiteral("it is nearly full then, and nothing else would do") } });
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QVERIFY(table.columnWidth(3) > table.fontMetrics().horizontalAdvance(days));
        for (int column = 0; column < table.columnCount(); ++column)
            QVERIFY(table.columnWidth(column) >= table.horizontalHeader()->sectionSizeHint(column));
    }

    /// Where numbers alone are wider than the table it scrolls, and none of them is cut.
    void numbersAreNeverCut()
    {
        growth_views::PlainTable table({ QStringLiteral("Stage"), QStringLiteral("Cost"), QStringLiteral("p99") },
                                       QStringLiteral("Stages"), nullptr);
        table.setNumbers({ 1, 2 });
        const QString range = QStringLiteral("305 ms – 616 ms");
        table.resize(260, 200);
        table.setRows({ { QStringLiteral("3  Load balanced"), QStringLiteral("$599,242 – $829,777"), range } });
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QVERIFY(table.columnWidth(2) > table.fontMetrics().horizontalAdvance(range));
        QVERIFY(table.horizontalScrollBar()->maximum() > 0);
        table.resize(900, 200);
        QTRY_COMPARE(table.horizontalHeader()->length(), table.viewport()->width());
    }

    void textsThatAreTooWideGoOnBelow()
    {
        growth_views::PlainTable table({ QStringLiteral("Stage"), QStringLiteral("Why not") }, QStringLiteral("Stages"),
                                       nullptr);
        table.resize(900, 200);
        table.setRows({ { QStringLiteral("3  Load balanced"),
                          QStringLiteral("no combination keeps every resource within "
                                         "its limit, whatever it costs") } });
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const int one = table.rowHeight(0);
        table.resize(300, 200);
        QTRY_VERIFY(table.rowHeight(0) > one);
        table.resize(900, 200);
        QTRY_COMPARE(table.rowHeight(0), one);
    }

    /// Lines of one row keep apart from those of the next, and none is cut, in the letters and with the padding of the window.
    void everyLineOfARowIsSeen()
    {
        growth_views::PlainTable table({ QStringLiteral("Stage"), QStringLiteral("Why not") }, QStringLiteral("Stages"),
                                       nullptr);
        table.setFont(theme::Theme::font(12));
        table.setStyleSheet(QStringLiteral("QTableView::item { padding: 0 5px; border: none; }"));
        const QString reason = QStringLiteral(
            "Size Database for more users, r6g.2xlarge, 8 vCPU, 64 GiB ($2,588 a month): red again later");
        table.resize(600, 200);
        table.setRows({ { QStringLiteral("3  Load balanced"), reason } });
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const int line = table.fontMetrics().lineSpacing();
        for (int width = 300; width < 500; width += 4) {
            table.resize(width, 200);
            QCoreApplication::processEvents();
            const QRect room(0, 0, table.columnWidth(1) - 2 * 5 - 2 * 3, 1000);
            const int needed = table.fontMetrics().boundingRect(room, Qt::TextWordWrap, reason).height();
            QVERIFY(needed >= 2 * line);
            QTRY_VERIFY2(table.rowHeight(0) >= needed + theme::scaled(8), qPrintable(QString::number(width)));
        }
    }

    void headsStandOverTheirColumns()
    {
        growth_views::PlainTable table({ QStringLiteral("Component"), QStringLiteral("Cost") },
                                       QStringLiteral("Changes"), nullptr);
        table.setNumbers({ 1 });
        table.setRows({ { QStringLiteral("Cache"), QStringLiteral("$3") } });
        QVERIFY(table.horizontalHeaderItem(1)->textAlignment() & Qt::AlignRight);
        QVERIFY(table.item(0, 1)->textAlignment() & Qt::AlignRight);
        QVERIFY(!(table.horizontalHeaderItem(0)->textAlignment() & Qt::AlignRight));
    }
};

HEADROOM_TEST(QApplication, ReadTableTest)

} // namespace headroom::tst_read_table

#include "tst_read_table.moc"
