#include "model/analysis/solve_figures.h"
#include "model/cost/growth.h"
#include "model/growth/cheapest.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <set>

namespace headroom::tst_cheapest {

using namespace growth;
using namespace test;

namespace {

constexpr const char *kTemplate = "resources/templates/seven-stages.headroom";

/// users ──► server, everything on one machine of a ladder
project::Project oneMachine()
{
    return ProjectBuilder()
        .component("users", "client_population")
        .component("server", "allinone_server")
        .link("users", "server", "call")
        .build();
}

/// users ──► balancer ──► app ──► db
project::Project threeTiers()
{
    return ProjectBuilder()
        .component("users", "client_population")
        .component("lb", "lb_l7")
        .component("app", "web_app_server", { { "autoscale", false }, { "instances", 1.0 } })
        .component("db", "rdb_primary", { { "standby", std::string("none") } })
        .link("users", "lb", "call")
        .link("lb", "app", "call")
        .link("app", "db", "query")
        .build();
}

project::Project with(project::Project design, const std::string &id, const std::string &parameter,
                      const project::Value &value)
{
    auto stage = std::make_shared<project::Stage>(*design.stages[0]);
    for (project::Component &each : stage->components)
        if (each.id == id)
            each.parameters.set(parameter, value);
    design.stages[0] = stage;
    return design;
}

/// Whether a design meets the goal, judged by solving it whole; of several app servers one may be lost.
bool meets(const project::Project &design, const Goal &goal)
{
    const auto report = analysis::analyze(design, 0, goal.users, theCatalog());
    for (const analysis::ComponentReport &each : report.components)
        if (each.id == "app" && each.instances >= 2
            && each.utilization * each.instances / (each.instances - 1) > goal.limits.afterLoss)
            return false;
    const bool isFast = !goal.p99 || (report.serverTime && report.serverTime->value.p99 <= *goal.p99);
    const bool isSafe = !goal.availability || report.availability.value_or(0) >= *goal.availability;
    return report.state == analysis::State::Fine && cost::obstaclesIn(report, goal.limits).empty() && isFast && isSafe;
}

std::vector<std::string> sizesOf(const std::string &kind)
{
    std::vector<std::string> found;
    for (const catalog::SizeOption &each : theCatalog().ladder(theCatalog().kind(kind).ladder)->sizes)
        found.push_back(each.id);
    return found;
}

/// The cheapest of all sizes of app and database, one to three instances and every standby: all their bills, and
/// the first in order that meets the goal.
std::optional<double> cheapestByBrute(const project::Project &design, const Goal &goal)
{
    std::vector<std::pair<double, project::Project>> all;
    for (const std::string &app : sizesOf("web_app_server"))
        for (const std::string &db : sizesOf("rdb_primary"))
            for (int n = 1; n <= 3; ++n)
                for (const char *standby : { "none", "manual", "automatic" }) {
                    project::Project tried = with(with(design, "app", "size", app), "app", "instances", double(n));
                    tried = with(with(tried, "db", "size", db), "db", "standby", std::string(standby));
                    const auto compiled = analysis::compile(tried, 0, theCatalog());
                    const auto report = analysis::solveFigures(*compiled, goal.users);
                    if (cost::obstaclesIn(report, goal.limits).empty())
                        all.emplace_back(report.costPerMonth, std::move(tried));
                }
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto &each) { return meets(each.second, goal); });
    return found == all.end() ? std::nullopt : std::optional(found->first);
}

} // namespace

