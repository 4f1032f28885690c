#include "model/analysis/compile_trace.h"
#include "model/analysis/retries.h"
#include "model/analysis/solve_figures.h"
#include "model/edits/edit.h"
#include "model/queueing/mmc.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <array>
#include <cmath>

namespace headroom::tst_timeouts {

using namespace test;

namespace {

using Link = std::vector<project::Parameters::Entry>;

/// A page that costs its server nothing and calls a service with room for everything; users wait as long as it takes.
ProjectBuilder page(double serviceTime, Link link)
{
    link.emplace_back("latency", 0.0);
    return ProjectBuilder()
        .onlyClass({ { "page", 1, 1e-9, 1000 } })
        .component("clients", "client_population")
        .component("app", "web_app_server",
                   { { "threads", 0.0 }, { "vcpu", 64.0 }, { "http_time", 0.0 }, { "net_gbps", 100.0 } })
        .component("service", "microservice",
                   { { "threads", 0.0 }, { "vcpu", 1e4 }, { "instances", 1.0 }, { "service_time", serviceTime } })
        .link("clients", "app", "call", { { "timeout", 0.0 } })
        .link("app", "service", "call", std::move(link));
}

/// What is said about the timeout between the page and the service.
const analysis::Finding *lateFinding(const analysis::Report &report)
{
    for (const analysis::Finding &each : report.findings)
        if (each.rule == "RES-03" && each.subjects.front() == "app-service")
            return &each;
    return nullptr;
}

const analysis::ClassReport &onlyClassOf(const analysis::Report &report)
{
    return report.classes.front();
}

} // namespace

/// Timeouts cut what users wait and fail what they cut (domain spec 3.3, 4.7).
class TimeoutsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTimeoutCutsAndFails()
    {
        const analysis::Report report = page(0.3, { { "timeout", 0.2 } }).at(1000);
        const analysis::ClassReport &line = onlyClassOf(report);
        QVERIFY(isClose(*line.meanLatency, 0.3 * (1 - std::exp(-0.2 / 0.3)), 1e-6));
        QVERIFY(isClose(line.serverTime->value.p99, 0.2, 0.01));
        QVERIFY(isClose(line.serverTime->value.p50, 0.2, 0.01)); // 51 % are given up
        QVERIFY(isClose(line.timedOut, std::exp(-0.2 / 0.3), 1e-6));
        QVERIFY(isClose(report.timedOut, line.timedOut, 1e-12));
        double parts = 0;
        for (const analysis::TimeShare &share : line.timeShares)
            parts += share.mean;
        QVERIFY(isClose(parts, *line.meanLatency, 1e-9));
    }

    void aFallbackSavesWhatIsCut()
    {
        const analysis::Report plain = page(0.3, { { "timeout", 0.2 } }).at(1000);
        const analysis::Report saved = page(0.3, { { "timeout", 0.2 }, { "fallback", 1.0 } }).at(1000);
        QCOMPARE(onlyClassOf(saved).timedOut, 0.0);
        QVERIFY(isClose(*onlyClassOf(saved).meanLatency, *onlyClassOf(plain).meanLatency, 1e-9));
    }

    void nobodyWaitsLongerThanAllAttempts()
    {
        // Three attempts of 0.2 s at a service of 43 s: it used to say 43 s and more.
        const Link link { { "timeout", 0.2 }, { "retries", 2.0 }, { "backoff", std::string("none") } };
        const analysis::ClassReport line = onlyClassOf(page(43, link).at(1000));
        QVERIFY(isClose(line.serverTime->value.p99, 0.6, 0.01));
        QVERIFY(*line.meanLatency < 0.6);
        QVERIFY(isClose(line.timedOut, std::pow(std::exp(-0.2 / 43), 3), 1e-4));
    }

