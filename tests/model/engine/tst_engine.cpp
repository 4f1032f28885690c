#include "model/analysis/compiled_stage.h"
#include "model/engine/flow.h"
#include "model/engine/solve.h"
#include "model/engine/tournament.h"
#include "model/queueing/mmc.h"
#include "tests/support/generated_design.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <random>

namespace headroom::tst_engine {

using namespace test;

namespace {

bool isClose(double a, double b, double within = 1e-12)
{
    return a == b || std::abs(a - b) <= within * std::max({ 1.0, std::abs(a), std::abs(b) });
}

/// Calls `look` with every stage of every example and template, and with generated meshes.
template <typename Look>
void forEachStage(Look look)
{
    for (const std::string &path : allDesigns()) {
        const project::Snapshot design = openDesign(path);
        for (std::size_t stage = 0; stage < design->stages.size(); ++stage)
            look(*design, stage, design->stages[stage]->users.to, path + " stage " + std::to_string(stage + 1));
    }
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        GeneratedShape shape { .components = 60 * seed, .classes = seed, .loops = seed - 1, .layers = 4, .seed = seed };
        look(generatedDesign(shape), 0, generatedUsers(shape), "mesh " + std::to_string(seed));
    }
}

/// The design with event loops for threads and without limits of pools: what is held hangs on more than the flow.
project::Project withoutHolding(const project::Project &design)
{
    project::Project out = design;
    for (std::shared_ptr<const project::Stage> &each : out.stages) {
        auto stage = std::make_shared<project::Stage>(*each);
        for (project::Component &component : stage->components)
            for (const char *threads : { "threads", "threads_per_vcpu" })
                component.parameters.set(threads, 0.0);
        for (project::Connection &connection : stage->connections)
            connection.parameters.set("pool", 0.0);
        each = std::move(stage);
    }
    return out;
}

} // namespace

