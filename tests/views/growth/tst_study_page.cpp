#include "model/edits/edit.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/growth/plain_table.h"
#include "views/growth/range_list.h"
#include "views/growth/study_page.h"
#include "views/growth/tornado_chart.h"
#include "views/workload/quantity_field.h"

#include <QApplication>
#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

#include <cmath>
#include <limits>

namespace headroom::tst_study_page {

using namespace growth_views;

namespace {

constexpr const char *kExample = "examples/growth-plan.headroom";
constexpr double kNever = std::numeric_limits<double>::infinity();

} // namespace

/// The page of uncertainty, by real mouse and key events.
class StudyPageTest final : public QObject {
    Q_OBJECT

    static std::unique_ptr<StudyPage> shown()
    {
        auto page = std::make_unique<StudyPage>(nullptr);
        page->setTheme(theme::Theme::light());
        page->resize(1000, 460);
        page->show();
        return QTest::qWaitForWindowExposed(page.get()) ? std::move(page) : nullptr;
    }

private Q_SLOTS:
    void rangesAreTypedAddedAndRemoved()
    {
        const auto page = shown();
        project::Snapshot design = test::openDesign(kExample);
        const auto show = [&] {
            const auto inputs = growth::resolveRanges(*design, design->uncertainties, test::theCatalog());
            QVERIFY(inputs);
            page->setSnapshot(design, 3, inputs.value(), growth::inputChoices(*design, 3, test::theCatalog()), "USD");
        };
        show();
        connect(page.get(), &StudyPage::rangesStated, this, [&](const std::vector<project::Uncertainty> &ranges) {
            const auto done = edits::apply(*design, edits::SetUncertainties { ranges }, test::theCatalog());
            QVERIFY(done);
            design = done.value();
            show();
        });
        RangeList &list = *page->ranges();
        QCOMPARE(list.count(), std::size_t(4));
        QVERIFY(list.meaning(0).isEmpty()); // bounds are values themselves
        QCOMPARE(list.meaning(1), QStringLiteral("× what it is"));
        QCOMPARE(list.highField(3)->text(), QStringLiteral("1.08")); // a factor, no ratio above 100 %
        QCOMPARE(list.meaning(3), QStringLiteral("× 80 %: 72 % to 86.4 %"));
        const auto type = [](QLineEdit *field, const char *text) {
            field->setFocus();
            field->selectAll();
            QTest::keyClicks(field, QLatin1String(text));
            QTest::keyClick(field, Qt::Key_Return);
        };
        type(list.highField(0), "5"); // peak over mean
        QCOMPARE(design->uncertainties[0].high, 5.0);
        type(list.lowField(3), "95 %"); // hit ratio, relative
        QCOMPARE(design->uncertainties[3].low, 0.95);
        type(list.lowField(0), "6"); // above the high end
        QVERIFY(!list.error().isEmpty());
        QCOMPARE(design->uncertainties[0].low, 2.0);
        list.highField(2)->setFocus();
        QTest::mouseClick(list.removeButton(1), Qt::LeftButton);
        QCOMPARE(design->uncertainties.size(), std::size_t(3));
        QVERIFY(list.highField(2)->hasFocus()); // rows are built anew, and the keys stay where they were
        QCOMPARE(list.count(), std::size_t(3));
        Q_EMIT list.addButton()->menu()->aboutToShow();
        QAction *demand = nullptr;
        for (QAction *each : list.addButton()->menu()->actions().first()->menu()->actions())
            if (each->text() == QStringLiteral("Service demand"))
                demand = each;
        QVERIFY(demand);
        const auto under = [](const QMenu *menu, const QString &title) -> const QMenu * {
            for (const QAction *each : menu->actions())
                if (each->text() == title)
                    return each->menu();
            return nullptr;
        };
        const QMenu *region = under(list.addButton()->menu(), QStringLiteral("Region"));
        QVERIFY(region && under(region, QStringLiteral("Region")) && under(region, QStringLiteral("Cache")));
        QVERIFY(!under(list.addButton()->menu(), QStringLiteral("Cache")));
        const QMenu *lines = under(region, QStringLiteral("Connections"));
        QVERIFY(lines && under(lines, QStringLiteral("App servers → Cache")));
        QVERIFY(under(list.addButton()->menu(), QStringLiteral("CDN")));
        QVERIFY(list.addButton()->menu()->actions().size() < 12);
        demand->trigger();
        QCOMPARE(design->uncertainties.back(), (project::Uncertainty { "", "service_demand", 0.8, 1.2, false }));
        QCOMPARE(list.count(), std::size_t(4));
    }

