#include "model/cost/growth.h"
#include "model/derivation/derivation.h"
#include "model/derivation/metric_table.h"
#include "tests/support/derivation_support.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <functional>
#include <set>

namespace headroom::tst_derivation {

using namespace test;
using derivation::Derivation;

namespace {

const Derivation *find(const Derivation &root, const std::string &label)
{
    const Derivation *found = nullptr;
    visit(root, [&](const Derivation &node) {
        if (!found && node.label == label)
            found = &node;
    });
    return found;
}

/// What is wrong with some unfolded metrics of a stage; empty when nothing is.
std::string problemOfAll(const derivation::Explainer &explainer, const std::vector<derivation::Metric> &metrics,
                         std::size_t stage, double users)
{
    for (const auto &metric : metrics) {
        const std::string where
            = metric.path + ", stage " + std::to_string(stage + 1) + ", " + std::to_string(users) + " users: ";
        const auto root = explainer.explain(metric.path);
        if (!root)
            return where + "has no tree";
        if (root->value.has_value() != metric.value.has_value())
            return where + "only one of tree and list has a value";
        if (metric.value && !isSame(*root->value, *metric.value))
            return where + "tree and list differ";
        if (root->unit != metric.unit)
            return where + root->unit + " is not " + metric.unit;
        if (const std::string problem = problemOf(*root); !problem.empty())
            return where + problem;
        if (root->limits.empty())
            return where + "no limits";
    }
    return {};
}

std::string problemOfAll(const project::Project &design, std::size_t stage, double users)
{
    const derivation::Explainer explainer(design, stage, users, theCatalog());
    return problemOfAll(explainer, explainer.metrics(), stage, users);
}

} // namespace

/// Every number of the model unfolds into a tree that gives the same number again.
class DerivationTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMetricOfEveryDesign_data()
    {
        QTest::addColumn<QString>("path");
        for (const std::string &path : allDesigns())
            QTest::newRow(path.c_str()) << QString::fromStdString(path);
    }
    void everyMetricOfEveryDesign()
    {
        QFETCH(QString, path);
        const project::Snapshot design = openDesign(path.toStdString());
        for (std::size_t stage = 0; stage < design->stages.size(); ++stage) {
            const double end = design->stages[stage]->users.to;
            std::vector<double> counts { end };
            if (stage + 1 == design->stages.size())
                counts.insert(counts.end(), { 0.0, end * 50 }); // nothing arrives; everything is saturated
            for (const double users : counts) {
                const std::string problem = problemOfAll(*design, stage, users);
                QVERIFY2(problem.empty(), problem.c_str());
            }
        }
    }

    /// Retries everywhere: calm, at the end of the range, beyond saturation, where every attempt fails.
    void everyMetricWithRetries()
    {
        project::Project design = *openDesign("examples/social-feed.headroom");
        auto stage = std::make_shared<project::Stage>(*design.stages.back());
        std::size_t number = 0;
        for (project::Connection &each : stage->connections) {
            const catalog::ConnectionKind &kind = theCatalog().connectionKind(each.kind);
            if (!kind.findParameter("retries"))
                continue;
            each.parameters.set("retries", 2.0);
            if (++number % 3 == 1 && kind.findParameter("retry_budget"))
                each.parameters.set("retry_budget", 0.2);
            if (number % 3 == 2 && kind.findParameter("breaker"))
                each.parameters.set("breaker", true);
        }
        QVERIFY(number > 3);
        const double end = stage->users.to;
        design.stages.back() = stage;
        const std::size_t last = design.stages.size() - 1;
        for (const double users : { end / 100, end, end * 50 }) {
            const std::string problem = problemOfAll(design, last, users);
            QVERIFY2(problem.empty(), problem.c_str());
        }
        const derivation::Explainer explainer(design, last, end, theCatalog());
        int attempts = 0;
        for (const auto &metric : explainer.metrics())
            attempts += metric.path.ends_with(".attempts");
        QCOMPARE(attempts, static_cast<int>(number));
    }