    void pausesAreWaitedForToo()
    {
        const Link none { { "timeout", 0.2 }, { "retries", 1.0 }, { "backoff", std::string("none") } };
        const Link fixed { { "timeout", 0.2 }, { "retries", 1.0 }, { "backoff", std::string("fixed") } };
        const Link jittered { { "timeout", 0.2 }, { "retries", 1.0 } };
        const auto meanOf = [](const Link &link) { return *onlyClassOf(page(0.3, link).at(1000)).meanLatency; };
        const double failed = page(0.3, none).at(1000).connections[1].retries->failure;
        QVERIFY(failed > 0.5);
        QVERIFY(isClose(meanOf(fixed) - meanOf(none), failed * 0.05, 1e-6));
        QVERIFY(isClose(meanOf(jittered) - meanOf(none), failed * 0.025, 1e-6)); // anything up to 50 ms
    }

    void aPromiseIsBrokenByWhatIsGivenUp()
    {
        // 82 ms is soon enough for a page, but e^(-0.08/0.03) = 7 % of them fail.
        const analysis::ClassReport often = onlyClassOf(page(0.03, { { "timeout", 0.08 } }).at(1000));
        QVERIFY(often.objective.measured && *often.objective.measured <= often.objective.limit);
        QVERIFY(often.timedOut > 0.05 && !*often.objective.holds);
        const analysis::ClassReport seldom = onlyClassOf(page(0.03, { { "timeout", 0.12 } }).at(1000));
        QVERIFY(seldom.timedOut < 0.05 && *seldom.objective.holds);
    }

    /// The callee is quick and what it calls is slow: only the call as a whole takes longer than the timeout.
    void aTimeoutTooShortForNestedCallsIsFound()
    {
        ProjectBuilder builder
            = page(0.001, { { "timeout", 0.2 } })
                  .component("slow", "microservice", { { "threads", 0.0 }, { "vcpu", 1e4 }, { "service_time", 0.1 } })
                  .link("service", "slow", "call", { { "timeout", 10.0 }, { "latency", 0.0 } });
        const project::Snapshot design = std::make_shared<const project::Project>(builder.build());
        const analysis::Report report = analysis::analyze(*design, 0, 1000, theCatalog());
        const double late = std::exp(-0.2 / 0.1) / (1 - 0.001 / 0.1); // of the sum of both services
        const analysis::LateCalls *given = report.findLate(1);
        QVERIFY(given && isClose(given->share, late, 1e-3) && isClose(given->time.mean, 0.101, 1e-3));
        QVERIFY(!report.findLate(2) && report.connections[2].givenUp == 0);
        QCOMPARE(report.connections[1].givenUp, given->share);
        const analysis::Finding *found = lateFinding(report);
        QVERIFY(found && found->cure);
        QVERIFY(isClose(*found->measured, given->share, 1e-9));
        const auto cured = edits::apply(*design, *found->cure, theCatalog());
        QVERIFY(cured);
        const analysis::Report after = analysis::analyze(**cured, 0, 1000, theCatalog());
        QVERIFY(!lateFinding(after));
        QVERIFY(onlyClassOf(after).timedOut < 0.002);
    }