    void theWidestBarIsAboveAndLeadsToItsRange()
    {
        TornadoChart chart;
        chart.setTheme(theme::Theme::light());
        chart.resize(600, 200);
        chart.setRows({ { QStringLiteral("peak"), 2, 150, 50, QStringLiteral("2"), QStringLiteral("4") },
                        { QStringLiteral("hits"), 0, 90, kNever, QStringLiteral("0.7"), QStringLiteral("0.9") } },
                      100, [](double value) { return QString::number(value); });
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QVERIFY(chart.lowRect(0).left() >= chart.xOf(100) - 0.5 && chart.highRect(0).right() <= chart.xOf(100) + 0.5);
        QCOMPARE(chart.highRect(1).right(), chart.xOf(kNever));
        QSignalSpy asked(&chart, &TornadoChart::inputRequested);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.lowRect(0).center().toPoint());
        QCOMPARE(asked.value(0).value(0).toInt(), 2);
        QTest::keyClick(&chart, Qt::Key_Down);
        QVERIFY(chart.accessibleDescription().contains(QStringLiteral("hits")));
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(asked.value(1).value(0).toInt(), 0);
        chart.setRows({}, 0, {});
        chart.setEmptyText(QStringLiteral("nothing"));
        QVERIFY(!chart.grab().isNull());
    }

    void aStudyIsShownAsFarAsItIs()
    {
        const auto page = shown();
        const project::Snapshot design = test::openDesign(kExample);
        const auto inputs = growth::resolveRanges(*design, design->uncertainties, test::theCatalog());
        QVERIFY(inputs);
        page->setSnapshot(design, 3, inputs.value(), {}, "USD");
        growth::StudyRequest request;
        request.samples = 20;
        request.percentileSamples = 2;
        request.plan = design->plan;
        const auto made
            = growth::Study::make(growth::compileDesign(design, test::theCatalog()), design->uncertainties, request);
        QVERIFY(made);
        for (std::size_t i = 0; i < 10; ++i)
            made.value()->evaluate(i);
        auto view = std::make_shared<StudyView>();
        view->inputs = made.value()->inputs();
        view->bands = made.value()->bands();
        view->tornado = made.value()->tornado();
        view->evaluated = 10;
        view->samples = 20;
        page->setBusy(true);
        page->setStudy(view);
        QCOMPARE(page->state(), QStringLiteral("10 of 20 samples"));
        QCOMPARE(page->runButton()->text(), QStringLiteral("Stop"));
        QCOMPARE(page->tornado()->rows().size(), 4);
        for (qsizetype i = 1; i < 4; ++i)
            QVERIFY(std::abs(page->tornado()->rows()[i].high - page->tornado()->rows()[i].low)
                    <= std::abs(page->tornado()->rows()[i - 1].high - page->tornado()->rows()[i - 1].low) + 1e-9);
        QCOMPARE(page->spreads()->rowCount(), 7);
        QCOMPARE(page->spreads()->columnCount(), 8); // with the month of the plan
        QVERIFY(page->spreads()->item(2, 2)->text().contains(QStringLiteral(" – ")));
        page->figureBox()->setCurrentIndex(3);
        QVERIFY(page->tornado()->rows().first().low > 1); // money now
        page->views()->setCurrentIndex(1);
        view = std::make_shared<StudyView>(*view);
        for (std::size_t i = 10; i < 20; ++i)
            made.value()->evaluate(i);
        view->evaluated = 20;
        view->bands = made.value()->bands();
        page->setStudy(view);
        QCOMPARE(page->state(), QStringLiteral("20 samples; p99, which takes longest, has 2 of them so far"));
        page->setBusy(false); // Stop
        QCOMPARE(page->state(), QStringLiteral("Stopped: 20 samples are drawn, p99 has 2 of them."));
        page->setBusy(true);
        for (std::size_t i = 2; i < 20; ++i)
            made.value()->evaluate(i);
        view = std::make_shared<StudyView>(*view);
        view->bands = made.value()->bands();
        page->setBusy(false);
        page->setStudy(view);
        QVERIFY(page->state().contains(QStringLiteral("20 samples, seed 1")));
        QVERIFY(!page->runButton()->isEnabled()); // the same seed gives the same answer
        page->setBusy(true);                      // a range was changed, and nothing is drawn of it yet
        QCOMPARE(page->state(), QStringLiteral("Being drawn anew. What is shown is of before the change."));
    }
};

HEADROOM_TEST(QApplication, StudyPageTest)

} // namespace headroom::tst_study_page

#include "tst_study_page.moc"
