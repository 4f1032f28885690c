#include "model/cost/sizing.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <limits>
#include <random>

namespace headroom::tst_sizing {

using namespace test;

namespace {

constexpr int kRounds = 1000;
constexpr std::uint64_t kSeed = 20261125;

/// Clients, a balancer, an app tier, a database, and now and then a cache, copies and a queue with workers.
ProjectBuilder randomDesign(std::mt19937_64 &random)
{
    const auto whole = [&random](double low, double high) {
        return low + std::floor(static_cast<double>(random() % 1000) / 1000 * (high - low + 1));
    };
    ProjectBuilder design;
    design.component("clients", "client_population").component("lb", "lb_l7").component("db", "rdb_primary");
    if (random() % 2)
        design.component("app", "web_app_server", { { "autoscale", true }, { "n_min", whole(1, 4) } });
    else
        design.component("app", "web_app_server", { { "instances", whole(1, 6) } });
    design.link("clients", "lb", "call").link("lb", "app", "split");
    const bool hasCopies = random() % 2;
    design.link("app", "db", "query", { { "share", hasCopies ? 0.1 : 1.0 }, { "pool", whole(1, 20) } });
    if (hasCopies)
        design.component("copies", "read_replica", { { "replicas", whole(1, 4) } })
            .link("db", "copies", "replicate")
            .link("app", "copies", "read", { { "share", 0.9 } });
    if (random() % 2)
        design
            .component("cache", "distributed_cache", { { "hit_ratio", whole(0, 95) / 100 }, { "shards", whole(1, 4) } })
            .link("app", "cache", "cache_lookup");
    if (random() % 2)
        design.component("broker", "log_broker")
            .component("workers", "worker_pool", { { "instances", whole(1, 5) } })
            .link("app", "broker", "async")
            .link("broker", "workers", "async");
    return design.upTo(1e6);
}

double randomUsers(std::mt19937_64 &random)
{
    return std::round(std::pow(10.0, 2 + static_cast<double>(random() % 4500) / 1000));
}

double limitOf(const analysis::ResourceReport &resource)
{
    return resource.id == "memory" ? 0.80 : 0.70;
}

project::Project edited(const project::Project &project, const std::string &id, const std::string &parameter,
                        double value)
{
    return **edits::apply(project, edits::SetParameter { 0, id, parameter, value }, theCatalog());
}

/// Without percentiles, which sizing does not look at and which take most of the time.
analysis::Report solved(const project::Project &project, double users)
{
    return analysis::solve(*analysis::compile(project, 0, theCatalog()), users);
}

/// Whether every resource of the component is within its limit.
bool holds(const project::Project &project, const std::string &id, double users)
{
    const auto report = solved(project, users);
    for (const auto &resource : componentOf(report, id).resources)
        if (resource.utilization > limitOf(resource) * (1 + 1e-9))
            return false;
    return true;
}

} // namespace

/// Automatic sizing, domain spec 6.3.
class SizingTest final : public QObject {
    Q_OBJECT

    static std::string changed(const cost::Sizing &sizing, const std::string &id, const std::string &parameter)
    {
        for (const auto &edit : sizing.edits)
            if (edit.id == id && edit.parameter == parameter) {
                const auto *number = std::get_if<double>(&*edit.value);
                return number ? std::to_string(std::lround(*number)) : std::get<std::string>(*edit.value);
            }
        return "";
    }

private Q_SLOTS:
    void theDatabaseGetsTheSmallestSizeThatHolds()
    {
        const project::Snapshot design = openDesign("resources/templates/seven-stages.headroom");
        // S3 at 300,000 users: 23 ms · 300/s = 6.9 cores; C(16) · 0.7 = 8.46 holds, C(8) · 0.7 = 4.89 does not.
        const auto larger = cost::sizeStage(*design, 2, 3e5, theCatalog());
        QVERIFY(larger.sizing.isFeasible());
        QCOMPARE(changed(larger.sizing, "db", "size"), std::string("db.r6g.4xlarge"));
        // 20,000 users: 0.46 cores; two cores of db.t4g.large count 0.6, · 0.7 = 0.42; db.r6g.large C(2) · 0.7 = 1.37.
        QCOMPARE(changed(cost::sizeStage(*design, 2, 2e4, theCatalog()).sizing, "db", "size"),
                 std::string("db.r6g.large"));
        // 800,000 users: 18.4 cores of at most C(64) · 0.7 = 16.8.
        const auto never = cost::sizeStage(*design, 2, 8e5, theCatalog());
        QVERIFY(!never.sizing.isFeasible());
        QCOMPARE(never.sizing.obstacles.front().component, std::string("db"));
        QVERIFY(std::abs(never.sizing.obstacles.front().utilization - 18.4 / 24.0312) < 1e-3);
    }

