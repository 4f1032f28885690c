#include "model/analysis/compiled_stage.h"
#include "model/derivation/derivation.h"
#include "model/engine/incremental.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

namespace headroom::tst_mixes {

using namespace test;

namespace {

using Parameters = std::vector<project::Parameters::Entry>;

/// One core that nobody holds a thread of, and nothing rides along.
Parameters oneCore(const Parameters &more = {})
{
    Parameters parameters { { "vcpu", 1.0 }, { "threads_per_vcpu", 0.0 }, { "http_time", 0.0 }, { "net_gbps", 100.0 } };
    parameters.insert(parameters.end(), more.begin(), more.end());
    return parameters;
}

project::RequestClass pageOf(const std::string &id, double share, double time)
{
    project::RequestClass out;
    out.id = id;
    out.name = id;
    out.share = share;
    out.uses = { { "page", 1, time, 1000 } };
    return out;
}

project::Project withClasses(project::Project project, std::vector<project::RequestClass> classes)
{
    project.workload.classes = std::move(classes);
    return project;
}

/// 90 of 100 requests take 1 ms, 10 take 100 ms: 10.9 ms in the mean.
project::Project shortAndLong(const Parameters &more = {})
{
    return withClasses(ProjectBuilder()
                           .component("clients", "client_population")
                           .component("app", "web_app_server", oneCore(more))
                           .link("clients", "app", "call")
                           .build(),
                       { pageOf("short", 0.9, 0.001), pageOf("long", 0.1, 0.1) });
}

analysis::ComponentReport at(const project::Project &project, double users, const std::string &id = "app")
{
    return componentOf(analysis::analyze(project, 0, users, theCatalog()), id);
}

/// Pollaczek and Khinchine: W = λE[S²]/2(1 − ρ). Source: Gross et al., 4th ed., section 5.1.
double waitOf(double rate, double work, double secondMoment)
{
    return rate * secondMoment / 2 / (1 - rate * work);
}

} // namespace

/// Classes that take different times share one station: their mix varies more than an exponential law.
class MixesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMixOfTwoClassesWaitsAsPollaczekAndKhinchineSay()
    {
        const double moment = 2 * (0.9 * 1e-6 + 0.1 * 1e-2);
        for (const double rate : { 1.0, 30.0, 70.0, 90.0 }) {
            const auto found = at(shortAndLong(), rate * 1e3);
            QVERIFY(isClose(found.serviceTime, 0.0109, 1e-12));
            QVERIFY(isClose(found.wait, waitOf(rate, 0.0109, moment), 1e-9));
        }
    }

    /// The tail of the wait, against Lindley's recursion.
    void itsPercentilesAreNearSimulation()
    {
        std::mt19937_64 random(20261130);
        std::exponential_distribution<double> next(70);
        std::exponential_distribution<double> own(1);
        std::uniform_real_distribution<double> kind(0, 1);
        std::vector<double> times;
        double wait = 0;
        for (int i = 0; i < 2000000; ++i) {
            const double service = (kind(random) < 0.1 ? 0.1 : 0.001) * own(random);
            times.push_back(wait + service);
            wait = std::max(0.0, wait + service - next(random));
        }
        std::sort(times.begin(), times.end());
        const auto quantile
            = [&](double p) { return times[static_cast<std::size_t>(p * static_cast<double>(times.size()))]; };
        const auto report = analysis::analyze(shortAndLong(), 0, 70e3, theCatalog());
        QVERIFY(report.serverTime);
        QVERIFY(isClose(report.serverTime->value.mean, 0.3065, 0.01));
        QVERIFY(isClose(report.serverTime->value.p50, quantile(0.50), 0.08));
        QVERIFY(isClose(report.serverTime->value.p95, quantile(0.95), 0.08));
        QVERIFY(isClose(report.serverTime->value.p99, quantile(0.99), 0.08));
    }

    /// Whoever knows what all visits vary together says so.
    void aStatedVariationCounts()
    {
        const auto found = at(shortAndLong({ { "service_scv", 1.0 } }), 70e3);
        QVERIFY(isClose(found.wait, 0.763 * 0.0109 / (1 - 0.763), 1e-9));
    }

    void aClassInTwoPartsIsTheSame()
    {
        const auto whole = at(withClasses(shortAndLong(), { pageOf("all", 1, 0.01) }), 70e3);
        const auto parts = at(
            withClasses(shortAndLong(), { pageOf("a", 0.3, 0.01), pageOf("b", 0.21, 0.01), pageOf("c", 0.49, 0.01) }),
            70e3);
        QVERIFY(isClose(whole.wait, 0.7 * 0.01 / 0.3, 1e-12)); // M/M/1
        QVERIFY(isClose(parts.wait, whole.wait, 1e-12));
    }

    /// Static files make the service of their page longer; they are no visits of their own.
    void whatRidesAlongIsNoMix()
    {
        project::RequestClass pages = pageOf("pages", 1, 0.008);
        pages.uses.push_back({ "static", 2, 0.001, 1000 });
        const auto found = at(withClasses(shortAndLong(), { pages }), 50e3);
        const double load = 50 * found.serviceTime;
        QVERIFY(isClose(found.serviceTime, 0.010, 1e-12));
        QVERIFY(isClose(found.wait, load * found.serviceTime / (1 - load), 1e-9));
    }

