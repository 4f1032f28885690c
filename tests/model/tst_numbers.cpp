#include "model/reporting/limits_text.h"
#include "model/reporting/numbers.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <limits>

namespace headroom::tst_numbers {

/// Numbers as people read and write them.
class NumbersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersAreShownWithThreeDigits()
    {
        QCOMPARE(reporting::compactNumber(1400000), std::string("1.40 M"));
        QCOMPARE(reporting::compactNumber(7780), std::string("7.78 k"));
        QCOMPARE(reporting::compactNumber(999.6), std::string("1.00 k"));
        QCOMPARE(reporting::compactNumber(0), std::string("0"));
        QCOMPARE(reporting::compactNumber(std::numeric_limits<double>::infinity()), std::string("∞"));
        QCOMPARE(reporting::briefNumber(12000), std::string("12 k"));
        QCOMPARE(reporting::briefNumber(16), std::string("16"));
        QCOMPARE(reporting::briefNumber(1e9), std::string("1 B"));
        QCOMPARE(reporting::compactRate(2e9), std::string("2.00 G/s"));
        QCOMPARE(reporting::compactRate(3e-5), std::string("<0.0001/s"));
        QCOMPARE(reporting::compactRate(0), std::string("0/s"));
        QCOMPARE(reporting::briefNumber(2.5e6), std::string("2.5 M"));
        QCOMPARE(reporting::briefNumber(100), std::string("100"));
        QCOMPARE(reporting::duration(0.0885), std::string("88.5 ms"));
        QCOMPARE(reporting::duration(3e-10), std::string("<1 µs"));
        QCOMPARE(reporting::duration(0), std::string("0 µs"));
        QCOMPARE(reporting::percent(0.861), std::string("86 %"));
        QCOMPARE(reporting::percent(0.004), std::string("<1 %"));
        QCOMPARE(reporting::percent(1300.2), std::string("×1,300"));
        QCOMPARE(reporting::grouped(1400000), std::string("1,400,000"));
        QCOMPARE(reporting::money(9480, "USD"), std::string("$9,480"));
    }

    /// What a component gets is the sum of what its connections bring, but for the last bits, and is written alike.
    void halvesAreRoundedUpAsASumIs()
    {
        QCOMPARE(reporting::compactRate(1875), std::string("1.88 k/s"));
        QCOMPARE(reporting::compactRate(std::nextafter(1875.0, 0.0)), std::string("1.88 k/s"));
        QCOMPARE(reporting::compactRate(std::nextafter(1875.0, 2000.0)), std::string("1.88 k/s"));
        QCOMPARE(reporting::compactRate(5625), std::string("5.63 k/s"));
        QCOMPARE(reporting::compactRate(5624.9), std::string("5.62 k/s"));
        QCOMPARE(reporting::compactRate(31250), std::string("31.3 k/s"));
        QCOMPARE(reporting::compactNumber(-1875.4), std::string("-1.88 k"));
        QCOMPARE(reporting::compactNumber(0.000125), std::string("0.0001"));
    }

