#include "model/latency/joins.h"
#include "model/queueing/attempts.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

namespace headroom::tst_attempts {

using latency::Attempts;
using latency::Branch;
using latency::Distribution;
using latency::JoinedRequest;
using latency::Pause;
using latency::Waiting;
using latency::Way;

namespace {

/// An exponential service that nobody waits for, behind a fixed time.
latency::Stop served(double mean, double fixed = 0)
{
    return { 0, { { mean, fixed, false, { { 1, 1 } } } } };
}

/// A request that makes calls of one branch, one after another.
Way calling(std::size_t branch, const Attempts &attempts, double calls = 1)
{
    return { 1, {}, { { { { branch, 1, { { 1, 1 } }, attempts } }, { { calls, 1 } } } } };
}

/// s of one call by the rules of attempts.h, attempt by attempt. @param late  P(an attempt is given up).
template <typename Draw>
double drawCall(const Attempts &attempts, double late, std::mt19937_64 &dice, const Draw &draw)
{
    std::uniform_real_distribution<double> even(0, 1);
    const double lateFail = std::min(1.0, attempts.failure / late);
    const double restFail = (attempts.failure - late * lateFail) / (1 - late);
    const bool mayRepeat = even(dice) < attempts.allowed;
    double sum = 0;
    for (std::size_t tries = 0;; ++tries) {
        const double time = draw();
        sum += std::min(time, attempts.timeout);
        const bool fails = even(dice) < (time >= attempts.timeout ? lateFail : restFail);
        if (!fails || !mayRepeat || tries == attempts.pauses.size())
            return sum;
        const Pause &pause = attempts.pauses[tries];
        sum += pause.isSpread ? even(dice) * pause.longest : pause.longest;
    }
}

double quantile(std::vector<double> &sample, double p)
{
    const auto place = sample.begin() + static_cast<std::ptrdiff_t>(p * static_cast<double>(sample.size()));
    std::nth_element(sample.begin(), place, sample.end());
    return *place;
}

/// The modelled quantile lies between those of the sample some 5 standard errors of p to both sides.
bool isLike(const Distribution &found, std::vector<double> &sample, double p)
{
    const double error = 5 * std::sqrt(p * (1 - p) / static_cast<double>(sample.size()));
    const double value = *found.quantile(p);
    const double slack = 2 * found.grid().step;
    const double low = quantile(sample, p - error) - slack;
    const double high = quantile(sample, std::min(1.0 - 1e-6, p + error)) + slack;
    if (value < low || value > high)
        qWarning("p%g: %.6g is not in %.6g to %.6g", p * 100, value, low, high);
    return value >= low && value <= high;
}

} // namespace

class TestAttempts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTimeoutCutsAnExponential();
    void aSlowCalleeIsNeverWaitedForLongerThanAllAttempts();
    void retriesAreAsDrawn();
    void nestedCallsAreAsDrawn();
    void shortPartsOfACutCallKeepTheirMeans();
    void callsMadeAtOnceAreCutToo();
    void aTimeoutThatNobodyReachesChangesNothing();
    void pausesGrowToTwoSeconds();
};

void TestAttempts::aTimeoutCutsAnExponential()
{
    const std::vector<Branch> branches { { { 1, { served(0.3) } } } };
    const std::vector<Waiting> waiting(1);
    Attempts attempts;
    attempts.timeout = 0.2;
    const std::vector<Way> ways { calling(0, attempts) };
    JoinedRequest request(ways, branches, waiting);
    QVERIFY(test::isClose(request.mean(), 0.3 * (1 - std::exp(-0.2 / 0.3)), 1e-9)); // E[min(S, τ)]
    const Distribution found = request.distribution();
    QVERIFY(test::isClose(*found.quantile(0.3), -0.3 * std::log(0.7), 0.01));
    QVERIFY(test::isClose(*found.quantile(0.5), 0.2, 0.01)); // P(S > 0.2) = 0.51
    QVERIFY(test::isClose(*found.quantile(0.99), 0.2, 0.01));
    QVERIFY(test::isClose(found.total(), 1, 1e-5));
}