    /// What else could be built: calm, at the end of the range, for nobody, and for more than anything carries.
    /// What is a practice in all kinds and connections, left undone.
    void everyMetricWithPracticesOff()
    {
        project::Project design = *openDesign("examples/social-feed.headroom");
        int off = 0;
        const auto leave = [&off](const auto &kind, project::Parameters &parameters) {
            for (const catalog::ParameterSpec &spec : kind.parameters)
                if (spec.type == catalog::ParameterType::Flag && spec.fallback == project::Value(true)) {
                    parameters.set(spec.id, false);
                    ++off;
                }
        };
        for (const std::size_t index : { std::size_t(1), std::size_t(4), std::size_t(6) }) {
            auto stage = std::make_shared<project::Stage>(*design.stages[index]);
            for (project::Component &each : stage->components)
                leave(theCatalog().kind(each.kind), each.parameters);
            for (project::Connection &each : stage->connections)
                leave(theCatalog().connectionKind(each.kind), each.parameters);
            design.stages[index] = stage;
            for (const double users : { stage->users.to / 100, stage->users.to / 3 }) {
                const std::string problem = problemOfAll(design, index, users);
                QVERIFY2(problem.empty(), problem.c_str());
            }
        }
        QVERIFY2(off > 30, std::to_string(off).c_str());
    }

