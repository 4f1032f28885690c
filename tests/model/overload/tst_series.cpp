#include "model/analysis/compiled_stage.h"
#include "model/engine/incremental.h"
#include "model/serialization/report_json.h"
#include "tests/support/dice.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace headroom::tst_series {

using namespace test;

namespace {

constexpr double kUseOfWrite = 4; // I/O of one write, as the catalog has it

/// Pages that take nothing at a wide server, with one write of 1 ms and one read of 2 ms each at a database of two
/// linear vCPU; 1 request/s per thousand users.
ProjectBuilder database(double iops, double gbps = 100)
{
    return ProjectBuilder()
        .onlyClass({ { "page", 1, 0, 1000 }, { "write", 1, 0.001, 1000 }, { "read", 1, 0.002, 1000 } })
        .component("clients", "client_population")
        .component("app", "web_app_server",
                   { { "vcpu", 64.0 }, { "http_time", 0.0 }, { "threads", 1e5 }, { "net_gbps", 1e4 } })
        .component("db", "rdb_primary",
                   { { "vcpu", 2.0 }, { "sigma", 0.0 }, { "kappa", 0.0 }, { "iops", iops }, { "net_gbps", gbps } })
        .link("clients", "app", "call")
        .link("app", "db", "query");
}

double mean(const ProjectBuilder &design, double users)
{
    return design.at(users).classes.front().meanLatency.value_or(INFINITY);
}

} // namespace

/// The disk as a station in series behind the cores (domain spec 4.5).
class SeriesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// M/M/1: a visit that uses ρ of the disk waits ρ/(1 − ρ) of its own time there; the read beside it does not.
    void aWriteWaitsForTheDisk()
    {
        const double iops = 2000;
        const double service = kUseOfWrite / iops;
        for (const double busy : { 0.1, 0.5, 0.8, 0.95 }) {
            const double users = busy / service * 1e3;
            const analysis::Report report = database(iops).at(users);
            QVERIFY(isClose(resourceOf(report, "db", "disk").utilization, busy, 1e-9));
            const double wait = service * busy / (1 - busy);
            QVERIFY(isClose(resourceOf(report, "db", "disk").wait, wait, 1e-9));
            QVERIFY(isClose(mean(database(iops), users) - mean(database(1e9), users), wait, 1e-9));
        }
        QVERIFY(std::isinf(mean(database(iops), 1.001 / service * 1e3)));
    }

    /// The wait is 0 with probability 1 − ρ, else exponential: so are the percentiles, against two million requests.
    void percentilesKnowIt()
    {
        const double iops = 2000;
        const double service = kUseOfWrite / iops;
        const double users = 0.9 / service * 1e3;
        const analysis::Report with = database(iops).at(users);
        const analysis::ComponentReport &db = componentOf(with, "db");
        Dice dice(7);
        const auto exponential = [&](double rate) { return -std::log1p(-dice.between(0, 1)) / rate; };
        const auto cores = [&] { return dice.between(0, 1) < db.waitProbability ? exponential(db.waitDecay) : 0.0; };
        std::vector<double> times;
        const double fixed = *database(1e9).at(1).classes.front().meanLatency - 0.003;
        for (int i = 0; i < 2'000'000; ++i) {
            const double own = cores();
            const double disk = dice.between(0, 1) < 0.9 ? exponential((1 - 0.9) / service) : 0;
            times.push_back(fixed + 2 * own // one wait for both visits, as everywhere (domain spec 4.7)
                            + exponential(1 / 0.001) + exponential(1 / 0.002) + disk);
        }
        std::sort(times.begin(), times.end());
        const analysis::Percentiles &found = with.classes.front().serverTime.value().value;
        QVERIFY2(isClose(found.p99, times[times.size() * 99 / 100], 0.02),
                 qPrintable(QString::number(found.p99) + ' ' + QString::number(times[times.size() * 99 / 100])));
        QVERIFY(isClose(found.p95, times[times.size() * 95 / 100], 0.02));
    }

    /// Where the cores are full long before the disk is felt, its wait is in no number: goldens stay as they are.
    void aFastDiskIsNotFelt()
    {
        const analysis::Report report = database(1e7).at(600e3);
        QVERIFY(!resourceOf(report, "db", "disk").isInSeries);
        QCOMPARE(resourceOf(report, "db", "disk").wait, 0.0);
    }

    /// What programs read of it.
    void theWaitIsToldInJson()
    {
        const auto disk = [](double iops) {
            const auto json = nlohmann::json::parse(serialization::writeReport(database(iops).at(400e3)));
            for (const auto &component : json.at("components"))
                if (component.at("id") == "db")
                    return component.at("resources").at("disk");
            return nlohmann::json();
        };
        QVERIFY(isClose(disk(2000).at("wait_ms").get<double>(), 8, 1e-6));
        QVERIFY(!disk(1e9).contains("wait_ms"));
    }

    /// More users, or a slower disk, never make anything faster.
    void monotone()
    {
        double before = 0;
        for (double users = 1e3; users < 490e3; users *= 1.05) {
            const double now = mean(database(2000), users);
            QVERIFY(now >= before);
            before = now;
        }
        before = INFINITY;
        for (double iops = 1700; iops < 1e7; iops *= 1.1) {
            const double now = mean(database(iops), 400e3);
            QVERIFY2(now <= before * (1 + 1e-12), qPrintable(QString::number(iops)));
            before = now;
        }
    }

    /// A changed disk in place, and the same compiled anew.
    void editInPlace()
    {
        const project::Project slow = database(2000).build();
        const auto compiled = analysis::compile(slow, 0, theCatalog());
        const int row = [&] {
            const auto &resources = compiled->components[2].resources;
            for (std::size_t r = 0; r < resources.size(); ++r)
                if (resources[r].spec->id == "disk")
                    return compiled->columns->stations.firstResource[2] + static_cast<int>(r);
            return -1;
        }();
        QVERIFY(row >= 0);
        engine::IncrementalSolve solve(*compiled->columns, nullptr, 400e3);
        solve.setCapacity(static_cast<std::size_t>(row), 2500);
        QVERIFY(isClose(solve.results().latency[0], mean(database(2500), 400e3), 1e-9));
    }

    /// Retries that load the disk too: the wait is that of all attempts, and still M/M/1.
    void attemptsWaitAsWell()
    {
        ProjectBuilder design;
        design.onlyClass({ { "page", 1, 0.001, 1000 }, { "write", 1, 0.001, 1000 } })
            .component("clients", "client_population")
            .component("app", "web_app_server", { { "vcpu", 64.0 }, { "threads", 1e5 } })
            .component("db", "rdb_primary", { { "vcpu", 2.0 }, { "sigma", 0.0 }, { "kappa", 0.0 }, { "iops", 2000.0 } })
            .link("clients", "app", "call")
            .link("app", "db", "query", { { "timeout", 0.08 }, { "retries", 1.0 } });
        const analysis::Report report = design.at(400e3);
        const analysis::ResourceReport &disk = resourceOf(report, "db", "disk");
        QVERIFY2(disk.isInSeries && disk.utilization > 0.8 && disk.utilization < 1,
                 qPrintable(QString::number(disk.utilization)));
        QVERIFY(isClose(disk.wait, 0.002 * disk.utilization / (1 - disk.utilization), 1e-6));
    }
};

HEADROOM_TEST(QCoreApplication, SeriesTest)

} // namespace headroom::tst_series

#include "tst_series.moc"
