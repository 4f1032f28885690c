#include "model/latency/crowd.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

namespace headroom::tst_crowd {

using namespace latency;

namespace {

struct Mesh {
    std::vector<Way> ways;
    std::vector<Waiting> waiting;
};

/// Many stops, each visited now and then.
Mesh meshOf(std::size_t stops, double chance, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    const auto between
        = [&](double low, double high) { return low + (high - low) * static_cast<double>(random() >> 11) * 0x1p-53; };
    Mesh mesh;
    mesh.ways.resize(1);
    for (std::size_t i = 0; i < stops; ++i) {
        Visits visits {
            between(0.002, 0.03), 0.0005, true, { { 0, 1 - chance }, { 1, chance * 0.8 }, { 2, chance * 0.2 } }
        };
        mesh.ways[0].stops.push_back({ static_cast<int>(i), { visits } });
        mesh.waiting.push_back({ between(0, 0.6), between(20, 200) });
    }
    return mesh;
}

std::vector<double> simulated(const Mesh &mesh, int requests, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::vector<double> times;
    for (int r = 0; r < requests; ++r) {
        double time = 0;
        for (const Stop &stop : mesh.ways[0].stops) {
            const Visits &visits = stop.visits[0];
            double luck = std::uniform_real_distribution<>(0, 1)(random);
            double count = 0;
            for (const flow::Count &each : visits.counts) {
                count = each.times;
                if ((luck -= each.probability) < 0)
                    break;
            }
            if (count <= 0)
                continue;
            const Waiting &waiting = mesh.waiting[static_cast<std::size_t>(stop.component)];
            if (std::uniform_real_distribution<>(0, 1)(random) < waiting.probability)
                time += count * std::exponential_distribution<>(waiting.decay)(random);
            for (int k = 0; k < static_cast<int>(count); ++k)
                time += visits.fixed + std::exponential_distribution<>(1 / visits.serviceTime)(random);
        }
        times.push_back(time);
    }
    std::sort(times.begin(), times.end());
    return times;
}

} // namespace

/// Requests with so many parts that their sum is told from its moments.
class CrowdTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fewStopsAreNone()
    {
        const Mesh mesh = meshOf(kCrowd - 1, 0.1, 1);
        QVERIFY(!crowded(mesh.ways, mesh.waiting));
    }

    // Equal exponential parts: an Erlang law, of which the gamma law is exact.
    void equalPartsAreExact()
    {
        Mesh mesh;
        mesh.ways.resize(1);
        for (int i = 0; i < 600; ++i) {
            mesh.ways[0].stops.push_back({ i, { { 0.01, 0, false, { { 1, 1 } } } } });
            mesh.waiting.push_back({});
        }
        const auto law = crowded(mesh.ways, mesh.waiting);
        QVERIFY(law.has_value());
        // GNU Octave: 0.01 * gammaincinv(q, 600)
        const std::pair<double, double> expected[] { { 0.5, 5.996666996 },
                                                     { 0.95, 6.408509746 },
                                                     { 0.99, 6.584498734 } };
        for (const auto &[q, value] : expected)
            QVERIFY(std::abs(*law->quantile(q) - value) < 3 * law->grid().step);
    }

    void cumulantsAreThoseOfTheParts()
    {
        const Mesh mesh = meshOf(600, 0.05, 3);
        const Cumulants law = cumulantsOf(mesh.ways[0], mesh.waiting);
        const std::vector<double> times = simulated(mesh, 40000, 4);
        double mean = 0, variance = 0, third = 0;
        for (const double time : times)
            mean += time / static_cast<double>(times.size());
        for (const double time : times) {
            variance += (time - mean) * (time - mean) / static_cast<double>(times.size());
            third += std::pow(time - mean, 3) / static_cast<double>(times.size());
        }
        QVERIFY(std::abs(law.mean / mean - 1) < 0.01);
        QVERIFY(std::abs(law.variance / variance - 1) < 0.04);
        QVERIFY(std::abs(law.third / third - 1) < 0.25);
    }

    void percentilesMatchSimulation_data()
    {
        QTest::addColumn<double>("chance");
        for (const double chance : { 0.02, 0.05, 0.3 })
            QTest::addRow("visited by %g", chance) << chance;
    }
    void percentilesMatchSimulation()
    {
        QFETCH(double, chance);
        const Mesh mesh = meshOf(600, chance, 7);
        const auto law = crowded(mesh.ways, mesh.waiting);
        const std::vector<double> times = simulated(mesh, 60000, 8);
        for (const double q : { 0.5, 0.95, 0.99 }) {
            const double found = times[static_cast<std::size_t>(q * static_cast<double>(times.size()))];
            // 1 % of the method, 1 % of the simulation's interval.
            QVERIFY2(std::abs(*law->quantile(q) / found - 1) < 0.02,
                     qPrintable(QString::number(*law->quantile(q) / found)));
        }
    }
};

HEADROOM_TEST(QCoreApplication, CrowdTest)

} // namespace headroom::tst_crowd

#include "tst_crowd.moc"
