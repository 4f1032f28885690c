#include "model/analysis/compiled_stage.h"
#include "model/engine/incremental.h"
#include "tests/support/generated_design.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <random>

namespace headroom::tst_incremental {

using namespace test;

namespace {

bool isClose(double a, double b, double within = 1e-12)
{
    return a == b || std::abs(a - b) <= within * std::max({ 1.0, std::abs(a), std::abs(b) });
}

bool areClose(const std::vector<double> &a, const std::vector<double> &b, double within = 1e-12)
{
    return a.size() == b.size()
        && std::equal(a.begin(), a.end(), b.begin(), [&](double x, double y) { return isClose(x, y, within); });
}

/// Whether an edited solve says what a solve of everything says.
bool isSame(const engine::Results &a, const engine::Limits &am, const engine::Results &b, const engine::Limits &bm,
            double within = 1e-12)
{
    return areClose(a.instances, b.instances, within) && areClose(a.used, b.used, within)
        && areClose(a.filled, b.filled, within) && areClose(a.utilization, b.utilization, within)
        && areClose(a.wait, b.wait, within) && areClose(a.latency, b.latency, within)
        && a.saturatedVisits == b.saturatedVisits && a.isSaturated == b.isSaturated && areClose(a.cost, b.cost, within)
        && isClose(a.totalCost, b.totalCost, within) && isClose(a.transferCost, b.transferCost, within)
        && areClose(am.full, bm.full, within) && areClose(am.at070, bm.at070, within)
        && isClose(am.usersAt070, bm.usersAt070, within) && isClose(am.usersAt085, bm.usersAt085, within)
        && isClose(am.usersAtSaturation, bm.usersAtSaturation, within) && am.bottleneck == bm.bottleneck
        && am.next == bm.next;
}

/// Edits that are made twice: step by step, and to columns that are then solved as a whole.
class Twin {
public:
    Twin(const project::Project &design, double users)
        : m_stage(analysis::compileForEdits(design, 0, theCatalog()))
        , m_columns(*m_stage->columns)
        , m_flow(*m_stage->flow)
        , m_solve(*m_stage->columns, m_stage->flow.get(), users)
        , m_users(users)
    {
    }

    /// One random edit; whether both agree after it.
    bool editAndCompare(std::mt19937_64 &random)
    {
        const double factor = 0.5 + static_cast<double>(random() % 1000) / 800;
        switch (random() % 4) {
        case 0: {
            const std::size_t row = random() % m_columns.resources.size();
            const std::size_t component = static_cast<std::size_t>(m_columns.resources.component[row]);
            const double capacity = m_columns.resources.capacity[row] * factor;
            m_solve.setCapacity(row, capacity);
            m_columns.resources.capacity[row] = capacity;
            m_columns.stations.perRate[component] = engine::perRateOf(m_columns, component);
            for (std::size_t h = 0; h < m_columns.holders.size(); ++h)
                if (const std::size_t station = engine::stationOf(m_columns, h);
                    m_columns.holders[h].resource != static_cast<int>(row)) {
                    continue;
                } else if (m_columns.holders[h].use > 0) {
                    m_columns.stations.work[station] = m_columns.resources.spread[row] / capacity;
                    m_columns.stations.broadcastWork[station] = m_columns.resources.broadcast[row] / capacity;
                } else {
                    m_columns.stations.servers[station] = std::max(1.0, std::floor(capacity));
                }
            break;
        }
        case 1: {
            const std::size_t component = random() % m_stage->components.size();
            const double least = 1 + static_cast<double>(random() % 4);
            const double most = least + static_cast<double>(random() % 9);
            const bool isScaled = m_columns.stations.perRate[component] > 0;
            m_solve.setInstances(component, least, isScaled ? most : least);
            m_columns.stations.least[component] = least;
            m_columns.stations.most[component] = isScaled ? most : least;
            break;
        }
        case 2: {
            const std::size_t component = random() % m_stage->components.size();
            const double servers = 1 + static_cast<double>(random() % 16);
            m_solve.setServers(component, servers);
            m_columns.stations.servers[component] = servers;
            break;
        }
        default: {
            const std::size_t connection = random() % m_flow.canScale.size();
            const bool scales = m_solve.scaleCalls(connection, factor);
            if (scales != (m_flow.isLinear && bool(m_flow.canScale[connection])))
                return false;
            for (std::size_t e = 0; scales && e < m_flow.connection.size(); ++e)
                for (engine::ClassFlow &each : m_flow.classes)
                    if (m_flow.connection[e] == static_cast<int>(connection)) {
                        each.gains[e] *= factor;
                        if (!each.waited.empty())
                            each.waited[e] *= factor;
                    }
        }
        }
        return isEqual();
    }

