#include "model/serialization/report_json.h"
#include "tests/support/dice.h"
#include "tests/support/model_support.h"
#include "tests/support/random_design.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

namespace headroom::tst_order_and_names {

using namespace test;
using nlohmann::json;

namespace {

constexpr std::uint64_t kFirstSeed = 52000;
constexpr int kDesigns = 1000;
constexpr double kTolerance = 1e-12;
constexpr double kIterated = 1e-5; // where retries settle; their failures are found to 1e-6 or so

/// New names for old, in both directions. Old ones get words that mean something else elsewhere.
struct Renaming {
    std::map<std::string, std::string> forth;
    std::map<std::string, std::string> back;

    void add(const std::string &old, Dice &dice)
    {
        const char *words[] { "cache", "database", "queue", "lb", "users", "zone" };
        std::string fresh;
        do
            fresh = std::string(words[dice.below(6)]) + "-" + std::to_string(dice.below(1000000));
        while (back.contains(fresh));
        forth[old] = fresh;
        back[fresh] = old;
    }
};

/// The design with everything in another order and under other names.
project::Project disguised(const project::Project &project, std::uint64_t seed, Renaming &names)
{
    Dice dice(seed ^ 0x5bd1e995);
    project::Project other = project;
    auto stage = std::make_shared<project::Stage>(*project.stages[0]);
    for (const auto &each : stage->components)
        names.add(each.id, dice);
    for (const auto &each : stage->connections)
        names.add(each.id, dice);
    for (const auto &each : other.workload.classes)
        names.add(each.id, dice);
    for (project::Component &each : stage->components) {
        each.id = names.forth.at(each.id);
        each.name = "The " + each.id;
        each.place = each.place.empty() ? "" : names.forth.at(each.place);
    }
    for (project::Connection &each : stage->connections) {
        each.id = names.forth.at(each.id);
        each.from = names.forth.at(each.from);
        each.to = names.forth.at(each.to);
    }
    for (project::RequestClass &each : other.workload.classes) {
        each.id = each.name = names.forth.at(each.id);
        dice.shuffle(each.uses);
    }
    for (project::Journey &each : other.workload.journeys) {
        for (project::ClassVisit &visit : each.visits)
            visit.requestClass = names.forth.at(visit.requestClass);
        dice.shuffle(each.visits);
    }
    dice.shuffle(stage->components);
    dice.shuffle(stage->connections);
    if (other.workload.classes.size() > 1) // the first stays: it is the one the availability of the system is that of
        std::reverse(other.workload.classes.begin() + 1, other.workload.classes.end());
    dice.shuffle(other.workload.journeys);
    other.stages[0] = stage;
    return other;
}

/// An id, or a metric by ids ("web.pool_c7.utilization"), as it is in the first design.
std::string undisguisedId(const std::string &metric, const Renaming &names)
{
    const std::string pool = "pool_"; // a resource, named after its connection
    std::string out;
    std::istringstream parts(metric);
    for (std::string part; std::getline(parts, part, '.');) {
        const bool isPool = part.starts_with(pool);
        const auto found = names.back.find(isPool ? part.substr(pool.size()) : part);
        if (found != names.back.end())
            part = (isPool ? pool : "") + found->second;
        out += (out.empty() ? "" : ".") + part;
    }
    return out;
}

/// Takes the new names back, in ids alone: texts for people name parts in the order of the file.
void undisguise(json &value, const Renaming &names)
{
    static const std::set<std::string> texts { "name", "message", "title", "why", "fix", "severity_text" };
    if (value.is_string())
        value = undisguisedId(value.get<std::string>(), names);
    else if (value.is_object()) {
        for (const std::string &text : texts)
            value.erase(text);
        json renamed = json::object();
        for (auto &[key, inside] : value.items()) {
            json name = key;
            undisguise(name, names);
            undisguise(inside, names);
            renamed[name.get<std::string>()] = inside;
        }
        value = renamed;
    } else if (value.is_array()) {
        for (json &inside : value)
            undisguise(inside, names);
    }
}

/// What tells the elements of a list apart: their id, or all the words in them, and then the numbers.
std::string keyOf(const json &value)
{
    if (value.is_object() && value.contains("id"))
        return value["id"].dump();
    if (value.is_string())
        return value.get<std::string>();
    std::string key;
    if (value.is_structured())
        for (const auto &[name, inside] : value.items())
            key += inside.is_number() ? std::string() : name + keyOf(inside) + ";";
    return key;
}

std::string numbersOf(const json &value)
{
    if (value.is_number())
        return QByteArray::number(value.get<double>(), 'e', 8).toStdString() + ";";
    std::string numbers;
    if (value.is_structured())
        for (const json &inside : value)
            numbers += numbersOf(inside);
    return numbers;
}

/// Lists of objects and of words become sets: sorted by what tells their elements apart.
void sortLists(json &value)
{
    if (!value.is_structured())
        return;
    for (json &inside : value)
        sortLists(inside);
    if (value.is_array() && !value.empty() && !value.front().is_number())
        std::stable_sort(value.begin(), value.end(), [](const json &a, const json &b) {
            return std::pair(keyOf(a), numbersOf(a)) < std::pair(keyOf(b), numbersOf(b));
        });
}

/// Latencies of calls made at once are integrals, to 1e-9; downtime is what is left of 1, of which twelve digits are
/// eight or so of its own.
double slackOf(const std::string &path, double tolerance)
{
    const auto isIn = [&path](const char *word) { return path.find(word) != std::string::npos; };
    if (isIn("downtime") || isIn("error"))
        return 1e4 * tolerance;
    if (isIn("/time_ms/"))
        return 1e6 * tolerance; // parts of a request that happens to be as slow as the percentile: estimates on a grid
    return isIn("latency") || isIn("concurrent") ? 1e3 * tolerance : tolerance;
}

/// The first place where two documents differ; empty: nowhere.
std::string difference(const json &a, const json &b, double tolerance, const std::string &path = {})
{
    if (a.is_number() && b.is_number()) {
        const double x = a.get<double>(), y = b.get<double>();
        const bool isSame = std::abs(x - y) <= slackOf(path, tolerance) * std::max({ 1e-9, std::abs(x), std::abs(y) });
        return isSame ? "" : path + ": " + a.dump() + " and " + b.dump();
    }
    if (a.type() != b.type() || a.size() != b.size())
        return path + ": " + a.dump().substr(0, 300) + " and " + b.dump().substr(0, 300);
    if (a.is_object()) {
        for (const auto &[key, inside] : a.items()) {
            if (!b.contains(key))
                return path + "/" + key + " is missing";
            if (const std::string found = difference(inside, b[key], tolerance, path + "/" + key); !found.empty())
                return found;
        }
        return {};
    }
    if (a.is_array()) {
        for (std::size_t i = 0; i < a.size(); ++i)
            if (const std::string found = difference(a[i], b[i], tolerance, path + "/" + std::to_string(i));
                !found.empty())
                return found;
        return {};
    }
    return a == b ? "" : path + ": " + a.dump() + " and " + b.dump();
}

json documentOf(const project::Project &project, double users, const Renaming &names, bool hasPercentiles)
{
    const auto stage = analysis::compile(project, 0, theCatalog());
    const auto report = analysis::solve(*stage, users, { .percentiles = hasPercentiles });
    json document = json::parse(serialization::writeReport(report));
    undisguise(document, names);
    sortLists(document);
    return document;
}

/// The first number of users at a limit where two documents differ by more than a thousandth; empty: nowhere.
/// Such numbers are found by halving, to 1e-4, where retries no longer settle.
std::string differenceOfLimits(const json &a, const json &b, const std::string &path = {})
{
    if (!a.is_structured() || a.size() != b.size())
        return {};
    for (const auto &[key, ours] : a.items()) {
        const json &theirs = a.is_object() ? b.at(key) : b.at(std::stoul(key));
        const std::string here = path + '/' + key;
        if (key.starts_with("users_at_") && (ours.is_number() || theirs.is_number())) {
            const bool isSame = ours.is_number() && theirs.is_number()
                && std::abs(ours.get<double>() - theirs.get<double>()) <= 1e-3 * ours.get<double>();
            if (!isSame)
                return here + ": " + ours.dump() + " and " + theirs.dump();
        } else if (const std::string found = differenceOfLimits(ours, theirs, here); !found.empty())
            return found;
    }
    return {};
}

/// Takes out what is said about users beyond those of the report, and what findings measure.
void leaveOutLimits(json &value)
{
    if (!value.is_structured())
        return;
    if (value.is_object())
        for (const char *key : { "users_at_070", "users_at_085", "users_at_saturation", "binding", "next_in_line",
                                 "bottleneck", "software_bottleneck", "findings", "is_bottleneck" })
            value.erase(key);
    for (json &inside : value)
        leaveOutLimits(inside);
}

} // namespace

/// What a design is does not depend on the order of its parts in the file or on what they are called.
class OrderAndNamesTest final : public QObject {
    Q_OBJECT

