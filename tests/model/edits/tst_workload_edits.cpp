#include "model/edits/workload_edits.h"
#include "model/workload/workload.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_workload_edits {

using namespace edits;
using project::Journey;
using project::Project;
using project::RequestClass;
using project::Workload;

/// The edits of a workload: one change each, named in users' words, and nothing else moves.
class WorkloadEditsTest final : public QObject {
    Q_OBJECT

    const catalog::Catalog &m_catalog = test::theCatalog();
    const project::Snapshot m_design = test::openDesign("examples/social-feed.headroom");

    Project after(const Project &before, const Edit &edit)
    {
        const Result<project::Snapshot> done = apply(before, edit, m_catalog);
        if (!done)
            qWarning("%s", done.error().message().c_str());
        return done ? **done : Project {};
    }
    std::string name(const Edit &edit) { return describe(edit, *m_design, m_catalog); }
    double requests(const Project &project) { return analysis::analyze(project, 4, 1e6, m_catalog).requestsPerSecond; }
    double ratio(const Workload &workload)
    {
        return workload::readsPerWrite(workload::classesOf(workload, m_catalog),
                                       workload::statedShares(workload, m_catalog), m_catalog);
    }

private Q_SLOTS:
    void statingTheJourneysOfAPresetChangesNoLoad()
    {
        Project before = *m_design;
        before.workload.parameters.set("actions_per_session", 48.0); // the preset's journey has 24
        const WorkloadEdits edits(before.workload, m_catalog);
        Journey changed = edits.journeys().at(0);
        changed.name = "Renamed";
        const Project renamed = after(before, edits.changeJourney(0, changed));
        QCOMPARE(renamed.workload.journeys.at(0).name, std::string("Renamed"));
        QVERIFY(std::abs(requests(renamed) / requests(before) - 1) < 1e-12);
        QVERIFY(std::abs(workload::thinkTime(before.workload, m_catalog)
                         - analysis::analyze(before, 4, 1e6, m_catalog).thinkTime)
                < 1e-12);
        QVERIFY(std::abs(workload::thinkTime(renamed.workload, m_catalog)
                         - analysis::analyze(renamed, 4, 1e6, m_catalog).thinkTime)
                < 1e-12);
    }

    void journeysComeAndGo()
    {
        const WorkloadEdits edits(m_design->workload, m_catalog);
        const Project added = after(*m_design, edits.addJourney());
        QCOMPARE(added.workload.journeys.size(), std::size_t(2));
        QCOMPARE(added.workload.journeys[1].name, std::string("New journey"));
        const WorkloadEdits more(added.workload, m_catalog);
        const Project copied = after(added, more.copyJourney(1));
        QCOMPARE(copied.workload.journeys.size(), std::size_t(3));
        QCOMPARE(copied.workload.journeys[2].name, std::string("New journey 2"));
        QVERIFY(copied.workload.journeys[2].id != copied.workload.journeys[1].id);
        QCOMPARE(copied.workload.journeys[2].visits, copied.workload.journeys[1].visits);
        const WorkloadEdits fewer(copied.workload, m_catalog);
        const Project removed = after(copied, fewer.removeJourney(0));
        QCOMPARE(removed.workload.journeys.size(), std::size_t(2));
        QCOMPARE(removed.workload.journeys[0].name, std::string("New journey"));
        QVERIFY(after(removed, fewer.resetJourneys()).workload == m_design->workload);
    }

    void classesComeAndGoWithTheirVisits()
    {
        const WorkloadEdits edits(m_design->workload, m_catalog);
        const Project added = after(*m_design, edits.addClass());
        QCOMPARE(added.workload.classes.size(), edits.classes().size() + 1);
        QCOMPARE(added.workload.journeys, edits.journeys()); // the preset's would be lost beside own classes
        QVERIFY(std::abs(requests(added) / requests(*m_design) - 1) < 1e-12);
        const WorkloadEdits more(added.workload, m_catalog);
        const Project removed = after(added, more.removeClass(0));
        QCOMPARE(removed.workload.classes[0].id, edits.classes()[1].id);
        for (const project::ClassVisit &visit : removed.workload.journeys.at(0).visits)
            QVERIFY(visit.requestClass != edits.classes()[0].id);
        const WorkloadEdits last(removed.workload, m_catalog);
        const Project reset = after(removed, last.resetClasses());
        QVERIFY(reset.workload.classes.empty());
        QCOMPARE(reset.workload.journeys, removed.workload.journeys); // the preset has all that they visit
    }

