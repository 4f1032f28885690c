#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/stages/indicator_strip.h"
#include "views/stages/stage_stepper.h"
#include "views/stages/users_slider.h"
#include "views/theme/letters.h"

#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

namespace headroom::tst_stages {

namespace {

std::vector<analysis::StageSummary> sevenStages()
{
    std::vector<analysis::StageSummary> stages(7);
    for (std::size_t i = 0; i < 7; ++i) {
        stages[i].name = "Stage number " + std::to_string(i + 1);
        stages[i].to = 1000.0 * static_cast<double>(i + 1);
    }
    return stages;
}

} // namespace

/// The stepper, the users slider and the indicators, by real mouse and key events.
class StagesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClickOnAStopAsksForItsStage()
    {
        stages::StageStepper stepper;
        stepper.resize(800, 52);
        stepper.setStages(sevenStages());
        stepper.show();
        QSignalSpy asked(&stepper, &stages::StageStepper::stageRequested);
        QTest::mouseClick(&stepper, Qt::LeftButton, {}, stepper.stopPoint(4).toPoint());
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toInt(), 4);
        stepper.setCurrent(4);
        QTest::mouseClick(&stepper, Qt::LeftButton, {}, stepper.stopPoint(4).toPoint());
        QCOMPARE(asked.size(), 1); // it is shown already
        QTest::keyClick(&stepper, Qt::Key_Left);
        QCOMPARE(asked.last().first().toInt(), 3);
    }

    void typedUsersAreReadAsPeopleWriteThem()
    {
        stages::UsersSlider slider;
        slider.resize(320, 50);
        slider.show();
        QSignalSpy changed(&slider, &stages::UsersSlider::usersChanged);
        slider.numberField()->selectAll();
        QTest::keyClicks(slider.numberField(), "1.4M");
        QTest::keyClick(slider.numberField(), Qt::Key_Return);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toDouble(), 1.4e6);
        QCOMPARE(slider.numberField()->text(), QStringLiteral("1,400,000"));
    }

    void nonsenseIsMarkedAndChangesNothing()
    {
        stages::UsersSlider slider;
        slider.show();
        slider.setUsers(5000);
        QSignalSpy changed(&slider, &stages::UsersSlider::usersChanged);
        for (const char *text : { "many", "0", "2e12", "" }) {
            slider.numberField()->selectAll();
            QTest::keyClick(slider.numberField(), Qt::Key_Delete);
            QTest::keyClicks(slider.numberField(), text);
            QTest::keyClick(slider.numberField(), Qt::Key_Return);
            QVERIFY2(slider.numberField()->property("wrong").toBool(), text);
        }
        QTest::keyClick(slider.numberField(), Qt::Key_Escape);
        QCOMPARE(slider.numberField()->text(), QStringLiteral("5,000"));
        QCOMPARE(changed.size(), 0);
        QCOMPARE(slider.users(), 5000.0);
    }

    void draggingTheKnobFollowsThePointer()
    {
        stages::UsersSlider slider;
        slider.resize(400, 50);
        slider.show();
        QVERIFY(QTest::qWaitForWindowExposed(&slider));
        QSignalSpy changed(&slider, &stages::UsersSlider::usersChanged);
        stages::LogSlider *bar = slider.bar();
        QTest::mousePress(bar, Qt::LeftButton, {}, bar->knobPoint(1e4).toPoint());
        for (const double users : { 1e5, 1e6, 1e7 })
            QTest::mouseMove(bar, bar->knobPoint(users).toPoint());
        QTest::mouseRelease(bar, Qt::LeftButton, {}, bar->knobPoint(1e7).toPoint());
        QVERIFY(changed.size() >= 2);
        QVERIFY(std::abs(slider.users() / 1e7 - 1) < 0.1);
        QTest::keyClick(bar, Qt::Key_Home);
        QCOMPARE(slider.users(), 1.0);
        QTest::keyClick(bar, Qt::Key_Right);
        QCOMPARE(slider.users(), 2.0); // nobody is in parts
        QTest::keyClick(bar, Qt::Key_End);
        QCOMPARE(slider.users(), 1e9);
        QTest::keyClick(bar, Qt::Key_PageDown);
        QCOMPARE(slider.users(), 5e8);
    }

    void indicatorsShowTheReport()
    {
        stages::IndicatorStrip strip;
        strip.resize(1000, 72);
        auto report = std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog()));
        strip.setReport(report);
        QCOMPARE(strip.indicators().size(), std::size_t(5));
        QCOMPARE(strip.indicators()[0].value, QStringLiteral("1.40 k/s"));
        QVERIFY(strip.indicators()[4].value.contains(QStringLiteral("3.08 M")));
        strip.show();
        QSignalSpy asked(&strip, &stages::IndicatorStrip::elementRequested);
        QTest::mouseClick(&strip, Qt::LeftButton, {}, strip.indicatorRect(4).center().toPoint());
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toString(), QStringLiteral("mail"));
    }

    /// With large letters in a narrow window a figure loses its unit before it loses a digit.
    void figuresAreNotCut_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("letters");
        QTest::newRow("usual") << QSize(760, 72) << 1.0;
        QTest::newRow("large letters") << QSize(532, 132) << 2.0;
        QTest::newRow("low") << QSize(532, 100) << 2.0;
        QTest::newRow("lowest") << QSize(532, 60) << 2.0;
    }
    void figuresAreNotCut()
    {
        QFETCH(QSize, size);
        QFETCH(double, letters);
        theme::setLetterScale(letters);
        stages::IndicatorStrip strip;
        strip.resize(size);
        strip.setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog())));
        for (const QString &value : strip.shownValues())
            QVERIFY2(!value.contains(QStringLiteral("…")), qPrintable(value));
        QCOMPARE(strip.shownValues().size(), 5);
        QVERIFY(QRectF(strip.rect()).contains(strip.indicatorRect(4)));
        theme::setLetterScale(1);
    }

    /// With large letters a caption is said in a word before it is cut, and whole under the pointer.
    void captionsAreNotCut()
    {
        theme::setLetterScale(2);
        stages::IndicatorStrip strip;
        strip.resize(700, 132);
        strip.setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog())));
        strip.show();
        for (const QString &caption : strip.shownCaptions())
            QVERIFY2(!caption.contains(QStringLiteral("…")), qPrintable(caption));
        QVERIFY(strip.shownCaptions() != QStringList());
        QCOMPARE(strip.shownCaptions()[2], QStringLiteral("Available"));
        QTest::mouseMove(&strip, strip.indicatorRect(2).center().toPoint());
        QVERIFY2(strip.toolTip().contains(strip.indicators()[2].caption), qPrintable(strip.toolTip()));
        theme::setLetterScale(1);
    }

    /// Where most names would be cut, the present one stands alone, as a whole.
    void namesOfStagesAreNotCut()
    {
        stages::StageStepper stepper;
        stepper.resize(660, 52);
        std::vector<analysis::StageSummary> stages = sevenStages();
        for (analysis::StageSummary &each : stages)
            each.name = "Multiregional failover";
        stages[2].name = "Cache";
        stepper.setStages(stages);
        stepper.setCurrent(4);
        QCOMPARE(stepper.shownNames()[1], QStringLiteral("Multiregional failover")); // on two lines
        theme::setLetterScale(1.8);
        stepper.setTheme(theme::Theme::light());
        for (int i = 0; i < 7; ++i)
            QVERIFY2(stepper.shownNames()[i].startsWith(i == 4 ? QStringLiteral("Multiregional failover") : QString())
                         && stepper.shownNames()[i].isEmpty() == (i != 4),
                     qPrintable(stepper.shownNames()[i]));
        theme::setLetterScale(1);
    }

    /// A design that its tier does not forgive never looks fine.
    void theTierIsJudged()
    {
        const project::Snapshot design = test::openDesign("examples/social-feed.headroom");
        analysis::Report report = analysis::analyze(*design, 4, 1.4e6, test::theCatalog());
        const auto availability = [&report] { return stages::indicatorsOf(report)[2]; };
        QVERIFY(report.tolerance.isMet());
        QCOMPARE(availability().noteRole, theme::Role::Fine);
        QVERIFY(availability().note.startsWith(QStringLiteral("✓ ≥ 99.9 %")));
        report.tolerance.singlePoints = { 0, 1 };
        QCOMPARE(availability().noteRole, theme::Role::Warning);
        QVERIFY(availability().note.startsWith(QStringLiteral("▲ 2 single points")));
        report.tolerance.isAvailabilityMet = false;
        report.tolerance.targetAvailability = 0.9995; // reading keeps that, posting does not
        QCOMPARE(availability().caption, QStringLiteral("Availability of Post"));
        QCOMPARE(availability().noteRole, theme::Role::Warning);
        QVERIFY(availability().note.startsWith(QStringLiteral("▲ target 99.95 %")));
        report.tolerance.targetAvailability = 0.9999;
        QCOMPARE(availability().caption, QStringLiteral("Availability of reads"));
        // Without a promise of a time there is none to keep.
        for (analysis::ClassReport &each : report.classes)
            each.objective = {};
        QVERIFY(!stages::indicatorsOf(report)[1].note.contains(QStringLiteral("✓")));
    }

    void whatDoesNotExistIsSaidInWords()
    {
        stages::IndicatorStrip strip;
        strip.setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 0, 1e6, test::theCatalog())));
        QVERIFY(strip.indicators()[1].note.contains(QStringLiteral("saturated")));
        QVERIFY(strip.indicators()[4].note.contains(QStringLiteral("◆")));
        strip.setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("resources/templates/empty.headroom"), 0, 1e3, test::theCatalog())));
        for (const auto &each : strip.indicators()) {
            QVERIFY(!each.value.contains(QStringLiteral("nan"), Qt::CaseInsensitive));
            QVERIFY(!each.value.contains(QStringLiteral("inf"), Qt::CaseInsensitive));
        }
    }

    /// Where requests reach nobody, what is left standing fills never: that is no headroom.
    void aStageThatServesNobodyHasNoHeadroom()
    {
        const project::Project design = test::ProjectBuilder()
                                            .component("clients", "client_population")
                                            .component("lb", "lb_l7")
                                            .component("db", "rdb_primary")
                                            .link("clients", "lb", "call")
                                            .build();
        const auto report = analysis::analyze(design, 0, 1e3, test::theCatalog());
        QCOMPARE(report.state, analysis::State::Unreachable);
        const stages::Indicator headroom = stages::indicatorsOf(report)[4];
        QCOMPARE(headroom.noteRole, theme::Role::Critical);
        QVERIFY(!headroom.value.contains(QChar(0x2192))); // "1 k → 2 M users"
        QVERIFY(analysis::summarizeStages(design, test::theCatalog()).front().failsInRange);
    }
};

HEADROOM_TEST(QApplication, StagesTest)

} // namespace headroom::tst_stages

#include "tst_stages.moc"