    void shardsFollowTheFormulaAndCopiesFollowTheShards()
    {
        // S7: ⌈load · skew / (0.70 · C(16))⌉ = ⌈1.48 ms · 200,000/s / 3 regions · 1.25 / (0.70 · 12.0846)⌉ = ⌈14.58⌉.
        const project::Snapshot design = openDesign("resources/templates/seven-stages.headroom");
        const auto sized = cost::sizeStage(*design, 6, 2e8, theCatalog());
        for (const std::string region : { "eu", "us", "ap" }) {
            QCOMPARE(changed(sized.sizing, "db-" + region, "shards"), std::string("15"));
            const std::string replica = region == "eu" ? "replica" : "replica-" + region; // the first one is older
            QCOMPARE(changed(sized.sizing, replica, "shards"), std::string("15"));
        }
    }

    void aTierOfTwoSurvivesTheLossOfOne()
    {
        // One core-second per 50 requests: 100,000 users are 100/s and 2.0 cores. Machines of 2 vCPUs: two are 50 % busy,
        // but one alone would be 100 %, above 90 %; three leave 50 % each after a loss.
        const auto design = ProjectBuilder()
                                .onlyClass({ { "page", 1, 0.02 - 0.0011, 0 } })
                                .component("clients", "client_population")
                                .component("lb", "lb_l7")
                                .component("app", "web_app_server", { { "instances", 2.0 }, { "vcpu", 2.0 } })
                                .link("clients", "lb", "call")
                                .link("lb", "app", "split")
                                .build();
        QCOMPARE(changed(cost::sizeStage(design, 0, 1e5, theCatalog()).sizing, "app", "instances"), std::string("3"));
        // 70,000 users: 1.4 cores; two at 35 %, one alone at 70 %.
        QCOMPARE(changed(cost::sizeStage(design, 0, 7e4, theCatalog()).sizing, "app", "instances"), std::string());
    }

    /// Every size with every count, tried one by one.
    void nothingThatHoldsIsCheaper()
    {
        const auto tier = [](const std::string &size, double instances) {
            return ProjectBuilder()
                .component("clients", "client_population")
                .component("lb", "lb_l7")
                .component("app", "web_app_server", { { "instances", instances }, { "size", size } })
                .link("clients", "lb", "call")
                .link("lb", "app", "split")
                .build();
        };
        const catalog::Kind &kind = theCatalog().kind("web_app_server");
        for (const double users : { 2e5, 5e5, 1e6 }) {
            double least = std::numeric_limits<double>::infinity();
            for (const catalog::SizeOption &size : theCatalog().ladder(kind.ladder)->sizes)
                for (double n = 2; n <= 80; ++n) {
                    const project::Project design = tier(size.id, n);
                    const analysis::Report report = solved(design, users);
                    if (report.costPerMonth >= least || !holds(design, "app", users))
                        continue;
                    if (componentOf(report, "app").utilization * n / (n - 1) <= 0.90)
                        least = report.costPerMonth;
                }
            const auto sized = cost::sizeStage(tier("m7g.large", 2), 0, users, theCatalog());
            QVERIFY2(isClose(sized.after.costPerMonth, least, 1e-9),
                     qPrintable(QString("%1 instead of %2").arg(sized.after.costPerMonth).arg(least)));
        }
    }

    void whatClientsCallDirectlyStaysOne()
    {
        const auto design = ProjectBuilder()
                                .component("clients", "client_population")
                                .component("app", "web_app_server")
                                .link("clients", "app", "call")
                                .build();
        const auto sized = cost::sizeStage(design, 0, 5e5, theCatalog());
        QCOMPARE(changed(sized.sizing, "app", "instances"), std::string());
        QVERIFY(!changed(sized.sizing, "app", "size").empty());
    }

    void aContractIsNotSizedAway()
    {
        // S5 at 4 million: 0.13 · 4,000/s = 520/s of a quota of 400/s.
        const project::Snapshot design = openDesign("resources/templates/seven-stages.headroom");
        const auto sized = cost::sizeStage(*design, 4, 4e6, theCatalog());
        QCOMPARE(sized.sizing.obstacles.size(), std::size_t(1));
        QCOMPARE(sized.sizing.obstacles.front().component, std::string("mail"));
        QVERIFY(std::abs(sized.sizing.obstacles.front().utilization - 1.3) < 1e-9);
    }

