#include "tests/model/traps/every_design.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>

#include <map>
#include <vector>

namespace headroom::tst_trap_properties {

using namespace test;

namespace {

/// Mean number waiting before m servers that are ρ full, by counting out the states of the birth–death chain.
double countedWaiting(double utilization, int servers)
{
    const double load = utilization * servers;
    double weight = 1, all = 1, waiting = 0;
    for (int n = 1; n < 1000000 && (n <= servers || weight > 1e-18 * all); ++n) {
        weight *= load / std::min(n, servers);
        all += weight;
        waiting += std::max(0, n - servers) * weight;
    }
    return waiting / all;
}

/// The same with servers that wait for events, whose services are exponential whoever asks: visits wait for nothing but
/// the cores, however many there are, as in M/M/m.
project::Project asOpenLines(const project::Project &design)
{
    return changed(design, [](project::Component &each) {
        for (const char *parameter : { "threads", "threads_per_vcpu" })
            if (theCatalog().kind(each.kind).findParameter(parameter))
                each.parameters.set(parameter, 0.0);
        if (theCatalog().kind(each.kind).findParameter("service_scv"))
            each.parameters.set("service_scv", 1.0);
    });
}

} // namespace

/// What holds of flow and load in every design: from the list at the end of the traps, each on a thousand random ones.
class PropertyTrapsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// L_q = λ·W with the number waiting counted out.
    void littlesLawHoldsAtEveryStation()
    {
        int stations = 0;
        forEachDesign(true, [&](const project::Project &given, std::uint64_t seed) {
            const project::Project design = asOpenLines(given);
            const auto report
                = analysis::solve(*analysis::compile(design, 0, theCatalog()), usersThatFill(design, 0.9));
            for (const auto &component : report.components) {
                const auto *station = stationOf(component);
                if (!station || component.serviceTime <= 0 || station->utilization >= 1
                    || theCatalog().kind(component.kind).is(catalog::Role::Outside)) // a quota is no number of servers
                    continue;
                ++stations;
                const double rate = station->utilization * component.servers / component.serviceTime; // ρ = λS/m
                const double waiting = countedWaiting(station->utilization, static_cast<int>(component.servers));
                QVERIFY2(std::abs(rate * component.wait - waiting) <= 1e-9 * waiting + 1e-15,
                         where(seed, component.id));
            }
        });
        QVERIFY2(stations > 3 * kDesigns, QByteArray::number(stations));
    }

    /// What comes over the connections is what arrives, and a balancer hands on what it gets.
    void flowIsConserved()
    {
        forEachDesign(true, [](const project::Project &design, std::uint64_t seed) {
            const auto report = analysis::solve(*analysis::compile(design, 0, theCatalog()), 1e4);
            std::map<std::string, double> in, out;
            for (const auto &connection : report.connections) {
                if (connection.isReplication)
                    continue;
                in[connection.to] += connection.requestsPerSecond;
                out[connection.from] += connection.requestsPerSecond;
            }
            for (const auto &component : report.components)
                if (component.isReached && in.contains(component.id))
                    QVERIFY2(isNearlySame(component.requestsPerSecond, in[component.id]), where(seed, component.id));
            QVERIFY2(isNearlySame(in["lb"], out["lb"]), where(seed, "lb"));
        });
    }

    void moreLoadNeverLowersAUtilization()
    {
        forEachDesign(false, [](const project::Project &design, std::uint64_t seed) {
            const auto stage = analysis::compile(design, 0, theCatalog());
            const double full = usersThatFill(design, 1);
            auto less = analysis::solve(*stage, full * 0.01);
            const std::vector<double> parts
                = seed % 2 ? std::vector { 0.1, 0.3, 0.31, 0.6 } : std::vector { 0.9, 0.99, 1.0, 1.5, 10.0 };
            for (const double part : parts) {
                auto more = analysis::solve(*stage, full * part);
                for (std::size_t i = 0; i < less.components.size(); ++i) {
                    const auto &before = less.components[i];
                    const auto &after = more.components[i];
                    if (after.instances > before.instances)
                        continue; // an autoscaled tier has grown meanwhile
                    for (std::size_t r = 0; r < before.resources.size(); ++r)
                        QVERIFY2(after.resources[r].utilization >= before.resources[r].utilization * (1 - 1e-12),
                                 where(seed, before.id + "." + before.resources[r].id));
                }
                less = std::move(more);
            }
        });
    }

    /// Pooled servers: ten times as many processors in every tier that does work of its own, for ten times the users.
    void tenTimesTheLoadOnTenTimesTheServersWaitsNoLonger()
    {
        const auto isPooled = [](const std::string &kind) {
            return kind == theCatalog().kind("web_app_server").id || kind == theCatalog().kind("microservice").id
                || kind == theCatalog().kind("worker_pool").id;
        };
        int compared = 0;
        forEachDesign(true, [&](const project::Project &design, std::uint64_t seed) {
            const auto fixed = changed(asOpenLines(design), [&](project::Component &each) {
                if (isPooled(each.kind))
                    each.parameters.set("autoscale", false);
            });
            const auto larger = changed(fixed, [&](project::Component &each) {
                if (isPooled(each.kind))
                    each.parameters.set("vcpu", 10 * countOf(each, "vcpu"));
                else if (theCatalog().kind(each.kind).is(catalog::Role::Limits)) // or it keeps the load off
                    each.parameters.set("quota", 10 * countOf(each, "quota"));
            });
            const double users = usersThatFill(fixed, 0.95);
            const auto before = analysis::solve(*analysis::compile(fixed, 0, theCatalog()), users);
            const auto after = analysis::solve(*analysis::compile(larger, 0, theCatalog()), 10 * users);
            for (std::size_t i = 0; i < before.components.size(); ++i) {
                const auto &small = before.components[i];
                const auto &large = after.components[i];
                const auto *station = stationOf(small);
                if (!isPooled(small.kind) || !station || station->utilization >= 1 || station->utilization <= 0)
                    continue;
                ++compared;
                QVERIFY2(isNearlySame(stationOf(large)->utilization, station->utilization), where(seed, small.id));
                QVERIFY2(large.wait <= small.wait * (1 + 1e-12), where(seed, small.id));
            }
        });
        QVERIFY2(compared > kDesigns, QByteArray::number(compared));
    }
};

HEADROOM_TEST(QCoreApplication, PropertyTrapsTest)

} // namespace headroom::tst_trap_properties

#include "tst_trap_properties.moc"
