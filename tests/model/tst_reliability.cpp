#include "model/analysis/reliability.h"
#include "model/reliability/availability.h"
#include "model/reliability/cut_sets.h"
#include "tests/support/model_support.h"

#include <QTest>

#include <cmath>
#include <random>
#include <set>

using namespace headroom;
using namespace headroom::test;

namespace {

using States = std::vector<char>;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Routes with what surrounds them, and their structure function written down a second time.
struct Design {
    flow::Network network;
    reliability::Surroundings around;
    std::vector<double> up;

    explicit Design(int components, int operations = 1)
    {
        network.components = components;
        network.operations = operations;
        network.entries = { 0 };
        network.handles.assign(at(components * operations), 1);
        network.hits.assign(at(components * operations), 1);
        around.enclosing.assign(at(components), -1);
        around.failoverShare.assign(at(components), 0.0);
        up.assign(at(components), 1.0);
    }

    Design &need(int from, int to, int group = -1, double weight = 1)
    {
        flow::Step step;
        step.from = from;
        step.to = to;
        step.weight = weight;
        step.group = group;
        network.steps.push_back(step);
        return *this;
    }

    reliability::Structure structure() const
    {
        const auto operations = at(network.operations);
        return { network, around, std::vector<double>(operations, 1.0), std::vector<char>(operations, 1) };
    }

    bool isUp(int component, const States &states) const
    {
        for (; component >= 0; component = around.enclosing[at(component)])
            if (!states[at(component)])
                return false;
        return true;
    }

    /// One node's value from the others': up, and its plain calls and the groups of alternatives succeed.
    double ask(int node, const States &states, const std::vector<double> &values) const
    {
        if (!isUp(node / network.operations, states))
            return 0;
        double value = 1;
        std::map<int, std::vector<const flow::Step *>> groups;
        for (const flow::Step &step : network.steps)
            if (step.from == node && step.group < 0)
                value = std::min(value, values[at(step.to)]);
            else if (step.from == node)
                groups[step.group].push_back(&step);
        const double felt = around.failoverShare[at(node / network.operations)];
        for (const auto &[id, steps] : groups) {
            double best = 0, sum = 0, total = 0;
            for (const flow::Step *step : steps)
                best = std::max(best, values[at(step->to)]);
            for (const flow::Step *step : steps) {
                sum += step->weight * std::max(values[at(step->to)], (1 - felt) * best);
                total += step->weight;
            }
            value = std::min(value, felt > 0 ? sum / total : best);
        }
        return value;
    }

    /// φ as the greatest solution: all work, until asking again changes nothing.
    double value(const States &states) const
    {
        std::vector<double> values(network.handles.size(), 1.0);
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t node = values.size(); node-- > 0;) {
                const double now = ask(static_cast<int>(node), states, values);
                changed = changed || now != values[node];
                values[node] = now;
            }
        }
        return values[0];
    }

    double enumerated() const
    {
        double sum = 0;
        for (std::size_t mask = 0; mask < std::size_t(1) << up.size(); ++mask) {
            double probability = 1;
            States states;
            for (std::size_t i = 0; i < up.size(); ++i) {
                states.push_back(mask >> i & 1);
                probability *= states.back() ? up[i] : 1 - up[i];
            }
            if (probability > 0)
                sum += probability * value(states);
        }
        return sum;
    }
};

/// Calls forwards and, at times, back; alternatives; a place around two components; a balancer that is slow to move.
Design randomDesign(std::mt19937_64 &random, int count)
{
    const auto upTo = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
    Design design(count);
    for (int i = 1; i < count; ++i) {
        const int from = upTo(i);
        design.need(from, i, upTo(2) ? from : -1, 1 + upTo(3));
        if (i > 2 && upTo(2) == 0)
            design.need(upTo(i), i, upTo(3) ? -1 : 100 + i % 3);
    }
    if (upTo(3) == 0)
        design.need(count - 1, upTo(count));
    if (count > 5 && upTo(2) == 0)
        design.around.enclosing[at(count - 2)] = design.around.enclosing[at(count - 3)] = count - 1;
    if (upTo(4) == 0 && design.network.steps.back().to != 0)
        design.around.failoverShare[0] = 0.04;
    for (double &each : design.up)
        each = upTo(12) == 0 ? 1.0 : 0.5 + 0.5 * upTo(1000) / 1000.0;
    return design;
}

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

