#include "model/analysis/compile_like.h"
#include "model/engine/solve.h"
#include "model/growth/stage_ranges.h"
#include "model/growth/uncertainty.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

namespace headroom::tst_uncertainty {

using namespace growth;
using namespace test;

namespace {

constexpr const char *kTemplate = "resources/templates/seven-stages.headroom";

using Ranges = std::vector<project::Uncertainty>;

std::shared_ptr<Study> study(const Ranges &ranges, StudyRequest request)
{
    const CompiledDesign design = compileDesign(openDesign(kTemplate), theCatalog());
    Result<std::shared_ptr<Study>> made = Study::make(design, ranges, std::move(request));
    if (!made)
        qFatal("%s", made.error().message().c_str());
    return std::move(made).value();
}

std::vector<StageBands> evaluated(Study &of, unsigned threads = 1)
{
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t sample = next++; sample < of.size(); sample = next++)
            of.evaluate(sample);
    };
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < threads; ++i)
            others.emplace_back(work);
        work();
    }
    return of.bands();
}

const Tornado &tornadoOf(const std::vector<Tornado> &all, Tornado::Figure figure)
{
    return *std::find_if(all.begin(), all.end(), [&](const Tornado &each) { return each.figure == figure; });
}

const Ranges kSome { { "", "peak_factor", 2, 4, false },
                     { "", "service_demand", 0.7, 1.3, false },
                     { "cache", "hit_ratio", 0.9, 1.1, true } };

} // namespace