void TestAttempts::aSlowCalleeIsNeverWaitedForLongerThanAllAttempts()
{
    const std::vector<Branch> branches { { { 1, { served(43) } } } };
    const std::vector<Waiting> waiting(1);
    const Attempts attempts { 0.2, std::exp(-0.2 / 43), 1, { {}, {} } };
    const std::vector<Way> ways { calling(0, attempts) };
    JoinedRequest request(ways, branches, waiting);
    const Distribution found = request.distribution();
    QVERIFY(test::isClose(*found.quantile(0.99), 0.6, 0.01)); // three attempts of 0.2 s
    QVERIFY(test::isClose(*found.quantile(0.5), 0.6, 0.01));
    const double once = 43 * (1 - std::exp(-0.2 / 43));
    QVERIFY(test::isClose(request.mean(), once * attempts.count(), 1e-9));
    double moments = 0;
    for (const latency::Moments &each : request.moments())
        moments += each.mean;
    QVERIFY(test::isClose(moments, request.mean(), 1e-9));
}

void TestAttempts::retriesAreAsDrawn()
{
    const std::vector<Branch> branches { { { 1, { served(0.06, 0.01) } } } };
    const std::vector<Waiting> waiting(1);
    const double late = std::exp(-(0.15 - 0.01) / 0.06);
    const Attempts attempts { 0.15, late + 0.2, 0.8, { { 0.05, false }, { 0.1, true }, { 0.2, true } } };
    const std::vector<Way> ways { calling(0, attempts) };
    JoinedRequest request(ways, branches, waiting);
    std::mt19937_64 dice(7);
    std::exponential_distribution<double> service(1 / 0.06);
    std::vector<double> sample;
    double sum = 0;
    for (int i = 0; i < 400000; ++i) {
        sample.push_back(drawCall(attempts, late, dice, [&] { return 0.01 + service(dice); }));
        sum += sample.back();
    }
    QVERIFY(test::isClose(request.mean(), sum / 400000, 0.01));
    const Distribution found = request.distribution();
    for (const double p : { 0.5, 0.9, 0.95, 0.99 })
        QVERIFY(isLike(found, sample, p));
}

void TestAttempts::nestedCallsAreAsDrawn()
{
    // A service of 20 ms that calls another of 300 ms, which is given 100 ms and one retry; it has 170 ms itself.
    const double late = std::exp(-0.1 / 0.3);
    const Attempts inner { 0.1, late, 1, { { 0.02, false } } };
    Way service = calling(0, inner);
    service.stops.push_back(served(0.02));
    const std::vector<Branch> branches { { { 1, { served(0.3) } } }, { service } };
    Attempts outer;
    outer.timeout = 0.17;
    const std::vector<Way> ways { calling(1, outer, 2) };
    const std::vector<Waiting> waiting(1);
    JoinedRequest request(ways, branches, waiting);
    std::mt19937_64 dice(11);
    std::exponential_distribution<double> slow(1 / 0.3);
    std::exponential_distribution<double> quick(1 / 0.02);
    std::vector<double> sample;
    double sum = 0;
    for (int i = 0; i < 400000; ++i) {
        double time = 0;
        for (int call = 0; call < 2; ++call)
            time += std::min(0.17, quick(dice) + drawCall(inner, late, dice, [&] { return slow(dice); }));
        sample.push_back(time);
        sum += time;
    }
    QVERIFY(test::isClose(request.mean(), sum / 400000, 0.005));
    const Distribution found = request.distribution();
    for (const double p : { 0.1, 0.25, 0.5, 0.95, 0.99 })
        QVERIFY(isLike(found, sample, p));
}

