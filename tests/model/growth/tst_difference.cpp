#include "model/growth/difference.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <map>

namespace headroom::tst_difference {

using namespace growth;
using namespace test;
using What = ElementChange::What;

namespace {

const ElementChange *changeOf(const std::vector<ElementChange> &changes, const std::string &id)
{
    const auto found
        = std::find_if(changes.begin(), changes.end(), [&](const ElementChange &each) { return each.id == id; });
    return found == changes.end() ? nullptr : &*found;
}

const FieldChange *fieldOf(const ElementChange &change, const std::string &id)
{
    const auto found = std::find_if(change.fields.begin(), change.fields.end(),
                                    [&](const FieldChange &each) { return each.id == id; });
    return found == change.fields.end() ? nullptr : &*found;
}

const FigureChange &figureOf(const Difference &difference, const std::string &id)
{
    const auto found = std::find_if(difference.figures.begin(), difference.figures.end(),
                                    [&](const FigureChange &each) { return each.id == id; });
    if (found == difference.figures.end())
        qFatal("no figure %s", id.c_str());
    return *found;
}

/// The same with both sides exchanged; changes in any order.
bool mirrors(const std::vector<ElementChange> &there, const std::vector<ElementChange> &back)
{
    if (there.size() != back.size())
        return false;
    return std::all_of(there.begin(), there.end(), [&](const ElementChange &each) {
        const ElementChange *other = changeOf(back, each.id);
        if (!other || other->fields.size() != each.fields.size())
            return false;
        const What wanted = each.what == What::Added ? What::Removed
            : each.what == What::Removed             ? What::Added
                                                     : What::Changed;
        return other->what == wanted
            && std::all_of(each.fields.begin(), each.fields.end(), [&](const FieldChange &field) {
                   const FieldChange *mirrored = fieldOf(*other, field.id);
                   return mirrored && mirrored->before == field.after && mirrored->after == field.before;
               });
    });
}

} // namespace

/// What differs between stages and designs.
class DifferenceTest final : public QObject {
    Q_OBJECT

