#include "model/catalog/formula.h"
#include "model/flow/popularity.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_popularity {

using namespace test;

namespace {

bool isClose(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

} // namespace

/// What a cache answers when it keeps the most popular keys (domain spec 3.2, 8.5).
class PopularityTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void harmonicNumbersAreTheirSums()
    {
        for (const double s : { 0.0, 0.3, 0.8, 0.9, 0.99, 1.0, 1.0 + 1e-9, 1.1, 2.0, 4.5 })
            for (const int n : { 0, 1, 2, 63, 64, 65, 100, 1000, 300000 }) {
                long double sum = 0;
                for (int k = n; k >= 1; --k)
                    sum += std::pow(static_cast<long double>(k), -static_cast<long double>(s));
                QVERIFY2(isClose(flow::generalizedHarmonic(n, s), static_cast<double>(sum), 1e-12) || n == 0,
                         qPrintable(QStringLiteral("n %1 s %2").arg(n).arg(s)));
            }
        QCOMPARE(flow::generalizedHarmonic(0, 0.9), 0.0);
        // ζ(2) = π²/6, short of the tail of about 1/n.
        const double zeta = std::acos(-1.0) * std::acos(-1.0) / 6;
        QVERIFY(isClose(flow::generalizedHarmonic(1e12, 2), zeta - 1e-12, 1e-13));
    }

    void goldensOfTheSpec()
    {
        const auto share = [](double kept) { return flow::popularShare(kept, 1e6, 0.99); };
        QVERIFY(std::abs(share(1) - 0.0650) <= 0.00005);
        QVERIFY(std::abs(share(10) - 0.192) <= 0.0005);
        QVERIFY(std::abs(share(1e4) - 0.664) <= 0.0005);
        QVERIFY(std::abs(share(2e5) - 0.881) <= 0.0005);
        QVERIFY(std::abs(flow::popularShare(1, 1e6, 0.8) - 0.0134) <= 0.00005);
        QVERIFY(std::abs(flow::popularShare(1, 1e6, 1.1) - 0.124) <= 0.0005);
    }

    void sharesStayWithinTheirBounds()
    {
        QCOMPARE(flow::popularShare(10, 0, 0.9), 0.0);
        QCOMPARE(flow::popularShare(0, 10, 0.9), 0.0);
        QCOMPARE(flow::popularShare(1e30, 1e6, 0.9), 1.0);
        double before = 0;
        for (double kept = 1; kept < 1e12; kept *= 3) {
            const double share = flow::popularShare(kept, 1e12, 0.9);
            QVERIFY(share > before && share <= 1);
            before = share;
        }
    }

    void aCacheWithoutATypedRatioComputesIt()
    {
        const auto built = [](std::vector<project::Parameters::Entry> parameters) {
            return ProjectBuilder()
                .onlyClass({ { "page", 1, 0.01, 0 }, { "read", 5, 0.002, 0 } })
                .component("clients", "client_population")
                .component("app", "web_app_server")
                .component("cache", "distributed_cache", std::move(parameters))
                .component("db", "rdb_primary")
                .link("clients", "app", "call")
                .link("app", "cache", "cache_lookup")
                .link("app", "db", "query")
                .at(1e5);
        };
        const double kept = 3 * 26.0 * 1073741824 * 0.75 / 2000;
        const auto report
            = built({ { "shards", 3.0 }, { "memory", 26.0 }, { "entry_size", 2000.0 }, { "population", 1e9 } });
        const double wanted = flow::popularShare(kept, 1e9, 0.9);
        QVERIFY(isClose(componentOf(report, "cache").hitRatio, wanted, 1e-12));
        const double lookups = 5 * componentOf(report, "app").requestsPerSecond; // of keys: the page itself is none
        const double reads = connectionOf(report, "app-db").requestsPerSecond;
        const auto all = built({ { "hit_ratio", 0.0 } });
        const double saved = connectionOf(all, "app-db").requestsPerSecond - reads;
        QVERIFY2(isClose(saved, wanted * lookups, 1e-9),
                 qPrintable(QString("%1 of %2, share %3").arg(saved).arg(lookups).arg(wanted)));
        QCOMPARE(componentOf(built({ { "hit_ratio", 0.35 } }), "cache").hitRatio, 0.35);
    }
};

HEADROOM_TEST(QCoreApplication, PopularityTest)

} // namespace headroom::tst_popularity

#include "tst_popularity.moc"
