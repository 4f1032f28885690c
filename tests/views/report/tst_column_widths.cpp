#include "tests/support/test_program.h"
#include "views/report/column_widths.h"

#include <QCoreApplication>
#include <QTest>

#include <numeric>

namespace headroom::tst_column_widths {

using paper::sharedWidths;

/// Tables that are too wide for their page wrap where it costs least.
class ColumnWidthsTest final : public QObject {
    Q_OBJECT

    static double sum(const std::vector<double> &widths) { return std::accumulate(widths.begin(), widths.end(), 0.0); }

private Q_SLOTS:
    /// 40 + 60 + 500 into 300: the long text alone gives in.
    void narrowColumnsKeepTheirWidth()
    {
        const std::vector<double> widths = sharedWidths({ 40, 60, 500 }, { 20, 30, 40 }, 300);
        QCOMPARE(widths, (std::vector<double> { 40, 60, 200 }));
    }

    void longTextsShareTheRest()
    {
        const std::vector<double> widths = sharedWidths({ 50, 900, 700 }, { 50, 40, 40 }, 450);
        QCOMPARE(widths, (std::vector<double> { 50, 200, 200 }));
    }

    void noColumnIsNarrowerThanItsLongestWord()
    {
        const std::vector<double> least { 90, 10, 10 };
        const std::vector<double> widths = sharedWidths({ 100, 300, 300 }, least, 200);
        for (std::size_t i = 0; i < least.size(); ++i)
            QVERIFY(widths[i] >= least[i]);
        QVERIFY(qFuzzyCompare(sum(widths), 200));
    }

    void wordsThatDoNotFitShrinkAlike()
    {
        const std::vector<double> widths = sharedWidths({ 300, 300 }, { 200, 100 }, 150);
        QCOMPARE(widths, (std::vector<double> { 100, 50 }));
    }
};

HEADROOM_TEST(QCoreApplication, ColumnWidthsTest)

} // namespace headroom::tst_column_widths

#include "tst_column_widths.moc"
