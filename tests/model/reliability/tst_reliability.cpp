#include "model/reliability/cut_sets.h"
#include "tests/model/reliability/route_design.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

namespace headroom::tst_reliability {

using test::at;
using test::Design;
using test::randomDesign;
using test::States;

namespace {

/// Minimal cuts by trying every set of up to three events.
std::set<std::vector<int>> triedCuts(const Design &design, const std::vector<int> &failures)
{
    const int count = design.network.components;
    std::set<std::vector<int>> cuts;
    for (int size = 1; size <= 3; ++size)
        for (int mask = 1; mask < 1 << count; ++mask) {
            if (__builtin_popcount(static_cast<unsigned>(mask)) != size)
                continue;
            States states(at(count), 1);
            std::vector<int> events;
            for (int i = 0; i < count; ++i)
                if (mask >> i & 1) {
                    states[at(i)] = 0;
                    events.push_back(i);
                }
            const bool holdsCut = std::any_of(cuts.begin(), cuts.end(), [&](const std::vector<int> &cut) {
                return std::includes(events.begin(), events.end(), cut.begin(), cut.end());
            });
            if (!holdsCut && design.value(states) <= 0)
                cuts.insert(events);
        }
    std::erase_if(cuts, [&](const std::vector<int> &cut) {
        int order = 0;
        for (const int event : cut)
            order += failures[at(event)];
        return order > 3;
    });
    return cuts;
}

} // namespace

/// Exact availability, minimal cuts and importance against counting out every state.
class ReliabilityTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomDesignsEqualEnumeration()
    {
        for (unsigned seed = 1; seed <= 1000; ++seed) {
            std::mt19937_64 random(seed);
            const Design design = randomDesign(random, 3 + static_cast<int>(seed % 7));
            const auto found = reliability::availability(design.structure(), design.up);
            const double expected = design.enumerated();
            QVERIFY2(found.isExact && std::abs(found.value - expected) < 1e-12,
                     qPrintable(QString("seed %1: %2 instead of %3")
                                    .arg(seed)
                                    .arg(found.value, 0, 'g', 15)
                                    .arg(expected, 0, 'g', 15)));
        }
    }

    /// All states of designs of up to 20 components; of the larger ones some parts never fail, which leaves 2^12 or 2^15.
    void upToTwentyComponentsEqualEnumeration()
    {
        for (int count = 10; count <= 20; ++count)
            for (unsigned seed = 1; seed <= 10; ++seed) {
                std::mt19937_64 random(1000U * static_cast<unsigned>(count) + seed);
                Design design = randomDesign(random, count);
                const int uncertain = seed < 10 ? 12 : 15;
                for (int certain = 0; count - certain > uncertain; ++certain)
                    design.up[at(1 + 2 * certain)] = 1;
                const auto found = reliability::availability(design.structure(), design.up);
                QVERIFY2(found.isExact && std::abs(found.value - design.enumerated()) < 1e-12,
                         qPrintable(QString("%1 components, seed %2").arg(count).arg(seed)));
            }
    }

    // I_v = A(v up) − A(v down), each by counting out.
    void importanceIsTheDifferenceAComponentMakes()
    {
        for (unsigned seed = 1; seed <= 200; ++seed) {
            std::mt19937_64 random(seed);
            Design design = randomDesign(random, 3 + static_cast<int>(seed % 5));
            const auto found = reliability::importance(design.structure(), design.up);
            for (std::size_t i = 0; i < design.up.size(); ++i) {
                Design with = design, without = design;
                with.up[i] = 1;
                without.up[i] = 0;
                const double expected = with.enumerated() - without.enumerated();
                QVERIFY2(std::abs(found.birnbaum[i] - expected) < 1e-12,
                         qPrintable(QString("seed %1, component %2").arg(seed).arg(i)));
            }
        }
    }

    void minimalCutsEqualTryingEverySet()
    {
        for (unsigned seed = 1; seed <= 1000; ++seed) {
            std::mt19937_64 random(seed);
            const Design design = randomDesign(random, 4 + static_cast<int>(seed % 6));
            if (design.value(States(design.up.size(), 1)) <= 0)
                continue;
            std::vector<int> failures;
            for (std::size_t i = 0; i < design.up.size(); ++i)
                failures.push_back(seed % 2 ? 1 : 1 + static_cast<int>(random() % 4));
            const auto found = reliability::minimalCuts(design.structure(), failures, design.up);
            std::set<std::vector<int>> sets;
            std::vector<int> alone;
            for (const auto &cut : found.sets) {
                sets.insert(cut.events);
                if (cut.events.size() == 1)
                    alone.push_back(cut.events.front());
            }
            QVERIFY2(found.completeOrder == 3 && sets == triedCuts(design, failures),
                     qPrintable(QString("seed %1").arg(seed)));
            std::sort(alone.begin(), alone.end());
            if (seed % 2) // single points are the cuts of order one, and those are what removal alone stops
                QVERIFY2(alone == reliability::singlePoints(design.structure(), States(design.up.size(), 1)),
                         qPrintable(QString("seed %1").arg(seed)));
        }
    }

