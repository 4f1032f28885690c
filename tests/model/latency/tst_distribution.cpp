#include "model/latency/distribution.h"
#include "model/latency/fft.h"
#include "model/queueing/sojourn.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <numbers>

namespace headroom::tst_distribution {

using latency::Distribution;
using latency::Grid;
using latency::Rounding;

/// Numeric convolution against closed forms: domain spec 4.7 and 10.8.
class DistributionTest final : public QObject {
    Q_OBJECT

    static std::function<double(double)> exponential(double mean)
    {
        return [mean](double t) { return t > 0 ? -std::expm1(-t / mean) : 0.0; };
    }

    static bool within(double value, double low, double high)
    {
        const bool isWithin = value >= low - 1e-9 && value <= high + 1e-9;
        if (!isWithin)
            qWarning("%.9g outside of %.9g … %.9g", value, low, high);
        return isWithin;
    }

    /// P(Erlang-3 > t) = e^(−x)(1 + x + x²/2), x = t/S, solved by bisection.
    static double erlang3(double mean, double p)
    {
        double low = 0;
        double high = 100 * mean;
        for (int i = 0; i < 200; ++i) {
            const double middle = (low + high) / 2;
            const double x = middle / mean;
            (std::exp(-x) * (1 + x + x * x / 2) > 1 - p ? low : high) = middle;
        }
        return low;
    }

private Q_SLOTS:
    void transformIsTheSumOfItsDefinition()
    {
        std::vector<std::complex<double>> values;
        for (int i = 0; i < 16; ++i)
            values.emplace_back(std::sin(i * i), std::cos(3 * i));
        auto transformed = values;
        latency::transform(transformed, false);
        for (int f = 0; f < 16; ++f) {
            std::complex<double> sum;
            for (int k = 0; k < 16; ++k)
                sum += values[static_cast<std::size_t>(k)] * std::polar(1.0, -2 * std::numbers::pi * f * k / 16);
            QVERIFY(std::abs(sum - transformed[static_cast<std::size_t>(f)]) < 1e-12);
        }
        latency::transform(transformed, true);
        for (std::size_t i = 0; i < values.size(); ++i)
            QVERIFY(std::abs(values[i] - transformed[i]) < 1e-14);
    }

    /// Three exponential stages of 50 ms: 133.70, 314.79, 420.30 ms.
    void threeStagesAreErlang3()
    {
        const Distribution one = Distribution::of({}, exponential(0.05));
        const Distribution all = sum(sum(one, one), one);
        QVERIFY(within(*all.quantile(0.50), 0.1335, 0.1340));
        QVERIFY(within(*all.quantile(0.95), 0.3145, 0.3150));
        QVERIFY(within(*all.quantile(0.99), 0.4200, 0.4205));
        QVERIFY(std::abs(erlang3(0.05, 0.95) - 0.31479) < 5e-6);
        QVERIFY(std::abs(all.mean() - 0.15) < 1e-5);
    }

    void roundingDownAndUpEncloseTheTruth()
    {
        const Distribution down = Distribution::of({}, exponential(0.05), Rounding::Down);
        const Distribution up = Distribution::of({}, exponential(0.05), Rounding::Up);
        const Distribution low = sum(sum(down, down), down);
        const Distribution high = sum(sum(up, up), up);
        for (const double p : { 0.01, 0.5, 0.9, 0.95, 0.99, 0.999 }) {
            QVERIFY(within(erlang3(0.05, p), *low.quantile(p), *high.quantile(p)));
            QVERIFY(*high.quantile(p) - *low.quantile(p) <= 3 * latency::kStep + 1e-12); // parts · step
        }
    }

    /// Ten calls at once of 20 ms: mean 20·H₁₀ = 58.58 ms, p99 = −20·ln(1 − 0.99^(1/10)) = 138.06; one call 92.10.
    void joinsWaitForTheLatest()
    {
        const Distribution one = Distribution::of({}, exponential(0.02));
        const Distribution all = join(one, 10);
        QVERIFY(within(all.mean(), 0.058575, 0.058585));
        QVERIFY(within(*all.quantile(0.99), 0.13806 - latency::kStep, 0.13806 + latency::kStep));
        QVERIFY(within(*one.quantile(0.99), 0.09210 - latency::kStep, 0.09210 + latency::kStep));
        const Distribution two = join(one, one);
        for (std::size_t i = 0; i < two.probabilities().size(); ++i)
            QVERIFY(std::abs(two.probabilities()[i] - join(one, 2).probabilities()[i]) < 1e-15);
        // At least one of 100 calls is among the slowest 1 %: 1 − 0.99¹⁰⁰ = 63.4 %.
        QVERIFY(std::abs(1 - join(one, 100).cumulative(*one.quantile(0.99)) - 0.634) < 0.01);
    }

    void optionalBranchIsAMixture()
    {
        const Distribution nothing = Distribution::constant({}, 0);
        const Distribution rare = mixture(0.1, Distribution::of({}, exponential(0.05)), nothing);
        // P(T > t) = 0.1·e^(−t/50 ms): p95 = 50·ln 2 = 34.66 ms.
        QVERIFY(within(*rare.quantile(0.95), 0.0345, 0.0350));
        QCOMPARE(*rare.quantile(0.5), 0.0);
    }

    void constantsGoWhereTheyAreRounded()
    {
        QCOMPARE(*Distribution::constant({}, 0.0012, Rounding::Down).quantile(0.5), 0.001);
        QCOMPARE(*Distribution::constant({}, 0.0012, Rounding::Nearest).quantile(0.5), 0.001);
        QCOMPARE(*Distribution::constant({}, 0.0012, Rounding::Up).quantile(0.5), 0.0015);
        QCOMPARE(*Distribution::constant({}, 0.003, Rounding::Up).quantile(0.5), 0.003);
        QVERIFY(!Distribution::constant({}, 100).quantile(0.5)); // beyond the grid
    }

    /// Domain spec 10.8: M/M/1 with λ = 8/s, S = 0.1 s: p95 = 1.4979 s. 4.096 s leave e^(−8.2) = 2.8e-4: the step
    /// doubles.
    void theGridGrowsUntilTheTailFits()
    {
        const auto sojourn = queueing::Sojourn::of(Rate(8), Seconds(0.1), 1);
        const auto tail = [&](double t) { return sojourn->tail(Seconds(t)); };
        const Grid grid = latency::gridFor(tail);
        QCOMPARE(grid.step, 0.001);
        QVERIFY(tail(grid.end()) < 1e-5);
        const Distribution distribution = Distribution::of(grid, [&](double t) { return 1 - tail(t); });
        QVERIFY(within(*distribution.quantile(0.95), 1.4979 - grid.step, 1.4979 + grid.step));
        QCOMPARE(latency::gridFor([](double) { return 0.0; }), Grid());
    }
};

HEADROOM_TEST(QCoreApplication, DistributionTest)

} // namespace headroom::tst_distribution

#include "tst_distribution.moc"
