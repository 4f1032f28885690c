#include "model/layout/diagram.h"
#include "model/serialization/project_json.h"
#include "model/serialization/report_json.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_designs {

using namespace test;

namespace {

bool standsIn(const project::Stage &stage, const project::Component &component, const std::string &place)
{
    for (const project::Component *at = &component; at && !at->place.empty(); at = stage.findComponent(at->place))
        if (at->place == place)
            return true;
    return false;
}

bool overlap(const project::Component &a, const project::Component &b)
{
    const project::Size card { layout::kCardWidth, layout::kCardHeight };
    const project::Size sizeA = a.size.value_or(card);
    const project::Size sizeB = b.size.value_or(card);
    return a.position.x < b.position.x + sizeB.width && b.position.x < a.position.x + sizeA.width
        && a.position.y < b.position.y + sizeB.height && b.position.y < a.position.y + sizeA.height;
}

} // namespace

/// Every example and template: opens, is canonical, and can be analyzed at any number of users.
class DesignsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyDesign_data()
    {
        QTest::addColumn<QString>("path");
        for (const std::string &path : allDesigns())
            QTest::newRow(path.c_str()) << QString::fromStdString(path);
    }
    void everyDesign()
    {
        QFETCH(QString, path);
        const auto read = serialization::readProject(sourceText(path.toStdString()), path.toStdString(), theCatalog());
        QVERIFY2(read, read ? "" : read.error().message().c_str());
        QVERIFY(read->notes.empty());
        QCOMPARE(serialization::writeProject(*read->project), sourceText(path.toStdString()));
        for (std::size_t stage = 0; stage < read->project->stages.size(); ++stage)
            for (const double users : { 0.0, 1.0, 1e3, 1.4e6, 1e9 }) {
                const auto report = analysis::analyze(*read->project, stage, users, theCatalog());
                QVERIFY(std::isfinite(report.costPerMonth));
                for (const auto &component : report.components)
                    for (const auto &resource : component.resources)
                        QVERIFY(std::isfinite(resource.utilization) && resource.utilization >= 0);
                const std::string text = serialization::writeReport(report);
                QVERIFY(text.find("null") == std::string::npos && text.find("nan") == std::string::npos);
            }
    }

    void nothingStandsOnWhatItIsNotIn_data() { everyDesign_data(); }
    void nothingStandsOnWhatItIsNotIn()
    {
        QFETCH(QString, path);
        const project::Snapshot design = openDesign(path.toStdString());
        for (const auto &stage : design->stages)
            for (std::size_t i = 0; i < stage->components.size(); ++i)
                for (std::size_t k = 0; k < i; ++k) {
                    const project::Component &a = stage->components[i];
                    const project::Component &b = stage->components[k];
                    const bool isNested = standsIn(*stage, a, b.id) || standsIn(*stage, b, a.id);
                    QVERIFY2(isNested || !overlap(a, b), (stage->name + ": " + a.id + ", " + b.id).c_str());
                }
    }

    void examplesHaveSevenStagesWithNames()
    {
        for (const char *name : { "social-feed", "web-shop", "video-site" }) {
            const project::Snapshot design = openDesign(std::string("examples/") + name + ".headroom");
            QCOMPARE(design->stages.size(), std::size_t(7));
            const auto summaries = analysis::summarizeStages(*design, theCatalog());
            for (const auto &stage : summaries) {
                QVERIFY(!stage.failsInRange);
                QVERIFY(!stage.bottleneckComponent.empty());
                QVERIFY(stage.costAtTo > 0);
            }
        }
    }

    void componentsKeepTheirIdsThroughTheStages()
    {
        const project::Snapshot design = openDesign("examples/social-feed.headroom");
        for (std::size_t stage = 1; stage < 6; ++stage)
            QVERIFY(design->stages[stage]->findComponent("clients") && design->stages[stage]->findComponent("db"));
    }
};

HEADROOM_TEST(QCoreApplication, DesignsTest)

} // namespace headroom::tst_designs

#include "tst_designs.moc"
