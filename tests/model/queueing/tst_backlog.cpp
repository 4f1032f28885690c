#include "model/queueing/backlog.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <random>
#include <vector>

namespace headroom::tst_backlog {

using namespace queueing;

namespace {

bool isClose(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance * std::max({ std::abs(a), std::abs(b), 1e-9 });
}

/// The same fluid, in small steps over some days: crude and without any of the shortcuts.
DayBacklog stepped(const std::vector<DayPart> &in, double out, double step)
{
    double waiting = 0;
    DayBacklog found;
    double time = 0;
    double highestAt = 0;
    double drainedAt = -1;
    for (int day = 0; day < 4; ++day)
        for (const DayPart &part : in)
            for (double done = 0; done < part.duration - step / 2; done += step) {
                waiting = std::max(0.0, waiting + (part.rate - out) * step);
                time += step;
                if (day == 1 && waiting > 0 && waiting >= found.highest) {
                    found.highest = waiting;
                    highestAt = time;
                    drainedAt = -1;
                } else if (day >= 1 && drainedAt < 0 && waiting <= 0) {
                    drainedAt = time;
                }
            }
    found.oldest = found.highest / out;
    found.drainTime = found.highest > 0 ? drainedAt - highestAt : 0;
    return found;
}

std::vector<DayPart> randomDay(std::mt19937 &random, double mean)
{
    std::uniform_real_distribution<double> share(0, 2 * mean);
    std::vector<DayPart> day;
    for (int hour = 0; hour < 24; ++hour)
        day.push_back({ 3600, share(random) });
    return day;
}

double workOf(const std::vector<DayPart> &day)
{
    double sum = 0;
    for (const DayPart &part : day)
        sum += part.rate * part.duration;
    return sum;
}

} // namespace

/// Backlogs as fluids. Domain spec 8.6 and 10.14.
class BacklogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goldens()
    {
        // 500/s in, 300/s out for 2 h: 200 · 7,200 = 1.44 M. Then 100/s in: 1.44 M / (300 − 100) = 7,200 s.
        QCOMPARE(backlogAfter(500, 300, 2 * 3600), 1.44e6);
        QCOMPARE(drainTime(1.44e6, 100, 300).value_or(0), 7200.0);
        // Consumers down for 30 min at 1,000/s: 1.8 M. 20 of them at 150/s, with 1,000/s still coming:
        // 1.8 M / (3,000 − 1,000) = 900 s.
        QCOMPARE(backlogAfter(1000, 0, 1800), 1.8e6);
        QCOMPARE(drainTime(1.8e6, 1000, 20 * 150).value_or(0), 900.0);
        // 20,000/s at 400/s each and ρ = 0.7: 71.4 → 72. 40 MB/s at 10 MB/s and 0.6: 6.67 → 7 partitions.
        QCOMPARE(consumersNeeded(20000, 1.0 / 400, 0.7), 72.0);
        QCOMPARE(consumersNeeded(40, 1.0 / 10, 0.6), 7.0);
        QCOMPARE(consumersNeeded(28000, 1.0 / 400, 0.7), 100.0); // exactly 100, and rounding makes no 101 of it
    }

    void edges()
    {
        QCOMPARE(backlogAfter(100, 300, 3600), 0.0);
        QCOMPARE(drainTime(0, 500, 300).value_or(-1), 0.0);
        QVERIFY(!drainTime(1, 300, 300));
        const std::vector<DayPart> flat { { 86400, 10 } };
        QVERIFY(!backlogOfDay(flat, 10)); // as much as can be done: what once waits waits forever
        QVERIFY(!backlogOfDay(flat, 9));
        const auto calm = backlogOfDay(flat, 10.001);
        QVERIFY(calm);
        QCOMPARE(calm->highest, 0.0);
        QCOMPARE(calm->oldest, 0.0);
        QCOMPARE(calm->drainTime, 0.0);
    }

    /// The golden as a day: 2 h of 500/s, then 100/s, and 300/s are done.
    void dayOfTheGolden()
    {
        const std::vector<DayPart> day { { 7200, 500 }, { 79200, 100 } };
        const auto found = backlogOfDay(day, 300);
        QVERIFY(found);
        QCOMPARE(found->highest, 1.44e6);
        QCOMPARE(found->oldest, 4800.0); // B/μ
        QCOMPARE(found->drainTime, 7200.0);
        // The last of the first two hours is done 4,800 s after it came; what comes at 05:00 meets nobody.
        QCOMPARE(doneAfter(day, 300, 0, 7200).value_or(0), 7200.0 + 4800);
        QCOMPARE(doneAfter(day, 300, 5 * 3600, 6 * 3600).value_or(0), 3600.0);
    }

    /// Where the rush lies in the day changes nothing, also over midnight.
    void aDayHasNoBegin()
    {
        const std::vector<DayPart> late { { 3600, 500 }, { 79200, 100 }, { 3600, 500 } };
        const auto found = backlogOfDay(late, 300);
        QVERIFY(found);
        QVERIFY(isClose(found->highest, 1.44e6, 1e-12));
        QVERIFY(isClose(found->drainTime, 7200, 1e-12));
        QVERIFY(isClose(doneAfter(late, 300, 82800, 82800 + 7200).value_or(0), 12000, 1e-12));
    }

    void againstSmallSteps()
    {
        std::mt19937 random(20);
        std::uniform_real_distribution<double> load(0.5, 0.98);
        for (int round = 0; round < 300; ++round) {
            const std::vector<DayPart> day = randomDay(random, 100);
            const double out = workOf(day) / 86400 / load(random);
            const auto exact = backlogOfDay(day, out);
            QVERIFY(exact);
            const DayBacklog crude = stepped(day, out, 10);
            const std::string where = "round " + std::to_string(round);
            QVERIFY2(isClose(exact->highest, crude.highest, 1e-9), where.c_str());
            QVERIFY2(std::abs(exact->drainTime - crude.drainTime) <= 10.001, where.c_str());
        }
    }

    /// What comes in a day is done in a day; more capacity never makes anything wait longer.
    void conservationAndMonotony()
    {
        std::mt19937 random(21);
        for (int round = 0; round < 1000; ++round) {
            const std::vector<DayPart> day = randomDay(random, 50);
            const double mean = workOf(day) / 86400;
            double waited = INFINITY;
            double done = INFINITY;
            for (const double factor : { 1.01, 1.1, 1.5, 2.5 }) {
                const auto found = backlogOfDay(day, mean * factor);
                const auto run = doneAfter(day, mean * factor, 7200, 10800);
                QVERIFY(found && run);
                QVERIFY(found->highest <= waited && *run <= done);
                QVERIFY(*run >= 3600);
                // Between two moments without backlog as much is done as has come: none waits longer than a day of rest.
                QVERIFY(found->highest <= workOf(day));
                QVERIFY(found->highest <= 0 || found->drainTime >= found->highest / (mean * factor) - 1e-6);
                waited = found->highest;
                done = *run;
            }
            // A day of a single rush: what was there at its end is gone after exactly the time that the work takes.
            const std::vector<DayPart> rush { { 3600, day[0].rate + 1 }, { 82800, 0 } };
            const double out = (day[0].rate + 1) / 3;
            const auto found = backlogOfDay(rush, out);
            QVERIFY(found);
            QVERIFY(isClose(3600 * out + found->drainTime * out, workOf(rush), 1e-9)); // out = in
        }
    }
};

HEADROOM_TEST(QCoreApplication, BacklogTest)

} // namespace headroom::tst_backlog

#include "tst_backlog.moc"
