#include "views/growth/plain_table.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTest>

using namespace headroom;

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
        table.resize(480, 200);
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

QTEST_MAIN(ReadTableTest)
#include "tst_read_table.moc"
