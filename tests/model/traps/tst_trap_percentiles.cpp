#include "model/serialization/report_json.h"
#include "tests/model/traps/every_design.h"
#include "tests/support/dice.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>

namespace headroom::tst_trap_percentiles {

using namespace test;

/// What holds of percentiles and whole reports in every design: the rest of the list at the end of the traps.
class PercentileTrapsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// One instance fewer of one tier; percentiles may fall by what the grid leaves open.
    void removingCapacityNeverLowersP99()
    {
        int removed = 0;
        forEachDesign(true, [&](const project::Project &design, std::uint64_t seed) {
            std::vector<std::string> tiers;
            for (const project::Component &each : design.stages[0]->components)
                if (countOf(each, "instances") >= 2 && countOf(each, "autoscale") == 0)
                    tiers.push_back(each.id);
            if (tiers.empty())
                return;
            const std::string tier = tiers[Dice(seed).below(tiers.size())];
            const project::Project smaller = changed(design, [&](project::Component &each) {
                if (each.id == tier)
                    each.parameters.set("instances", countOf(each, "instances") - 1);
            });
            const double users = usersThatFill(design, 0.8);
            const auto before = analysis::analyze(design, 0, users, theCatalog());
            const auto after = analysis::analyze(smaller, 0, users, theCatalog());
            if (!before.serverTime || !after.serverTime)
                return;
            ++removed;
            constexpr double kCutFrom = 1e-4; // a timeout is looked at from 1e-5 of the attempts on
            QVERIFY2(after.serverTime->value.p99
                         >= before.serverTime->value.p99 - std::max(before.serverTime->step, after.serverTime->step),
                     where(seed, tier));
            QVERIFY2(*after.meanLatency >= *before.meanLatency * (1 - kCutFrom),
                     where(seed, tier + ' ' + std::to_string(*after.meanLatency / *before.meanLatency - 1)));
        });
        QVERIFY2(removed > kDesigns / 3, QByteArray::number(removed));
    }

    void theSameSeedGivesTheSameBytes()
    {
        forEachDesign(false, [](const project::Project &design, std::uint64_t seed) {
            const project::Project again = randomDesign(seed);
            const double users = usersThatFill(design, 0.7);
            const auto bytesOf = [&](const project::Project &each) { // percentiles of some, for their time
                return serialization::writeReport(analysis::solve(*analysis::compile(each, 0, theCatalog()), users,
                                                                  { .percentiles = seed % 16 == 0 }));
            };
            QVERIFY2(bytesOf(design) == bytesOf(again), where(seed, "report"));
        });
    }
};

HEADROOM_TEST(QCoreApplication, PercentileTrapsTest)

} // namespace headroom::tst_trap_percentiles

#include "tst_trap_percentiles.moc"