    /// 20 items/s of 5 ms among requests of 1 ms.
    void jobsAreInTheMix()
    {
        project::Project design = withClasses(shortAndLong(), { pageOf("short", 1, 0.001) });
        project::BackgroundJob job;
        job.id = job.name = "pages";
        job.kind = project::BackgroundJob::Kind::Event;
        job.rate = 20;
        job.entry = "app";
        job.uses = { { "page", 1, 0.02, 0 } };
        design.workload.jobs = { job };
        for (const double rate : { 0.0, 10.0, 400.0 }) {
            const auto found = at(design, rate * 1e3);
            const double all = rate + 20;
            const double work = (rate * 0.001 + 20 * 0.02) / all;
            const double moment = 2 * (rate * 1e-6 + 20 * 4e-4) / all;
            QVERIFY2(isClose(found.wait, waitOf(all, work, moment), 1e-9), std::to_string(found.wait).c_str());
        }
    }

    /// A replica is asked to read (4 ms) and replays writes (a quarter of 40 ms).
    void copiesAreInTheMix()
    {
        const Parameters small { { "vcpu", 1.0 }, { "sigma", 0.0 }, { "kappa", 0.0 } };
        Parameters replicas = small;
        replicas.emplace_back("replicas", 2.0);
        const project::Project design
            = ProjectBuilder()
                  .component("clients", "client_population")
                  .component("app", "web_app_server", oneCore({ { "vcpu", 64.0 } }))
                  .component("db", "rdb_primary")
                  .component("copies", "read_replica", replicas)
                  .link("clients", "app", "call")
                  .link("app", "db", "query", { { "pool", 0.0 } })
                  .link("app", "copies", "query", { { "pool", 0.0 } })
                  .link("db", "copies", "replicate")
                  .onlyClass({ { "page", 1, 1e-4, 0 }, { "read", 2, 0.004, 0 }, { "write", 0.5, 0.04, 0 } })
                  .build();
        const auto report = analysis::analyze(design, 0, 50e3, theCatalog());
        const auto &copies = componentOf(report, "copies");
        const double reads = connectionOf(report, "app-copies").requestsPerSecond / 2;
        const double replays = 25; // of each replica
        const double all = reads + replays;
        QVERIFY(reads > 0);
        QVERIFY(isClose(copies.serviceTime, (reads * 0.004 + replays * 0.01) / all, 1e-9));
        QVERIFY(
            isClose(copies.wait, waitOf(all, copies.serviceTime, 2 * (reads * 16e-6 + replays * 1e-4) / all), 1e-9));
    }

    /// Calls that are edited in place change the mix of those they reach.
    void editsInPlaceChangeTheMix()
    {
        const auto built = [](double calls) {
            return ProjectBuilder()
                .component("clients", "client_population")
                .component("app", "web_app_server", oneCore({ { "vcpu", 8.0 } }))
                .component("first", "microservice", oneCore({ { "threads", 0.0 }, { "service_time", 0.002 } }))
                .component("db", "rdb_primary", { { "vcpu", 2.0 } })
                .link("clients", "app", "call")
                .link("app", "first", "call", { { "calls", calls } })
                .link("app", "db", "query", { { "pool", 0.0 }, { "calls", calls } })
                .onlyClass(
                    { { "page", 1, 1e-3, 0 }, { "rpc", 1, 0, 0 }, { "read", 3, 0.001, 0 }, { "write", 0.5, 0.03, 0 } })
                .build();
        };
        const auto before = analysis::compileForEdits(built(1), 0, theCatalog());
        QVERIFY(before->flow->isLinear);
        QVERIFY(!before->flow->mixed.empty());
        engine::IncrementalSolve solve(*before->columns, before->flow.get(), 20e3);
        QVERIFY(solve.scaleCalls(2, 1.5));
        QVERIFY(solve.scaleCalls(1, 1.5));
        const auto after = analysis::compile(built(1.5), 0, theCatalog());
        engine::Results fresh;
        engine::solve(*after->columns, 20e3, fresh);
        for (std::size_t i = 0; i < fresh.wait.size(); ++i)
            QVERIFY(std::abs(solve.results().wait[i] - fresh.wait[i]) <= 1e-12 * fresh.wait[i]);
        QVERIFY(after->columns->stations.variability[3] > 1.5);
    }

    /// What opening connections takes of a database is no visit of its own.
    void openedConnectionsChangeNoMix()
    {
        const auto built = [](bool isPooled) {
            return ProjectBuilder()
                .component("clients", "client_population")
                .component("app", "web_app_server", oneCore({ { "vcpu", 8.0 } }))
                .component("db", "rdb_primary", { { "vcpu", 4.0 } })
                .link("clients", "app", "call")
                .link("app", "db", "query", { { "pool", 20.0 }, { "connection_pooling", isPooled } })
                .onlyClass({ { "page", 1, 1e-3, 0 }, { "read", 4, 0.001, 0 }, { "write", 0.5, 0.02, 0 } })
                .build();
        };
        const auto variability = [](const project::Project &design) {
            return analysis::compile(design, 0, theCatalog())->components[2].variability;
        };
        QVERIFY(variability(built(true)) > 1.5);
        QVERIFY(isClose(variability(built(false)), variability(built(true)), 1e-12));
        const project::Project design = built(false);
        const derivation::Explainer explainer(design, 0, 20e3, theCatalog());
        const auto root = explainer.explain("db.wait");
        QVERIFY(root && root->value);
        const auto again = derivation::reevaluate(*root);
        QVERIFY(again && isClose(*again, *root->value, 1e-12));
    }

    void theMixUnfolds()
    {
        const project::Project design = shortAndLong();
        const derivation::Explainer explainer(design, 0, 70e3, theCatalog());
        for (const char *path : { "app.wait", "app.latency", "app.p99", "class.short.latency" }) {
            const auto root = explainer.explain(path);
            QVERIFY(root && root->value);
            const auto again = derivation::reevaluate(*root);
            QVERIFY(!again || isClose(*again, *root->value, 1e-12));
        }
    }
};

HEADROOM_TEST(QCoreApplication, MixesTest)

} // namespace headroom::tst_mixes

#include "tst_mixes.moc"
