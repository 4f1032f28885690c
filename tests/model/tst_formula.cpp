#include "model/catalog/formula.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <limits>

namespace headroom::tst_formula {

using catalog::Formula;

/// The arithmetic of the catalog's formulas.
class FormulaTest final : public QObject {
    Q_OBJECT

    static double valueOf(const char *text)
    {
        static const catalog::PriceTables tables {
            { "steps", { { 10, 2 }, { 30, 1 }, { std::numeric_limits<double>::infinity(), 0.5 } } }
        };
        const Result<Formula> formula = Formula::parse(text, tables);
        if (!formula)
            return -12345;
        return formula->evaluate([](std::string_view name) { return name == "x" ? 3.0 : name == "y" ? 4.0 : 0.0; });
    }

private Q_SLOTS:
    /// The first resource to fill among those of a large design.
    void leastOfAnyNumber()
    {
        std::string text = "min(500";
        for (int i = 1; i < 300; ++i)
            text += ", " + std::to_string((i * 37) % 300 + 7);
        const Result<Formula> formula = Formula::parse(text + ')', {});
        QVERIFY(formula.ok());
        QCOMPARE(formula->evaluate(std::span<const double>()), 8.0);
        QVERIFY(!Formula::parse("max(1)", {}).ok());
    }

    void valuesAreRight_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("expected");
        const auto row
            = [](const char *text, double expected) { QTest::newRow(text) << QString::fromLatin1(text) << expected; };
        row("1 + 2 * 3", 7);
        row("(1 + 2) * 3", 9);
        row("-2 ^ 2", -4);
        row("2 ^ 3 ^ 0", 2);
        row("x * y - 1e1", 2);
        row("7 - 2 - 1", 4);
        row("if(x < y, 1, 2)", 1);
        row("if(x >= y, 1, 2)", 2);
        row("min(x, y) + max(x, y)", 7);
        row("ceil(1.2) + floor(1.8)", 3);
        row("exp(0) + ln(1)", 1);
        row("usl(4, 0.02, 0.0001)", 4 / (1 + 0.06 + 0.0012));
        row("avail(2190, 2)", 2190.0 / 2192);
        // c·T_fo + (1−c)·MTTR over MTTF plus c·u²: domain spec 5.4.
        row("pair(4380, 4, 0.025, 0.98)", 1 - ((0.98 * 0.025 + 0.02 * 4) / 4380 + 0.98 * std::pow(4.0 / 4384, 2)));
        // Two servers at one erlang: C = (a²/2)·2/(2 − a) / (1 + a + a²/(2 − a)) = 1 / 3; one server: ρ.
        row("erlang_c(2, 1)", 1.0 / 3);
        row("erlang_c(1, 0.75)", 0.75);
        // 2 of 3 at 0.9: 3·0.9²·0.1 + 0.9³.
        row("at_least(2, 3, 0.9)", 0.972);
        row("at_least(0, 3, 0.9)", 1 - 1e-3);                   // counted as 1
        row("at_least(5, 3, 0.9)", 0.729);                      // counted as 3
        row("sojourn(0.95, 0.1, 0.8, 0.2)", 1.497866136776995); // M/M/1 at 0.8: S/(1 − ρ)·ln 20
        row("sojourn(0, 0.1, 0.8, 0.2)", 0);
        row("tier(5, steps)", 10);
        row("tier(25, steps)", 10 * 2 + 15);
        row("tier(60, steps)", 10 * 2 + 30 + 20 * 0.5);
    }
    void valuesAreRight()
    {
        QFETCH(QString, text);
        QFETCH(double, expected);
        const double value = valueOf(text.toUtf8().constData());
        QVERIFY2(std::abs(value - expected) <= 1e-12 * std::max(1.0, std::abs(expected)),
                 qPrintable(QString::number(value, 'g', 17)));
    }

    void nonsenseIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             { "", "1 +", "(1", "1 2", "foo(1)", "min(1)", "if(1, 2)", "tier(1, nothing)", "1 $ 2", "))", "3 ** 4" })
            QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text);
    }
    void nonsenseIsRefusedWithItsPlace()
    {
        QFETCH(QString, text);
        const Result<Formula> formula = Formula::parse(text.toStdString(), {});
        QVERIFY(!formula);
        QVERIFY(!formula.error().what.empty());
    }

    void deepNestingDoesNotOverflow()
    {
        const std::string text = std::string(200000, '(') + "1" + std::string(200000, ')');
        const Result<Formula> formula = Formula::parse(text, {});
        QVERIFY(!formula || formula->evaluate([](std::string_view) { return 0.0; }) == 1);
    }

    void namesAreReplacedAndFunctionsStay()
    {
        const catalog::PriceTables tables { { "steps", { { std::numeric_limits<double>::infinity(), 1 } } } };
        const Result<Formula> formula = Formula::parse("max(x, λ) * tier(xy, steps) + x", tables);
        QVERIFY(formula.ok());
        const std::string text = formula->substituted([](std::string_view name) {
            return name == "x" ? std::string("1 s") : name == "λ" ? std::string("2/s") : std::string("3 GB");
        });
        QCOMPARE(text, std::string("max(1 s, 2/s) * tier(3 GB, steps) + 1 s"));
    }

    void divisionByZeroIsInfinite() { QVERIFY(std::isinf(valueOf("1 / 0"))); }
};

HEADROOM_TEST(QCoreApplication, FormulaTest)

} // namespace headroom::tst_formula

#include "tst_formula.moc"