    [[nodiscard]] bool hasHolders() const { return !m_columns.holders.empty(); }
    [[nodiscard]] bool scalesCalls() const { return m_flow.isLinear; }

    bool isEqual()
    {
        for (std::size_t c = 0; c < m_flow.classes.size(); ++c)
            for (std::size_t row = 0; row < m_flow.order.rows(); ++row)
                engine::findSpent(m_flow, c, row);
        engine::groupByServers(m_columns);
        if (m_flow.isLinear && !engine::propagate(m_flow, m_found, m_columns))
            return false;
        engine::solve(m_columns, m_users, m_results);
        engine::findLimits(m_columns, m_limits);
        return isSame(m_solve.results(), m_solve.limits(), m_results, m_limits);
    }

private:
    std::shared_ptr<const analysis::CompiledStage> m_stage;
    engine::Columns m_columns;
    engine::Flow m_flow;
    engine::FlowResults m_found;
    engine::Results m_results;
    engine::Limits m_limits;
    engine::IncrementalSolve m_solve;
    double m_users;
};

} // namespace

/// An edit at a time is as good as all anew.
class IncrementalTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aThousandEditsOfMeshesEqualAFullSolve_data()
    {
        QTest::addColumn<int>("seed");
        QTest::addColumn<bool>("holds");
        for (int seed = 1; seed <= 8; ++seed)
            for (const bool holds : { false, true })
                QTest::addRow("seed %d%s", seed, holds ? " with threads and pools" : "") << seed << holds;
    }
    void aThousandEditsOfMeshesEqualAFullSolve()
    {
        QFETCH(int, seed);
        QFETCH(bool, holds);
        const GeneratedShape shape { .components = 40 + 30 * static_cast<std::size_t>(seed),
                                     .classes = 1 + static_cast<std::size_t>(seed) % 3,
                                     .loops = static_cast<std::size_t>(seed) % 3,
                                     .layers = 5,
                                     .holds = holds,
                                     .seed = static_cast<std::uint64_t>(seed) };
        Twin twin(generatedDesign(shape), generatedUsers(shape));
        QCOMPARE(twin.scalesCalls(), !holds);
        QCOMPARE(twin.hasHolders(), holds);
        QVERIFY(twin.isEqual());
        std::mt19937_64 random(static_cast<std::uint64_t>(seed));
        for (int edit = 0; edit < 1000; ++edit)
            QVERIFY2(twin.editAndCompare(random), std::to_string(edit).c_str());
    }