    void everyMetricOfGrowth()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (const std::size_t stage : { std::size_t(0), design->stages.size() - 1 })
                for (const double users : { 0.0, 200.0, design->stages[stage]->users.to, 1e11 }) {
                    const derivation::Explainer explainer(*design, stage, users, theCatalog());
                    auto metrics = explainer.growthMetrics();
                    std::erase_if(metrics, [](const auto &each) { return each.path.starts_with("finding."); });
                    QCOMPARE(metrics.size(), std::size_t(4));
                    const std::string problem = problemOfAll(explainer, metrics, stage, users);
                    QVERIFY2(problem.empty(), (path + ": " + problem).c_str());
                    QCOMPARE(metrics.back().value.has_value(), users > 0);
                }
        }
        const project::Snapshot design = openDesign("examples/web-shop.headroom");
        const auto root = derivation::explain(*design, 2, 6e4, theCatalog(), "system.over_provisioning_index");
        QVERIFY(root && root->value && root->children.size() == 2);
        QVERIFY(find(root->children[1], "Cost of Order database")); // the cheapest is unfolded, not only named
        visit(root->children[1], [](const Derivation &node) { QVERIFY(!node.place); });
        QVERIFY(derivation::sensitivities(*design, 2, 6e4, theCatalog(), "system.over_provisioning_index").empty());
    }

    /// Where the curves of growth end and cross: as the curves say, to the thousandth that these are found to.
    void endsAndCrossingsOfCurves()
    {
        int known = 0;
        for (const std::size_t stage : { std::size_t(0), std::size_t(2) }) {
            const project::Snapshot design = openDesign("examples/social-feed.headroom");
            const double users = design->stages[stage]->users.to;
            const derivation::Explainer explainer(*design, stage, users, theCatalog());
            for (const auto &metric : derivation::Explainer::turningMetrics()) {
                const auto root = explainer.explain(metric.path);
                QVERIFY2(root && !root->limits.empty() && root->unit == "users", metric.path.c_str());
                QVERIFY2(problemOf(*root).empty(), (metric.path + ": " + problemOf(*root)).c_str());
                known += root->value && !root->formula.empty();
            }
            const auto growth
                = cost::GrowthCosts(*design, stage, theCatalog()).over(analysis::logarithmicUsers(1e2, 1e9, 29));
            const auto ceiling = explainer.explain("system.scale_up_ceiling");
            QCOMPARE(ceiling->value.has_value(), growth.ceiling.has_value());
            QVERIFY(!ceiling->value || std::abs(*ceiling->value / *growth.ceiling - 1) < 1.1e-3);
            for (const cost::Crossover &each : growth.crossovers) {
                const auto crossing = explainer.explain("system.scale_out_crossover");
                QVERIFY(each.isStage || std::abs(*crossing->value / each.users - 1) < 1.1e-3);
            }
        }
        QVERIFY2(known >= 4, std::to_string(known).c_str());
    }

    /// From the system's availability down to mean times to failure, in formulas all the way.
    void availabilityUnfoldsToItsParts()
    {
        const project::Snapshot design = openDesign("examples/social-feed.headroom");
        const derivation::Explainer explainer(*design, 2, 1e5, theCatalog());
        for (const auto &metric : explainer.metrics()) {
            if (!metric.path.ends_with("availability") || metric.path.find("target") != std::string::npos)
                continue;
            const auto root = explainer.explain(metric.path);
            QVERIFY2(!root->formula.empty() || root->children.empty(), metric.path.c_str());
        }
        const auto root = explainer.explain("system.availability");
        const Derivation *database = find(*root, "Availability of Database primary");
        QVERIFY(database && !database->formula.empty() && find(*database, "Mean time to failure of Database primary"));
        // Two servers in two zones: either will do, each with its zone.
        QVERIFY(std::abs(*root->value - *explainer.explain("class.feed.availability")->value) < 1e-15);
        QVERIFY(find(*root, "Availability of Zone a"));
    }

    /// The share of all requests that is back by then reaches the percentile there and not a step of the grid before.
    void percentilesOfMixturesAreWhereTheSharesSay()
    {
        const project::Snapshot design = openDesign("examples/social-feed.headroom");
        const derivation::Explainer explainer(*design, 4, 1.4e6, theCatalog());
        for (const auto &[path, p] :
             { std::pair("system.p50", 0.5), std::pair("system.p95", 0.95), std::pair("system.p99", 0.99),
               std::pair("system.user_p95", 0.95), std::pair("class.feed.p50", 0.5) }) {
            const auto root = explainer.explain(path);
            QVERIFY2(root && !root->formula.empty(), path);
            const auto child = [&](const char *symbol) {
                for (const Derivation &each : root->children)
                    if (each.symbol == symbol)
                        return *each.value;
                return -1.0;
            };
            QVERIFY2(child("before") < p && child("within") >= p * child("all"), path);
            QVERIFY2(child("within") < p + 0.02, path);
        }
    }

    /// Jobs that follow users and jobs that do not, on one machine and behind a log broker: without users, at the end of
    /// the range, beyond saturation.
    void everyMetricWithJobs()
    {
        project::Project design = *openDesign("examples/social-feed.headroom");
        const std::vector<project::OperationUse> uses { { "notify", 1, 0.05, 100 },
                                                        { "read", 3, 0.002, 1000 },
                                                        { "write", 1, 0.004, 0 },
                                                        { "side_write", 1, 0.001, 0 } };
        project::BackgroundJob batch;
        batch.id = "report";
        batch.name = "Report";
        batch.items = 5000;
        batch.itemsPerUser = 0.01;
        batch.at = 19;
        batch.window = 2;
        batch.runs = 2;
        batch.deadline = 7200;
        batch.uses = uses;
        project::BackgroundJob event;
        event.id = "mail";
        event.name = "Mail";
        event.kind = project::BackgroundJob::Kind::Event;
        event.rate = 0.5;
        event.perRequest = 0.02;
        event.itemsPerUser = 0.1;
        event.uses = uses;
        design.workload.jobs = { batch, event };
        int times = 0;
        for (const std::size_t stage : { std::size_t(0), std::size_t(5) }) {
            std::vector<std::string> entries { "" };
            for (const char *each : { "app", "app-a", "db" })
                if (design.stages[stage]->findComponent(each))
                    entries.push_back(each);
            for (const std::string &entry : entries) {
                design.workload.jobs[1].entry = entry;
                const double end = design.stages[stage]->users.to;
                for (const double users : { 0.0, end, end * 50 }) {
                    const std::string problem = problemOfAll(design, stage, users);
                    QVERIFY2(problem.empty(), (entry + ": " + problem).c_str());
                }
                for (const auto &metric : derivation::Explainer(design, stage, end, theCatalog()).metrics())
                    times += metric.path.starts_with("job.") && metric.path.ends_with(".time") && metric.value;
            }
        }
        QVERIFY2(times > 1, std::to_string(times).c_str());
    }

    void metricsAreThoseOfTheReport()
    {
        const project::Snapshot design = openDesign("examples/social-feed.headroom");
        const auto report = analysis::analyze(*design, 4, 1.4e6, theCatalog());
        QCOMPARE(derivation::valueFinder(report, "system.cost_per_month")(report), std::optional(report.costPerMonth));
        QCOMPARE(derivation::valueFinder(report, "db.utilization")(report),
                 std::optional(componentOf(report, "db").utilization));
        QCOMPARE(derivation::valueFinder(report, "db.cpu.used")(report),
                 std::optional(resourceOf(report, "db", "cpu").used));
        QVERIFY(!derivation::valueFinder(report, "db.cpu.nothing"));
        QVERIFY(!derivation::explain(*design, 4, 1.4e6, theCatalog(), "nothing.utilization"));
    }

    /// 1 − A of 730 hours and of 8,760; the price of those hours at 900 and 100 an hour.
    void downtimeAndItsPrice()
    {
        project::Project project = *openDesign("examples/social-feed.headroom");
        project.workload.parameters.set("revenue_per_hour", 900.0);
        project.workload.parameters.set("staff_per_hour", 100.0);
        const derivation::Explainer explainer(project, 4, 1.4e6, theCatalog());
        const double up = *explainer.explain("system.availability")->value;
        QVERIFY(up > 0.9 && up < 1);
        const auto month = explainer.explain("system.downtime_per_month");
        QVERIFY(std::abs(*month->value / ((1 - up) * 730 * 3600) - 1) < 1e-12);
        const auto year = explainer.explain("system.downtime_per_year");
        QVERIFY(std::abs(*year->value / ((1 - up) * 8760 * 3600) - 1) < 1e-12);
        const auto price = explainer.explain("system.downtime_cost_per_month");
        QVERIFY(std::abs(*price->value / ((1 - up) * 730 * 1000) - 1) < 1e-12);
        QCOMPARE(problemOf(*price), std::string());
    }

    /// Classes and connections are asked by paths of their own: the classes' rates add up to the system's.
    void classesAndConnectionsUnfold()
    {
        const project::Snapshot design = openDesign("examples/social-feed.headroom");
        const auto report = analysis::analyze(*design, 4, 1.4e6, theCatalog());
        const derivation::Explainer explainer(*design, 4, 1.4e6, theCatalog());
        double sum = 0;
        for (const auto &line : report.classes) {
            const auto rate = explainer.explain("class." + line.id + ".requests_per_second");
            QVERIFY(rate && rate->value);
            sum += *rate->value;
        }
        QVERIFY(std::abs(sum / report.requestsPerSecond - 1) < 1e-12);
        for (const auto &line : report.connections) {
            const auto bytes = explainer.explain("connection." + line.id + ".bytes_per_second");
            QVERIFY(bytes && bytes->value && isSame(*bytes->value, line.bytesPerSecond));
        }
    }

    /// One class of one request of 10 ms: 100,000 users make U · 0.3 · 4 · 24 / 86400 · 3 = 100/s, so 1 core of the 2
    /// is busy.
    void inputsSayWhereTheyComeFrom()
    {
        project::Project project
            = ProjectBuilder()
                  .component("users", "client_population")
                  .component("app", "web_app_server", { { "http_time", 0.0 }, { "size", std::string("m7g.large") } })
                  .link("users", "app", "call")
                  .onlyClass({ { "page", 1, 0.01, 0 }, { "side", 0, 0, 0 } })
                  .build();
        const auto root = derivation::explain(project, 0, 1e5, theCatalog(), "app.cpu.utilization");
        QVERIFY(root && root->value);
        QVERIFY(isSame(*root->value, 0.5));
        QCOMPARE(root->name, std::string("Utilization law"));
        QCOMPARE(derivation::filledIn(*root), std::string("1 vCPU / 2 vCPU"));
        const Derivation *cores
            = find(*root, theCatalog().kind("web_app_server").findParameter("vcpu")->title + " of app");
        QVERIFY(cores && cores->trust == derivation::Trust::Size);
        QVERIFY(cores->place == (derivation::Place { derivation::Place::Owner::Component, "app", "vcpu" }));
        const Derivation *stated
            = find(*root, theCatalog().kind("web_app_server").findParameter("http_time")->title + " of app");
        QVERIFY(stated && stated->trust == derivation::Trust::Yours);
        const Derivation *time = find(*root, "Core time of requests in Request");
        QVERIFY(!time || time->trust == derivation::Trust::Yours);
    }

    /// ρ = λS/c: of the first order in users, in service time and, inversely, in the cores.
    void elasticitiesOfUtilizationAreOneAndMinusOne()
    {
        project::Project project = ProjectBuilder()
                                       .component("users", "client_population")
                                       .component("app", "web_app_server", { { "http_time", 0.0 }, { "vcpu", 2.0 } })
                                       .link("users", "app", "call")
                                       .onlyClass({ { "page", 1, 0.01, 0 }, { "side", 0, 0, 0 } })
                                       .build();
        const auto found = derivation::sensitivities(project, 0, 1e5, theCatalog(), "app.cpu.utilization", 100);
        const auto of = [&](const std::string &parameter) {
            for (const auto &each : found)
                if (each.place.parameter == parameter)
                    return each.elasticity;
            return 0.0;
        };
        QVERIFY(std::abs(of("users") - 1) < 1e-9);
        QVERIFY(std::abs(of("page/time") - 1) < 1e-9);
        QVERIFY(std::abs(of("peak_factor") - 1) < 1e-9);
        QVERIFY(of("vcpu") < 0);
        for (std::size_t i = 1; i < found.size(); ++i)
            QVERIFY(std::abs(found[i - 1].elasticity) * (1 + 1e-6) >= std::abs(found[i].elasticity));
    }

    /// One station: each percentile of M/M/1 is S/(1 − ρ)·ln 1/(1−p), so its elasticity in S is 1/(1 − ρ) = 2.
    void percentilesCanBeAskedWhatMovesThem()
    {
        project::Project project = ProjectBuilder()
                                       .component("users", "client_population")
                                       .component("app", "web_app_server", { { "http_time", 0.0 }, { "vcpu", 1.0 } })
                                       .link("users", "app", "call", { { "latency", 0.0 } })
                                       .onlyClass({ { "page", 1, 0.01, 0 }, { "side", 0, 0, 0 } })
                                       .build();
        for (const char *path : { "app.p95", "class.only.p95", "system.p95", "system.user_p95" }) {
            const auto root = derivation::explain(project, 0, 5e4, theCatalog(), path);
            QVERIFY2(root && root->value, path);
            QCOMPARE(problemOf(*root), std::string());
            const auto found = derivation::sensitivities(project, 0, 5e4, theCatalog(), path);
            QVERIFY2(!found.empty(), path);
        }
        const auto root = derivation::explain(project, 0, 5e4, theCatalog(), "app.p95");
        QVERIFY(std::abs(*root->value / (0.02 * std::log(20)) - 1) < 1e-9);
        for (const auto &each : derivation::sensitivities(project, 0, 5e4, theCatalog(), "app.p95"))
            if (each.place.parameter == "page/time")
                QVERIFY2(std::abs(each.elasticity - 2) < 0.001, qPrintable(QString::number(each.elasticity)));
    }

    /// An input shown with another value than the design has would make its elasticity wrong.
    void settingAnInputToItsOwnValueChangesNothing()
    {
        const project::Snapshot design = openDesign("examples/social-feed.headroom");
        for (const char *path : { "system.latency", "system.cost_per_month", "db.cpu.utilization" }) {
            const auto root = derivation::explain(*design, 4, 1.4e6, theCatalog(), path);
            QVERIFY(root && root->value);
            std::vector<std::pair<derivation::Place, double>> inputs;
            visit(*root, [&](const Derivation &node) {
                if (node.place && node.value && node.note.empty())
                    inputs.emplace_back(*node.place, *node.value);
            });
            QVERIFY(inputs.size() > 20);
            for (std::size_t i = 0; i < inputs.size(); i += 7) {
                const auto &[place, value] = inputs[i];
                const project::Project same = derivation::withInput(*design, 4, theCatalog(), place, value);
                const auto report = analysis::solve(*analysis::compile(same, 4, theCatalog()), 1.4e6);
                const auto again = derivation::valueFinder(report, path)(report);
                QVERIFY2(again && std::abs(*again / *root->value - 1) < 1e-12,
                         (place.element + ' ' + place.parameter).c_str());
            }
        }
    }

    void saturatedMeansHaveNoValueButAReason()
    {
        const project::Snapshot design = openDesign("examples/web-shop.headroom");
        const auto root = derivation::explain(*design, 0, 1e9, theCatalog(), "system.latency");
        QVERIFY(root && !root->value && !root->note.empty());
    }

    /// 3,000 calls in a row: neither the tree nor its making may exhaust the stack.
    void deepChainsAreCut()
    {
        ProjectBuilder builder;
        builder.component("users", "client_population").component("s0", "microservice");
        builder.link("users", "s0", "call");
        for (int i = 1; i < 3000; ++i)
            builder.component("s" + std::to_string(i), "microservice")
                .link("s" + std::to_string(i - 1), "s" + std::to_string(i), "call");
        const project::Project project = builder.onlyClass({ { "page", 1, 0, 0 }, { "rpc", 1, 0, 0 } }).build();
        const auto root = derivation::explain(project, 0, 1e3, theCatalog(), "s2999.requests_per_second");
        QVERIFY(root);
        std::size_t nodes = 0;
        visit(*root, [&](const Derivation &) { ++nodes; });
        QVERIFY(nodes < 40000);
    }

    /// Ids may read like the beginning of another path: each metric has one of its own nevertheless.
    void everyMetricHasAPathOfItsOwn()
    {
        const project::Project design = ProjectBuilder()
                                            .component("clients", "client_population")
                                            .component("system", "web_app_server")
                                            .component("db", "rdb_primary")
                                            .component("db.cpu", "rdb_primary")
                                            .link("clients", "system", "call")
                                            .link("system", "db", "query")
                                            .build();
        const derivation::Explainer explainer(design, 0, 1e4, theCatalog());
        std::set<std::string> paths;
        for (const derivation::Metric &each : explainer.metrics()) {
            QVERIFY2(paths.insert(each.path).second, each.path.c_str());
            const auto root = explainer.explain(each.path);
            QVERIFY2(root && root->value == each.value, each.path.c_str());
        }
        QVERIFY(paths.contains("component.system.availability"));
        QVERIFY(paths.contains("system.availability"));
        QVERIFY(paths.contains("component.db.cpu.utilization"));
    }
};

HEADROOM_TEST(QCoreApplication, DerivationTest)

} // namespace headroom::tst_derivation

#include "tst_derivation.moc"
