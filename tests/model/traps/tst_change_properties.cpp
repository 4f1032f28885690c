#include "model/analysis/compiled_stage.h"
#include "model/engine/incremental.h"
#include "tests/model/traps/every_design.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>

#include <random>

namespace headroom::tst_change_properties {

using namespace test;

/// What a change may do to any design, and what not: domain spec, section 11, each on a thousand random designs.
class ChangePropertiesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// More of one resource fills nothing sooner, and moves nothing but what it was the limit of.
    void moreCapacityNeverHarms()
    {
        int elsewhere = 0;
        forEachDesign(true, [&](const project::Project &design, std::uint64_t seed) {
            const auto stage = analysis::compile(design, 0, theCatalog());
            std::mt19937_64 random(seed);
            engine::IncrementalSolve solve(*stage->columns, nullptr, usersThatFill(design, 0.8));
            const std::size_t row = random() % stage->columns->resources.size();
            const engine::Limits before = solve.limits();
            const double utilization = solve.results().filled[row];
            solve.setCapacity(row, 1.5 * solve.columns().resources.capacity[row]);
            const engine::Limits &after = solve.limits();
            const bool grows
                = solve.columns().stations.most[static_cast<std::size_t>(solve.columns().resources.component[row])]
                > solve.columns().stations.least[static_cast<std::size_t>(solve.columns().resources.component[row])];
            QVERIFY2(grows || solve.results().filled[row] <= utilization, where(seed, "utilization"));
            for (std::size_t other = 0; other < before.full.size(); ++other)
                QVERIFY2(after.full[other] >= before.full[other] * (1 - 1e-9), where(seed, "limit"));
            QVERIFY2(after.usersAtSaturation >= before.usersAtSaturation * (1 - 1e-9), where(seed, "saturation"));
            if (before.full[row] > before.usersAtSaturation) {
                ++elsewhere;
                QVERIFY2(isNearlySame(after.usersAtSaturation, before.usersAtSaturation),
                         where(seed, "not the bottleneck"));
            }
        });
        QVERIFY(elsewhere > kDesigns / 2);
    }

    /// Without its bottleneck a design holds as many users as the next in line.
    void theNextInLineIsWhatFillsNext()
    {
        int asked = 0;
        forEachDesign(true, [&](const project::Project &design, std::uint64_t seed) {
            const auto stage = analysis::compile(design, 0, theCatalog());
            engine::IncrementalSolve solve(*stage->columns, nullptr, 1e4);
            const engine::Limits before = solve.limits();
            if (before.bottleneck < 0 || before.next < 0)
                return;
            // a tier that needs fewer instances for its cores has fewer threads, too
            const engine::Stations &stations = solve.columns().stations;
            for (std::size_t i = 0; i < stations.size(); ++i)
                if (const int station = stations.station[i]; stations.target[i] > 0 && station >= 0
                    && before.full[static_cast<std::size_t>(station)] <= 1.01 * before.usersAtSaturation
                    && stations.firstResource[i + 1] - stations.firstResource[i] > 1)
                    return;
            for (std::size_t row = 0; row < before.full.size(); ++row)
                if (before.full[row] <= 1.01 * before.usersAtSaturation)
                    solve.setCapacity(row, 1e9 * solve.columns().resources.capacity[row]);
            ++asked;
            QVERIFY2(isNearlySame(solve.limits().usersAtSaturation, before.full[static_cast<std::size_t>(before.next)]),
                     where(seed, "next"));
        });
        QVERIFY2(asked > kDesigns / 4, QByteArray::number(asked));
    }

    /// A class has a mean exactly where nothing that its users wait for is full.
    void latencyIsFiniteBelowSaturationAlone()
    {
        int finite = 0;
        int full = 0;
        forEachDesign(true, [&](const project::Project &design, std::uint64_t seed) {
            const auto stage = analysis::compile(design, 0, theCatalog());
            const double users = usersThatFill(design, seed % 2 ? 0.98 : 1.05);
            const analysis::Report report = analysis::solve(*stage, users);
            for (std::size_t c = 0; c < report.classes.size(); ++c) {
                const analysis::CompiledClass &given = stage->classes[c];
                if (!given.isServed)
                    continue;
                bool isFull = false;
                for (std::size_t i = 0; i < report.components.size(); ++i)
                    isFull = isFull || (given.visits[i] > 0 && report.components[i].state != analysis::State::Fine);
                for (std::size_t h = 0; h < stage->holders.size(); ++h) {
                    const analysis::Holder &holder = stage->holders[h];
                    isFull = isFull
                        || (given.slots[h] > 0
                            && report.components[static_cast<std::size_t>(holder.component)]
                                    .resources[static_cast<std::size_t>(holder.resource)]
                                    .utilization
                                >= 1);
                }
                QVERIFY2(report.classes[c].meanLatency.has_value() == !isFull, where(seed, given.id));
                ++(isFull ? full : finite);
            }
        });
        QVERIFY(finite > kDesigns && full > kDesigns / 2);
    }

    /// The bill is that of its components, of its categories, and what goes between places.
    void costAddsUp()
    {
        forEachDesign(false, [](const project::Project &design, std::uint64_t seed) {
            const auto stage = analysis::compile(design, 0, theCatalog());
            const analysis::Report report = analysis::solve(*stage, usersThatFill(design, 0.7));
            const engine::Bills &bills = stage->columns->bills;
            double components = bills.betweenPlacesBase + bills.betweenPlaces * report.users;
            for (const auto &component : report.components)
                components += component.costPerMonth;
            double categories = 0;
            for (const auto &[category, amount] : report.costByCategory)
                categories += amount;
            if (!stage->retries) // whose transfer has attempts of its own in it
                QVERIFY2(isNearlySame(components, report.costPerMonth), where(seed, "components"));
            QVERIFY2(isNearlySame(categories, report.costPerMonth), where(seed, "categories"));
        });
    }

    /// A copy more of anything that has copies leaves no class less available, unless all there are do not suffice for
    /// the load: then each of them is needed, the new one too.
    void anotherReplicaNeverLowersAvailability()
    {
        int asked = 0;
        forEachDesign(true, [&](const project::Project &design, std::uint64_t seed) {
            const auto before = analysis::compile(design, 0, theCatalog());
            for (std::size_t i = 0; i < before->components.size(); ++i) {
                const catalog::Kind &kind = *before->components[i].kind;
                if (kind.scaleOut != "replicas" && kind.scaleOut != "instances")
                    continue;
                const double now = before->components[i].values.at(kind.scaleOut);
                const auto after = analysis::compile(changed(design,
                                                             [&](project::Component &each) {
                                                                 if (each.id == before->components[i].id)
                                                                     each.parameters.set(kind.scaleOut, now + 1);
                                                             }),
                                                     0, theCatalog());
                if (after->components[i].need.needed > before->components[i].need.needed)
                    continue;
                for (std::size_t c = 0; c < before->classes.size(); ++c)
                    if (before->classes[c].availability && before->classes[c].availability->isExact) {
                        ++asked;
                        QVERIFY2(after->classes[c].availability->value
                                     >= before->classes[c].availability->value - 1e-12,
                                 where(seed, before->components[i].id + ", " + before->classes[c].id));
                    }
            }
        });
        QVERIFY(asked > kDesigns);
    }
};

HEADROOM_TEST(QCoreApplication, ChangePropertiesTest)

} // namespace headroom::tst_change_properties

#include "tst_change_properties.moc"