    void theEditsOfEveryDesignApplyAndTheirCostIsTheForecast()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (std::size_t stage = 0; stage < design->stages.size(); ++stage) {
                const double users = design->stages[stage]->users.to;
                const double forecast = cost::Sizer(*design, stage, theCatalog()).at(users).costPerMonth;
                const auto sized = cost::sizeStage(*design, stage, users, theCatalog());
                QVERIFY(std::abs(sized.after.costPerMonth - forecast) <= 1e-9 * forecast);
                const auto again = cost::sizeStage(*sized.project, stage, users, theCatalog());
                QVERIFY(std::abs(again.after.costPerMonth - forecast) <= 1e-9 * forecast);
            }
        }
    }

    /// What there is no part of is raised to a whole number: 2.805 times one prefix, or one call at a time.
    void quotasThatAreWholeStayWhole()
    {
        const auto function = ProjectBuilder()
                                  .component("clients", "client_population")
                                  .component("function", "serverless_function", { { "concurrency", 1.0 } })
                                  .link("clients", "function", "call")
                                  .onlyClass({ { "page", 1, 0.05, 0 } })
                                  .upTo(39e3)
                                  .build();
        const auto sized = cost::sizeStage(function, 0, 39e3, theCatalog());
        const cost::Sizing &found = sized.sizing;
        QVERIFY(found.obstacles.empty());
        QCOMPARE(found.edits.size(), std::size_t(1));
        const double concurrency = std::get<double>(*found.edits[0].value);
        QCOMPARE(concurrency, std::floor(concurrency));
        QVERIFY(39 * 0.05 / concurrency <= 0.7);
        QVERIFY(cost::withSizing(function, found, theCatalog()));
    }

    void feasibleMeansWithinItsLimitsAndWithAsFewAsPossible()
    {
        qInfo("seed %llu, %d designs", static_cast<unsigned long long>(kSeed), kRounds);
        std::mt19937_64 random(kSeed);
        int feasible = 0;
        for (int round = 0; round < kRounds; ++round) {
            const project::Project design = randomDesign(random).build();
            const double users = randomUsers(random);
            const auto sized = cost::sizeStage(design, 0, users, theCatalog());
            if (!sized.sizing.isFeasible())
                continue;
            ++feasible;
            for (const auto &component : sized.after.components)
                for (const auto &resource : component.resources)
                    QVERIFY2(resource.utilization <= limitOf(resource) * (1 + 1e-9),
                             qPrintable(QString::number(round)));
            for (const auto &[id, parameter] :
                 { std::pair<std::string, std::string>("cache", "shards"), { "workers", "instances" } }) {
                const auto *component = sized.project->stages[0]->findComponent(id);
                const double count = component ? catalog::numberOf(theCatalog(), *component, parameter).value_or(1) : 1;
                const bool mayShrink = count > (parameter == "shards" ? 1 : 2);
                if (!mayShrink)
                    continue;
                const auto fewer = edited(*sized.project, id, parameter, count - 1);
                const bool survives = parameter == "shards"
                    || componentOf(solved(fewer, users), id).utilization * (count - 1) / (count - 2) <= 0.90;
                QVERIFY2(!holds(fewer, id, users) || !survives,
                         qPrintable(QString("round %1: one fewer of %2 holds").arg(round).arg(id.c_str())));
            }
        }
        QVERIFY(feasible > kRounds / 2);
    }

    void costAddsUpAndMoreCapacityNeverRaisesUtilization()
    {
        qInfo("seed %llu, %d designs", static_cast<unsigned long long>(kSeed + 1), kRounds);
        std::mt19937_64 random(kSeed + 1);
        for (int round = 0; round < kRounds; ++round) {
            const project::Project design = randomDesign(random).build();
            const double users = randomUsers(random);
            const auto report = solved(design, users);
            double sum = 0;
            for (const auto &component : report.components)
                sum += component.costPerMonth;
            QVERIFY(std::abs(sum - report.costPerMonth) <= 1e-9 * report.costPerMonth);
            const double vcpu = std::pow(2.0, static_cast<double>(random() % 5));
            const auto small = resourceOf(solved(edited(design, "db", "vcpu", vcpu), users), "db", "cpu");
            const auto large = resourceOf(solved(edited(design, "db", "vcpu", vcpu * 2), users), "db", "cpu");
            QVERIFY(large.utilization <= small.utilization * (1 + 1e-12));
        }
    }
};

HEADROOM_TEST(QCoreApplication, SizingTest)

} // namespace headroom::tst_sizing

#include "tst_sizing.moc"