    const project::Snapshot m_seven = openDesign("resources/templates/seven-stages.headroom");

private Q_SLOTS:
    void aStageDoesNotDifferFromItself()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (std::size_t i = 0; i < design->stages.size(); ++i) {
                const Difference same = differenceOf(*design, i, *design, i, design->stages[i]->users.to, theCatalog());
                QVERIFY2(same.isEmpty(), path.c_str());
                for (const FigureChange &each : same.figures)
                    QVERIFY2(each.isSame() && (!each.delta() || std::abs(*each.delta()) <= 0), each.id.c_str());
            }
        }
    }

    void thereAndBackAreMirrors()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (std::size_t i = 1; i < design->stages.size(); ++i) {
                const Difference there = elementsBetween(*design, i - 1, *design, i, theCatalog());
                const Difference back = elementsBetween(*design, i, *design, i - 1, theCatalog());
                QVERIFY2(!there.isEmpty(), path.c_str());
                QVERIFY2(mirrors(there.components, back.components), path.c_str());
                QVERIFY2(mirrors(there.connections, back.connections), path.c_str());
            }
        }
    }

    // domain spec 7.1: stage 4 adds CDN and cache, the app gets m7g.xlarge, the database r6g.2xlarge.
    void fromTheThirdToTheFourthStage()
    {
        const Difference found = differenceOf(*m_seven, 2, *m_seven, 3, 100'000, theCatalog());
        const ElementChange *cache = changeOf(found.components, "cache");
        QVERIFY(cache && cache->what == What::Added && cache->fields.empty());
        const ElementChange *database = changeOf(found.components, "db");
        QVERIFY(database && database->what == What::Changed);
        const FieldChange *size = fieldOf(*database, "size");
        QVERIFY(size && size->before && size->after);
        QVERIFY(size->before->find("xlarge") != std::string::npos);
        QVERIFY2(size->after->find("2xlarge") != std::string::npos, size->after->c_str());
        QVERIFY(!fieldOf(*database, "vcpu")); // comes with the size, nobody stated it
        // 7.2: U_sat 163,883 → 997,606; 10.2: 3,180 USD in S4 at 100k, 1,930 in S3
        QVERIFY(isClose(figureOf(found, "users_at_saturation").before.value(), 163'883, 1e-4));
        QVERIFY(isClose(figureOf(found, "users_at_saturation").after.value(), 997'606, 1e-4));
        QVERIFY(isClose(figureOf(found, "cost_per_month").before.value(), 1930, 0.01));
        QVERIFY(isClose(figureOf(found, "cost_per_month").after.value(), 3180, 0.01));
        QVERIFY(isClose(figureOf(found, "cost_per_month").delta().value(), 1250, 0.03));
        QVERIFY(figureOf(found, "p99").delta().value() < 0);
        QVERIFY(isClose(figureOf(found, "headroom").before.value(), 1.63883, 1e-4));
        QVERIFY(figureOf(found, "bottleneck").wordsBefore.find("CPU") != std::string::npos);
    }

    // three regions have a cache each
    void severalOfOneNameAreToldApart()
    {
        const Difference found = differenceOf(*m_seven, 5, *m_seven, 6, 10e6, theCatalog());
        QCOMPARE(changeOf(found.components, "cache-us")->name, std::string("Cache (Region America)"));
        QCOMPARE(changeOf(found.components, "cache")->name, std::string("Cache (Region Europe)"));
        QCOMPARE(changeOf(found.components, "db")->name, std::string("Database"));
        QCOMPARE(changeOf(found.connections, "app-us-cache-us")->name,
                 std::string("App servers (Region America) → Cache (Region America)"));
        project::Project twins = *m_seven;
        auto stage = std::make_shared<project::Stage>(*twins.stages[0]);
        project::Component twin = stage->components.front();
        twin.id += "-2";
        stage->components.push_back(twin);
        twins.stages[0] = stage;
        const Difference two = elementsBetween(*m_seven, 0, twins, 0, theCatalog());
        QCOMPARE(two.components.front().name, twin.name + " (" + twin.id + ")"); // no place tells them apart
    }

    // A card that is carried on has to slide, and an edit to reach it: of what has the same kind and name in the next
    // stage, one keeps its id. (The old primary is no shard: those have another kind.)
    void whatIsCarriedOnKeepsItsId_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *name : { "examples/web-shop", "examples/social-feed", "examples/video-site",
                                  "examples/growth-plan", "resources/templates/seven-stages" })
            QTest::newRow(name) << QStringLiteral("%1.headroom").arg(QLatin1String(name));
    }
    void whatIsCarriedOnKeepsItsId()
    {
        QFETCH(QString, file);
        const project::Snapshot design = openDesign(file.toStdString());
        for (std::size_t stage = 0; stage + 1 < design->stages.size(); ++stage) {
            std::map<std::string, bool> isCarried; // by kind and name
            const project::Stage &after = *design->stages[stage + 1];
            for (const project::Component &each : design->stages[stage]->components) {
                const auto isAlike = [&](const project::Component &other) {
                    return other.kind == each.kind && other.name == each.name;
                };
                const project::Component *kept = after.findComponent(each.id);
                if (std::any_of(after.components.begin(), after.components.end(), isAlike))
                    isCarried[each.kind + " " + each.name] |= kept && isAlike(*kept);
            }
            for (const auto &[what, carried] : isCarried)
                QVERIFY2(carried, (what + " after stage " + std::to_string(stage + 1)).c_str());
        }
    }

    void whatIsChangedIsToldPartByPart()
    {
        project::Project changed = *m_seven;
        auto stage = std::make_shared<project::Stage>(*changed.stages[2]);
        for (project::Component &each : stage->components)
            if (each.id == "app") {
                each.name = "Web servers";
                each.position.x += 100;              // no difference
                each.parameters.set("locked", true); // a look
                each.parameters.set("boot_time", 0.0 + *catalog::numberOf(theCatalog(), each, "boot_time")); // as it is
                each.parameters.set("http_time", 0.002);
            }
        const std::string gone = stage->connections.back().id;
        stage->connections.pop_back();
        changed.stages[2] = stage;
        changed.workload.parameters.set("peak_factor", 2.0);
        const Difference found = elementsBetween(*m_seven, 2, changed, 2, theCatalog());
        QCOMPARE(found.components.size(), std::size_t(1));
        const ElementChange &app = found.components.front();
        QCOMPARE(app.fields.size(), std::size_t(2));
        QCOMPARE(fieldOf(app, "name")->after.value(), std::string("Web servers"));
        QVERIFY(fieldOf(app, "http_time")->after->find("ms") != std::string::npos);
        const auto *removed = changeOf(found.connections, gone);
        QVERIFY(removed && removed->what == What::Removed);
        QCOMPARE(found.workload.size(), std::size_t(1));
        QCOMPARE(found.workload[0].before.value(), std::string("3"));
        QCOMPARE(found.workload[0].after.value(), std::string("2"));
    }

    void saturatedLatenciesSayWhyTheyAreNotThere()
    {
        const Difference found = differenceOf(*m_seven, 2, *m_seven, 3, 500'000, theCatalog());
        const FigureChange &p99 = figureOf(found, "p99");
        QVERIFY(!p99.before && p99.after && !p99.delta());
        QCOMPARE(p99.wordsBefore, std::string("saturated"));
    }

    void usersAreThoseOfTheLowerUpperEnd()
    {
        QCOMPARE(usersToCompareAt(*m_seven, 2, *m_seven, 3), 100'000.0);
        QCOMPARE(usersToCompareAt(*m_seven, 3, *m_seven, 2), 100'000.0);
    }

    void stagesWithoutComponentsCanBeCompared()
    {
        const project::Snapshot empty = openDesign("resources/templates/empty.headroom");
        const Difference found = differenceOf(*empty, 0, *m_seven, 0, 1000, theCatalog());
        QVERIFY(!found.components.empty());
        QVERIFY(std::all_of(found.components.begin(), found.components.end(),
                            [](const ElementChange &each) { return each.what == What::Added; }));
    }

    /// A month has 2,628,000 s: 1e-7 of it is a quarter of a second, 1e-6 are 2.6 s.
    void lessThanASecondAMonthIsNoDifference()
    {
        using Form = FigureChange::Form;
        FigureChange change { "availability", "Availability", Form::Availability, 0.9997, 0.9997 + 1e-7, {}, {} };
        QVERIFY(change.isSame());
        change.after = 0.9997 - 1e-7;
        QVERIFY(change.isSame());
        change.after = 0.9997 + 1e-6;
        QVERIFY(!change.isSame());
        change.after.reset();
        QVERIFY(!change.isSame());
        QVERIFY(!(FigureChange { "share", "Share", Form::Share, 0.9997, 0.9997 + 1e-7, {}, {} }).isSame());
    }

    void nobodyServedHoldsNobody()
    {
        const project::Project nobody
            = ProjectBuilder().component("clients", "client_population").component("db", "rdb_primary").build();
        const Difference found = differenceOf(*m_seven, 1, nobody, 0, 1000, theCatalog());
        for (const char *id : { "users_at_saturation", "users_at_085", "headroom" }) {
            const auto row = std::find_if(found.figures.begin(), found.figures.end(),
                                          [&](const FigureChange &each) { return each.id == std::string(id); });
            QVERIFY(row != found.figures.end());
            QVERIFY2(row->before && !row->after && !row->delta(), id);
            QCOMPARE(row->wordsAfter, std::string("serves nobody"));
        }
    }
};

HEADROOM_TEST(QCoreApplication, DifferenceTest)

} // namespace headroom::tst_difference

#include "tst_difference.moc"
