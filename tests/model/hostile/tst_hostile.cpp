#include "model/analysis/compiled_stage.h"
#include "model/analysis/retries.h"
#include "model/engine/columns.h"
#include "model/engine/results.h"
#include "model/serialization/project_json.h"
#include "model/serialization/report_json.h"
#include "tests/support/model_support.h"
#include "tests/support/random_design.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace headroom::tst_hostile {

using namespace test;
using nlohmann::json;

namespace {

constexpr std::uint64_t kFirstSeed = 77000;
constexpr int kDesigns = 1000;            // HEADROOM_HOSTILE_DESIGNS=100000 for all that issue 3 asks for
constexpr std::int64_t kLongest = 10'000; // ms for one design: a bound against hanging, not a measure of speed

int wanted()
{
    const char *text = std::getenv("HEADROOM_HOSTILE_DESIGNS");
    return text ? std::max(1, std::atoi(text)) : kDesigns;
}

bool isProbability(double value)
{
    return value >= 0 && value <= 1;
}

bool isAmount(double value)
{
    return std::isfinite(value) && value >= 0;
}

/// The first value in a document that is no number though a number is meant; empty: none.
std::string wrongIn(const json &value, const std::string &path = {})
{
    if (value.is_null())
        return path + " is null";
    if (value.is_number_float() && !std::isfinite(value.get<double>()))
        return path + " is not finite";
    if (value.is_string()) {
        const auto &text = value.get_ref<const std::string &>();
        for (const char *word : { "nan", "inf " })
            if (text == word || text.find(std::string(" ") + word + " ") != std::string::npos)
                return path + " says " + text;
    }
    if (value.is_structured())
        for (const auto &[key, inside] : value.items())
            if (const std::string found = wrongIn(inside, path + "/" + key); !found.empty())
                return found;
    return {};
}

/// The first number of a component that is none, or out of its range.
std::string wrongIn(const analysis::ComponentReport &component)
{
    const std::pair<const char *, double> amounts[] {
        { "requests", component.requestsPerSecond }, { "instances", component.instances },
        { "utilization", component.utilization },    { "service time", component.serviceTime },
        { "cost", component.costPerMonth },          { "wait decay", component.waitDecay },
    };
    for (const auto &[name, value] : amounts)
        if (!isAmount(value))
            return component.id + ": " + name;
    if (!isProbability(component.availability))
        return component.id + ": availability";
    if (component.state == analysis::State::Fine
        && (!isAmount(component.wait) || !isProbability(component.waitProbability)))
        return component.id + ": wait";
    for (const auto &resource : component.resources)
        if (!isAmount(resource.used) || !isAmount(resource.utilization) || std::isnan(resource.usersAtSaturation)
            || !(resource.capacity > 0) || !isAmount(resource.wait))
            return component.id + "." + resource.id;
    return {};
}

bool isOrdered(const analysis::Percentiles &value)
{
    return isAmount(value.mean) && value.p50 >= 0 && value.p50 <= value.p95 && value.p95 <= value.p99
        && std::isfinite(value.p99);
}

/// The first number of a report that is none, or out of its range; empty: none.
std::string wrongIn(const analysis::Report &report)
{
    for (const auto &component : report.components)
        if (const std::string found = wrongIn(component); !found.empty())
            return found;
    for (const auto &connection : report.connections) {
        if (!isAmount(connection.requestsPerSecond) || !isAmount(connection.bytesPerSecond))
            return connection.id;
        if (connection.retries && !(isProbability(connection.retries->failure) && connection.retries->attempts >= 1))
            return connection.id + ": retries";
    }
    for (const auto &each : report.classes) {
        if (each.meanLatency && !isAmount(*each.meanLatency))
            return each.id + ": mean";
        if ((each.serverTime && !isOrdered(each.serverTime->value)) || (each.userTime && !isOrdered(*each.userTime)))
            return each.id + ": percentiles";
        if (each.availability && !isProbability(each.availability->value))
            return each.id + ": availability";
    }
    for (const auto &each : report.journeys)
        if ((each.serverTime && !isOrdered(*each.serverTime)) || (each.errors && !isProbability(*each.errors)))
            return each.id + ": journey";
    for (const auto &finding : report.findings)
        if ((finding.measured && !std::isfinite(*finding.measured))
            || (finding.threshold && !std::isfinite(*finding.threshold)))
            return finding.rule + ": measured";
    if (!isAmount(report.requestsPerSecond) || !isAmount(report.costPerMonth) || std::isnan(report.usersAtSaturation)
        || (report.meanLatency && !isAmount(*report.meanLatency)) || std::isnan(report.readsPerWrite))
        return "system";
    return {};
}

} // namespace

