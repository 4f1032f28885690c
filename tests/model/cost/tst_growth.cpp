#include "model/cost/takeovers.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_growth {

using namespace test;

namespace {

constexpr const char *kTemplate = "resources/templates/seven-stages.headroom";

bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

/// Everything on one machine of a ladder: the least that can be sized.
project::Project oneMachine()
{
    return ProjectBuilder()
        .component("users", "client_population")
        .component("server", "allinone_server")
        .link("users", "server", "call")
        .build();
}

project::Project withSize(project::Project design, const std::string &size)
{
    auto stage = std::make_shared<project::Stage>(*design.stages[0]);
    for (project::Component &component : stage->components)
        if (component.id == "server")
            component.parameters.set("size", size);
    design.stages[0] = stage;
    return design;
}

bool isWithinLimits(const analysis::Report &report)
{
    for (const analysis::ComponentReport &component : report.components)
        for (const analysis::ResourceReport &resource : component.resources)
            if (resource.utilization > (resource.id == "memory" ? 0.80 : 0.70) * (1 + 1e-9))
                return false;
    return true;
}

/// The cheapest size that holds, found by solving the design once for each there is.
std::optional<double> cheapestByTrying(const project::Project &design, double users)
{
    std::optional<double> least;
    for (const catalog::SizeOption &size : theCatalog().ladder(theCatalog().kind("allinone_server").ladder)->sizes) {
        const auto report = analysis::analyze(withSize(design, size.id), 0, users, theCatalog());
        if (isWithinLimits(report) && (!least || report.costPerMonth < *least))
            least = report.costPerMonth;
    }
    return least;
}

bool stopsReading(const analysis::Report &report)
{
    const std::string &reading = report.classes.front().name;
    for (const analysis::ComponentReport &component : report.components)
        for (const std::string &stopped : component.singlePointFor)
            if (stopped == reading)
                return true;
    return false;
}

} // namespace