/// A stage as columns: the same laws as for one component alone, and the load from the flow.
class EngineTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columnsSayWhatEachComponentSaysAlone()
    {
        forEachStage([](const project::Project &design, std::size_t index, double to, const std::string &name) {
            const auto stage = analysis::compile(design, index, theCatalog());
            engine::Results results;
            for (const double users : { 0.0, to / 7, to, to * 3 }) {
                engine::solve(*stage->columns, users, results);
                const double rate = users * stage->ratePerUser;
                double cost = 0;
                for (std::size_t i = 0; i < stage->components.size(); ++i) {
                    const analysis::CompiledComponent &component = stage->components[i];
                    const double n = analysis::instancesAt(*stage, component, users);
                    QVERIFY2(isClose(results.instances[i], n), name.c_str());
                    bool isFull = false;
                    for (std::size_t r = 0; r < component.resources.size(); ++r) {
                        const std::size_t row = static_cast<std::size_t>(stage->columns->stations.firstResource[i]) + r;
                        const double used = analysis::usedAt(*stage, component, component.resources[r], users, false);
                        QVERIFY2(isClose(results.used[row], used), name.c_str());
                        isFull = isFull || used >= component.resources[r].capacity;
                    }
                    const double own = analysis::ownCostAt(*stage, component, users);
                    QVERIFY2(isClose(results.cost[i], own), name.c_str());
                    cost += own;
                    const double visits = component.hotShare
                        * (component.visits / n + component.broadcastVisits / component.partitions);
                    const analysis::JobLoad jobs = component.jobs ? *component.jobs : analysis::JobLoad {};
                    const double jobVisits = component.hotShare
                        * (jobs.visits.at(users) / n + jobs.copiedVisits.at(users) / component.partitions);
                    const double arriving = analysis::judgedRate(*stage, component, rate) * visits + jobVisits;
                    if (component.station < 0 || arriving <= 0)
                        continue;
                    const auto wait = queueing::meanWait(Rate(arriving), Seconds(results.serviceTime[i]),
                                                         static_cast<int>(component.servers));
                    QCOMPARE(bool(results.isSaturated[i]), isFull || !wait);
                    // Near saturation a rounding of the load is magnified by 1 / (m − a).
                    if (wait)
                        QVERIFY2(isClose(results.wait[i],
                                         wait->value() * engine::variabilityAt(*stage->columns, i, users, 1 / n),
                                         1e-11),
                                 name.c_str());
                }
                const double overheads = std::accumulate(
                    stage->columns->bills.overheads.begin(), stage->columns->bills.overheads.end(), 0.0,
                    [&](double sum, int line) { return sum + results.amounts[static_cast<std::size_t>(line)]; });
                QVERIFY2(
                    isClose(results.totalCost - overheads, cost + stage->columns->bills.betweenPlaces * users, 1e-11),
                    name.c_str());
            }
        });
    }

    /// Where use crosses a level, found by halving over the use of one resource alone.
    void usersAtALevelAreWhereUseCrossesIt()
    {
        forEachStage([](const project::Project &design, std::size_t index, double, const std::string &name) {
            const auto stage = analysis::compile(design, index, theCatalog());
            std::size_t row = 0;
            double least = INFINITY;
            for (const analysis::CompiledComponent &component : stage->components)
                for (const analysis::CompiledResource &resource : component.resources) {
                    const double found = stage->limits->full[row++];
                    least = std::min(least, found);
                    const auto used = [&](double users) {
                        return analysis::usedAt(*stage, component, resource, users, !resource.countsPools);
                    };
                    if (!std::isfinite(found)) {
                        QVERIFY2(used(1e9) <= resource.capacity * (1 + 1e-9), name.c_str());
                        continue;
                    }
                    QVERIFY2(used(found * (1 + 1e-9) + 1e-6) >= resource.capacity * (1 - 1e-9), name.c_str());
                    if (found > 0)
                        QVERIFY2(used(found * (1 - 1e-9)) <= resource.capacity * (1 + 1e-9), name.c_str());
                }
            QCOMPARE(stage->limits->usersAtSaturation, least);
        });
    }

    /// The load added up row by row is what compiling has added up.
    void theFlowCarriesTheLoadOfTheColumns()
    {
        int linear = 0;
        forEachStage([&](const project::Project &design, std::size_t index, double, const std::string &name) {
            QVERIFY(analysis::compileForEdits(design, index, theCatalog())->flow != nullptr);
            const auto stage = analysis::compileForEdits(withoutHolding(design), index, theCatalog());
            bool isPooled = true;
            for (const analysis::CompiledComponent &component : stage->components)
                isPooled = isPooled && component.noPoolHold <= 0;
            // What jobs bring hangs on more than the flow of requests; lines for disks are not in it.
            QVERIFY2(stage->flow->isLinear || !isPooled || !stage->jobs.empty() || !stage->holders.empty(),
                     name.c_str());
            linear += stage->flow->isLinear;
        });
        QVERIFY(linear > 20);
    }

    void groupsOfServersWaitAsErlangCSays_data()
    {
        QTest::addColumn<int>("servers");
        for (const int servers : { 1, 2, 3, 16, 500, 10000 })
            QTest::addRow("%d", servers) << servers;
    }
    void groupsOfServersWaitAsErlangCSays()
    {
        QFETCH(int, servers);
        ProjectBuilder design;
        design.component("clients", "client_population").component("web", "web_app_server");
        design.link("clients", "web", "call");
        for (int i = 0; i < 70; ++i) {
            const std::string id = "s" + std::to_string(i);
            design.component(id, "custom",
                             { { "servers", double(servers) }, { "service_time", 1e-4 * servers * (1 + i) } });
            design.link("web", id, "call");
        }
        design.onlyClass({ { "page", 1, 0.0001, 0 }, { "rpc", 1, 0, 0 } });
        const auto stage = analysis::compile(design.build(), 0, theCatalog());
        engine::Results results;
        for (const double share : { 0.001, 0.5, 0.9, 0.999, 0.9999999 }) {
            const double rate = share / (1e-4 * 70); // of the slowest
            engine::solve(*stage->columns, rate / stage->ratePerUser, results);
            for (std::size_t i = 2; i < stage->components.size(); ++i) {
                const double offered = results.offered[i];
                QVERIFY(isClose(offered, rate * 1e-4 * servers * static_cast<double>(i - 1), 1e-11));
                QVERIFY(isClose(results.waitProbability[i], queueing::erlangC(servers, offered), 1e-11));
            }
        }
    }

    void aTournamentFindsTheLeast()
    {
        std::mt19937_64 random(3);
        for (const std::size_t count : { 1U, 2U, 7U, 64U, 1000U }) {
            std::vector<double> values(count);
            for (double &value : values)
                value = static_cast<double>(random() % 50);
            engine::Tournament tournament;
            tournament.reset(values);
            for (int round = 0; round < 300; ++round) {
                const std::size_t changed = random() % count;
                values[changed] = random() % 9 == 0 ? INFINITY : static_cast<double>(random() % 50);
                tournament.set(changed, values[changed]);
                const double bound = static_cast<double>(random() % 50);
                int least = -1;
                int above = -1;
                for (std::size_t i = 0; i < count; ++i) {
                    const auto isBetter = [&](int best) {
                        return std::isfinite(values[i])
                            && (best < 0 || values[i] < values[static_cast<std::size_t>(best)]);
                    };
                    least = isBetter(least) ? static_cast<int>(i) : least;
                    above = values[i] > bound && isBetter(above) ? static_cast<int>(i) : above;
                }
                QCOMPARE(tournament.leastIndex(), least);
                QCOMPARE(tournament.leastIndexAbove(bound), above);
            }
        }
    }
};

HEADROOM_TEST(QCoreApplication, EngineTest)

} // namespace headroom::tst_engine

#include "tst_engine.moc"
