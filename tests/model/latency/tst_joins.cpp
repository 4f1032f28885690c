#include "model/derivation/derivation.h"
#include "model/latency/joins.h"
#include "model/latency/slowest.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <random>

namespace headroom::tst_joins {

using namespace test;
using latency::Branch;
using latency::Call;
using latency::Distribution;
using latency::JoinedRequest;
using latency::meanOfSlowestExponentials;
using latency::Waiting;
using latency::Way;

namespace {

bool near(double value, double expected, double relative)
{
    const bool isNear = std::abs(value - expected) <= relative * std::abs(expected);
    if (!isNear)
        qWarning("%.12g instead of %.12g", value, expected);
    return isNear;
}

latency::Visits service(double mean, double fixed = 0, bool waits = false)
{
    return { mean, fixed, waits, { { 1, 1 } } };
}

/// One exponential service of a component that nobody waits for.
Branch oneService(double mean, double fixed = 0)
{
    return { { 1, { { 0, { service(mean, fixed) } } } } };
}

Way joinOf(std::vector<latency::Arm> arms)
{
    return { 1, {}, { { std::move(arms), { { 1, 1 } } } } };
}

double harmonic(int n)
{
    double sum = 0;
    for (int k = 1; k <= n; ++k)
        sum += 1.0 / k;
    return sum;
}

/// A page of 1 ms that makes calls at once to services which have room for everything.
ProjectBuilder page(double appTime = 0.001)
{
    return ProjectBuilder()
        .onlyClass({ { "page", 1, appTime, 1000 } })
        .component("clients", "client_population")
        .component("app", "web_app_server",
                   { { "vcpu", 64.0 }, { "http_time", 0.0 }, { "threads", 0.0 }, { "threads_per_vcpu", 0.0 } })
        .link("clients", "app", "call");
}

ProjectBuilder &callee(ProjectBuilder &design, const std::string &id, double time, const char *kind,
                       std::vector<project::Parameters::Entry> link = {})
{
    link.emplace_back("latency", 0.0);
    return design.component(id, "microservice", { { "threads", 0.0 }, { "vcpu", 400.0 }, { "service_time", time } })
        .link("app", id, kind, std::move(link));
}

} // namespace

/// Calls made at once: the request waits for the slowest (domain spec 4.7).
class JoinsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The mean of the slowest of n exponential times is H_n, however many they are; of two different ones a + b − ab/(a + b).
    void theMeanOfTheSlowestIsExact()
    {
        for (const double calls : { 1.0, 5.0, 16.0, 17.0, 100.0, 10'000.0 }) {
            double harmonic = 0;
            for (double k = 1; k <= calls; ++k)
                harmonic += 1 / k;
            const std::vector<Call> alike { { {}, 0, 0.02, calls, 1 } };
            QVERIFY2(std::abs(meanOfSlowestExponentials(alike) / (0.02 * harmonic) - 1) < 1e-9,
                     qPrintable(QString::number(calls)));
        }
        for (const double other : { 1e-6, 0.019, 0.02, 3.0 }) {
            const std::vector<Call> two { { {}, 0, 0.02, 1, 1 }, { {}, 0, other, 1, 1 } };
            const double exact = 0.02 + other - 0.02 * other / (0.02 + other);
            QVERIFY(std::abs(meanOfSlowestExponentials(two) / exact - 1) < 1e-9);
        }
        const std::vector<Call> hundred(100, Call { {}, 0, 0.02, 1, 1 }); // as many connections of one call each
        QVERIFY(std::abs(meanOfSlowestExponentials(hundred) / (0.02 * 5.187377517639621) - 1) < 1e-9);
    }

    /// P(at least r of n) is a sum of binomial terms, and takes no longer for a billion calls than for ten.
    void manyCallsOfWhichSomeAreNeeded()
    {
        for (const double calls : { 100.0, 1000.0 })
            for (const double f : { 0.3, 0.5, 0.72, 0.75, 0.78, 0.99 }) {
                double sum = 0;
                for (double k = 0.75 * calls; k <= calls; ++k)
                    sum += std::exp(std::lgamma(calls + 1) - std::lgamma(k + 1) - std::lgamma(calls - k + 1)
                                    + k * std::log(f) + (calls - k) * std::log1p(-f));
                QVERIFY(std::abs(latency::arrived(f, calls, 0.75) - sum) < 1e-10);
            }
        for (const double calls : { 1e6, 1e9, 1e12 }) {
            QVERIFY(latency::arrived(0.4, calls, 0.5) < 1e-12);
            QVERIFY(latency::arrived(0.6, calls, 0.5) > 1 - 1e-12);
            QVERIFY(std::abs(latency::arrived(0.5, calls, 0.5) - 0.5) < 1e-3);
        }
    }

    /// Domain spec 4.7: ten calls of 20 ms take 58.58 ms in the mean and 138.06 ms at p99.
    void goldenOfTheSpec()
    {
        const std::vector<Branch> branches { oneService(0.020) };
        const std::vector<Way> ways { joinOf({ { 0, 1, { { 10, 1 } } } }) };
        const std::vector<Waiting> waiting(1);
        JoinedRequest request(ways, branches, waiting);
        QVERIFY(near(request.mean(), 0.020 * harmonic(10), 1e-9));
        QVERIFY(std::abs(request.mean() - 0.05858) < 5e-6);
        const Distribution distribution = request.distribution();
        const double step = distribution.grid().step;
        QVERIFY(std::abs(*distribution.quantile(0.99) - 0.13806) <= step);
        for (const double p : { 0.5, 0.95, 0.99 })
            QVERIFY(std::abs(*distribution.quantile(p) + 0.020 * std::log(1 - std::pow(p, 0.1))) <= step);
        QCOMPARE(request.parts(), 1.0); // a maximum is off by no more than one of its arms
    }

    void unequalArmsFollowInclusionAndExclusion()
    {
        const double a = 0.010, b = 0.025, c = 0.060;
        const std::vector<Branch> branches { oneService(a), oneService(b), oneService(c) };
        const std::vector<Way> ways { joinOf(
            { { 0, 1, { { 1, 1 } } }, { 1, 1, { { 1, 1 } } }, { 2, 1, { { 1, 1 } } } }) };
        const std::vector<Waiting> waiting(1);
        const auto least = [](std::initializer_list<double> means) {
            double rate = 0;
            for (const double mean : means)
                rate += 1 / mean;
            return 1 / rate;
        };
        const double exact = a + b + c - least({ a, b }) - least({ a, c }) - least({ b, c }) + least({ a, b, c });
        QVERIFY(near(JoinedRequest(ways, branches, waiting).mean(), exact, 1e-10));
    }

    void fixedTimesComeBeforeTheRandomOnes()
    {
        // 100 ms for sure beside 20 ms on average: E = 0.1 + 0.02·e^(−5). Alone: 0.1.
        const std::vector<Branch> branches { oneService(0, 0.1), oneService(0.02) };
        const std::vector<Waiting> waiting(1);
        const std::vector<Way> both { joinOf({ { 0, 1, { { 1, 1 } } }, { 1, 1, { { 1, 1 } } } }) };
        QVERIFY(near(JoinedRequest(both, branches, waiting).mean(), 0.1 + 0.02 * std::exp(-5.0), 1e-10));
        const std::vector<Way> twice { joinOf({ { 0, 1, { { 2, 1 } } } }) };
        QVERIFY(near(JoinedRequest(twice, branches, waiting).mean(), 0.1, 1e-12));
    }

    /// The j-th of n exponential times: m·(H_n − H_(n−j)).
    void partialAnswersAreOrderStatistics()
    {
        const std::vector<Branch> branches { oneService(0.020) };
        const std::vector<Waiting> waiting(1);
        for (const int needed : { 1, 5, 9, 10 }) {
            const std::vector<Way> ways { joinOf({ { 0, needed / 10.0, { { 10, 1 } } } }) };
            JoinedRequest request(ways, branches, waiting);
            QVERIFY(near(request.mean(), 0.020 * (harmonic(10) - harmonic(10 - needed)), 1e-9));
            QVERIFY(near(request.distribution().mean(), request.mean(), 2e-3));
        }
    }

    /// Each arm is a sojourn at a queue: P(T ≤ t)² integrated by hand, of an M/M/1 an exponential of mean R.
    void queuesOfTheArmsCount()
    {
        const double s = 0.050, lambda = 14; // ρ = 0.7, R = s/(1 − ρ)
        const std::vector<Waiting> waiting { { 0.7, (1 - 0.7) / s }, { 0.7, (1 - 0.7) / s } };
        const std::vector<Branch> branches { { { 1, { { 0, { service(s, 0, true) } } } } },
                                             { { 1, { { 1, { service(s, 0, true) } } } } } };
        const std::vector<Way> ways { joinOf({ { 0, 1, { { 1, 1 } } }, { 1, 1, { { 1, 1 } } } }) };
        QVERIFY(lambda * s < 1);
        JoinedRequest request(ways, branches, waiting);
        QVERIFY(near(request.mean(), 1.5 * s / 0.3, 1e-9));
        // p-quantile of the later of two: −R·ln(1 − √p).
        const Distribution distribution = request.distribution();
        for (const double p : { 0.5, 0.95, 0.99 })
            QVERIFY(std::abs(*distribution.quantile(p) + s / 0.3 * std::log(1 - std::sqrt(p)))
                    <= request.parts() * distribution.grid().step);
    }

    /// Two stations in an arm, a join within an arm, a second visit: against 4 million drawn requests.
    void nestedArmsAgreeWithDrawing()
    {
        const std::vector<Waiting> waiting(3);
        std::vector<Branch> branches { oneService(0.010), oneService(0.030) };
        branches.push_back({ { 1,
                               { { 1, { service(0.008, 0.002) } } },
                               { { { { 0, 1, { { 3, 1 } } } }, { { 1, 1 } } } } } }); // 8 ms, then three of 10 ms
        const std::vector<Way> ways {
            { 1,
              { { 2, { service(0.005) } } },
              { { { { 1, 1, { { 0, 0.5 }, { 1, 0.5 } } }, { 2, 1, { { 2, 1 } } } }, { { 2, 1 } } } } }
        };
        std::mt19937_64 random(20240611);
        const auto draw = [&random](double mean) { return std::exponential_distribution<double>(1 / mean)(random); };
        constexpr int kDrawn = 1000000;
        std::vector<double> times;
        double sum = 0;
        for (int i = 0; i < kDrawn; ++i) {
            double time = draw(0.005);
            for (int visit = 0; visit < 2; ++visit) {
                double slowest = random() & 1U ? draw(0.030) : 0;
                for (int call = 0; call < 2; ++call) {
                    double inner = 0;
                    for (int k = 0; k < 3; ++k)
                        inner = std::max(inner, draw(0.010));
                    slowest = std::max(slowest, 0.002 + draw(0.008) + inner);
                }
                time += slowest;
            }
            times.push_back(time);
            sum += time;
        }
        std::sort(times.begin(), times.end());
        JoinedRequest request(ways, branches, waiting);
        QVERIFY(near(request.mean(), sum / kDrawn, 1e-3)); // five standard errors
        const Distribution distribution = request.distribution();
        for (const double p : { 0.5, 0.95, 0.99 })
            QVERIFY(near(*distribution.quantile(p), times[static_cast<std::size_t>(p * kDrawn)], 0.008));
        double mean = 0;
        double variance = 0;
        for (const auto &each : request.moments()) {
            mean += each.mean;
            variance += each.covariance;
        }
        QVERIFY(near(mean, request.mean(), 1e-12));
        double drawn = 0;
        for (const double time : times)
            drawn += (time - sum / kDrawn) * (time - sum / kDrawn) / kDrawn;
        QVERIFY(near(variance, drawn, 0.01));
    }

    /// The same calls load the same parts, made at once or in turn; they only take less time.
    void aDesignGainsTimeAndLosesNoCapacity()
    {
        const auto design = [](const char *kind) {
            ProjectBuilder built = page();
            callee(callee(built, "search", 0.020, kind), "ads", 0.050, kind);
            return built;
        };
        const auto inTurn = design("call").at(2000);
        const auto atOnce = design("parallel").at(2000);
        QVERIFY(near(*inTurn.meanLatency, 0.071, 1e-6));
        QVERIFY(near(*atOnce.meanLatency, 0.001 + 0.070 - 1 / (1 / 0.020 + 1 / 0.050), 1e-6));
        QVERIFY(near(atOnce.serverTime->value.mean, *atOnce.meanLatency, 1e-12));
        QVERIFY(atOnce.serverTime->value.p99 < inTurn.serverTime->value.p99);
        QVERIFY(atOnce.serverTime->low.p99 < atOnce.serverTime->value.p99);
        QCOMPARE(atOnce.usersAtSaturation, inTurn.usersAtSaturation);
        QCOMPARE(*atOnce.availability, *inTurn.availability);
        for (std::size_t i = 0; i < inTurn.components.size(); ++i)
            QCOMPARE(atOnce.components[i].utilization, inTurn.components[i].utilization);
        double shares = 0;
        for (const auto &share : atOnce.classes.front().timeShares)
            shares += share.mean;
        QVERIFY(near(shares, *atOnce.meanLatency, 1e-9));
        const auto quick = analysis::solve(*analysis::compile(design("parallel").build(), 0, theCatalog()), 2000);
        QCOMPARE(*quick.meanLatency, *atOnce.meanLatency);
    }

    /// One call waits for nothing else: the kind of its connection changes nothing.
    void aSingleCallIsACall()
    {
        const auto design = [](const char *kind) {
            ProjectBuilder built = page();
            return callee(built, "search", 0.020, kind).at(2000);
        };
        QCOMPARE(*design("parallel").meanLatency, *design("call").meanLatency);
        QCOMPARE(design("parallel").serverTime->value.p99, design("call").serverTime->value.p99);
    }

    /// A thread is held until the slowest is back: 8 ms and the later of 20 and 50 ms, for each of 80 requests a second.
    void threadsAreHeldForTheSlowest()
    {
        ProjectBuilder design
            = ProjectBuilder()
                  .onlyClass({ { "page", 1, 0.008, 1000 } })
                  .component("clients", "client_population")
                  .component("app", "web_app_server",
                             { { "threads", 32.0 }, { "vcpu", 64.0 }, { "http_time", 0.0 }, { "net_gbps", 100.0 } })
                  .link("clients", "app", "call");
        callee(callee(design, "leaf", 0.020, "parallel"), "shared", 0.050, "parallel");
        const double hold = 0.008 + 0.070 - 1 / (1 / 0.020 + 1 / 0.050);
        QVERIFY(near(resourceOf(design.at(80e3), "app", "threads").used, 80 * hold, 1e-9));
    }

    void anArmThatFailsFailsTheRequestUnlessItCanBeSpared()
    {
        ProjectBuilder hard = page();
        callee(callee(hard, "search", 0.020, "parallel"), "ads", 0.050, "parallel");
        ProjectBuilder soft = page();
        callee(callee(soft, "search", 0.020, "parallel"), "ads", 0.050, "parallel", { { "fallback", true } });
        QVERIFY(componentOf(hard.at(100), "ads").isSinglePoint);
        QVERIFY(!componentOf(soft.at(100), "ads").isSinglePoint);
        QVERIFY(*soft.at(100).availability > *hard.at(100).availability);
    }

    /// LAT-04 speaks from ten calls on; partial answers bring p99 near that of a single call.
    void manyAtOnceAreFound()
    {
        const auto design = [](double calls) {
            ProjectBuilder built = page();
            return callee(built, "search", 0.020, "parallel", { { "calls", calls } }).build();
        };
        const auto compiled = [&](double calls) { return analysis::analyze(design(calls), 0, 100, theCatalog()); };
        QVERIFY(!hasFinding(compiled(9), "LAT-04"));
        const project::Project wide = design(10);
        const auto report = analysis::analyze(wide, 0, 100, theCatalog());
        const auto found = std::find_if(report.findings.begin(), report.findings.end(),
                                        [](const auto &each) { return each.rule == "LAT-04"; });
        QVERIFY(found != report.findings.end() && found->cure);
        QCOMPARE(*found->measured, 10.0);
        const auto cured = edits::apply(wide, *found->cure, theCatalog());
        QVERIFY(static_cast<bool>(cured));
        const auto after = analysis::analyze(**cured, 0, 100, theCatalog());
        QVERIFY(!hasFinding(after, "LAT-04"));
        const auto single = compiled(1);
        QVERIFY(report.serverTime->value.p99 > 1.4 * single.serverTime->value.p99);
        QVERIFY(after.serverTime->value.p99 < single.serverTime->value.p99);
    }

    void theMeanCanBeUnfolded()
    {
        ProjectBuilder design = page();
        callee(callee(design, "search", 0.020, "parallel"), "ads", 0.050, "parallel");
        const project::Project project = design.build();
        const derivation::Explainer explainer(project, 0, 2000, theCatalog());
        const auto root = explainer.explain("class.only.latency");
        QVERIFY(root && root->value && derivation::reevaluate(*root));
        QVERIFY(near(*derivation::reevaluate(*root), *root->value, 1e-12));
        const auto joined = std::find_if(root->children.begin(), root->children.end(),
                                         [](const auto &child) { return child.symbol == "at_once"; });
        QVERIFY(joined != root->children.end());
        QVERIFY(near(*joined->value, -1 / (1 / 0.020 + 1 / 0.050), 1e-9)); // E[min] is what E[max] saves of the sum
        QVERIFY(near(*derivation::reevaluate(*joined), *joined->value, 1e-12));
        QCOMPARE(joined->children.front().children.size(), std::size_t(2));
    }

    /// Deep chains of joins, loops through joins and joins of nothing get an answer.
    void hostileShapes()
    {
        ProjectBuilder chain = page();
        std::string before = "app";
        for (int i = 0; i < 600; ++i) {
            const std::string id = "s" + std::to_string(i);
            chain.component(id, "microservice", { { "threads", 0.0 }, { "vcpu", 400.0 } });
            chain.link(before, id, "parallel", { { "calls", i < 8 ? 2.0 : 1.0 } });
            before = id;
        }
        const auto deep = chain.at(1);
        QVERIFY(deep.meanLatency && std::isfinite(*deep.meanLatency));
        ProjectBuilder loop = page();
        callee(callee(loop, "a", 0.01, "parallel"), "b", 0.01, "parallel");
        loop.link("a", "b", "parallel", { { "calls", 0.3 } }).link("b", "a", "parallel", { { "calls", 0.3 } });
        const auto round = loop.at(10);
        QVERIFY(round.meanLatency && std::isfinite(*round.meanLatency));
        ProjectBuilder none = page();
        callee(callee(none, "a", 0, "parallel", { { "calls", 0.0 } }), "b", 0, "parallel", { { "calls", 1e6 } });
        const auto empty = none.at(10);
        QVERIFY(!empty.meanLatency || std::isfinite(*empty.meanLatency));
    }
};

HEADROOM_TEST(QCoreApplication, JoinsTest)

} // namespace headroom::tst_joins

#include "tst_joins.moc"