    void editsOfTheExamplesEqualAFullSolve()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            project::Project last = *design;
            last.stages = { design->stages.back() };
            const auto compiled = analysis::compileForEdits(last, 0, theCatalog());
            if (compiled->columns->resources.size() == 0 || compiled->links.empty())
                continue;
            Twin twin(last, last.stages[0]->users.to);
            std::mt19937_64 random(7);
            for (int edit = 0; edit < 100; ++edit)
                QVERIFY2(twin.editAndCompare(random), (path + " edit " + std::to_string(edit)).c_str());
        }
    }

    /// The same edit made to the project value and compiled.
    void scaledCallsAreWhatTheProjectWouldSay()
    {
        const GeneratedShape shape { .components = 120, .classes = 2, .layers = 6, .seed = 5 };
        project::Project design = generatedDesign(shape);
        const auto before = analysis::compileForEdits(design, 0, theCatalog());
        const double users = generatedUsers(shape);
        engine::IncrementalSolve solve(*before->columns, before->flow.get(), users);
        project::Stage stage = *design.stages[0];
        int edited = 0;
        for (std::size_t c = 0; c < stage.connections.size(); c += 9) {
            const project::Value *calls = stage.connections[c].parameters.find("calls");
            if (!calls)
                continue;
            QVERIFY(solve.scaleCalls(c, 1.7));
            stage.connections[c].parameters.set("calls", std::get<double>(*calls) * 1.7);
            ++edited;
        }
        QVERIFY(edited > 10);
        design.stages[0] = std::make_shared<project::Stage>(stage);
        const auto after = analysis::compile(design, 0, theCatalog());
        engine::Results results;
        engine::solve(*after->columns, users, results);
        QVERIFY(isSame(solve.results(), solve.limits(), results, *after->limits));
    }

    /// Calls that are edited in place bring the bytes of their copies along, at both ends.
    void copiesFollowTheCallsThatWrite()
    {
        ProjectBuilder design;
        design.component("clients", "client_population")
            .component("web", "web_app_server", { { "threads_per_vcpu", 0.0 }, { "net_gbps", 1e4 } })
            .component("db", "rdb_primary", { { "iops", 1e7 }, { "net_gbps", 1e4 } })
            .component("copies", "read_replica", { { "replicas", 3.0 }, { "iops", 1e7 }, { "net_gbps", 1e4 } })
            .link("clients", "web", "call")
            .link("web", "db", "query", { { "pool", 0.0 } })
            .link("db", "copies", "replicate", { { "bytes", 5000.0 }, { "work_factor", 0.0 } })
            .onlyClass({ { "page", 1, 0.001, 0 }, { "write", 2, 1e-4, 100 } });
        const auto stage = analysis::compileForEdits(design.build(), 0, theCatalog());
        QVERIFY(stage->flow->isLinear);
        const double users = 1e5;
        engine::IncrementalSolve solve(*stage->columns, stage->flow.get(), users);
        const auto usedBy = [&](const char *component, const char *kind) {
            for (std::size_t row = 0; row < stage->columns->resources.size(); ++row) {
                const auto i = static_cast<std::size_t>(stage->columns->resources.component[row]);
                const auto r = row - static_cast<std::size_t>(stage->columns->stations.firstResource[i]);
                if (stage->components[i].id == component && stage->components[i].resources[r].spec->kind == kind)
                    return solve.results().used[row];
            }
            return -1.0;
        };
        const double received = usedBy("copies", "bytes_in");
        const double sent = usedBy("db", "bytes_out");
        QVERIFY(isClose(received, 100 * 2 * 5000 * 8e-9));
        QVERIFY(solve.scaleCalls(1, 1.5));
        QVERIFY(isClose(usedBy("copies", "bytes_in"), received * 1.5));
        QVERIFY(isClose(usedBy("db", "bytes_out"), sent * 1.5));
    }

    void aLoopThatWouldNotEndIsRefused()
    {
        ProjectBuilder design;
        design.component("clients", "client_population")
            .component("web", "web_app_server", { { "threads_per_vcpu", 0.0 } })
            .component("a", "microservice", { { "threads", 0.0 } })
            .component("b", "microservice", { { "threads", 0.0 } })
            .link("clients", "web", "call")
            .link("web", "a", "call")
            .link("a", "b", "call")
            .link("b", "a", "call", { { "calls", 0.5 } })
            .onlyClass({ { "page", 1, 0.001, 0 }, { "rpc", 1, 0, 0 } });
        const auto stage = analysis::compileForEdits(design.build(), 0, theCatalog());
        QVERIFY(stage->flow->isLinear);
        engine::IncrementalSolve solve(*stage->columns, stage->flow.get(), 1e4);
        const engine::Results before = solve.results();
        QVERIFY(!solve.scaleCalls(3, 2)); // gain 1
        QVERIFY(!solve.scaleCalls(3, 4));
        QVERIFY(isSame(solve.results(), solve.limits(), before, *stage->limits));
        QVERIFY(solve.scaleCalls(3, 1.5)); // 1 / (1 − 0.75) visits
        QVERIFY(isClose(solve.columns().stations.visits[2], 4));
    }
};

HEADROOM_TEST(QCoreApplication, IncrementalTest)

} // namespace headroom::tst_incremental

#include "tst_incremental.moc"
