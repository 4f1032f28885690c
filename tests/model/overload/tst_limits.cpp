#include "model/edits/edit.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace headroom::tst_limits {

using namespace test;

namespace {

/// Pages that take their server 10 ms; 1 request/s per thousand users.
ProjectBuilder pages(std::vector<project::Parameters::Entry> parameters)
{
    parameters.emplace_back("http_time", 0.0);
    parameters.emplace_back("net_gbps", 100.0);
    return ProjectBuilder()
        .onlyClass({ { "page", 1, 0.01, 1000 } })
        .component("clients", "client_population")
        .component("app", "web_app_server", std::move(parameters));
}

ProjectBuilder direct(std::vector<project::Parameters::Entry> parameters)
{
    return pages(std::move(parameters)).link("clients", "app", "call", { { "latency", 0.0 } });
}

double timeAt(const analysis::Report &report, const std::string &id)
{
    const analysis::ComponentReport &found = componentOf(report, id);
    return found.state == analysis::State::Fine ? found.serviceTime + found.wait : INFINITY;
}

const analysis::Finding *findingOf(const analysis::Report &report, const std::string &rule)
{
    const auto found = std::find_if(report.findings.begin(), report.findings.end(),
                                    [&](const analysis::Finding &each) { return each.rule == rule; });
    return found == report.findings.end() ? nullptr : &*found;
}

} // namespace