    template <typename Compare>
    static void forEachPair(double utilization, int designs, project::Project (*drawn)(std::uint64_t), Compare compare)
    {
        qInfo("seeds %llu to %llu", static_cast<unsigned long long>(kFirstSeed),
              static_cast<unsigned long long>(kFirstSeed + static_cast<unsigned>(designs) - 1));
        for (int round = 0; round < designs; ++round) {
            const std::uint64_t seed = kFirstSeed + static_cast<std::uint64_t>(round);
            const project::Project design = drawn(seed);
            Renaming names;
            const project::Project other = disguised(design, seed, names);
            const double users = usersThatFill(design, utilization);
            const bool hasPercentiles = round % 8 == 0; // of an eighth, for their time
            const std::string found = compare(documentOf(design, users, Renaming {}, hasPercentiles),
                                              documentOf(other, users, names, hasPercentiles));
            QVERIFY2(found.empty(), ("seed " + std::to_string(seed) + " " + found).c_str());
        }
    }

private Q_SLOTS:
    void orderAndNamesChangeNothing_data()
    {
        QTest::addColumn<double>("utilization");
        QTest::newRow("light load") << 0.3;
        QTest::newRow("nearly full") << 0.93;
        QTest::newRow("saturated") << 1.2;
    }
    void orderAndNamesChangeNothing()
    {
        QFETCH(double, utilization);
        forEachPair(utilization, utilization > 0.9 ? kDesigns / 10 : kDesigns, randomCalmDesign,
                    [](const json &a, const json &b) { return difference(a, b, kTolerance); });
    }