    /// X of 20 ms and behind it Y of 60 ms, cut at 0.1 s: P(X + min(Y, 0.1) > 0.15) in closed form.
    void aCallEndsWhenTheOneBehindItIsGivenUp()
    {
        const auto nested = [](double outer, double inner) {
            return page(0.02, { { "timeout", outer } })
                .component("slow", "microservice", { { "threads", 0.0 }, { "vcpu", 1e4 }, { "service_time", 0.06 } })
                .link("service", "slow", "call", { { "timeout", inner }, { "latency", 0.0 } })
                .at(1000);
        };
        const double a = 1 / 0.06, b = 1 / 0.02;
        const double late
            = a * std::exp(-b * 0.15) * std::expm1((b - a) * 0.1) / (b - a) + std::exp(-a * 0.1) * std::exp(-b * 0.05);
        const analysis::Report cut = nested(0.15, 0.1);
        // Of what is cut the law keeps mean and variance, not its end: 4 % instead of 2; uncut it would be 12.
        QVERIFY2(std::abs(cut.findLate(1)->share - late) < 0.025, std::to_string(cut.findLate(1)->share).c_str());
        const double inner = std::exp(-0.1 * a);
        QVERIFY(std::abs(onlyClassOf(cut).timedOut - (1 - (1 - inner) * (1 - late))) < 0.025);
        // Whoever waits 0.1 s for both never learns that the second takes longer than 0.15 s.
        const analysis::Report first = nested(0.1, 0.15);
        QVERIFY(
            isClose(first.findLate(1)->share, (0.06 * std::exp(-0.1 * a) - 0.02 * std::exp(-0.1 * b)) / 0.04, 1e-3));
        QVERIFY(isClose(onlyClassOf(first).timedOut, first.findLate(1)->share, 1e-9));
    }

    /// Ten calls at once of which five are needed: six of them have to be late.
    void answersThatNobodyNeedsMayBeLate()
    {
        const auto asked = [](double needed) {
            return ProjectBuilder()
                .onlyClass({ { "page", 1, 1e-9, 1000 } })
                .component("clients", "client_population")
                .component("app", "web_app_server", { { "threads", 0.0 }, { "vcpu", 64.0 }, { "http_time", 0.0 } })
                .component("service", "microservice", { { "threads", 0.0 }, { "vcpu", 1e4 }, { "service_time", 0.02 } })
                .link("clients", "app", "call", { { "timeout", 0.0 } })
                .link("app", "service", "parallel",
                      { { "calls", 10.0 }, { "needed", needed }, { "timeout", 0.04 }, { "latency", 0.0 } })
                .at(1000);
        };
        const double p = std::exp(-2.0);
        double most = 0; // of ten late: five at most
        for (int late = 0; late <= 5; ++late)
            most += std::exp(std::lgamma(11) - std::lgamma(late + 1) - std::lgamma(11 - late)) * std::pow(p, late)
                * std::pow(1 - p, 10 - late);
        QVERIFY(isClose(onlyClassOf(asked(0.5)).timedOut, 1 - most, 1e-6));
        QVERIFY(isClose(onlyClassOf(asked(1)).timedOut, 1 - std::pow(1 - p, 10), 1e-6));
    }

    /// Repeated calls of what is saturated behind a callee that is not: there is no time to advise, and a search for it
    /// would not end.
    void nothingIsAdvisedForWhatNeverAnswers()
    {
        ProjectBuilder builder = ProjectBuilder()
                                     .onlyClass({ { "page", 1, 0.01, 0 }, { "rpc", 1, 0, 0 } })
                                     .component("clients", "client_population")
                                     .component("app", "web_app_server")
                                     .component("first", "microservice")
                                     .component("second", "microservice")
                                     .component("slow", "microservice", { { "service_time", 0.01 } })
                                     .link("clients", "app", "call")
                                     .link("app", "first", "call", { { "retries", 2.0 } })
                                     .link("first", "second", "call", { { "retries", 2.0 } })
                                     .link("second", "slow", "parallel", { { "retries", 1.0 }, { "calls", 2.0 } });
        const project::Snapshot design = std::make_shared<const project::Project>(builder.build());
        const analysis::Report report = analysis::analyze(*design, 0, 1e5, theCatalog());
        QVERIFY(report.findLate(1) && !std::isfinite(report.findLate(1)->time.quantile(0.999)));
        for (const analysis::Finding &each : report.findings)
            QVERIFY2(!each.cure || edits::apply(*design, *each.cure, theCatalog()), each.title.c_str());
    }

    /// What few calls feel is told from 1e-5 of the attempts on, and cut from 2e-3 a request: no jump that anybody sees.
    void timesAreContinuousWhereTimeoutsBegin_data()
    {
        QTest::addColumn<double>("share");
        QTest::newRow("told") << 1e-5;
        QTest::newRow("cut") << 2e-3;
    }