    void peopleWriteUsersInManyWays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("expected");
        QTest::newRow("plain") << "1400000" << 1.4e6;
        QTest::newRow("mega") << "1.4M" << 1.4e6;
        QTest::newRow("kilo with a space") << "250 k" << 250e3;
        QTest::newRow("grouped") << "1,400,000" << 1.4e6;
        QTest::newRow("exponent") << "3e6" << 3e6;
        QTest::newRow("billion") << "1B" << 1e9;
        QTest::newRow("underscores") << "1_000" << 1000.0;
    }
    void peopleWriteUsersInManyWays()
    {
        QFETCH(QString, text);
        QFETCH(double, expected);
        double value = 0;
        QVERIFY(reporting::parseCompact(text.toStdString(), value));
        QCOMPARE(value, expected);
    }

    void limitsAreSaidInSensibleUnits()
    {
        QCOMPARE(reporting::rangeText(0, 1e6, "1", ""), std::string("0 to 1,000,000"));
        QCOMPARE(reporting::rangeText(0.001, 1e6, "s", "ms"), std::string("1 ms to 1,000,000 s"));
        QCOMPARE(reporting::rangeText(0, 86400, "s", ""), std::string("0 s to 24 h"));
        QCOMPARE(reporting::rangeText(0, 1, "1", "%"), std::string("0 % to 100 %"));
        QCOMPARE(reporting::rangeText(0, 1e15, "1", ""), std::string("at least 0"));
        QCOMPARE(reporting::readable(360, "s", ""), std::string("6 min"));
        QCOMPARE(reporting::readable(0.25, "s", "ms"), std::string("250 ms"));
        QCOMPARE(reporting::readable(16000, "B", "KB"), std::string("16 KB"));
        QCOMPARE(reporting::readable(0.013 / 6, "s", "ms"), std::string("2.167 ms"));
        QCOMPARE(reporting::readable(0, "B", "KB"), std::string("0 KB"));
        QCOMPARE(reporting::readable(9999, "USD/h", ""), std::string("9,999 USD/h"));
        QCOMPARE(reporting::readable(400, "1/s", ""), std::string("400/s"));
        QCOMPARE(reporting::readable(0.0011, "s", "us"), std::string("1.1 ms"));
        QCOMPARE(reporting::readable(1.25, "s", "ms"), std::string("1.25 s"));
        QCOMPARE(reporting::readable(90, "s", ""), std::string("90 s"));
        QCOMPARE(reporting::readable(1024, "B", "KB"), std::string("1,024 B"));
        QCOMPARE(reporting::readable(0.1, "h", ""), std::string("6 min"));
        QCOMPARE(reporting::readable(2190.5, "h", ""), std::string("2,190.5 h"));
    }

    /// What a person would not write: exponents, five zeros, a tenth of a thousandth of a gigabyte.
    void smallAndLargeNumbersAreReadable()
    {
        QCOMPARE(reporting::readable(1e-4, "GB", ""), std::string("100 KB"));
        QCOMPARE(reporting::readable(0.002, "GB", ""), std::string("2 MB"));
        QCOMPARE(reporting::readable(0.05, "GB", ""), std::string("0.05 GB"));
        QCOMPARE(reporting::readable(100, "GB", ""), std::string("100 GB"));
        QCOMPARE(reporting::readable(2e-6, "GiB", ""), std::string("2.1 KiB"));
        QCOMPARE(reporting::readable(2.5e6, "B/s", ""), std::string("2.5 MB/s"));
        QCOMPARE(reporting::readable(1e-4, "1", ""), std::string("0.0001"));
        QCOMPARE(reporting::readable(0.000123456, "1", ""), std::string("0.0001235"));
        QCOMPARE(reporting::readable(17520, "h", ""), std::string("17,520 h"));
        QCOMPARE(reporting::readable(2190, "h", ""), std::string("2,190 h")); // as all numbers of a document
        QCOMPARE(reporting::readable(999, "h", ""), std::string("999 h"));
        QCOMPARE(reporting::readable(1234.5, "1", ""), std::string("1,234.5"));
        QCOMPARE(reporting::readable(-12345.678, "1", ""), std::string("-12,350"));
        QCOMPARE(reporting::shortQuantity(2e-6, "GiB", ""), std::string("0.000002 GiB"));
    }

    /// What an editor shows reads back as the same number, to the digits it shows.
    void shownQuantitiesCanBeTyped()
    {
        for (const double value : { 0.0, 0.013 / 6, 1.0 / 3, 12345.678901234, 1e6, 123456789.0, 2e-4, 401.0 })
            for (const auto &[base, display] :
                 { std::pair("s", "ms"), std::pair("1", "%"), std::pair("B", "KB"), std::pair("1/s", "") }) {
                const std::string shown = reporting::shortQuantity(value, base, display);
                double read = -1;
                QVERIFY2(reporting::parseQuantity(shown, base, display, read), shown.c_str());
                QVERIFY2(std::abs(read - value) <= 1e-3 * value, shown.c_str());
            }
    }

    void nonsenseIsNoNumber()
    {
        double value = 7;
        for (const char *text : { "", " ", "many", "nan", "inf", "1.4 m", "1e999", "--3", "1.2.3", "0x10", "5 k k",
                                  "1,5M", "1,50", ",500" })
            QVERIFY2(!reporting::parseCompact(text, value), text);
        for (const char *text : { "", "ms", "nan", "inf ms", "5 parsecs", "1,2,3.4.5" })
            QVERIFY2(!reporting::parseQuantity(text, "s", "ms", value), text);
    }

    void quantitiesAreReadInTheirUnits()
    {
        const auto read = [](const char *text, const char *unit, const char *display) {
            double value = -1;
            return reporting::parseQuantity(text, unit, display, value) ? value : -1;
        };
        QCOMPARE(read("250 ms", "s", "ms"), 0.25);
        QCOMPARE(read("250", "s", "ms"), 0.25);
        QCOMPARE(read("2 s", "s", "ms"), 2.0);
        QCOMPARE(read("80 %", "1", "%"), 0.8);
        QCOMPARE(read("80", "1", "%"), 0.8);
        QCOMPARE(read("12 k", "1", ""), 12000.0);
        QCOMPARE(read("401/s", "1/s", ""), 401.0);
        QCOMPARE(read("40 1/s", "1/s", ""), 40.0);
        QCOMPARE(read("2k/s", "1/s", ""), 2000.0);
        QCOMPARE(read("2k/s", "IOPS", ""), 2000.0); // which are operations a second
        QCOMPARE(read("2.5k iops", "IOPS", ""), 2500.0);
        QCOMPARE(read("1.5 GB/s", "Gbit/s", ""), 12.0);
    }

    void valuesOfParametersHaveGroupsAndAllDigits()
    {
        QCOMPARE(reporting::quantity(10000, "1/s", ""), std::string("10,000/s"));
        QCOMPARE(reporting::quantity(6000, "IOPS", ""), std::string("6,000 IOPS"));
        QCOMPARE(reporting::quantity(200, "1/s", ""), std::string("200/s"));
        QCOMPARE(reporting::quantity(1234567.25, "1", ""), std::string("1,234,567.25"));
        QCOMPARE(reporting::quantity(-1000, "1", ""), std::string("-1,000"));
        QCOMPARE(reporting::quantity(-100, "1", ""), std::string("-100"));
        QCOMPARE(reporting::quantity(0.25, "s", "ms"), std::string("250 ms"));
    }

    void whatIsShownReadsBack()
    {
        for (const double value : { 0.25, 999.0, 1000.0, 123456.5 }) {
            double again = -1;
            QVERIFY(reporting::parseQuantity(reporting::quantity(value, "1/s", ""), "1/s", "", again));
            QCOMPARE(again, value);
        }
        for (const double value : { 0.0005, 0.25, 1.0, 42.0, 3600.0 }) {
            double again = -1;
            QVERIFY(reporting::parseQuantity(reporting::quantity(value, "s", "ms"), "s", "ms", again));
            QCOMPARE(again, value);
        }
        for (const double value : { 0.1, 1e-9, 123456789.0, 1.0 / 3, 5e300 })
            QCOMPARE(std::stod(reporting::exact(value)), value);
    }
};

HEADROOM_TEST(QCoreApplication, NumbersTest)

} // namespace headroom::tst_numbers

#include "tst_numbers.moc"