    /// Journeys that visit what the preset does not have go with the classes.
    void resetClassesTakesStrangeJourneysAlong()
    {
        Project own = after(*m_design, WorkloadEdits(m_design->workload, m_catalog).addClass());
        const WorkloadEdits edits(own.workload, m_catalog);
        Journey changed = edits.journeys().at(0);
        changed.visits.push_back({ edits.classes().back().id, 3 });
        own = after(own, edits.changeJourney(0, changed));
        QVERIFY(after(own, WorkloadEdits(own.workload, m_catalog).resetClasses()).workload == m_design->workload);
    }

    void editsAreCalledWhatPeopleDid()
    {
        const WorkloadEdits edits(m_design->workload, m_catalog);
        const auto journey = [&](auto change) {
            Journey changed = edits.journeys().at(0);
            change(changed);
            return name(edits.changeJourney(0, changed));
        };
        const auto requestClass = [&](auto change) {
            RequestClass changed = edits.classes().at(0);
            change(changed);
            return name(edits.changeClass(0, changed));
        };
        QCOMPARE(journey([](Journey &each) { each.name = "Read"; }), std::string("Rename the journey to \"Read\""));
        QCOMPARE(journey([](Journey &each) { each.p95 = 0.2; }), std::string("Set p95 of \"Social session\""));
        QCOMPARE(journey([](Journey &each) { each.visits[0].count = 3; }),
                 std::string("Set the \"Feed\" requests of \"Social session\""));
        QCOMPARE(journey([](Journey &each) { each.visits.erase(each.visits.begin()); }),
                 std::string("Set the \"Feed\" requests of \"Social session\""));
        QCOMPARE(requestClass([](RequestClass &each) { each.changesState = true; }),
                 std::string("Count \"Feed\" as a write"));
        QCOMPARE(requestClass([](RequestClass &each) { each.uses[0].time = 1; }),
                 std::string("Set the requests of \"Feed\""));
        QCOMPARE(name(edits.removeJourney(0)), std::string("Delete the journey \"Social session\""));
        QCOMPARE(name(edits.removeClass(1)), std::string("Delete the class \"Item\""));
        QCOMPARE(name(SetDay { std::vector<double>(24, 1.0), 0 }), std::string("Change the day"));
        QCOMPARE(name(SetDay {}), std::string("Reset the day"));
        Project flat = *m_design;
        flat.workload.day.assign(24, 1.0);
        std::vector<double> day = flat.workload.day;
        day[14] = 0.5;
        QCOMPARE(describe(SetDay { day, 0 }, flat, m_catalog), std::string("Set the load at 14:00"));
        QCOMPARE(name(SetWorkloadParameter { "peak_factor", 2.0 }),
                 std::string("Set \"Peak over mean\" of the workload"));
        QCOMPARE(name(SetWorkloadPreset { "web_shop" }), std::string("Base the workload on \"Web shop\""));
        QCOMPARE(name(SetCriticality { "high" }), std::string("Set the criticality to \"high\""));
    }