/// Where capacity ends: parts of a server, what refuses, what is only passed, what nobody waits for.
class LimitsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Half a core serves 10 ms of work in 20 ms: M/M/1.
    void halfACore()
    {
        for (const auto &[users, time] : { std::pair(25e3, 0.04), { 47.5e3, 0.4 }, { 49.5e3, 2.0 } })
            QVERIFY(isClose(
                timeAt(direct({ { "vcpu", 0.5 }, { "threads", 0.0 }, { "threads_per_vcpu", 0.0 } }).at(users), "app"),
                time, 1e-9));
    }

    /// Own balancers are as many as carry the load: of two lines that one alone would fill, both are needed.
    void ownBalancersCountWhatTheyCarry()
    {
        const auto availability = [](double gbps) {
            return componentOf(ProjectBuilder()
                                   .onlyClass({ { "page", 1, 0.001, 100'000 } })
                                   .component("clients", "client_population")
                                   .component("lb", "lb_l7",
                                              { { "managed", false }, { "instances", 2.0 }, { "net_gbps", gbps } })
                                   .component("app", "web_app_server", { { "instances", 10.0 }, { "net_gbps", 1e3 } })
                                   .link("clients", "lb", "call")
                                   .link("lb", "app", "call")
                                   .upTo(1e6)
                                   .at(1e6),
                               "lb")
                .availability;
        };
        const double one = 2190.0 / 2192; // 800 Mbit/s at 1,000 requests/s
        QVERIFY(isClose(availability(1), 1 - (1 - one) * (1 - one), 1e-12));
        QVERIFY(isClose(availability(0.7), one * one, 1e-12));
    }

    /// Two in service share 1.4 cores: 1/S with one inside, 1.4/S with more.
    void almostOneAndAHalf()
    {
        const auto design = direct({ { "vcpu", 1.4 }, { "threads", 0.0 }, { "threads_per_vcpu", 0.0 } });
        for (const double rate : { 1.0, 70.0, 112.0, 139.0 }) {
            double inside = 0;
            double all = 1;
            double term = 1;
            for (int n = 1; n < 20'000; ++n) {
                term *= rate * 0.01 / std::min<double>(n, 1.4);
                all += term;
                inside += n * term;
            }
            QVERIFY(isClose(timeAt(design.at(rate * 1e3), "app"), inside / all / rate, 1e-9));
        }
        QVERIFY(std::isinf(timeAt(design.at(141e3), "app")));
        QVERIFY(isClose(design.at(1e3).usersAtSaturation, 140e3, 1e-9));
    }

    /// Saturated exactly where utilization says so, with threads and with places to wait as well.
    void fractionsAreFullWhereTheyAreFull()
    {
        for (const double cores : { 0.1, 0.7, 1.2, 2.4, 3.9 })
            for (const double threads : { 0.0, 16.0 }) {
                const auto design = direct({ { "vcpu", cores }, { "threads", threads }, { "threads_per_vcpu", 0.0 } });
                QCOMPARE(design.at(cores * 99.9e3).state, analysis::State::Fine);
                QCOMPARE(design.at(cores * 100.1e3).state, analysis::State::Saturated);
            }
    }

    /// 12 requests/s of 120 ms are 1.44 in flight.
    void aSmallQuotaIsUsedToItsEnd()
    {
        const auto mail = [](double users) {
            return ProjectBuilder()
                .onlyClass({ { "page", 1, 0.001, 1000 }, { "notify", 1, 0, 100 } })
                .component("clients", "client_population")
                .component("app", "web_app_server")
                .component("mail", "notification_service", { { "quota", 12.0 } })
                .link("clients", "app", "call")
                .link("app", "mail", "call", { { "timeout", 0.0 } })
                .at(users);
        };
        const analysis::Report report = mail(8.3e3);
        QCOMPARE(report.state, analysis::State::Fine);
        QVERIFY(componentOf(report, "mail").utilization < 0.7);
        QVERIFY(timeAt(report, "mail") < 0.3);
        QCOMPARE(mail(11.9e3).state, analysis::State::Fine);
        QCOMPARE(mail(12.1e3).state, analysis::State::Saturated);
    }

    /// Of 2,000 requests/s a quota of 1,000/s serves half; at 1,000 all.
    void aQuotaRefusesWhatExceedsIt()
    {
        const auto store = [](double users) {
            return ProjectBuilder()
                .onlyClass({ { "page", 1, 0.001, 1000 }, { "read", 1, 0, 100 } })
                .component("clients", "client_population")
                .component("app", "web_app_server", { { "instances", 40.0 } })
                .component("store", "wide_column_store", { { "quota", 1000.0 }, { "hot_key", 0.0 } })
                .link("clients", "app", "call")
                .link("app", "store", "query")
                .at(users);
        };
        QVERIFY(store(999'000).timedOut < 1e-6);
        QVERIFY(store(1e6).timedOut < 1e-6);
        QVERIFY(isClose(store(2e6).timedOut, 0.5, 1e-3));
        const analysis::Finding *told = nullptr;
        const analysis::Report report = store(2e6);
        QVERIFY((told = findingOf(report, "LAT-07")));
        QVERIFY2(told->message.find("refused by the limits of store") != std::string::npos, told->message.c_str());
        QVERIFY((told = findingOf(report, "CAP-01")));
        QVERIFY2(told->message.find("queue") == std::string::npos, told->message.c_str());
    }

    /// Two instances of a limiter count in common: its rate is that of the card.
    void aLimiterPassesItsRate()
    {
        const auto design = pages({ { "instances", 10.0 } })
                                .component("limiter", "rate_limiter", { { "quota", 100.0 } })
                                .link("clients", "limiter", "call")
                                .link("limiter", "app", "split");
        QVERIFY(isClose(resourceOf(design.at(50e3), "limiter", "quota").utilization, 0.5, 1e-9));
        QVERIFY(isClose(componentOf(design.at(150e3), "app").requestsPerSecond, 100, 1e-6));
    }

    /// What is only passed has no steady state either where it is full (domain spec 11.4).
    void aFullBalancerIsNotSteady()
    {
        const auto design
            = pages({ { "instances", 999.0 }, { "vcpu", 64.0 } })
                  .component("lb", "lb_l7", { { "managed", false }, { "vcpu", 1.0 }, { "instances", 1.0 } })
                  .link("clients", "lb", "call")
                  .link("lb", "app", "split");
        QCOMPARE(design.at(19.9e6).state, analysis::State::Fine);
        const analysis::Report full = design.at(40e6);
        QCOMPARE(full.state, analysis::State::Saturated);
        QVERIFY(full.overload);
        QVERIFY(isClose(full.overload->answeredPerSecond, 20'000, 1e-6));
    }

    /// Beyond its credits a burstable machine answers at its baseline: 0.4 of 2 vCPU, 2 ms a page.
    void aBurstableMachineAnswersAtItsBaseline()
    {
        const auto report = direct({ { "vcpu", 2.0 }, { "baseline", 0.2 } }).at(80e3);
        const auto &places = componentOf(report, "app").places;
        QVERIFY(places);
        QVERIFY(isClose(places->answeredPerSecond, 40, 2e-2));
        QVERIFY(isClose(places->refused, 0.5, 2e-2));
    }

    /// A card that nobody asks changes nothing but the bill.
    void whatNobodyAsksHoldsNothing()
    {
        const auto alone = direct({ { "instances", 100.0 }, { "vcpu", 64.0 } });
        auto beside = alone;
        beside.component("cache", "distributed_cache").component("sessions", "session_store");
        beside.component("server", "allinone_server");
        const analysis::Report one = alone.at(1e6);
        const analysis::Report other = beside.at(1e6);
        QCOMPARE(other.usersAtSaturation, one.usersAtSaturation);
        QVERIFY(!hasFinding(other, "CAP-01"));
        QVERIFY(other.costPerMonth > one.costPerMonth);
    }

    /// The bound of what is answered is that of what users wait for.
    void nobodyWaitsForWorkers()
    {
        const auto report = ProjectBuilder()
                                .onlyClass({ { "page", 1, 0.01, 1000 }, { "task", 1, 0.02, 100 } })
                                .component("clients", "client_population")
                                .component("app", "web_app_server", { { "http_time", 0.0 } })
                                .component("queue", "message_queue")
                                .component("workers", "worker_pool", { { "instances", 1.0 }, { "vcpu", 1.0 } })
                                .link("clients", "app", "call")
                                .link("app", "queue", "async")
                                .link("queue", "workers", "async")
                                .at(210e3);
        QCOMPARE(report.state, analysis::State::Saturated);
        QVERIFY(report.usersAtSaturation < 190e3); // the workers are full first
        QVERIFY(report.overload);
        QCOMPARE(componentOf(report, "app").id,
                 report.components[static_cast<std::size_t>(report.overload->full.component)].id);
        QVERIFY(isClose(report.overload->answeredPerSecond, 200, 5e-2));
    }

    /// Sticky sessions: n servers do as much as C(n) = n/(1 + σ(n−1) + κn(n−1)), and the fullest gets 1.3 of its share.
    void serversThatShareStateDoNotScaleLinearly()
    {
        const auto tier = [](double n, bool stateless) {
            return pages({ { "instances", n },
                           { "stateless", stateless },
                           { "threads", 0.0 },
                           { "threads_per_vcpu", 0.0 } })
                .component("lb", "lb_l7")
                .link("clients", "lb", "call")
                .link("lb", "app", "split")
                .at(1e3)
                .usersAtSaturation;
        };
        const double most = 40 / (1 + 0.02 * 39 + 1e-4 * 40 * 39);
        QVERIFY(isClose(tier(40, true), 40 * 200e3, 1e-9));
        QVERIFY(isClose(tier(40, false), most * 200e3 / 1.3, 1e-9));
        QVERIFY(isClose(tier(1, false), 200e3, 1e-9));
    }

    /// Reads are the class that changes nothing and is most asked for, wherever it stands in the file.
    void theReadPathIsFoundInAnyOrder()
    {
        const auto design = [](bool readsFirst) {
            project::Project made = ProjectBuilder()
                                        .component("clients", "client_population")
                                        .component("app", "web_app_server")
                                        .component("db", "rdb_primary")
                                        .component("mail", "notification_service")
                                        .link("clients", "app", "call")
                                        .link("app", "db", "query")
                                        .link("app", "mail", "call")
                                        .build();
            const project::RequestClass look {
                "look", "Look", 3, { { "page", 1, 0.01, 1000 }, { "read", 1, 0.001, 100 } }
            };
            const project::RequestClass post {
                "post", "Post", 1, { { "page", 1, 0.01, 1000 }, { "write", 1, 0.001, 100 }, { "notify", 1, 0, 10 } }
            };
            made.workload.classes = readsFirst ? std::vector { look, post } : std::vector { post, look };
            return analysis::analyze(made, 0, 1000, theCatalog());
        };
        const analysis::Report one = design(true);
        const analysis::Report other = design(false);
        QVERIFY(one.availability && other.availability);
        QVERIFY(isClose(*one.availability, *other.availability, 1e-12));
        QCOMPARE(one.classes[one.readingClass].id, std::string("look"));
        QCOMPARE(other.classes[other.readingClass].id, std::string("look"));
        QCOMPARE(one.tolerance.isAvailabilityMet, other.tolerance.isAvailabilityMet);
        QCOMPARE(findingOf(one, "SPOF-01")->severity, findingOf(other, "SPOF-01")->severity);
    }

    /// What a call between regions costs is what these two are apart, not what any two may be.
    void callsBetweenRegionsTellTheirOwnTime()
    {
        const auto report = ProjectBuilder()
                                .onlyClass({ { "page", 1, 0.001, 1000 }, { "read", 1, 0.001, 100 } })
                                .component("clients", "client_population")
                                .component("here", "region")
                                .component("there", "region")
                                .component("app", "web_app_server", {}, "here")
                                .component("db", "rdb_primary", {}, "there")
                                .link("clients", "app", "call")
                                .link("app", "db", "query", { { "latency", 0.003 } })
                                .at(1000);
        const analysis::Finding *told = findingOf(report, "LAT-06");
        QVERIFY(told);
        QVERIFY2(told->message.find("costs 3.00 ms,") != std::string::npos, told->message.c_str());
    }

    /// A global balancer of one provider is a single point in the tier critical; the rule's cure is a second one.
    void namesAndGlobalBalancersHaveSecondProviders()
    {
        project::Project design = ProjectBuilder()
                                      .onlyClass({ { "page", 1, 0.01, 1000 } })
                                      .component("clients", "client_population")
                                      .component("gslb", "gslb")
                                      .component("app", "web_app_server", { { "instances", 2.0 } })
                                      .link("clients", "gslb", "call")
                                      .link("gslb", "app", "split")
                                      .build();
        design.criticality = "critical";
        const analysis::Report before = analysis::analyze(design, 0, 1000, theCatalog());
        QVERIFY(componentOf(before, "gslb").isSinglePoint);
        const analysis::Finding *told = findingOf(before, "SPOF-04");
        QVERIFY(told && told->cure);
        const auto after = edits::apply(design, *told->cure, theCatalog());
        QVERIFY(after);
        const analysis::Report cured = analysis::analyze(**after, 0, 1000, theCatalog());
        QVERIFY(!componentOf(cured, "gslb").isSinglePoint);
        QVERIFY(!findingOf(cured, "SPOF-04"));
        QVERIFY(isClose(componentOf(cured, "gslb").availability, 1 - 1e-10, 1e-15));
    }

    /// A journey of the tier critical forbids what the design's own tier forgives.
    void aJourneysOwnTierCounts()
    {
        project::Project design = ProjectBuilder()
                                      .onlyClass({ { "page", 1, 0.01, 1000 }, { "read", 1, 0.001, 100 } })
                                      .component("clients", "client_population")
                                      .component("app", "web_app_server", { { "instances", 2.0 } })
                                      .component("db", "rdb_primary")
                                      .link("clients", "app", "call")
                                      .link("app", "db", "query")
                                      .build();
        design.criticality = "startup";
        QCOMPARE(findingOf(analysis::analyze(design, 0, 1000, theCatalog()), "SPOF-01")->severity,
                 analysis::Severity::Info);
        project::Journey buy;
        buy.id = "buy";
        buy.name = "Buy";
        buy.visits = { { "only", 1 } };
        buy.criticality = "critical";
        design.workload.journeys = { buy };
        QCOMPARE(findingOf(analysis::analyze(design, 0, 1000, theCatalog()), "SPOF-01")->severity,
                 analysis::Severity::Error);
    }

    /// A standby in another zone survives the zone of its primary, one in the same does not (domain spec 5.2).
    void aStandbyElsewhereOutlivesAZone()
    {
        const auto design = [](const char *zone) {
            return ProjectBuilder()
                .onlyClass({ { "page", 1, 0.001, 1000 }, { "read", 1, 0.001, 100 } })
                .component("clients", "client_population")
                .component("region", "region")
                .component("z1", "az", {}, "region")
                .component("z2", "az", {}, "region")
                .component("app", "web_app_server", { { "instances", 4.0 } }, "region")
                .component("db", "rdb_primary", {}, "z1")
                .component("standby", "rdb_standby", {}, zone)
                .link("clients", "app", "call")
                .link("app", "db", "query")
                .link("db", "standby", "replicate")
                .at(1000);
        };
        const analysis::Report apart = design("z2");
        const analysis::Report together = design("z1");
        QVERIFY(componentOf(together, "z1").isSinglePoint);
        QVERIFY(!componentOf(apart, "z1").isSinglePoint);
        QVERIFY(!componentOf(apart, "z2").isSinglePoint);
        QVERIFY(
            isClose(*apart.availability / *together.availability, 17524.0 / 17520, 1e-9)); // MTTF 17,520 h, MTTR 4 h
        QVERIFY(hasFinding(together, "SPOF-05"));
        QVERIFY(!hasFinding(apart, "SPOF-05"));
    }

    /// A server that nobody replaces is away for hours, one of an autoscaled tier for minutes (domain spec 2.3).
    void whoIsReplacedIsRepairedSooner()
    {
        QVERIFY(isClose(componentOf(direct({}).at(1000), "app").availability, 2190 / 2192.0, 1e-9));
        QVERIFY(isClose(componentOf(direct({ { "autoscale", true }, { "n_min", 1.0 } }).at(1000), "app").availability,
                        2190 / 2190.1, 1e-9));
    }

    /// Clients cannot choose among servers: the second one comes with a balancer, on the bill as well.
    void theSecondServerStandsBehindABalancer()
    {
        const project::Project design = direct({}).upTo(50e3).build();
        const analysis::Report before = analysis::analyze(design, 0, 50e3, theCatalog());
        const analysis::Finding *told = findingOf(before, "SPOF-08");
        QVERIFY(told && told->cure);
        const auto after = edits::apply(design, *told->cure, theCatalog());
        QVERIFY2(after, after ? "" : after.error().message().c_str());
        const project::Stage &stage = *(*after)->stages.front();
        QCOMPARE(stage.components.size(), std::size_t { 3 });
        QVERIFY(std::none_of(stage.connections.begin(), stage.connections.end(),
                             [](const auto &each) { return each.from == "clients" && each.to == "app"; }));
        const auto standsAt = [&](std::size_t i) { return stage.components[i].position; };
        for (const std::size_t other : { 0, 1 }) // no card lies on another
            QVERIFY(std::abs(standsAt(2).x - standsAt(other).x) >= 174
                    || std::abs(standsAt(2).y - standsAt(other).y) >= 66);
        const analysis::Report cured = analysis::analyze(**after, 0, 50e3, theCatalog());
        QCOMPARE(cured.state, analysis::State::Fine);
        QVERIFY(!findingOf(cured, "SPOF-08") && !findingOf(cured, "SPOF-01"));
        QVERIFY(cured.costPerMonth > before.costPerMonth + 59 + 16); // a server, and a balancer by the hour
    }
};

HEADROOM_TEST(QCoreApplication, LimitsTest)

} // namespace headroom::tst_limits

#include "tst_limits.moc"