    /// Retries settle by rounds, and where they no longer do is found by halving, to 1e-4. That holds for what fills
    /// first and for everything that would fill later.
    void theyChangeNothingOfWhatRetriesSettleAt()
    {
        forEachPair(0.3, kDesigns / 5, randomDesign, [](json a, json b) {
            a.erase("findings");
            b.erase("findings");
            if (const std::string found = differenceOfLimits(a, b); !found.empty())
                return found;
            leaveOutLimits(a);
            leaveOutLimits(b);
            return difference(a, b, kIterated);
        });
    }

    /// Drawn designs as well: templates and examples, with their twins in other regions.
    void orderAndNamesChangeNothingInExamples()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot whole = openDesign(path);
            for (std::size_t stage = 0; stage < whole->stages.size(); ++stage) {
                project::Project design = *whole;
                design.stages = { whole->stages[stage] };
                Renaming names;
                const project::Project other = disguised(design, stage, names);
                const double users = design.stages[0]->users.to;
                const auto a = analysis::analyze(design, 0, users, theCatalog());
                const auto b = analysis::analyze(other, 0, users, theCatalog());
                QVERIFY(std::abs(a.costPerMonth - b.costPerMonth) <= kTolerance * a.costPerMonth);
                if (a.components.empty())
                    continue;
                QVERIFY2(std::abs(a.usersAtSaturation - b.usersAtSaturation) <= kTolerance * a.usersAtSaturation,
                         qPrintable(QString("%1 %2 %3 %4")
                                        .arg(path.c_str())
                                        .arg(stage)
                                        .arg(a.usersAtSaturation, 0, 'g', 17)
                                        .arg(b.usersAtSaturation, 0, 'g', 17)));
                QVERIFY(std::abs(*a.meanLatency - *b.meanLatency) <= kTolerance * *a.meanLatency);
                QVERIFY(std::abs(a.serverTime->value.p99 - b.serverTime->value.p99)
                        <= kTolerance * a.serverTime->value.p99);
                QVERIFY(std::abs(*a.availability - *b.availability) <= kTolerance);
                QCOMPARE(a.findings.size(), b.findings.size());
                std::multiset<std::string> ours, theirs;
                for (std::size_t i = 0; i < a.findings.size(); ++i) {
                    ours.insert(a.findings[i].rule);
                    theirs.insert(b.findings[i].rule);
                }
                QVERIFY(ours == theirs);
            }
        }
    }
};

HEADROOM_TEST(QCoreApplication, OrderAndNamesTest)

} // namespace headroom::tst_order_and_names

#include "tst_order_and_names.moc"