    void readsToAWriteAreWhatIsAskedFor_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<double>("ratio");
        for (const catalog::WorkloadPreset &preset : test::theCatalog().presets())
            for (const double ratio : { 0.25, 1.0, 100.0 })
                QTest::addRow("%s %g", preset.id.c_str(), ratio) << QString::fromStdString(preset.id) << ratio;
    }
    void readsToAWriteAreWhatIsAskedFor()
    {
        QFETCH(QString, preset);
        QFETCH(double, ratio);
        Project before = *m_design;
        before.workload.preset = preset.toStdString();
        const WorkloadEdits edits(before.workload, m_catalog);
        const Result<Batch> edit = edits.setReadsPerWrite(ratio);
        QVERIFY(edit);
        const Project done = after(before, *edit);
        QVERIFY(std::abs(this->ratio(done.workload) / ratio - 1) < 1e-12);
        QVERIFY(
            std::abs(workload::actionsPerSession(done.workload.journeys) / workload::actionsPerSession(edits.journeys())
                     - 1)
            < 1e-12);
        const analysis::Report report = analysis::analyze(done, 4, 1e6, m_catalog);
        QVERIFY(std::abs(report.readsPerWrite / ratio - 1) < 1e-9);
        QVERIFY(std::abs(report.requestsPerSecond / requests(before) - 1) < 1e-12);
    }

    void readsToAWriteOfClassesByShare()
    {
        Project before = *m_design;
        before.workload.classes = m_catalog.preset("consumer_app").classes;
        const Result<Batch> edit = WorkloadEdits(before.workload, m_catalog).setReadsPerWrite(9);
        QVERIFY(edit);
        const Project done = after(before, *edit);
        QVERIFY(done.workload.journeys.empty());
        QVERIFY(std::abs(ratio(done.workload) - 9) < 1e-12);
        before.workload.classes.resize(1); // reads alone
        QVERIFY(!WorkloadEdits(before.workload, m_catalog).setReadsPerWrite(9));
        QVERIFY(!WorkloadEdits(m_design->workload, m_catalog).setReadsPerWrite(0));
        QVERIFY(!WorkloadEdits(m_design->workload, m_catalog).setReadsPerWrite(std::nan("")));
    }

    void wrongClassesAreRefused()
    {
        const std::vector<RequestClass> good = m_catalog.preset("consumer_app").classes;
        const auto refused = [&](auto change) {
            std::vector<RequestClass> wrong = good;
            change(wrong);
            const Result<project::Snapshot> done = apply(*m_design, SetClasses { wrong }, m_catalog);
            return !done && !done.error().mend.empty();
        };
        const double nan = std::nan("");
        QVERIFY(!refused([](auto &) {}));
        QVERIFY(refused([](auto &all) { all[0].id = "no id"; }));
        QVERIFY(refused([](auto &all) { all[0].id = all[1].id; }));
        QVERIFY(refused([](auto &all) { all[0].name = std::string(201, 'a'); }));
        QVERIFY(refused([nan](auto &all) { all[0].share = nan; }));
        QVERIFY(refused([](auto &all) { all[0].share = -1; }));
        QVERIFY(refused([](auto &all) { all[0].uses[0].count = -1; }));
        QVERIFY(refused([nan](auto &all) { all[0].uses[0].time = nan; }));
        QVERIFY(refused([](auto &all) { all[0].uses[0].bytes = 1e16; }));
        QVERIFY(refused([](auto &all) { all.resize(101, all[0]); }));
        QVERIFY(refused([](auto &all) {
            for (RequestClass &each : all)
                each.share = 0;
        }));
    }

    void wrongDaysAndTiersAreRefused()
    {
        const auto refused = [&](const Edit &edit) { return !apply(*m_design, edit, m_catalog); };
        QVERIFY(!refused(SetDay { std::vector<double>(24, 0.5), 0 }));
        QVERIFY(refused(SetDay { std::vector<double>(23, 0.5), 0 }));
        QVERIFY(refused(SetDay { std::vector<double>(24, 0.0), 0 }));
        QVERIFY(refused(SetDay { std::vector<double>(24, std::nan("")), 0 }));
        QVERIFY(refused(SetDay { std::vector<double>(24, -1.0), 0 }));
        QVERIFY(refused(SetCriticality { "nobody" }));
        QCOMPARE(after(*m_design, SetCriticality { "hobby" }).criticality, std::string("hobby"));
    }

    void aDragOverTheDayIsOneStep()
    {
        const SetDay first { std::vector<double>(24, 1.0), 3 };
        const SetDay next { std::vector<double>(24, 0.5), 3 };
        QVERIFY(continues(next, first));
        QVERIFY(!continues(SetDay { next.day, 4 }, first));
        QVERIFY(!continues(SetDay { next.day, 0 }, SetDay { first.day, 0 }));
        QVERIFY(!continues(next, SetJourneys {}));
    }

    void shapesOfTheDayAreDays()
    {
        QVERIFY(m_catalog.dayShapes().size() >= 4);
        for (const catalog::DayShape &shape : m_catalog.dayShapes()) {
            QVERIFY2(!workload::wrongDay(shape.hours), shape.id.c_str());
            QVERIFY2(workload::relativeToPeak(shape.hours) == shape.hours, shape.id.c_str());
            const Project done = after(*m_design, SetDay { shape.hours, 0 });
            QCOMPARE(workload::actingDay(done.workload, m_catalog), shape.hours);
        }
        QCOMPARE(workload::actingDay(m_design->workload, m_catalog), workload::dayCurve(3));
    }
};

HEADROOM_TEST(QCoreApplication, WorkloadEditsTest)

} // namespace headroom::tst_workload_edits

#include "tst_workload_edits.moc"