    void timesAreContinuousWhereTimeoutsBegin()
    {
        QFETCH(const double, share);
        const auto at = [](double timeout) { return onlyClassOf(page(0.03, { { "timeout", timeout } }).at(1000)); };
        const double edge = 0.03 * std::log(1 / share);
        const analysis::ClassReport before = at(edge * 1.001);
        const analysis::ClassReport after = at(edge * 0.999);
        QVERIFY(after.timedOut > share);
        QVERIFY(before.timedOut < share);
        QVERIFY(isClose(*after.meanLatency, *before.meanLatency, 2 * share));
        QVERIFY(std::abs(after.serverTime->value.p99 - before.serverTime->value.p99) <= before.serverTime->step);
        QVERIFY(std::abs(after.serverTime->value.p50 - before.serverTime->value.p50) <= before.serverTime->step);
    }

    /// The calls of a stage are cut without compiling it anew; with a trace it is compiled.
    void cutStagesAreAsCompiledAnew()
    {
        std::size_t compared = 0;
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (std::size_t stage = 0; stage < design->stages.size(); ++stage) {
                const auto compiled = analysis::compile(*design, stage, theCatalog());
                const double full = analysis::solveFigures(*compiled, 1).usersAtSaturation;
                for (const double users : { 1000.0, 0.9 * full, 0.999 * full }) {
                    const analysis::Settled quick = analysis::settledAt(*compiled, users);
                    analysis::CompileTrace trace;
                    const analysis::Settled anew = analysis::settledAt(*compiled, users, &trace);
                    QCOMPARE(quick.stage == nullptr, anew.stage == nullptr);
                    QCOMPARE(quick.cut.timedOut, anew.cut.timedOut);
                    if (!quick.stage || compiled->retries)
                        continue;
                    ++compared;
                    const auto figures = [&](const analysis::Settled &from) {
                        return analysis::solveFigures(*from.stage, users, { .percentiles = true });
                    };
                    const analysis::Report one = figures(quick);
                    const analysis::Report other = figures(anew);
                    QCOMPARE(one.costPerMonth, other.costPerMonth);
                    for (std::size_t c = 0; c < one.classes.size(); ++c) {
                        QCOMPARE(one.classes[c].meanLatency, other.classes[c].meanLatency);
                        QCOMPARE(one.classes[c].serverTime.has_value(), other.classes[c].serverTime.has_value());
                        if (one.classes[c].serverTime)
                            QCOMPARE(one.classes[c].serverTime->value.p99, other.classes[c].serverTime->value.p99);
                    }
                }
            }
        }
        QVERIFY(compared > 20);
    }

    /// Requests a second over a connection of clients → limiter → limiter → server, one a second per thousand users.
    void aLimiterHandsOnNoMoreThanItsRate()
    {
        ProjectBuilder builder;
        builder.onlyClass({ { "page", 1, 1e-6, 1000 } })
            .component("clients", "client_population")
            .component("outer", "rate_limiter", { { "quota", 1000.0 }, { "instances", 1.0 } })
            .component("inner", "rate_limiter", { { "quota", 400.0 }, { "instances", 1.0 } })
            .component("app", "web_app_server", { { "vcpu", 64.0 }, { "threads", 0.0 } })
            .link("clients", "outer", "call")
            .link("outer", "inner", "call")
            .link("inner", "app", "call");
        const auto rates = [&](double users) {
            const analysis::Report report = builder.at(users);
            return std::array { report.connections[0].requestsPerSecond, report.connections[1].requestsPerSecond,
                                report.connections[2].requestsPerSecond, componentOf(report, "app").requestsPerSecond };
        };
        const double perUser = rates(1000)[0] / 1000;
        const auto calm = rates(390 / perUser);
        for (const double each : calm)
            QVERIFY(isClose(each, 390, 1e-9));
        const auto some = rates(700 / perUser); // the inner one refuses
        QVERIFY(isClose(some[1], 700, 1e-9) && isClose(some[2], 400, 1e-9) && isClose(some[3], 400, 1e-9));
        const auto many = rates(5000 / perUser); // both do
        QVERIFY(isClose(many[0], 5000, 1e-9) && isClose(many[1], 1000, 1e-9) && isClose(many[2], 400, 1e-9));
        const analysis::Report report = builder.at(5000 / perUser);
        QVERIFY(isClose(onlyClassOf(report).timedOut, 1 - 400.0 / 5000, 1e-9)); // who is refused is not served
        QVERIFY(!*onlyClassOf(report).objective.holds);
        QVERIFY(isClose(report.usersAtSaturation, 400 / perUser, 1e-9));
        QCOMPARE(componentOf(report, "app").state, analysis::State::Fine);
        QVERIFY(isClose(componentOf(report, "app").utilization,
                        componentOf(builder.at(400 / perUser), "app").utilization, 1e-9));
    }

    void aBulkheadRefusesByErlangsLoss()
    {
        // 100 calls/s of 0.1 s: 10 would be in flight where there is room for 8.
        const auto at = [](Link link) {
            link.emplace_back("timeout", 0.0);
            return page(0.1, std::move(link)).at(100000);
        };
        const analysis::Report free = at({});
        const double calls = free.connections[1].requestsPerSecond;
        const double lost = queueing::erlangB(8, calls * 0.1);
        QVERIFY(lost > 0.1);
        const analysis::Report full = at({ { "bulkhead", 8.0 } });
        QVERIFY(isClose(full.connections[1].requestsPerSecond, calls * (1 - lost), 1e-6));
        QVERIFY(isClose(componentOf(full, "service").utilization, componentOf(free, "service").utilization * (1 - lost),
                        1e-6));
        QVERIFY(isClose(onlyClassOf(full).timedOut, lost, 1e-6));
        // those that find room take as long as without it; who goes on without the answer does so at once
        QVERIFY(isClose(*onlyClassOf(full).meanLatency, *onlyClassOf(free).meanLatency, 1e-6));
        const analysis::Report spared = at({ { "bulkhead", 8.0 }, { "fallback", 1.0 } });
        QVERIFY(isClose(*onlyClassOf(spared).meanLatency, *onlyClassOf(free).meanLatency * (1 - lost), 1e-6));
        QCOMPARE(onlyClassOf(spared).timedOut, 0.0);
        const analysis::Report roomy = at({ { "bulkhead", 1000.0 } });
        QVERIFY(isClose(roomy.connections[1].requestsPerSecond, calls, 1e-9));
        QCOMPARE(onlyClassOf(roomy).timedOut, 0.0);
    }

    /// Along the load of every stage of every design, however many calls share a station.
    void percentilesGrowWithUsers()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (std::size_t stage = 0; stage < design->stages.size(); ++stage) {
                const auto compiled = analysis::compile(*design, stage, theCatalog());
                const double full = analysis::solveFigures(*compiled, 1).usersAtSaturation;
                if (!std::isfinite(full))
                    continue;
                double before = 0;
                for (const double part : { 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999 }) {
                    const auto report = analysis::solveFigures(*compiled, part * full, { .percentiles = true });
                    if (!report.serverTime)
                        continue;
                    const double now = report.serverTime->value.p99;
                    QVERIFY2(now >= before * 0.98,
                             qPrintable(QString("%1 stage %2 at %3: %4 after %5")
                                            .arg(path.c_str())
                                            .arg(stage + 1)
                                            .arg(part)
                                            .arg(now)
                                            .arg(before)));
                    before = std::max(before, now);
                }
            }
        }
    }
};

HEADROOM_TEST(QCoreApplication, TimeoutsTest)

} // namespace headroom::tst_timeouts

#include "tst_timeouts.moc"