/// How far results spread where inputs are uncertain.
class UncertaintyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Examples ship what is uncertain in them, with reasons in their notes; what holds lies within each range.
    void examplesSayWhatIsUncertainInThem_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *name : { "web-shop", "social-feed", "growth-plan" })
            QTest::newRow(name) << QStringLiteral("examples/%1.headroom").arg(QLatin1String(name));
    }
    void examplesSayWhatIsUncertainInThem()
    {
        QFETCH(QString, file);
        const project::Snapshot design = openDesign(file.toStdString());
        const auto inputs = resolveRanges(*design, design->uncertainties, theCatalog());
        QVERIFY2(inputs.ok(), inputs.ok() ? "" : inputs.error().message().c_str());
        QVERIFY(inputs->size() >= 3);
        for (const InputRange &each : *inputs)
            QVERIFY2(each.low <= each.base && each.base <= each.high && each.low < each.high, each.title.c_str());
        QVERIFY(design->notes.find("guesses") != std::string::npos);
    }

    // U_sat is as 1/peak factor: from 2 to 4, uniform, its quantiles are those of 3/p · U_sat, exactly but for the
    // stratum: 5 % at p = 3.9, 50 % at 3, 95 % at 2.1.
    void oneUncertainInputHasTheQuantilesOfItsRange()
    {
        const auto of = study({ { "", "peak_factor", 2, 4, false } }, { { 2 }, {}, 400, 1, 0, {} });
        const StageBands found = evaluated(*of).front();
        const double full = 163'883;
        QVERIFY(isClose(found.usersAtSaturation.base, full, 1e-5));
        QVERIFY(isClose(found.usersAtSaturation.p05, full * 3 / 3.9, 3e-3));
        QVERIFY(isClose(found.usersAtSaturation.p50, full, 3e-3));
        QVERIFY(isClose(found.usersAtSaturation.p95, full * 3 / 2.1, 3e-3));
        QVERIFY(isClose(found.usersAtTrigger.p05, 0.7 * full * 3 / 3.9, 3e-3));
        QVERIFY(isClose(found.points[0].utilization.p95, 0.6102 * 3.9 / 3, 5e-3)); // 0.610 at 100,000
        QCOMPARE(found.usersAtSaturation.samples, std::size_t(400));
        QCOMPARE(found.points[0].p99.samples, std::size_t(0));
    }

    // Every curve of the charts has a band: of each resource, each percentile, and what else could be built.
    void everyCurveHasFiguresOfItsOwn()
    {
        const CompiledDesign design = compileDesign(openDesign(kTemplate), theCatalog());
        const analysis::Curves curves = analysis::sweep(*design.stages[4], std::vector<double> { 2e5 });
        StudyRequest request { { 4 }, { 2e5 }, 30, 1, 30, {}, true };
        const auto of = study({ { "", "peak_factor", 2, 4, false } }, request);
        const StageBands found = evaluated(*of).front();
        const BandPoint &point = found.points.front();
        QCOMPARE(found.resources.size(), curves.utilization.size());
        QVERIFY(found.resources.size() > 1);
        for (std::size_t i = 0; i < found.resources.size(); ++i) {
            QCOMPARE(found.resources[i].first, curves.utilization[i].component);
            QCOMPARE(found.resources[i].second, curves.utilization[i].resource);
            QVERIFY(isClose(point.resources[i].base, curves.utilization[i].values[0], 1e-12));
            QVERIFY(point.resources[i].p05 <= point.resources[i].base
                    && point.resources[i].base <= point.resources[i].p95);
        }
        // The first loads with the peak factor: 3.9/3 at 95 %.
        QVERIFY(isClose(point.resources[0].p95, point.resources[0].base * 3.9 / 3, 3e-2));
        QVERIFY(point.p50.base < point.p95.base && point.p95.base < point.p99.base);
        for (const Band &each : { point.p50, point.p95, point.p99 })
            QVERIFY(each.samples == 30 && each.p05 <= each.base && each.base <= each.p95);
        const cost::GrowthPoint offers = cost::GrowthCosts(*design.project, 4, theCatalog()).at(2e5);
        QVERIFY(offers.scaleUp.cost && isClose(point.scaleUp.base, *offers.scaleUp.cost, 1e-12));
        QVERIFY(isClose(point.scaleOut.base, offers.scaleOut, 1e-12));
        QVERIFY(isClose(point.cheapest.base, *offers.sized[*offers.cheapest].cost, 1e-12));
        QCOMPARE(point.sized.size(), design.stages.size());
        for (const Band &each : { point.scaleUp, point.scaleOut, point.cheapest, point.sized[4] })
            QVERIFY(each.samples == 30 && each.p05 <= each.base && each.base <= each.p95 && each.p05 < each.p95);
        // Without asking for them there are none.
        request.offers = false;
        QCOMPARE(evaluated(*study({ { "", "peak_factor", 2, 4, false } }, request)).front().points[0].scaleUp.samples,
                 std::size_t(0));
    }

    // what a study leaves out of most samples changes none of the numbers that it asks for
    void loadsAloneAreThoseOfTheWholeStage()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            project::Project sampled = *design;
            sampled.workload.parameters.set("peak_factor", 3.7);
            for (std::size_t i = 0; i < design->stages.size(); ++i) {
                const auto base = analysis::compile(*design, i, theCatalog());
                const auto whole = analysis::compileLike(*base, sampled, i, theCatalog());
                const auto loads = analysis::compileLoadsLike(*base, sampled, i, theCatalog());
                QVERIFY(loads->limits->full == whole->limits->full);
                QVERIFY(loads->limits->at070 == whole->limits->at070);
                QCOMPARE(loads->limits->bottleneck, whole->limits->bottleneck);
                QVERIFY(loads->limits->usersAtSaturation == whole->limits->usersAtSaturation); // infinite, maybe
                const double users = std::max(1.0, design->stages[i]->users.to);
                QCOMPARE(analysis::costAt(*loads, users), analysis::costAt(*whole, users));
                QCOMPARE(loads->classes.size(), whole->classes.size());
                if (whole->classes.empty() || !whole->classes.front().availability)
                    continue;
                QCOMPARE(loads->classes.front().availability->value, whole->classes.front().availability->value);
            }
        }
    }

    // 5.4: two of three application servers in the template; one more or less changes how likely it is up
    void availabilityIsSpreadByWhatItDependsOn()
    {
        const auto of = study({ { "app", "n_min", 2, 6, false } }, { { 2 }, {}, 40, 1, 0, {} });
        const StageBands found = evaluated(*of).front();
        QVERIFY(isClose(found.availability.base, 0.999761, 5e-7));
        QCOMPARE(found.availability.samples, std::size_t(40));
        QVERIFY(found.availability.p05 < found.availability.p95 && found.availability.p95 < 1);
    }

    void bandsContainTheirMedians()
    {
        const auto of = study(kSome, { {}, {}, 60, 3, 10, {} });
        const std::vector<StageBands> found = evaluated(*of);
        QCOMPARE(found.size(), std::size_t(7));
        const auto isOrdered = [](const Band &band) { return band.p05 <= band.p50 && band.p50 <= band.p95; };
        for (const StageBands &each : found) {
            QVERIFY(isOrdered(each.usersAtSaturation) && isOrdered(each.usersAtRed) && isOrdered(each.usersAtTrigger));
            QVERIFY(isOrdered(each.points[0].utilization) && isOrdered(each.points[0].cost));
            QVERIFY(isOrdered(each.points[0].p99));
            QVERIFY(each.usersAtSaturation.p05 < each.usersAtSaturation.p95);
        }
    }

    void rangesWithoutWidthGiveBandsWithoutWidth()
    {
        const Ranges none { { "", "peak_factor", 3, 3, false },
                            { "", "service_demand", 1, 1, false },
                            { "db", "disk", 1, 1, true } };
        const auto of = study(none, { {}, {}, 5, 1, 5, project::GrowthPlan { 50'000, 5e6, 12, {}, 1, "" } });
        for (const StageBands &each : evaluated(*of)) {
            const auto isFlat = [](const Band &band) {
                const auto same = [&](double value) {
                    return value == band.base || std::abs(value - band.base) <= 1e-9 * std::abs(band.base);
                };
                return same(band.p05) && same(band.p50) && same(band.p95);
            };
            QVERIFY(isFlat(each.usersAtSaturation) && isFlat(each.usersAtRed) && isFlat(each.usersAtTrigger));
            QVERIFY(isFlat(each.points[0].utilization) && isFlat(each.points[0].cost) && isFlat(each.points[0].p99));
            QVERIFY(isFlat(each.month.value()));
        }
    }

    void theTriggerOfTheDesignIsThatOfTheMap()
    {
        const StageMap map = stageMapOf(compileDesign(openDesign(kTemplate), theCatalog()));
        const auto of = study({ { "", "peak_factor", 3, 3, false } }, { {}, {}, 1, 1, 0, {} });
        for (const StageBands &each : evaluated(*of))
            QVERIFY(isClose(each.usersAtTrigger.base, map.stages[each.stage].trigger->users, 1e-9));
    }

    /// With one input at an end of its range, when to move is what the map of the design with that value says. Fewer hits
    /// fill the replicas before the quota of mail (stage 5), the primary (6) and the shards (7) that are watched otherwise.
    void whenToMoveIsThatOfTheDesignWithTheInput()
    {
        const auto of = study(kSome, { {}, {}, 1, 1, 0, {} });
        const project::Snapshot design = openDesign(kTemplate);
        for (std::size_t input = 0; input < of->inputs().size(); ++input)
            for (const double end : { 0.0, 1.0 }) {
                std::vector<double> places(of->inputs().size(), std::nan(""));
                places[input] = end;
                const auto changed
                    = std::make_shared<project::Project>(withInputs(*design, of->inputs(), places, theCatalog()));
                const StageMap map = stageMapOf(compileDesign(changed, theCatalog()));
                for (const Tornado &each : of->tornado()) {
                    if (each.figure != Tornado::Figure::UsersAtTrigger)
                        continue;
                    const auto bar = std::find_if(each.bars.begin(), each.bars.end(),
                                                  [&](const TornadoBar &one) { return one.input == input; });
                    const double found = end > 0 ? bar->high : bar->low;
                    const double wanted = map.stages[each.stage].trigger->users;
                    QVERIFY2(isClose(found, wanted, 2e-6),
                             QStringLiteral("stage %1, %2 at %3: %4, not %5")
                                 .arg(each.stage + 1)
                                 .arg(QString::fromStdString(of->inputs()[input].title))
                                 .arg(end)
                                 .arg(found)
                                 .arg(wanted)
                                 .toUtf8()
                                 .constData());
                }
            }
    }

    /// A range of what has been deleted since keeps no other from being studied.
    void whatIsGoneIsLeftOut()
    {
        const Ranges ranges { { "", "peak_factor", 2, 4, false }, { "gone", "hit_ratio", 0.9, 1.1, true } };
        const auto of = study(ranges, { { 2 }, {}, 20, 1, 20, {} });
        QVERIFY(!of->inputs()[0].isGone && of->inputs()[1].isGone);
        const StageBands bands = evaluated(*of).front();
        QVERIFY(bands.usersAtSaturation.p05 < bands.usersAtSaturation.p95);
        for (const Tornado &each : of->tornado())
            QVERIFY(each.bars.size() == 1 && each.bars[0].input == 0);
    }

    /// Whoever connects clients to nothing never fills anything up: no users, no month, no time.
    void stagesThatServeNobodySaySo()
    {
        project::Project design = *openDesign(kTemplate);
        auto changed = std::make_shared<project::Stage>(*design.stages[0]);
        std::erase_if(changed->components, [](const auto &each) { return each.id == "clients"; });
        std::erase_if(changed->connections, [](const auto &each) { return each.from == "clients"; });
        design.stages[0] = changed;
        const auto made = Study::make(compileDesign(std::make_shared<project::Project>(design), theCatalog()),
                                      Ranges { { "", "peak_factor", 2, 4, false } }, { { 0, 1 }, {}, 5, 1, 5, {} });
        QVERIFY(made.ok());
        const std::vector<StageBands> bands = evaluated(**made);
        QVERIFY(!bands[0].serves && bands[1].serves);
        QVERIFY(std::isinf(bands[0].usersAtSaturation.base) && std::isinf(bands[0].usersAtTrigger.p05));
        QVERIFY(bands[0].points[0].cost.base > 0); // the bill comes all the same
        for (const Tornado &each : (*made)->tornado())
            QCOMPARE(each.stage, std::size_t(1));
    }

    void theSameSeedGivesTheSameBandsWhateverTheThreads()
    {
        const StudyRequest request { { 3, 5 }, { 1e5, 1e6 }, 40, 9, 4, {} };
        const std::vector<StageBands> one = evaluated(*study(kSome, request), 1);
        QVERIFY(one == evaluated(*study(kSome, request), 4));
        StudyRequest other = request;
        other.seed = 10;
        QVERIFY(!(one == evaluated(*study(kSome, other), 2)));
    }

    /// What is asked for p99 later is what it would have been at once, and nothing else changes.
    void p99OfTheOthersCanBeAskedForLater()
    {
        StudyRequest request;
        request.stages = { 3, 4 };
        request.samples = 24;
        request.percentileSamples = 24;
        const auto atOnce = study(kSome, request);
        const std::vector<StageBands> all = evaluated(*atOnce);
        request.percentileSamples = 5;
        const auto later = study(kSome, request);
        QCOMPARE(evaluated(*later).front().points.front().p99.samples, std::size_t(5));
        for (std::size_t i = 0; i < later->size(); ++i)
            later->evaluate(i);
        QVERIFY(later->bands() == all);
        QCOMPARE(all.front().points.front().p99.samples, std::size_t(24));
    }

    /// Of an element that differs between the stages, the base is that of the stage that is looked at.
    void aRelativeRangeIsOfTheStageThatIsLookedAt()
    {
        const project::Snapshot design = openDesign(kTemplate);
        const Ranges relative { { "cache", "hit_ratio", 0.9, 1.08, true } };
        const auto fourth = resolveRanges(*design, relative, theCatalog());
        const auto sixth = resolveRangesIn(5, *design, relative, theCatalog());
        QVERIFY(fourth && sixth);
        QVERIFY(isClose(fourth.value().front().base, 0.8, 1e-12));
        QVERIFY(isClose(sixth.value().front().base, 0.9, 1e-12));
        QVERIFY(isClose(sixth.value().front().high, 0.972, 1e-12));
        StudyRequest request;
        request.stages = { 5 };
        request.samples = 1;
        QVERIFY(isClose(study(relative, request)->inputs().front().low, 0.81, 1e-12));
    }

    void bandsAppearWhileSamplesAreEvaluated()
    {
        const auto of = study(kSome, { { 2 }, {}, 20, 1, 0, {} });
        QCOMPARE(of->bands()[0].usersAtSaturation.samples, std::size_t(0));
        for (std::size_t sample : { 4UL, 7UL, 19UL })
            of->evaluate(sample);
        QCOMPARE(of->bands()[0].usersAtSaturation.samples, std::size_t(3));
    }

    // Peak factor 2..4 moves U_sat from 3/2 to 3/4 of it; demand ± 10 % of the work less: the wider swing comes first.
    void theTornadoIsSortedBySwing()
    {
        const Ranges ranges { { "", "service_demand", 0.9, 1.1, false }, { "", "peak_factor", 2, 4, false } };
        const auto all = study(ranges, { { 2 }, {}, 1, 1, 1, {} })->tornado();
        const Tornado &users = tornadoOf(all, Tornado::Figure::UsersAtSaturation);
        QCOMPARE(users.bars.size(), std::size_t(2));
        QCOMPARE(users.bars[0].input, std::size_t(1));
        QVERIFY(isClose(users.bars[0].low, users.base * 1.5, 1e-9)
                && isClose(users.bars[0].high, users.base * 0.75, 1e-9));
        QVERIFY(isClose(users.bars[1].low, users.base / 0.9, 1e-6)); // DB CPU is all statements: 23 ms·0.9
        for (const Tornado &each : all)
            for (std::size_t i = 1; i < each.bars.size(); ++i)
                QVERIFY(each.bars[i - 1].swing() >= each.bars[i].swing());
        const Tornado &cost = tornadoOf(all, Tornado::Figure::Cost);
        QVERIFY(cost.bars[0].swing() > 0);
    }

    // Growing 1.25 times as fast, the trigger comes after 1/1.25 of the time.
    void fasterGrowthComesEarlier()
    {
        StudyRequest request { { 2 }, {}, 200, 1, 0, project::GrowthPlan { 50'000, 5e6, 12, {}, 1, "" } };
        const StageBands found = evaluated(*study({ { "", "growth", 0.8, 1.25, false } }, request)).front();
        const double month = 12 * std::log(0.7 * 163'883 / 50'000) / std::log(100);
        QVERIFY(isClose(found.month->base, month, 1e-4));
        QVERIFY(found.month->p05 > month / 1.25 && found.month->p05 < month / 1.2);
        QVERIFY(isClose(found.usersAtTrigger.p05, found.usersAtTrigger.p95, 1e-12));
    }

    // A hundredfold in twelve months: in month m of growth that is f times as fast there are 50,000·100^(f·m/12) users,
    // after the end of the plan, too. More users cost no less, so 5 and 95 % of the bill are those of the growth.
    void billsOfAPlanFollowTheGrowth()
    {
        StudyRequest request { { 5 }, { 5e4 }, 200, 1, 0, project::GrowthPlan { 50'000, 5e6, 12, {}, 1, "" } };
        request.bills = { { 5, 6.0 }, { 4, 7.0 }, { 5, 12.0 } };
        const StageBands found = evaluated(*study({ { "", "growth", 0.8, 1.25, false } }, request)).front();
        QCOMPARE(found.bills.size(), std::size_t(2)); // of this stage
        const auto billAt = [](double months) {
            return analysis::analyze(*openDesign(kTemplate), 5, 50'000 * std::pow(100, months / 12), theCatalog())
                .costPerMonth;
        };
        for (const BillBand &each : found.bills) {
            QVERIFY(isClose(each.cost.base, billAt(each.month), 1e-9));
            QVERIFY(each.cost.p05 > billAt(0.8 * each.month) && each.cost.p05 < billAt(0.85 * each.month));
            QVERIFY(each.cost.p95 > billAt(1.2 * each.month) && each.cost.p95 < billAt(1.25 * each.month));
        }
        QCOMPARE(found.bills[1].month, 12.0);
    }

    void factorsOfDemandScaleTheWork()
    {
        const project::Snapshot design = openDesign(kTemplate);
        const auto inputs = resolveRanges(*design, Ranges { { "", "service_demand", 0.5, 2, false } }, theCatalog());
        QVERIFY(inputs.ok());
        const std::vector<double> high { 1 };
        const std::vector<double> asIs { 1.0 / 3 }; // 0.5 + 1.5/3 = 1
        const auto at = [&](const std::vector<double> &places) {
            return analysis::analyze(withInputs(*design, *inputs, places, theCatalog()), 2, 1e5, theCatalog());
        };
        const auto now = analysis::analyze(*design, 2, 1e5, theCatalog());
        QVERIFY(isClose(at(asIs).usersAtSaturation, now.usersAtSaturation, 1e-9));
        QVERIFY(isClose(at(high).usersAtSaturation, now.usersAtSaturation / 2, 1e-6));
    }

    void factorsOfDemandReachTimesThatComponentsState()
    {
        const project::Project design = ProjectBuilder()
                                            .component("clients", "client_population")
                                            .component("app", "web_app_server", { { "vcpu", 64.0 } })
                                            .component("service", "microservice", { { "service_time", 0.01 } })
                                            .link("clients", "app", "call")
                                            .link("app", "service", "call")
                                            .onlyClass({ { "page", 1, 0.001, 0 }, { "rpc", 1, 0, 0 } })
                                            .build();
        const auto inputs = resolveRanges(design, Ranges { { "", "service_demand", 0.7, 1.3, true } }, theCatalog());
        QVERIFY(inputs.ok());
        const double now = analysis::analyze(design, 0, 1000, theCatalog()).usersAtSaturation;
        const std::vector<double> low { 0 };
        const std::vector<double> high { 1 };
        const auto at = [&](const std::vector<double> &places) {
            return analysis::analyze(withInputs(design, *inputs, places, theCatalog()), 0, 1000, theCatalog())
                .usersAtSaturation;
        };
        QVERIFY(isClose(at(low), now / 0.7, 1e-9));
        QVERIFY(isClose(at(high), now / 1.3, 1e-9));
    }

    void rangesAreReadAsPeopleWriteThem()
    {
        const project::Snapshot design = openDesign(kTemplate);
        const auto read = [&](const char *text) { return parseRange(text, *design, theCatalog()); };
        const std::pair<const char *, project::Uncertainty> ranges[] {
            { "peak_factor=2..4", { "", "peak_factor", 2, 4, false } },
            { "app.http_time=0.4ms..2ms", { "app", "http_time", 0.0004, 0.002, false } },
            { "cache.hit_ratio=70%..90%", { "cache", "hit_ratio", 0.7, 0.9, false } },
            { "db.disk=0.8x..1.5x", { "db", "disk", 0.8, 1.5, true } },
            { "service_demand=±30%", { "", "service_demand", 0.7, 1.3, true } },
        };
        for (const auto &[text, wanted] : ranges) {
            const auto found = read(text);
            QVERIFY2(found.ok(), text);
            QCOMPARE(found->element, wanted.element);
            QCOMPARE(found->parameter, wanted.parameter);
            QVERIFY(isClose(found->low, wanted.low, 1e-12) && isClose(found->high, wanted.high, 1e-12));
            QCOMPARE(found->isRelative, wanted.isRelative);
        }
        for (const char *wrong :
             { "", "peak_factor", "=1..2", "peak_factor=2", "peak_factor=4..2", "nobody.cares=1..2", "db.nothing=1..2",
               "peak_factor=a..b", "db.disk=±200%", "cache.hit_ratio=0.7..0.9" }) // 0.7 % or 70 %?
            QVERIFY2(!read(wrong).ok(), wrong);
    }

    void whatIsNoInputIsRefused()
    {
        const project::Snapshot design = openDesign(kTemplate);
        for (const Ranges &wrong :
             { Ranges { { "", "nothing", 1, 2, false } }, Ranges { { "db", "size", 1, 2, false } },
               Ranges { { "", "peak_factor", 0.1, 2, false } }, Ranges { { "", "growth", 0, 2, false } } })
            QVERIFY(!resolveRanges(*design, wrong, theCatalog()).ok());
    }
};

HEADROOM_TEST(QCoreApplication, UncertaintyTest)

} // namespace headroom::tst_uncertainty

#include "tst_uncertainty.moc"
