#include "model/reporting/numbers.h"
#include "tests/support/test_program.h"
#include "views/numbers/availability.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"
#include "views/numbers/screen_units.h"
#include "views/numbers/unbroken.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <limits>

namespace headroom::tst_screen_numbers {

/// Numbers on the screen follow the locale and the user's units; what is typed is read both ways; files stay as they are.
class ScreenNumbersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        QLocale::setDefault(QLocale::c());
        screen::setUnits({});
    }

    void textsAreWrittenInTheLocale_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("shown");
        const QChar narrow(0x202f); // what French groups with
        QTest::newRow("english") << "en_US"
                                 << "1,400,000 users at 1.5 k/s"
                                 << "1,400,000 users at 1.5 k/s";
        QTest::newRow("german") << "de_DE"
                                << "1,400,000 users at 1.5 k/s"
                                << "1.400.000 users at 1,5 k/s";
        QTest::newRow("french") << "fr_FR"
                                << "1,400,000 at 1.5"
                                << QStringLiteral("1_400_000 at 1,5").replace(QLatin1Char('_'), narrow);
        QTest::newRow("money") << "de_DE"
                               << "$9,480.50 a month"
                               << "$9.480,50 a month";
        QTest::newRow("end of a sentence") << "de_DE"
                                           << "It holds 1,400. No more."
                                           << "It holds 1.400. No more.";
        QTest::newRow("negative") << "de_DE"
                                  << "-1.5 and −2.5"
                                  << "-1,5 and −2,5";
        QTest::newRow("size") << "de_DE"
                              << "m7g.2xlarge, r6g.16 and p99.9"
                              << "m7g.2xlarge, r6g.16 and p99.9";
        QTest::newRow("address") << "de_DE"
                                 << "10.0.0.1"
                                 << "10.0.0.1";
        QTest::newRow("version in a name") << "de_DE"
                                           << "api-1.5 is full"
                                           << "api-1.5 is full";
        QTest::newRow("no group") << "de_DE"
                                  << "1,5 or 12,34"
                                  << "1,5 or 12,34";
        QTest::newRow("times") << "de_DE"
                               << "×12.5 → 1.40 M"
                               << "×12,5 → 1,40 M";
    }

    void textsAreWrittenInTheLocale()
    {
        QFETCH(QString, locale);
        QFETCH(QString, model);
        QTEST(QString::fromStdString(screen::localized(model.toStdString(), {}, QLocale(locale))), "shown");
    }

    void namesInASentenceStay()
    {
        const QLocale german(QLocale::German);
        const std::vector<std::string> names { "Tier 1.5", "Tier 1.5 b" };
        QCOMPARE(screen::localized("Tier 1.5 b: CPU at 1.5; Tier 1.5", names, german),
                 std::string("Tier 1.5 b: CPU at 1,5; Tier 1.5"));
    }

    void typingIsReadBothWays_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("bytesPerSecond"); // NaN: refused
        const double none = std::numeric_limits<double>::quiet_NaN();
        const QChar narrow(0x202f);
        QTest::newRow("german comma") << "de_DE"
                                      << "1,5 GB/s" << 1.5e9;
        QTest::newRow("german point") << "de_DE"
                                      << "1.5 GB/s" << 1.5e9;
        QTest::newRow("german point and two digits") << "de_DE"
                                                     << "1.50 GB/s" << 1.5e9;
        QTest::newRow("german groups") << "de_DE"
                                       << "1.400.000" << 1.4e6;
        QTest::newRow("german one group") << "de_DE"
                                          << "1.500" << 1500.0;
        QTest::newRow("a fraction is no group") << "de_DE"
                                                << "0.125" << 0.125;
        QTest::newRow("german groups and comma") << "de_DE"
                                                 << "1.234,5" << 1234.5;
        QTest::newRow("english groups among germans") << "de_DE"
                                                      << "1,400,000" << 1.4e6;
        QTest::newRow("suffix") << "de_DE"
                                << "2,5k" << 2500.0;
        QTest::newRow("french spaces") << "fr_FR" << QStringLiteral("1_400_000,5").replace(QLatin1Char('_'), narrow)
                                       << 1400000.5;
        QTest::newRow("no-break space at the unit") << "fr_FR" << QStringLiteral("1,5%1GB/s").arg(QChar(0xa0)) << 1.5e9;
        QTest::newRow("swiss") << "de_CH" << QStringLiteral("1_400").replace(QLatin1Char('_'), QChar(0x2019)) << 1400.0;
        QTest::newRow("english") << "en_US"
                                 << "1,400.5 KB/s" << 1400500.0;
        QTest::newRow("english comma is no decimal sign") << "en_US"
                                                          << "1,5" << none;
        QTest::newRow("two commas") << "de_DE"
                                    << "1,5,6" << none;
        QTest::newRow("nan") << "de_DE"
                             << "nan" << none;
    }

    void typingIsReadBothWays()
    {
        QFETCH(QString, locale);
        QFETCH(QString, typed);
        QFETCH(double, bytesPerSecond);
        QLocale::setDefault(QLocale(locale));
        double value = 0;
        const bool isRead = screen::parseQuantity(typed.toStdString(), "B/s", "", value);
        QCOMPARE(isRead, !std::isnan(bytesPerSecond));
        if (isRead)
            QVERIFY2(qFuzzyCompare(value, bytesPerSecond), qPrintable(QString::number(value, 'g', 12)));
    }

    /// What the screen shows can be typed back, in every locale.
    void whatIsShownIsRead()
    {
        for (const QString &each : { QStringLiteral("en_US"), QStringLiteral("de_DE"), QStringLiteral("fr_FR"),
                                     QStringLiteral("de_CH"), QStringLiteral("pl_PL"), QStringLiteral("tr_TR") }) {
            QLocale::setDefault(QLocale(each));
            for (const double value : { 0.125, 1.5, 999.0, 1500.0, 12345.0, 1.4e6, 2.167e-3 })
                for (const auto &[base, display] :
                     { std::pair("1", ""), std::pair("1", "%"), std::pair("s", "ms"), std::pair("B/s", ""),
                       std::pair("1/s", ""), std::pair("B", "KB"), std::pair("GiB", "") }) {
                    const std::string shown = screen::shortQuantity(value, base, display);
                    double read = 0;
                    QVERIFY2(screen::parseQuantity(shown, base, display, read), shown.c_str());
                    QVERIFY2(std::abs(read - value) <= 1e-3 * value,
                             (each.toStdString() + ": " + shown + " read as " + reporting::exact(read)).c_str());
                }
            double users = 0;
            QVERIFY(screen::parseCompact(screen::grouped(1400000), users));
            QCOMPARE(users, 1400000.0);
        }
    }

    void unitsAreTheUsers()
    {
        QCOMPARE(screen::bytes(1.5e9), std::string("1.50 GB"));
        QCOMPARE(screen::compactRate(2), std::string("2.00/s"));
        QCOMPARE(screen::money(9480, "USD"), std::string("$9,480"));
        screen::setUnits({ .hasBinaryBytes = true, .isPerMinute = true, .currency = "CHF" });
        QCOMPARE(screen::bytes(1.5e9), std::string("1.40 GiB"));
        QCOMPARE(screen::bytes(512), std::string("512 B"));
        QCOMPARE(screen::compactRate(2), std::string("120/min"));
        QCOMPARE(screen::money(9480, "USD"), std::string("CHF 9,480"));
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(screen::bytes(1.5e9), std::string("1,40 GiB"));
        screen::setUnits({ .currency = "€" });
        QCOMPARE(screen::money(9480, "USD"), std::string("€9.480"));
    }

    void availabilityShowsItsNines()
    {
        QCOMPARE(screen::availability(0.99976118), QStringLiteral("99.976 %"));
        QCOMPARE(screen::availability(0.99996), QStringLiteral("99.996 %")); // and not four nines
        QCOMPARE(screen::availability(0.999), QStringLiteral("99.9 %"));
        QCOMPARE(screen::availabilityTick(0.999), QStringLiteral("99.9 %"));
        QCOMPARE(screen::availabilityChange(0.99876, 0.99976), QStringLiteral("99.876 % → 99.976 %"));
        QCOMPARE(screen::availabilityChange(0.99987, 0.99984), QStringLiteral("99.987 % → 99.984 %"));
        QCOMPARE(screen::availabilityChange(0.99996, 0.99996), screen::availability(0.99996));
        QCOMPARE(screen::availabilityChange(0.99997959, 0.99997954), QStringLiteral("99.9979 %")); // seconds a year
        QCOMPARE(screen::downtimeAYear(0.999), QString::fromStdString(screen::duration(8.76 * 3600)));
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(screen::availability(0.99976118), QStringLiteral("99,976 %"));
        QCOMPARE(screen::availabilityTick(0.9999), QStringLiteral("99,99 %"));
    }

    void limitsColorWhatIsFull()
    {
        using analysis::Band;
        QCOMPARE(screen::bandOf(0.75, false), Band::Watch);
        QCOMPARE(screen::bandOf(0.75, true), Band::Fine); // memory may be fuller
        QCOMPARE(screen::bandOf(0.86, false), Band::Critical);
        QCOMPARE(screen::bandOf(1.0, false), Band::Saturated);
        screen::Units limits;
        limits.watch = 0.5;
        limits.critical = 0.6;
        screen::setUnits(limits);
        QCOMPARE(screen::bandOf(0.55, false), Band::Watch);
        QCOMPARE(screen::bandOf(0.61, false), Band::Critical);
        limits.watch = 0.9;
        limits.critical = 0.5; // red is never below amber
        screen::setUnits(limits);
        QVERIFY(screen::units().critical > screen::units().watch);
    }

    void filesStayAsTheyAre()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        screen::setUnits({ .hasBinaryBytes = true, .isPerMinute = true, .currency = "CHF", .watch = 0.5 });
        {
            const screen::ForFiles plain;
            QCOMPARE(screen::grouped(1400000), std::string("1,400,000"));
            QCOMPARE(screen::compactRate(1500), std::string("1.50 k/s"));
            QCOMPARE(screen::money(9480, "USD"), std::string("$9,480"));
            QCOMPARE(screen::bandOf(0.55, false), analysis::Band::Fine);
        }
        QCOMPARE(screen::grouped(1400000), std::string("1.400.000"));
        // The model, which writes the files, never asks.
        QCOMPARE(reporting::grouped(1400000), std::string("1,400,000"));
        QCOMPARE(reporting::exact(1.5), std::string("1.5"));
    }

    void numbersStayWithTheirUnits()
    {
        const QString space(QChar::Nbsp);
        QCOMPARE(screen::unbroken(QStringLiteral("promised 600 ms at 1 k users for a month, 20 % of 3.2 GiB, 5 a day")),
                 QStringLiteral("promised 600_ms at 1_k users for a month, 20_% of 3.2_GiB, 5 a day")
                     .replace(QLatin1Char('_'), space));
        QCOMPARE(screen::unbroken(QStringLiteral("2 servers, 3 machines, 4 k.")),
                 QStringLiteral("2 servers, 3 machines, 4_k.").replace(QLatin1Char('_'), space));
    }

    void errorsThatStandAloneAreSentences()
    {
        const auto said = [](const char *what, const char *where = "") {
            return screen::modelWords(Error { what, where, "Use 1" });
        };
        QCOMPARE(said("the months of a plan are out of range"),
                 QStringLiteral("The months of a plan are out of range. Use 1."));
        QCOMPARE(said("vCPUs: 5000 is out of range"), QStringLiteral("vCPUs: 5000 is out of range. Use 1."));
        QCOMPARE(said("p99 is out of range"), QStringLiteral("p99 is out of range. Use 1."));
        QCOMPARE(said("\"soon\" is no month"), QStringLiteral("\"soon\" is no month. Use 1."));
        QCOMPARE(said("expected a number", "stages/2"), QStringLiteral("stages/2: expected a number. Use 1."));
    }
};

HEADROOM_TEST(QCoreApplication, ScreenNumbersTest)

} // namespace headroom::tst_screen_numbers

#include "tst_screen_numbers.moc"
