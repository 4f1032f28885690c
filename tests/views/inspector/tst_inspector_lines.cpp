#include "tests/support/test_program.h"
#include "tests/views/inspector/inspector_bench.h"

#include <QApplication>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

namespace headroom::tst_inspector_lines {

using test::rowOf;
using test::typeInto;

/// Connections, and several elements at once.
class InspectorLinesTest final : public test::InspectorBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

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

    void theEndsOfALineAreThoseItHasNow()
    {
        auto design = std::make_shared<project::Project>(*test::openDesign("examples/social-feed.headroom"));
        const auto to = [this] { return m_view->properties()->findChildren<QPushButton *>().at(1); };
        select("app-a-cache");
        QCOMPARE(to()->text(), QStringLiteral("To Feed cache"));
        auto stage = std::make_shared<project::Stage>(*design->stages[4]);
        for (project::Connection &each : stage->connections)
            if (each.id == "app-a-cache")
                each.to = "db";
        for (project::Component &each : stage->components)
            if (each.id == "db")
                each.name = "Main store";
        design->stages[4] = stage;
        m_view->setSnapshot(design, 4);
        QCOMPARE(to()->text(), QStringLiteral("To Main store"));
        QSignalSpy shown(m_view.get(), &inspector::InspectorView::elementRequested);
        QTest::mouseClick(to(), Qt::LeftButton);
        QCOMPARE(shown.value(0).value(0).toString(), QStringLiteral("db"));
    }
};

HEADROOM_TEST(QApplication, InspectorLinesTest)

} // namespace headroom::tst_inspector_lines

#include "tst_inspector_lines.moc"