/// Whatever a file may hold: an answer in bounded time, and every number in it is one.
class HostileTest final : public QObject {
    Q_OBJECT

public:
    /// QtTest ends a function after five minutes, which is too soon for a hundred thousand designs.
    static void initMain()
    {
        if (!qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT"))
            qputenv("QTEST_FUNCTION_TIMEOUT", "36000000");
    }

private Q_SLOTS:
    /// Seeds of designs in which attempts make so much fail that nobody calls a callee with a pool any more.
    void attemptsLeaveEveryResource()
    {
        for (const std::uint64_t seed : { 157636U, 169308U }) {
            const project::Project design = hostileDesign(seed);
            const auto stage = analysis::compile(design, 0, theCatalog());
            QVERIFY(stage->retries);
            const auto repeated = analysis::withAttempts(*stage, hostileUsers(seed));
            QCOMPARE(repeated->columns->resources.size(), stage->columns->resources.size());
            QCOMPARE(repeated->limits->full.size(), repeated->columns->resources.size());
        }
    }

    /// What is kept for the rules is of one state: attempts change with the users, and with them who calls whom.
    void findingsDoNotHangOnWhatWasAskedBefore()
    {
        int retried = 0;
        const auto compare = [&](std::uint64_t seed) {
            const project::Project design = hostileDesign(seed);
            const auto stage = analysis::compile(design, 0, theCatalog());
            retried += stage->retries != nullptr;
            for (const double users : { 1.0, hostileUsers(seed) })
                (void)analysis::solve(*stage, users);
            for (const double users : { hostileUsers(seed), 1.0 }) {
                const auto fresh = analysis::solve(*analysis::compile(design, 0, theCatalog()), users);
                QVERIFY2(analysis::solve(*stage, users).findings == fresh.findings, std::to_string(seed).c_str());
            }
        };
        for (std::uint64_t seed = 1; seed <= 200; ++seed)
            compare(seed);
        compare(144593);
        compare(144897);
        QVERIFY(retried > 30);
    }

    /// A station of millions of servers, asked for again and again while attempts settle.
    void manyServersAreAnsweredSoon()
    {
        QElapsedTimer clock;
        clock.start();
        constexpr std::uint64_t kSeed = 136128;
        const auto report = analysis::analyze(hostileDesign(kSeed), 0, hostileUsers(kSeed), theCatalog());
        QCOMPARE(wrongIn(report), std::string());
        QVERIFY(clock.elapsed() < kLongest);
    }

    void everyAnswerIsANumber()
    {
        const int designs = wanted();
        qInfo("seeds %llu to %llu", static_cast<unsigned long long>(kFirstSeed),
              static_cast<unsigned long long>(kFirstSeed + static_cast<unsigned>(designs) - 1));
        std::int64_t longest = 0;
        std::uint64_t slowest = 0;
        int wrong = 0;
        for (int round = 0; round < designs; ++round) {
            const std::uint64_t seed = kFirstSeed + static_cast<std::uint64_t>(round);
            QElapsedTimer clock;
            clock.start();
            const auto report = analysis::analyze(hostileDesign(seed), 0, hostileUsers(seed), theCatalog());
            if (clock.elapsed() > longest) {
                longest = clock.elapsed();
                slowest = seed;
            }
            std::string found = wrongIn(report);
            if (found.empty())
                found = wrongIn(json::parse(serialization::writeReport(report)));
            if (!found.empty() && ++wrong <= 20)
                qWarning("seed %llu: %s", static_cast<unsigned long long>(seed), found.c_str());
            if ((round + 1) % 5000 == 0)
                qInfo("%d designs, %d wrong", round + 1, wrong);
        }
        qInfo("%d designs, the longest took %lld ms (seed %llu)", designs, static_cast<long long>(longest),
              static_cast<unsigned long long>(slowest));
        QCOMPARE(wrong, 0);
        QVERIFY(longest < kLongest);
    }

    /// The designs are those that a file can hold: written and read again they are the same.
    void everyDesignFitsIntoAFile()
    {
        int kept = 0;
        for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + 300; ++seed) {
            const std::string text = serialization::writeProject(hostileDesign(seed));
            const auto read = serialization::readProject(text, "hostile.headroom", theCatalog());
            QVERIFY2(read, read ? "" : (std::to_string(seed) + ": " + read.error().message()).c_str());
            kept += serialization::writeProject(*read->project) == text;
        }
        QVERIFY2(kept > 250, QByteArray::number(kept)); // places that are none are freed while reading
    }
};

HEADROOM_TEST(QCoreApplication, HostileTest)

} // namespace headroom::tst_hostile

#include "tst_hostile.moc"