    void aChainOfTenThousandIsNoDepthOfCalls()
    {
        Design design(10000);
        for (int i = 0; i + 1 < 10000; ++i)
            design.need(i, i + 1);
        design.up.assign(10000, 0.99999);
        const auto found = reliability::importance(design.structure(), design.up);
        QVERIFY(found.availability.isExact);
        QVERIFY(std::abs(found.availability.value - std::pow(0.99999, 10000)) < 1e-10);
        QVERIFY(std::abs(found.birnbaum[5000] - std::pow(0.99999, 9999)) < 1e-10);
        QCOMPARE(reliability::singlePoints(design.structure(), States(10000, 1)).size(), std::size_t(10000));
        design.need(9999, 0); // and a ring of as many
        QVERIFY(std::abs(reliability::availability(design.structure(), design.up).value - std::pow(0.99999, 10000))
                < 1e-10);
    }

    // Sampled instead of counted out, the exact value is within the 99 % interval; with the same seed it is the same.
    void samplesHoldTheExactValue()
    {
        int missed = 0;
        reliability::Effort sampled;
        sampled.exactEvents = 0;
        sampled.samples = 20000;
        for (unsigned seed = 1; seed <= 100; ++seed) {
            std::mt19937_64 random(seed);
            const Design design = randomDesign(random, 9);
            const auto structure = design.structure();
            const auto found = reliability::availability(structure, design.up, sampled);
            const double exact = reliability::availability(structure, design.up).value;
            missed += exact < found.low - 1e-12 || exact > found.high + 1e-12;
            QVERIFY(found.low <= found.value && found.value <= found.high);
            QVERIFY(found == reliability::availability(structure, design.up, sampled));
        }
        QVERIFY2(missed <= 5,
                 qPrintable(QString("%1 of 100 intervals missed").arg(missed))); // P(> 5) at 1 % each: 0.05 %
    }

    void aStopTokenEndsSamplingWithAnInterval()
    {
        std::mt19937_64 random(5);
        Design design = randomDesign(random, 9);
        design.need(0, 1, 7).need(0, 2, 7).need(1, 3, 8).need(1, 4, 8).need(2, 4);
        std::stop_source stop;
        stop.request_stop();
        reliability::Effort effort;
        effort.exactEvents = 0;
        effort.stop = stop.get_token();
        const auto found = reliability::availability(design.structure(), design.up, effort);
        QVERIFY(found.low >= 0 && found.high <= 1);
    }

    /*  1 ── 4
       0   3    sink      p = 0.9: 2p² + 2p³ − 5p⁴ + 2p⁵ = 0.97848 (domain spec 5.4)
        2 ── 5            3 is crossed both ways: operation 0 downwards, operation 1 upwards */
    void theFiveComponentBridge()
    {
        Design design(6, 2);
        const auto node = [&](int component, int operation) { return design.network.node(component, operation); };
        design.need(0, node(1, 0), 1).need(0, node(2, 0), 1);
        design.need(node(1, 0), node(4, 0), 2).need(node(1, 0), node(3, 0), 2).need(node(3, 0), node(5, 0));
        design.need(node(2, 0), node(5, 0), 3).need(node(2, 0), node(3, 1), 3).need(node(3, 1), node(4, 0));
        design.up = { 1, 0.9, 0.9, 0.9, 0.9, 0.9 };
        QVERIFY(std::abs(reliability::availability(design.structure(), design.up).value - 0.97848) < 1e-12);
        const auto cuts = reliability::minimalCuts(design.structure(), std::vector<int>(6, 1), design.up);
        std::set<std::vector<int>> sets;
        for (const auto &cut : cuts.sets)
            sets.insert(cut.events);
        QCOMPARE(sets, (std::set<std::vector<int>> { { 0 }, { 1, 2 }, { 4, 5 }, { 1, 3, 5 }, { 2, 3, 4 } }));
    }

    // DNS 0.99999 · proxy 0.9990876 · two apps of 0.9999543 · database 0.9990876 = 0.998166 (domain spec 5.4)
    void theSeriesWithTwoApps()
    {
        Design design(6);
        design.need(0, 1).need(0, 2).need(2, 3, 1).need(2, 4, 1).need(3, 5).need(4, 5);
        const double vm = 2190 / 2192.0, database = 4380 / 4384.0, app = 2190 / 2190.1;
        design.up = { 1, 0.99999, vm, app, app, database };
        const double expected = 0.99999 * vm * database * (1 - (1 - app) * (1 - app));
        const double found = reliability::availability(design.structure(), design.up).value;
        QVERIFY(std::abs(found - expected) < 1e-14);
        QVERIFY(std::abs(found - 0.998166) < 1e-6);
        const auto cuts = reliability::minimalCuts(design.structure(), std::vector<int>(6, 1), design.up);
        QVERIFY(cuts.sets.size() == 5 && cuts.sets.back().events == (std::vector<int> { 3, 4 })); // and the clients
        QVERIFY(std::abs(cuts.sets.back().probability - 2.1e-9) < 0.05e-9);                       // 10.7: (4.566e-5)²
    }
};

HEADROOM_TEST(QCoreApplication, ReliabilityTest)

} // namespace headroom::tst_reliability

#include "tst_reliability.moc"
