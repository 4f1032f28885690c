#include "tests/support/test_program.h"
#include "tests/views/inspector/inspector_bench.h"
#include "views/inspector/load_panel.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>

namespace headroom::tst_inspector_design {

using test::rowOf;
using test::typeInto;

/// What is said of the whole design where nothing is selected.
class InspectorDesignTest final : public test::InspectorBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void nothingSelectedShowsTheDesignAndItsWorkload()
    {
        m_view->setSelection({});
        m_asked.clear();
        QCOMPARE(m_view->nameField()->text(), QStringLiteral("Social feed"));
        typeInto(rowOf(*m_view, "daily_active_share"), "40 %");
        QCOMPARE(std::get<double>(*only<edits::SetWorkloadParameter>().value), 0.4);
    }

    void theWorkloadLeadsToWhereItIsEdited()
    {
        m_view->setSelection({});
        QSignalSpy asked(m_view.get(), &inspector::InspectorView::workloadRequested);
        for (int page = 0; page < 3; ++page) {
            auto *button = m_view->properties()->findChild<QPushButton *>(QStringLiteral("workload%1").arg(page));
            QVERIFY(button && !button->accessibleName().isEmpty());
            button->setFocus();
            QTest::keyClick(button, Qt::Key_Space);
            QCOMPARE(asked.count(), page + 1);
            QCOMPARE(asked.last().first().toInt(), page);
        }
    }

    void theCriticalityIsOneEdit()
    {
        m_view->setSelection({});
        m_asked.clear();
        auto *tiers = m_view->properties()->findChild<QComboBox *>(QStringLiteral("criticality"));
        QVERIFY(tiers);
        QCOMPARE(tiers->currentData().toString(), QStringLiteral("standard"));
        tiers->setFocus();
        QTest::keyClick(tiers, Qt::Key_End);
        QCOMPARE(only<edits::SetCriticality>().tier, std::string("critical"));
        QCOMPARE(tiers->currentData().toString(), QStringLiteral("standard")); // until the document has it
    }

    void hintsAreWrittenForPeople()
    {
        m_view->setSelection({});
        const auto hint = [this](const char *parameter) { return rowOf(*m_view, parameter)->hint(); };
        QVERIFY2(hint("revenue_per_hour").contains(QStringLiteral("to 1,000,000,000 USD/h")),
                 qPrintable(hint("revenue_per_hour")));
        QVERIFY2(hint("read_p95").startsWith(QStringLiteral("1 ms to 1 h")), qPrintable(hint("read_p95")));
        QVERIFY2(hint("session_length").startsWith(QStringLiteral("0 s to 24 h")), qPrintable(hint("session_length")));
    }

    /// What is full without any user is so at 70, 85 and 100 %: one sentence below the three.
    void whatNothingLoadsIsSaidOnce()
    {
        analysis::Report report;
        analysis::ComponentReport owner;
        owner.id = "db";
        owner.name = "Database";
        analysis::ResourceReport disk;
        disk.id = "disk";
        disk.title = "Disk";
        inspector::LoadPanel panel(nullptr);
        const auto heightAt = [&](double at070, double at085, double atSaturation) {
            disk.usersAt070 = report.usersAt070 = at070;
            disk.usersAt085 = report.usersAt085 = at085;
            disk.usersAtSaturation = report.usersAtSaturation = atSaturation;
            owner.resources = { disk };
            report.components = { owner };
            panel.show(std::make_shared<const analysis::Report>(report), {});
            return panel.heightForWidth(280);
        };
        const int none = heightAt(10, 20, 30);
        const int one = heightAt(0, 20, 30);
        QVERIFY(one > none);
        QCOMPARE(heightAt(0, 0, 30), one);
        QCOMPARE(heightAt(0, 0, 0), one);
    }

    void whatTheDayAndTheJourneysSayCannotBeTyped()
    {
        auto design = std::make_shared<project::Project>(*test::openDesign("examples/social-feed.headroom"));
        design->workload.day.assign(24, 1.0);
        design->workload.day[0] = 2;
        design->workload.journeys = { { "j", "J", 1, { { "feed", 7 } }, {}, {}, {}, {} } };
        m_view->setSelection({});
        m_view->setSnapshot(design, 4);
        const auto fieldOf
            = [this](const char *parameter) { return qobject_cast<QLineEdit *>(rowOf(*m_view, parameter)->editor()); };
        QVERIFY(!fieldOf("peak_factor")->isEnabled());
        QCOMPARE(fieldOf("peak_factor")->text(), QStringLiteral("1.92")); // 2 · 24 / 25
        QCOMPARE(fieldOf("actions_per_session")->text(), QStringLiteral("7"));
        QVERIFY(!fieldOf("actions_per_session")->isEnabled());
        QVERIFY(fieldOf("session_length")->isEnabled());
    }

    /// The document answers before the editor's signal returns.
    /// Thousands are written as the locale does, also where they stand in a sentence.
    void countsAreWrittenInTheLocale()
    {
        const auto usual = qScopeGuard([before = QLocale()] { QLocale::setDefault(before); });
        QLocale::setDefault(QLocale(QLocale::German));
        project::Project large = *test::openDesign("examples/social-feed.headroom");
        project::Stage stage = *large.stages.front();
        const std::size_t had = stage.components.size();
        for (std::size_t i = had; i < 1234; ++i) {
            project::Component one = stage.components.front();
            one.id = "more" + std::to_string(i);
            stage.components.push_back(one);
        }
        large.stages.front() = std::make_shared<project::Stage>(std::move(stage));
        m_view->setSnapshot(std::make_shared<project::Project>(std::move(large)), 0);
        bool isSaid = false;
        for (const QLabel *each : m_view->properties()->findChildren<QLabel *>())
            isSaid = isSaid || each->text().contains(QStringLiteral("1.234 component"));
        QVERIFY(isSaid);
    }

    void editorsOutliveTheEditTheyAskFor()
    {
        project::Snapshot design = test::openDesign("examples/social-feed.headroom");
        m_view->setSelection({});
        connect(m_view.get(), &inspector::InspectorView::editRequested, this, [&](const edits::Edit &edit) {
            if (const auto after = edits::apply(*design, edit, test::theCatalog())) {
                design = *after;
                m_view->setSnapshot(design, 4);
            }
        });
        typeInto(rowOf(*m_view, "sessions_per_day"), "5");
        QVERIFY(*design->workload.parameters.find("sessions_per_day") == project::Value(5.0));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        auto *presets = m_view->properties()->findChild<QComboBox *>(QStringLiteral("preset"));
        presets->setFocus();
        QTest::keyClick(presets, Qt::Key_End);
        QCOMPARE(design->workload.preset, test::theCatalog().presets().back().id);
    }

    void anotherPresetIsOneEdit()
    {
        m_view->setSelection({});
        m_asked.clear();
        auto *presets = m_view->properties()->findChild<QComboBox *>(QStringLiteral("preset"));
        QVERIFY(presets && presets->count() >= 5);
        const int before = presets->currentIndex();
        presets->setFocus();
        QTest::keyClick(presets, before == 0 ? Qt::Key_End : Qt::Key_Home);
        const auto edit = only<edits::SetWorkloadPreset>();
        QVERIFY(!edit.preset.empty());
        QCOMPARE(presets->currentIndex(), before); // until the document has it
    }
};

HEADROOM_TEST(QApplication, InspectorDesignTest)

} // namespace headroom::tst_inspector_design

#include "tst_inspector_design.moc"