/// Curves of growth: larger machines, more of them, and the index of over-provisioning.
class GrowthTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void largerMachinesAreTheCheapestThatHold()
    {
        const project::Project design = oneMachine();
        const cost::GrowthCosts costs(design, 0, theCatalog());
        int feasible = 0;
        for (const double users : analysis::logarithmicUsers(1e2, 1e7, 26)) {
            const auto expected = cheapestByTrying(design, users);
            const auto found = costs.scaleUpAt(users).cost;
            QCOMPARE(found.has_value(), expected.has_value());
            QVERIFY(!found || near(*found, *expected, 1e-12));
            feasible += found.has_value();
        }
        QVERIFY(feasible > 5 && feasible < 26);
    }

    /// The ceiling is where the last size gives way, to one in a thousand.
    void theCeilingIsThatOfTheLargestSize()
    {
        const project::Project design = oneMachine();
        const auto users = analysis::logarithmicUsers(1e2, 1e8, 13);
        const auto growth = cost::GrowthCosts(design, 0, theCatalog()).over(users);
        QVERIFY(growth.ceiling);
        QVERIFY(cheapestByTrying(design, *growth.ceiling));
        QVERIFY(!cheapestByTrying(design, *growth.ceiling * 1.0011));
        QVERIFY(growth.ceilingReason.starts_with("server: "));
        for (const auto &point : growth.points) {
            QCOMPARE(point.scaleUp.cost.has_value(), point.users <= *growth.ceiling);
            QCOMPARE(point.scaleUp.cost.has_value(), point.scaleUp.reason.empty());
        }
        const auto low = analysis::logarithmicUsers(1e2, 1e3, 2);
        QVERIFY(!cost::GrowthCosts(design, 0, theCatalog()).over(low).ceiling);
    }

    void largerMachinesKeepTheCounts()
    {
        const project::Snapshot design = openDesign(kTemplate);
        int changed = 0;
        for (std::size_t s = 0; s < design->stages.size(); ++s) {
            const cost::GrowthCosts costs(*design, s, theCatalog());
            for (const double users : { 1e3, 1e5, 1e6 })
                for (const edits::SetParameter &edit : costs.scaledUp(users).edits) {
                    const auto *component = design->stages[s]->findComponent(edit.id);
                    for (const auto &count : theCatalog().kind(component->kind).scaling.counts)
                        QVERIFY2(edit.parameter != count.parameter && edit.parameter != count.ceiling,
                                 (edit.id + ' ' + edit.parameter).c_str());
                    ++changed;
                }
        }
        QVERIFY(changed > 20);
    }

    /// Domain spec 6.2: F + P·(1 + o)/η; 16 machines' worth of power costs 19.4 of them.
    void multiplesCostWhatTheHorizontalLawSays()
    {
        const project::Project design = oneMachine();
        const cost::IdealScaleOut ideal(design, 0, theCatalog());
        const auto powerAt = [&](double users) {
            const auto report = analysis::analyze(ideal.smallest(), 0, users, theCatalog());
            double most = 0;
            for (const auto &resource : componentOf(report, "server").resources)
                most = std::max(most, resource.utilization / (resource.id == "memory" ? 0.80 : 0.70));
            return most;
        };
        double low = 1;
        double high = 1e9;
        while (high > low * (1 + 1e-13)) {
            const double middle = std::sqrt(low * high);
            (powerAt(middle) < 16 ? low : high) = middle;
        }
        const auto report = analysis::analyze(ideal.smallest(), 0, high, theCatalog());
        const double machine = componentOf(report, "server").costByCategory.at("compute");
        const auto found = ideal.at(high);
        QVERIFY(near(found.tiers.front().factor, 0.6 + 16 * 1.15 / 0.98, 1e-9));
        QVERIFY(std::abs(found.tiers.front().factor - 19.4) < 0.05);
        QVERIFY(near(found.cost, report.costPerMonth + machine * (0.6 + 16 * 1.15 / 0.98 - 1), 1e-9));
        // As long as one is enough, it is the bill of that one.
        const auto few = analysis::analyze(ideal.smallest(), 0, 10, theCatalog());
        QVERIFY(near(ideal.at(10).cost, few.costPerMonth, 1e-12));
    }

    /// Bills that follow all others, such as monitoring at 5 %, follow what is added too.
    void monitoringFollowsWhatIsAdded()
    {
        project::Project design = *openDesign(kTemplate);
        const cost::IdealScaleOut ideal(design, 2, theCatalog());
        const double users = 1e6;
        const auto found = ideal.at(users);
        double added = 0;
        for (const auto &tier : found.tiers)
            added += tier.machines * (tier.factor - 1);
        QVERIFY(added > 0);
        const auto report = analysis::analyze(ideal.smallest(), 2, users, theCatalog());
        double share = 0;
        for (const auto &component : report.components)
            if (const auto bill = component.costByCategory.find("overhead"); bill != component.costByCategory.end())
                share += bill->second / (report.costPerMonth - report.costByCategory.at("overhead"));
        QVERIFY(share > 0.04 && share < 0.06);
        QVERIFY(near(found.cost, report.costPerMonth + (1 + share) * added, 1e-9));
    }

    /// On both sides of a crossover the stages named are the cheapest; nobody else takes over in between.
    // a stage without components costs nothing, and is no offer all the same
    void aStageThatServesNobodyIsNotTheCheapest()
    {
        project::Project design = *openDesign(kTemplate);
        auto empty = std::make_shared<project::Stage>(*design.stages[0]);
        empty->components.clear();
        empty->connections.clear();
        design.stages[0] = empty;
        const cost::GrowthPoint point = cost::GrowthCosts(design, 0, theCatalog()).at(1000);
        QVERIFY(!point.sized[0].cost && !point.sized[0].reason.empty());
        QCOMPARE(point.cheapest, std::optional<std::size_t>(1));
    }

    void crossoversSeparateTheCheapest()
    {
        const project::Snapshot design = openDesign(kTemplate);
        const auto users = analysis::logarithmicUsers(1e3, 1e8, 11);
        const cost::GrowthCosts costs(*design, 2, theCatalog());
        const auto growth = costs.over(users);
        int stages = 0;
        double before = 0;
        for (const cost::Crossover &each : growth.crossovers) {
            QVERIFY(each.users >= before);
            before = each.users;
            if (!each.isStage) {
                const auto below = costs.at(each.users / 1.0011);
                const auto above = costs.at(each.users);
                QVERIFY(below.scaleUp.cost && *below.scaleUp.cost <= below.scaleOut);
                QVERIFY(!above.scaleUp.cost || *above.scaleUp.cost > above.scaleOut);
                continue;
            }
            ++stages;
            const std::vector<double> sides { each.users / 1.0011, each.users };
            const auto curves = cost::costCurves(*design, 2, sides, theCatalog());
            QCOMPARE(curves.cheapest[0], std::optional(each.from));
            QCOMPARE(curves.cheapest[1], std::optional(each.to));
        }
        QVERIFY(stages >= 2);
        const auto all = cost::costCurves(*design, 2, users, theCatalog());
        for (std::size_t i = 0; i < users.size(); ++i) {
            QCOMPARE(growth.points[i].cheapest, all.cheapest[i]);
            QCOMPARE(growth.points[i].cost, analysis::analyze(*design, 2, users[i], theCatalog()).costPerMonth);
        }
    }

    /// Prices come in steps: what goes back and forth within a doubling of the users is one thing to tell.
    void whatGoesBackAndForthIsToldOnce()
    {
        const auto stages = [](double users, std::size_t from, std::size_t to) {
            return cost::Crossover { users, true, from, to, users / 1.001 };
        };
        using Takeovers = std::vector<cost::Takeover>;
        QCOMPARE(cost::takeoversOf({ stages(1e3, 0, 1), { 2e3, false, 0, 0, 2e3 }, stages(5e3, 1, 2) }),
                 (Takeovers { { 1e3, 1e3, 0, 1, 1, 1 }, { 5e3, 5e3, 1, 2, 2, 1 } }));
        QCOMPARE(cost::takeoversOf({ stages(1e6, 3, 4),
                                     { 1.05e6, false, 0, 0, 1e6 },
                                     stages(1.1e6, 4, 3),
                                     stages(1.3e6, 3, 4),
                                     stages(1.5e6, 4, 5) }),
                 (Takeovers { { 1e6, 1.3e6, 3, 4, 4, 3 }, { 1.5e6, 1.5e6, 4, 5, 5, 1 } }));
        // It comes back, and stays; what happens much later is another thing.
        QCOMPARE(cost::takeoversOf({ stages(1e6, 3, 4), stages(1.1e6, 4, 3), stages(4e6, 3, 4) }),
                 (Takeovers { { 1e6, 1.1e6, 3, 3, 4, 2 }, { 4e6, 4e6, 3, 4, 4, 1 } }));
        QVERIFY(cost::takeoversOf({}).empty());
    }

    /// Every stage is sized for twice the users, solved and judged: the least bill of those that keep the tier's
    /// tolerance (standard: 99.9 %, no single point on the read path).
    void theIndexComparesWithTheCheapestThatWillDo()
    {
        const project::Snapshot design = openDesign(kTemplate);
        QCOMPARE(design->criticality, std::string("standard"));
        int found = 0;
        for (const double users : { 2e2, 1e4, 3e5, 4e6 }) {
            std::optional<double> least;
            for (std::size_t s = 0; s < design->stages.size(); ++s) {
                const auto sized = cost::sizeStage(*design, s, 2 * users, theCatalog());
                if (!sized.sizing.isFeasible() || !sized.after.availability || *sized.after.availability < 0.999
                    || stopsReading(sized.after))
                    continue;
                const double bill = analysis::analyze(*sized.project, s, users, theCatalog()).costPerMonth;
                least = std::min(least.value_or(bill), bill);
            }
            for (const std::size_t s : { std::size_t(0), std::size_t(3), std::size_t(6) }) {
                const auto point = cost::GrowthCosts(*design, s, theCatalog()).at(users);
                QCOMPARE(point.overProvisioning.has_value(), least.has_value());
                QCOMPARE(point.overProvisioning.has_value(), point.notIndexed.empty());
                if (!least)
                    continue;
                const double own = analysis::analyze(*design, s, users, theCatalog()).costPerMonth;
                QVERIFY(near(point.overProvisioning->cheapestCost, *least, 1e-9));
                QVERIFY(near(point.overProvisioning->index, own / *least, 1e-9));
                ++found;
            }
        }
        QVERIFY(found >= 9);
    }
};

HEADROOM_TEST(QCoreApplication, GrowthTest)

} // namespace headroom::tst_growth

#include "tst_growth.moc"
