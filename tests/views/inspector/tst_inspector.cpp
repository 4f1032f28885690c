#include "tests/support/model_support.h"
#include "views/inspector/inspector_view.h"
#include "views/inspector/name_edit.h"
#include "views/inspector/why_panel.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTextDocument>
#include <QToolButton>
#include <QTreeWidget>

using namespace headroom;

namespace {

inspector::ParameterRow *rowOf(const inspector::InspectorView &view, const std::string &parameter)
{
    for (inspector::ParameterRow *row : view.properties()->rows())
        if (row->parameter() == parameter)
            return row;
    return nullptr;
}

void typeInto(inspector::ParameterRow *row, const char *text)
{
    auto *field = qobject_cast<QLineEdit *>(row->editor());
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

} // namespace

/// The inspector's editors come from the catalog and ask for one edit each.
class InspectorTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<inspector::InspectorView> m_view;
    std::vector<edits::Edit> m_asked;
    derivation::Interview m_interview { test::theCatalog() };
    int m_questions = 0;

    void select(const std::string &id)
    {
        m_view->setSelection({ id });
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_asked.clear();
    }
    template <typename Edit>
    Edit only()
    {
        return m_asked.size() == 1 && std::holds_alternative<Edit>(m_asked.front()) ? std::get<Edit>(m_asked.front())
                                                                                    : Edit {};
    }

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<inspector::InspectorView>(test::theCatalog());
        m_view->resize(300, 900);
        m_view->setSnapshot(test::openDesign("examples/social-feed.headroom"), 4);
        connect(m_view.get(), &inspector::InspectorView::editRequested, this,
                [this](const edits::Edit &edit) { m_asked.push_back(edit); });
        inspector::WhyPanel *why = m_view->why();
        connect(why, &inspector::WhyPanel::asked, this, [this, why](const derivation::Question &question) {
            ++m_questions;
            why->setAnswer(std::make_shared<derivation::Answer>(m_interview.answer(question)));
        });
        m_view->show();
    }
    void cleanup() { m_view.reset(); }

    void aNameTooLongEndsInAnEllipsis()
    {
        auto *name = qobject_cast<inspector::NameEdit *>(m_view->nameField());
        QVERIFY(name);
        select("db");
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setFocus();
        QCOMPARE(name->shown(), name->text());
        project::Project longer = *test::openDesign("examples/social-feed.headroom");
        longer.name = "Customer relationship & subscription management platform, <third> generation";
        m_view->setSelection({});
        m_view->setSnapshot(std::make_shared<const project::Project>(longer), 4);
        QVERIFY2(name->shown().endsWith(QChar(0x2026)), qPrintable(name->shown()));
        QVERIFY(QString::fromStdString(longer.name).startsWith(name->shown().chopped(1)));
        // All of it is read in the tool tip, sign by sign, and while it is edited.
        QTextDocument tip;
        tip.setHtml(name->toolTip());
        QCOMPARE(tip.toPlainText(), QString::fromStdString(longer.name));
        name->setFocus();
        QCOMPARE(name->shown(), QString::fromStdString(longer.name));
    }

    void aTypedQuantityIsOneEditInTheBaseUnit()
    {
        select("db");
        typeInto(rowOf(*m_view, "commit_latency"), "250 ms");
        const auto edit = only<edits::SetParameter>();
        QCOMPARE(edit.id, std::string("db"));
        QCOMPARE(edit.parameter, std::string("commit_latency"));
        QVERIFY(edit.value && std::get<double>(*edit.value) == 0.25);
    }

    /// It is kept as a parameter and typed in a field of lines, as a component's.
    void theNoteOfAConnectionHasLines()
    {
        select(test::openDesign("examples/social-feed.headroom")->stages[4]->connections.front().id);
        QVERIFY(QTest::qWaitForWindowActive(m_view.get())); // else nothing has the focus
        QVERIFY(!rowOf(*m_view, "note"));
        auto *field = m_view->properties()->findChild<QPlainTextEdit *>();
        QVERIFY(field);
        field->setFocus();
        QTest::keyClicks(field, "one");
        QTest::keyClick(field, Qt::Key_Return);
        QTest::keyClicks(field, "two");
        m_view->nameField()->setFocus();
        const auto edit = only<edits::SetParameter>();
        QCOMPARE(edit.parameter, std::string("note"));
        QVERIFY(edit.value && std::get<std::string>(*edit.value) == "one\ntwo");
    }

    void nonsenseAndNumbersOutOfRangeAskForNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : { "fast", "-5 ms", "1e9", "nan", "" })
            QTest::newRow(*text ? text : "empty") << QByteArray(text);
    }
    void nonsenseAndNumbersOutOfRangeAskForNothing()
    {
        QFETCH(QByteArray, text);
        select("db");
        inspector::ParameterRow *row = rowOf(*m_view, "commit_latency");
        auto *field = qobject_cast<QLineEdit *>(row->editor());
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, QString::fromLatin1(text));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(m_asked.empty());
        QVERIFY(!row->error().isEmpty());
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(row->error().isEmpty());
        QCOMPARE(field->text(), QStringLiteral("1 ms"));
    }

    void theSameValueAskForNothing()
    {
        select("db");
        typeInto(rowOf(*m_view, "commit_latency"), "1 ms");
        QVERIFY(m_asked.empty());
    }

    void resetGoesBackToTheDefault()
    {
        select("db"); // states iops
        inspector::ParameterRow *row = rowOf(*m_view, "iops");
        QVERIFY(row->resetButton()->isVisibleTo(m_view.get()));
        QTest::mouseClick(row->resetButton(), Qt::LeftButton);
        const auto edit = only<edits::SetParameter>();
        QCOMPARE(edit.parameter, std::string("iops"));
        QVERIFY(!edit.value);
        QVERIFY(!rowOf(*m_view, "mttf")->resetButton()->isVisibleTo(m_view.get())); // a default has nothing to reset
    }

    void flagsAndChoicesAreOneEditEach()
    {
        select("app-a");
        auto *flag = qobject_cast<QCheckBox *>(rowOf(*m_view, "autoscale")->editor());
        QVERIFY(flag->isChecked());
        QTest::mouseClick(flag, Qt::LeftButton, {}, QPoint(8, flag->height() / 2));
        QCOMPARE(std::get<bool>(*only<edits::SetParameter>().value), false);
        m_asked.clear();
        auto *sizes = qobject_cast<QComboBox *>(rowOf(*m_view, "size")->editor());
        sizes->setFocus();
        QTest::keyClick(sizes, Qt::Key_Down);
        QCOMPARE(m_asked.size(), std::size_t(1));
    }

    void theNameIsAnEditWhenLeft()
    {
        select("db");
        m_view->nameField()->setFocus();
        m_view->nameField()->selectAll();
        QTest::keyClicks(m_view->nameField(), "Orders");
        QTest::keyClick(m_view->nameField(), Qt::Key_Return);
        QCOMPARE(only<edits::RenameElement>().name, std::string("Orders"));
    }

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

    /// The size of a component says what its figures would be, and stating just that changes nothing.
    void theDefaultIsThatOfTheChosenSize()
    {
        auto design = std::make_shared<project::Project>(*test::openDesign("examples/social-feed.headroom"));
        auto stage = std::make_shared<project::Stage>(*design->stages[4]);
        for (project::Component &each : stage->components)
            if (each.id == "db")
                each.parameters.set("vcpu", 3.0);
        design->stages[4] = stage;
        m_view->setSnapshot(design, 4);
        select("db");
        const project::Component &db = *stage->findComponent("db");
        const catalog::ParameterSpec &spec = *test::theCatalog().kind(db.kind).findParameter("vcpu");
        const catalog::EffectiveValue given = catalog::unstatedValue(test::theCatalog(), db, spec);
        QCOMPARE(given.origin, catalog::ValueOrigin::Size);
        const QString words = QStringLiteral("the size has %1").arg(std::get<double>(given.value));
        QVERIFY2(rowOf(*m_view, "vcpu")->hint().startsWith(words), qPrintable(rowOf(*m_view, "vcpu")->hint()));
        QVERIFY(rowOf(*m_view, "vcpu")->resetButton()->isVisibleTo(m_view.get()));
        auto same = std::make_shared<project::Stage>(*stage);
        for (project::Component &each : same->components)
            if (each.id == "db")
                each.parameters.set("vcpu", given.value);
        design = std::make_shared<project::Project>(*design);
        design->stages[4] = same;
        m_view->setSnapshot(design, 4);
        QVERIFY(!rowOf(*m_view, "vcpu")->resetButton()->isVisibleTo(m_view.get()));
        QVERIFY(rowOf(*m_view, "vcpu")->hint().startsWith(QStringLiteral("from the size")));
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

    void aConnectionCanBecomeOfAnotherKind()
    {
        select("app-a-cache");
        QVERIFY(!m_view->properties()->rows().empty());
        auto *kinds = m_view->properties()->findChild<QComboBox *>();
        QVERIFY(kinds);
        kinds->setFocus();
        QTest::keyClick(kinds, Qt::Key_Home);
        QVERIFY(!only<edits::SetConnectionKind>().id.empty());
    }

    void aNewSnapshotKeepsWhatIsBeingTyped()
    {
        select("db");
        auto *field = qobject_cast<QLineEdit *>(rowOf(*m_view, "mttr")->editor());
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, "12");
        m_view->setSnapshot(std::make_shared<project::Project>(*test::openDesign("examples/social-feed.headroom")), 4);
        QCOMPARE(qobject_cast<QLineEdit *>(rowOf(*m_view, "mttr")->editor())->text(), QStringLiteral("12"));
    }

    void aNumberUnfoldsAndLeadsToWhereItCanBeChanged()
    {
        const auto report
            = analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog());
        m_view->setReport(std::make_shared<analysis::Report>(report));
        select("db");
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->tabs()->setCurrentIndex(2);
        inspector::WhyPanel *why = m_view->why();
        why->refreshNow();
        why->setMetric("db.cpu.utilization");
        QCOMPARE(why->metric(), std::string("db.cpu.utilization"));
        const double used = test::resourceOf(report, "db", "cpu").utilization;
        QVERIFY2(why->formulaText().endsWith(QString::fromStdString("= " + derivation::valueText(used, "1"))),
                 qPrintable(why->formulaText()));
        QTreeWidgetItem *input = nullptr;
        for (QTreeWidgetItemIterator it(why->tree()); *it && !input; ++it)
            if ((*it)->text(0).startsWith(QStringLiteral("vCPUs")))
                input = *it;
        QVERIFY(input);
        Q_EMIT why->tree()->itemActivated(input, 0);
        QCOMPARE(m_view->tabs()->currentIndex(), 0);
        QCOMPARE(QApplication::focusWidget(), rowOf(*m_view, "vcpu")->editor());
    }

    void questionsAreAskedOnlyWhileTheyAreSeen()
    {
        m_questions = 0;
        m_view->setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog())));
        select("db");
        QTest::qWait(200);
        QCOMPARE(m_questions, 0);
        m_view->tabs()->setCurrentIndex(2);
        QCOMPARE(m_questions, 1);
        select("app-a");
        QCOMPARE(m_view->why()->metric(), std::string()); // nothing of the database is left standing
        QTRY_COMPARE(m_questions, 2);
        QVERIFY(m_view->why()->metric().starts_with("app-a."));
    }

    void connectionsAndTheWholeStageCanBeAsked()
    {
        m_view->setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog())));
        inspector::WhyPanel *why = m_view->why();
        m_view->tabs()->setCurrentIndex(2);
        select("app-a-cache");
        why->refreshNow();
        QVERIFY2(why->metric().starts_with("connection.app-a-cache."), why->metric().c_str());
        m_view->setSelection({});
        why->refreshNow();
        why->setMetric("class.feed.latency");
        QCOMPARE(why->metric(), std::string("class.feed.latency"));
        why->setMetric("system.cost_per_month");
        QCOMPARE(why->metric(), std::string("system.cost_per_month"));
    }

    void anAnswerToAnotherQuestionIsIgnored()
    {
        m_view->setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog())));
        inspector::WhyPanel *why = m_view->why();
        m_view->tabs()->setCurrentIndex(2);
        select("db");
        why->refreshNow();
        auto late = std::make_shared<derivation::Answer>(
            m_interview.answer({ test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, "app-a", {} }));
        why->setAnswer(late);
        QVERIFY(why->metric().starts_with("db."));
        why->setSensitivities(late->question, {});
        QVERIFY(!why->aboutText().contains(QStringLiteral("No input")));
    }

    void theNextComponentAnswersTheSameQuestion()
    {
        m_view->setReport(std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 4, 1.4e6, test::theCatalog())));
        select("db");
        m_view->tabs()->setCurrentIndex(2);
        m_view->why()->refreshNow();
        m_view->why()->setMetric("db.cost_per_month");
        select("replica");
        m_view->why()->refreshNow();
        QCOMPARE(m_view->why()->metric(), std::string("replica.cost_per_month"));
    }

    void everyKindCanBeInspected()
    {
        for (const catalog::Kind &kind : test::theCatalog().kinds()) {
            const auto design
                = std::make_shared<project::Project>(test::ProjectBuilder().component("x", kind.id).build());
            m_view->setSnapshot(design, 0);
            m_view->setReport(
                std::make_shared<analysis::Report>(analysis::analyze(*design, 0, 1000, test::theCatalog())));
            m_view->setSelection({ "x" });
            QCOMPARE(m_view->properties()->rows().size(), kind.parameters.size());
            QVERIFY(!m_view->grab().isNull());
        }
    }

    void severalAreEditedAtOnce()
    {
        test::ProjectBuilder builder;
        builder.component("a", "web_app_server", { { "instances", 2.0 } });
        builder.component("b", "web_app_server", { { "instances", 6.0 } });
        builder.component("db", "rdb_primary").link("a", "db", "query").link("b", "db", "query");
        const project::Project before = builder.build();
        const auto design = std::make_shared<project::Project>(before);
        m_view->setSnapshot(design, 0);
        m_view->setSelection({ "a", "b" });
        m_asked.clear();
        inspector::ParameterRow *row = rowOf(*m_view, "instances");
        QVERIFY(row && row->isMixed());
        auto *field = qobject_cast<QLineEdit *>(row->editor());
        QVERIFY(field->text().isEmpty() && !field->placeholderText().isEmpty());
        QVERIFY2(row->hint().contains(QStringLiteral("2 … 6")), qPrintable(row->hint()));
        typeInto(row, "6");
        QCOMPARE(only<edits::Batch>().steps.size(), std::size_t(1)); // b has it already
        QVERIFY(only<edits::Batch>().steps.front() == edits::Step(edits::SetParameter { 0, "a", "instances", 6.0 }));
        const auto after = edits::apply(*design, m_asked.front(), test::theCatalog());
        QVERIFY(after);
        m_asked.clear();
        m_view->setSnapshot(after.value(), 0);
        row = rowOf(*m_view, "instances");
        QVERIFY(!row->isMixed());
        QCOMPARE(qobject_cast<QLineEdit *>(row->editor())->text(), QStringLiteral("6"));
        QTest::mouseClick(row->resetButton(), Qt::LeftButton);
        QCOMPARE(only<edits::Batch>().steps.size(), std::size_t(2));
    }

    void differentKindsShareWhatTheyHave()
    {
        test::ProjectBuilder builder;
        builder.component("a", "web_app_server").component("db", "rdb_primary").link("a", "db", "query");
        const auto design = std::make_shared<project::Project>(builder.build());
        m_view->setSnapshot(design, 0);
        m_view->setSelection({ "a", "db" });
        for (const inspector::ParameterRow *row : m_view->properties()->rows())
            for (const char *kind : { "web_app_server", "rdb_primary" })
                QVERIFY2(test::theCatalog().kind(kind).findParameter(row->parameter()), row->parameter().c_str());
        QVERIFY(!m_view->properties()->rows().empty());
    }

    void sizesSayWhatTheyCost()
    {
        test::ProjectBuilder builder;
        builder.component("a", "web_app_server");
        m_view->setSnapshot(std::make_shared<project::Project>(builder.build()), 0);
        m_view->setSelection({ "a" });
        const auto *sizes = qobject_cast<QComboBox *>(rowOf(*m_view, "size")->editor());
        const int nano = sizes->findData(QStringLiteral("t4g.nano")); // 0.0042 USD/h · 730 h
        QVERIFY(nano >= 0);
        QVERIFY2(sizes->itemText(nano).contains(QStringLiteral("$3.07")), qPrintable(sizes->itemText(nano)));
    }
};

QTEST_MAIN(InspectorTest)
#include "tst_inspector.moc"
