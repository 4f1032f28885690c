#include "model/growth/curve_text.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_curve_text {

using growth::CurveText;
using growth::parseCurve;
using Points = std::vector<project::PlannedUsers>;

/// Curves of users as people type them and as sheets hand them over.
class CurveTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pairsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto &[name, text] : {
                 std::pair("spaces", "0 50k\n6 400k\n12 5M\n"),
                 std::pair("tabs, as from a sheet", "0\t50000\r\n6\t400,000\r\n12\t5000000\r\n"),
                 std::pair("commas", "0,50000\n6,400000\n12,5000000"),
                 std::pair("commas that group digits", "0,50,000\n6,400,000\n12,5,000,000"),
                 std::pair("commas and spaces", "0, 50k\n6, 400k\n12, 5M"),
                 std::pair("semicolons", "0;50k\n6;400k\n12;5M"),
                 std::pair("as on the command line", "0:50k,6:400k,12:5M"),
                 std::pair("a heading and empty lines", "month\tusers\n\n0\t50k\n\n6\t400k\n12\t5M\n\n"),
                 std::pair("cells in quotes", "\"0\",\"50000\"\n\"6\",\"400000\"\n\"12\",\"5000000\""),
             })
            QTest::newRow(name) << QString::fromUtf8(text);
    }
    void pairsAreRead()
    {
        QFETCH(QString, text);
        const Result<CurveText> read = parseCurve(text.toStdString());
        QVERIFY(read);
        QVERIFY((read.value().points == Points { { 0, 5e4 }, { 6, 4e5 }, { 12, 5e6 } }));
        QVERIFY(read.value().start.empty());
    }

    void datesAreCountedFromTheFirst()
    {
        const Result<CurveText> read = parseCurve("2026-11 50k\n2027-01-15 80k\n2028-02\t1M");
        QVERIFY(read);
        QVERIFY((read.value().points == Points { { 0, 5e4 }, { 2, 8e4 }, { 15, 1e6 } }));
        QCOMPARE(read.value().start, std::string("2026-11"));
    }

    void whatIsNoPairIsNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::newRow("no users") << "0 50k\n6"
                                  << "line 2: \"6\"";
        QTest::newRow("a word") << "0 50k\n6 many"
                                << "line 2: \"6 many\"";
        QTest::newRow("a date among numbers") << "0 50k\n2026-03 60k"
                                              << "line 2: \"2026-03 60k\"";
        QTest::newRow("no such month") << "2026-13 50k"
                                       << "line 1: \"2026-13 50k\"";
        QTest::newRow("a heading later") << "0 50k\nmonth users"
                                         << "line 2: \"month users\"";
    }
    void whatIsNoPairIsNamed()
    {
        QFETCH(QString, text);
        QFETCH(QString, line);
        const Result<CurveText> read = parseCurve(text.toStdString());
        QVERIFY(!read);
        QVERIFY2(read.error().message().find(line.toStdString()) != std::string::npos, read.error().message().c_str());
    }

    void nothingIsAnEmptyCurve()
    {
        QVERIFY(parseCurve("").value().points.empty());
        QVERIFY(parseCurve(" \n\t\n").value().points.empty());
    }

    void whatIsWrittenIsReadAgain()
    {
        const Points points { { 0, 50'000 }, { 2.5, 123'457 }, { 12, 5e6 } };
        QVERIFY(parseCurve(growth::curveText(points)).value().points == points);
    }
};

HEADROOM_TEST(QCoreApplication, CurveTextTest)

} // namespace headroom::tst_curve_text

#include "tst_curve_text.moc"