/// The cheapest sizing that meets a goal.
class CheapestTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Other stages are looked at only where none of those asked for meets the goal, and named only where one does.
    void anotherStageThatMeetsTheGoalIsNamed()
    {
        const auto design = test::openDesign(kTemplate);
        const Optimum none = cheapestOf(*design, { 0 }, { 300'000, {}, 0.999, {} }, theCatalog());
        QVERIFY(!none.cheapest && none.elsewhere);
        QVERIFY(*none.elsewhere != 0 && *none.elsewhere < design->stages.size());
        QVERIFY(cheapestSizing(*design, *none.elsewhere, none.goal, theCatalog()).best);
        QVERIFY(!cheapestOf(*design, { 0 }, { 300, {}, 0, {} }, theCatalog()).elsewhere);
        QVERIFY(!cheapestOf(*design, { 0 }, { 300, {}, 0.999999, {} }, theCatalog()).elsewhere);
    }

    void oneMachineIsTheCheapestSizeThatWillDo()
    {
        const project::Project design = oneMachine();
        for (const double users : { 200.0, 1000.0, 3000.0, 8000.0 })
            for (const std::optional<double> p99 :
                 { std::optional<double>(), std::optional(0.45), std::optional(0.3) }) {
                const Goal goal { users, p99, std::nullopt, std::nullopt };
                std::optional<double> least;
                for (const std::string &size : sizesOf("allinone_server")) {
                    const project::Project tried = with(design, "server", "size", size);
                    if (meets(tried, goal)) {
                        const double cost = analysis::analyze(tried, 0, users, theCatalog()).costPerMonth;
                        least = std::min(least.value_or(cost), cost);
                    }
                }
                const StageOptimum found = cheapestSizing(design, 0, goal, theCatalog());
                QVERIFY(found.isProven);
                QCOMPARE(found.best.has_value(), least.has_value());
                QVERIFY(!least || isClose(found.best->cost, *least, 1e-9));
            }
    }

    void provenOptimaEqualThoseOfTryingEverything_data()
    {
        QTest::addColumn<double>("users");
        QTest::addColumn<double>("p99");
        QTest::addColumn<double>("availability");
        QTest::newRow("users alone") << 20'000.0 << 0.0 << 0.0;
        QTest::newRow("fast") << 20'000.0 << 0.25 << 0.0;
        QTest::newRow("available") << 20'000.0 << 0.0 << 0.9995;
        QTest::newRow("both") << 40'000.0 << 0.25 << 0.9995;
    }
    void provenOptimaEqualThoseOfTryingEverything()
    {
        QFETCH(double, users);
        QFETCH(double, p99);
        QFETCH(double, availability);
        Goal goal { users, std::nullopt, std::nullopt, std::nullopt };
        if (p99 > 0)
            goal.p99 = p99;
        if (availability > 0)
            goal.availability = availability;
        const std::optional<double> least = cheapestByBrute(threeTiers(), goal);
        const StageOptimum found = cheapestSizing(threeTiers(), 0, goal, theCatalog());
        QCOMPARE(found.best.has_value(), least.has_value());
        if (!least)
            return;
        if (found.isProven)
            QVERIFY(found.best->cost <= *least * (1 + 1e-9));
        else
            QVERIFY2(found.best->cost <= *least * 1.25, found.method.c_str()); // local optimum, says so
    }

    void whatIsFoundMeetsTheGoalWhenItIsDone()
    {
        const project::Snapshot design = openDesign(kTemplate);
        for (const std::size_t stage : { 2UL, 3UL, 4UL, 5UL }) {
            const Goal goal { design->stages[stage]->users.to, 0.4, 0.9995, std::nullopt };
            const StageOptimum found = cheapestSizing(*design, stage, goal, theCatalog());
            QVERIFY2(found.best.has_value(), found.reason.c_str());
            const auto after = edits::apply(*design, asEdit(*found.best, *design), theCatalog());
            QVERIFY(after.ok());
            const auto report = analysis::analyze(**after, stage, goal.users, theCatalog());
            QVERIFY(isClose(report.costPerMonth, found.best->cost, 1e-9));
            QVERIFY(report.serverTime->value.p99 <= 0.4 && report.availability.value() >= 0.9995);
            QVERIFY(cost::obstaclesIn(report, goal.limits).empty());
        }
    }

    // The design as it is meets its own figures; nothing that is found may cost more.
    void neverDearerThanTheDesignsOwnSizing()
    {
        const project::Snapshot design = openDesign(kTemplate);
        for (std::size_t stage = 0; stage < 6; ++stage) {
            const double users = design->stages[stage]->users.to;
            const auto own = analysis::analyze(*design, stage, users, theCatalog());
            if (!cost::obstaclesIn(own, {}).empty())
                continue;
            const Goal goal { users, own.serverTime->value.p99, own.availability, std::nullopt };
            const StageOptimum found = cheapestSizing(*design, stage, goal, theCatalog());
            QVERIFY2(found.best.has_value(), found.reason.c_str());
            QVERIFY2(found.best->cost <= own.costPerMonth * (1 + 1e-6),
                     (std::to_string(stage) + ": " + std::to_string(found.best->cost)).c_str());
        }
    }

    void frontsRiseInCostAndBetterSomething()
    {
        const project::Snapshot design = openDesign(kTemplate);
        const StageOptimum found
            = cheapestSizing(*design, 5, { 5e6, std::nullopt, std::nullopt, std::nullopt }, theCatalog());
        QVERIFY(found.latencyFront.size() >= 2);
        for (std::size_t i = 1; i < found.latencyFront.size(); ++i) {
            QVERIFY(found.latencyFront[i].cost > found.latencyFront[i - 1].cost);
            QVERIFY(found.latencyFront[i].p99 < found.latencyFront[i - 1].p99);
        }
        for (std::size_t i = 1; i < found.availabilityFront.size(); ++i) {
            QVERIFY(found.availabilityFront[i].cost > found.availabilityFront[i - 1].cost);
            QVERIFY(found.availabilityFront[i].availability > found.availabilityFront[i - 1].availability);
        }
        for (const SizedStage &each : found.latencyFront) {
            const auto after = edits::apply(*design, asEdit(each, *design), theCatalog());
            QVERIFY(after.ok());
            const auto report = analysis::analyze(**after, 5, 5e6, theCatalog());
            QVERIFY(isClose(report.costPerMonth, each.cost, 1e-9)
                    && isClose(report.serverTime->value.p99, *each.p99, 1e-9));
        }
    }

    // 30,000 users on an app server and a database: cost and p99 of all 21 × 9 × 3 designs. For each that holds and costs
    // no more than the last point, some point costs no more and is noticeably no slower.
    void noDesignIsCheaperAndFasterThanAPointOfTheFront()
    {
        const project::Snapshot design = openDesign(kTemplate);
        project::Project alone = *design;
        alone.stages = { design->stages[1] };
        const Goal goal { 30'000, 0.4, std::nullopt, std::nullopt };
        std::vector<std::pair<double, double>> all; // cost, p99
        for (const std::string &app : sizesOf("web_app_server"))
            for (const std::string &db : sizesOf("rdb_primary"))
                for (const char *standby : { "none", "manual", "automatic" }) {
                    const project::Project tried = with(with(with(alone, "app", "size", app), "db", "size", db), "db",
                                                        "standby", std::string(standby));
                    const auto compiled = analysis::compile(tried, 0, theCatalog());
                    const auto report = analysis::solveFigures(*compiled, goal.users, { .percentiles = true });
                    if (report.serverTime && cost::obstaclesIn(report, goal.limits).empty())
                        all.emplace_back(report.costPerMonth, report.serverTime->value.p99);
                }
        const StageOptimum found = cheapestSizing(alone, 0, goal, theCatalog());
        QVERIFY(found.isProven && found.latencyFront.size() >= 3);
        const double first = found.latencyFront.front().cost;
        const double last = found.latencyFront.back().cost;
        std::size_t between = 0;
        for (const auto &[cost, p99] : all) {
            if (cost < first * (1 - 1e-9) || cost > last * (1 + 1e-9))
                continue;
            ++between;
            const bool isCovered = std::any_of(found.latencyFront.begin(), found.latencyFront.end(),
                                               [cost = cost, p99 = p99](const SizedStage &each) {
                                                   return each.cost <= cost * (1 + 1e-9) && *each.p99 * 0.998 <= p99;
                                               });
            QVERIFY2(isCovered, QStringLiteral("%1 s for %2 USD is no point").arg(p99).arg(cost).toUtf8().constData());
        }
        QVERIFY(between > found.latencyFront.size());
    }

    // A shop of tier "high": 99.95 % for every class and no single point that is its own. Stages 1 to 5 wait for somebody
    // else's service in the cart (0.999 or a little less), so that only stages 6 and 7 can be it.
    void withoutAnAvailabilityTheTierIsTheGoal()
    {
        const project::Snapshot shop = openDesign("examples/web-shop.headroom");
        const Goal stated = withTier({ 500'000, {}, 0.9, {} }, *shop);
        QVERIFY(stated.tier.empty());
        QCOMPARE(stated.availability, std::optional(0.9));
        const Goal goal = withTier({ 500'000, {}, {}, {} }, *shop);
        QCOMPARE(goal.tier, std::string("high"));
        QCOMPARE(goal.availability, std::optional(0.9995));
        const Optimum found = cheapestOf(*shop, {}, goal, theCatalog());
        QVERIFY(found.cheapest);
        for (const StageOptimum &each : found.stages) {
            QVERIFY(!each.best || each.stage >= 5);
            if (each.stage < 5) // the front is of what the tier judges, so that it does not reach what nothing meets
                for (const SizedStage &point : each.availabilityFront)
                    QVERIFY(point.availability.value_or(0) < 0.9995);
            if (each.stage < 2)
                QVERIFY2(each.reason.find("availability stays at 99.") != std::string::npos, each.reason.c_str());
        }
        QVERIFY(found.stages[5].best); // machines so large that one may fail at the end of the range: steps alone stick
        const StageOptimum &best = found.stages[*found.cheapest];
        const auto after = edits::apply(*shop, asEdit(*best.best, *shop), theCatalog());
        QVERIFY(after.ok());
        const auto report = analysis::analyze(**after, best.stage, goal.users, theCatalog());
        QVERIFY(report.tolerance.isMet());
        QVERIFY(best.tierMissed.empty());
        // Any availability: the one box, and it is said what the tier asks besides.
        const Optimum any = cheapestOf(*shop, {}, { 500'000, {}, 0.0, {} }, theCatalog());
        QCOMPARE(any.cheapest, std::optional(std::size_t(0)));
        QVERIFY2(any.stages[0].tierMissed.find("below 99.95 %") != std::string::npos, any.stages[0].tierMissed.c_str());
        QVERIFY(any.stages[0].tierMissed.find("tier forbids: 1") != std::string::npos);
    }

    void anAnswerBringsNoErrorThatTheDesignHasNot_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<double>("users");
        for (const char *name :
             { "examples/web-shop", "examples/social-feed", "examples/video-site", "examples/growth-plan" })
            for (const double users : { 50e3, 500e3, 2e6, 10e6 })
                QTest::addRow("%s, %g", name, users) << QStringLiteral("%1.headroom").arg(QLatin1String(name)) << users;
    }
    void anAnswerBringsNoErrorThatTheDesignHasNot()
    {
        QFETCH(QString, file);
        QFETCH(double, users);
        const project::Snapshot design = openDesign(file.toStdString());
        const auto errorsOf = [&](const project::Project &of, std::size_t stage) {
            std::set<std::pair<std::string, std::vector<std::string>>> errors;
            for (const analysis::Finding &each : analysis::analyze(of, stage, users, theCatalog()).findings)
                if (each.severity == analysis::Severity::Error)
                    errors.emplace(each.rule, each.subjects);
            return errors;
        };
        int answers = 0;
        for (std::size_t stage = 2; stage < design->stages.size(); ++stage) {
            const StageOptimum found = cheapestSizing(*design, stage, { users, {}, {}, {} }, theCatalog());
            if (!found.best)
                continue;
            ++answers;
            const auto after = edits::apply(*design, asEdit(*found.best, *design), theCatalog());
            QVERIFY(after.ok());
            const auto before = errorsOf(*design, stage);
            std::size_t added = 0;
            for (const auto &each : errorsOf(**after, stage))
                added += !before.contains(each);
            QCOMPARE(found.newErrors.size(), added); // said, if there is any
            QVERIFY2(found.newErrors.empty(),
                     (std::to_string(stage) + ": " + (added ? found.newErrors.front() : "")).c_str());
        }
        QVERIFY(answers > 0);
    }

    // curves size each component by itself: what they say is never less than what is found when all are tried together,
    // and in the examples at most a twentieth more.
    void curvesAreAnUpperBound()
    {
        const project::Snapshot shop = openDesign("examples/web-shop.headroom");
        const cost::GrowthCosts curves(*shop, 0, theCatalog());
        for (const double users : { 5e4, 2e6, 31.6e6, 39.8e6 }) {
            const cost::GrowthPoint point = curves.at(users);
            const Optimum found = cheapestOf(*shop, {}, { users, {}, 0.0, {} }, theCatalog());
            QVERIFY(point.cheapest && found.cheapest);
            const double bound = *point.sized[*point.cheapest].cost;
            const double least = found.stages[*found.cheapest].best->cost;
            QVERIFY2(least <= bound * (1 + 1e-9) && bound <= least * 1.05, std::to_string(bound / least).c_str());
        }
    }

    void whatCannotBeHadSaysWhy()
    {
        const project::Snapshot design = openDesign(kTemplate);
        const auto reason = [&](const Goal &goal, std::size_t stage) {
            const StageOptimum found = cheapestSizing(*design, stage, goal, theCatalog());
            return found.best ? std::string() : found.reason;
        };
        const std::string full = reason({ 1e9, {}, {}, {} }, 0);
        QVERIFY2(full.find("above") != std::string::npos, full.c_str());
        const std::string slow = reason({ 50'000, 0.001, {}, {} }, 2);
        QVERIFY2(slow.find("p99 stays at") != std::string::npos, slow.c_str());
        const std::string frail = reason({ 500, {}, 0.99999, {} }, 0);
        QVERIFY2(frail.find("availability stays at") != std::string::npos, frail.c_str());
        const std::string dear = reason({ 50'000, {}, {}, 10.0 }, 2);
        QVERIFY2(dear.find("more than the budget") != std::string::npos, dear.c_str());
        const StageOptimum nobody
            = cheapestSizing(*openDesign("resources/templates/empty.headroom"), 0, { 100, {}, {}, {} }, theCatalog());
        QVERIFY(!nobody.best && nobody.reason.find("serves nobody") != std::string::npos);
    }

    void ofAllStagesTheCheapestIsNamed()
    {
        const project::Snapshot design = openDesign(kTemplate);
        const Optimum found = cheapestOf(*design, {}, { 300'000, {}, 0.9995, {} }, theCatalog());
        QCOMPARE(found.stages.size(), std::size_t(7));
        QVERIFY(found.cheapest.has_value());
        const double least = found.stages[*found.cheapest].best->cost;
        for (const StageOptimum &each : found.stages) {
            QVERIFY(!each.best || each.best->cost >= least);
            QVERIFY(each.best || !each.reason.empty());
        }
    }

    void aSearchCanBeStoppedAndTellsHowFarItIs()
    {
        const project::Snapshot design = openDesign(kTemplate);
        double furthest = 0;
        const Progress progress = [&](double share) {
            QVERIFY(share >= 0 && share <= 1);
            furthest = std::max(furthest, share);
        };
        (void)cheapestOf(*design, { 3 }, { 300'000, 0.3, {}, {} }, theCatalog(), {}, progress);
        QCOMPARE(furthest, 1.0);
        std::stop_source stop;
        stop.request_stop();
        const StageOptimum stopped
            = cheapestSizing(*design, 3, { 300'000, 0.3, {}, {} }, theCatalog(), stop.get_token());
        QVERIFY(!stopped.best && !stopped.isProven);
        QVERIFY2(stopped.reason.find("stopped") != std::string::npos, stopped.reason.c_str());
    }

    /// Stopped in the second stage that is searched: the best of the first is told, of the others that they were not searched.
    void whatIsStoppedTellsTheBestSoFar()
    {
        const project::Snapshot design = openDesign(kTemplate);
        std::stop_source stop;
        double before = 0;
        const Goal goal { 5'000, {}, {}, {} };
        const Optimum whole = cheapestOf(*design, {}, goal, theCatalog(), {}, [&](double share) {
            QVERIFY(share >= before);
            before = share;
        });
        QVERIFY(whole.cheapest);
        const Optimum stopped
            = cheapestOf(*design, {}, goal, theCatalog(), stop.get_token(), [&](double) { stop.request_stop(); });
        QVERIFY(stopped.cheapest && !stopped.isProven);
        const auto untouched = std::count_if(stopped.stages.begin(), stopped.stages.end(), [](const auto &each) {
            return each.reason == "not searched: the search was stopped";
        });
        QCOMPARE(untouched, 6);
        for (const StageOptimum &each : stopped.stages)
            QVERIFY(each.best || !each.reason.empty());
    }
};

HEADROOM_TEST(QCoreApplication, CheapestTest)

} // namespace headroom::tst_cheapest

#include "tst_cheapest.moc"