/// Visits shorter than a step of the grid, before a long call that e^−5 are cut short.
void TestAttempts::shortPartsOfACutCallKeepTheirMeans()
{
    Attempts inner;
    inner.timeout = 30; // reached by nobody, but it makes the call one of its own
    Way service = calling(0, inner);
    service.stops.push_back({ 0, { { 0.0003, 0, false, { { 20, 1 } } } } });
    const std::vector<Branch> branches { { { 1, { served(0.1) } } }, { service } };
    Attempts outer;
    outer.timeout = 0.5;
    const std::vector<Way> ways { calling(1, outer) };
    const std::vector<Waiting> waiting(1);
    const double late = std::exp(-0.5 / 0.1) * std::pow(1 - 0.0003 / 0.1, -20); // of an Erlang-20 and an exponential
    JoinedRequest request(ways, branches, waiting);
    QVERIFY(test::isClose(request.mean(), 0.106 - late * 0.1, 2e-5));
}

void TestAttempts::callsMadeAtOnceAreCutToo()
{
    const std::vector<Branch> branches { { { 1, { served(0.3) } } }, { { 1, { served(0.05) } } } };
    Attempts cut;
    cut.timeout = 0.2;
    const std::vector<Way> ways {
        { 1, {}, { { { { 0, 1, { { 1, 1 } }, cut }, { 1, 1, { { 3, 1 } } } }, { { 1, 1 } } } } }
    };
    const std::vector<Waiting> waiting(2);
    JoinedRequest request(ways, branches, waiting);
    std::mt19937_64 dice(13);
    std::exponential_distribution<double> slow(1 / 0.3);
    std::exponential_distribution<double> quick(1 / 0.05);
    std::vector<double> sample;
    double sum = 0;
    for (int i = 0; i < 400000; ++i) {
        double time = std::min(0.2, slow(dice));
        for (int call = 0; call < 3; ++call)
            time = std::max(time, quick(dice));
        sample.push_back(time);
        sum += time;
    }
    QVERIFY(test::isClose(request.mean(), sum / 400000, 0.005));
    const Distribution found = request.distribution();
    for (const double p : { 0.25, 0.95, 0.99 })
        QVERIFY(isLike(found, sample, p));
}

void TestAttempts::aTimeoutThatNobodyReachesChangesNothing()
{
    const Way plain { 1, { served(0.01), { 1, { { 0.02, 0, true, { { 1, 1 } } } } } } };
    const std::vector<Waiting> waiting { {}, { 0.4, 25 } };
    const Distribution expected = latency::distributionOf({ &plain, 1 }, waiting);
    Attempts attempts;
    attempts.timeout = 30;
    Way way = calling(0, attempts);
    way.stops.push_back(served(0.01));
    const std::vector<Branch> branches { { { 1, { { 1, { { 0.02, 0, true, { { 1, 1 } } } } } } } } };
    JoinedRequest request({ &way, 1 }, branches, waiting);
    const Distribution found = request.distribution();
    QVERIFY(test::isClose(request.mean(), 0.01 + 0.02 + 0.4 / 25, 1e-9));
    for (const double p : { 0.5, 0.95, 0.99 })
        QVERIFY(std::abs(*found.quantile(p) - *expected.quantile(p)) <= 2 * found.grid().step + 1e-12);
}

void TestAttempts::pausesGrowToTwoSeconds()
{
    using queueing::Backoff;
    QCOMPARE(queueing::longestPause(Backoff::None, 3), 0.0);
    QCOMPARE(queueing::longestPause(Backoff::Fixed, 3), 0.05);
    QCOMPARE(queueing::longestPause(Backoff::Exponential, 1), 0.05);
    QCOMPARE(queueing::longestPause(Backoff::Jittered, 3), 0.2);
    QCOMPARE(queueing::longestPause(Backoff::Exponential, 60), 2.0);
}

HEADROOM_TEST(QCoreApplication, TestAttempts)

} // namespace headroom::tst_attempts

#include "tst_attempts.moc"