/// Exact availability, minimal cuts and importance against counting out every state, and the goldens of the domain spec.
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

    void twentyComponentsEqualEnumeration()
    {
        std::mt19937_64 random(20);
        Design design = randomDesign(random, 20);
        for (int certain = 1; certain < 20; certain += 4)
            design.up[at(certain)] = 1; // of the states the others leave, 2^15 are counted out
        QVERIFY(std::abs(reliability::availability(design.structure(), design.up).value - design.enumerated()) < 1e-12);
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

    // Domain spec 7.2, rows "A read path", "A post path" and downtime in a month of 730 h.
    void theSevenStages()
    {
        const double read[] { 0.998167, 0.998166, 0.999761, 0.999761, 0.999761, 0.999753, 0.999980 };
        const double post[] { 0.997169, 0.997168, 0.998761, 0.998761, 0.998761, 0.999753, 0.999980 };
        const double minutes[] { 80, 80, 10.5, 10.5, 10.5, 10.8, 0.9 };
        const project::Snapshot design = openDesign("resources/templates/seven-stages.headroom");
        for (std::size_t stage = 0; stage < 7; ++stage) {
            const auto report = analysis::analyze(*design, stage, design->stages[stage]->users.to, theCatalog());
            for (const auto &each : report.classes) {
                if (each.id != "feed" && each.id != "post")
                    continue;
                QVERIFY(each.availability && each.availability->isExact);
                QVERIFY(std::abs(each.availability->value - (each.id == "feed" ? read : post)[stage]) <= 0.6e-6);
                if (each.id == "feed")
                    QVERIFY(std::abs(each.availability->downPerMonth() / 60 - minutes[stage])
                            <= (minutes[stage] < 20 ? 0.06 : 0.6));
            }
        }
    }

    // 99.9 % costs 241,920 USD in a 30-day month at 5,600 USD a minute (domain spec 5.6), so 245,280 USD in 730 h.
    void downtimeHasThePriceThatTheProjectStates()
    {
        auto design = ProjectBuilder()
                          .onlyClass({ { "page", 1, 0.001, 0 } })
                          .component("clients", "client_population")
                          .component("app", "web_app_server",
                                     { { "instances", 1.0 }, { "mttf", 999.0 * 3600 }, { "mttr", 3600.0 } })
                          .link("clients", "app", "call")
                          .build();
        QCOMPARE(analysis::analyze(design, 0, 100, theCatalog()).downtimeCostPerMonth, 0.0);
        design.workload.parameters.set("revenue_per_hour", 300000.0);
        design.workload.parameters.set("staff_per_hour", 36000.0);
        const auto report = analysis::analyze(design, 0, 100, theCatalog());
        QVERIFY(std::abs(report.downtimeCostPerMonth - (1 - *report.availability) * 730 * 336000) < 1e-6);
        QVERIFY(report.downtimeCostPerMonth > 0);
    }

    void aTierForgivesWhatTheNextDoesNot()
    {
        auto design = ProjectBuilder()
                          .onlyClass({ { "page", 1, 0.001, 0 } })
                          .component("clients", "client_population")
                          .component("dns", "dns")
                          .component("app", "web_app_server", { { "instances", 1.0 } })
                          .link("clients", "dns", "call")
                          .link("clients", "app", "call")
                          .build();
        const auto under = [&](const char *tier) {
            design.criticality = tier;
            return analysis::analyze(design, 0, 100, theCatalog()).tolerance;
        };
        QVERIFY(under("hobby").isMet() && under("startup").isMet()); // single points are forgiven
        QCOMPARE(under("standard").singlePoints, (std::vector<int> { 2 }));
        QCOMPARE(under("critical").singlePoints, (std::vector<int> { 1, 2 })); // nor may a provider's DNS stop it
        QVERIFY(under("critical").isAvailabilityMet);                          // 0.99999 · 2190/2190.1 ≥ 0.9999
        QVERIFY(!under("high").isMet());
        QCOMPARE(under("no such tier").tier, std::string("standard"));
    }

    void cutsNameGroupsByTheFailuresTheyTake()
    {
        const auto design = ProjectBuilder()
                                .onlyClass({ { "page", 1, 0.001, 0 }, { "read", 1, 0.001, 0 } })
                                .component("clients", "client_population")
                                .component("lb", "lb_l7")
                                .component("app", "web_app_server", { { "instances", 3.0 } })
                                .component("db", "rdb_primary")
                                .link("clients", "lb", "call")
                                .link("lb", "app", "split")
                                .link("app", "db", "query")
                                .build();
        const auto stage = analysis::compile(design, 0, theCatalog());
        const auto report = analysis::reliabilityOf(*stage, 0);
        QVERIFY(report.availability && report.availability->isExact && report.completeOrder == 3);
        QCOMPARE(report.cuts.size(), std::size_t(3)); // {db}, {lb}, {all three of app: one carries the load}
        QVERIFY(report.cuts[0].isSinglePoint && report.cuts[0].parts[0].component == 3);
        QVERIFY(!report.cuts[1].isSinglePoint && report.cuts[1].parts[0].component == 1); // run by a provider
        QVERIFY(report.cuts[2].order == 3 && report.cuts[2].parts[0].failures == 3);
        QCOMPARE(report.importance.front().component, 3); // u = 4/4384 is the largest
        // Series: I of one is the product of the others.
        QVERIFY(std::abs(report.importance.front().birnbaum * report.importance.front().availability
                         - report.availability->value)
                < 1e-12);
    }
};

QTEST_GUILESS_MAIN(ReliabilityTest)
#include "tst_reliability.moc"
